"""Git histories of any size, shown as a graph with search and keyboard navigation."""

from browser import Element, WeakMap

from media.gitgraph import words
from media.gitgraph.actions import enable
from media.gitgraph.details import describe
from media.gitgraph.filling import fill_graph, in_slices
from media.gitgraph.history import History, reading
from media.gitgraph.still import print_graph
from media.gitgraph.view import View
from media.styles import adopt
from media.words import say
from static.gitgraph import css

MIME_TYPES = ('application/vnd.sorna.gitgraph',)
RANK = 97
SLOT_CLASS = 'media-item media-gitgraph'

# The view in each slot. Further commits of the same history are added to it.
_views = WeakMap()

# The latest item of each slot. A slow older item must not replace it.
_latest = WeakMap()


async def render(item, slot: Element, result_id: str):
    item.name = say(words.GIT_GRAPH)
    commits = item.data
    if not isinstance(commits, list):
        raise Exception(words.NOT_COMMITS)
    _latest.set(slot, item)
    history: History = await in_slices(reading(commits), lambda: _latest.get(slot) is item)
    if history is None:
        return None
    if not history.oids:
        raise Exception(history.problems[0] if history.problems else words.NO_COMMITS)
    view: View = _views.get(slot)
    is_new = view is None or view.root.parentNode is not slot
    if is_new:
        view = View(slot, result_id)
        _views.set(slot, view)
        adopt(slot, css)
        enable(view)
        print_graph(view)
    await fill_graph(view, history)
    if view.layout is not None:
        describe(view, view.current)
    return view.root if is_new else None
