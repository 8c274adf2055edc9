"""Which columns are shown in which order, and how wide they are."""

from browser import Float64Array, Int32Array, Math, getComputedStyle

from media.dom import create
from media.table.store import Column, Table
from media.table.values import SAMPLE_ROWS, kind_of
from media.table.view import View, column_at

MIN_WIDTH_PX = 36
MAX_WIDTH_PX = 360

# What a cell has besides its text, and a cell of the header, in CSS pixels.
_PADDING_PX = 21
_HEAD_PADDING_PX = 35

# Cells whose texts are measured, in all columns together.
_MEASURED_CELLS = 3000

# Beyond these columns, widths are guessed.
_MEASURED_COLUMNS = 300
_USUAL_CHARACTER_PX = 8

# Of long texts, so much is measured.
_MEASURED_TEXT = 80

# Columns at the side take no more of the width than this.
_MAX_FIXED = 0.6


def look_at_columns(table: Table) -> None:
    """Find what columns hold whose source does not say so."""
    count = min(table.row_count, SAMPLE_ROWS)
    columns: list[Column] = table.columns
    for place, column in enumerate(columns):
        if not column.kind:
            column.kind = kind_of([table.text(row, place) for row in range(count)])


def measure(view: View) -> None:
    """Give columns without a width that of their longest texts among the first rows."""
    table = view.table
    canvas = create(view.root, 'canvas').getContext('2d')
    look = getComputedStyle(view.scroller)
    size: str = look.fontSize
    family: str = look.fontFamily

    def width_of(text: str, weight: str) -> float:
        canvas.font = f'{weight} {size} {family}'
        width: float = canvas.measureText(text[:_MEASURED_TEXT]).width
        return width

    def guess(text: str, weight: str) -> float:
        return len(text[:_MEASURED_TEXT]) * _USUAL_CHARACTER_PX

    columns: list[Column] = table.columns
    count: int = min(table.row_count, max(3, _MEASURED_CELLS // len(columns)))
    for place, column in enumerate(columns):
        if column.width == 0:
            measured = width_of if place < _MEASURED_COLUMNS else guess
            widest: float = Math.max(measured(column.name, 'bold'), measured(column.type, '')) + _HEAD_PADDING_PX
            for row in range(count):
                text: str = table.text(row, place)
                widest = Math.max(widest, measured(text or '', 'bold' if column.is_index else '') + _PADDING_PX)
            column.width = Math.max(MIN_WIDTH_PX, Math.min(MAX_WIDTH_PX, Math.ceil(widest)))


def arrange(view: View) -> None:
    """Put the index first, then pinned columns, then the others that are not hidden."""
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
    # Nothing is drawn of this order yet.
    view.first_position = view.last_position = 0
    view.position = max(0, min(view.position, count - 1))
