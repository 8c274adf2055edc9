"""What comes into a console, taken some milliseconds at a time, so that the page answers meanwhile."""

from browser import Element, Object, String, clearTimeout, performance, setTimeout, window

from media.console.logs import put_log
from media.console.pane import Pane, add_view
from media.console.records import item_of, log_of, records_of, text_of
from media.console.streams import ERR, OUT, Streams, end_run, leave, put
from media.console.view import View

# How long a task may take, in milliseconds, and how many characters are read between looks at the clock.
SLICE = 8
_PORTION = 16384

# The widest column of loggers.
_WIDEST = 24

_ENDS = Object.assign(Object(), {
    'exec-timeout': 'The execution took too long and was stopped.', 'error': 'The execution failed.',
    'server-restarting': 'The server is restarting.',
})


class Intake:
    """``queue`` holds [kind, payload, position] of what is not shown yet; ``view`` is the text at the end, or None.

    ``news`` is the newest text, for those who listen.
    """

    def __init__(self, pane: Pane, result_id: str, options):
        self.pane: Pane = pane
        self.id: str = result_id
        self.options = options
        self.queue: list = []
        self.streams: Streams = Streams()
        self.view: View = None
        # What a program that waits asks for, and the prompt that the tools make of it.
        self.question = None
        self.prompt: Element = None
        self.items: int = 0
        self.logger_width: int = 0
        self.has_logs: bool = False
        # Whether there is what the tools are good for.
        self.has_more: bool = False
        self.news: str = ''
        self.timer: int = 0

    def add(self, result) -> None:
        """Take a response, or as much of it as there is time for now."""
        for record in records_of(result):
            self.queue.append([record.at(0), record.at(1), 0])
        if result is not None and result.status is not None:
            self.queue.append(['status', result, 0])
        if self.timer == 0:
            self.work()

    def work(self) -> None:
        self.timer = 0
        until: float = performance.now() + SLICE
        while len(self.queue) > 0 and performance.now() < until:
            take(self)
        if self.pane.tools is not None:
            self.pane.tools.limit()
        self.pane.request()
        if len(self.queue) > 0:
            self.timer = setTimeout(self.work, 0)

    def finish(self) -> None:
        """Take all that is left, at once."""
        while len(self.queue) > 0:
            take(self)

    def stop(self) -> None:
        clearTimeout(self.timer)
        self.queue = []


def take(intake: Intake) -> None:
    """Take the next record, or the next portion of its text."""
    record: list = intake.queue[0]
    kind: str = record[0]
    payload = record[1]
    if kind == 'stdout' or kind == 'stderr':
        start: int = record[2]
        text: str = payload if isinstance(payload, str) else text_of(payload)
        if text:
            portion: str = text[start:start + _PORTION]
            if kind == 'stderr' or '://' in portion or 'mailto:' in portion:
                intake.has_more = True
            put(intake.streams, _text_view(intake).screen, OUT if kind == 'stdout' else ERR, portion)
            intake.news = portion[-500:]
        if start + _PORTION < len(text):
            record[1] = text
            record[2] = start + _PORTION
            return
    intake.queue.shift()
    if kind == 'log':
        entry = log_of(payload)
        logger: str = entry[2]
        intake.logger_width = max(intake.logger_width, min(len(logger), _WIDEST))
        intake.has_logs = True
        intake.has_more = True
        put_log(intake.streams, _text_view(intake).screen, entry[0], entry[1], logger, entry[3], intake.logger_width)
        intake.news = entry[3]
    elif kind == 'media':
        _show(intake, item_of(payload))
    elif kind == 'html':
        _show(intake, ['text/html', text_of(payload)])
    elif kind == 'status':
        _take_status(intake, payload)


def _text_view(intake: Intake) -> View:
    """The text at the end, which there is from now on."""
    _end_prompt(intake)
    if intake.view is None:
        intake.view = add_view(intake.pane)
    return intake.view


def _end_prompt(intake: Intake) -> None:
    intake.question = None
    if intake.prompt is not None:
        intake.prompt.remove()
        intake.prompt = None


def _show(intake: Intake, item) -> None:
    """Show a media item after all that is there. All have one container, in which they may continue each other."""
    _end_prompt(intake)
    leave(intake.streams)
    intake.view = None
    kind = None if item is None else item.at(0) if isinstance(item, list) else item.type
    name = f'{intake.id}-{intake.items}'
    show = window.BackendAI.Media.handle
    if kind is None or show(item, name, intake.pane.content, intake.options) is False:
        add_note(intake, f'{"An item without a type" if kind is None else String(kind)} cannot be shown here.')
    intake.items += 1


def add_note(intake: Intake, text: str) -> Element:
    note = intake.pane.element.ownerDocument.createElement('p')
    note.className = 'media-note'
    note.append(text)
    intake.pane.content.append(note)
    intake.view = None
    return note


def _take_status(intake: Intake, result) -> None:
    status: str = result.status
    if status == 'waiting-input':
        intake.question = {'is_password': result.options is not None and result.options.is_password is True}
        intake.has_more = True
    elif status != 'continued':
        _end_prompt(intake)
        end_run(intake.streams)
        code: int = result.exitCode
        said = result.msg if isinstance(result.msg, str) else getattr(_ENDS, status, None)
        if said is None and code:
            said = f'Exit code {String(code)}.'
        if said is not None:
            add_note(intake, said)
