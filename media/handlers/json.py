"""JSON of any size and depth, shown as a tree with search and copying.

Text is parsed without JSON.parse to keep all digits of numbers. A text that is not JSON is shown as a string, since
kernels send string values unquoted. The metadata is that of JupyterLab: ``expanded`` opens all nodes (true) or only
the first level (false), and ``root`` names the root. This handler also shows types that end with ``+json`` and have no
other handler. An update keeps nodes open that the user has opened.
"""

from browser import Element, Object, RegExp, String, Uint8Array

from media.json_tree.tree import Tree
from media.json_tree.view import View
from media.json_tree.walking import walk
from media.shared import load_shared
from media.styles import adopt
from static.json_tree import css

MIME_TYPES = ('application/json', 'application/jsonl', 'application/ndjson')
SLOT_CLASS = 'media-item media-json'
RANK = 30
NEEDS = ('json_print', ('json_text', '.'))

# The start of a text that is meant to be JSON.
_BEGINS: RegExp = RegExp('^[{["]')

# A tree with at most this many values is fully open at first.
_FEW = 30


class _Shown:
    """A handler's view, which can be updated with new items."""

    def __init__(self, slot: Element, result_id: str):
        self.view: View = View(slot, result_id)
        self.node: Element = self.view.element
        # The requested expansion of the shown item, and the latest item, which a slow older item must not replace.
        self._expanded = None
        self._latest = None

    async def update(self, item) -> None:
        """Show an item. Nodes stay open or closed as in the previous item, unless ``expanded`` has changed."""
        self._latest = item
        item.name = 'JSON'
        metadata = Object(item.metadata)
        own = getattr(metadata, item.type, None)
        details = metadata if own is None else own
        expanded = details.expanded
        tree = await _tree_of(item)
        view = self.view
        opened: Object = Uint8Array(tree.count)
        if expanded is True or (expanded is None and tree.count <= _FEW):
            opened.fill(1)
        opened[0] = 1
        current = 0
        if view.tree is not None and expanded is self._expanded:
            try:
                tools = await load_shared('json_tools')
                current = await tools.shared.keep(view, tree, opened)
            except Exception:
                pass  # the chunk cannot be loaded: start with the default state
        if self._latest is item:
            self._expanded = expanded
            view.take(tree, opened, current, 'root' if details.root is None else String(details.root))
            await view.arrange()


async def render(item, slot: Element, result_id: str):
    shown: _Shown = _Shown(slot, result_id)
    adopt(slot, css)
    await shown.update(item)
    try:
        printing = await load_shared('json_print')
        printing.shared.print_tree(shown.view)
    except Exception:
        pass  # the visible rows are printed anyway
    return shown


async def _tree_of(item) -> Tree:
    """Return the tree of an item's data. Raise an exception that describes the error if a text is invalid."""
    mime: str = item.type
    if isinstance(item.data, str):
        text: str = item.data.trim()
        is_lines = 'jsonl' in mime or 'ndjson' in mime
        reader = await load_shared('json_text')
        try:
            return await reader.shared.read(text, is_lines, lambda source, capacity: Tree(source, capacity))
        except Exception:
            if is_lines or _BEGINS.test(text):
                raise
    return await walk(item.data)
