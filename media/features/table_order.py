"""Sorting and filtering of tables in the background, loaded with the first of either, and the values for summaries."""

from browser import Uint32Array

from media.table.view import View
from media.table_order.filters import filtered
from media.table_order.sorting import keys_of, order_of


async def ordered(view: View, is_wanted):
    """Return the rows that match the filters in the view's order, or None for all rows in the source's order."""
    rows: Uint32Array = None
    if view.sort_direction != 0:
        keys = await keys_of(view.table, view.sort_column, is_wanted)
        if keys is not None:
            rows = await order_of(keys, view.sort_direction, is_wanted)
    return await filtered(view, rows, is_wanted) if is_wanted() is True else None


shared = {'ordered': ordered, 'keys_of': keys_of}
