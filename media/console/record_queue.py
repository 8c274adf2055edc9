"""What comes into a console, taken some milliseconds at a time, so that the page answers meanwhile."""

from browser import Element, RegExp, String, clearTimeout, performance, setTimeout, window

from media.console.buffer import drop
from media.console.elements import add_note, grouped
from media.console.logs import put_log
from media.console.records import joined_text, log_entry, media_item, records_of
from media.console.streams import ERR, OUT, Streams, leave, put
from media.console.text_block import TextBlock
from media.console.viewport import Viewport

# How long a task may take, in milliseconds, and how many characters are read between looks at the clock.
SLICE_MS = 8
_PORTION_CHARS = 16384

# The widest column of loggers.
_MAX_LOGGER_CELLS = 24

# What the tools make something of: addresses, and words of tracebacks.
_HAS_MORE: RegExp = RegExp('://|mailto:|[Tt]race|Error|Exception|panic|:in ')

_ENDS = {
    'exec-timeout': 'The execution took too long and was stopped.', 'error': 'The execution failed.',
    'server-restarting': 'The server is restarting.',
}


class RecordQueue:
    """``pending`` holds the responses that are not shown yet; ``block`` is the text at the end, or None.

    ``recent_text`` is the newest text, for those who listen.
    """

    def __init__(self, viewport: Viewport, result_id: str, options):
        self.viewport: Viewport = viewport
        self.id: str = result_id
        self.options = options
        self.pending: list = []
        # What takes the queue's responses, portion by portion.
        self._taking = None
        self._streams: Streams = Streams()
        self._block: TextBlock = None
        # What a program that waits asks for, and the prompt that the tools make of it.
        self.question = None
        self.prompt: Element = None
        self._items: int = 0
        self._logger_width: int = 0
        self.has_logs: bool = False
        # Whether there is what the tools are good for.
        self.has_more: bool = False
        self.recent_text: str = ''
        self._timer: int = 0
        # How many lines were dropped, and the note that says so.
        self._gone: int = 0
        self._note: Element = None

    def add(self, result) -> None:
        """Take a response, or as much of it as there is time for now."""
        self.pending.append(result)
        if self._timer == 0:
            self._work()

    def _work(self) -> None:
        self.take(performance.now() + SLICE_MS)
        self._timer = setTimeout(self._work, 0) if self.pending else 0
        self._limit()
        self.viewport.request()

    def _limit(self) -> None:
        """Keep to the host's limits: the oldest lines go, many at a time, and a note says how many it were."""
        most: int = self.options.maxLines
        gone: int = self._gone
        for block in self.viewport.blocks:
            count = 1
            while count > 0 and self._has_too_much():
                count = drop(block.buffer, most // 16)
                self._gone += count
            if count > 0:
                break
        if self._gone > gone:
            if self._note is None:
                self._note = add_note(self.viewport.content, '')
                self.viewport.content.prepend(self._note)
            self._note.textContent = f'The oldest {grouped(self._gone)} lines or parts of lines were dropped.'

    def _has_too_much(self) -> bool:
        lines: int = 0
        size: int = 0
        for block in self.viewport.blocks:
            lines += len(block.buffer.lines)
            size += block.buffer.size
        return lines > self.options.maxLines or size > self.options.maxCharacters

    def take(self, until: float) -> None:
        """Take what is in the queue, up to a time of the page's clock."""
        while self.pending and performance.now() < until:
            if self._taking is None:
                self._taking = _taking(self)
            is_done: bool = self._taking.next().done
            if is_done:
                self._taking = None
                self.pending = []

    def stop(self) -> None:
        clearTimeout(self._timer)


def _taking(queue: RecordQueue):
    """Take all that is in the queue, and what comes into it meanwhile; gives way after each portion."""
    number = 0
    while number < len(queue.pending):
        result = queue.pending[number]
        queue.pending[number] = None
        number += 1
        records: list = []
        try:
            records = records_of(result)
        except Exception:
            _note_unreadable(queue)
        index = 0
        while index < len(records):
            # Reading a record can throw, as {"toString": 1} does in place of a text: that costs only this record.
            try:
                yield from _taking_record(queue, records[index])
            except Exception:
                _note_unreadable(queue)
            index += 1
            yield
        try:
            if result is not None and isinstance(result.status, str):
                _take_status(queue, result)
        except Exception:
            _note_unreadable(queue)


def _taking_record(queue: RecordQueue, record):
    """Take one record; gives way after each portion of its text."""
    if not isinstance(record, list) or record.length < 2:
        return
    kind: str = record.at(0)
    payload = record.at(1)
    if kind == 'stdout' or kind == 'stderr':
        text: str = joined_text(payload)
        start: int = 0
        while start < len(text):
            _put(queue, OUT if kind == 'stdout' else ERR, text[start:start + _PORTION_CHARS])
            start += _PORTION_CHARS
            yield
    elif kind == 'log':
        _put_log(queue, log_entry(payload))
    elif kind == 'media':
        _show(queue, media_item(payload))
    elif kind == 'html':
        _show(queue, ['text/html', joined_text(payload)])


def _note_unreadable(queue: RecordQueue) -> None:
    leave(queue._streams)
    queue._block = None
    add_note(queue.viewport.content, 'A part of the output cannot be read.')


def _put(queue: RecordQueue, source: int, text: str) -> None:
    queue.has_more = queue.has_more or _HAS_MORE.test(text)
    put(queue._streams, _text_block(queue).buffer, source, text)
    queue.recent_text = text[-500:]


def _put_log(queue: RecordQueue, entry: list) -> None:
    logger: str = entry[2]
    queue._logger_width = max(queue._logger_width, min(len(logger), _MAX_LOGGER_CELLS))
    queue.has_logs = True
    queue.has_more = True
    put_log(queue._streams, _text_block(queue).buffer, entry[0], entry[1], logger, entry[3], queue._logger_width)
    queue.recent_text = entry[3]


def _text_block(queue: RecordQueue) -> TextBlock:
    """The text at the end, which there is from now on."""
    _end_prompt(queue)
    if queue._block is None:
        queue._block = TextBlock(queue.viewport.content)
        queue.viewport.blocks.append(queue._block)
    return queue._block


def _end_prompt(queue: RecordQueue) -> None:
    queue.question = None
    if queue.prompt is not None:
        queue.prompt.remove()
        queue.prompt = None


def _show(queue: RecordQueue, item) -> None:
    """Show a media item after all that is there. All have one container, in which they may continue each other."""
    _end_prompt(queue)
    leave(queue._streams)
    queue._block = None
    place = queue.viewport.content
    kind = None if item is None else item.at(0) if isinstance(item, list) else item.type
    name = f'{queue.id}-{queue._items}'
    show = window.BackendAI.Media.handle
    if kind is None or show(item, name, place, queue.options) is False:
        add_note(place, f'{"An item without a type" if kind is None else String(kind)} cannot be shown here.')
    queue._items += 1


def _take_status(queue: RecordQueue, result) -> None:
    status: str = result.status
    if status == 'waiting-input':
        queue.question = {'is_password': result.options is not None and result.options.is_password is True}
        queue.has_more = True
    elif status != 'continued':
        _end_prompt(queue)
        # What comes next is of another run: nothing goes on.
        queue._streams = Streams()
        said = result.msg if isinstance(result.msg, str) else getattr(_ENDS, status, None)
        code: int = result.exitCode
        if said is None and code:
            said = f'Exit code {String(code)}.'
        if said is not None:
            add_note(queue.viewport.content, said)
            queue._block = None
