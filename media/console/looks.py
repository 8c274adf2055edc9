"""What text looks like: the attributes that SGR sequences (ECMA-48, with xterm's colours) and OSC 8 links set."""

from browser import Map, String

from media.console.parameters import JOINED, numbers_of

# No colour of its own. Colours of the palette are 0 to 255, all others TRUE + 0xrrggbb.
DEFAULT = -1
TRUE = 0x1000000

# The letters of attributes, by the number that sets them: bold, dim, italic, inverse, conceal, strike.
_LETTERS = ' bdi   rcs'

# As many ways on from one look are remembered, and as many looks.
_MOST_KNOWN = 32
_MOST_LOOKS = 2000


class Look:
    """Attributes of text, which never change: what SGR makes of a look is another one.

    ``colours`` are those of text, background and underline. ``flags`` holds a letter for each attribute: b, d, i, r, c,
    s, o for bold, dim, italic, reversed, concealed, struck, overlined. ``underline`` is 0, or 1 to 5: single, double,
    curly, dotted, dashed; ``link`` is an address, or empty.
    """

    def __init__(self, colours: list[int], flags: str, underline: int, link: str):
        self.colours: list[int] = colours
        self.flags: str = flags
        self.underline: int = underline
        self.link: str = link
        # What followed it lately, by parameters of SGR.
        self._known: Map = Map()


PLAIN: Look = Look([DEFAULT, DEFAULT, DEFAULT], '', 0, '')

# The looks of late, by all their attributes.
_looks: Map = Map()
_PLAIN_KEY = '-1,-1,-1,,0,'


def _made(colours: list[int], flags: str, underline: int, link: str) -> Look:
    """The look of these attributes, the same one as before: PLAIN where there are none."""
    key = String([colours, flags, underline, link])
    look: Look = _looks.get(key)
    if look is None:
        if _looks.size > _MOST_LOOKS:
            _looks.clear()
        look = PLAIN if key == _PLAIN_KEY else Look(colours, flags, underline, link)
        _looks.set(key, look)
    return look


def linked(look: Look, link: str) -> Look:
    """That look with another link, or none."""
    return _made(look.colours, look.flags, look.underline, link)


def blank_of(look: Look) -> Look:
    """How what is erased looks: of the background's colour."""
    return _made([DEFAULT, look.colours[1], DEFAULT], '', 0, '')


def after_sgr(look: Look, parameters: str) -> Look:
    """What an SGR sequence makes of a look; ``parameters`` is what stands between ``ESC [`` and ``m``."""
    known: Look = look._known.get(parameters)
    if known is None:
        known = _after(look, numbers_of(parameters))
        if look._known.size > _MOST_KNOWN:
            look._known.clear()
        look._known.set(parameters, known)
    return known


def _after(look: Look, numbers: list[int]) -> Look:
    colours: list[int] = look.colours[:]
    flags: str = look.flags
    underline: int = look.underline
    position = 0
    while position < len(numbers):
        code: int = numbers[position]
        tens: int = code // 10
        ones: int = code % 10
        position += 1
        joined: list[int] = []
        while position < len(numbers) and numbers[position] >= JOINED:
            joined.append(numbers[position] - JOINED)
            position += 1
        if code == 0:
            colours = [DEFAULT, DEFAULT, DEFAULT]
            flags = ''
            underline = 0
        elif code == 4:
            underline = joined[0] % 6 if joined else 1
        elif code == 21 or code == 24:
            underline = 2 if code == 21 else 0
        elif code == 53 or code == 55:
            flags = flags.replace('o', '') + ('o' if code == 53 else '')
        elif tens == 0 or tens == 2:
            letter: str = _LETTERS[ones]
            flags = flags.replace(letter, '') + (letter if tens == 0 else '')
            if code == 22:
                flags = flags.replace('b', '')
            flags = flags.trim()
        elif 2 < tens < 6 and ones > 7:
            colour = DEFAULT
            if ones == 8:
                if not joined:
                    # With semicolons, the colour is in the numbers that follow.
                    joined = numbers[position:position + 4]
                    position += 2 if joined and joined[0] == 5 else 4
                elif len(joined) > 4:
                    joined.splice(1, 1)  # the colour space
                colour = _colour(joined)
            if ones == 9 or colour != DEFAULT:
                colours[tens - 3] = colour
        elif tens == 3 or tens == 4:
            colours[tens - 3] = ones
        elif 8 < tens < 11 and ones < 8:
            colours[tens - 9] = ones + 8
    return _made(colours, flags, underline, look.link)


def _colour(parts: list[int]) -> int:
    """The colour of ``[5, index]`` or ``[2, red, green, blue]``; DEFAULT where it is none."""
    if len(parts) > 1 and parts[0] == 5:
        return parts[1] % 256
    if len(parts) > 3 and parts[0] == 2:
        return TRUE + parts[1] % 256 * 65536 + parts[2] % 256 * 256 + parts[3] % 256
    return DEFAULT
