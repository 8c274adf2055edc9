"""JSON from objects: messages arrive parsed. Nothing is copied, and no depth is too deep."""

from browser import Map, Object, Reflect, WeakSet

from media.slices import Slices
from media.json_tree.tree import Tree, add


async def walk(value) -> Tree:
    """The tree of a value, in slices."""
    tree = Tree('', 64)
    tree.values = []
    slices = Slices()
    # The keys of the objects that are open, by their nodes, and the containers themselves.
    keys = Map()
    ancestors = WeakSet()

    def enter(child, parent: int, place: int, label: str) -> int:
        """Add a value; the node in which to go on: it, where it is a container, else its parent."""
        node = add(tree, parent, place, 0, 0)
        tree.values.append(child)
        tree.labels.append(label)
        is_list = isinstance(child, list)
        if not is_list and not isinstance(child, dict):
            return parent
        is_inside: bool = ancestors.has(child)
        if is_inside:
            raise Exception('it refers to itself')
        ancestors.add(child)
        names: list = child if is_list else Object.keys(child)
        keys.set(node, names)
        tree.counts[node] = len(names)
        return node

    node: int = enter(value, -1, 0, '')
    place: int = 0
    checked = 0
    while node >= 0:
        container = tree.values.at(node)
        if place == tree.counts.at(node):
            tree.sizes[node] = tree.count - node
            ancestors.delete(container)
            keys.delete(node)
            place = tree.places.at(node) + 1
            node = tree.parents.at(node)
            continue
        names: list = keys.get(node)
        is_list = names is container
        key = names.at(place)
        child = key if is_list else Reflect.get(container, key)
        inner: int = enter(child, node, place, '' if is_list else key)
        place = place + 1 if inner == node else 0
        node = inner
        if tree.count > checked + 1000 and slices.is_over():
            checked = tree.count
            await slices.pause()
    return tree
