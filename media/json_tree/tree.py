"""The table of a tree: a row for each value in the order of the source, parents before their children."""

from browser import Int32Array, Number, Object, String

from media.json_tree import words
from media.templates import fill
from media.words import say

# With more values than this, a page would run out of memory.
MOST_VALUES = 30_000_000


class Tree:
    """For each node, its parent, its index among its siblings, its number of children, and the size of its subtree
    including itself.

    ``source`` is a ``walking.Values`` or ``reading.Text``, which provides the values: ``kind(node)``, ``label(node)``
    (the key of a member) and ``scalar(node)``.
    """

    def __init__(self, source: Object, capacity: int):
        self.source: Object = source
        self.count: int = 0
        self.parents: Object = Int32Array(capacity)
        self.places: Object = Int32Array(capacity)
        self.counts: Object = Int32Array(capacity)
        self.sizes: Object = Int32Array(capacity)

    def add(self, parent: int, place: int) -> int:
        """Add a node at the end of the table and return it."""
        node = self.count
        if node == self.parents.length:
            if node == MOST_VALUES:
                raise Exception(fill(words.TOO_MANY_VALUES, grouped(MOST_VALUES)))
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
        """Return ``object``, ``array``, ``string``, ``number``, ``boolean`` or ``null``, else the JavaScript type."""
        return self.source.kind(node)

    def scalar(self, node: int) -> str:
        """Return the text of a scalar: a string without quotes, a number as in the source."""
        return self.source.scalar(node)

    def is_container(self, node: int) -> bool:
        kind = self.kind(node)
        return kind == 'object' or kind == 'array'

    def is_member(self, node: int) -> bool:
        """Return whether a node has a key."""
        return node > 0 and self.kind(self.parents[node]) == 'object'

    def key(self, node: int) -> str:
        """Return the key of a member, or the index of an array item as text."""
        return self.source.label(node) if self.is_member(node) else String(self.places[node])

    def level(self, node: int) -> int:
        """Return the depth of a node, which is 1 for the root."""
        level = 1
        while node > 0:
            node = self.parents[node]
            level += 1
        return level

    def counted(self, node: int) -> str:
        """Return the number of a container's children with a noun, such as ``3 items``."""
        count: int = self.counts[node]
        if self.kind(node) == 'object':
            return say(words.KEY if count == 1 else words.KEYS, count)
        return say(words.ITEM if count == 1 else words.ITEMS, count)


def grown(column: Object) -> Object:
    """Return a copy of a column with twice the capacity."""
    larger = Int32Array(min(2 * column.length, MOST_VALUES))
    larger.set(column)
    return larger


def grouped(count: int) -> str:
    """Return a number with thousands separators."""
    return Number(count).toLocaleString('en')
