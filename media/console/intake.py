"""What comes into a console, taken some milliseconds at a time, so that the page answers meanwhile."""

from browser import Element, RegExp, String, clearTimeout, performance, setTimeout, window

from media.console.elements import add_note, grouped
from media.console.logs import put_log
from media.console.pane import Pane
from media.console.records import item_of, log_of, records_of, text_of
from media.console.screen import drop
from media.console.streams import ERR, OUT, Streams, leave, put
from media.console.view import View

# How long a task may take, in milliseconds, and how many characters are read between looks at the clock.
SLICE = 8
_PORTION = 16384

# The widest column of loggers.
_WIDEST = 24

# What the tools make something of: addresses, and words of tracebacks.
_HAS_MORE: RegExp = RegExp('://|mailto:|[Tt]race|Error|Exception|panic|:in ')

_ENDS = {
    'exec-timeout': 'The execution took too long and was stopped.', 'error': 'The execution failed.',
    'server-restarting': 'The server is restarting.',
}


class Intake:
    """``queue`` holds the responses that are not shown yet; ``view`` is the text at the end, or None.

    ``news`` is the newest text, for those who listen.
    """

    def __init__(self, pane: Pane, result_id: str, options):
        self.pane: Pane = pane
        self.id: str = result_id
        self.options = options
        self.queue: list = []
        # What takes the queue's responses, portion by portion.
        self._taking = None
        self._streams: Streams = Streams()
        self._view: View = None
        # What a program that waits asks for, and the prompt that the tools make of it.
        self.question = None
        self.prompt: Element = None
        self._items: int = 0
        self._logger_width: int = 0
        self.has_logs: bool = False
        # Whether there is what the tools are good for.
        self.has_more: bool = False
        self.news: str = ''
        self._timer: int = 0
        # How many lines were dropped, and the note that says so.
        self._gone: int = 0
        self._note: Element = None

    def add(self, result) -> None:
        """Take a response, or as much of it as there is time for now."""
        self.queue.append(result)
        if self._timer == 0:
            self._work()

    def _work(self) -> None:
        self.take(performance.now() + SLICE)
        self._timer = setTimeout(self._work, 0) if self.queue else 0
        self._limit()
        self.pane.request()

    def _limit(self) -> None:
        """Keep to the host's limits: the oldest lines go, many at a time, and a note says how many it were."""
        most: int = self.options.maxLines
        gone: int = self._gone
        for view in self.pane.views:
            count = 1
            while count > 0 and self._has_too_much():
                count = drop(view.screen, most // 16)
                self._gone += count
            if count > 0:
                break
        if self._gone > gone:
            if self._note is None:
                self._note = add_note(self.pane.content, '')
                self.pane.content.prepend(self._note)
            self._note.textContent = f'The oldest {grouped(self._gone)} lines or parts of lines were dropped.'

    def _has_too_much(self) -> bool:
        lines: int = 0
        size: int = 0
        for view in self.pane.views:
            lines += len(view.screen.lines)
            size += view.screen.size
        return lines > self.options.maxLines or size > self.options.maxCharacters

    def take(self, until: float) -> None:
        """Take what is in the queue, up to a time of the page's clock."""
        while self.queue and performance.now() < until:
            if self._taking is None:
                self._taking = _taking(self)
            is_done: bool = self._taking.next().done
            if is_done:
                self._taking = None
                self.queue = []

    def stop(self) -> None:
        clearTimeout(self._timer)


def _taking(intake: Intake):
    """Take all that is in the queue, and what comes into it meanwhile; gives way after each portion."""
    number = 0
    while number < len(intake.queue):
        result = intake.queue[number]
        intake.queue[number] = None
        number += 1
        records: list = []
        try:
            records = records_of(result)
        except Exception:
            _note_unreadable(intake)
        index = 0
        while index < len(records):
            # Reading a record can throw, as {"toString": 1} does in place of a text: that costs only this record.
            try:
                yield from _taking_record(intake, records[index])
            except Exception:
                _note_unreadable(intake)
            index += 1
            yield
        try:
            if result is not None and isinstance(result.status, str):
                _take_status(intake, result)
        except Exception:
            _note_unreadable(intake)


def _taking_record(intake: Intake, record):
    """Take one record; gives way after each portion of its text."""
    if not isinstance(record, list) or record.length < 2:
        return
    kind: str = record.at(0)
    payload = record.at(1)
    if kind == 'stdout' or kind == 'stderr':
        text: str = text_of(payload)
        start: int = 0
        while start < len(text):
            _put(intake, OUT if kind == 'stdout' else ERR, text[start:start + _PORTION])
            start += _PORTION
            yield
    elif kind == 'log':
        _put_log(intake, log_of(payload))
    elif kind == 'media':
        _show(intake, item_of(payload))
    elif kind == 'html':
        _show(intake, ['text/html', text_of(payload)])


def _note_unreadable(intake: Intake) -> None:
    leave(intake._streams)
    intake._view = None
    add_note(intake.pane.content, 'A part of the output cannot be read.')


def _put(intake: Intake, source: int, text: str) -> None:
    intake.has_more = intake.has_more or _HAS_MORE.test(text)
    put(intake._streams, _text_view(intake).screen, source, text)
    intake.news = text[-500:]


def _put_log(intake: Intake, entry: list) -> None:
    logger: str = entry[2]
    intake._logger_width = max(intake._logger_width, min(len(logger), _WIDEST))
    intake.has_logs = True
    intake.has_more = True
    put_log(intake._streams, _text_view(intake).screen, entry[0], entry[1], logger, entry[3], intake._logger_width)
    intake.news = entry[3]


def _text_view(intake: Intake) -> View:
    """The text at the end, which there is from now on."""
    _end_prompt(intake)
    if intake._view is None:
        intake._view = View(intake.pane.content)
        intake.pane.views.append(intake._view)
    return intake._view


def _end_prompt(intake: Intake) -> None:
    intake.question = None
    if intake.prompt is not None:
        intake.prompt.remove()
        intake.prompt = None


def _show(intake: Intake, item) -> None:
    """Show a media item after all that is there. All have one container, in which they may continue each other."""
    _end_prompt(intake)
    leave(intake._streams)
    intake._view = None
    place = intake.pane.content
    kind = None if item is None else item.at(0) if isinstance(item, list) else item.type
    name = f'{intake.id}-{intake._items}'
    show = window.BackendAI.Media.handle
    if kind is None or show(item, name, place, intake.options) is False:
        add_note(place, f'{"An item without a type" if kind is None else String(kind)} cannot be shown here.')
    intake._items += 1


def _take_status(intake: Intake, result) -> None:
    status: str = result.status
    if status == 'waiting-input':
        intake.question = {'is_password': result.options is not None and result.options.is_password is True}
        intake.has_more = True
    elif status != 'continued':
        _end_prompt(intake)
        # What comes next is of another run: nothing goes on.
        intake._streams = Streams()
        said = result.msg if isinstance(result.msg, str) else getattr(_ENDS, status, None)
        code: int = result.exitCode
        if said is None and code:
            said = f'Exit code {String(code)}.'
        if said is not None:
            add_note(intake.pane.content, said)
            intake._view = None
