"""Builtin functions for numbers."""

from browser import Math, Number, typeof

from media.runtime.errors import ValueError
from media.runtime.operators import fixed, mod, truth
from media.runtime.text import repr, str

DIALECT = 'plain'


def bool(value=False):
    return truth(value)


def int(value=0, base=10):
    """An integer: a truncated number, or a text that contains only an integer."""
    if typeof(value) == 'string':
        number = _whole(value.trim(), base)
        if number is None:
            raise ValueError(f'invalid literal for int() with base {base}: {repr(value)}')
        return number
    number = Math.trunc(_real(value))
    if not Number.isFinite(number):
        raise ValueError(f'cannot convert {str(value)} to an integer')
    return number


def _whole(text, base):
    is_negative = text[0] == '-'
    body = text.slice(1) if is_negative or text[0] == '+' else text
    prefixed = {'0x': 16, '0o': 8, '0b': 2}[body.slice(0, 2).toLowerCase()]
    if prefixed and (base == 0 or base == prefixed):
        base = prefixed
        body = body.slice(2)
    if not body or body.startsWith('_') or body.endsWith('_') or body.includes('__'):
        return None
    number = 0
    for character in body.replaceAll('_', ''):
        digit = Number.parseInt(character, 36)
        if not digit < (base or 10):
            return None
        number = number * (base or 10) + digit
    return -number if is_negative and number else number


def _real(value):
    """Convert a number or a bool to a number; the browser would also convert null and lists."""
    if typeof(value) != 'number' and typeof(value) != 'boolean':
        raise TypeError(f'a number from {repr(value)}')
    return Number(value)


def float(value=0):
    if typeof(value) != 'string':
        return _real(value)
    text = value.trim().toLowerCase()
    sign = -1 if text[0] == '-' else 1
    body = text.slice(1) if text[0] == '-' or text[0] == '+' else text
    if body == 'inf' or body == 'infinity':
        return sign / 0
    # The browser would also accept 0x10 and '', and reject 1_0.
    number = Number(body.replaceAll('_', '')) if '0123456789.'.includes(body[0] or '-') and 'xob'.indexOf(
        body[1] or '-') < 0 else 0 / 0
    if number != number and body != 'nan':
        raise ValueError(f'could not convert string to float: {repr(value)}')
    return sign * number


def round(number, digits=None):
    """The nearest integer, or a number with that many decimals; halves are rounded to even."""
    if digits is None:
        floor = Math.floor(number)
        rest = number - floor
        return floor + 1 if rest > 0.5 or rest == 0.5 and floor % 2 else floor
    if digits >= 0:
        return Number(fixed(number, Math.min(digits, 100)))
    scale = 10 ** -digits
    return round(number / scale) * scale


def divmod(first, second):
    return [Math.floor(first / second), mod(first, second)]


def pow(base, exponent, modulus=None):
    if modulus is None:
        return base ** exponent
    result = 1
    for _ in range(exponent):
        result = mod(result * base, modulus)
    return result


def ord(character):
    return character.codePointAt(0)


def abs(value):
    return Math.abs(value)
