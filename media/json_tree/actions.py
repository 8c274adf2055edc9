"""What people do with a tree: move, open and close; what they do less often is loaded for it."""

from browser import Element, Event, KeyboardEvent, Map, Math, ResizeObserver

from media.dom import call, document_of
from media.json_tree.tree import is_member, key_of
from media.json_tree.view import ROW_PX, View, arrange, describe, draw, mark, row_of
from media.shared import load_shared


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


async def with_tools(act) -> None:
    """Call ``act(tools)`` with what the chunk json_tools shares; nothing happens where that cannot be loaded."""
    try:
        chunk = await load_shared('json_tools')
    except Exception:
        return
    act(chunk.shared)


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
            if call(document_of(view.element), 'getSelection', []).isCollapsed is False:
                return
            with_tools(lambda tools: tools.copy_value(view))
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
        if row is not None and call(document_of(view.element), 'getSelection', []).isCollapsed is True:
            node: int = row.node
            view.current = node
            mark(view)
            describe(view)
            toggle(view, node, view.opened.at(node) == 0)

    def go_on(event: KeyboardEvent) -> None:
        is_back: bool = event.shiftKey
        if event.key == 'Enter':
            with_tools(lambda tools: tools.go_on(view, -1 if is_back else 1))

    view.reveal = reveal
    view.draw = draw
    view.list.onkeydown = press
    view.list.onclick = click
    view.list.onscroll = lambda event: draw(view, False)
    view.open_all.onclick = lambda event: set_all(view, True)
    view.close_all.onclick = lambda event: set_all(view, False)
    view.copy_path.onclick = lambda event: with_tools(lambda tools: tools.copy_path(view))
    view.copy_value.onclick = lambda event: with_tools(lambda tools: tools.copy_value(view))
    view.search.oninput = lambda event: with_tools(lambda tools: tools.search(view))
    view.search.onkeydown = go_on
    # They are there when the first click ends: browsers let a page copy only right after one.
    view.element.onpointerdown = lambda event: with_tools(lambda tools: None)
    view.element.addEventListener('focusin', lambda event: with_tools(lambda tools: None))
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
