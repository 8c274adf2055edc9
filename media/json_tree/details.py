"""The details of the current node: its path, its kind, and the full text of a long string."""

from browser import JSON

from media.json_tree import words
from media.json_tree.tree import Tree
from media.json_tree.view import MAX_CHARACTERS, View
from media.words import say

# The maximum number of characters of a string in the details.
_MAX_DETAIL_CHARACTERS = 20_000


def describe(view: View) -> None:
    tree = view.tree
    node = view.current
    path = path_of(tree, node, view.root_name)
    view.path.textContent = path if len(path) <= MAX_CHARACTERS else f'…{path[-MAX_CHARACTERS:]}'
    kind = tree.kind(node)
    name = say(kind)
    view.kind.textContent = f'{name}, {tree.counted(node)}' if tree.is_container(node) else name
    text = tree.scalar(node) if kind == 'string' else ''
    view.full.hidden = len(text) <= MAX_CHARACTERS and '\n' not in text
    if not view.full.hidden:
        rest = len(text) - _MAX_DETAIL_CHARACTERS
        more = f'\n{say(words.MORE_CHARACTERS, rest)}' if rest > 0 else ''
        view.full.textContent = f'{text[:_MAX_DETAIL_CHARACTERS]}{more}'
        view.kind.textContent = say(words.SIZED_STRING, len(text))


def path_of(tree: Tree, node: int, root: str) -> str:
    """Return the expression for a node in Python and JavaScript, such as ``root["rows"][3]``."""
    steps: list[str] = []
    while node > 0:
        key = tree.key(node)
        name: str = JSON.stringify(key) if tree.is_member(node) else key
        steps.append(f'[{name}]')
        node = tree.parents[node]
    steps.append(root)
    steps.reverse()
    return ''.join(steps)
