"""Tabular data resources, which pandas sends with ``display.html.table_schema``, shown as tables with types.

The format is defined by Frictionless Data: ``{schema: {fields: [{name, type}], primaryKey}, data: [{name: value}]}``.
"""

from browser import JSON, Element, Map, Object, Reflect, String

from media.shared import load_shared
from media.table import words
from media.table.store import Table
from media.words import say

MIME_TYPES = ('application/vnd.dataresource+json',)
SLOT_CLASS = 'media-item media-table'
RANK = 85
NEEDS = ('table', 'table_print', 'table_types')

KINDS: Map = Map([['integer', 'number'], ['number', 'number'], ['boolean', 'boolean'], ['datetime', 'date'],
                  ['date', 'date'], ['string', 'text']])

# More columns would keep the page busy.
MAX_COLUMNS = 16384


async def render(item, slot: Element, result_id: str):
    source = item.data
    if isinstance(source, str):
        try:
            source = JSON.parse(source)
        except Exception:
            raise Exception(words.NOT_JSON)
    chunk = await load_shared('table')
    core = chunk.shared
    chunk = await load_shared('table_types')
    item.name = say(words.TABLE)
    return await core.handed(core.show(table_of(Object(source), core, chunk.shared), slot, result_id))


def table_of(source, core, types) -> Table:
    """Return the table of a resource. Raise an exception if it is invalid."""
    rows: list = source.data
    fields: list = Object(source.schema).fields
    if not isinstance(rows, list):
        raise Exception(words.NO_ROWS)
    if not isinstance(fields, list):
        # Without a schema, take the names from the first row.
        fields = Object.keys(Object(rows.at(0))).map(lambda name: {'name': name})
    if not 0 < len(fields) <= MAX_COLUMNS:
        raise Exception(words.INVALID_COLUMNS)
    keys: list = [Object(source.schema).primaryKey].flat()
    table: Table = core.new_table()
    names: list[str] = []
    for field in fields:
        field = Object(field)
        name = String(field.name)
        names.append(name)
        # pandas gives an unnamed index the name "index".
        is_index = keys.includes(name)
        column = core.add_column(table, '' if is_index and name == 'index' else name)
        column.is_index = is_index
        column.type = String(field.type or '')
        column.kind = KINDS.get(column.type) if KINDS.has(column.type) else ''
        categories: list = Object(field.constraints).enum
        if field.ordered is True and isinstance(categories, list):
            column.categories = types.categories_of(categories.map(lambda value: types.described(value)))

    def text(row: int, column: int):
        entry = Object(rows.at(row))
        # Rows may also be lists.
        return types.described(entry.at(column) if isinstance(entry, list) else Reflect.get(entry, names.at(column)))

    table.text = text
    table.empty = 'null'
    table.row_count = len(rows)
    table.is_complete = True
    return table
