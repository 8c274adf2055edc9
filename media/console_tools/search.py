"""Finding text in all lines of a console, a few milliseconds at a time."""

from browser import CSS, Array, Element, Highlight, performance, window

from media.console.lines import Line
from media.console.text_block import TextBlock
from media.console.viewport import Viewport
from media.console_tools.spans import text_range
from media.console_tools.tracebacks import unfold
from media.dom import call, document_of
from media.styles import adopt
from static.console_tools import css

# The time limit of a task, in milliseconds.
SLICE_MS = 8

# The maximum number of results.
MAX_MATCHES = 100000


class Search:
    """``query`` is in lower case; ``_results`` is [block, line, index, …]; lines count from the first ever written.

    A result in other media is [node, -1, index]. ``_place`` and ``_line`` are the position of the search; ``current``
    is the number of the selected result.
    """

    def __init__(self):
        self.query: str = ''
        self._results: list = []
        self._place: int = 0
        self._line: int = 0
        self.current: int = -1
        self._marks: list = []


# The highlights that the style sheet colors, shared by all consoles of the page, if the browser supports highlights.
_found = None if CSS.highlights is None else Highlight()
_current = None if CSS.highlights is None else Highlight()


def begin(search: Search, viewport: Viewport, query: str) -> None:
    """Start a search; an empty query ends the current one."""
    search.query = query.lower()
    search._results = []
    search._place = 0
    search._line = 0
    search.current = -1
    viewport.request()


def count_of(search: Search) -> int:
    return len(search._results) // 3


def advance(search: Search, viewport: Viewport) -> bool:
    """Continue the search for one time slice; returns whether there is more to search."""
    until: float = performance.now() + SLICE_MS
    query: str = search.query
    places = _places(viewport)
    while search._place < len(places):
        is_last = search._place == len(places) - 1
        element: Element = places.at(search._place)
        if element.block is None:
            if element.ariaBusy == 'true' and is_last:
                break
            _search_nodes(search, element)
            search._place += 1
            continue
        block: TextBlock = element.block
        buffer = block.buffer
        # The last line of a console may be incomplete, so it is not searched yet.
        is_last = is_last and element.parentNode is viewport.content
        end: int = buffer.dropped + (buffer.row if is_last else len(buffer.lines))
        search._line = max(search._line, buffer.dropped)
        while search._line < end:
            line: Line = buffer.lines.at(search._line - buffer.dropped)
            lowered: str = '' if line.is_hidden and line.level > 0 else line.text.toLowerCase()
            position: int = lowered.indexOf(query)
            while position >= 0 and len(search._results) < 3 * MAX_MATCHES:
                search._results.push(block, search._line, position)
                position = lowered.indexOf(query, position + len(query))
            search._line += 1
            if performance.now() > until:
                return True
        if is_last:
            break
        search._place += 1
        search._line = 0
    return False


def _places(viewport: Viewport) -> list[Element]:
    """The elements to search, in order: blocks of lines, including those inside other items, and other media."""
    found: list[Element] = []
    parts: list[Element] = Array.from_(viewport.content.children)
    for part in parts:
        inner: list[Element] = Array.from_(part.querySelectorAll('.backendai-text'))
        found.push(*(inner if len(inner) > 0 else [part]))
    return found


def _search_nodes(search: Search, node) -> None:
    """Search a node of the page, including shadow roots."""
    if node.nodeType == 3:
        text: str = node.data.toLowerCase()
        position: int = text.indexOf(search.query)
        while position >= 0 and len(search._results) < 3 * MAX_MATCHES:
            search._results.push(node, -1, position)
            position = text.indexOf(search.query, position + len(search.query))
    elif node.localName != 'style' and node.localName != 'script':
        parts: list = Array.from_(node.childNodes if node.shadowRoot is None else node.shadowRoot.childNodes)
        for part in parts:
            _search_nodes(search, part)


def step(search: Search, viewport: Viewport, distance: int) -> None:
    """Go to the next or the previous result."""
    count = count_of(search)
    if count > 0:
        start: int = max(search.current, -1 if distance > 0 else 0)
        search.current = (start + distance + count) % count
        block: TextBlock = search._results.at(3 * search.current)
        line: int = search._results.at(3 * search.current + 1)
        index: int = search._results.at(3 * search.current + 2)
        if line < 0:
            _scroll_to(viewport, lambda: _span_of(block, index, len(search.query)).getBoundingClientRect().top)
        elif line >= block.buffer.dropped:
            if block.reader is not None:
                unfold(block.reader, line, block.buffer)
                block.count(block.columns)
            _reveal(viewport, block, line - block.buffer.dropped, index)


def mark(search: Search, viewport: Viewport) -> None:
    """Highlight the results that are on the page."""
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
        _mark_row(search, row, query)
    for number in range(count_of(search) if query else 0):
        line: int = search._results.at(3 * number + 1)
        node = search._results.at(3 * number)
        if line < 0 and node.isConnected is True:
            adopt(node, css)
            _mark(search, _span_of(node, search._results.at(3 * number + 2), len(query)), number == search.current)


def _mark_row(search: Search, row, query: str) -> None:
    """Highlight the results in a row, including those that begin in the row before or end in the next."""
    block: TextBlock = row.parentNode.block
    line: Line = block.buffer.lines.at(row.line - block.buffer.dropped)
    start: int = row.start
    content: str = row.textContent
    base: int = max(0, start - len(query) + 1)
    text: str = line.text[base:start + len(content) + len(query) - 1].toLowerCase()
    position: int = text.indexOf(query)
    while position >= 0:
        first: int = max(0, base + position - start)
        last: int = min(len(content), base + position + len(query) - start)
        if first < last:
            _mark(search, text_range(row, first, last), _is_current(search, row, base + position))
        position = text.indexOf(query, position + len(query))


def _mark(search: Search, span, is_current: bool) -> None:
    highlight: Highlight = _current if is_current else _found
    highlight.add(span)
    search._marks.append(span)


def _span_of(node, index: int, length: int):
    """A range of ``length`` characters of a text node."""
    span = call(document_of(node), 'createRange', [])
    span.setStart(node, index)
    span.setEnd(node, index + length)
    return span


def _is_current(search: Search, row, position: int) -> bool:
    """Whether the selected result begins at that index of the row's line."""
    at: int = 3 * search.current
    if at < 0:
        return False
    block: TextBlock = search._results.at(at)
    line: int = search._results.at(at + 1)
    index: int = search._results.at(at + 2)
    return block.element is row.parentNode and line == row.line and index == position


def _reveal(viewport: Viewport, block: TextBlock, index: int, text_index: int) -> None:
    """Scroll to make the text at an index visible; ``index`` counts lines from the first in the block's buffer."""
    element = viewport.element
    where = block.place_of(index, text_index)
    row: int = where.at(0)

    def place() -> float:
        area = block.element.getBoundingClientRect()
        top: float = area.top
        return top + row / max(1, block.total) * area.height

    _scroll_to(viewport, place)
    if block.columns == 0:
        width: float = viewport.metrics.column_width
        cell: int = where.at(1)
        element.scrollLeft = width * cell - element.clientWidth / 2


def _scroll_to(viewport: Viewport, place) -> None:
    """Scroll the console, and the page if necessary, so that the position ``place()`` returns is visible."""
    element = viewport.element
    viewport.is_following = False
    frame = element.getBoundingClientRect()
    frame_top: float = frame.top
    element.scrollTop += place() - frame_top - frame.height / 2
    viewport.last_top = element.scrollTop
    target: float = place()
    bottom: float = window.innerHeight
    if target < 0 or target > bottom:
        window.scrollBy(0, target - bottom / 2)
    viewport.request()
