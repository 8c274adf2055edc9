"""Tables for printing and snapshots, loaded beside the first one, without delaying it.

They have all rows that match the filters, up to a limit, and all columns, split into parts that fit.
"""

from browser import Array, Element

from media.dom import create
from media.stills import COLUMNS, MAX_ROWS, add_note, set_still
from media.table.drawing import shortened
from media.table.elements import make
from media.table.store import Column
from media.table.view import View, count_of, row_at


def print_table(view: View) -> None:
    set_still(view.root, lambda: _still_of(view))


def _still_of(view: View) -> Element:
    box = create(view.root, 'div')
    columns: list[Column] = view.table.columns
    if view.table.caption:
        make(box, 'p', view.table.caption)
    count: int = count_of(view)
    rows: int = min(count, MAX_ROWS)
    # The view has no column order before its first layout.
    numbers: list[int] = Array.from_(columns.keys() if view.shown is None else view.shown)
    indices: list[int] = numbers.filter(lambda number: columns.at(number).is_index)
    others: list[int] = numbers.filter(lambda number: columns.at(number).is_index is False)
    start = 0
    # Each part repeats the index to identify its rows.
    while start < len(others) or start == 0:
        _add_part(view, box, indices.concat(others.slice(start, start + COLUMNS)), rows)
        start += COLUMNS
    add_note(box, count, rows)
    return box


def _add_part(view: View, box: Element, numbers: list[int], rows: int) -> None:
    columns: list[Column] = view.table.columns
    table = make(box, 'table')
    head = make(make(table, 'thead'), 'tr')
    body = make(table, 'tbody')
    for number in numbers:
        column: Column = columns.at(number)
        make(head, 'th', column.name).className = column.kind
    for place in range(rows):
        line = make(body, 'tr')
        row: int = row_at(view, place)
        for number in numbers:
            own: Column = columns.at(number)
            text = view.table.text(row, number)
            cell = make(line, 'th' if own.is_index else 'td', view.table.empty if text is None else shortened(text))
            cell.className = own.kind


shared = {'print_table': print_table}
