"""The search bar of a terminal; loaded when it is first opened."""

from browser import Array, Element, KeyboardEvent, Reflect, RegExp, WeakMap

from npm.xterm.addon_search import SearchAddon

from media.dom import create
from media.webterm import words
from media.words import say
from static.webterm_search import css

# Highlight colors of matches; xterm requires opaque ones.
DECORATIONS = {
    'matchBackground': '#8a6d1d', 'matchOverviewRuler': '#c9a227',
    'activeMatchBackground': '#c2410c', 'activeMatchColorOverviewRuler': '#ff7b3a',
}

_bars = WeakMap()


# The search options, by the name of xterm's option: the button's text and its label.
SWITCHES: list = [
    ['caseSensitive', 'Aa', words.MATCH_CASE], ['wholeWord', 'W', words.WHOLE_WORDS],
    ['regex', '.*', words.REGULAR_EXPRESSION],
]


def open_search(parts) -> None:
    """Show the search bar of this terminal; the selection becomes the search term."""
    terminal = parts.terminal
    bar = _bars.get(terminal)
    if bar is None:
        bar = Bar(terminal, parts.root)
        parts.style(css)
        _bars.set(terminal, bar)
    bar.open()


class Bar:
    def __init__(self, terminal, root: Element):
        self._terminal = terminal
        self._addon = SearchAddon()
        terminal.loadAddon(self._addon)
        self._bar: Element = create(root, 'search')
        self._bar.className = 'backendai-webterm-search'
        self._field: Element = create(root, 'input')
        self._field.type = 'text'
        self._field.ariaLabel = say(words.FIND_LABEL)
        self._field.placeholder = say(words.FIND)
        self._count: Element = create(root, 'output')
        self._switches: Array = Array()
        self._bar.append(self._field)
        for switch in SWITCHES:
            self._add_switch(switch)
        self._bar.append(self._count, self._button('↑', say(words.PREVIOUS_MATCH), self._previous),
                         self._button('↓', say(words.NEXT_MATCH), self._following),
                         self._button('✕', say(words.CLOSE), self.close))
        self._field.addEventListener('input', lambda event: self._find(True, True))
        self._bar.addEventListener('keydown', self._on_key)
        self._addon.onDidChangeResults(self._show_count)
        root.append(self._bar)

    def open(self) -> None:
        self._bar.hidden = False
        if self._terminal.hasSelection():
            self._field.value = self._terminal.getSelection().split('\n')[0]
        self._field.focus()
        self._field.select()
        self._find(True, True)

    def close(self) -> None:
        self._bar.hidden = True
        self._addon.clearDecorations()
        self._terminal.focus()

    def _button(self, text: str, label: str, action) -> Element:
        button = create(self._bar, 'button')
        button.type = 'button'
        button.textContent = text
        button.ariaLabel = label
        button.title = label
        button.onclick = lambda event: action()
        return button

    def _add_switch(self, switch: list) -> None:
        def toggle() -> None:
            button.ariaPressed = 'false' if button.ariaPressed == 'true' else 'true'
            self._addon.clearDecorations()  # makes the add-on search again
            self._find(True, True)

        button: Element = self._button(switch.at(1), say(switch.at(2)), toggle)
        button.ariaPressed = 'false'
        button.name = switch.at(0)
        self._switches.push(button)
        self._bar.append(button)

    def _options(self, is_typing: bool):
        options = {'incremental': is_typing, 'decorations': DECORATIONS}
        for button in self._switches:
            Reflect.set(options, button.name, button.ariaPressed == 'true')
        return options

    def _on_key(self, event: KeyboardEvent) -> None:
        if event.key == 'Escape':
            self.close()
        elif event.key == 'Enter' and event.target is self._field:
            self._find(not event.shiftKey, False)

    def _previous(self) -> None:
        self._find(False, False)

    def _following(self) -> None:
        self._find(True, False)

    def _find(self, is_forward: bool, is_typing: bool) -> None:
        wanted: str = self._field.value
        self._field.ariaInvalid = 'false'
        if not wanted:
            self._addon.clearDecorations()
            self._count.textContent = ''
            return
        try:
            options = self._options(is_typing)
            if options.regex:
                RegExp(wanted)
            if is_forward:
                self._addon.findNext(wanted, options)
            else:
                self._addon.findPrevious(wanted, options)
        except Exception:
            self._addon.clearDecorations()
            self._field.ariaInvalid = 'true'
            self._count.textContent = say(words.INVALID_EXPRESSION)

    def _show_count(self, results) -> None:
        place: int = results.resultIndex + 1
        count: int = results.resultCount
        self._count.textContent = say(words.MATCH_COUNT, place, count) if count > 0 else say(words.NO_MATCH)


shared = {'attach': open_search}
