"""The visible rows of a buffer as elements: however much text there is, the page holds a few screenfuls."""

from browser import Element, Map, Math, String

from media.console.buffer import Buffer, shown_lines
from media.console.elements import add
from media.console.lines import MARK_CELLS, Line, cell_at, index_at, last_of
from media.console.rows import fill_row
from media.console.streams import CLASSES
from media.console.wrapping import row_at, row_count, row_start
from media.dom import create

# How many rows are drawn beyond the visible ones, on either side.
_MARGIN_ROWS = 15

# A text of at most this many rows is drawn completely, for the browser's own search, copying and printing.
SHORT_ROWS = 60

# Browsers limit the height of elements; in taller texts, scrolling gets coarser.
_MAX_HEIGHT_PX = 16000000

# Unwrapped lines longer than this, in cells, are drawn only in part.
LONG_LINE_CELLS = 2 * MARK_CELLS


class TextBlock:
    """A block of a console's text: its buffer, the positions of its rows, and the rows that are on the page.

    ``columns`` is where lines are wrapped, or 0; ``total`` is the number of rows of the first ``_counted`` lines, which
    excludes empty lines after the last text. ``_drawn`` maps a row to its element.
    """

    def __init__(self, place: Element):
        self.buffer: Buffer = Buffer()
        self.element: Element = add(place, 'div', 'backendai-text')
        self.element.block = self
        self.columns: int = 0
        self.total: int = 0
        self._counted: int = 0
        self._drawn: Map = Map()
        # The state of media/console_tools for this block, and how much of it has been announced.
        self.reader = None
        self.spoken: int = None

    def count(self, columns: int) -> None:
        """Recount the rows from the first change on."""
        update(self, columns)

    def place_of(self, number: int, index: int) -> list[int]:
        """The row of the character at a text index of a line, and its cell in the line."""
        line = self.buffer.lines.at(number)
        return [line.top + row_at(line, index, self.columns), cell_at(line, index)]


def update(block: TextBlock, columns: int) -> None:
    """Recount the rows from the first change on, and remove their elements."""
    buffer = block.buffer
    lines = buffer.lines
    if columns != block.columns:
        block.columns = columns
        buffer.changed = 0
    if buffer.changed <= len(lines):
        count = shown_lines(buffer)
        start: int = min(buffer.changed, block._counted, count)
        row: int = 0
        if start > 0:
            row = lines.at(start - 1).top + row_count(lines.at(start - 1), columns)
        _forget(block, lambda other: other >= row)
        for index in range(start, count):
            line = lines.at(index)
            line.top = row
            row += row_count(line, columns)
        block._counted = count
        block.total = row
        buffer.changed = len(lines) + 1


def _forget(block: TextBlock, is_gone) -> None:
    """Remove the rows for which ``is_gone(row)`` from the page."""
    for row in [*block._drawn.keys()]:
        is_over: bool = is_gone(row)
        if is_over:
            element: Element = block._drawn.get(row)
            element.remove()
            block._drawn.delete(row)


def height_of(block: TextBlock, row_height: float) -> float:
    return Math.min(block.total * row_height, _MAX_HEIGHT_PX)


def draw(block: TextBlock, top: float, bottom: float, left: float, metrics, tools, kept: list) -> None:
    """Put the rows that are visible, from ``top`` to ``bottom`` in pixels, and the ``kept`` rows on the page.

    ``left`` is the horizontal scroll position; ``metrics`` are the sizes from ``_measure`` in viewport.py; ``tools``,
    unless None, may add to rows.
    """
    row_height: float = metrics.row_height
    full: float = block.total * row_height
    height: float = height_of(block, row_height)
    # In a text that is taller than an element can be, only the visible rows are positioned correctly.
    excess: float = (full - height) * top / (height - bottom + top + 1)
    first: int = 0
    last: int = block.total
    if last > SHORT_ROWS:
        first = Math.max(0, Math.floor((top + excess) / row_height) - _MARGIN_ROWS)
        beyond: int = Math.ceil((bottom + excess) / row_height) + _MARGIN_ROWS
        last = min(last, beyond) if bottom > top else first
    _forget(block, lambda row: (row < first or row >= last) and not kept.includes(row))
    for row in range(first, last):
        index = last_of(block._counted, lambda index: block.buffer.lines.at(index).top <= row)
        line = block.buffer.lines.at(index)
        element: Element = block._drawn.get(row)
        if element is not None and element.left is not None and element.left != left:
            element.remove()
            element = None
        if element is None:
            element = _make_row(block, line, row - line.top, left, metrics)
            element.line = block.buffer.dropped + index
            block._drawn.set(row, element)
            _insert(block, row, element)
        if tools is not None and element.tools is None:
            element.tools = tools
            tools.add_to(block, element)
        element.style.top = f'{String(row * row_height - excess)}px'


def _insert(block: TextBlock, row: int, element: Element) -> None:
    """Insert a row in order among the existing ones, so that selections go through them in order."""
    element.row = row
    other: Element = block.element.lastElementChild
    while other is not None and other.row > row:
        other = other.previousElementSibling
    if other is None:
        block.element.prepend(element)
    else:
        other.after(element)


def _make_row(block: TextBlock, line: Line, part: int, left: float, metrics) -> Element:
    row = create(block.element, 'div')
    columns: int = block.columns
    start: int = 0
    end: int = len(line.text)
    if columns > 0:
        start = row_start(line, part, columns)
        end = row_start(line, part + 1, columns)
    elif line.width > LONG_LINE_CELLS:
        width: float = metrics.column_width
        cell: int = Math.max(0, Math.floor(left / width) - MARK_CELLS // 2)
        start = index_at(line, cell)
        end = index_at(line, cell + LONG_LINE_CELLS)
        row.style.paddingLeft = f'calc(var(--backendai-gutter) + {cell}ch)'
        row.left = left
    row.start = start
    kind: str = CLASSES.at(line.source)
    row.className = f'backendai-row {kind}{line.kind}'
    if line.is_dim:
        row.classList.add('backendai-dim')
    if line.time:
        row.title = line.time
    fill_row(row, line, start, end)
    if end == len(line.text):
        # Makes the browser's copy have line breaks where lines end, and not where they are wrapped.
        row.append(create(row, 'br'))
    return row
