"""The part of the page that is the terminal: xterm in its place, with its colors, its font and its size."""

from browser import Element

from npm.xterm.xterm import Terminal

from media.dom import create
from media.webterm.pointing import point_rightly, select_by_force
from media.webterm.sheets import Sheets
from media.webterm.sizing import Sizing
from media.webterm.themes import theme_for
from media.webterm.widths import use_widths

FONTS = 'ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK KR", monospace'
FONT_SIZE_PX = 14
SCROLLBACK_LINES = 5000


class Screen:
    """``root`` is all of it, ``place`` what xterm fills, ``terminal`` xterm's object."""

    def __init__(self, container: Element, options):
        self.root: Element = _made(container, 'backendai-webterm')
        self.root.role = 'group'
        self.root.ariaLabel = 'Terminal'
        self.place: Element = _made(self.root, 'backendai-webterm-screen')
        self.terminal = Terminal({
            'allowProposedApi': True,
            'scrollback': SCROLLBACK_LINES if options.scrollback is None else options.scrollback,
            'minimumContrastRatio': 4.5,
            'screenReaderMode': options.screenReader is True,
            'disableStdin': options.readOnly is True,
            # Output that is no text is nothing to report of in the console.
            'logLevel': 'off',
        })
        use_widths(self.terminal)
        self._sheets = Sheets(self.terminal, self.place)
        self._sheets.attach()
        point_rightly(self.terminal)
        select_by_force(self.terminal)
        self.terminal.textarea.ariaDescription = 'Ctrl+Shift+E leaves the terminal'
        # Set now that it is on the page, where its letters can be measured.
        self.terminal.options.fontFamily = FONTS if options.fontFamily is None else options.fontFamily
        self.terminal.options.fontSize = FONT_SIZE_PX if options.fontSize is None else options.fontSize
        self.sizing = Sizing(self.terminal, self.root, self.place, lambda: self._sheets.attach())
        self._theme = None
        self.paint(options.theme)
        self.root.addEventListener('transitionend', lambda event: self._repaint(event))

    def paint(self, theme) -> None:
        """Take the colors that a host wants, as ``theme_for`` understands it."""
        self._theme = theme
        self.root.style.colorScheme = theme if theme == 'dark' or theme == 'light' else ''
        colors = theme_for(theme, self.root)
        self.terminal.options.theme = colors
        self.root.style.backgroundColor = '#000' if colors.background is None else colors.background
        style = self.root.style
        style.setProperty('--backendai-webterm-text', colors.foreground or '#fff')
        style.setProperty('--backendai-webterm-ground', style.backgroundColor)

    def style(self, css: str) -> None:
        """Give what is beside the screen a style sheet, wherever the host moves it."""
        self._sheets.add(css)

    def rebuild(self, build) -> None:
        """Let xterm make another renderer by ``build()``, away from the page and its policies."""
        self._sheets.rebuild(build)

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
    element = create(parent, 'div')
    element.className = class_name
    parent.append(element)
    return element
