"""The table that a tree is: a row for each value, parents before their children, in the order of the source."""

from browser import Int32Array, Number, Object, String

# Beyond this many values a page would run out of memory.
MOST_VALUES = 30_000_000


class Tree:
    """By node: its parent, its place among its siblings, how many children it has, and how many nodes there are from
    it to the end of its last child.

    ``source`` knows the values themselves: ``kind(node)``, ``label(node)``, the key of a member, and ``scalar(node)``
    are those of ``walking.Values`` or ``reading.Text``.
    """

    def __init__(self, source: Object, capacity: int):
        self.source: Object = source
        self.count: int = 0
        self.parents: Object = Int32Array(capacity)
        self.places: Object = Int32Array(capacity)
        self.counts: Object = Int32Array(capacity)
        self.sizes: Object = Int32Array(capacity)

    def add(self, parent: int, place: int) -> int:
        """A new node at the end of the table."""
        node = self.count
        if node == self.parents.length:
            if node == MOST_VALUES:
                raise Exception(f'it holds more than {grouped(MOST_VALUES)} values')
            self.parents = grown(self.parents)
            self.places = grown(self.places)
            self.counts = grown(self.counts)
            self.sizes = grown(self.sizes)
        self.parents[node] = parent
        self.places[node] = place
        self.sizes[node] = 1
        self.count = node + 1
        return node

    def kind(self, node: int) -> str:
        """``object``, ``array``, ``string``, ``number``, ``boolean`` or ``null``; a type of JavaScript for others."""
        return self.source.kind(node)

    def scalar(self, node: int) -> str:
        """A scalar as people read it: a string without quotes, a number as it was written."""
        return self.source.scalar(node)

    def is_container(self, node: int) -> bool:
        kind = self.kind(node)
        return kind == 'object' or kind == 'array'

    def is_member(self, node: int) -> bool:
        """Whether a node has a key."""
        return node > 0 and self.kind(self.parents[node]) == 'object'

    def key(self, node: int) -> str:
        """The key of a member; the place of an item in its array as a text."""
        return self.source.label(node) if self.is_member(node) else String(self.places[node])

    def level(self, node: int) -> int:
        """How deep a node is: 1 for the root."""
        level = 1
        while node > 0:
            node = self.parents[node]
            level += 1
        return level

    def counted(self, node: int) -> str:
        """How many children a container has, in words."""
        count: int = self.counts[node]
        noun = 'key' if self.kind(node) == 'object' else 'item'
        return f'{grouped(count)} {noun}{"" if count == 1 else "s"}'


def grown(column: Object) -> Object:
    """A column with room for twice as many nodes."""
    larger = Int32Array(min(2 * column.length, MOST_VALUES))
    larger.set(column)
    return larger


def grouped(count: int) -> str:
    """A number as people read it."""
    return Number(count).toLocaleString('en')
