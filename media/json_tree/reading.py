"""A JSON parser that keeps all digits of numbers and has no depth limit, unlike JSON.parse."""

from browser import JSON, Int32Array, Map, Object, RegExp

from media.json_tree import words
from media.slices import Slices
from media.json_tree.tree import Tree, grouped, grown
from media.templates import fill

# JSON scalars, plus NaN and Infinity, which Python's json module writes.
_SCALAR = r'-?(?:\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|Infinity)|true|false|null|NaN'

# The states of the parser: what may come next.
_VALUE, _FIRST, _KEY, _FIRST_KEY, _AFTER = 0, 1, 2, 3, 4

_BRACE, _BRACKET, _END_BRACE, _END_BRACKET, _QUOTE, _COMMA, _COLON = 123, 91, 125, 93, 34, 44, 58


# The assumed minimum length of values in characters, for the initial capacity.
_USUAL_CHARACTERS = 8

# Kinds of values by their first character. The root array of JSON Lines is not in the text.
_KINDS: Map = Map([
    ['{', 'object'], ['[', 'array'], ['', 'array'], ['"', 'string'], ['t', 'boolean'], ['f', 'boolean'], ['n', 'null'],
])


class Text:
    """The source of a tree parsed from text. It stores where each value starts and ends, so that numbers keep all of
    their digits."""

    def __init__(self, text: str):
        self.text: str = text
        self.capacity: int = len(text) // _USUAL_CHARACTERS + 64
        self.starts: Object = Int32Array(self.capacity)
        self.ends: Object = Int32Array(self.capacity)

    def put(self, node: int, start: int, end: int) -> None:
        """Record the position of a node's value."""
        if node == self.starts.length:
            self.starts = grown(self.starts)
            self.ends = grown(self.ends)
        self.starts[node] = start
        self.ends[node] = end

    def kind(self, node: int) -> str:
        kind: str = _KINDS.get(self.text.charAt(self.starts[node]))
        return kind or 'number'

    def written(self, node: int) -> str:
        """Return the JSON of a node as in the source text."""
        start: int = self.starts[node]
        return self.text.slice(max(0, start), self.ends[node])

    def scalar(self, node: int) -> str:
        text = self.written(node)
        return _decoded(text) if text.startswith('"') else text

    def label(self, node: int) -> str:
        text = self.text
        end = text.lastIndexOf('"', self.starts[node] - 1)
        start = text.lastIndexOf('"', end - 1)
        while _is_escaped(text, start):
            start = text.lastIndexOf('"', start - 1)
        return _decoded(text[start:end + 1])


def _decoded(text: str) -> str:
    """Return the value of a JSON string in quotes."""
    if '\\' in text:
        try:
            return JSON.parse(text)
        except Exception:
            pass  # not valid JSON, such as a string with a tab
    return text[1:-1]


def _is_escaped(text: str, at: int) -> bool:
    """Return whether an odd number of backslashes precedes a position in a text."""
    is_odd = False
    while text.charAt(at - 1) == '\\':
        at -= 1
        is_odd = not is_odd
    return is_odd


async def read(text: str, is_lines: bool, make_tree) -> Tree:
    """Parse a text into a tree in slices. With ``is_lines``, the root is an array of all values in the text.

    ``make_tree`` creates a tree from a source and a capacity. Raise an exception with the line and column of the error
    if the text is invalid.
    """
    source: Text = Text(text)
    tree: Tree = make_tree(source, source.capacity)
    slices = Slices()
    scalar = RegExp(_SCALAR, 'y')
    length = len(text)
    state = _VALUE
    at = 0
    checked = 0
    # The innermost open container. The array of JSON Lines ends with the text.
    node = -1
    if is_lines:
        node = tree.add(-1, 0)
        source.put(node, -1, length)
        state = _AFTER
    while True:
        code: int = text.charCodeAt(at)
        while code == 32 or code == 10 or code == 13 or code == 9:
            at += 1
            code = text.charCodeAt(at)
        is_top = node < 0 or (is_lines and node == 0)
        is_object = not is_top and text.charCodeAt(source.starts[node]) == _BRACE
        if state == _AFTER and is_top:
            if at >= length:
                break
            if not is_lines:
                raise _error(text, at, words.TRAILING_DATA)
            state = _VALUE
        elif state != _VALUE and state != _KEY and code == (_END_BRACE if is_object else _END_BRACKET):
            at += 1
            tree.sizes[node] = tree.count - node
            source.ends[node] = at
            node = tree.parents[node]
            state = _AFTER
        elif state == _AFTER:
            if code != _COMMA:
                raise _error(text, at, words.MISSING_COMMA if at < length else words.CUT_OFF)
            at += 1
            state = _KEY if is_object else _VALUE
        elif state == _KEY or state == _FIRST_KEY:
            end = _end_of_string(text, at) if code == _QUOTE else at
            at = end
            while text.charCodeAt(at) <= 32:
                at += 1
            if end == 0 or text.charCodeAt(at) != _COLON or code != _QUOTE:
                raise _error(text, at, words.MISSING_KEY if at < length else words.CUT_OFF)
            at += 1
            state = _VALUE
        else:
            start = at
            if code == _BRACE or code == _BRACKET:
                at += 1
            elif code == _QUOTE:
                at = _end_of_string(text, at)
            else:
                scalar.lastIndex = at
                if not scalar.test(text):
                    raise _error(text, at, words.MISSING_VALUE if at < length else words.CUT_OFF)
                at = scalar.lastIndex
            place = 0
            if node >= 0:
                place = tree.counts[node]
                tree.counts[node] = place + 1
            added = tree.add(node, place)
            source.put(added, start, at)
            state = _AFTER
            if code == _BRACE or code == _BRACKET:
                node = added
                state = _FIRST_KEY if code == _BRACE else _FIRST
            if added > checked + 1000 and slices.is_over():
                checked = added
                await slices.pause()
    if is_lines:
        tree.sizes[0] = tree.count
    return tree


def _end_of_string(text: str, start: int) -> int:
    """Return the position after the string that starts with the quote at ``start``."""
    end = text.indexOf('"', start + 1)
    while end >= 0 and _is_escaped(text, end):
        end = text.indexOf('"', end + 1)
    if end < 0:
        raise _error(text, start, words.ENDLESS_STRING)
    return end + 1


def _error(text: str, at: int, what: str):
    line = 1
    begin = 0
    end = text.indexOf('\n')
    while 0 <= end < at:
        line += 1
        begin = end + 1
        end = text.indexOf('\n', begin)
    return Exception(fill(words.INVALID_JSON, what, grouped(line), grouped(at - begin + 1)))
