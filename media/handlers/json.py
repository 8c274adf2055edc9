"""JSON: a tree to open, search and copy from, of any size and depth.

Text is read without JSON.parse, so that a number shows all of its digits. A text that is no JSON at all is the string
that kernels mean by it: they send values, and those of strings look so. Metadata are JupyterLab's: ``expanded`` opens
all (true) or only the first level (false), ``root`` names the whole. Types that end with ``+json`` come here, too,
where no other handler shows them. An update keeps what a person has opened.
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

# How a text begins that is meant to be JSON.
_BEGINS: RegExp = RegExp('^[{["]')

# A tree of no more values than this is open at first.
_FEW = 30


class _Shown:
    """A view, as main knows them, that shows one item after the other."""

    def __init__(self, slot: Element, result_id: str):
        self.view: View = View(slot, result_id)
        self.node: Element = self.view.element
        # What metadata ask for, and the newest item: one that takes longer may not replace it.
        self._expanded = None
        self._latest = None

    async def update(self, item) -> None:
        """Show an item; what was open of the one before stays open, unless its metadata ask for something else."""
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
                pass  # the chunk cannot be loaded: the tree begins anew
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
        pass  # what is in sight is printed all the same
    return shown


async def _tree_of(item) -> Tree:
    """The tree of an item's data; an exception says what is wrong with a text."""
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
