"""Colors of drawings, in the format ``#rrggbbaa``."""

from math import floor

from media.drawing.items import code_of

DIGITS = '0123456789abcdef'


def color_of(value, default: str) -> str:
    """Return a CSS color, ``#rrggbbaa`` in lower case, or ``default`` for an invalid value.

    Kernels write components below 0 or above 255 without clamping them, as in ``#12c-500ff``. They are clamped here.
    """
    if not isinstance(value, str):
        return default
    text: str = value
    if len(text) == 9 and text.startswith('#') and _is_hex(text, 1, 9):
        return text
    color = text.lower()
    if not color.startswith('#'):
        return default
    return _clamped(color, 1, 4) or _clamped(color + 'ff', 1, 4) or default


def _is_hex(text: str, start: int, end: int) -> bool:
    for at in range(start, end):
        code = code_of(text, at)
        if not (48 <= code < 58 or 97 <= code < 103):
            return False
    return True


def _clamped(text: str, start: int, count: int) -> str:
    """Return the color of the ``count`` components from ``start`` to the end of the text, or an empty string."""
    if count == 0:
        return '#' if start == len(text) else ''
    first = text[start:start + 1]
    is_low = first == '-'
    for end in range(start + 4, start + 1, -1):
        is_high = end == start + 3 and not is_low and first != '0'
        if (is_low or is_high or end == start + 2) and _is_hex(text, start + 1 if is_low else start, end):
            rest = _clamped(text, end, count - 1)
            if rest:
                return '#' + ('00' if is_low else 'ff' if is_high else text[start:end]) + rest[1:]
    return ''


def _channel(color: str, at: int) -> int:
    return DIGITS.find(color[at:at + 1]) * 16 + DIGITS.find(color[at + 1:at + 2])


def mixed(first: str, second: str, share: float) -> str:
    """Interpolate from ``first`` (``share`` 0) to ``second`` (``share`` 1). All colors are ``#rrggbbaa``."""
    color = '#'
    for at in [1, 3, 5, 7]:
        start = _channel(first, at)
        value = floor(start + (_channel(second, at) - start) * share + 0.5)
        high = value // 16
        low = value - 16 * high
        color += DIGITS[high:high + 1] + DIGITS[low:low + 1]
    return color
