"""Conversion of values from typed sources to text: exact numbers, dates and times, lists, structures, and bytes."""

from browser import JSON, Array, ArrayBuffer, Date, Map, Math, Number, Object, Reflect, String, Symbol, Uint8Array

from media.datauri import binary_of, bytes_of
from media.table.store import Column, Table

# Lists and structures nested deeper than this are truncated.
MAX_DEPTH = 20


def bytes_in(data) -> Uint8Array:
    """Return the bytes of an item, which is an ArrayBuffer, a view of one, or base64 text."""
    if isinstance(data, ArrayBuffer) is True:
        return Uint8Array(data)
    if ArrayBuffer.isView(data) is True:
        return Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    return bytes_of(binary_of(data, 'application/'))


def described(value, depth: int = 0) -> str:
    """Return a value as text, or None if there is none. Lists and structures look much like JSON."""
    if value is None or isinstance(value, str):
        return value
    if Object(value) is not value:
        return String(value).replace('Infinity', 'inf')
    if isinstance(value, Date) is True:
        return day_text(value.getTime())
    if isinstance(value, Uint8Array) is True:
        return f'0x{_joined(Array.from_(value, _hexadecimal), "")}'
    if depth > MAX_DEPTH:
        return '…'

    def inner(item) -> str:
        return 'null' if item is None else described(item, depth + 1)

    def pair(entry) -> str:
        value: str = inner(entry.at(1))
        return f'{String(entry.at(0))}: {value}'

    is_map = isinstance(value, Map) is True
    if Reflect.get(value, Symbol.iterator) is not None and not is_map:
        return f'[{_joined(Array.from_(value, inner), ", ")}]'
    entries = Array.from_(value if is_map else Object.entries(value), pair)
    return '{' + _joined(entries, ', ') + '}'


def _joined(texts: Object, separator: str) -> str:
    text: str = texts.join(separator)
    return text


def _hexadecimal(byte) -> str:
    return byte.toString(16).padStart(2, '0')


def day_text(milliseconds: float) -> str:
    """Return the UTC date of a timestamp, or None if it is invalid."""
    text: str = Date(milliseconds).toJSON()
    return None if text is None else text[:text.indexOf('T')]


def instant_text(units: str, digits: int, zone: str) -> str:
    """Return a timestamp with all of its digits, from an integer count of units of 10 ** -``digits`` seconds."""
    is_early = units.startswith('-')
    size: str = units.replace('-', '').padStart(digits + 1, '0')
    end = len(size) - digits
    seconds: float = Number(size[:end])
    fraction: float = Number(size[end:])
    if is_early:
        # Before 1970, round seconds down so that the fraction is positive.
        seconds = -seconds - 1 if fraction > 0 else -seconds
        fraction = 10 ** digits - fraction if fraction > 0 else 0
    text: str = Date(seconds * 1000).toJSON()
    if text is None:
        return units
    text = text.replace('T', ' ').replace('.000Z', '')
    return (f'{text}.{String(fraction).padStart(digits, "0")}' if fraction > 0 else text) + zone


def duration_text(seconds: float) -> str:
    """Return a duration in the format of pandas."""
    days: float = Math.floor(seconds / 86400)
    clock: str = Date((seconds - days * 86400) * 1000).toJSON()
    clock = clock[11:-1].replaceAll('.000', '')
    return f'{String(days)} days +{clock}' if days < 0 else f'{String(days)} days {clock}'


def categories_of(texts: list[str]) -> Map:
    """Return the place of each text in a list."""
    return Map(texts.map(lambda text, place: [text, place]))


def index_in(metadata: str) -> list:
    """Return the index columns, or descriptions of ranges in their place, from the metadata that pandas writes."""
    try:
        columns: list = JSON.parse(metadata).index_columns
        return columns if isinstance(columns, list) else []
    except Exception:
        return []


def add_range(table: Table, index: list, add_column) -> int:
    """Add a column for an index that is a range, which pandas does not store. Return the number of added columns."""
    for entry in index:
        if Object(entry).kind == 'range':
            column = add_column(table, entry.name)
            column.is_index = True
            column.kind = 'number'
            return 1
    return 0


def range_value(index: list, row: int) -> str:
    entry = index.find(lambda entry: Object(entry).kind == 'range')
    start: float = entry.start
    step: float = entry.step
    return String(start + row * step)


def mark_index(table: Table, index: list) -> None:
    """Mark the index columns, and clear the placeholder names that pandas gives to unnamed ones."""
    columns: list[Column] = table.columns
    for place, column in enumerate(columns):
        if index.includes(column.name):
            column.is_index = True
            if column.name.startswith('__index_level_'):
                table.levels.at(0).at(place).text = column.name = ''
