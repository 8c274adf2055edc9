"""The state of the widget: its elements, the order of rows and columns, and the selection.

A *row* is an index into the source's rows, a *place* an index into the shown rows. A *column* is an index into the
source's columns, a *position* an index into the shown columns. The column names are at place -1.
"""

from browser import Element, Float64Array, Int32Array, Map, Object, ResizeObserver, Uint32Array

from media.dom import create
from media.table import words
from media.table.elements import make, make_button
from media.table.store import Column, Table
from media.words import say


class View:
    """The state of one table widget. Functions in other modules fill it, draw it, and handle input."""

    # The shown rows in order, without footers; None for all rows in the source's order.
    rows: Uint32Array
    # The shown columns, the left edge of each in CSS pixels, and how many of them do not scroll; from the layout on.
    shown: Int32Array
    lefts: Float64Array
    fixed: int
    # The drawn positions, as a half-open range.
    first_position: int
    last_position: int
    # Content pixels per scrolled pixel; above 1 if all rows would exceed the maximum height of an element.
    scale: float
    # The header row with the column names.
    names: Element
    # The functions of table_tools and table_summary by name, once loaded.
    tools: Object
    summary: Object
    observer: ResizeObserver
    # What the tools set: the sorting, the search text, the current cell, and the opposite corner of the selection,
    # which is None without one.
    sort_column: int
    sort_direction: int
    search: str
    place: int
    position: int
    anchor: Object
    # A request counter, which lets older work stop.
    wish: int
    # The scroll position to restore after the next layout, as {left, top}.
    scroll: Object

    def __init__(self, slot: Element, result_id: str, table: Table) -> None:
        root = create(slot, 'div')
        root.className = 'backendai-table'
        root.id = result_id
        self.root: Element = root
        # For code that copies the table along with its surroundings.
        root.view = self
        self.table: Table = table
        if table.caption:
            make(root, 'p', table.caption)
        self.scroller: Element = make(root, 'div')
        self.scroller.role = 'grid'
        self.scroller.ariaMultiSelectable = 'true'
        self.scroller.ariaLabel = table.caption or say(words.TABLE)
        self.head: Element = make(self.scroller, 'div')
        self.head.role = 'rowgroup'
        self.head.className = 'head'
        self.body: Element = make(self.scroller, 'div')
        self.body.role = 'rowgroup'
        self.block: Element = make(self.body, 'div')
        self.block.role = 'presentation'
        foot = make(root, 'div')
        foot.className = 'foot'
        self.foot: Element = foot
        self.status: Element = make(foot, 'span')
        self.status.role = 'status'
        self.menu: Element = make_button(foot, '⋯', say(words.TABLE_OPTIONS))
        # What is being worked on, for the status line.
        self.work: str = ''
        self.is_disposed: bool = False
        # The drawn places, as a half-open range, and the elements of rows by place.
        self.first: int = 0
        self.last: int = 0
        self.elements: Map = Map()


def count_of(view: View) -> int:
    """Return the number of shown rows, including footers."""
    table = view.table
    return table.row_count if view.rows is None else len(view.rows) + table.footer_count


def row_at(view: View, place: int) -> int:
    """Return the source row that is shown at a place."""
    rows = view.rows
    if rows is None:
        return place
    count = len(rows)
    return rows.at(place) if place < count else place - count + view.table.row_count - view.table.footer_count


def column_at(view: View, position: int) -> Column:
    return view.table.columns.at(view.shown.at(position))


def selected_area(view: View):
    """Return the first and last selected places and positions. Without a selection, this is the current cell."""
    place: int = view.place if view.anchor is None else view.anchor.place
    position: int = view.position if view.anchor is None else view.anchor.position
    return {
        'top': max(0, min(view.place, place)), 'bottom': min(count_of(view) - 1, max(view.place, place)),
        'left': min(view.position, position), 'right': max(view.position, position),
    }
