"""A JSON tree on paper: its nodes, open, up to a limit."""

from browser import JSON, Element

from media.dom import create
from media.json_tree.tree import Tree, is_container, key_of, kind_of, level_of, node_text
from media.json_tree.view import make
from media.stills import MAX_ROWS, add_note

# Deeper nodes begin where these do.
_MAX_INDENT = 40


def still_of(near: Element, tree: Tree) -> Element:
    box = create(near, 'div')
    lines: list[str] = []
    count: int = tree.count
    shown: int = min(count, MAX_ROWS)
    for node in range(shown):
        kind: str = kind_of(tree, node)
        value: str = ('{}' if kind == 'object' else '[]') if is_container(tree, node) else node_text(tree, node)
        if kind == 'string':
            value = JSON.stringify(value)
        if node > 0:
            key: str = key_of(tree, node)
            value = f'{key}: {value}'
        level: int = level_of(tree, node)
        lines.append(value.padStart(len(value) + 2 * min(_MAX_INDENT, level - 1)))
    make(box, 'pre', '\n'.join(lines))
    add_note(box, count, shown)
    return box
