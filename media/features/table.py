"""Tables of any size: one grid for tables in HTML, comma-separated values, Arrow, Parquet and table schemas.

Other chunks hand over what they have read as a ``Table`` of ``media/table/store.py``.
"""

from browser import Element

from media.styles import adopt
from media.table.actions import dispose, enable
from media.table.drawing import draw
from media.table.markup import Reader, Unusual, read_some
from media.table.order import refresh
from media.table.sizing import look_at_columns
from media.table.slices import Slices
from media.table.status import tell
from media.table.store import Table
from media.table.view import View
from static.table import css


def show(table: Table, slot: Element, result_id: str) -> View:
    """A view of a table; ``changed(view)`` is to be called when it has more rows."""
    look_at_columns(table, table.row_count)
    view = View(slot, result_id, table)
    adopt(slot, css)
    enable(view)
    tell(view)
    return view


def changed(view: View) -> None:
    """Show that a table which is still being read has more rows, or all."""
    draw(view)
    tell(view)
    if view.table.is_complete:
        look_at_columns(view.table, view.table.row_count)
        refresh(view)


def handed(view: View):
    """What a handler returns of a view."""
    return {'node': view.root, 'dispose': lambda: dispose(view)}


async def show_markup(markup: str, slot: Element, result_id: str):
    """A view of markup that is a table of data and nothing else; None of other markup."""
    reader = Reader(markup)
    slices = Slices()
    try:
        is_more = read_some(reader, slices.is_over)
        while is_more and reader.is_strict:
            await slices.pause()
            is_more = read_some(reader, slices.is_over)
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
        is_more = read_some(reader, slices.is_over)
        changed(view)


shared = {'show': show, 'changed': changed, 'handed': handed, 'show_markup': show_markup}
