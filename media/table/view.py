"""The widget: its elements, which rows it shows in which order, and what a person has selected.

A *row* counts the rows of the source, a *place* those that are shown; a *column* those of the source, a *position*
those that are shown. The header is at place -1.
"""

from browser import Element, Float64Array, Map, Uint32Array

from media.dom import create
from media.table.elements import make
from media.table.store import Table


class View:
    """Functions of other modules fill it, draw it and let people act on it."""

    def __init__(self, slot: Element, result_id: str, table: Table) -> None:
        root = create(slot, 'div')
        root.className = 'backendai-table'
        root.id = result_id
        self.root: Element = root
        self.table: Table = table
        self.scroller: Element = make(root, 'div')
        self.scroller.role = 'grid'
        self.scroller.ariaMultiSelectable = 'true'
        self.scroller.ariaLabel = table.caption or 'Table'
        self.head: Element = make(self.scroller, 'div')
        self.head.role = 'rowgroup'
        self.head.className = 'head'
        self.body: Element = make(self.scroller, 'div')
        self.body.role = 'rowgroup'
        self.block: Element = make(self.body, 'div')
        self.block.role = 'presentation'
        self.foot: Element = make(root, 'div')
        self.foot.className = 'foot'
        self.status: Element = make(self.foot, 'span')
        self.status.role = 'status'
        # Rows in the order in which they are shown; None where that is the source's. Footers are not among them.
        self.rows: Uint32Array = None
        self.sort_column: int = -1
        self.sort_direction: int = 0
        self.search: str = ''
        # Counts what was asked for, so that work for an older wish ends; `work` says what is going on.
        self.wish: int = 0
        self.work: str = ''
        # The columns that are shown, where each begins in CSS pixels, and how many of them stay at the side.
        self.shown: list[int] = []
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
        self.observer = None
        self.is_disposed: bool = False


def count_of(view: View) -> int:
    """How many rows are shown."""
    table = view.table
    if view.rows is None:
        return table.row_count
    return view.rows.length + table.footer_count


def row_at(view: View, place: int) -> int:
    """The row of the source that is shown at a place."""
    rows = view.rows
    if rows is None:
        return place
    table = view.table
    return rows.at(place) if place < rows.length else place - rows.length + table.row_count - table.footer_count


def column_at(view: View, position: int) -> int:
    return view.shown[position]


def is_selected(view: View, place: int, position: int) -> bool:
    if view.anchor is None:
        return False
    area = selected_area(view)
    return area.top <= place <= area.bottom and area.left <= position <= area.right


def selected_area(view: View):
    """The places and positions that are selected, all included; the current cell where nothing else is."""
    place: int = view.place if view.anchor is None else view.anchor.place
    position: int = view.position if view.anchor is None else view.anchor.position
    return {
        'top': max(0, min(view.place, place)), 'bottom': min(count_of(view) - 1, max(view.place, place)),
        'left': min(view.position, position), 'right': max(view.position, position),
    }
