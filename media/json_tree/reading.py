"""JSON from its text, without JSON.parse: of numbers all digits stay, and no depth is too deep."""

from browser import RegExp

from media.slices import Slices
from media.json_tree.tree import Tree, add, grouped, is_escaped

# What Python's json module writes, besides JSON itself: NaN and Infinity.
_SCALAR = r'-?(?:\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|Infinity)|true|false|null|NaN'

# Values are usually longer than this, in characters.
_USUAL_LENGTH = 8

# What may come next.
_VALUE, _FIRST, _KEY, _FIRST_KEY, _AFTER = 0, 1, 2, 3, 4

_BRACE, _BRACKET, _END_BRACE, _END_BRACKET, _QUOTE, _COMMA, _COLON = 123, 91, 125, 93, 34, 44, 58


async def read(text: str, is_lines: bool) -> Tree:
    """The tree of a text, in slices; of ``is_lines``, an array of all values in it.

    An exception says what is wrong with the text, and in which line and column.
    """
    tree = Tree(text, len(text) // _USUAL_LENGTH + 16)
    slices = Slices()
    scalar = RegExp(_SCALAR, 'y')
    length = len(text)
    state = _VALUE
    at = 0
    checked = 0
    # The container that is open, and how it ends; the end of lines is that of the text.
    node = -1
    if is_lines:
        node = add(tree, -1, 0, -1, length)
        state = _AFTER
    while True:
        code: int = text.charCodeAt(at)
        while code == 32 or code == 10 or code == 13 or code == 9:
            at += 1
            code = text.charCodeAt(at)
        is_top = node < 0 or (is_lines and node == 0)
        is_object = not is_top and text.charCodeAt(tree.starts.at(node)) == _BRACE
        if state == _AFTER and is_top:
            if at >= length:
                break
            if not is_lines:
                raise _error(text, at, 'there is more after the value')
            state = _VALUE
        elif state != _VALUE and state != _KEY and code == (_END_BRACE if is_object else _END_BRACKET):
            at += 1
            tree.sizes[node] = tree.count - node
            tree.ends[node] = at
            node = tree.parents.at(node)
            state = _AFTER
        elif state == _AFTER:
            if code != _COMMA:
                raise _error(text, at, 'a comma or an end is missing' if at < length else 'it is cut off')
            at += 1
            state = _KEY if is_object else _VALUE
        elif state == _KEY or state == _FIRST_KEY:
            end = _end_of_string(text, at) if code == _QUOTE else at
            at = end
            while text.charCodeAt(at) <= 32:
                at += 1
            if end == 0 or text.charCodeAt(at) != _COLON or code != _QUOTE:
                raise _error(text, at, 'a key in quotes and a colon are missing' if at < length else 'it is cut off')
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
                    raise _error(text, at, 'a value is missing' if at < length else 'it is cut off')
                at = scalar.lastIndex
            place = 0
            if node >= 0:
                place = tree.counts.at(node)
                tree.counts[node] = place + 1
            added = add(tree, node, place, start, at)
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
    """The place after a string that starts with the quote at ``start``."""
    end = text.indexOf('"', start + 1)
    while end >= 0 and is_escaped(text, end):
        end = text.indexOf('"', end + 1)
    if end < 0:
        raise _error(text, start, 'a string has no end')
    return end + 1


def _error(text: str, at: int, what: str):
    line = 1
    begin = 0
    end = text.indexOf('\n')
    while 0 <= end < at:
        line += 1
        begin = end + 1
        end = text.indexOf('\n', begin)
    return Exception(f'it is not valid JSON: {what} at line {grouped(line)}, column {grouped(at - begin + 1)}')
