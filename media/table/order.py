"""Sorting and filtering of the shown rows, computed in the background."""

from browser import Uint32Array

from media.table.drawing import draw
from media.table.sorting import keys_of, order_of
from media.table.status import tell
from media.table.view import View


def sort_by(view: View, column: int) -> None:
    """Sort by a column. Repeated calls cycle through ascending, descending, and the source's order."""
    if view.sort_column != column or view.sort_direction == 0:
        view.sort_column = column
        view.sort_direction = 1
    else:
        view.sort_direction = -1 if view.sort_direction > 0 else 0
    refresh(view)


async def refresh(view: View) -> None:
    """Recompute the shown rows and draw them, unless a newer request supersedes this one."""
    view.wish += 1
    wish = view.wish
    table = view.table
    # Show the requested sort order in the header at once; the rows follow.
    draw(view, True)
    if not table.is_complete:
        return

    def is_wanted() -> bool:
        return view.wish == wish

    rows: Uint32Array = None
    if view.sort_direction != 0:
        view.work = 'Sorting…'
        tell(view)
        keys = await keys_of(table, view.sort_column, is_wanted)
        if keys is not None:
            rows = await order_of(keys, view.sort_direction, is_wanted)
    if view.tools is not None and is_wanted() is True:
        rows = await view.tools.filtered(rows, is_wanted)
    if is_wanted() is True:
        view.work = ''
        view.rows = rows
        draw(view, True)
        tell(view)
