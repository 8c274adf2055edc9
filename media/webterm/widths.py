"""How many cells xterm gives a character: as many as the C library and tmux do, so that columns stay aligned.

xterm itself knows Unicode 6, in which most emoji take one cell. Its add-on for grapheme clusters is experimental and
gives other widths than tmux 3.3 (skin tones, U+FE0F). So each character is measured separately here, as in ``wcwidth``,
except after a zero-width joiner, where tmux uses the preceding cell. The browser knows the newest Unicode.
"""

from browser import RegExp, String, Uint8Array

from media.console.width import width_of

# Where glibc differs from the general rules: characters that are drawn though Unicode calls them format controls,
# Hangul's extended medial and final letters, and symbols that Unicode 16 made wide.
_ONE: RegExp = RegExp('^[\u00ad\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd]', 'u')
_NONE: RegExp = RegExp('^[\ud7b0-\ud7ff]', 'u')
_TWO: RegExp = RegExp('^[\u3248-\u324f\u4dc0-\u4dff]', 'u')

VERSION = 'backendai'
JOINER = 0x200d

# A cache of widths, plus one.
_known: Uint8Array = Uint8Array(0x20000)


def cells_of(code: int) -> int:
    """The number of cells of a character, by its code point."""
    if code < 0x20000 and _known[code] > 0:
        return _known[code] - 1
    text: str = String.fromCodePoint(code)
    width: int = 1 if _ONE.test(text) else 0 if _NONE.test(text) else 2 if _TWO.test(text) else width_of(text)
    if code < 0x20000:
        _known[code] = width + 1
    return width


def properties_of(code: int, preceding: int) -> int:
    """The properties that xterm needs of a character after another one: our state (1 after a joiner), the width, and
    whether it joins the preceding one, as ``state << 3 | width << 1 | joins``.
    """
    if 32 <= code < 127 and preceding < 8:
        return 2
    width: int = cells_of(code)
    last: int = preceding >> 1 & 3
    if last > 0 and (width == 0 or preceding > 7):
        return (8 if code == JOINER else 0) | last << 1 | 1
    return width << 1


def use_widths(terminal) -> None:
    """Make a terminal use these widths."""
    terminal.unicode.register({'version': VERSION, 'wcwidth': cells_of, 'charProperties': properties_of})
    terminal.unicode.activeVersion = VERSION
