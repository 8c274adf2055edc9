"""What a long console has above it: its length, a search, and buttons."""

from browser import URL, Blob, Element, KeyboardEvent, Number, setTimeout

from media.console.pane import Pane
from media.console_tools.search import Search, advance, begin, count_of, mark, step


def grouped(count: int) -> str:
    """A number as people read it."""
    return Number(count).toLocaleString('en')


class Bar:
    """``element`` is the bar; it is there while the console is long, and so is each of its parts."""

    def __init__(self, pane: Pane, name: str, text_of):
        document = pane.element.ownerDocument
        self.pane: Pane = pane
        self.name: str = name
        self.text_of = text_of
        self.search: Search = Search()
        self.element: Element = document.createElement('div')
        self.element.className = 'backendai-bar'
        self.count: Element = document.createElement('span')
        self.found: Element = document.createElement('output')
        self.field: Element = document.createElement('input')
        self.field.type = 'search'
        self.field.placeholder = 'Find'
        self.field.ariaLabel = 'Find in the output'
        self.field.addEventListener('input', self.searched)
        self.field.addEventListener('keydown', self.pressed)
        self.levels: Element = document.createElement('select')
        self.levels.ariaLabel = 'Log records from this level on'
        for label in ['All logs', 'Info and up', 'Warnings and up', 'Errors and up', 'Fatal only']:
            option = document.createElement('option')
            option.append(label)
            self.levels.append(option)
        self.levels.hidden = True
        self.levels.addEventListener('change', self.filtered)
        self.wrap: Element = self.button('Wrap', self.wrapped)
        self.wrap.ariaPressed = 'true' if pane.is_wrapped else 'false'
        self.save: Element = self.button('Download', self.saved)
        self.all: Element = self.button('Show all', self.expanded)
        self.all.ariaExpanded = 'false'
        self.element.append(self.count, self.levels, self.field, self.found, self.wrap, self.save, self.all)

    def button(self, label: str, action) -> Element:
        button = self.pane.element.ownerDocument.createElement('button')
        button.type = 'button'
        button.append(label)
        button.addEventListener('click', action)
        return button

    def searched(self, event) -> None:
        """Look for what is in the field, from the beginning."""
        begin(self.search, self.pane, self.field.value)
        self.found.textContent = ''
        self.look()

    def look(self) -> None:
        """Look through what has come since the last time, and say how much there is."""
        mark(self.search, self.pane)
        if not self.search.query:
            return
        if advance(self.search, self.pane):
            setTimeout(self.look, 0)
        count = count_of(self.search)
        if self.search.current < 0 and count > 0:
            step(self.search, self.pane, 1)
        self.found.textContent = f'{grouped(self.search.current + 1)} of {grouped(count)}'

    def pressed(self, event: KeyboardEvent) -> None:
        if event.key == 'Enter':
            event.preventDefault()
            step(self.search, self.pane, -1 if event.shiftKey else 1)
            self.look()
        elif event.key == 'Escape':
            self.field.value = ''
            self.searched(event)
            self.pane.element.focus()

    def wrapped(self, event) -> None:
        self.pane.is_wrapped = not self.pane.is_wrapped
        self.wrap.ariaPressed = 'true' if self.pane.is_wrapped else 'false'
        self.pane.request()

    def saved(self, event) -> None:
        link = self.pane.element.ownerDocument.createElement('a')
        link.download = f'{self.name}.txt'
        link.href = URL.createObjectURL(Blob([self.text_of()], {'type': 'text/plain;charset=utf-8'}))
        link.click()
        setTimeout(lambda: URL.revokeObjectURL(link.href), 60000)

    def expanded(self, event) -> None:
        is_open: bool = self.pane.element.classList.toggle('backendai-open')
        self.all.textContent = 'Show less' if is_open else 'Show all'
        self.all.ariaExpanded = 'true' if is_open else 'false'
        self.pane.resized()

    def filtered(self, event) -> None:
        level: int = self.levels.selectedIndex
        for view in self.pane.views:
            for line in view.screen.lines:
                if line.level > 0:
                    line.is_hidden = line.level <= level
            view.screen.changed = 0
        self.pane.request()
