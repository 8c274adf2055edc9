"""Python's ``json``: parsed by the browser, and formatted as in Python."""

from browser import JSON, Number, typeof

from media.runtime.items import entries, is_dict


class JSONDecodeError(ValueError):
    """Raised for a text that is not JSON."""


def loads(s):
    """Parse a text; objects become plain objects, in which integer keys come first."""
    try:
        return JSON.parse(s)
    except SyntaxError as error:
        raise JSONDecodeError(str(error))


def dumps(obj, *, ensure_ascii=True, indent=None, separators=None, sort_keys=False, default=None):
    """Serialize a value, with the spacing of Python."""
    item, colon = separators or (', ' if indent is None else ',', ': ')
    step = ' ' * indent if isinstance(indent, int) else indent

    def text(value):
        quoted = JSON.stringify(value)
        return ''.join([_escaped(quoted[index]) for index in range(len(quoted))]) if ensure_ascii else quoted

    def key_text(key):
        if isinstance(key, str):
            return key
        if key is None or isinstance(key, (bool, int, float)):
            return written(key, '')
        raise TypeError('keys must be str, int, float, bool or None')

    def joined(first, parts, last, around):
        if not parts:
            return first + last
        if step is None:
            return first + item.join(parts) + last
        inside = f'\n{around}{step}'
        return first + inside + (item + inside).join(parts) + f'\n{around}' + last

    def written(value, around):
        inner = around + (step or '')
        if isinstance(value, str):
            return text(value)
        if value is None or isinstance(value, bool):
            return JSON.stringify(value)
        if typeof(value) == 'number':
            return str(value) if Number.isFinite(value) else 'NaN' if value != value else (
                'Infinity' if value > 0 else '-Infinity')
        if isinstance(value, list):
            return joined('[', [written(each, inner) for each in value], ']', around)
        if is_dict(value):
            pairs = [[key_text(key), each] for key, each in entries(value)]
            if sort_keys:
                pairs.sort(key=lambda pair: pair[0])
            return joined('{', [text(key) + colon + written(each, inner) for key, each in pairs], '}', around)
        if default is None:
            raise TypeError('an object that is not JSON serializable')
        return written(default(value), around)

    return written(obj, '')


def _escaped(unit):
    return unit if unit < '\x7f' else f'\\u{ord(unit):04x}'
