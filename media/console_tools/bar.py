"""The bar above a long console: its length, a search field, and buttons."""

from browser import Element, KeyboardEvent, String, setTimeout

from media.console.elements import add
from media.console.viewport import Viewport
from media.console_tools import words
from media.console_tools.elements import add_button
from media.console_tools.search import Search, advance, begin, count_of, mark, step
from media.files import save_file
from media.words import say


class Bar:
    """``element`` is the bar; it and each of its parts are shown only while the console needs them."""

    def __init__(self, console):
        self._console = console
        self._viewport: Viewport = console.viewport
        self._search: Search = Search()
        bar = add(console.element, 'div', 'backendai-bar')
        console.element.prepend(bar)
        self.element: Element = bar
        self.count: Element = add(bar, 'span', '')
        self.levels: Element = add(bar, 'select', '')
        self.levels.ariaLabel = say(words.LOG_LEVEL)
        for label in [words.ALL_LOGS, words.INFO_LOGS, words.WARNING_LOGS, words.ERROR_LOGS, words.FATAL_LOGS]:
            add(self.levels, 'option', '').append(say(label))
        self.levels.addEventListener('change', self._filtered)
        self.field: Element = add(bar, 'input', '')
        self.field.type = 'search'
        self.field.placeholder = say(words.FIND)
        self.field.ariaLabel = say(words.FIND_LABEL)
        self.field.addEventListener('input', self.searched)
        self.field.addEventListener('keydown', self.pressed)
        self._found: Element = add(bar, 'output', '')
        self._wrap: Element = add_button(bar, say(words.WRAP), self._wrapped)
        self._wrap.ariaPressed = String(self._viewport.is_wrapped)
        add_button(bar, say(words.SAVE), self._saved)
        self.all: Element = add_button(bar, say(words.SHOW_ALL), self._expanded)
        self.all.ariaExpanded = 'false'

    def searched(self, event) -> None:
        """Start a search for the text in the field."""
        begin(self._search, self._viewport, self.field.value)
        self._found.textContent = ''
        self.look()

    def look(self) -> None:
        """Continue the search through new output, and show the number of results."""
        search: Search = self._search
        mark(search, self._viewport)
        if search.query:
            if advance(search, self._viewport):
                setTimeout(self.look, 0)
            count = count_of(search)
            if search.current < 0 and count > 0:
                step(search, self._viewport, 1)
            self._found.textContent = say(words.MATCH_COUNT, search.current + 1, count)

    def pressed(self, event: KeyboardEvent) -> None:
        if event.key == 'Enter':
            event.preventDefault()
            step(self._search, self._viewport, -1 if event.shiftKey else 1)
            self.look()
        elif event.key == 'Escape':
            self.field.value = ''
            self.searched(event)
            self._viewport.element.focus()

    def _wrapped(self, event) -> None:
        self._viewport.is_wrapped = not self._viewport.is_wrapped
        self._wrap.ariaPressed = String(self._viewport.is_wrapped)
        self._viewport.request()

    def _saved(self, event) -> None:
        save_file(self.element, [self._console.text()], 'text/plain;charset=utf-8', f'{String(self._console.id)}.txt')

    def _expanded(self, event) -> None:
        is_open: bool = self._viewport.element.classList.toggle('backendai-open')
        self.all.textContent = say(words.SHOW_LESS) if is_open else say(words.SHOW_ALL)
        self.all.ariaExpanded = String(is_open)
        self._viewport.resized(None)

    def _filtered(self, event) -> None:
        level: int = self.levels.selectedIndex
        for block in self._viewport.blocks:
            for line in block.buffer.lines:
                if line.level > 0:
                    line.is_hidden = line.level <= level
            block.buffer.changed = 0
        self._viewport.request()
