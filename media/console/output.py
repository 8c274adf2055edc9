"""The end of a console, where output is added: text, logs, media, notes and the prompt; and clearing all of it."""

from browser import Element, Object, RegExp, String, clearTimeout, setTimeout, window

from media.console.elements import add_note
from media.console.escapes import give_screen
from media.console.logs import put_log
from media.console.streams import Streams, leave, put, put_apart
from media.console.text_block import TextBlock
from media.console.viewport import Viewport

# Output that needs the tools: URLs, box drawing, right-to-left letters, and words of tracebacks.
_HAS_MORE: RegExp = RegExp('://|mailto:|www\\.|[\u2500-\u259f\u0590-\u08ff]|[Tt]race|Error|Exception|panic|:in ')

# How many characters are read before the clock is checked again.
_PORTION_CHARS = 16384

# The maximum width of the logger column.
_MAX_LOGGER_CELLS = 24

# How long a cleared console keeps its height, and the pictures that new ones replace.
_HOLD_MS = 200


class Output:
    """The contents of a console, in order. ``block`` is the text at the end, or None if something else is there.

    The functions in ``on_cleared`` are called once, when the current contents are cleared.
    """

    def __init__(self, viewport: Viewport, result_id: str, options, need):
        self.viewport: Viewport = viewport
        self.options = options
        self._id: str = result_id
        # Requests a chunk; the queue waits until it is loaded.
        self.need = need
        self._streams: Streams = Streams()
        self.block: TextBlock = None
        # The elements of media, by number; those from _count on remain from before a clearing, to be replaced.
        self._slots: list[Element] = []
        self._count: int = 0
        # How many items have been shown.
        self.shown: int = 0
        self.on_cleared: list = []
        self._is_clearing: bool = False
        self._holding: int = 0
        # The pending input request of the program, and the prompt that the tools show for it.
        self.question = None
        self.prompt: Element = None
        self._logger_width: int = 0
        self.has_logs: bool = False
        # Whether any output needs the tools.
        self.has_more: bool = False

    def writing(self, source: int, text: str, is_apart: bool):
        """Write a text a few thousand characters at a time; yields after each portion.

        ``is_apart`` is for a text that neither continues earlier output of its source nor is continued.
        """
        if is_apart:
            put_apart(self._streams, self._text_block().buffer, source)
        start: int = 0
        while start < len(text):
            portion: str = text[start:start + _PORTION_CHARS]
            count = put(self._streams, self._text_block().buffer, source, portion)
            self.has_more = self.has_more or _HAS_MORE.test(portion)
            start += count
            if count < len(portion):
                self.need('console_screen', give_screen)
            yield
        if is_apart:
            leave(self._streams)

    def log(self, level: int, time: str, logger: str, message: str) -> None:
        self._logger_width = max(self._logger_width, min(len(logger), _MAX_LOGGER_CELLS))
        self.has_logs = True
        self.has_more = True
        put_log(self._streams, self._text_block().buffer, level, time, logger, message, self._logger_width)

    def show(self, item) -> int:
        """Append a media item or a MIME bundle; returns the number of its slot.

        All items share one container, in which they may continue each other.
        """
        self._end_text()
        number: int = self._count
        self._count += 1
        self.show_at(number, item)
        return number

    def show_at(self, number: int, item) -> None:
        """Show an item in the slot of that number, replacing its contents; shows a note if it has no handler."""
        place = self.viewport.content
        before: Element = place.lastElementChild
        mime = None if item is None else item.at(0) if isinstance(item, list) else item.type
        has_name = mime is not None or item is not None and Object(item.data) is item.data
        show = window.BackendAI.Media.handle
        if not has_name or show(item, f'{self._id}-{number}', place, self.options) is False:
            add_note(place, f'{_name_of(item, mime)} cannot be shown here.')
        slot: Element = place.lastElementChild
        if slot is not before:
            # The name that copied text gives this item, which has no text of its own.
            slot.mime = _name_of(item, mime)
            if number < len(self._slots):
                self._slots[number].replaceWith(slot)
                self._slots.splice(number, 1, slot)
            else:
                place.insertBefore(slot, self.prompt)
                self._slots.append(slot)
        self.shown += 1

    def is_busy(self, number: int) -> bool:
        """Whether the item last shown in that slot is still loading."""
        slot: Element = self._slots[number]
        return slot.ariaBusy == 'true'

    def note(self, text: str) -> None:
        """Show a message to the user."""
        self._end_text()
        self.viewport.content.insertBefore(add_note(self.viewport.content, text), self._left_over())

    def ask(self, is_password: bool, prompt: str, parent) -> None:
        """Ask the user for input.

        ``parent`` is the request of a Jupyter kernel that asks. Its channels are not ordered, so output from before the
        question may arrive after it; therefore the question stays until that request is over.
        """
        self.end_prompt()
        self.question = {'is_password': is_password, 'prompt': prompt, 'parent': parent}
        self.has_more = True

    def end_prompt(self) -> None:
        self.question = None
        if self.prompt is not None:
            self.prompt.remove()
            self.prompt = None

    def end_run(self) -> None:
        """End a run: output that follows belongs to another run, and the question is withdrawn."""
        self.end_prompt()
        self.begin_run()

    def begin_run(self) -> None:
        """Begin a run: its output starts on a new line, without a style."""
        self._streams = Streams()

    def clear(self, is_waiting: bool) -> None:
        """Remove everything from the page; with ``is_waiting``, once the next output is there to replace it."""
        if is_waiting:
            self._is_clearing = True
        else:
            self._clear(False)

    def stop(self) -> None:
        """Stop, because no more output will be added."""
        clearTimeout(self._holding)
        self.viewport.element.style.minHeight = ''
        self._tell_cleared()

    def _begin(self) -> None:
        """Prepare for adding output."""
        if self.question is not None and self.question.parent is None:
            self.end_prompt()
        if self._is_clearing:
            self._clear(True)

    def _text_block(self) -> TextBlock:
        """The text block at the end, created if there is none."""
        self._begin()
        if self.block is None:
            self.block = TextBlock(self.viewport.content)
            self.viewport.content.insertBefore(self.block.element, self._left_over())
            self.viewport.blocks.append(self.block)
        return self.block

    def _end_text(self) -> None:
        self._begin()
        leave(self._streams)
        self.block = None

    def _left_over(self) -> Element:
        """The element before which output is added: the first slot from before a clearing, or the prompt; or None."""
        return self._slots[self._count] if self._count < len(self._slots) else self.prompt

    def _clear(self, keeps_slots: bool) -> None:
        """Empty the console. Its height and replaceable pictures stay for a moment to avoid layout shifts."""
        self._is_clearing = False
        element = self.viewport.element
        if self._holding == 0:
            element.style.minHeight = f'{String(element.getBoundingClientRect().height)}px'
        else:
            clearTimeout(self._holding)
        self._holding = setTimeout(self._let_go, _HOLD_MS)
        kept: list[Element] = self._slots[:self._count] if keeps_slots else []
        self.viewport.content.replaceChildren(*kept, *([] if self.prompt is None else [self.prompt]))
        self.viewport.empty()
        self._slots = kept
        self._count = 0
        self.begin_run()
        self.block = None
        self._tell_cleared()

    def _tell_cleared(self) -> None:
        for call in self.on_cleared:
            call()
        self.on_cleared = []

    def _let_go(self) -> None:
        for slot in self._slots[self._count:]:
            slot.remove()
        self._slots = self._slots[:self._count]
        if self.viewport.content.querySelector('[aria-busy]') is not None:
            self._holding = setTimeout(self._let_go, _HOLD_MS)
        else:
            self._holding = 0
            self.viewport.element.style.minHeight = ''
            self.viewport.request()


def _name_of(item, mime) -> str:
    """The type of an item, or the types of a bundle."""
    if mime is not None:
        return String(mime)
    names: list[str] = [] if item is None else Object.keys(Object(item.data))
    return ', '.join(names) if names else 'An item without a type'
