"""Copying the path or the value of the current node."""

from browser import JSON, Element, Promise, navigator, setTimeout

from media.dom import call, document_of
from media.json_tree.tree import Tree, is_container, is_member, key_of, kind_of, path_of, node_text
from media.json_tree.view import View

# How long a button says that something was copied, in milliseconds.
_COPIED_MS = 1500


def copy_path(view: View) -> None:
    copy(view, path_of(view.tree, view.current, view.root_name), view.copy_path)


def copy_value(view: View) -> None:
    copy(view, source_of(view.tree, view.current), view.copy_value)


async def copy(view: View, text: str, button: Element) -> None:
    """Put a text on the clipboard, and say so on the button; select it where the page may not write there."""
    label: str = button.textContent
    try:
        await navigator.clipboard.writeText(text)
        button.textContent = 'Copied'
    except Exception:
        view.full.hidden = False
        view.full.textContent = text
        page = document_of(view.element)
        call(page, 'getSelection', []).selectAllChildren(view.full)
        is_copied: bool = call(page, 'execCommand', ['copy'])
        button.textContent = 'Copied' if is_copied else 'Press Ctrl+C'
    await Promise(lambda done: setTimeout(done, _COPIED_MS))
    button.textContent = label


def source_of(tree: Tree, node: int) -> str:
    """What a person copies: a string without quotes, else JSON, from the source where that is known."""
    if not is_container(tree, node):
        return node_text(tree, node)
    if tree.values is None:
        start: int = tree.starts.at(node)
        return tree.text.slice(max(0, start), tree.ends.at(node))
    parts: list[str] = []
    last: int = node + tree.sizes.at(node)
    for each in range(node, last):
        parts.append(_piece(tree, each, each == node))
        if tree.counts.at(each) > 0:
            continue
        # What ends here, from the inside out.
        container: int = tree.parents.at(each)
        while container >= node and container + tree.sizes.at(container) == each + 1:
            parts.append('}' if kind_of(tree, container) == 'object' else ']')
            container = tree.parents.at(container)
    return ''.join(parts)


def _piece(tree: Tree, node: int, is_first: bool) -> str:
    """JSON of a node up to its first child: a comma, its key, and its value or how that begins."""
    kind = kind_of(tree, node)
    text: str = '' if kind in ('object', 'array') else node_text(tree, node)
    if kind == 'string':
        text = JSON.stringify(text)
    elif kind == 'object' or kind == 'array':
        is_empty = tree.counts.at(node) == 0
        text = ('{}' if is_empty else '{') if kind == 'object' else ('[]' if is_empty else '[')
    if is_first:
        return text
    comma = ', ' if tree.places.at(node) > 0 else ''
    key: str = JSON.stringify(key_of(tree, node))
    return f'{comma}{key}: {text}' if is_member(tree, node) else f'{comma}{text}'
