"""The queue of a console's input, processed a few milliseconds at a time so that the page stays responsive."""

from browser import Element, Infinity, Map, Reflect, String, clearTimeout, performance, setTimeout, window

from media.console import words
from media.console.escapes import give_screen, needs_screen, screen
from media.console.output import Output
from media.console.records import joined_text, media_item, message_type, records_of
from media.console.streams import ERR, OUT
from media.console.viewport import Viewport
from media.shared import load_shared
from media.words import say, say_reason

# The time limit of a task, in milliseconds, and how many media items may be started in it.
SLICE_MS = 8
_SLICE_ITEMS = 8


class RecordQueue:
    """``pending`` holds the responses that are not shown yet; ``output`` is where they are shown."""

    def __init__(self, viewport: Viewport, result_id: str, options):
        self.viewport: Viewport = viewport
        self.options = options
        self.output: Output = Output(viewport, result_id, options, self.need)
        self.pending: list = []
        # The generator that processes the pending responses, portion by portion.
        self._taking = None
        # The chunks for rarer records, by name; None if one cannot be loaded.
        self.chunks: Map = Map()
        self._is_loading: bool = False
        # Set from the first response in a task until the next task. All responses in a task share its limits.
        self._timer: int = 0
        self._until: float = 0
        self._most: float = 0
        # How many lines were dropped, and the note that says so.
        self.dropped: int = 0
        self.note: Element = None

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
        if self.has_excess():
            if needs_screen():
                self.need('console_screen', self._take_screen)
            elif screen() is not None:
                screen().drop_excess(self)

    def _take_screen(self, shared, reason: str) -> None:
        give_screen(shared, reason)
        self._limit()

    def has_excess(self) -> bool:
        """Whether there is more text than the host allows."""
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

        async def lose(error):
            take(None, await say_reason(String(error.message)))

        load_shared(name).then(lambda module: take(module.shared, ''), lose).then(go_on)

    def stop(self) -> None:
        clearTimeout(self._timer)
        self.output.stop()


def _taking(queue: RecordQueue):
    """Process everything in the queue, including responses added meanwhile; yields after each portion."""
    number = 0
    while number < len(queue.pending):
        result = queue.pending.at(number)
        queue.pending.fill(None, number, number + 1)
        number += 1
        yield from _guarded(queue, _taking_response(queue, result))


def _guarded(queue: RecordQueue, steps):
    """Run a generator. Reading what a host passes can throw, as {"toString": 1} does in place of a text."""
    try:
        while steps.next().done is False:
            yield
    except Exception:
        queue.output.note(say(words.UNREADABLE_PART))


def _taking_response(queue: RecordQueue, result):
    """Process a response: its records, and the status of the run."""
    records = records_of(result)
    index = 0
    while index < len(records):
        # A record that throws loses only itself.
        yield from _guarded(queue, _taking_record(queue, records, index))
        index += 1
        yield
    if result is not None and isinstance(result.status, str):
        yield from _taking_status(queue, result)


def _taking_record(queue: RecordQueue, records: list, index: int):
    """Process one record; yields after each portion of its text."""
    record = records.at(index)
    output = queue.output
    kind: str = message_type(record)
    if kind is not None:
        messages = yield from _chunk(queue, 'messages', words.MESSAGES_FAILED)
        if messages is not None:
            yield from _guarded(queue, messages.taking(output, record, kind))
    elif not isinstance(record, list):
        yield from output.writing(OUT, joined_text(record), False)
    elif record.length > 1:
        kind = record.at(0)
        payload = record.at(1)
        if kind == 'stdout' or kind == 'stderr':
            yield from output.writing(OUT if kind == 'stdout' else ERR, joined_text(payload), False)
        elif kind == 'media':
            yield from _showing(queue, media_item(payload))
        elif kind == 'html':
            yield from _showing(queue, ['text/html', joined_text(payload)])
        elif kind == 'note':
            output.note(payload)
        elif kind == 'log' or kind == 'other':
            yield from _taking_rare(queue, kind, payload)


def _showing(queue: RecordQueue, item):
    """Show a media item, whose handler is requested together with the chunk that shows items."""
    if item is not None and queue.chunks.has('console_media') is False:
        window.BackendAI.preload(String(item.at(0) if isinstance(item, list) else item.type))
    media = yield from _chunk(queue, 'console_media', words.MEDIA_FAILED)
    if media is not None:
        media.show(queue.output, item)


def _taking_rare(queue: RecordQueue, kind: str, payload):
    """Process a log record, a response of another kind, or the end of a run that failed."""
    rare = yield from _chunk(queue, 'console_records', words.RECORDS_FAILED)
    if rare is not None:
        yield from _guarded(queue, Reflect.get(rare, kind)(queue.output, payload))


def _chunk(queue: RecordQueue, name: str, failure: str):
    """Return the exports of a chunk, once it is loaded; None, after a note, if it cannot be loaded."""
    def take(shared, reason: str) -> None:
        queue.chunks.set(name, shared)
        if shared is None:
            queue.output.note(say(failure, reason))

    if queue.chunks.has(name) is False:
        queue.need(name, take)
        yield
    return queue.chunks.get(name)


def _taking_status(queue: RecordQueue, result):
    status: str = result.status
    if status == 'waiting-input':
        queue.output.ask(result.options is not None and result.options.is_password is True, '', None)
    elif status != 'continued':
        queue.output.end_run()
        code: int = result.exitCode
        if code or not status.endswith('finished') or result.msg is not None:
            yield from _taking_rare(queue, 'end', result)
