"""Copying the path or the value of the current node."""

from browser import JSON, Element, Promise, navigator, setTimeout

from media.dom import call, document_of
from media.json_tree import words
from media.json_tree.details import path_of
from media.json_tree.tree import Tree
from media.json_tree.view import View
from media.words import say

# How long a button confirms that something was copied, in milliseconds.
_COPIED_MS = 1500


def copy_path(view: View) -> None:
    copy(view, path_of(view.tree, view.current, view.root_name), view.copy_path)


def copy_value(view: View) -> None:
    copy(view, source_of(view.tree, view.current), view.copy_value)


async def copy(view: View, text: str, button: Element) -> None:
    """Copy a text and confirm that on the button. If the page may not write to the clipboard, select the text."""
    label: str = button.textContent
    try:
        await navigator.clipboard.writeText(text)
        button.textContent = say(words.COPIED)
    except Exception:
        view.full.hidden = False
        view.full.textContent = text
        page = document_of(view.element)
        call(page, 'getSelection', []).selectAllChildren(view.full)
        is_copied: bool = call(page, 'execCommand', ['copy'])
        button.textContent = say(words.COPIED) if is_copied else say(words.PRESS_CTRL_C)
    await Promise(lambda done: setTimeout(done, _COPIED_MS))
    button.textContent = label


def source_of(tree: Tree, node: int) -> str:
    """Return the text to copy for a node: a string without quotes, else JSON, from the source text if there is one."""
    if not tree.is_container(node):
        return tree.scalar(node)
    if tree.source.written is not None:
        return tree.source.written(node)
    parts: list[str] = []
    last: int = node + tree.sizes[node]
    for each in range(node, last):
        parts.append(_piece(tree, each, each == node))
        if tree.counts[each] > 0:
            continue
        # Close the containers that end here, innermost first.
        container: int = tree.parents[each]
        while container >= node and container + tree.sizes[container] == each + 1:
            parts.append('}' if tree.kind(container) == 'object' else ']')
            container = tree.parents[container]
    return ''.join(parts)


def _piece(tree: Tree, node: int, is_first: bool) -> str:
    """Return the JSON of a node up to its first child: a comma, its key, and its value or opening bracket."""
    kind = tree.kind(node)
    text: str = '' if kind in ('object', 'array') else tree.scalar(node)
    if kind == 'string':
        text = JSON.stringify(text)
    elif kind == 'object' or kind == 'array':
        is_empty = tree.counts[node] == 0
        text = ('{}' if is_empty else '{') if kind == 'object' else ('[]' if is_empty else '[')
    if is_first:
        return text
    comma = ', ' if tree.places[node] > 0 else ''
    key: str = JSON.stringify(tree.key(node))
    return f'{comma}{key}: {text}' if tree.is_member(node) else f'{comma}{text}'
