"""The background behind an element of the page: frames do not inherit it, and charts are drawn to match."""

from browser import Element, RegExp, getComputedStyle

# The red, green and blue parts of a color in the notation of getComputedStyle().
_COLOR = RegExp('^rgba?.(\\d+), (\\d+), (\\d+)')


def backdrop_of(element: Element) -> dict:
    """The color behind an element, that of its text, and whether it is dark: ``{background, color, is_dark}``."""
    look = getComputedStyle(element)
    background: str = ''
    outer: Element = element
    while outer is not None and background == '':
        found: str = getComputedStyle(outer).backgroundColor
        # Other values are transparent, or in a notation that is not compared.
        background = found if found.startswith('rgb(') else ''
        outer = outer.getRootNode().host if outer.parentElement is None else outer.parentElement
    if background == '':
        outline = element.style.outlineColor
        element.style.outlineColor = 'Canvas'
        background = look.outlineColor
        element.style.outlineColor = outline
    color: str = look.color
    return {'background': background, 'color': color, 'is_dark': _lightness(background) < 128}


def _lightness(color: str) -> float:
    """The lightness from 0 to 255; that of white for other notations."""
    parts = _COLOR.exec(color)
    if parts is None:
        return 255.0
    red: float = parts.at(1)
    green: float = parts.at(2)
    blue: float = parts.at(3)
    return red * 0.3 + green * 0.6 + blue * 0.1
