"""The rows of a screen that are in sight, as elements: however much text there is, the page holds some screenfuls."""

from browser import Element, Map, String

from media.console.elements import add
from media.console.lines import MARK_STEP, Line, index_at, last_of
from media.console.records import LEVELS
from media.console.rows import fill
from media.console.screen import Screen, shown_lines

# Rows beyond what is in sight, on either side, that are there already.
_MARGIN = 15

# A text of so few rows is there as a whole, for the browser's own search and for printing.
_SHORT = 60

# Browsers know no elements taller than this; beyond, scrolling gets coarser.
_TALLEST = 16000000

# Unwrapped lines longer than this, in cells, are there only in part.
_LONG = 2 * MARK_STEP


class View:
    """A stretch of text of a console: its screen, where its rows are, and those that are on the page.

    ``columns`` is where lines are wrapped, or 0; ``total`` the rows of all lines, of which there are ``_counted``:
    those after the last text are left out. ``_drawn`` maps a row to its element.
    """

    def __init__(self, place: Element):
        self.screen: Screen = Screen()
        self.element: Element = add(place, 'div', 'backendai-text')
        self.element.view = self
        self.columns: int = 0
        self.total: int = 0
        self._counted: int = 0
        self._drawn: Map = Map()


def _end_of(view: View, line: Line) -> int:
    """The row after those of a line: as many as it is wide, and none where it is folded away."""
    if line.is_hidden:
        return line.top
    return line.top + (1 if view.columns == 0 else max(1, (line.width + view.columns - 1) // view.columns))


def update(view: View, columns: int) -> None:
    """Count rows anew from where something has changed, and forget the elements of those."""
    screen = view.screen
    lines = screen.lines
    if columns != view.columns:
        view.columns = columns
        screen.changed = 0
    if screen.changed <= len(lines):
        count = shown_lines(screen)
        start: int = min(screen.changed, view._counted, count)
        row: int = _end_of(view, lines[start - 1]) if start > 0 else 0
        _forget(view, lambda other: other >= row)
        for index in range(start, count):
            line = lines[index]
            line.top = row
            row = _end_of(view, line)
        view._counted = count
        view.total = row
        screen.changed = len(lines) + 1


def _forget(view: View, is_gone) -> None:
    """Take the rows off the page of which ``is_gone(row)``."""
    for row in [*view._drawn.keys()]:
        is_over: bool = is_gone(row)
        if is_over:
            element: Element = view._drawn.get(row)
            element.remove()
            view._drawn.delete(row)


def height_of(view: View, row_height: float) -> float:
    return min(view.total * row_height, _TALLEST)


def draw(view: View, top: float, bottom: float, left: float, metrics, tools) -> None:
    """Have those rows on the page that are in sight, from ``top`` to ``bottom`` in pixels.

    ``left`` is how far the text is scrolled to the right; ``metrics`` are the sizes that ``measure`` gives; ``tools``,
    where there are any, may keep more rows and add to new ones.
    """
    row_height: float = metrics.row_height
    full: float = view.total * row_height
    height: float = height_of(view, row_height)
    # In a text that is taller than an element can be, rows lie as they should around what is in sight.
    excess: float = (full - height) * top / (height - bottom + top + 1)
    first: int = 0
    last: int = view.total
    if last > _SHORT:
        first = max(0, (top + excess) // row_height - _MARGIN)
        last = min(last, (bottom + excess) // row_height + 1 + _MARGIN) if bottom > top else first
    kept: list = [] if tools is None else tools.kept(view)
    _forget(view, lambda row: (row < first or row >= last) and not kept.includes(row))
    for row in range(first, last):
        index = last_of(view._counted, lambda index: view.screen.lines[index].top <= row)
        line = view.screen.lines[index]
        element: Element = view._drawn.get(row)
        if element is not None and element.left is not None and element.left != left:
            element.remove()
            element = None
        if element is None:
            element = _make_row(view, line, row - line.top, left, metrics)
            element.line = view.screen.dropped + index
            view._drawn.set(row, element)
            _insert(view, row, element)
            if tools is not None:
                tools.add_to(view, element)
        element.style.top = f'{String(row * row_height - excess)}px'


def _insert(view: View, row: int, element: Element) -> None:
    """Put a row where it belongs among those that are there, so that selections go through them in order."""
    element.row = row
    other: Element = view.element.lastElementChild
    while other is not None and other.row > row:
        other = other.previousElementSibling
    if other is None:
        view.element.prepend(element)
    else:
        other.after(element)


def _make_row(view: View, line: Line, part: int, left: float, metrics) -> Element:
    row = view.element.ownerDocument.createElement('div')
    columns: int = view.columns
    start: int = 0
    end: int = len(line.text)
    if columns > 0:
        start = index_at(line, part * columns)
        end = index_at(line, (part + 1) * columns)
    elif line.width > _LONG:
        width: float = metrics.column_width
        cell: int = max(0, left // width - MARK_STEP // 2)
        start = index_at(line, cell)
        end = index_at(line, cell + _LONG)
        row.style.paddingLeft = f'calc(var(--backendai-gutter) + {cell}ch)'
        row.left = left
    row.start = start
    row.className = 'backendai-row'
    if line.level > 0:
        row.classList.add(f'backendai-{LEVELS[line.level - 1]}')
    elif line.source == 1:
        row.classList.add('backendai-stderr')
    if line.is_dim:
        row.classList.add('backendai-dim')
    if line.time:
        row.title = line.time
    fill(row, line, start, end)
    return row
