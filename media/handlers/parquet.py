"""Parquet files, shown as tables. hyparquet reads them column by column.

The data is base64 text, or an ArrayBuffer or a view of one if the host has bytes.
"""

from browser import Element, Number, Object, String, TextDecoder

from npm.hyparquet import parquetMetadata, parquetRead, parquetSchema

from media.shared import load_shared
from media.slices import Slices
from media.table.store import Table, add_column
from media.table.typed import (
    add_range, bytes_in, day_text, described, index_in, instant_text, mark_index, range_value,
)

MIME_TYPES = ('application/vnd.apache.parquet',)
SLOT_CLASS = 'media-item media-table'
RANK = 83
NEEDS = ('table', 'table_print')

PARSERS = {
    'timestampFromMilliseconds': lambda units: instant_text(String(units), 3, ''),
    'timestampFromMicroseconds': lambda units: instant_text(String(units), 6, ''),
    'timestampFromNanoseconds': lambda units: instant_text(String(units), 9, ''),
    'dateFromDays': lambda days: day_text(days * 86400000),
    'jsonFromBytes': lambda data: TextDecoder().decode(data),
}


class _Chunks:
    """The values of a column in chunks. ``last`` caches the chunk that was used last."""

    def __init__(self, scale: int) -> None:
        self.scale: int = scale
        self.list: list = []
        self.last = None


async def render(item, slot: Element, result_id: str):
    data = bytes_in(item.data)
    content = data.slice().buffer
    try:
        metadata = parquetMetadata(content)
        table = Table()
        columns = _columns_of(table, metadata)
        await _read_group(table, columns, content, metadata, 0)
    except Exception as error:
        raise Exception(f'it is not a Parquet file, or cannot be read ({String(error.message)})')
    chunk = await load_shared('table')
    item.name = 'Table'
    view = chunk.shared.show(table, slot, result_id)
    _read_rest(table, columns, content, metadata, lambda: chunk.shared.changed(view), view, item)
    return await chunk.shared.handed(view)


def _columns_of(table: Table, metadata) -> list[_Chunks]:
    """Add the columns to a table, and return the containers for their values."""
    pairs: list = metadata.key_value_metadata
    found = None if pairs is None else pairs.find(lambda pair: pair.key == 'pandas')
    index = index_in(None if found is None else found.value)
    extra = add_range(table, index, add_column)
    fields: list = parquetSchema(metadata).children
    columns: list[_Chunks] = []
    for field in fields:
        element = field.element
        add_column(table, element.name)
        column = table.columns.at(-1)
        column.kind = _kind_of(element)
        columns.append(_Chunks(element.scale if element.converted_type == 'DECIMAL' else -1))
    mark_index(table, index)

    def text(row: int, place: int):
        return range_value(index, row) if place < extra else _cell_text(columns.at(place - extra), row)

    table.text = text
    table.empty = 'null'
    return columns


def _kind_of(element) -> str:
    if element.type == 'BOOLEAN':
        return 'boolean'
    logical: str = element.converted_type
    logical = logical or String(Object(element.logical_type).type)
    if logical.startsWith('TIME') or logical == 'DATE' or element.type == 'INT96':
        return 'date'
    is_text = String(element.type).endsWith('BYTE_ARRAY') and logical != 'DECIMAL'
    return 'text' if is_text or element.type is None else 'number'


def _cell_text(column: _Chunks, row: int):
    chunk = column.last
    if chunk is None or row < chunk.rowStart or row >= chunk.rowEnd:
        chunk = column.list.find(lambda each: each.rowStart <= row and row < each.rowEnd)
        column.last = chunk
    if chunk is None:
        return None
    value = chunk.columnData.at(row - chunk.rowStart)
    if column.scale >= 0 and value is not None:
        return Number(value).toFixed(column.scale)
    return described(value)


def _add(column: _Chunks, chunk) -> None:
    column.list.append(chunk)


async def _read_group(table: Table, columns: list[_Chunks], content, metadata, group: int):
    """Read a row group column by column, yielding to the page in between."""
    groups: list = metadata.row_groups
    start = table.row_count
    end: int = start + Number(groups.at(group).num_rows) if group < len(groups) else start
    names: list[str] = parquetSchema(metadata).children.map(lambda field: field.element.name)
    slices = Slices()
    for place, name in enumerate(names):
        if end > start:
            await parquetRead({
                'file': content, 'metadata': metadata, 'columns': [name], 'rowStart': start, 'rowEnd': end,
                'utf8': False, 'parsers': PARSERS, 'onChunk': lambda chunk: _add(columns.at(place), chunk),
            })
        if slices.is_over():
            await slices.pause()
    table.row_count = end
    table.is_complete = group >= len(groups) - 1


async def _read_rest(table: Table, columns: list[_Chunks], content, metadata, changed, view, item):
    group = 1
    while not table.is_complete and view.is_disposed is False:
        try:
            await _read_group(table, columns, content, metadata, group)
        except Exception as error:
            item.report(String(error.message))
            table.note = 'a file that is damaged below'
            table.is_complete = True
        group += 1
        changed()
