"""Which rows are shown in which order: sorted by a column and filtered, worked out in the background."""

from browser import Uint32Array

from media.table.drawing import draw
from media.table.sorting import comparison, keys_of, sorted_rows
from media.table.status import tell
from media.table.view import View


def sort_by(view: View, column: int) -> None:
    """Sort by a column: ascending at first, then descending, then as the source has it."""
    if view.sort_column != column:
        view.sort_column = column
        view.sort_direction = 1
    else:
        view.sort_direction = -1 if view.sort_direction > 0 else (1 if view.sort_direction == 0 else 0)
    refresh(view)


async def refresh(view: View) -> None:
    """Work out the rows anew, and show them unless something else was asked for meanwhile."""
    view.wish += 1
    wish = view.wish
    draw(view, True)
    if not view.table.is_complete:
        return
    table = view.table
    rows: Uint32Array = None
    if view.sort_direction != 0:
        view.work = 'Sorting…'
        tell(view)

        def is_wanted() -> bool:
            return view.wish == wish

        keys = await keys_of(table, view.sort_column, is_wanted)
        if keys is None:
            return
        rows = Uint32Array(table.row_count - table.footer_count)
        for row in range(rows.length):
            rows[row] = row
        rows = await sorted_rows(comparison(table, view.sort_column, keys, view.sort_direction), rows, is_wanted)
        if rows is None:
            return
    view.work = ''
    view.rows = rows
    draw(view, True)
    tell(view)
