"""Tables of any size: one grid for HTML tables, CSV, Arrow, Parquet and table schemas.

Other chunks pass their data as a ``Table`` of ``media/table/store.py``.
"""

from browser import Element, WeakMap

from media.shared import load_shared
from media.slices import Slices
from media.styles import adopt
from media.table.actions import dispose, enable, formats, turn_to
from media.table.drawing import draw
from media.table.sizing import look_at_columns
from media.table.status import tell
from media.table.store import Table, add_column
from media.table.view import View
from static.table import css

# The view of each slot: a newer table with the same columns keeps the user's arrangement of the older one.
_views = WeakMap()


def show(table: Table, slot: Element, result_id: str) -> View:
    """Show a table in a view; call ``changed(view)`` when the table has more rows."""
    look_at_columns(table)
    view = View(slot, result_id, table)
    old: View = _views.get(slot)
    _views.set(slot, view)
    adopt(slot, css)
    enable(view)
    changed(view)
    if old is not None:
        _take_over(view, old)
    return view


def _take_over(view: View, old: View) -> None:
    """Let the tools apply the sorting, filters and arrangement of the view that is being replaced."""
    # The older table leaves the page before the tools are there.
    left: float = old.scroller.scrollLeft
    top: float = old.scroller.scrollTop
    if old.tools is not None or left + top > 0:
        turn_to(view, lambda tools: tools.take_over(old, left, top))


def changed(view: View) -> None:
    """Update the view after a table that is still being read has got more rows, or all."""
    is_complete = view.table.is_complete
    tell(view)
    if is_complete:
        look_at_columns(view.table)
    if is_complete and view.tools is not None:
        view.tools.refresh()
    else:
        draw(view, is_complete)


async def handed(view: View):
    """The view in the form that a handler returns, ready to be printed."""
    try:
        chunk = await load_shared('table_print')
        chunk.shared.print_table(view)
    except Exception:
        pass  # the visible rows are printed anyway
    return {'node': view.root, 'dispose': lambda: dispose(view), 'formats': lambda: formats(view)}


shared = {'show': show, 'changed': changed, 'handed': handed, 'add_column': add_column,
          'new_table': lambda: Table(), 'new_slices': lambda: Slices()}
