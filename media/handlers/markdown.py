"""Markdown as GitHub writes it, with formulas as Jupyter writes them; code is colored, raw HTML sanitized.

The text is in the page, in a shadow root: its names and styles mean nothing to the page, and the other way round.
Images elsewhere are loaded when the person clicks "Load", or the host's option ``remote`` allows it.
"""

from browser import Element, WeakMap

from media.markdown.view import View

MIME_TYPES = ('text/markdown',)
SLOT_CLASS = 'media-item media-markdown'
RANK = 70

# What each slot shows: a later text changes it in place.
_views = WeakMap()


async def render(item, slot: Element, result_id: str):
    view: View = _views.get(slot)
    is_new = view is None or view.node.parentNode is not slot
    if is_new:
        view = View(slot, result_id, item)
        _views.set(slot, view)
    await view.update(item)
    # Of a bundle, this is asked for each update, too: the elements stay where they are.
    return {'node': view.node, 'update': view.update} if is_new else None
