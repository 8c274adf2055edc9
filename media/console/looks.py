"""What text looks like: the attributes that SGR sequences (ECMA-48, with xterm's colours) and OSC 8 links set."""

from media.console.parameters import JOINED, numbers_of

# No colour of its own. Colours of the palette are 0 to 255, all others TRUE + 0xrrggbb.
DEFAULT = -1
TRUE = 0x1000000

# The letters of attributes, by the number that sets them: bold, dim, italic, inverse, conceal, strike, overline.
_ON: list[str] = ['', 'b', 'd', 'i', '', '', '', 'r', 'c', 's']

# As many ways on from one look are remembered.
_MOST_KNOWN = 32


class Look:
    """Attributes of text, which never change: what SGR makes of a look is another one.

    ``flags`` holds a letter for each attribute: b, d, i, r, c, s, o for bold, dim, italic, reversed, concealed, struck,
    overlined. ``underline`` is 0, or 1 to 5: single, double, curly, dotted, dashed; ``link`` is an address, or empty.
    """

    def __init__(self, fore: int, back: int, flags: str, underline: int, line_colour: int, link: str):
        self.fore: int = fore
        self.back: int = back
        self.flags: str = flags
        self.underline: int = underline
        self.line_colour: int = line_colour
        self.link: str = link
        # What followed it lately: parameters of SGR, and beside each what they made of it.
        self.known: list[str] = []
        self.after: list[Look] = []


PLAIN = Look(DEFAULT, DEFAULT, '', 0, DEFAULT, '')


def made(fore: int, back: int, flags: str, underline: int, line_colour: int, link: str) -> Look:
    """The look of these attributes: PLAIN where there are none."""
    if fore == DEFAULT and back == DEFAULT and flags == '' and underline == 0 and link == '':
        return PLAIN
    return Look(fore, back, flags, underline, line_colour, link)


def linked(look: Look, link: str) -> Look:
    """That look with another link, or none."""
    return made(look.fore, look.back, look.flags, look.underline, look.line_colour, link)


def blank_of(look: Look) -> Look:
    """How what is erased looks: of the background's colour."""
    return made(DEFAULT, look.back, '', 0, DEFAULT, '')


def after_sgr(look: Look, parameters: str) -> Look:
    """What an SGR sequence makes of a look; ``parameters`` is what stands between ``ESC [`` and ``m``."""
    for index in range(len(look.known)):
        if look.known[index] == parameters:
            return look.after[index]
    if len(look.known) == _MOST_KNOWN:
        look.known = []
        look.after = []
    after = _after(look, numbers_of(parameters))
    look.known.append(parameters)
    look.after.append(after)
    return after


def _after(look: Look, numbers: list[int]) -> Look:
    fore: int = look.fore
    back: int = look.back
    flags: str = look.flags
    underline: int = look.underline
    line_colour: int = look.line_colour
    position = 0
    while position < len(numbers):
        code: int = numbers[position]
        position += 1
        joined: list[int] = []
        while position < len(numbers) and numbers[position] >= JOINED:
            joined.append(numbers[position] - JOINED)
            position += 1
        if code == 0:
            fore = back = line_colour = DEFAULT
            flags = ''
            underline = 0
        elif code == 4:
            underline = joined[0] % 6 if len(joined) > 0 else 1
        elif code < 10:
            flags = flags.replace(_ON[code], '') + _ON[code] if _ON[code] else flags
        elif code == 21:
            underline = 2
        elif code == 22:
            flags = flags.replace('b', '').replace('d', '')
        elif code == 24:
            underline = 0
        elif 22 < code < 30:
            flags = flags.replace(_ON[code - 20], '') if _ON[code - 20] else flags
        elif code == 53:
            flags = flags.replace('o', '') + 'o'
        elif code == 55:
            flags = flags.replace('o', '')
        elif code == 39 or 30 <= code < 38:
            fore = DEFAULT if code == 39 else code - 30
        elif code == 49 or 40 <= code < 48:
            back = DEFAULT if code == 49 else code - 40
        elif 90 <= code < 98:
            fore = code - 82
        elif 100 <= code < 108:
            back = code - 92
        elif code == 59:
            line_colour = DEFAULT
        elif code == 38 or code == 48 or code == 58:
            if len(joined) == 0:
                # With semicolons, the colour is in the numbers that follow.
                joined = numbers[position:position + 4]
                position += 2 if len(joined) > 0 and joined[0] == 5 else 4
            elif len(joined) > 4:
                joined = [joined[0], *joined[2:]]  # without the colour space
            colour = _colour(joined)
            if code == 38 and colour != DEFAULT:
                fore = colour
            elif code == 48 and colour != DEFAULT:
                back = colour
            elif colour != DEFAULT:
                line_colour = colour
    return made(fore, back, flags, underline, line_colour, look.link)


def _colour(parts: list[int]) -> int:
    """The colour of ``[5, index]`` or ``[2, red, green, blue]``; DEFAULT where it is none."""
    if len(parts) > 1 and parts[0] == 5:
        return parts[1] % 256
    if len(parts) > 3 and parts[0] == 2:
        return TRUE + parts[1] % 256 * 65536 + parts[2] % 256 * 256 + parts[3] % 256
    return DEFAULT
