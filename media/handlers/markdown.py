"""GitHub Flavored Markdown with formulas as in Jupyter, highlighted code and sanitized raw HTML.

The text is in the page, in a shadow root, which isolates its ids and styles from those of the page. Remote images are
loaded when the user clicks "Load", or if the host's option ``remote`` allows it.
"""

from browser import Element, Promise, WeakMap, setTimeout

from media.markdown.view import View, is_long

MIME_TYPES = ('text/markdown',)
SLOT_CLASS = 'media-item media-markdown'
RANK = 70
# The chunks that the view loads; see LONG_CHARS and EXTENSIONS in media/markdown/view.py. `$` in a price is no formula.
NEEDS = (
    ('markdown_html', r'<[a-z]+[\s/>]'), ('markdown_notes', r'\[\^'), ('markdown_math', r'\$|\\[([b]'),
    ('katex', r'\$\S[^$\n]*\$(?!\d)|\\[([b]'), ('highlight', '```'), ('markdown_parts', '^[^]{10001}'))

# How long to wait for a long text before the item counts as shown.
FIRST_MS = 150

# The view in each slot, which later texts update in place.
_views = WeakMap()


async def render(item, slot: Element, result_id: str):
    item.name = 'Markdown'
    view: View = _views.get(slot)
    if view is not None and view.node.parentNode is slot:
        # The slot is rendered again for each update of a MIME bundle.
        await view.update(item)
        return None
    is_slow = is_long(item.data)
    view = View(slot, result_id, item)
    _views.set(slot, view)
    work = view.update(item)
    if is_slow:
        # Show the beginning now; the rest follows in time slices.
        slot.replaceChildren(view.node)
        work = Promise.race([work, Promise(lambda done: setTimeout(done, FIRST_MS))])
    await work
    return {'node': view.node, 'update': view.update}
