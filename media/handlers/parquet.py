"""Parquet files, shown as tables. hyparquet reads them column by column.

The data is base64 text, or an ArrayBuffer or a view of one if the host has bytes.
"""

from browser import Element, Number, Object, String, TextDecoder

from npm.hyparquet import parquetMetadata, parquetRead, parquetSchema

from media.shared import load_shared
from media.slices import Slices
from media.table import words
from media.table.store import Table
from media.templates import fill
from media.words import say

MIME_TYPES = ('application/vnd.apache.parquet',)
SLOT_CLASS = 'media-item media-table'
RANK = 83
NEEDS = ('table', 'table_print', 'table_types')


class _Chunks:
    """The values of a column in chunks. ``last`` caches the chunk that was used last."""

    def __init__(self, scale: int) -> None:
        self.scale: int = scale
        self.list: list = []
        self.last = None


class _File:
    """A file that is being read: its bytes and metadata, the values of its columns, and what it shares with Arrow."""

    def __init__(self, content, types, table: Table) -> None:
        self.content = content
        self.types = types
        self.table: Table = table
        self.metadata = parquetMetadata(content)
        self.columns: list[_Chunks] = []
        self.parsers = {
            'timestampFromMilliseconds': lambda units: types.instant_text(String(units), 3, ''),
            'timestampFromMicroseconds': lambda units: types.instant_text(String(units), 6, ''),
            'timestampFromNanoseconds': lambda units: types.instant_text(String(units), 9, ''),
            'dateFromDays': lambda days: types.day_text(days * 86400000),
            'jsonFromBytes': lambda data: TextDecoder().decode(data),
        }


async def render(item, slot: Element, result_id: str):
    chunk = await load_shared('table')
    core = chunk.shared
    chunk = await load_shared('table_types')
    data = chunk.shared.bytes_in(item.data)
    try:
        file = _File(data.slice().buffer, chunk.shared, core.new_table())
        _add_columns(file, core)
        await _read_group(file, 0)
    except Exception as error:
        raise Exception(fill(words.NOT_PARQUET, String(error.message)))
    item.name = say(words.TABLE)
    view = core.show(file.table, slot, result_id)
    _read_rest(file, lambda: core.changed(view), view, item)
    return await core.handed(view)


def _add_columns(file: _File, core) -> None:
    """Add the columns to the table, and the containers for their values to the file."""
    types = file.types
    table = file.table
    pairs: list = file.metadata.key_value_metadata
    found = None if pairs is None else pairs.find(lambda pair: pair.key == 'pandas')
    index: list = types.index_in(None if found is None else found.value)
    extra: int = types.add_range(table, index, core.add_column)
    fields: list = parquetSchema(file.metadata).children
    columns = file.columns
    for field in fields:
        element = field.element
        core.add_column(table, element.name).kind = _kind_of(element)
        columns.append(_Chunks(element.scale if element.converted_type == 'DECIMAL' else -1))
    types.mark_index(table, index)

    def text(row: int, place: int):
        return types.range_value(index, row) if place < extra else _cell_text(columns.at(place - extra), row, types)

    table.text = text
    table.empty = 'null'


def _kind_of(element) -> str:
    if element.type == 'BOOLEAN':
        return 'boolean'
    logical: str = element.converted_type
    logical = logical or String(Object(element.logical_type).type)
    if logical.startsWith('TIME') or logical == 'DATE' or element.type == 'INT96':
        return 'date'
    is_text = String(element.type).endsWith('BYTE_ARRAY') and logical != 'DECIMAL'
    return 'text' if is_text or element.type is None else 'number'


def _cell_text(column: _Chunks, row: int, types):
    chunk = column.last
    if chunk is None or row < chunk.rowStart or row >= chunk.rowEnd:
        chunk = column.list.find(lambda each: each.rowStart <= row and row < each.rowEnd)
        column.last = chunk
    if chunk is None:
        return None
    value = chunk.columnData.at(row - chunk.rowStart)
    if column.scale >= 0 and value is not None:
        return Number(value).toFixed(column.scale)
    return types.described(value)


def _add(column: _Chunks, chunk) -> None:
    column.list.append(chunk)


async def _read_group(file: _File, group: int):
    """Read a row group column by column, yielding to the page in between."""
    table = file.table
    groups: list = file.metadata.row_groups
    start = table.row_count
    end: int = start + Number(groups.at(group).num_rows) if group < len(groups) else start
    names: list[str] = parquetSchema(file.metadata).children.map(lambda field: field.element.name)
    slices = Slices()
    for place, name in enumerate(names):
        if end > start:
            await parquetRead({
                'file': file.content, 'metadata': file.metadata, 'columns': [name], 'rowStart': start, 'rowEnd': end,
                'utf8': False, 'parsers': file.parsers, 'onChunk': lambda chunk: _add(file.columns.at(place), chunk),
            })
        if slices.is_over():
            await slices.pause()
    table.row_count = end
    table.is_complete = group >= len(groups) - 1


async def _read_rest(file: _File, changed, view, item):
    table = file.table
    group = 1
    while not table.is_complete and view.is_disposed is False:
        try:
            await _read_group(file, group)
        except Exception as error:
            item.report(String(error.message))
            table.note = say(words.DAMAGED_FILE)
            table.is_complete = True
        group += 1
        changed()
