"""Filling a view with a history or with the results of a search, without moving what the reader is looking at."""

from browser import Array, Map, Math

from media.dom import read_property
from media.gitgraph import words
from media.gitgraph.drawing import draw, dress, focus, measure
from media.gitgraph.elements import make, plain
from media.gitgraph.history import History
from media.gitgraph.lanes import Layout, laying_out
from media.gitgraph.lines import ROW, Index, indexing
from media.gitgraph.selection import finding, marking, naming, thinning
from media.gitgraph.view import View
from media.slices import Slices
from media.words import say, say_reason

# With more commits than this, there is a search box.
MANY = 50

# The maximum number of branches offered.
MAX_BRANCHES = 2000


async def in_slices(steps: list, is_wanted):
    """Run a generator in time slices; returns its first value that is not None.

    Returns None if, after a pause, ``is_wanted()`` is not True.
    """
    slices = Slices()
    for value in steps:
        if value is not None:
            return value
        if slices.is_over():
            await slices.pause()
            if is_wanted() is not True:
                return None


class _Arrangement:
    """The part of a history to show: ``rows`` with their ``layout``."""

    def __init__(self, rows: list[int], layout: Layout, index: Index):
        self.rows: list[int] = rows
        self.layout: Layout = layout
        self.index: Index = index


async def fill_graph(view: View, history: History) -> None:
    """Show a history, or a newer version of the current one; keeps the selection, focus, search and scroll position."""
    view.turn += 1
    turn = view.turn
    names: dict = await in_slices(naming(history), lambda: view.turn == turn)
    if names is None:
        return
    branches: Array = ['', *names.values()]
    chosen: str = view.branches.value if branches.includes(view.branches.value) is True else ''
    problems: list[str] = history.problems
    first: str = await say_reason(problems[0]) if problems else ''
    arrangement = await _arranged(view, history, names, chosen, turn)
    if arrangement is None:
        return
    oids: list[str] = history.oids
    view.note.hidden = not problems
    view.note.textContent = say(words.PROBLEMS, len(problems), plain(first)) if problems else ''
    old: History = view.history
    scrolled: int = Math.floor(view.list.scrollTop)
    place = scrolled // ROW
    seen = -1
    if old is not None:
        if scrolled > 0:
            seen = oids.indexOf(old.oids[view.rows[place]])
        if view.selected >= 0:
            view.selected = oids.indexOf(old.oids[view.selected])
        view.current = max(0, oids.indexOf(old.oids[view.current]))
    view.history = history
    view.tips = names
    view.branches.replaceChildren()
    offered: list[str] = branches[:MAX_BRANCHES]
    for name in offered:
        option = make(view.branches, 'option', say(words.ALL_BRANCHES) if name == '' else name)
        option.value = name
    view.branches.value = chosen
    view.branches.hidden = len(branches) < 3
    view.search.hidden = len(oids) <= MANY
    view.search.parentNode.hidden = len(oids) <= MANY and len(branches) < 3
    _apply(view, arrangement)
    if seen >= 0:
        # New commits at the top push down the rows that the reader is looking at.
        view.list.scrollTop = scrolled + (view.rows.indexOf(seen) - place) * ROW
        draw(view)


async def arrange(view: View) -> None:
    """Lay out and draw the search results in the selected branch; everything without a search and a branch."""
    view.turn += 1
    arrangement = await _arranged(view, view.history, view.tips, view.branches.value, view.turn)
    if arrangement is not None:
        _apply(view, arrangement)


async def _arranged(view: View, history: History, names: dict, branch: str, turn: int) -> _Arrangement:
    """The part of a history to show; None if the view has started other work meanwhile."""
    def is_wanted() -> bool:
        return view.turn == turn

    parents: list[list[int]] = history.parents
    marked: list[bool] = []
    for row, name in names.items():
        if name == branch:
            # The branch and everything merged into it.
            marked = await in_slices(marking(parents, row), is_wanted)
            if marked is None:
                return None
    rows: list[int] = await in_slices(finding(history, view.search.value.trim(), marked), is_wanted)
    if rows is None:
        return None
    thin: list = parents if len(rows) == len(parents) else await in_slices(thinning(parents, rows), is_wanted)
    layout: Layout = None if thin is None else await in_slices(laying_out(thin), is_wanted)
    index: Index = None if layout is None else await in_slices(indexing(layout, []), is_wanted)
    return None if index is None else _Arrangement(rows, layout, index)


def _apply(view: View, arrangement: _Arrangement) -> None:
    rows: list[int] = arrangement.rows
    view.rows = rows
    view.layout = arrangement.layout
    # Lines are dashed during a search, since commits between their ends may be left out.
    view.graph.style.setProperty('--dash', 0 if view.search.value.trim() == '' else 3)
    view.status.textContent = say(words.COMMIT_COUNT, len(rows), len(view.history.oids))
    if rows and view.current not in rows:
        view.current = rows[0]
    has_focus = view.space.contains(read_property(view.root.getRootNode(), 'activeElement'))
    view.space.replaceChildren(view.graph)
    view.elements = Map()
    # A range that no list has, so that an empty list is drawn, too, and the dots of the one before go.
    view.first = 1
    view.last = -1
    view.strong = []
    view.index = arrangement.index
    measure(view)
    draw(view)
    if view.selected >= 0:
        select(view, view.selected)
    if has_focus and rows:
        focus(view)


async def select(view: View, row: int) -> None:
    """Select a commit, and show it and its ancestors more prominently than others; -1 clears the selection."""
    view.selecting += 1
    number = view.selecting
    turn = view.turn

    def is_wanted() -> bool:
        return view.selecting == number and view.turn == turn

    view.selected = row
    strong: list[bool] = []
    if row >= 0:
        marked: list[bool] = await in_slices(marking(view.history.parents, row), is_wanted)
        if marked is None:
            return
        strong = [marked[each] for each in view.rows]
    index: Index = await in_slices(indexing(view.layout, strong), is_wanted)
    if index is not None:
        view.strong = strong
        view.index = index
        dress(view)
