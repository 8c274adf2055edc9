"""The queue of a console's input, processed a few milliseconds at a time so that the page stays responsive."""

from browser import Element, Infinity, Map, String, clearTimeout, performance, setTimeout

from media.console.buffer import drop
from media.console.elements import add_note, grouped
from media.console.output import Output
from media.console.records import joined_text, log_entry, media_item, message_type, records_of
from media.console.streams import ERR, OUT
from media.console.viewport import Viewport
from media.shared import load_shared

# The time limit of a task, in milliseconds, and how many media items may be started in it.
SLICE_MS = 8
_SLICE_ITEMS = 8

_ENDS = Map([
    ['exec-timeout', 'The execution took too long and was stopped.'], ['error', 'The execution failed.'],
    ['server-restarting', 'The server is restarting.'],
])


class RecordQueue:
    """``pending`` holds the responses that are not shown yet; ``output`` is where they are shown."""

    def __init__(self, viewport: Viewport, result_id: str, options):
        self.viewport: Viewport = viewport
        self.options = options
        self.output: Output = Output(viewport, result_id, options, self.need)
        self.pending: list = []
        # The generator that processes the pending responses, portion by portion.
        self._taking = None
        # The chunk that reads Jupyter messages, and why it could not be loaded.
        self.messages = None
        self._is_loading: bool = False
        self._failure: str = ''
        # Set from the first response in a task until the next task. All responses in a task share its limits.
        self._timer: int = 0
        self._until: float = 0
        self._most: float = 0
        # How many lines were dropped, and the note that says so.
        self._gone: int = 0
        self._note: Element = None

    def add(self, result) -> None:
        """Add a response, and process as much of it as there is time for in this task."""
        self.pending.append(result)
        if self._timer == 0:
            self._begin()
        self._work()

    def _begin(self) -> None:
        """Begin a time slice, with limits on its time and on the number of items."""
        self._until = performance.now() + SLICE_MS
        self._most = self.output.shown + _SLICE_ITEMS
        self._timer = setTimeout(self._go_on, 0)

    def _go_on(self) -> None:
        self._timer = 0
        if self.pending and not self._is_loading:
            self._begin()
            self._work()

    def _work(self) -> None:
        if performance.now() < self._until and self.output.shown < self._most:
            self.take(self._until)
            self._limit()
            self.viewport.request()

    def _limit(self) -> None:
        """Enforce the host's limits: drop the oldest lines, many at a time, and show how many in a note."""
        most: int = self.options.maxLines
        gone: int = self._gone
        for block in self.viewport.blocks:
            count = 1
            while count > 0 and self._has_too_much():
                count = drop(block.buffer, max(most // 16, len(block.buffer.lines) - most), most)
                self._gone += count
            if count > 0:
                break
        if self._gone > gone:
            if self._note is None or self._note.parentNode is None:
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
        """Process pending responses until a time of the page's clock."""
        most: float = self._most if until < Infinity else Infinity
        while self.pending and not self._is_loading and self.output.shown < most and performance.now() < until:
            if self._taking is None:
                self._taking = _taking(self)
            is_done: bool = self._taking.next().done
            if is_done:
                self._taking = None
                self.pending = []

    def need(self, name: str, take) -> None:
        """Pause until a chunk is loaded or has failed to load: ``take(shared, reason)`` gets its exports, or None."""
        self._is_loading = True

        def go_on() -> None:
            self._is_loading = False
            clearTimeout(self._timer)
            self._go_on()

        load_shared(name).then(
            lambda module: take(module.shared, ''), lambda error: take(None, String(error.message))).then(go_on)

    def take_messages(self, shared, reason: str) -> None:
        """Take the exports of the chunk that reads messages."""
        self.messages = shared
        self._failure = reason

    def stop(self) -> None:
        clearTimeout(self._timer)
        self.output.stop()


def _taking(queue: RecordQueue):
    """Process everything in the queue, including responses added meanwhile; yields after each portion."""
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
            # Reading a record can throw, as {"toString": 1} does in place of a text: that loses only this record.
            try:
                yield from _taking_record(queue, records[index])
            except Exception:
                _note_unreadable(queue)
            index += 1
            yield
        try:
            if result is not None and isinstance(result.status, str):
                _take_status(queue.output, result)
        except Exception:
            _note_unreadable(queue)


def _taking_record(queue: RecordQueue, record):
    """Process one record; yields after each portion of its text."""
    output = queue.output
    kind: str = message_type(record)
    if kind is not None:
        yield from _taking_message(queue, record, kind)
    elif not isinstance(record, list):
        yield from output.writing(OUT, joined_text(record), False)
    elif record.length > 1:
        kind = record.at(0)
        payload = record.at(1)
        if kind == 'stdout' or kind == 'stderr':
            yield from output.writing(OUT if kind == 'stdout' else ERR, joined_text(payload), False)
        elif kind == 'log':
            entry = log_entry(payload)
            output.log(entry[0], entry[1], entry[2], entry[3])
        elif kind == 'media':
            output.show(media_item(payload))
        elif kind == 'html':
            output.show(['text/html', joined_text(payload)])
        elif kind == 'note':
            output.note(payload)


def _taking_message(queue: RecordQueue, message, kind: str):
    """Process a Jupyter message once the chunk for messages is loaded."""
    if queue.messages is None and not queue._failure:
        queue.need('messages', queue.take_messages)
        yield
    if queue.messages is not None:
        yield from queue.messages.taking(queue.output, message, kind)
    elif queue._failure != 'noted':
        queue.output.note(f'Messages cannot be shown: {queue._failure}.')
        queue._failure = 'noted'


def _note_unreadable(queue: RecordQueue) -> None:
    queue.output.note('A part of the output cannot be read.')


def _take_status(output: Output, result) -> None:
    status: str = result.status
    if status == 'waiting-input':
        output.ask(result.options is not None and result.options.is_password is True, '', None)
    elif status != 'continued':
        output.end_run()
        said = result.msg if isinstance(result.msg, str) else _ENDS.get(status)
        code: int = result.exitCode
        if said is None and code:
            said = f'Exit code {String(code)}.'
        if said is not None:
            output.note(said)
