"""A Git graph for printing and snapshots: all commits that are shown, up to a limit."""

from browser import Element

from media.dom import create
from media.gitgraph.drawing import draw_row
from media.gitgraph.elements import make
from media.gitgraph.view import View
from media.stills import MAX_ROWS, add_note, set_still


def print_graph(view: View) -> None:
    """Print all of a graph when the page is printed."""
    set_still(view.root, lambda: _still_of(view))


def _still_of(view: View) -> Element:
    box = create(view.root, 'div')
    count: int = len(view.rows)
    shown = min(count, MAX_ROWS)
    if view.note.hidden is False:
        make(box, 'p', view.note.textContent)
    rows = make(box, 'div')
    rows.style.setProperty('--graph', f'{view.room.width}px')
    rows.style.setProperty('--dash', view.graph.style.getPropertyValue('--dash'))
    for place in range(shown):
        draw_row(view, rows, place)
    add_note(box, count, shown)
    return box
