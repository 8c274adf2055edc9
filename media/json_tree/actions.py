"""What people do with a tree: move, open and close, copy."""

from browser import Element, Event, KeyboardEvent, Map, Math, Promise, ResizeObserver, navigator, setTimeout

from media.json_tree.tree import is_member, key_of, path_of, source_of
from media.json_tree.view import ROW_PX, View, arrange, describe, draw, mark, row_of

# How long a button says that something was copied, in milliseconds.
_COPIED_MS = 1500


def go_to_row(view: View, row: int) -> None:
    """Make the node of a row current, and bring it into sight."""
    row = max(0, min(view.shown - 1, row))
    view.current = view.rows.at(row)
    height: int = view.list.clientHeight
    full = view.shown * ROW_PX
    total: int = view.list.scrollHeight
    if full > total:
        # Taller than an element can be: a pixel of scrolling is more than one of the list.
        shown_top = view.list.scrollTop * (full - height) / max(1, total - height)
        if not shown_top <= row * ROW_PX <= shown_top + height - ROW_PX:
            view.list.scrollTop = (row * ROW_PX - height / 2) * (total - height) / (full - height)
    else:
        view.list.scrollTop = Math.min(row * ROW_PX, Math.max(view.list.scrollTop, (row + 1) * ROW_PX - height))
    draw(view, False)
    mark(view)
    describe(view)


async def reveal(view: View, node: int) -> None:
    """Open what is around a node, and go to it."""
    tree = view.tree
    view.current = node
    parent: int = tree.parents.at(node)
    while parent >= 0:
        view.opened[parent] = 1
        parent = tree.parents.at(parent)
    if row_of(view, node) < 0:
        await arrange(view)
    go_to_row(view, row_of(view, node))


async def toggle(view: View, node: int, is_open: bool) -> None:
    if view.tree.counts.at(node) > 0:
        view.opened[node] = 1 if is_open else 0
        await arrange(view)


async def set_all(view: View, is_open: bool) -> None:
    view.opened.fill(1 if is_open else 0)
    view.opened[0] = 1
    await arrange(view)
    go_to_row(view, row_of(view, view.current))


async def copy(view: View, text: str, button: Element) -> None:
    """Put a text on the clipboard, and say so on the button; select it where the page may not write there."""
    label: str = button.textContent
    try:
        await navigator.clipboard.writeText(text)
        button.textContent = 'Copied'
    except Exception:
        view.full.hidden = False
        view.full.textContent = text
        page = view.element.ownerDocument
        page.getSelection().selectAllChildren(view.full)
        is_copied: bool = page.execCommand('copy')
        button.textContent = 'Copied' if is_copied else 'Press Ctrl+C'
    await Promise(lambda done: setTimeout(done, _COPIED_MS))
    button.textContent = label


def enable(view: View) -> None:
    """Answer the pointer, the keys and the tools."""
    tree = view.tree

    def press(event: KeyboardEvent) -> None:
        key: str = event.key
        row = row_of(view, view.current)
        page: int = view.list.clientHeight // ROW_PX
        steps = Map([
            ['ArrowDown', 1], ['ArrowUp', -1], ['PageDown', page], ['PageUp', -page],
            ['End', view.shown], ['Home', -view.shown],
        ])
        found: int = steps.get(key)
        step: int = found or 0
        is_open: bool = view.opened.at(view.current) == 1 and tree.counts.at(view.current) > 0
        if key.lower() == 'c' and (event.ctrlKey or event.metaKey):
            if view.element.ownerDocument.getSelection().isCollapsed is False:
                return
            copy(view, source_of(tree, view.current), view.copy_value)
        elif event.ctrlKey or event.metaKey or event.altKey:
            return
        elif step != 0:
            go_to_row(view, row + step)
        elif key == 'ArrowRight':
            if is_open:
                go_to_row(view, row + 1)
            else:
                toggle(view, view.current, True)
        elif key == 'ArrowLeft':
            if is_open:
                toggle(view, view.current, False)
            elif view.current > 0:
                go_to_row(view, row_of(view, tree.parents.at(view.current)))
        elif key == 'Enter' or key == ' ':
            toggle(view, view.current, not is_open)
        elif key == '*':
            open_siblings(view)
        elif len(key) == 1:
            go_to_key(view, key.lower())
        else:
            return
        event.preventDefault()

    def click(event: Event) -> None:
        row: Element = event.target.closest('[role=treeitem]')
        if row is not None and view.element.ownerDocument.getSelection().isCollapsed is True:
            node: int = row.node
            view.current = node
            mark(view)
            describe(view)
            toggle(view, node, view.opened.at(node) == 0)

    view.list.onkeydown = press
    view.list.onclick = click
    view.list.onscroll = lambda event: draw(view, False)
    view.open_all.onclick = lambda event: set_all(view, True)
    view.close_all.onclick = lambda event: set_all(view, False)
    view.copy_path.onclick = lambda event: copy(view, path_of(tree, view.current, view.root_name), view.copy_path)
    view.copy_value.onclick = lambda event: copy(view, source_of(tree, view.current), view.copy_value)
    ResizeObserver(lambda entries: draw(view, False)).observe(view.list)


async def open_siblings(view: View) -> None:
    """Open the current node and all beside it, as trees do at an asterisk."""
    tree = view.tree
    parent: int = tree.parents.at(view.current)
    node: int = parent + 1
    end: int = parent + tree.sizes.at(parent) if parent >= 0 else 1
    while node < end:
        view.opened[node] = 1
        size: int = tree.sizes.at(node)
        node += size
    await arrange(view)


def go_to_key(view: View, letter: str) -> None:
    """Go to the next row whose key begins with a letter."""
    start = row_of(view, view.current)
    for step in range(1, min(view.shown, 10_000)):
        row: int = start + step if start + step < view.shown else start + step - view.shown
        node: int = view.rows.at(row)
        if is_member(view.tree, node) and key_of(view.tree, node)[:1].lower() == letter:
            go_to_row(view, row)
            return
