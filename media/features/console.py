"""A whole execution on the page: terminal text, logs, media and HTML, in order of arrival.

Hosts use it as ``BackendAI.Console``; main's ``handle_result`` and the handler of text use it, too.
"""

from browser import Element, Infinity, Object, Set, String, WeakMap

from media.console import words
from media.console.buffer import buffer_text
from media.console.elements import add
from media.console.record_queue import RecordQueue
from media.console.viewport import Viewport
from media.shared import load_shared
from media.styles import adopt
from media.words import say
from static.console import css

# The consoles of results, by slot.
_consoles = WeakMap()


class Console:
    """The output of one or more runs: ``append`` each response as it arrives.

    Options, all optional: ``onInput(text)`` receives the user's input; ``rows`` is how many rows are visible at first
    (30), ``wrap`` whether long lines wrap (true); ``maxLines`` (2,000,000) and ``maxCharacters`` (100,000,000)
    limit the stored text. All options are also passed to the handlers of media and HTML, which have more of their own.
    """

    def __init__(self, resultId, container: Element, options=None):
        self.id: str = String(resultId)
        self.options = Object.assign({'rows': 30, 'maxLines': 2000000, 'maxCharacters': 100000000}, options)
        self.element: Element = add(container, 'div', 'backendai-console')
        self.adopt(css)
        scroller = add(self.element, 'div', 'backendai-viewport')
        scroller.tabIndex = 0
        # Screen readers get announcements of new text from the tools, instead of each row that scrolls into view.
        scroller.role = 'log'
        scroller.ariaLabel = say(words.OUTPUT)
        scroller.ariaLive = 'off'
        scroller.style.setProperty('--backendai-rows', String(self.options.rows))
        self.viewport: Viewport = Viewport(scroller, self.options.wrap is not False, self._drawn)
        # The names of the chunks that have been requested.
        self._requested: Set = Set()
        scroller.addEventListener('pointerenter', self._load_tools)
        scroller.addEventListener('focusin', self._load_tools)
        self.clear()

    @staticmethod
    async def router():
        """Return a Promise of a router, which passes each message of a stream to the console of its run.

        See media/messages.
        """
        chunk = await load_shared('messages')
        return chunk.shared.Router()

    def append(self, result) -> None:
        """Show the contents of a response, or of a list of console records."""
        self.queue.add(result)

    def clear(self) -> None:
        """Remove all contents."""
        if self.queue is not None:
            self.queue.stop()
        self.viewport.content.replaceChildren()
        self.viewport.empty()
        self.viewport.is_following = True
        self.queue: RecordQueue = RecordQueue(self.viewport, self.id, self.options)

    def text(self) -> str:
        """The console's contents as text without colors."""
        self.queue.take(Infinity)
        if self.viewport.copying is not None:
            return self.viewport.copying.text_of(self.viewport.content)
        texts = ''
        for block in self.viewport.blocks:
            if texts and not texts.endswith('\n'):
                texts += '\n'
            texts += buffer_text(block.buffer)
        return texts

    def dispose(self) -> None:
        """Remove the console and its contents from the page."""
        self.clear()
        self.viewport.dispose()
        self.element.remove()

    def adopt(self, css: str) -> None:
        adopt(self.element, css)

    def _drawn(self) -> None:
        if self.viewport.tools is not None:
            self.viewport.tools.drawn()
        elif self.queue.output.has_more or self.viewport.is_long(self.options.rows):
            self._load_tools(None)
        if self.viewport.is_copied_apart:
            self._load_copying()

    def _load_tools(self, event) -> None:
        """Load the tools for long consoles and interactive use."""
        self._load_copying()
        self._load('console_tools', self._take_tools)

    def _take_tools(self, module) -> None:
        self.viewport.tools = module.shared.Tools(self)
        self.viewport.request()

    def _load_copying(self) -> None:
        """Load the chunk that copies what browsers copy wrongly: media, and wrapped or undrawn lines."""
        self._load('console_copy', self._take_copying)

    def _take_copying(self, module) -> None:
        self.viewport.copying = module.shared
        module.shared.attend(self.element)

    def _load(self, name: str, take) -> None:
        """Load a chunk, once; again on the next occasion if that fails."""
        if self._requested.has(name) is False:
            self._requested.add(name)
            load_shared(name).then(take, lambda error: self._requested.delete(name))


def console_of(slot: Element, result_id: str, options) -> Console:
    """The console of a slot, created on first use."""
    console: Console = _consoles.get(slot)
    if console is None or console.element.parentNode is not slot:
        slot.replaceChildren()
        console = Console(result_id, slot, options)
        _consoles.set(slot, console)
    return console


public = {'Console': Console}
shared = {'console_of': console_of}
