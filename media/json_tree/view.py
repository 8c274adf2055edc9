"""What a person sees of a tree: a list of the nodes in sight, with tools above and the current node's details below."""

from browser import Element, Int32Array, JSON, Math, String, Uint8Array

from media.dom import create
from media.slices import Slices
from media.json_tree.tree import (
    Tree, grouped, is_container, is_member, key_of, kind_of, level_of, path_of, node_text,
)

# The height of a row, and that of the list before it is on the page, in pixels. The style sheet knows both.
ROW_PX = 24
_LIST_PX = 400

# Browsers know no elements taller than this, in pixels; beyond, scrolling gets coarser.
_TALLEST_PX = 16_000_000

# Rows drawn above and below those in sight.
_SPARE = 10

# Deeper levels are not indented further; their number is shown instead.
_DEEPEST_INDENT = 24

# The most characters of a string in its row, and in the details.
_MAX_VALUE_CHARACTERS = 200
_MAX_DETAIL_CHARACTERS = 20_000

# A tree of no more values than this is open at first.
_FEW = 30


class View:
    """The elements, which nodes are open, and the visible nodes as ``rows``, of which there are ``shown``."""

    def __init__(self, slot: Element, result_id: str, tree: Tree, root: str):
        self.tree: Tree = tree
        self.root_name: str = root
        self.element: Element = create(slot, 'div')
        self.element.className = 'backendai-json'
        self.element.id = result_id
        self.tools: Element = make(self.element, 'header')
        self.search: Element = make(self.tools, 'input')
        self.search.type = 'search'
        self.search.placeholder = self.search.ariaLabel = 'Search keys and values'
        self.status: Element = make(self.tools, 'small')
        self.status.role = 'status'
        self.open_all: Element = _button(self.tools, 'Expand all')
        self.close_all: Element = _button(self.tools, 'Collapse all')
        self.list: Element = make(self.element, 'div')
        self.list.role = 'tree'
        self.list.tabIndex = 0
        self.list.ariaLabel = 'JSON'
        self.space: Element = make(self.list, 'div')
        self.space.role = 'none'
        self.window: Element = make(self.space, 'div')
        self.window.role = 'none'
        self.details: Element = make(self.element, 'footer')
        self.path: Element = make(self.details, 'code')
        self.kind: Element = make(self.details, 'small')
        self.copy_path: Element = _button(self.details, 'Copy path')
        self.copy_value: Element = _button(self.details, 'Copy value')
        self.full: Element = make(self.details, 'pre')
        self.full.tabIndex = 0
        self.full.ariaLabel = 'Whole text'
        self.opened: Uint8Array = Uint8Array(tree.count)
        self.rows: Int32Array = Int32Array(tree.count)
        self.shown: int = 0
        self.first: int = 0
        self.last: int = 0
        self.current: int = 0
        # What is searched for in lower case, and the nodes where it was found.
        self.query: str = ''
        self.found: list[int] = []
        # Of two arrangements at a time, the later one counts.
        self.turn: int = 0
        # Functions of this chunk for the one of the tools, which has no copy of them.
        self.reveal = None
        self.draw = None


def make(parent: Element, tag: str, text: str = '') -> Element:
    """A new element at the end of ``parent``."""
    element = create(parent, tag)
    element.textContent = text
    parent.append(element)
    return element


def _button(parent: Element, text: str) -> Element:
    button = make(parent, 'button', text)
    button.type = 'button'
    return button


def open_at_first(view: View, expanded) -> None:
    """Open what metadata ask for: all, or the first level; where they do not ask, all of a small tree."""
    tree = view.tree
    if expanded is True or (expanded is None and tree.count <= _FEW):
        view.opened.fill(1)
    view.opened[0] = 1
    is_scalar = not is_container(tree, 0)
    view.tools.hidden = tree.count < 3
    view.details.hidden = is_scalar and len(node_text(tree, 0)) <= _MAX_VALUE_CHARACTERS


async def arrange(view: View) -> None:
    """List the nodes in sight anew, and draw; of a large tree in slices."""
    view.turn += 1
    turn = view.turn
    tree = view.tree
    slices = Slices()
    shown = 0
    checked = 0
    node = 0
    view.shown = 0
    while node < tree.count:
        view.rows[shown] = node
        shown += 1
        size: int = 1 if view.opened.at(node) == 1 else tree.sizes.at(node)
        node += size
        if shown > checked + 50_000 and slices.is_over():
            checked = shown
            await slices.pause()
            if view.turn != turn:
                return
    view.shown = shown
    view.space.style.height = f'{min(shown * ROW_PX, _TALLEST_PX)}px'
    if row_of(view, view.current) < 0:
        _climb(view)
    draw(view, True)


def _climb(view: View) -> None:
    """Where the current node was closed away, its nearest ancestor in sight is current."""
    tree = view.tree
    node = view.current
    closed = node
    while node > 0:
        node = tree.parents.at(node)
        if view.opened.at(node) == 0:
            closed = node
    view.current = closed


def row_of(view: View, node: int) -> int:
    """The row of a node, or -1 where it is not in sight."""
    low: int = 0
    high: int = view.shown - 1
    while low <= high:
        middle: int = (low + high) // 2
        other: int = view.rows.at(middle)
        if other == node:
            return middle
        if other < node:
            low = middle + 1
        else:
            high = middle - 1
    return -1


def draw(view: View, is_changed: bool) -> None:
    """Have those rows on the page that are in sight, unless they are there already and have not changed."""
    height: int = view.list.clientHeight or _LIST_PX
    top: float = view.list.scrollTop
    full: int = view.shown * ROW_PX
    # In a list that is taller than an element can be, rows lie as they should around what is in sight.
    excess: float = (full - min(full, _TALLEST_PX)) * top / max(1, min(full, _TALLEST_PX) - height)
    first: int = (top + excess) // ROW_PX  # type: ignore[assignment]
    last: int = Math.min(view.shown, (top + excess + height) // ROW_PX + 1)
    if is_changed or excess > 0 or first < view.first or last > view.last:
        view.first = max(0, first - _SPARE)
        view.last = min(view.shown, last + _SPARE)
        nodes: list[int] = [view.rows.at(row) for row in range(view.first, view.last)]
        view.window.replaceChildren(*[_make_row(view, node) for node in nodes])
        view.window.style.top = f'{String(view.first * ROW_PX - excess)}px'
    mark(view)


def mark(view: View) -> None:
    """Show which node is current, and its details."""
    name = f'{view.element.id}-{view.current}'
    for row in view.window.children:
        row.ariaSelected = 'true' if row.id == name else 'false'
    view.list.setAttribute('aria-activedescendant', name)


def describe(view: View) -> None:
    """The details of the current node: its path, what it is, and all of a long string."""
    tree = view.tree
    node = view.current
    path: str = path_of(tree, node, view.root_name)
    view.path.textContent = path if len(path) <= _MAX_VALUE_CHARACTERS else f'…{path[-_MAX_VALUE_CHARACTERS:]}'
    kind = kind_of(tree, node)
    view.kind.textContent = f'{kind}, {_count(tree, node, kind)}' if is_container(tree, node) else kind
    text = node_text(tree, node) if kind == 'string' else ''
    view.full.hidden = len(text) <= _MAX_VALUE_CHARACTERS and '\n' not in text
    if not view.full.hidden:
        rest = len(text) - _MAX_DETAIL_CHARACTERS
        more = f'\n… {grouped(rest)} characters more; copy the value to have them' if rest > 0 else ''
        view.full.textContent = f'{text[:_MAX_DETAIL_CHARACTERS]}{more}'
        view.kind.textContent = f'string, {grouped(len(text))} characters'


def _make_row(view: View, node: int) -> Element:
    tree = view.tree
    row = create(view.element, 'div')
    kind = kind_of(tree, node)
    level = level_of(tree, node)
    row.id = f'{view.element.id}-{node}'
    row.role = 'treeitem'
    row.node = node
    row.ariaLevel = level
    row.ariaPosInSet = tree.places.at(node) + 1
    row.ariaSetSize = tree.counts.at(tree.parents.at(node)) if node > 0 else 1
    row.style.setProperty('--level', min(level, _DEEPEST_INDENT) - 1)
    if tree.counts.at(node) > 0:
        row.ariaExpanded = 'true' if view.opened.at(node) == 1 else 'false'
    if level > _DEEPEST_INDENT:
        make(row, 'small', f'level {grouped(level)} ')
    if node > 0:
        key = key_of(tree, node)
        _add_text(view, make(row, 'b' if is_member(tree, node) else 'i'), key[:_MAX_VALUE_CHARACTERS] or '""')
        row.append('… : ' if len(key) > _MAX_VALUE_CHARACTERS else ': ')
    elif view.root_name != 'root':
        make(row, 'b', view.root_name)
        row.append(': ')
    value = make(row, 'span')
    value.dataset.kind = kind
    if is_container(tree, node):
        value.textContent = '{} ' if kind == 'object' else '[] '
        make(row, 'small', _count(tree, node, kind))
        return row
    text = node_text(tree, node)
    short = text[:_MAX_VALUE_CHARACTERS]
    _add_text(view, value, JSON.stringify(short) if kind == 'string' else short)
    if len(text) > _MAX_VALUE_CHARACTERS:
        value.append('…')
        make(row, 'small', f' {grouped(len(text))} characters')
    return row


def _count(tree: Tree, node: int, kind: str) -> str:
    count: int = tree.counts.at(node)
    noun = 'key' if kind == 'object' else 'item'
    return f'{grouped(count)} {noun}{"" if count == 1 else "s"}'


def _add_text(view: View, element: Element, text: str) -> None:
    """Add a text, with what is searched for marked in it."""
    query = view.query
    at = text.lower().indexOf(query) if query else -1
    if at < 0:
        element.append(text)
        return
    element.append(text[:at])
    make(element, 'mark', text[at:at + len(query)])
    element.append(text[at + len(query):])
