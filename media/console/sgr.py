"""Text styles: the attributes set by SGR sequences (ECMA-48, with xterm's colors) and OSC 8 links."""

from browser import Map, String

from media.console.csi_parameters import JOINED, numbers_of

# DEFAULT is no color. Colors of the palette are 0 to 255, all others TRUE + 0xrrggbb.
DEFAULT = -1
TRUE = 0x1000000

# The letters of attributes, by the number that sets them: bold, dim, italic, inverse, conceal, strike.
_LETTERS = ' bdi   rcs'

# How many successors of one style are cached, and how many styles.
_MAX_KNOWN = 32
_MAX_STYLES = 2000


class Style:
    """The attributes of text. Styles are immutable: SGR derives another style.

    ``colors`` are those of text, background and underline. ``flags`` holds a letter for each attribute: b, d, i, r, c,
    s, o for bold, dim, italic, reversed, concealed, struck, overlined, and t for TABBED. ``underline`` is 0, or 1 to 5:
    single, double, curly, dotted, dashed; ``link`` is an address, or empty.
    """

    def __init__(self, colors: list[int], flags: str, underline: int, link: str):
        self.colors: list[int] = colors
        self.flags: str = flags
        self.underline: int = underline
        self.link: str = link
        # A cache of the styles that followed it, by SGR parameters.
        self._known: Map = Map()


PLAIN: Style = Style([DEFAULT, DEFAULT, DEFAULT], '', 0, '')

# The style of blanks that a tab has skipped; copied text contains the tab.
TABBED: Style = Style([DEFAULT, DEFAULT, DEFAULT], 't', 0, '')

# A cache of styles, by all their attributes.
_styles: Map = Map()
_PLAIN_KEY = '-1,-1,-1,,0,'


def _made(colors: list[int], flags: str, underline: int, link: str) -> Style:
    """The style with these attributes, from the cache if possible; PLAIN if there are none."""
    key = String([colors, flags, underline, link])
    style: Style = _styles.get(key)
    if style is None:
        if _styles.size > _MAX_STYLES:
            _styles.clear()
        style = PLAIN if key == _PLAIN_KEY else Style(colors, flags, underline, link)
        _styles.set(key, style)
    return style


def linked(style: Style, link: str) -> Style:
    """The style with another link, or none."""
    return _made(style.colors, style.flags, style.underline, link)


def blank_of(style: Style) -> Style:
    """The style of erased cells: only the background's color."""
    return _made([DEFAULT, style.colors.at(1), DEFAULT], '', 0, '')


def after_sgr(style: Style, parameters: str) -> Style:
    """The style after an SGR sequence; ``parameters`` is the text between ``ESC [`` and ``m``."""
    known: Style = style._known.get(parameters)
    if known is None:
        known = _after(style, numbers_of(parameters))
        if style._known.size > _MAX_KNOWN:
            style._known.clear()
        style._known.set(parameters, known)
    return known


def _after(style: Style, numbers: list[int]) -> Style:
    colors: list[int] = style.colors[:]
    flags: str = style.flags
    underline: int = style.underline
    position = 0
    while position < len(numbers):
        code: int = numbers.at(position)
        tens: int = code // 10
        ones: int = code - 10 * tens
        position += 1
        joined: list[int] = []
        while position < len(numbers) and numbers.at(position) >= JOINED:
            joined.append(numbers.at(position) - JOINED)
            position += 1
        if code == 0:
            colors = [DEFAULT, DEFAULT, DEFAULT]
            flags = ''
            underline = 0
        elif code == 4:
            shape: int = joined.at(0)
            underline = shape % 6 if joined else 1
        elif code == 21 or code == 24:
            underline = 2 if code == 21 else 0
        elif code == 53 or code == 55:
            flags = flags.replace('o', '') + ('o' if code == 53 else '')
        elif tens == 0 or tens == 2:
            letter: str = _LETTERS.at(ones)
            flags = flags.replace(letter, '') + (letter if tens == 0 else '')
            if code == 22:
                flags = flags.replace('b', '')
            flags = flags.trim()
        elif 2 < tens < 6 and ones > 7:
            color = DEFAULT
            if ones == 8:
                if not joined:
                    # With semicolons, the color is in the numbers that follow this one.
                    joined = numbers[position:position + 4]
                    position += 2 if joined and joined.at(0) == 5 else 4
                elif len(joined) > 4:
                    joined.splice(1, 1)  # the color space
                color = _color([*joined, 0, 0, 0, 0])
            if ones == 9 or color != DEFAULT:
                colors.fill(color, tens - 3, tens - 2)
        elif tens == 3 or tens == 4:
            colors.fill(ones, tens - 3, tens - 2)
        elif 8 < tens < 11 and ones < 8:
            colors.fill(ones + 8, tens - 9, tens - 8)
    return _made(colors, flags, underline, style.link)


def _color(parts: list[int]) -> int:
    """The color of ``[5, index, …]`` or ``[2, red, green, blue, …]``; DEFAULT if it is neither."""
    kind: int = parts.at(0)
    first: int = parts.at(1)
    second: int = parts.at(2)
    third: int = parts.at(3)
    if kind == 5:
        return first % 256
    return TRUE + first % 256 * 65536 + second % 256 * 256 + third % 256 if kind == 2 else DEFAULT
