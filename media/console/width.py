"""How many cells of a terminal a character takes: none, one or two.

This follows Unicode's general category (Mn, Me and Cf take none) and East_Asian_Width (W and F take two). The browser
does not know the latter, so its ranges are here as in xterm, including unassigned characters between them. Hangul's
medial and final letters join the first one, so they take none, too.
"""

from browser import RegExp

_NONE = '[\\p{Mn}\\p{Me}\\p{Cf}\u1160-\u11ff]'
_WIDE = (
    '(?:(?![\U0001f1e6-\U0001f1ff])[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u3247\u3250-\u4dbf\u4e00-\ua4cf\ua960-\ua97c'
    '\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\U00016fe0-\U0001b2fb'
    '\U0001f200-\U0001f265\U00020000-\U0003fffd\\p{Emoji_Presentation}])'
)

_is_none: RegExp = RegExp(f'^{_NONE}', 'u')
_is_wide: RegExp = RegExp(f'^{_WIDE}', 'u')
# Below U+0300, every character that is not a control character takes one cell.
_is_wider: RegExp = RegExp('[^\\0-\u02ff]')

# Runs of wide characters, which are the first group, and of others.
STRETCHES: RegExp = RegExp(f'((?:{_WIDE}{_NONE}*)+)|(?:(?!{_WIDE})[^])+', 'gu')


# More marks on one character than any language uses; browsers are slow to lay out thousands.
_EXCESS: RegExp = RegExp(f'({_NONE}{{16}}){_NONE}+', 'gu')


def is_narrow(text: str) -> bool:
    """Whether each character certainly takes one cell; a fast check."""
    return not _is_wider.test(text)


def without_excess(text: str) -> str:
    """The text without zero-width characters beyond the sixteenth in a row."""
    return text if is_narrow(text) else text.replaceAll(_EXCESS, '$1')


def width_of(character: str) -> int:
    """The number of cells of a character."""
    if is_narrow(character):
        return 1
    return 0 if _is_none.test(character) else 2 if _is_wide.test(character) else 1
