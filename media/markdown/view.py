"""A document on the page that is updated in place when its text changes.

``markdown_parts`` splits long and changing texts to reuse unchanged parts; ``markdown_math`` and ``markdown_notes``
add kinds of tokens. These chunks are loaded with the first text that needs them.
"""

from browser import (
    Element, Map, Math, Object, Promise, RegExp, Set, ShadowRoot, String, performance, setTimeout,
)

from media.dom import create, detach
from media.html.permission import blocked_text, permission
from media.markdown import words
from media.markdown.building import Part
from media.notes import make_note
from media.shared import load_shared
from media.styles import adopt
from media.templates import fill
from media.words import say
from npm.marked import Lexer
from static.markdown import css

# Longer texts are split.
LONG_CHARS = 10000

# Blocks nested deeper than this are shown as their source: the time to parse them grows with the square of the depth.
TOO_DEEP = RegExp('^(?:[ \\t]*(?:>|[-+*](?=[ \\t])|\\d{1,9}[.)](?=[ \\t]))){40,}', 'm')

# The minimum time between two updates, and its minimum as a multiple of the last update's duration, up to a maximum:
# a long text takes seconds on a busy machine, in slices that leave the page time.
LEAST_PAUSE_MS = 100
PAUSES = 4
LONGEST_PAUSE_MS = 1000

# Chunks with further tokens, and a pattern for texts that may need them.
EXTENSIONS = [['markdown_notes', RegExp('\\[\\^')], ['markdown_math', RegExp('\\$|\\\\[([bre]')]]


class View:
    def __init__(self, near: Element, result_id: str, item):
        self.node: Element = create(near, 'div')
        self.node.id = result_id
        box = create(near, 'div')
        box.className = 'backendai-markdown'
        # Content cannot leave the box, wherever raw HTML positions it.
        box.style.contain = 'content'
        inner = create(near, 'div')
        self.root: ShadowRoot = inner.attachShadow({'mode': 'open'})
        adopt(self.root, css)
        self.root.addEventListener('click', lambda event: self._on_click(event))
        box.append(inner)
        self.node.append(box)
        self.source: str = ''
        # Whether the text starts with the previous one.
        self.has_grown: bool = False
        self.parts: list[Part] = []
        self.page = {'ids': Set(), 'box': box, 'root': self.root}
        # The definitions of links; None if each part is lexed with only its own definitions.
        self.links = None
        self._note: Element = make_note(near, '')
        self._remote = Object(item.options).remote
        self._item = item
        self._showing = None
        self._earliest = 0.0
        self._chunks: Map = Map()
        self._extensions: list = []

    async def update(self, item) -> None:
        """Show the text of another item. Of the items that arrive during an update, only the last is shown."""
        self._item = item
        if self._showing is None:
            self._showing = self._show_latest()
        await self._showing

    async def _show_latest(self) -> None:
        shown = None
        try:
            while shown is not self._item:
                pause: float = self._earliest - performance.now()
                if pause > 0:
                    await Promise(lambda done: setTimeout(done, pause))
                start: float = performance.now()
                shown = self._item
                self.node.ariaBusy = 'true'
                self.page.attachments = Object(shown.metadata).attachments
                await self._show(source_of(shown.data))
                end: float = performance.now()
                pause = Math.max(LEAST_PAUSE_MS, (end - start) * PAUSES)
                self._earliest = end + Math.min(pause, LONGEST_PAUSE_MS)
        finally:
            self.node.ariaBusy = None
            self._showing = None

    async def _show(self, source: str) -> None:
        if self.page.allowed is None:
            self.page.allowed = permission(self._remote)
        before = self.source
        self.has_grown = before != '' and source.startswith(before)
        # Of a text that has grown, only the end can need more.
        end: str = source.slice(Math.max(0, len(before) - 2)) if self.has_grown else source
        for extension in EXTENSIONS:
            name: str = extension.at(0)
            pattern: RegExp = extension.at(1)
            if pattern.test(end) and name not in self._chunks:
                chunk = await self._chunk(name)
                if chunk is not None:
                    self._extensions.append(chunk.shared)
        self.source = source
        for extension in self._extensions:
            extension.prepare(self)
        chunk = None
        if len(self.parts) or len(source) > LONG_CHARS:
            chunk = await self._chunk('markdown_parts')
        if chunk is not None:
            await chunk.shared.show(self, source)
        else:
            part = await self.build(source, source)
            self.root.replaceChildren(part.element)
            self.parts = [part]
        for extension in self._extensions:
            await extension.finish(self)
        self._tell()

    def report(self, reason: str) -> None:
        """Report to the page that something cannot be shown."""
        self._item.report(reason)

    def lex(self, text: str) -> list:
        """Return the tokens of a part of the text."""
        options = {'gfm': True, 'hooks': {}, 'extensions': {
            'inline': [], 'block': [], 'startInline': [], 'startBlock': []}}
        lexer = Lexer(options)
        if self.links is not None:
            lexer.tokens.links = self.links
        for extension in self._extensions:
            extension.add_to(options, lexer, self)
        return lexer.lex(text)

    async def build(self, text: str, shown: str) -> Part:
        """Return a part for ``text`` with the elements of ``shown``, or with the source if it cannot be parsed."""
        part = Part(text, self.page)
        try:
            if TOO_DEEP.test(text):
                raise Exception(words.NESTED_TOO_DEEPLY)
            part.fill(part.element, self.lex(shown))
        except Exception as error:
            part = Part(text, self.page)
            block = part.make('pre')
            block.append(text)
            part.element.append(block)
            self.report(fill(words.SHOWN_AS_SOURCE, String(error.message)))
        if len(part.markups):
            chunk = await self._chunk('markdown_html')
            if chunk is not None:
                await chunk.shared.fill(part.markups, self.page)
        if len(part.codes):
            self._color(part)
        return part

    async def _color(self, part: Part) -> None:
        diagrams: list = part.codes.filter(lambda code: code.language == 'mermaid')
        if len(diagrams):
            chunk = await self._chunk('markdown_diagrams')
            if chunk is not None:
                diagrams.forEach(lambda code: chunk.shared.draw(code.element, code.text, self._item))
        chunk = self._chunks.get('highlight')
        if chunk is None:
            chunk = await self._chunk('highlight')
        if chunk is not None:
            for code in part.codes:
                chunk.shared.color(code.element, code.text, code.language, self.root)

    async def _chunk(self, name: str):
        """Return a chunk, or None if it cannot be loaded. A failure is reported once."""
        if name not in self._chunks:
            self._chunks.set(name, None)
            try:
                self._chunks.set(name, await load_shared(name))
            except Exception as error:
                self.report(String(error.message))
        return self._chunks.get(name)

    def _tell(self) -> None:
        """Show a note about blocked addresses with a button that loads them."""
        allowed = self.page.allowed
        count: int = allowed.blocked.size
        detach(self._note)
        if count:
            self._note.replaceChildren(f'{blocked_text(allowed)} ')
            if self._remote != 'block':
                button = create(self.node, 'button')
                button.type = 'button'
                button.append(say(words.LOAD))
                button.onclick = lambda event: self._load()
                self._note.append(button)
            self.node.append(self._note)

    def _load(self) -> None:
        self._remote = 'load'
        self.page.allowed = None
        for part in self.parts:
            part.source = None
        self.refresh()

    def refresh(self) -> None:
        """Show the current item again after something that it depends on has changed."""
        self.update(Object.assign(Object(), self._item))

    def _on_click(self, event) -> None:
        """Follow a link within the text: browsers do not find ids inside a shadow root."""
        link = event.target.closest('[href^="#"]')
        if link is not None:
            event.preventDefault()
            place: Element = self.root.getElementById(link.getAttribute('href').slice(1))
            if place is not None:
                place.scrollIntoView({'block': 'nearest'})
                place.tabIndex = -1
                place.focus({'preventScroll': True})


def is_long(data) -> bool:
    """Return whether a text is long enough to be split."""
    return len(source_of(data)) > LONG_CHARS


def source_of(data) -> str:
    """Return the text of an item with normalized line ends. Jupyter may send a list of lines."""
    lines: list[str] = data
    text: str = ''.join(lines) if isinstance(data, list) else data
    if not isinstance(text, str):
        raise Exception(words.NOT_TEXT)
    if '\r' in text or '\0' in text:
        text = text.replaceAll(RegExp('\\r\\n?', 'g'), '\n').replaceAll('\0', '\ufffd')
    return text
