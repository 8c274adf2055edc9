"""The order and widths of the shown columns."""

from browser import Float64Array, Int32Array, Math, getComputedStyle

from media.dom import create
from media.table.store import Column, Table
from media.table.values import SAMPLE_ROWS, kind_of
from media.table.view import View, column_at

MIN_WIDTH_PX = 36
MAX_WIDTH_PX = 360

# The horizontal space around the text of a body cell and of a header cell, in CSS pixels.
_PADDING_PX = 21
_HEAD_PADDING_PX = 40

# The number of cells whose texts are measured, across all columns.
_MEASURED_CELLS = 3000

# Widths of columns beyond this many are estimated.
_MEASURED_COLUMNS = 300
_USUAL_CHARACTER_PX = 8

# How many characters of a text are measured.
_MEASURED_TEXT = 80

# The largest fraction of the width that fixed columns take.
_MAX_FIXED = 0.6


def look_at_columns(table: Table) -> None:
    """Infer the kind of each column whose source does not state one."""
    count = min(table.row_count, SAMPLE_ROWS)
    columns: list[Column] = table.columns
    for place, column in enumerate(columns):
        if not column.kind:
            column.kind = kind_of([table.text(row, place) for row in range(count)])


def _ruler(view: View):
    """Return a function that measures a text in the table's font and a weight."""
    canvas = create(view.root, 'canvas').getContext('2d')
    look = getComputedStyle(view.scroller)
    size: str = look.fontSize
    family: str = look.fontFamily

    def width_of(text: str, weight: str) -> float:
        canvas.font = f'{weight} {size} {family}'
        width: float = canvas.measureText(text[:_MEASURED_TEXT]).width
        return width

    return width_of


def _fit(column: Column, width: float) -> None:
    column.width = column.fitting_width = Math.max(MIN_WIDTH_PX, Math.min(MAX_WIDTH_PX, Math.ceil(width)))


def measure(view: View) -> None:
    """Set the width of each column that has none to that of its widest text among the first rows."""
    table = view.table
    width_of = _ruler(view)

    def guess(text: str, weight: str) -> float:
        return len(text[:_MEASURED_TEXT]) * _USUAL_CHARACTER_PX

    columns: list[Column] = table.columns
    count: int = min(table.row_count, max(3, _MEASURED_CELLS // len(columns)))
    for place, column in enumerate(columns):
        if column.width == 0:
            measured = width_of if place < _MEASURED_COLUMNS else guess
            widest: float = Math.max(measured(column.name, 'bold'), measured(column.type, '')) + _HEAD_PADDING_PX
            column.longest = 0
            for row in range(count):
                text: str = table.text(row, place) or ''
                column.longest = max(column.longest, len(text))
                widest = Math.max(widest, measured(text, 'bold' if column.is_index else '') + _PADDING_PX)
            _fit(column, widest)


def widen(view: View, column: Column, text: str) -> None:
    """Make a column of numbers or dates wide enough for its longest text: part of a number looks like another one.

    Texts may be cut off, and a width that a user has set stays.
    """
    column.longest = len(text)
    if column.kind != 'text' and column.kind != 'mixed' and column.width == column.fitting_width:
        _fit(column, Math.max(column.width, _ruler(view)(text, 'bold' if column.is_index else '') + _PADDING_PX))
        view.has_grown = True


def arrange(view: View) -> None:
    """Order the columns: the index, then pinned columns, then the rest. Hidden columns are left out."""
    columns: list[Column] = view.table.columns
    order: list[int] = []
    for rank in range(3):
        for place, column in enumerate(columns):
            own = 0 if column.is_index else (1 if column.is_pinned else 2)
            if own == rank and not column.is_hidden:
                order.append(place)
    view.shown = Int32Array.from_(order)
    count = len(order)
    lefts = Float64Array(count + 1)
    left: float = 0
    room: float = (view.scroller.clientWidth or 800) * _MAX_FIXED
    view.fixed = 0
    for position in range(count):
        column = column_at(view, position)
        left += column.width
        lefts[position + 1] = left
        if (column.is_index or column.is_pinned) and position == view.fixed and left <= room:
            view.fixed = position + 1
    view.lefts = lefts
    # No columns are drawn in this order yet.
    view.first_position = view.last_position = 0
