"""Which columns are shown in which order, and how wide they are."""

from browser import Float64Array, getComputedStyle

from media.dom import create
from media.table.store import Table
from media.table.values import SAMPLE_ROWS, kind_of
from media.table.view import View

MIN_WIDTH_PX = 36
MAX_WIDTH_PX = 360

# What a cell has besides its text, and a cell of the header, in CSS pixels.
_PADDING_PX = 20
_HEAD_PADDING_PX = 34

# Cells whose texts are measured, in all columns together.
_MEASURED_CELLS = 3000

# Of long texts, so much is measured.
_MEASURED_TEXT = 80

# Columns at the side take no more of the width than this.
_MAX_FIXED = 0.6


def look_at_columns(table: Table, rows: int) -> None:
    """Find what columns hold whose source does not say so."""
    count = min(rows, SAMPLE_ROWS)
    for place, column in enumerate(table.columns):
        if column.kind == '':
            texts: list = []
            for row in range(count):
                texts.append(table.text(row, place))
            column.kind = kind_of(texts)


def measure(view: View) -> None:
    """Give columns without a width that of their longest texts among the first rows."""
    table = view.table
    canvas = create(view.root, 'canvas').getContext('2d')
    look = getComputedStyle(view.scroller)
    font = f'{look.fontSize} {look.fontFamily}'
    count: int = min(table.row_count, max(3, _MEASURED_CELLS // max(1, len(table.columns))))
    for place, column in enumerate(table.columns):
        if column.width == 0:
            canvas.font = f'bold {font}'
            widest: float = canvas.measureText(column.name[:_MEASURED_TEXT]).width + _HEAD_PADDING_PX
            canvas.font = f'bold {font}' if column.is_index else font
            widest = max(widest, canvas.measureText(column.type).width + _HEAD_PADDING_PX)
            for row in range(count):
                text: str = table.text(row, place)
                if text is not None:
                    width: float = canvas.measureText(text[:_MEASURED_TEXT]).width + _PADDING_PX
                    widest = max(widest, width)
            column.width = max(MIN_WIDTH_PX, min(MAX_WIDTH_PX, 1 + widest // 1))


def arrange(view: View) -> None:
    """Put the index first, then pinned columns, then the others that are not hidden."""
    columns = view.table.columns

    def places(is_wanted) -> list[int]:
        return [place for place, column in enumerate(columns) if not column.is_hidden and is_wanted(column)]

    index = places(lambda column: column.is_index)
    pinned = places(lambda column: column.is_pinned and not column.is_index)
    others = places(lambda column: not column.is_index and not column.is_pinned)
    view.shown = [*index, *pinned, *others]
    lefts = Float64Array(len(view.shown) + 1)
    left: float = 0
    room: float = (view.scroller.clientWidth or 800) * _MAX_FIXED
    view.fixed = 0
    for position, place in enumerate(view.shown):
        left += columns[place].width
        lefts[position + 1] = left
        if position < len(index) + len(pinned) and position == view.fixed and left <= room:
            view.fixed = position + 1
    view.lefts = lefts
    view.position = max(0, min(view.position, len(view.shown) - 1))

