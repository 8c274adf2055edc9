"""The part of the page that is the terminal: xterm in its place, with its colours, its font and its size."""

from browser import Element

from npm.xterm.xterm import Terminal

from media.webterm.sheets import Sheets
from media.webterm.sizing import Sizing
from media.webterm.themes import theme_for

FONTS = 'ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK KR", monospace'
FONT_SIZE = 14
SCROLLBACK = 5000


class Screen:
    """``root`` is all of it, ``place`` what xterm fills, ``terminal`` xterm's object."""

    def __init__(self, container: Element, wishes):
        self.root: Element = _made(container, 'backendai-webterm')
        self.root.role = 'group'
        self.root.ariaLabel = 'Terminal'
        self.place: Element = _made(self.root, 'backendai-webterm-screen')
        self.terminal = Terminal({
            'allowProposedApi': True,
            'scrollback': SCROLLBACK if wishes.scrollback is None else wishes.scrollback,
            'minimumContrastRatio': 4.5,
            'screenReaderMode': wishes.screenReader is True,
        })
        self._sheets = Sheets(self.terminal, self.place)
        self._sheets.attach()
        self.terminal.textarea.ariaDescription = 'Ctrl+Shift+E leaves the terminal'
        # Set now that it is on the page, where its letters can be measured.
        self.terminal.options.fontFamily = FONTS if wishes.fontFamily is None else wishes.fontFamily
        self.terminal.options.fontSize = FONT_SIZE if wishes.fontSize is None else wishes.fontSize
        self.sizing = Sizing(self.terminal, self.place, lambda: self._sheets.attach())
        self._theme = None
        self.paint(wishes.theme)
        self.root.addEventListener('transitionend', lambda event: self._repaint(event))

    def paint(self, theme) -> None:
        """Take the colours that a host wants, as ``theme_for`` understands it."""
        self._theme = theme
        self.root.style.colorScheme = theme if isinstance(theme, str) else ''
        colours = theme_for(theme, self.root)
        self.terminal.options.theme = colours
        self.root.style.backgroundColor = '#000' if colours.background is None else colours.background

    def close(self) -> None:
        self.sizing.close()
        self._sheets.close()
        self.terminal.dispose()
        self.root.remove()

    def _repaint(self, event) -> None:
        """The page has turned light or dark, which the style sheet makes a transition of."""
        if event.target is self.root:
            self.paint(self._theme)


def _made(parent: Element, class_name: str) -> Element:
    element = parent.ownerDocument.createElement('div')
    element.className = class_name
    parent.append(element)
    return element
