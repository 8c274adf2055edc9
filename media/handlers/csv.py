"""CSV and TSV of any size, shown as a table with sorting, filtering, selection and copying."""

from browser import Element, Object

from media.shared import load_shared
from media.table import words
from media.table.csv import open_text, read_rest
from media.words import say

MIME_TYPES = ('text/csv', 'text/tab-separated-values')
SLOT_CLASS = 'media-item media-table'
RANK = 25
NEEDS = ('table', 'table_print')


async def render(item, slot: Element, result_id: str):
    lines: Object = item.data
    text = lines.join('') if isinstance(lines, list) else lines
    if not isinstance(text, str):
        raise Exception(words.NOT_TEXT)
    chunk = await load_shared('table')
    item.name = say(words.TABLE)
    reader = open_text(text, '\t' if item.type.includes('tab') is True else '', chunk.shared)
    view = chunk.shared.show(reader.table, slot, result_id)
    read_rest(reader, lambda: chunk.shared.changed(view), lambda: view.is_disposed is False)
    return await chunk.shared.handed(view)
