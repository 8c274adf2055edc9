"""The table that a tree is: a row for each value, parents before their children, in the order of the source."""

from browser import JSON, BigInt, Int32Array, Map, Number, String

# Beyond this many values a page would run out of memory.
MOST_VALUES = 30_000_000


class Tree:
    """By node: its parent, its place among its siblings, how many children it has, and how many nodes there are from
    it to the end of its last child.

    Data that came as ``text`` is known by where each value starts and ends in it, so that numbers keep all of their
    digits. Data that came as objects is in ``values``, and the keys of members in ``labels``.
    """

    def __init__(self, text: str, capacity: int):
        self.text: str = text
        self.values: list = None
        self.labels: list[str] = []
        self.count: int = 0
        self.parents: Int32Array = Int32Array(capacity)
        self.places: Int32Array = Int32Array(capacity)
        self.counts: Int32Array = Int32Array(capacity)
        self.sizes: Int32Array = Int32Array(capacity)
        self.starts: Int32Array = Int32Array(capacity)
        self.ends: Int32Array = Int32Array(capacity)


def add(tree: Tree, parent: int, place: int, start: int, end: int) -> int:
    """A new node at the end of the table."""
    node = tree.count
    if node == len(tree.parents):
        if node >= MOST_VALUES:
            raise Exception(f'it holds more than {grouped(MOST_VALUES)} values')
        tree.parents = _grown(tree.parents)
        tree.places = _grown(tree.places)
        tree.counts = _grown(tree.counts)
        tree.sizes = _grown(tree.sizes)
        tree.starts = _grown(tree.starts)
        tree.ends = _grown(tree.ends)
    tree.parents[node] = parent
    tree.places[node] = place
    tree.sizes[node] = 1
    tree.starts[node] = start
    tree.ends[node] = end
    tree.count = node + 1
    return node


def _grown(column: Int32Array) -> Int32Array:
    larger = Int32Array(min(2 * len(column), MOST_VALUES))
    larger.set(column)
    return larger


def grouped(count: int) -> str:
    """A number as people read it."""
    return Number(count).toLocaleString('en')


def kind_of(tree: Tree, node: int) -> str:
    """``object``, ``array``, ``string``, ``number``, ``boolean`` or ``null``; ``value`` for what JSON does not have."""
    if tree.values is None:
        kind: str = _KINDS.get(tree.text.charAt(tree.starts.at(node)))
        return kind or 'number'
    value = tree.values.at(node)
    if value is None:
        return 'null'
    if isinstance(value, bool):
        return 'boolean'
    if isinstance(value, str):
        return 'string'
    if isinstance(value, float) or isinstance(value, BigInt):
        return 'number'
    if isinstance(value, list):
        return 'array'
    return 'object' if isinstance(value, dict) else 'value'


# The kinds of values by how they begin. Lines of JSON are in an array that is not in the text.
_KINDS = Map([
    ['{', 'object'], ['[', 'array'], ['', 'array'], ['"', 'string'], ['t', 'boolean'], ['f', 'boolean'], ['n', 'null'],
])


def is_container(tree: Tree, node: int) -> bool:
    return kind_of(tree, node) in ('object', 'array')


def node_text(tree: Tree, node: int) -> str:
    """A scalar as people read it: a string without quotes, a number as it was written."""
    if tree.values is not None:
        return String(tree.values.at(node))
    text: str = tree.text.slice(tree.starts.at(node), tree.ends.at(node))
    return _decoded(text) if text.startswith('"') else text


def _decoded(text: str) -> str:
    """The string that JSON in quotes stands for."""
    if '\\' in text:
        try:
            return JSON.parse(text)
        except Exception:
            pass  # not as JSON has it, such as a tab
    return text[1:-1]


def is_member(tree: Tree, node: int) -> bool:
    """Whether a node has a key."""
    return node > 0 and kind_of(tree, tree.parents.at(node)) == 'object'


def key_of(tree: Tree, node: int) -> str:
    """The key of a member; the place of an item in its array as a text."""
    if not is_member(tree, node):
        return String(tree.places.at(node))
    if tree.values is not None:
        return tree.labels.at(node)
    text = tree.text
    end = text.lastIndexOf('"', tree.starts.at(node) - 1)
    start = text.lastIndexOf('"', end - 1)
    while is_escaped(text, start):
        start = text.lastIndexOf('"', start - 1)
    return _decoded(text[start:end + 1])


def is_escaped(text: str, at: int) -> bool:
    """Whether an odd number of backslashes precedes a place in a text."""
    is_odd = False
    while text.charAt(at - 1) == '\\':
        at -= 1
        is_odd = not is_odd
    return is_odd


def path_of(tree: Tree, node: int, root: str) -> str:
    """How Python and JavaScript reach a node from the variable ``root``: ``root["rows"][3]``."""
    steps: list[str] = []
    while node > 0:
        key = key_of(tree, node)
        name: str = JSON.stringify(key) if is_member(tree, node) else key
        steps.append(f'[{name}]')
        node = tree.parents.at(node)
    steps.append(root)
    steps.reverse()
    return ''.join(steps)


def level_of(tree: Tree, node: int) -> int:
    """How deep a node is: 1 for the root."""
    level = 1
    while node > 0:
        node = tree.parents.at(node)
        level += 1
    return level
