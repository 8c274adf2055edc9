"""Builds trees from objects, since messages arrive parsed. Nothing is copied, and there is no depth limit."""

from browser import Array, Map, Object, Reflect, String, WeakSet, typeof

from media.json_tree import words
from media.slices import Slices
from media.json_tree.tree import Tree


# The initial capacity of the table.
_FIRST_NODES = 64


class Values:
    """The source of a tree that is built from objects: the value of each node, and the key of each member."""

    def __init__(self):
        self.values: Object = Array()
        self.labels: Object = Array()

    def kind(self, node: int) -> str:
        value = self.values[node]
        kind = typeof(value)
        if value is None:
            return 'null'
        if isinstance(value, list):
            return 'array'
        return 'number' if kind == 'bigint' else kind

    def scalar(self, node: int) -> str:
        return String(self.values[node])

    def label(self, node: int) -> str:
        return self.labels[node]


async def walk(value) -> Tree:
    """Build the tree of a value, in time slices."""
    source: Values = Values()
    tree = Tree(source, _FIRST_NODES)
    slices = Slices()
    # The keys of the open containers by node, and the containers themselves.
    keys: Map = Map()
    ancestors = WeakSet()

    def enter(child, parent: int, place: int, label: str) -> int:
        """Add a value. Return the node to continue in: its own if it is a container, else its parent."""
        node = tree.add(parent, place)
        source.values[node] = child
        source.labels[node] = label
        if not tree.is_container(node):
            return parent
        is_inside: bool = ancestors.has(child)
        if is_inside:
            raise Exception(words.CYCLE)
        ancestors.add(child)
        names: Object = child if isinstance(child, list) else Object.keys(child)
        keys.set(node, names)
        tree.counts[node] = names.length
        return node

    node: int = enter(value, -1, 0, '')
    place: int = 0
    checked = 0
    while node >= 0:
        container = source.values[node]
        if place == tree.counts[node]:
            tree.sizes[node] = tree.count - node
            ancestors.delete(container)
            keys.delete(node)
            place = tree.places[node] + 1
            node = tree.parents[node]
            continue
        names: Object = keys.get(node)
        is_list = names is container
        key = names[place]
        child = key if is_list else Reflect.get(container, key)
        inner: int = enter(child, node, place, '' if is_list else key)
        place = place + 1 if inner == node else 0
        node = inner
        if tree.count > checked + 1000 and slices.is_over():
            checked = tree.count
            await slices.pause()
    return tree
