"""What a view shows: a history, or what a search finds of it. What people look at stays where it is."""

from browser import Map

from media.dom import read
from media.gitgraph.drawing import draw, dress, focus, measure
from media.gitgraph.history import History
from media.gitgraph.lanes import lay_out
from media.gitgraph.lines import ROW
from media.gitgraph.selection import ancestry, found, thinned, tips
from media.gitgraph.view import View

# Beyond this many commits there is a search box.
MANY = 50


def fill_graph(view: View, history: History) -> None:
    """Show a history, or more of the one that is shown: selection, focus, search and the place in it are kept."""
    oids: list[str] = history.oids
    problems: list[str] = history.problems
    view.note.hidden = not problems
    view.note.textContent = f'Problems: {len(problems)}, first: {problems[0]}' if problems else ''
    view.search.hidden = len(oids) <= MANY
    old: History = view.history
    scrolled: int = view.list.scrollTop
    place = scrolled // ROW
    seen = -1
    if old is not None:
        if scrolled > 0:
            seen = oids.indexOf(old.oids[view.rows[place]])
        if view.selected >= 0:
            view.selected = oids.indexOf(old.oids[view.selected])
        view.current = max(0, oids.indexOf(old.oids[view.current]))
    view.history = history
    view.tips = tips(history)
    arrange(view)
    if seen >= 0:
        # Commits that came on top push down what people look at.
        view.list.scrollTop = scrolled + (view.rows.indexOf(seen) - place) * ROW
        draw(view)


def arrange(view: View) -> None:
    """Lay out and draw what the search finds: all, where nothing is searched for."""
    history: History = view.history
    parents: list[list[int]] = history.parents
    rows = found(history, view.search.value.trim())
    is_all = len(rows) == len(parents)
    view.rows = rows
    view.layout = lay_out(parents if is_all else thinned(parents, rows))
    view.graph.style.setProperty('--dash', 0 if is_all else 3)
    view.status.textContent = f'{len(rows)} of {len(parents)} commits'
    if rows and view.current not in rows:
        view.current = rows[0]
    has_focus = view.space.contains(read(view.root.getRootNode(), 'activeElement'))
    view.space.replaceChildren(view.graph)
    view.elements = Map()
    view.first = 0
    view.last = -1
    measure(view)
    select(view, view.selected)
    draw(view)
    if has_focus and rows:
        focus(view)


def select(view: View, row: int) -> None:
    """Show a commit and its ancestors above all others; -1 ends that."""
    view.selected = row
    marked = ancestry(view.history.parents, row)
    view.strong = [marked[each] for each in view.rows] if row >= 0 else []
    dress(view)
