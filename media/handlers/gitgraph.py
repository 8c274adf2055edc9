"""Histories of git repositories: a graph to look at, to search and to walk through, of any size."""

from browser import Element, WeakMap

from media.gitgraph.actions import enable
from media.gitgraph.details import describe
from media.gitgraph.filling import fill_graph, in_slices
from media.gitgraph.history import History, reading
from media.gitgraph.view import View
from media.styles import adopt
from static.gitgraph import css

MIME_TYPES = ('application/vnd.sorna.gitgraph',)
RANK = 97
SLOT_CLASS = 'media-item media-gitgraph'

# The view in each slot: more of the same history goes there.
_views = WeakMap()

# The item that each slot was asked to show last: one that takes longer may not replace a newer one.
_latest = WeakMap()


async def render(item, slot: Element, result_id: str):
    item.name = 'Git graph'
    commits = item.data
    if not isinstance(commits, list):
        raise Exception('its data is not a list of commits')
    _latest.set(slot, item)
    history: History = await in_slices(reading(commits), lambda: _latest.get(slot) is item)
    if history is None:
        return None
    if not history.oids:
        raise Exception(history.problems[0] if history.problems else 'it has no commits')
    view: View = _views.get(slot)
    is_new = view is None or view.root.parentNode is not slot
    if is_new:
        view = View(slot, result_id)
        _views.set(slot, view)
        adopt(slot, css)
        enable(view)
    await fill_graph(view, history)
    if view.layout is not None:
        describe(view, view.current)
    return view.root if is_new else None
