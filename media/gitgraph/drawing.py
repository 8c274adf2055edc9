"""Drawing: the visible rows and some around them, each an element, under one SVG with their lines and dots."""

from browser import Element, Math, String

from media.gitgraph import words
from media.gitgraph.dates import date_of, day_of
from media.gitgraph.elements import GRAY, color_of, make, paint, plain, shape
from media.gitgraph.history import History
from media.gitgraph.lanes import Layout
from media.gitgraph.lines import HALF, ROW, edges_within, path_of, place_of, room_for
from media.gitgraph.selection import field_text
from media.gitgraph.view import View
from media.words import say

# How many rows are drawn above and below the visible ones.
SPARE = 8
# The height assumed for the list while it is not on the page, in CSS pixels.
USUAL_HEIGHT = 480
# The width assumed for the list while it is not on the page, in CSS pixels.
USUAL_WIDTH = 600
# The text widths, in CSS pixels, from which the columns for date, author and hash are shown.
COLUMNS_PX = [330, 450, 570]


def measure(view: View) -> None:
    """Divide the width of the list between lanes, messages, and as many columns as fit."""
    count: int = view.layout.width
    width: int = view.list.clientWidth or view.slot.clientWidth or USUAL_WIDTH
    room = room_for(count, width, view.wanted)
    left = room.width
    view.room = room
    view.root.style.setProperty('--graph', f'{left}px')
    columns = [least for least in COLUMNS_PX if width - left >= least]
    view.list.className = f'columns-{len(columns)}'
    more = count - room.limit
    handle = view.handle
    handle.hidden = more <= 0 and view.wanted == 0
    handle.ariaValueNow = String(left)
    text = say(words.HIDDEN_LANES, more) if more > 0 else say(words.ALL_LANES)
    handle.ariaValueText = handle.title = text
    view.space.style.height = f'{len(view.rows) * ROW}px'


def draw(view: View) -> None:
    """Draw the visible rows, unless they are drawn already."""
    end: int = len(view.rows) - 1
    scrolled: int = Math.floor(view.list.scrollTop)
    height: int = view.list.clientHeight or USUAL_HEIGHT
    top = scrolled // ROW
    bottom: int = min(end, (scrolled + height) // ROW)
    if top < view.first or bottom > view.last:
        view.first = max(0, top - SPARE)
        view.last = min(end, bottom + SPARE)
        _draw_rows(view)
        dress(view)


def focus(view: View) -> None:
    """Scroll the current commit into view, and focus it."""
    place: int = view.rows.indexOf(view.current)
    height: int = view.list.clientHeight
    scrolled: float = view.list.scrollTop
    view.list.scrollTop = Math.min(place * ROW, Math.max(scrolled, (place + 1) * ROW - height))
    draw(view)
    dress(view)
    view.elements.get(place).focus({'preventScroll': True})


def _draw_rows(view: View) -> None:
    """Insert the elements of new rows between existing ones, which keeps the focus, and remove distant ones."""
    for place in view.elements.keys():
        if not view.first <= place <= view.last and view.rows[place] != view.current:
            view.space.removeChild(view.elements.get(place))
            view.elements.delete(place)
    following: Element = None
    for place in range(view.last, view.first - 1, -1):
        element: Element = view.elements.get(place)
        if element is None:
            element = _option(view, place)
            view.elements.set(place, element)
            view.space.insertBefore(element, following)
        following = element


def _option(view: View, place: int) -> Element:
    """The row of one commit in the list."""
    row: int = view.rows[place]
    history: History = view.history
    element: Element = _commit(view, view.space, place)
    element.role = 'option'
    element.ariaSetSize = len(view.rows)
    element.ariaPosInSet = place + 1
    element.style.top = f'{place * ROW}px'
    message = field_text(history, row, 'message')
    author = field_text(history, row, 'author')
    label = f'{plain(message)}, {plain(author)}, {plain(history.oids[row])}'
    branch: str = view.tips.get(row, '')
    if branch != '':
        label += say(words.BRANCH, plain(branch))
    if len(history.parents[row]) > 1:
        label += say(words.MERGE)
    element.ariaLabel = label
    return element


def _commit(view: View, box: Element, place: int) -> Element:
    """The texts of one commit: its branch, if it is the branch's newest commit, message, date, author and hash."""
    row: int = view.rows[place]
    history: History = view.history
    oid: str = history.oids[row]
    message = field_text(history, row, 'message')
    author = field_text(history, row, 'author')
    branch: str = view.tips.get(row, '')
    element: Element = make(box, 'div')
    element.className = 'backendai-commit'
    if branch != '':
        make(element, 'b', branch)
    make(element, 'span', message)
    make(element, 'time', day_of(date_of(history.records[row])))
    make(element, 'small', author)
    make(element, 'code', oid[:10])
    return element


def dress(view: View) -> None:
    """Draw the lines and dots of the drawn rows, and mark the selected and the focusable row."""
    layout: Layout = view.layout
    graph = view.graph
    graph.replaceChildren()
    graph.style.top = f'{view.first * ROW}px'
    room = view.room
    for edge in edges_within(layout, view.index, view.first, view.last, room.limit):
        line = shape(graph, 'path', 'd', path_of(layout, edge, view.first, view.last, room))
        paint(line, _color_of_edge(view, edge), _is_faint(view, layout.tops[edge]))
    for at, element in view.elements.items():
        place: int = at
        row: int = view.rows[place]
        element.ariaSelected = row == view.selected
        element.tabIndex = 0 if row == view.current else -1
        paint(element, color_of(layout.lanes[place]), _is_faint(view, place))
        _draw_dot(view, graph, place, view.first)


def draw_row(view: View, box: Element, place: int) -> None:
    """Add one commit to ``box`` for printing: an element of any height, with its own part of the lines."""
    layout: Layout = view.layout
    element = _commit(view, box, place)
    graph = shape(element, 'svg', 'aria-hidden', True)
    for edge in edges_within(layout, view.index, place, place, view.room.limit):
        path = path_of(layout, edge, place, place, view.room)
        # The row may be higher than usual, and hides what is below it.
        line = shape(graph, 'path', 'd', f'{path}V999' if layout.bottoms[edge] > place else path)
        paint(line, _color_of_edge(view, edge), _is_faint(view, layout.tops[edge]))
    paint(element, color_of(layout.lanes[place]), _is_faint(view, place))
    _draw_dot(view, graph, place, place)


def _draw_dot(view: View, graph: Element, place: int, first: int) -> None:
    """Draw the dot of a commit, in a graph that begins with the row ``first``."""
    row: int = view.rows[place]
    lane: int = view.layout.lanes[place]
    right: int = place_of(lane, view.room)
    color = color_of(lane)
    down: int = (place - first) * ROW + HALF
    own: list[int] = view.history.parents[row]
    is_faint = _is_faint(view, place)
    if row in view.history.missing:
        # A short line down to the missing parent; offset if another line goes down.
        aside: int = view.room.gap // 2 if own else 0
        paint(shape(graph, 'polyline', 'points', f'{right},{down} {right + aside},{down + HALF}'), color, is_faint)
    # The style sheet recognizes merges by the ellipse.
    dot = shape(graph, 'ellipse' if len(own) > 1 else 'circle', 'transform', f'translate({right} {down})')
    paint(dot, color, is_faint)


def _color_of_edge(view: View, edge: int) -> str:
    lane: int = view.layout.edge_lanes[edge]
    return color_of(lane) if lane < view.room.limit else GRAY


def _is_faint(view: View, place: int) -> bool:
    return len(view.strong) > 0 and not view.strong[place]
