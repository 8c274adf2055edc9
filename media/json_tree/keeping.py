"""Transfers the open nodes and the current node from a tree to the tree that replaces it.

Nodes are the same if their paths are the same.
"""

from browser import Array, Map, Object

from media.json_tree.tree import Tree
from media.json_tree.view import View
from media.slices import Slices

# How many nodes are compared between two checks of the clock.
_PORTION_NODES = 1000


async def keep(view: View, tree: Tree, opened: Object) -> int:
    """Set ``opened`` for the nodes of ``tree`` that also exist in ``view`` to their current state, in time slices.

    New nodes are left unchanged. Return the current node of ``tree``.
    """
    old = view.tree
    slices = Slices()
    current = 0
    # Pairs of an old and a new container, flattened, whose children are to be compared.
    waiting: Object = Array(0, 0)
    known: Map = Map()
    count = 0
    while waiting.length > 0:
        node: int = waiting.pop()
        before: int = waiting.pop()
        opened[node] = view.opened[before]
        if old.kind(before) != tree.kind(node):
            continue
        known.clear()
        child: int = before + 1
        end: int = before + old.sizes[before]
        is_new = False
        while child < end or not is_new:
            if child >= end:
                # The old container's children are indexed; continue with those of the new one.
                is_new = True
                child = node + 1
                end = node + tree.sizes[node]
                continue
            size: int = tree.sizes[child] if is_new else old.sizes[child]
            if not is_new:
                known.set(old.key(child), child)
            else:
                same: int = known.get(tree.key(child))
                if same is not None and same == view.current:
                    current = child
                if same is not None and tree.counts[child] > 0:
                    waiting.push(same, child)
            child += size
            count += 1
            if count == _PORTION_NODES:
                count = 0
                if slices.is_over():
                    await slices.pause()
    return current
