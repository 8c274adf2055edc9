"""Builtin functions that return text: str, repr, format and similar ones."""

from browser import Array, BigInt, Math, Number, Object, RegExp, Set, String, typeof

from media.runtime.errors import ValueError
from media.runtime.items import entries, is_dict
from media.runtime.operators import fixed

DIALECT = 'plain'


def str(value=''):
    """The text of a value, as in Python: True, None, [1, 'a']."""
    if typeof(value) == 'string':
        return value
    if isinstance(value, Exception):
        return value.message
    if value is not None and value.__str__:
        return value.__str__()
    return repr(value)


def repr(value):
    if value is None:
        return 'None'
    if typeof(value) == 'boolean':
        return 'True' if value else 'False'
    if typeof(value) == 'number':
        return _number_text(value)
    if typeof(value) == 'string':
        return _quoted(value)
    if value.__repr__:
        return value.__repr__()
    if isinstance(value, list):
        return f'[{_joined(value)}]'
    if isinstance(value, Set):
        return f'{{{_joined(Array.from_(value))}}}' if value.size else 'set()'
    if isinstance(value, bytes):
        return 'b' + _quoted_bytes(value)
    if is_dict(value):
        return f'{{{entries(value).map(lambda pair: repr(pair[0]) + ": " + repr(pair[1])).join(", ")}}}'
    if isinstance(value, Exception):
        return f'{value.name}({_quoted(value.message) if value.message else ""})'
    return String(value)


def ascii(value):
    return repr(value).replace(RegExp('[^ -~]', 'g'), _ascii_escape)


def _ascii_escape(unit):
    code = unit.charCodeAt(0)
    return f'\\x{code.toString(16)}' if code < 256 else f'\\u{code.toString(16).padStart(4, "0")}'


def _joined(values):
    return values.map(lambda value: repr(value)).join(', ')


def _number_text(value):
    """Python's shortest text of a float; exponents start at other sizes than in JavaScript, and have two digits."""
    if not Number.isFinite(value):
        return 'nan' if value != value else 'inf' if value > 0 else '-inf'
    size = Math.abs(value)
    text = value.toExponential() if size and size < 0.0001 else String(value)
    return text.replace(RegExp('e([+-])(.)$'), 'e$10$2')


def _quoted(text):
    quote = '"' if text.includes("'") and not text.includes('"') else "'"
    return quote + Array.from_(text, lambda character: _escaped(character, quote)).join('') + quote


def _escaped(character, quote):
    if character == quote or character == '\\':
        return '\\' + character
    named = {'\n': '\\n', '\r': '\\r', '\t': '\\t'}[character]
    if named:
        return named
    code = character.codePointAt(0)
    if code < 32 or 127 <= code and code < 161 or code == 173:
        return '\\x' + code.toString(16).padStart(2, '0')
    return '\\u' + code.toString(16) if 0xd800 <= code and code < 0xe000 else character


def _quoted_bytes(value):
    quote = '"' if value.includes(39) and not value.includes(34) else "'"
    return quote + Array.from_(value).map(lambda byte: _escaped(String.fromCharCode(byte), quote) if byte < 127 else (
        '\\x' + byte.toString(16))).join('') + quote


def chr(code):
    return String.fromCodePoint(code)


def hex(value):
    return _based(value, '0x', 16)


def oct(value):
    return _based(value, '0o', 8)


def bin(value):
    return _based(value, '0b', 2)


def _based(value, prefix, base):
    return ('-' if value < 0 else '') + prefix + Math.abs(value).toString(base)


def format(value, spec=''):
    """Python's format specification: [[fill]align][sign][z][#][0][width][grouping][.precision][type]."""
    if not spec:
        return str(value)
    pattern = RegExp(r'^(?:(.)?([<>=^]))?([-+ ]?)(#?)(0?)(\d*)([,_]?)(?:\.(\d+))?([bcdeEfFgGnosxX%]?)$', 'su')
    parts = pattern.exec(spec)
    if not parts:
        raise ValueError(f'Invalid format specifier {_quoted(spec)}')
    [fill, align, sign, alternate, zero, width, grouping, precision, kind] = parts.slice(1)
    is_number = typeof(value) == 'number' or typeof(value) == 'boolean' and kind
    if is_number == (kind == 's') and kind:
        raise ValueError(f"Unknown format code '{kind}' for {repr(value)}")
    if not is_number:
        text = str(value)
        return _aligned(text.slice(0, precision) if precision else text, '', fill or zero or ' ', align or '<', width)
    number = Number(value)
    prefix = '-' if number < 0 or Object.is_(number, -0.0) else '' if sign == '-' else sign
    body = _digits(Math.abs(number), kind, precision, alternate)
    if alternate and 'bBoOxX'.includes(kind or '-'):
        prefix += '0' + kind
    align = align or ('=' if zero else '>')
    fill = fill or ('0' if zero else ' ')
    if grouping:
        body = _grouped(body, grouping, kind)
        if fill == '0' and align == '=':  # the padding zeros are grouped, too
            while body.length + prefix.length < Number(width):
                body = _grouped('0' + body.replaceAll(grouping, ''), grouping, kind)
    return _aligned(body, prefix, fill, align, width)


def _digits(number, kind, precision, alternate):
    """Format a number that is not negative, without sign, prefix or grouping."""
    if not Number.isFinite(number):
        text = 'nan' if number != number else 'inf'
        return text.toUpperCase() if kind and kind != kind.toLowerCase() else text
    if kind == 'b' or kind == 'o' or kind == 'x' or kind == 'X':
        text = number.toString({'b': 2, 'o': 8, 'x': 16, 'X': 16}[kind])
        return text.toUpperCase() if kind == 'X' else text
    if kind == 'c':
        return String.fromCodePoint(number)
    if kind == 'd' or kind == 'n' and Number.isInteger(number) or not kind and not precision:
        return _plain(number)
    places = Number(precision or 6)
    if kind == 'f' or kind == 'F':
        return fixed(number, places)
    if kind == '%':
        return fixed(number * 100, places) + '%'
    if kind == 'e' or kind == 'E':
        return _exponential(number, places, kind)
    text = _general(number, places or 1, kind, alternate)
    return text if kind else _with_point(text)


def _plain(number):
    return f'{BigInt(number)}' if Number.isInteger(number) else _number_text(number)


def _with_point(text):
    """Add a decimal: with a precision and no type, Python shows at least one."""
    return text if text.includes('.') or text.includes('e') else f'{text}.0'


def _exponential(number, places, kind):
    text = _half_even_exponential(number, places).replace(RegExp('e([+-])(.)$'), 'e$10$2')
    return text.toUpperCase() if kind == 'E' else text


def _half_even_exponential(number, places):
    """toExponential, with exact halves rounded to even; a text with more digits shows whether it is a half."""
    text = number.toExponential(places)
    exact = number.toExponential(100)
    rest = exact.slice(places + 2 if places else 2, exact.indexOf('e'))
    mantissa = text.slice(0, text.indexOf('e'))
    if rest[0] == '5' and not Number(rest.slice(1)) and Number(mantissa[mantissa.length - 1]) % 2:
        kept = exact.slice(0, places + 2 if places else 1)
        return kept + exact.slice(exact.indexOf('e'))
    return text


def _general(number, places, kind, alternate):
    """``g``: the given number of significant digits, an exponent for large and small numbers, no trailing zeros."""
    exponential = _half_even_exponential(number, places - 1)
    exponent = Number(exponential.slice(exponential.indexOf('e') + 1))
    if -4 <= exponent and exponent < places:
        text = fixed(number, places - 1 - exponent)
        return text if alternate else _trimmed(text)
    mantissa = exponential.slice(0, exponential.indexOf('e'))
    shown = mantissa if alternate else _trimmed(mantissa)
    power = f'{"-" if exponent < 0 else "+"}{String(Math.abs(exponent)).padStart(2, "0")}'
    return f'{shown}{"E" if kind == "G" else "e"}{power}'


def _trimmed(text):
    return text.replace(RegExp(r'\.?0+$'), '') if text.includes('.') else text


def _grouped(text, separator, kind):
    size = 4 if kind == 'b' or kind == 'o' or kind == 'x' or kind == 'X' else 3
    whole = RegExp('^[0-9a-fA-F]+').exec(text)
    if not whole:
        return text
    digits = whole[0] if size == 4 else RegExp('^[0-9]+').exec(text)[0]
    grouped = digits.replace(RegExp(f'(.)(?=(.{{{size}}})+$)', 'g'), f'$1{separator}')
    return grouped + text.slice(digits.length)


def _aligned(body, prefix, fill, align, width):
    missing = Number(width or 0) - Array.from_(body).length - prefix.length
    if missing <= 0:
        return prefix + body
    if align == '=':
        return prefix + fill.repeat(missing) + body
    left = {'<': 0, '>': missing, '^': Math.floor(missing / 2)}[align]
    return fill.repeat(left) + prefix + body + fill.repeat(missing - left)
