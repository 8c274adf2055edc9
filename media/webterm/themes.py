"""Color themes for dark and light pages."""

from browser import Element, getComputedStyle

DARK = {
    'background': '#14171c', 'foreground': '#d6dae1', 'cursor': '#7cc4ff', 'cursorAccent': '#14171c',
    'selectionBackground': '#2f5d9080',
    'black': '#3b4048', 'red': '#ff7b72', 'green': '#7ee787', 'yellow': '#e3b341', 'blue': '#79b8ff',
    'magenta': '#d2a8ff', 'cyan': '#56d4dd', 'white': '#c9d1d9',
    'brightBlack': '#8b949e', 'brightRed': '#ffa198', 'brightGreen': '#a5f3ac', 'brightYellow': '#f2cc60',
    'brightBlue': '#a5d0ff', 'brightMagenta': '#e2c5ff', 'brightCyan': '#9be9f0', 'brightWhite': '#ffffff',
}
LIGHT = {
    'background': '#fbfbfc', 'foreground': '#24292f', 'cursor': '#0550ae', 'cursorAccent': '#fbfbfc',
    'selectionBackground': '#8ec3ff80',
    'black': '#24292f', 'red': '#c5221f', 'green': '#116329', 'yellow': '#7d4e00', 'blue': '#0550ae',
    'magenta': '#8250df', 'cyan': '#1b6a78', 'white': '#6e7781',
    'brightBlack': '#57606a', 'brightRed': '#a40e26', 'brightGreen': '#1a7f37', 'brightYellow': '#633c01',
    'brightBlue': '#0969da', 'brightMagenta': '#6639ba', 'brightCyan': '#0f6f85', 'brightWhite': '#424a53',
}


def theme_for(wanted, element: Element):
    """xterm's theme for the host's option: an object with colors, ``'dark'``, ``'light'``, or by default the page's."""
    if wanted is not None and not isinstance(wanted, str):
        return wanted
    # The style sheet gives the element light-dark(#000, #fff) as its color.
    is_dark: bool = wanted == 'dark' or wanted != 'light' and getComputedStyle(element).color != 'rgb(0, 0, 0)'
    return DARK if is_dark else LIGHT
