"""Finding text in all lines of a console, some milliseconds at a time."""

from browser import CSS, Highlight, performance, window

from media.console.pane import Pane
from media.console.view import View
from media.console_tools.spans import span_of

# How long a task may take, in milliseconds.
SLICE = 8

# More results than this are not told apart.
MOST = 100000


class Search:
    """``query`` is in lower case; ``_results`` are [view, line, index, …], lines counted from the first there ever was.

    ``_view_index`` and ``_line`` are where the search has got to, ``current`` is the result that is shown.
    """

    def __init__(self):
        self.query: str = ''
        self._results: list = []
        self._view_index: int = 0
        self._line: int = 0
        self.current: int = -1
        self._marks: list = []


# The highlights that the style sheet colours, for all consoles of the page, where the browser has any.
_found = None if CSS.highlights is None else Highlight()
_current = None if CSS.highlights is None else Highlight()


def begin(search: Search, pane: Pane, query: str) -> None:
    """Look for something else, or with an empty query, for nothing."""
    search.query = query.lower()
    search._results = []
    search._view_index = 0
    search._line = 0
    search.current = -1
    pane.request()


def count_of(search: Search) -> int:
    return len(search._results) // 3


def advance(search: Search, pane: Pane) -> bool:
    """Look further for a while; whether there is more to look through. The line at the end is not complete yet."""
    until: float = performance.now() + SLICE
    query: str = search.query
    while search._view_index < len(pane.views):
        view: View = pane.views[search._view_index]
        screen = view.screen
        is_last = search._view_index == len(pane.views) - 1
        end: int = screen.dropped + (screen.row if is_last else len(screen.lines))
        search._line = max(search._line, screen.dropped)
        while search._line < end:
            lowered: str = screen.lines[search._line - screen.dropped].text.toLowerCase()
            position: int = lowered.indexOf(query)
            while position >= 0 and len(search._results) < 3 * MOST:
                search._results.push(view, search._line, position)
                position = lowered.indexOf(query, position + len(query))
            search._line += 1
            if performance.now() > until:
                return True
        if is_last:
            break
        search._view_index += 1
        search._line = 0
    return False


def step(search: Search, pane: Pane, distance: int) -> None:
    """Go to the next result, or the one before."""
    count = count_of(search)
    if count > 0:
        start: int = max(search.current, -1 if distance > 0 else 0)
        search.current = (start + distance + count) % count
        view: View = search._results[3 * search.current]
        line: int = search._results[3 * search.current + 1]
        if line >= view.screen.dropped:
            _reveal(pane, view, line - view.screen.dropped, search._results[3 * search.current + 2])


def mark(search: Search, pane: Pane) -> None:
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
    rows: list = pane.content.querySelectorAll('.backendai-row')
    for row in rows if query else []:
        text: str = row.textContent.toLowerCase()
        position: int = text.indexOf(query)
        while position >= 0:
            span = span_of(row, position, position + len(query))
            highlight: Highlight = _current if _is_current(search, row, position) else _found
            highlight.add(span)
            search._marks.append(span)
            position = text.indexOf(query, position + len(query))


def _is_current(search: Search, row, position: int) -> bool:
    at: int = 3 * search.current
    if at < 0:
        return False
    view: View = search._results[at]
    line: int = search._results[at + 1]
    index: int = search._results[at + 2]
    return view.element is row.parentNode and line == row.line and index == row.start + position


def _reveal(pane: Pane, view: View, index: int, text_index: int) -> None:
    """Scroll to a line of a view, counted from its first there is, so that the text at an index is in sight."""
    element = pane.element
    columns: int = view.columns
    row: int = view.screen.lines[index].top + (0 if columns == 0 else text_index // columns)

    def place() -> float:
        area = view.element.getBoundingClientRect()
        top: float = area.top
        return top + row / max(1, view.total) * area.height

    pane.is_following = False
    frame = element.getBoundingClientRect()
    frame_top: float = frame.top
    element.scrollTop += place() - frame_top - frame.height / 2
    if columns == 0:
        width: float = pane.metrics.column_width
        element.scrollLeft = width * text_index - element.clientWidth / 2
    pane.last_top = element.scrollTop
    target = place()
    bottom: float = window.innerHeight
    if target < 0 or target > bottom:
        window.scrollBy(0, target - bottom / 2)
    pane.request()
