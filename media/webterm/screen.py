"""The terminal's part of the page: xterm in its element, with its colors, font and size."""

from browser import Element

from npm.xterm.xterm import Terminal

from media.dom import create, document_of
from media.guarded import guarded
from media.webterm import words
from media.webterm.pointing import point_rightly, select_by_force
from media.webterm.sheets import Sheets
from media.webterm.sizing import Sizing
from media.webterm.themes import theme_for
from media.webterm.widths import use_widths
from media.words import say

FONTS = 'ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK KR", monospace'
FONT_SIZE_PX = 14
SCROLLBACK_LINES = 5000


class Screen:
    """``root`` is the outermost element, ``place`` the one that xterm fills, ``terminal`` xterm's object."""

    def __init__(self, container: Element, options):
        self.root: Element = _made(container, 'backendai-webterm')
        self.root.role = 'group'
        self.root.ariaLabel = say(words.TERMINAL)
        self.place: Element = _made(self.root, 'backendai-webterm-screen')
        self.terminal = Terminal({
            'allowProposedApi': True,
            'documentOverride': guarded(document_of(container)),
            'scrollback': SCROLLBACK_LINES if options.scrollback is None else options.scrollback,
            'minimumContrastRatio': 4.5,
            'screenReaderMode': options.screenReader is True,
            'disableStdin': options.readOnly is True,
            # Output that is not text is not worth a message in the console.
            'logLevel': 'off',
        })
        use_widths(self.terminal)
        self._sheets = Sheets(self.terminal, self.place)
        self._sheets.attach()
        point_rightly(self.terminal)
        select_by_force(self.terminal)
        self.terminal.textarea.ariaDescription = say(words.LEAVING_HINT)
        # Set now that the terminal is on the page, where its font can be measured.
        self.terminal.options.fontFamily = FONTS if options.fontFamily is None else options.fontFamily
        self.terminal.options.fontSize = FONT_SIZE_PX if options.fontSize is None else options.fontSize
        self.sizing = Sizing(self.terminal, self.root, self.place, lambda: self._sheets.attach())
        self._theme = None
        self.paint(options.theme)
        self.root.addEventListener('transitionend', lambda event: self._repaint(event))

    def paint(self, theme) -> None:
        """Apply the host's theme, in the form that ``theme_for`` accepts."""
        self._theme = theme
        self.root.style.colorScheme = theme if theme == 'dark' or theme == 'light' else ''
        colors = theme_for(theme, self.root)
        self.terminal.options.theme = colors
        self.root.style.backgroundColor = '#000' if colors.background is None else colors.background
        style = self.root.style
        style.setProperty('--backendai-webterm-text', colors.foreground or '#fff')
        style.setProperty('--backendai-webterm-ground', style.backgroundColor)

    def style(self, css: str) -> None:
        """Add a style sheet for the elements beside the screen; it follows the terminal wherever the host moves it."""
        self._sheets.add(css)

    def rebuild(self, build) -> None:
        """Make xterm create another renderer with ``build()``, away from the page and its policies."""
        self._sheets.rebuild(build)

    def close(self) -> None:
        self.sizing.close()
        self._sheets.close()
        self.terminal.dispose()
        self.root.remove()

    def _repaint(self, event) -> None:
        """Repaint when the page has turned light or dark, which the style sheet turns into a transition."""
        if event.target is self.root:
            self.paint(self._theme)


def _made(parent: Element, class_name: str) -> Element:
    element = create(parent, 'div')
    element.className = class_name
    parent.append(element)
    return element
