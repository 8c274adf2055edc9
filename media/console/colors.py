"""The colors of styles as CSS: the requested ones, adjusted to be legible on light and dark pages."""

from browser import CSS, String, globalThis

from media.console.sgr import DEFAULT, TRUE

# Black to white, then the bright colors, as 0xrgb.
_BASIC: list[int] = [
    0x000, 0xc22, 0x184, 0xb80, 0x26d, 0xa2a, 0x189, 0xccc, 0x777, 0xe55, 0x2c5, 0xdc0, 0x58f, 0xc6c, 0x2bd, 0xfff,
]

# Whether the browser supports a color that depends on the color scheme. jsdom has no CSS.
_HAS_BOTH: bool = globalThis.CSS is not None and CSS.supports('color', 'light-dark(red,oklch(from red l c h))')

# The range of brightness in which text is legible on both light and dark pages.
_MIN_LEGIBLE = 60
_MAX_LEGIBLE = 160

# Text and background that differ less in brightness, on a scale of 255, cannot be told apart.
_MIN_BRIGHTNESS_DIFFERENCE = 70


def _parts_of(color: int) -> list[int]:
    """The red, green and blue parts of a style's color: from xterm's palette of 256, or a 24-bit color."""
    if color < 16:
        basic: int = _BASIC.at(color)
        return [part * 17 for part in _digits(basic, 16)]
    if color >= TRUE:
        return _digits(color - TRUE, 256)
    if color < 232:
        return [step * 40 + 55 if step > 0 else 0 for step in _digits(color - 16, 6)]
    gray = 10 * color - 2312
    return [gray, gray, gray]


def _digits(number: int, base: int) -> list[int]:
    return [number // (base * base), number // base % base, number % base]


def css_color(color: int) -> str:
    """The color unchanged, for backgrounds."""
    return f'rgb({String(_parts_of(color))})'


def color_on_page(color: int) -> str:
    """The color for text on the page, darkened or lightened for a contrast of 4.5 in either color scheme.

    Without browser support for that, it is the color unchanged, or empty if it is not legible in both schemes.
    """
    css = css_color(color)
    if not _HAS_BOTH:
        return css if _MIN_LEGIBLE < _brightness(color) < _MAX_LEGIBLE else ''
    return f'light-dark(oklch(from {css} min(l,.49) c h),oklch(from {css} max(l,.73) c h))'


def color_on(back: int, color: int) -> str:
    """The color for text on a background; black or white if there is none, or it cannot be told apart."""
    if color != DEFAULT and abs(_brightness(color) - _brightness(back)) > _MIN_BRIGHTNESS_DIFFERENCE:
        return css_color(color)
    return '#000' if _brightness(back) > 120 else '#fff'


def _brightness(color: int) -> float:
    parts = _parts_of(color)
    red: float = parts.at(0)
    green: float = parts.at(1)
    blue: float = parts.at(2)
    return 0.3 * red + 0.59 * green + 0.11 * blue
