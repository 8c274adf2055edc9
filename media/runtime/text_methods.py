"""Methods of str and bytes, as ``str_split``; the first parameter is the receiver."""

from browser import Array, Math, RegExp, TextDecoder, TextEncoder

from media.runtime.errors import IndexError, ValueError
from media.runtime.items import iterate, slice
from media.runtime.text import format, repr

DIALECT = 'plain'

# The white space of Python's str methods; the browser's \s lacks the separators and the next line character.
_BLANK = '[\\s\\x1c-\\x1f\\x85]'


def str_split(receiver, sep=None, maxsplit=-1):
    if sep is None:
        return _split_on_space(receiver, maxsplit)
    _check_separator(sep)
    parts = receiver.split(sep)
    if maxsplit < 0 or parts.length <= maxsplit:
        return parts
    return [*parts.slice(0, maxsplit), parts.slice(maxsplit).join(sep)]


def _split_on_space(text, maxsplit):
    rest = str_lstrip(text)
    parts = []
    while rest:
        blank = RegExp(f'{_BLANK}+', 'u').exec(rest)
        if not blank or parts.length == maxsplit:
            parts.push(rest)
            break
        parts.push(rest.slice(0, blank.index))
        rest = rest.slice(blank.index + blank[0].length)
    return parts


def str_rsplit(receiver, sep=None, maxsplit=-1):
    if sep is None:
        mirrored = _split_on_space(_mirrored(receiver), maxsplit)
        return mirrored.map(lambda part: _mirrored(part)).reverse()
    _check_separator(sep)
    parts = receiver.split(sep)
    if maxsplit < 0 or parts.length <= maxsplit:
        return parts
    first = parts.length - maxsplit
    return [parts.slice(0, first).join(sep), *parts.slice(first)]


def _mirrored(text):
    return Array.from_(text).reverse().join('')


def _check_separator(sep):
    if sep == '':
        raise ValueError('empty separator')


def str_splitlines(receiver, keepends=False):
    lines = receiver.match(RegExp('[^\\n\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029]*'
                                  '(?:\\r\\n|[\\n\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029]|$)', 'g'))
    lines.pop()  # the empty match at the end
    ending = RegExp('(?:\\r\\n|[\\n\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029])$')
    return lines if keepends else lines.map(lambda line: line.replace(ending, ''))


def str_join(receiver, iterable):
    return [*iterate(iterable)].join(receiver)


def str_strip(receiver, chars=None):
    return str_lstrip(str_rstrip(receiver, chars), chars)


def str_lstrip(receiver, chars=None):
    return receiver.replace(RegExp(f'^{_set(chars)}+', 'u'), '')


def str_rstrip(receiver, chars=None):
    # A pattern with `+$` would be slow on long runs that do not reach the end.
    outside = RegExp(_set(chars), 'u')
    units = Array.from_(receiver)
    stop = units.length
    while stop and outside.test(units[stop - 1]):
        stop -= 1
    return units.slice(0, stop).join('')


def _set(chars):
    if chars is None:
        return _BLANK
    return f"[{chars.replace(RegExp('[^]', 'gu'), _escaped)}]" if chars else '[]'


def _escaped(character):
    return '\\u{' + character.codePointAt(0).toString(16) + '}'


def str_replace(receiver, old, new, count=-1):
    if count < 0:
        return receiver.replaceAll(old, lambda: new)
    result = ''
    rest = receiver
    for turn in range(count):
        position = rest.indexOf(old, 1 if turn and not old else 0)
        if position < 0 or turn and not old and not rest:
            break
        result += rest.slice(0, position) + new
        rest = rest.slice(position + old.length)
    return result + rest


def str_format(receiver, *values):
    """``'{} {0:>5} {{'.format(…)``: positions and format specifications, which may contain fields themselves."""
    next_index = 0

    def field(match, doubled, index, conversion, spec):
        nonlocal next_index
        if doubled:
            return doubled
        position = index if index else next_index
        next_index += 0 if index else 1
        if position >= values.length:
            raise IndexError('not as many values as fields')
        value = values[position]
        shown = repr(value) if conversion else value
        return format(shown, (spec or '').replace(RegExp(r'()\{(\d*)(!r)?()\}', 'g'), field))

    return receiver.replace(RegExp(r'([{}])\1|\{(\d*)(!r)?(?::((?:[^{}]|\{\d*\})*))?\}', 'g'), field)


def str_upper(receiver):
    return receiver.toUpperCase()


def str_lower(receiver):
    return receiver.toLowerCase()


def str_capitalize(receiver):
    return receiver.slice(0, 1).toUpperCase() + receiver.slice(1).toLowerCase()


def str_title(receiver):
    return receiver.replace(RegExp('\\p{L}+', 'gu'), lambda word: str_capitalize(word))


def str_zfill(receiver, width):
    sign = receiver[0] if receiver[0] == '-' or receiver[0] == '+' else ''
    return sign + receiver.slice(sign.length).padStart(width - sign.length, '0')


def str_ljust(receiver, width, fillchar=' '):
    return receiver.padEnd(width, fillchar)


def str_rjust(receiver, width, fillchar=' '):
    return receiver.padStart(width, fillchar)


def str_center(receiver, width, fillchar=' '):
    missing = Math.max(0, width - receiver.length)
    left = Math.floor(missing / 2) + (missing & width & 1)
    return fillchar.repeat(left) + receiver + fillchar.repeat(missing - left)


def str_removeprefix(receiver, prefix):
    return receiver.slice(prefix.length) if receiver.startsWith(prefix) else receiver


def str_removesuffix(receiver, suffix):
    return receiver.slice(0, receiver.length - suffix.length) if receiver.endsWith(suffix) else receiver


def str_startswith(receiver, prefix, start=0, end=None):
    text = slice(receiver, start, end)
    return prefix.some(lambda each: text.startsWith(each)) if isinstance(prefix, list) else text.startsWith(prefix)


def str_endswith(receiver, suffix, start=0, end=None):
    text = slice(receiver, start, end)
    return suffix.some(lambda each: text.endsWith(each)) if isinstance(suffix, list) else text.endsWith(suffix)


def _offset(receiver, start):
    return Math.max(0, start + receiver.length) if start < 0 else start


def str_find(receiver, sub, start=0, end=None):
    offset = _offset(receiver, start)
    if offset > receiver.length:
        return -1
    position = slice(receiver, offset, end).indexOf(sub)
    return position + offset if position >= 0 else -1


def str_rfind(receiver, sub, start=0, end=None):
    offset = _offset(receiver, start)
    if offset > receiver.length:
        return -1
    position = slice(receiver, offset, end).lastIndexOf(sub)
    return position + offset if position >= 0 else -1


def str_index(receiver, sub, start=0, end=None):
    return _found(str_find(receiver, sub, start, end))


def str_rindex(receiver, sub, start=0, end=None):
    return _found(str_rfind(receiver, sub, start, end))


def _found(position):
    if position < 0:
        raise ValueError('substring not found')
    return position


def str_count(receiver, sub, start=0, end=None):
    text = slice(receiver, start, end)
    return text.split(sub).length - 1 if sub else text.length + 1


def str_partition(receiver, sep):
    _check_separator(sep)
    position = receiver.indexOf(sep)
    if position < 0:
        return [receiver, '', '']
    return [receiver.slice(0, position), sep, receiver.slice(position + sep.length)]


def str_rpartition(receiver, sep):
    _check_separator(sep)
    position = receiver.lastIndexOf(sep)
    if position < 0:
        return ['', '', receiver]
    return [receiver.slice(0, position), sep, receiver.slice(position + sep.length)]


def str_isdigit(receiver):
    return RegExp('^[\\p{Nd}\\u00b2\\u00b3\\u00b9\\u2070-\\u2079\\u2080-\\u2089]+$', 'u').test(receiver)


def str_isdecimal(receiver):
    return RegExp('^\\p{Nd}+$', 'u').test(receiver)


def str_isalpha(receiver):
    return RegExp('^\\p{L}+$', 'u').test(receiver)


def str_isalnum(receiver):
    return RegExp('^[\\p{L}\\p{N}]+$', 'u').test(receiver)


def str_isspace(receiver):
    return RegExp(f'^{_BLANK}+$', 'u').test(receiver)


def str_isupper(receiver):
    return receiver == receiver.toUpperCase() and receiver != receiver.toLowerCase()


def str_islower(receiver):
    return receiver == receiver.toLowerCase() and receiver != receiver.toUpperCase()


def str_isidentifier(receiver):
    return RegExp('^[\\p{XIDS}_]\\p{XIDC}*$', 'u').test(receiver)


def str_encode(receiver, encoding='utf-8'):
    _check_encoding(encoding)
    return TextEncoder().encode(receiver)


def bytes_decode(receiver, encoding='utf-8', errors='strict'):
    _check_encoding(encoding)
    return TextDecoder('utf-8', {'fatal': errors == 'strict', 'ignoreBOM': True}).decode(receiver)


def _check_encoding(encoding):
    if encoding.toLowerCase().replace('-', '') != 'utf8':
        raise ValueError(f'the encoding {encoding}; the browser writes UTF-8')


def bytes_hex(receiver):
    return Array.from_(receiver, lambda byte: byte.toString(16).padStart(2, '0')).join('')
