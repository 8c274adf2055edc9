"""Apache Arrow streams and files, shown as tables. flechette reads them in place.

The data is base64 text, or an ArrayBuffer or a view of one if the host has bytes.
"""

from browser import Array, Element, Map, Number, Object, Proxy, Reflect, RegExp, String, Uint8Array

from npm.uwdata.flechette import Column, Type, tableFromIPC

from media.shared import load_shared
from media.table import words
from media.table.arrow_metadata import check
from media.table.store import Table
from media.templates import fill
from media.words import say

MIME_TYPES = ('application/vnd.apache.arrow.stream', 'application/vnd.apache.arrow.file')
SLOT_CLASS = 'media-item media-table'
RANK = 84
NEEDS = ('table', 'table_print', 'table_types')

# More rows would not fit into memory. Corrupt streams may claim any number.
MAX_ROWS = 100000000

# Of more categories, the order is not kept.
MAX_CATEGORIES = 10000

# The number of decimal places of a second for each of flechette's time units.
DIGITS: Uint8Array = Uint8Array([0, 3, 6, 9])


async def render(item, slot: Element, result_id: str):
    chunk = await load_shared('table')
    core = chunk.shared
    chunk = await load_shared('table_types')
    types = chunk.shared
    data = types.bytes_in(item.data)
    try:
        check(data)
        source = tableFromIPC(data, {'useBigInt': True, 'useDecimalInt': True, 'useMap': True})
    except Exception as error:
        codec = RegExp('codec "(\\w+)"').exec(String(error.message))
        if codec is not None:
            raise Exception(fill(words.UNSUPPORTED_COMPRESSION, String(codec.at(1))))
        raise Exception(fill(words.DAMAGED_ARROW, String(error.message)))
    if source.children.length == 0:
        raise Exception(words.NOT_ARROW)
    if source.numRows > MAX_ROWS:
        raise Exception(fill(words.TOO_MANY_ROWS, MAX_ROWS))
    item.name = say(words.TABLE)
    return await core.handed(core.show(_table_of(source, core, types), slot, result_id))


def _lazily(target, dictionary, arguments):
    """Return what looks up the values of a dictionary by their places, each when it is first needed."""
    known = Map()

    def read(values, place: str):
        if known.has(place) is False:
            known.set(place, dictionary.at(Number(place)) if Number(place) < dictionary.length else None)
        return known.get(place)

    return Proxy(Object(), {'get': read})


# flechette would decode all values of a dictionary at once.
Column.prototype.cache = Proxy(Column.prototype.cache, {'apply': _lazily})


def _table_of(source, core, types) -> Table:
    table: Table = core.new_table()
    metadata = source.schema.metadata
    index: list = types.index_in(None if metadata is None else Map(metadata).get('pandas'))
    extra: int = types.add_range(table, index, core.add_column)
    fields: list = source.schema.fields
    children = source.children
    for place, field in enumerate(fields):
        column = core.add_column(table, field.name)
        column.type = _name_of(field.type)
        column.kind = _kind_of(field.type)
        if field.type.ordered is True:
            column.categories = _categories_of(children.at(place), field.type.dictionary, types)
    types.mark_index(table, index)

    def text(row: int, place: int):
        if place < extra:
            return types.range_value(index, row)
        child = children.at(place - extra)
        try:
            return _cell_text(child, child.type, row, types)
        except Exception as error:  # damaged files have times that flechette cannot represent
            return String(error.message)

    table.text = text
    table.empty = 'null'
    table.row_count = source.numRows
    table.is_complete = True
    return table


def _categories_of(column, type_, types):
    """Return the order of the categories of a column, or None if they are too many."""
    dictionary = Object(column.data.at(0)).dictionary
    if dictionary is None or dictionary.length > MAX_CATEGORIES:
        return None
    return types.categories_of(Array.from_(
        dictionary, lambda value, place: _cell_text(dictionary, type_, place, types)))


def _kind_of(type_) -> str:
    kind: int = type_.typeId
    if kind == Type.Dictionary:
        return _kind_of(type_.dictionary)
    if [Type.Int, Type.Float, Type.Decimal].includes(kind):
        return 'number'
    if [Type.Date, Type.Timestamp, Type.Duration].includes(kind):
        return 'date'
    return 'boolean' if kind == Type.Bool else 'text'


def _name_of(type_) -> str:
    """Return the name of a type. For common types, it is pyarrow's name."""
    kind: int = type_.typeId
    if kind == Type.Int:
        return f'{"int" if type_.signed is True else "uint"}{String(type_.bitWidth)}'
    if kind == Type.Float:
        return ['float16', 'float32', 'float64'].at(type_.precision)
    names: list[str] = Object.keys(Type)
    name: str = names.find(lambda name: Reflect.get(Type, name) is kind)
    return name.toLowerCase()


def _cell_text(column, type_, row: int, types):
    value = column.at(row)
    if value is None:
        return None
    kind: int = type_.typeId
    if kind == Type.Timestamp:
        zone = '' if type_.timezone is None else 'Z'
        return types.instant_text(String(_raw(column, row)), DIGITS.at(type_.unit), zone)
    if kind == Type.Duration:
        return types.duration_text(Number(value) / 10 ** DIGITS.at(type_.unit))
    if kind == Type.Date:
        return types.day_text(Number(value))
    if kind == Type.Decimal:
        return _decimal_text(String(value), type_.scale)
    # A number of single precision has no more digits than that.
    is_single: bool = kind == Type.Float and type_.precision == 1
    return types.described(Number(value.toPrecision(7)) if is_single else value)


def _raw(column, row: int):
    """Return the stored value; flechette's accessor rounds it."""
    batches: list = column.data
    for batch in batches:
        if row < batch.length:
            return batch.values.at(row)
        row -= batch.length


def _decimal_text(digits: str, scale: int) -> str:
    sign = '-' if digits.startswith('-') else ''
    size: str = digits.replace('-', '').padStart(scale + 1, '0')
    end = len(size) - scale
    return f'{sign}{size[:end]}.{size[end:]}' if scale > 0 else digits
