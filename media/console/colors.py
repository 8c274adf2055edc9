"""The colors of styles as CSS: what was asked for, as far as it can be read on a light and on a dark page."""

from media.console.sgr import DEFAULT, TRUE

# Black to white, then the bright ones: 0xrgb.
_BASIC: list[int] = [
    0x000, 0xc22, 0x184, 0xb80, 0x26d, 0xa2a, 0x189, 0xccc, 0x777, 0xe55, 0x2c5, 0xdc0, 0x58f, 0xc6c, 0x2bd, 0xfff,
]

# Text and background of less difference in brightness, of 255, cannot be told apart.
_MIN_BRIGHTNESS_DIFFERENCE = 70


def _parts_of(color: int) -> list[int]:
    """Red, green and blue of a color of a style: xterm's palette of 256, or a true one."""
    if color < 16:
        return [part * 17 for part in _digits(_BASIC[color], 16)]
    if color >= TRUE:
        return _digits(color - TRUE, 256)
    if color < 232:
        return [step * 40 + 55 if step > 0 else 0 for step in _digits(color - 16, 6)]
    gray = 10 * color - 2312
    return [gray, gray, gray]


def _digits(number: int, base: int) -> list[int]:
    return [number // (base * base), number // base % base, number % base]


def css_color(color: int) -> str:
    """The color as it is, for backgrounds."""
    parts = _parts_of(color)
    return f'rgb({parts[0]} {parts[1]} {parts[2]})'


def color_on_page(color: int) -> str:
    """The color for text on the page: as dark or as light as it takes for a contrast of 4.5 in either scheme."""
    css = css_color(color)
    return f'light-dark(oklch(from {css} min(l,.49) c h),oklch(from {css} max(l,.73) c h))'


def color_on(back: int, color: int) -> str:
    """The color for text on that background; black or white where that is none, or cannot be told apart."""
    if color != DEFAULT and abs(_brightness(color) - _brightness(back)) > _MIN_BRIGHTNESS_DIFFERENCE:
        return css_color(color)
    return '#000' if _brightness(back) > 120 else '#fff'


def _brightness(color: int) -> float:
    parts = _parts_of(color)
    return 0.3 * parts[0] + 0.59 * parts[1] + 0.11 * parts[2]
