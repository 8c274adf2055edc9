"""The status line below a table: its size, how many rows are shown, and the work in progress."""

from browser import Number

from media.table.view import View, count_of


def tell(view: View) -> None:
    table = view.table
    shown = count_of(view)
    columns = table.columns.filter(lambda column: column.is_index is False).length
    rows = _counted(table.row_count, 'row')
    text = rows if shown == table.row_count else f'{_grouped(shown)} of {rows}'
    text += f' × {_counted(columns, "column")}'
    # A note of the source, such as the full size of a table of which it sent only the beginning and the end.
    note = table.note.trim()
    if note and note != f'shape: ({_grouped(table.row_count)}, {_grouped(columns)})':
        text += f', of {note}'
    if not table.is_complete:
        text = f'Reading… {text}'
    view.status.textContent = f'{view.work} {text}' if view.work else text


def _counted(count: int, what: str) -> str:
    return f'{_grouped(count)} {what}' if count == 1 else f'{_grouped(count)} {what}s'


def _grouped(count: int) -> str:
    return Number(count).toLocaleString('en')
