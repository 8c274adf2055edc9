"""The widget: its elements, which rows it shows in which order, and what a person has selected.

A *row* counts the rows of the source, a *place* those that are shown; a *column* those of the source, a *position*
those that are shown. The names of columns are at place -1.
"""

from browser import Element, Float64Array, Int32Array, Map, Uint32Array

from media.dom import create
from media.table.elements import make, make_button
from media.table.store import Column, Table


class View:
    """Functions of other modules fill it, draw it and let people act on it."""

    def __init__(self, slot: Element, result_id: str, table: Table) -> None:
        root = create(slot, 'div')
        root.className = 'backendai-table'
        root.id = result_id
        self.root: Element = root
        # For who copies what is around the table, too.
        root.view = self
        self.table: Table = table
        if table.caption:
            make(root, 'p', table.caption)
        self.scroller: Element = make(root, 'div')
        self.scroller.role = 'grid'
        self.scroller.ariaMultiSelectable = 'true'
        self.scroller.ariaLabel = table.caption or 'Table'
        self.head: Element = make(self.scroller, 'div')
        self.head.role = 'rowgroup'
        self.head.className = 'head'
        # The row of the header that holds the names of columns.
        self.names: Element = None
        self.body: Element = make(self.scroller, 'div')
        self.body.role = 'rowgroup'
        self.block: Element = make(self.body, 'div')
        self.block.role = 'presentation'
        foot = make(root, 'div')
        foot.className = 'foot'
        self.foot: Element = foot
        self.status: Element = make(foot, 'span')
        self.status.role = 'status'
        self.menu: Element = make_button(foot, '⋯', 'Table options')
        # Rows in the order in which they are shown; None where that is the source's. Footers are not among them.
        self.rows: Uint32Array = None
        self.sort_column: int = -1
        self.sort_direction: int = 0
        self.search: str = ''
        # Counts what was asked for, so that work for an older wish ends; `work` says what is going on.
        self.wish: int = 0
        self.work: str = ''
        # The columns that are shown, where each begins in CSS pixels, and how many of them stay at the side.
        self.shown: Int32Array = None
        self.lefts: Float64Array = None
        self.fixed: int = 0
        # How many rows are passed by a pixel's scrolling, where a page could not be high enough for all rows.
        self.scale: float = 1
        # What is drawn: places and positions, each to before the last; elements of rows by place.
        self.first: int = 0
        self.last: int = 0
        self.first_position: int = 0
        self.last_position: int = 0
        self.elements: Map = Map()
        # The cell that the keyboard is at, and the other corner of what is selected; None where nothing is.
        self.place: int = 0
        self.position: int = 0
        self.anchor = None
        # What table_tools and table_summary add, once they are there: functions by name.
        self.tools = None
        self.summary = None
        self.observer = None
        # Where to scroll to once it is drawn, as {left, top}.
        self.scroll = None
        self.is_disposed: bool = False


def count_of(view: View) -> int:
    """How many rows are shown."""
    table = view.table
    return table.row_count if view.rows is None else len(view.rows) + table.footer_count


def row_at(view: View, place: int) -> int:
    """The row of the source that is shown at a place."""
    rows = view.rows
    if rows is None:
        return place
    count = len(rows)
    return rows.at(place) if place < count else place - count + view.table.row_count - view.table.footer_count


def column_at(view: View, position: int) -> Column:
    return view.table.columns.at(view.shown.at(position))


def selected_area(view: View):
    """The first and last places and positions that are selected; the current cell where nothing else is."""
    place: int = view.place if view.anchor is None else view.anchor.place
    position: int = view.position if view.anchor is None else view.anchor.position
    return {
        'top': max(0, min(view.place, place)), 'bottom': min(count_of(view) - 1, max(view.place, place)),
        'left': min(view.position, position), 'right': max(view.position, position),
    }
