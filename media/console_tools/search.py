"""Finding text in all lines of a console, some milliseconds at a time."""

from browser import CSS, Highlight, performance, window

from media.console.text_block import TextBlock
from media.console.viewport import Viewport
from media.console_tools.spans import text_range

# How long a task may take, in milliseconds.
SLICE_MS = 8

# More results than this are not told apart.
MAX_MATCHES = 100000


class Search:
    """``query`` is in lower case; ``_results`` are [block, line, index, …], lines counted from the very first.

    ``_block_index`` and ``_line`` are where the search has got to, ``current`` is the result that is shown.
    """

    def __init__(self):
        self.query: str = ''
        self._results: list = []
        self._block_index: int = 0
        self._line: int = 0
        self.current: int = -1
        self._marks: list = []


# The highlights that the style sheet colors, for all consoles of the page, where the browser has any.
_found = None if CSS.highlights is None else Highlight()
_current = None if CSS.highlights is None else Highlight()


def begin(search: Search, viewport: Viewport, query: str) -> None:
    """Style for something else, or with an empty query, for nothing."""
    search.query = query.lower()
    search._results = []
    search._block_index = 0
    search._line = 0
    search.current = -1
    viewport.request()


def count_of(search: Search) -> int:
    return len(search._results) // 3


def advance(search: Search, viewport: Viewport) -> bool:
    """Style further for a while; whether there is more to look through. The line at the end is not complete yet."""
    until: float = performance.now() + SLICE_MS
    query: str = search.query
    while search._block_index < len(viewport.blocks):
        block: TextBlock = viewport.blocks[search._block_index]
        buffer = block.buffer
        is_last = search._block_index == len(viewport.blocks) - 1
        end: int = buffer.dropped + (buffer.row if is_last else len(buffer.lines))
        search._line = max(search._line, buffer.dropped)
        while search._line < end:
            lowered: str = buffer.lines[search._line - buffer.dropped].text.toLowerCase()
            position: int = lowered.indexOf(query)
            while position >= 0 and len(search._results) < 3 * MAX_MATCHES:
                search._results.push(block, search._line, position)
                position = lowered.indexOf(query, position + len(query))
            search._line += 1
            if performance.now() > until:
                return True
        if is_last:
            break
        search._block_index += 1
        search._line = 0
    return False


def step(search: Search, viewport: Viewport, distance: int) -> None:
    """Go to the next result, or the one before."""
    count = count_of(search)
    if count > 0:
        start: int = max(search.current, -1 if distance > 0 else 0)
        search.current = (start + distance + count) % count
        block: TextBlock = search._results[3 * search.current]
        line: int = search._results[3 * search.current + 1]
        if line >= block.buffer.dropped:
            _reveal(viewport, block, line - block.buffer.dropped, search._results[3 * search.current + 2])


def mark(search: Search, viewport: Viewport) -> None:
    """Have the page highlight the results that are on it."""
    query: str = search.query
    if _found is None or not query and len(search._marks) == 0:
        return
    CSS.highlights.set('backendai-found', _found)
    CSS.highlights.set('backendai-current', _current)
    for span in search._marks:
        _found.delete(span)
        _current.delete(span)
    search._marks = []
    rows: list = viewport.content.querySelectorAll('.backendai-row')
    for row in rows if query else []:
        text: str = row.textContent.toLowerCase()
        position: int = text.indexOf(query)
        while position >= 0:
            span = text_range(row, position, position + len(query))
            highlight: Highlight = _current if _is_current(search, row, position) else _found
            highlight.add(span)
            search._marks.append(span)
            position = text.indexOf(query, position + len(query))


def _is_current(search: Search, row, position: int) -> bool:
    at: int = 3 * search.current
    if at < 0:
        return False
    block: TextBlock = search._results[at]
    line: int = search._results[at + 1]
    index: int = search._results[at + 2]
    return block.element is row.parentNode and line == row.line and index == row.start + position


def _reveal(viewport: Viewport, block: TextBlock, index: int, text_index: int) -> None:
    """Scroll to a line of a block, counted from its first there is, so that the text at an index is in sight."""
    element = viewport.element
    where = block.place_of(index, text_index)
    row: int = where[0]

    def place() -> float:
        area = block.element.getBoundingClientRect()
        top: float = area.top
        return top + row / max(1, block.total) * area.height

    viewport.is_following = False
    frame = element.getBoundingClientRect()
    frame_top: float = frame.top
    element.scrollTop += place() - frame_top - frame.height / 2
    if block.columns == 0:
        width: float = viewport.metrics.column_width
        element.scrollLeft = width * where[1] - element.clientWidth / 2
    viewport.last_top = element.scrollTop
    target = place()
    bottom: float = window.innerHeight
    if target < 0 or target > bottom:
        window.scrollBy(0, target - bottom / 2)
    viewport.request()
