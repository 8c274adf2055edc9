"""The line below a table: how much there is, how much of it is shown, and what is going on."""

from media.table.view import View, count_of


def tell(view: View) -> None:
    table = view.table
    rows = table.row_count
    shown = count_of(view)
    columns = len(table.columns)
    for column in table.columns:
        if column.is_index:
            columns -= 1
    counted = f'{rows:,} row{"" if rows == 1 else "s"}' if shown == rows else f'{shown:,} of {rows:,} rows'
    text = f'{counted} × {columns:,} column{"" if columns == 1 else "s"}'
    # What the source says besides: how large the whole is of which it sent the beginning and the end.
    note = table.note.trim()
    if note and note != f'shape: ({rows:,}, {columns:,})':
        text += f', of {note}'
    if not table.is_complete:
        text = f'Reading… {text}'
    if view.work:
        text = f'{view.work} {text}'
    view.status.textContent = text
