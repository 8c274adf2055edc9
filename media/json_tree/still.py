"""A JSON tree for printing: all nodes, expanded, up to a limit."""

from browser import JSON, Element

from media.dom import create
from media.json_tree.view import View
from media.stills import MAX_ROWS, add_note, set_still

# The maximum indentation level.
_MAX_INDENT = 40


def print_tree(view: View) -> None:
    """Print all of a tree when the page is printed."""
    set_still(view.element, lambda: _still_of(view))


def _still_of(view: View) -> Element:
    tree = view.tree
    box = create(view.element, 'div')
    lines = create(box, 'pre')
    count: int = tree.count
    shown: int = min(count, MAX_ROWS)
    for node in range(shown):
        kind: str = tree.kind(node)
        value: str = ('{}' if kind == 'object' else '[]') if tree.is_container(node) else tree.scalar(node)
        if kind == 'string':
            value = JSON.stringify(value)
        if node > 0:
            value = f'{tree.key(node)}: {value}'
        level: int = tree.level(node)
        value = value.padStart(len(value) + 2 * min(_MAX_INDENT, level - 1))
        lines.append(f'{value}\n' if node < shown - 1 else value)
    box.append(lines)
    add_note(box, count, shown)
    return box
