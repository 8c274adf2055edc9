"""The rows of a screen that are in sight, as elements: however much text there is, the page holds some screenfuls."""

from browser import Element, Map, Math, Set, String

from media.console.layout import Layout, line_at, recount, row_at, rows_of
from media.console.lines import MARK_STEP, Line, index_at, settle
from media.console.records import LEVELS
from media.console.rows import fill
from media.console.screen import Screen

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

    ``drawn`` maps a row to its element; ``top`` and ``height`` say which part is in sight, in CSS pixels.
    """

    def __init__(self, screen: Screen, element: Element):
        self.screen: Screen = screen
        self.element: Element = element
        self.layout: Layout = Layout()
        self.drawn: Map = Map()


def make_view(place: Element) -> View:
    """An empty view at the end of ``place``."""
    element = place.ownerDocument.createElement('div')
    element.className = 'backendai-text'
    place.append(element)
    view = View(Screen(), element)
    element.view = view
    return view


def update(view: View, columns: int) -> None:
    """Count rows anew where something has changed, and forget the elements of rows that have."""
    screen = view.screen
    layout = view.layout
    if columns != layout.columns:
        layout.columns = columns
        screen.changed = 0
    if screen.changed <= len(screen.lines):
        recount(layout, screen, screen.changed)
        first: int = row_at(layout, screen, Math.min(screen.changed, layout.counted))
        for row in [*view.drawn.keys()]:
            if row >= first:
                _forget(view, row)
        screen.changed = len(screen.lines) + 1


def _forget(view: View, row: int) -> None:
    element: Element = view.drawn.get(row)
    element.remove()
    view.drawn.delete(row)


def height_of(view: View, row_height: float) -> float:
    return Math.min(view.layout.total * row_height, _TALLEST)


def draw(view: View, top: float, bottom: float, left: float, metrics, tools) -> None:
    """Have those rows on the page that are in sight, from ``top`` to ``bottom`` in pixels.

    ``left`` is how far the text is scrolled to the right; ``metrics`` are the sizes that ``measure`` gives; ``tools``,
    where there are any, may keep more rows and add to new ones.
    """
    layout = view.layout
    row_height: float = metrics.row_height
    full: float = layout.total * row_height
    height: float = height_of(view, row_height)
    # In a text that is taller than an element can be, rows lie as they should around what is in sight.
    share: float = top / (height - bottom + top + 1)
    excess: float = (full - height) * share
    is_short = layout.total <= _SHORT
    first: int = 0 if is_short else Math.max(0, Math.floor((top + excess) / row_height) - _MARGIN)
    end: int = Math.floor((bottom + excess) / row_height) + 1 + _MARGIN
    last: int = layout.total if is_short else Math.min(layout.total, end) if bottom > top else first
    wanted = Set(None if tools is None else tools.kept(view))
    for row in range(first, last):
        wanted.add(row)
    for row in [*view.drawn.keys()]:
        if wanted.has(row) is False:
            _forget(view, row)
    place = line_at(layout, view.screen, first)
    index: int = place[0]
    part: int = place[1]
    row: int = first
    while row < last:
        line = view.screen.lines[index]
        element: Element = view.drawn.get(row)
        is_long = layout.columns == 0 and line.width > _LONG
        if element is not None and is_long and element.left != left:
            element.remove()
            element = None
        if element is None:
            settle(line)
            element = _make_row(view, line, index, part, left, metrics)
            view.drawn.set(row, element)
            _insert(view, row, element)
            if tools is not None:
                tools.add_to(view, element)
        element.style.top = f'{String(row * row_height - excess)}px'
        row += 1
        part += 1
        while index < layout.counted and part >= rows_of(layout, view.screen.lines[index]):
            index += 1
            part = 0


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


def _make_row(view: View, line: Line, index: int, part: int, left: float, metrics) -> Element:
    document = view.element.ownerDocument
    row = document.createElement('div')
    layout = view.layout
    start: int = 0
    end: int = len(line.text)
    if layout.columns > 0:
        start = index_at(line, part * layout.columns)
        end = index_at(line, (part + 1) * layout.columns)
    elif line.width > _LONG:
        cell: int = Math.max(0, Math.floor(left / metrics.column_width) - MARK_STEP // 2)
        start = index_at(line, cell)
        end = index_at(line, cell + _LONG)
        row.style.paddingLeft = f'calc(var(--backendai-gutter) + {cell}ch)'
        row.left = left
    row.start = start
    row.line = view.screen.dropped + index
    kind = 'backendai-row'
    if line.level > 0:
        level: str = LEVELS[line.level - 1]
        kind += f' backendai-{level}'
    elif line.source == 1:
        kind += ' backendai-stderr'
    if line.is_dim:
        kind += ' backendai-dim'
    row.className = kind
    if line.time:
        row.title = line.time
    fill(row, line, start, end)
    return row
