"""Markdown as GitHub writes it, with formulas as Jupyter writes them; code is colored, raw HTML sanitized.

The text is in the page, in a shadow root: its names and styles mean nothing to the page, and the other way round.
Images elsewhere are loaded when the person clicks "Load", or the host's option ``remote`` allows it.
"""

from browser import Element, Promise, WeakMap, setTimeout

from media.markdown.view import View, is_long

MIME_TYPES = ('text/markdown',)
SLOT_CLASS = 'media-item media-markdown'
RANK = 70
# What the view asks for: see LONG_CHARS and EXTENSIONS in media/markdown/view.py. A price in dollars is no formula.
NEEDS = (
    ('markdown_html', r'<[a-z]+[\s/>]'), ('markdown_notes', r'\[\^'), ('markdown_math', r'\$|\\[([b]'),
    ('katex', r'\$\S[^$\n]*\$(?!\d)|\\[([b]'), ('highlight', '```'), ('markdown_parts', '^[^]{10001}'))

# How long a long text may take before the item counts as shown.
FIRST_MS = 150

# What each slot shows: a later text changes it in place.
_views = WeakMap()


async def render(item, slot: Element, result_id: str):
    item.name = 'Markdown'
    view: View = _views.get(slot)
    if view is not None and view.node.parentNode is slot:
        # As in a bundle, of which each update is shown anew.
        await view.update(item)
        return None
    is_slow = is_long(item.data)
    view = View(slot, result_id, item)
    _views.set(slot, view)
    work = view.update(item)
    if is_slow:
        # The rest follows in slices while the beginning is read.
        slot.replaceChildren(view.node)
        work = Promise.race([work, Promise(lambda done: setTimeout(done, FIRST_MS))])
    await work
    return {'node': view.node, 'update': view.update}
