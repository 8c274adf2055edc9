"""The status line below a table: its size, how many rows are shown, and the work in progress."""

from browser import Number

from media.table import words
from media.table.view import View, count_of
from media.words import say


def tell(view: View) -> None:
    table = view.table
    shown = count_of(view)
    columns = table.columns.filter(lambda column: column.is_index is False).length
    rows = say(words.ROW if table.row_count == 1 else words.ROWS, table.row_count)
    text = rows if shown == table.row_count else say(words.SIZE, shown, rows)
    text += f' × {say(words.ONE_COLUMN if columns == 1 else words.COLUMNS, columns)}'
    # A note of the source, such as the full size of a table of which it sent only the beginning and the end.
    note = table.note.trim()
    if note and note != f'shape: ({_grouped(table.row_count)}, {_grouped(columns)})':
        text = say(words.SIZE_OF_WHOLE, text, note)
    if not table.is_complete:
        text = say(words.READING, text)
    view.status.textContent = f'{view.work} {text}' if view.work else text


def _grouped(count: int) -> str:
    return Number(count).toLocaleString('en')
