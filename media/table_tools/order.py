"""Sorting and filtering of the shown rows. The work is done in the background by table_order, loaded on first use."""

from browser import Uint32Array

from media.shared import load_shared
from media.table.store import Column
from media.table.view import View
from media.table_tools import words
from media.words import say


def sort_by(view: View, core, column: int) -> None:
    """Sort by a column. Repeated calls cycle through ascending, descending, and the source's order."""
    if view.sort_column != column or view.sort_direction == 0:
        view.sort_column = column
        view.sort_direction = 1
    else:
        view.sort_direction = -1 if view.sort_direction > 0 else 0
    refresh(view, core)


async def refresh(view: View, core) -> None:
    """Recompute the shown rows and draw them, unless a newer request supersedes this one."""
    view.wish += 1
    wish = view.wish
    # Show the requested sort order in the header at once; the rows follow.
    core.draw(view, True)
    if not view.table.is_complete:
        return

    def is_wanted() -> bool:
        return view.wish == wish and not view.is_disposed

    rows: Uint32Array = None
    work = ''
    columns: list[Column] = view.table.columns
    if view.sort_direction != 0 or view.search != '' or columns.some(lambda column: column.filter != ''):
        view.work = say(words.FILTERING) if view.sort_direction == 0 else say(words.SORTING)
        core.tell(view)
        try:
            chunk = await load_shared('table_order')
            rows = await chunk.shared.ordered(view, is_wanted)
        except Exception:
            work = say(words.ORDER_NOT_LOADED)
    if is_wanted() is True:
        view.work = work
        view.rows = rows
        core.draw(view, True)
        core.tell(view)
