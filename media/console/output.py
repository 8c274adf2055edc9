"""The end of a console, where output is added: text, media, notes and the prompt."""

from browser import Element, RegExp, clearTimeout

from media.console.elements import add_note
from media.console.escapes import give_screen
from media.console.streams import Streams, leave, put, put_apart
from media.console.text_block import TextBlock
from media.console.viewport import Viewport

# Output that needs the tools: URLs, box drawing, right-to-left letters, and words of tracebacks.
_HAS_MORE: RegExp = RegExp('://|mailto:|www\\.|[\u2500-\u259f\u0590-\u08ff]|[Tt]race|Error|Exception|panic|:in ')

# How many characters are read before the clock is checked again.
_PORTION_CHARS = 16384


class Output:
    """The contents of a console, in order. ``block`` is the text at the end, or None if something else is there.

    media/console_media shows items, and media/messages/clearing.py clears the contents; then the functions in
    ``on_cleared`` are called once.
    """

    def __init__(self, viewport: Viewport, result_id: str, options, need):
        self.viewport: Viewport = viewport
        self.options = options
        self.id: str = result_id
        # Requests a chunk; the queue waits until it is loaded.
        self.need = need
        self._streams: Streams = Streams()
        self.block: TextBlock = None
        # The elements of media, by number; those from ``count`` on remain from before a clearing, to be replaced.
        self.slots: list[Element] = []
        self.count: int = 0
        # How many items have been shown.
        self.shown: int = 0
        self.on_cleared: list = []
        # A function that clears the contents once the next output is there to replace them, or None.
        self.clearing = None
        # The timer that ends the time for which cleared contents keep their height.
        self.holding: int = 0
        # The pending input request of the program, and the prompt that the tools show for it.
        self.question = None
        self.prompt: Element = None
        # The width of the column of loggers.
        self.logger_width: int = 0
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

    def note(self, text: str) -> None:
        """Show a message to the user."""
        self.end_text()
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

    def stop(self) -> None:
        """Stop, because no more output will be added."""
        clearTimeout(self.holding)
        self.viewport.element.style.minHeight = ''
        self.tell_cleared()

    def _begin(self) -> None:
        """Prepare for adding output."""
        if self.question is not None and self.question.parent is None:
            self.end_prompt()
        if self.clearing is not None:
            self.clearing()

    def _text_block(self) -> TextBlock:
        """The text block at the end, created if there is none."""
        self._begin()
        if self.block is None:
            self.block = TextBlock(self.viewport.content)
            self.viewport.content.insertBefore(self.block.element, self._left_over())
            self.viewport.blocks.append(self.block)
        return self.block

    def end_text(self) -> None:
        """End the text block, because something else follows."""
        self._begin()
        leave(self._streams)
        self.block = None

    def _left_over(self) -> Element:
        """The element before which output is added: the first slot from before a clearing, or the prompt; or None."""
        return self.slots.at(self.count) if self.count < len(self.slots) else self.prompt

    def tell_cleared(self) -> None:
        """Call the functions that wait for the end of the current contents."""
        for call in self.on_cleared:
            call()
        self.on_cleared = []
