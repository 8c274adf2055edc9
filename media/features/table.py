"""Tables of any size: one grid for HTML tables, CSV, Arrow, Parquet and table schemas.

Other chunks pass their data as a ``Table`` of ``media/table/store.py``.
"""

from browser import Element, WeakMap

from media.stills import set_still
from media.styles import adopt
from media.table.actions import dispose, enable, formats, load_tools
from media.table.drawing import draw
from media.table.markup import Reader, Unusual, read_some
from media.table.order import refresh
from media.table.sizing import look_at_columns
from media.slices import Slices
from media.table.status import tell
from media.table.still import still_of
from media.table.store import Column, Table
from media.table.view import View
from static.table import css

# The view of each slot: a newer table with the same columns keeps the user's arrangement of the older one.
_views = WeakMap()


def show(table: Table, slot: Element, result_id: str) -> View:
    """Show a table in a view; call ``changed(view)`` when the table has more rows."""
    look_at_columns(table)
    view = View(slot, result_id, table)
    old: View = _views.get(slot)
    if old is not None:
        _take_over(view, old)
    _views.set(slot, view)
    adopt(slot, css)
    set_still(view.root, lambda: still_of(view))
    enable(view)
    changed(view)
    return view


def _take_over(view: View, old: View) -> None:
    """Apply the sorting, filters and arrangement of the view that is being replaced."""
    columns: list[Column] = view.table.columns
    others: list[Column] = old.table.columns
    if len(columns) != len(others) or columns.some(lambda column, place: column.name is not others.at(place).name):
        return
    for place, column in enumerate(columns):
        other: Column = others.at(place)
        column.width = other.width
        column.is_hidden = other.is_hidden
        column.is_pinned = other.is_pinned
        column.filter = other.filter
    view.sort_column = old.sort_column
    view.sort_direction = old.sort_direction
    view.search = old.search
    view.place = min(old.place, view.table.row_count - 1)
    view.position = old.position
    view.scroll = {'left': old.scroller.scrollLeft, 'top': old.scroller.scrollTop}
    if old.tools is not None:
        load_tools(view)


def changed(view: View) -> None:
    """Update the view after a table that is still being read has got more rows, or all."""
    tell(view)
    if view.table.is_complete:
        look_at_columns(view.table)
        refresh(view)
    else:
        draw(view)


def handed(view: View):
    """The view in the form that a handler returns."""
    return {'node': view.root, 'dispose': lambda: dispose(view), 'formats': lambda: formats(view)}


async def show_markup(markup: str, slot: Element, result_id: str):
    """Show markup that consists only of a data table; returns None for other markup."""
    reader = Reader(markup)
    slices = Slices()
    try:
        is_more = read_some(reader, slices)
        while is_more and reader.is_strict:
            await slices.pause()
            is_more = read_some(reader, slices)
    except Unusual:
        return None
    view = show(reader.table, slot, result_id)
    if is_more:
        _read_on(reader, view)
    return handed(view)


async def _read_on(reader: Reader, view: View) -> None:
    slices = Slices()
    is_more = True
    while is_more and not view.is_disposed:
        await slices.pause()
        is_more = read_some(reader, slices)
        changed(view)


shared = {'show': show, 'changed': changed, 'handed': handed, 'show_markup': show_markup}
