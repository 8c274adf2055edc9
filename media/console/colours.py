"""The colours of looks as CSS: what was asked for, as far as it can be read on a light and on a dark page."""

from media.console.looks import DEFAULT, TRUE

# Black to white, then the bright ones.
_BASIC: list[int] = [
    0x000000, 0xc91b1b, 0x0f8a3c, 0xb58900, 0x2563d9, 0xa626a4, 0x0b8a99, 0xc8c8c8,
    0x767676, 0xf14c4c, 0x23c55e, 0xe6c200, 0x4c8dff, 0xd670d6, 0x29b8db, 0xffffff,
]

# Text and background of less difference in brightness, of 255, cannot be told apart.
_NEAR = 70


def _rgb_of(colour: int) -> int:
    """0xrrggbb of a colour of a look: xterm's palette of 256, or a true one."""
    if colour >= TRUE:
        return colour - TRUE
    if colour < 16:
        return _BASIC[colour]
    if colour >= 232:
        return (8 + (colour - 232) * 10) * 0x10101
    index = colour - 16
    return _level(index // 36) * 65536 + _level(index // 6 % 6) * 256 + _level(index % 6)


def _level(step: int) -> int:
    return 55 + step * 40 if step > 0 else 0


def css_of(colour: int) -> str:
    """The colour as it is, for backgrounds."""
    rgb = _rgb_of(colour)
    return f'rgb({rgb // 65536} {rgb // 256 % 256} {rgb % 256})'


def on_page(colour: int) -> str:
    """The colour for text on the page: as dark or as light as it takes for a contrast of 4.5 in either scheme."""
    css = css_of(colour)
    return f'light-dark(oklch(from {css} min(l,.51) c h),oklch(from {css} max(l,.7) c h))'


def on(back: int, colour: int) -> str:
    """The colour for text on that background; black or white where that is none, or cannot be told apart."""
    if colour != DEFAULT and abs(_brightness(colour) - _brightness(back)) > _NEAR:
        return css_of(colour)
    return '#000' if _brightness(back) > 120 else '#fff'


def _brightness(colour: int) -> float:
    rgb = _rgb_of(colour)
    return 0.3 * (rgb // 65536) + 0.59 * (rgb // 256 % 256) + 0.11 * (rgb % 256)
