"""JSON: a tree to open, search and copy from, of any size and depth.

Text is read without JSON.parse, so that a number shows all of its digits. A text that is no JSON at all is the string
that kernels mean by it: they send values, and those of strings look so. Metadata are JupyterLab's: ``expanded`` opens
all (true) or only the first level (false), ``root`` names the whole. Types that end with ``+json`` come here, too,
where no other handler shows them.
"""

from browser import Element, Object, String

from media.json_tree.actions import enable
from media.json_tree.still import still_of
from media.json_tree.view import View, arrange, describe, open_at_first
from media.json_tree.walking import walk
from media.shared import load_shared
from media.stills import set_still
from media.styles import adopt
from static.json_tree import css

MIME_TYPES = ('application/json', 'application/jsonl', 'application/ndjson')
SLOT_CLASS = 'media-item media-json'
RANK = 30


async def render(item, slot: Element, result_id: str):
    mime: str = item.type
    item.name = 'JSON'
    data = item.data
    tree = None
    if isinstance(data, str):
        text: str = data.trim()
        is_lines = 'jsonl' in mime or 'ndjson' in mime
        reader = await load_shared('json_text')
        try:
            tree = await reader.shared.read(text, is_lines)
        except Exception:
            if is_lines or text.startswith('{') or text.startswith('[') or text.startswith('"'):
                raise
    if tree is None:
        tree = await walk(data)
    metadata = Object(item.metadata)
    own = getattr(metadata, mime, None)
    details = metadata if own is None else own
    root = 'root' if details.root is None else String(details.root)
    view = View(slot, result_id, tree, root)
    adopt(slot, css)
    open_at_first(view, details.expanded)
    await arrange(view)
    describe(view)
    enable(view)
    set_still(view.element, lambda: still_of(view.element, tree))
    return view.element
