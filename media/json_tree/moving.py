"""Navigation to a node of a tree, and opening and closing nodes."""

from browser import Math

from media.json_tree.details import describe
from media.json_tree.view import ROW_PX, View

# The maximum number of rows that are searched for a key.
_MAX_KEY_ROWS = 10_000


def go_to_row(view: View, row: int) -> None:
    """Make the node of a row current and scroll it into view."""
    row = max(0, min(view.shown - 1, row))
    view.current = view.rows[row]
    height: int = view.list.clientHeight
    full = view.shown * ROW_PX
    total: int = view.list.scrollHeight
    if full > total:
        # The list is taller than an element can be: a scrolled pixel is more than a pixel of the list.
        shown_top = view.list.scrollTop * (full - height) / max(1, total - height)
        if not shown_top <= row * ROW_PX <= shown_top + height - ROW_PX:
            view.list.scrollTop = (row * ROW_PX - height / 2) * (total - height) / (full - height)
    else:
        view.list.scrollTop = Math.min(row * ROW_PX, Math.max(view.list.scrollTop, (row + 1) * ROW_PX - height))
    view.draw(False)
    describe(view)


async def reveal(view: View, node: int) -> None:
    """Open the ancestors of a node and go to it."""
    view.current = node
    parent: int = view.tree.parents[node]
    while parent >= 0:
        view.opened[parent] = 1
        parent = view.tree.parents[parent]
    if view.row_of(node) < 0:
        await view.arrange()
    go_to_row(view, view.row_of(node))


async def set_all(view: View, is_open: bool) -> None:
    """Open or close all nodes except the root, which stays open."""
    view.opened.fill(1 if is_open else 0)
    view.opened[0] = 1
    # If closing hides the current node, its outermost container below the root becomes current.
    while not is_open and view.tree.parents[view.current] > 0:
        view.current = view.tree.parents[view.current]
    await view.arrange()
    go_to_row(view, view.row_of(view.current))


async def open_siblings(view: View) -> None:
    """Open the current node and all of its siblings, as ``*`` does in the ARIA tree pattern."""
    tree = view.tree
    parent: int = tree.parents[view.current]
    node: int = parent + 1
    end: int = parent + tree.sizes[parent] if parent >= 0 else 1
    while node < end:
        view.opened[node] = 1
        size: int = tree.sizes[node]
        node += size
    await view.arrange()


def go_to_key(view: View, letter: str) -> None:
    """Go to the next row whose key begins with a letter."""
    start = view.row_of(view.current)
    for step in range(1, min(view.shown, _MAX_KEY_ROWS)):
        row: int = start + step if start + step < view.shown else start + step - view.shown
        node: int = view.rows[row]
        if view.tree.is_member(node) and view.tree.key(node)[:1].lower() == letter:
            go_to_row(view, row)
            return
