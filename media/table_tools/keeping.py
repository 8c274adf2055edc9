"""A newer table with the same columns keeps the sorting, filters and arrangement of the table that it replaces."""

from media.table.store import Column
from media.table.view import View
from media.table_tools.order import refresh


def take_over(view: View, core, old: View, left: float, top: float) -> None:
    """Arrange a view like the older one, which was scrolled to ``left`` and ``top``."""
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
    view.scroll = {'left': left, 'top': top}
    if view.lefts is not None:
        core.rearrange(view)
    refresh(view, core)
