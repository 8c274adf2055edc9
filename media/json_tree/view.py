"""The view of a tree: a list of the visible nodes, with tools above and the current node's details below."""

from browser import Element, Event, Int32Array, JSON, KeyboardEvent, Math, Object, ResizeObserver, String

from media.dom import call, create, document_of
from media.json_tree import words
from media.json_tree.tree import Tree
from media.limits import has_layout
from media.shared import load_shared
from media.slices import Slices
from media.words import say

# The height of a row, and of the list before it is laid out, in pixels. The style sheet sets both.
ROW_PX = 24
_LIST_PX = 400

# Below the maximum height of elements in browsers, in pixels. Taller lists scroll in larger steps.
_TALLEST_PX = 16_000_000

# Rows drawn above and below the visible ones.
_SPARE = 10

# Deeper levels are not indented further; their number is shown instead.
_DEEPEST_INDENT = 24

# The maximum number of characters of a text in its row.
MAX_CHARACTERS = 200

# How many rows are listed between two checks of the clock.
_PORTION_ROWS = 50_000


class View:
    """The elements and state of a view. ``rows`` are the nodes whose ancestors are open; ``shown`` counts them."""

    def __init__(self, slot: Element, result_id: str):
        self.element: Element = create(slot, 'div')
        self.element.className = 'backendai-json'
        self.element.id = result_id
        self.tools: Element = make(self.element, 'header')
        self.search: Element = make(self.tools, 'input')
        self.search.type = 'search'
        self.search.placeholder = self.search.ariaLabel = say(words.SEARCH_LABEL)
        self.status: Element = make(self.tools, 'small')
        self.status.role = 'status'
        self.open_all: Element = _button(self.tools, say(words.EXPAND_ALL))
        self.close_all: Element = _button(self.tools, say(words.COLLAPSE_ALL))
        self.list: Element = make(self.element, 'div')
        self.list.role = 'tree'
        self.list.tabIndex = 0
        self.list.ariaLabel = 'JSON'
        self._space: Element = make(self.list, 'div')
        self._space.role = 'none'
        self._window: Element = make(self._space, 'div')
        self._window.role = 'none'
        self.details: Element = make(self.element, 'footer')
        self.path: Element = make(self.details, 'code')
        self.kind: Element = make(self.details, 'small')
        self.copy_path: Element = _button(self.details, say(words.COPY_PATH))
        self.copy_value: Element = _button(self.details, say(words.COPY_VALUE))
        self.full: Element = make(self.details, 'pre')
        self.full.tabIndex = 0
        self.full.ariaLabel = say(words.WHOLE_TEXT)
        self.full.hidden = True
        # The search text in lower case, and the matching nodes.
        self.query: str = ''
        self.found: list[int] = []
        self.tree: Tree = None
        self.opened: Object = None
        self.rows: Object = None
        self.current: int = 0
        self.root_name: str = ''
        self.shown: int = 0
        self._first: int = 0
        self._last: int = 0
        # The exports of the chunk json_tools, which is loaded on the first interaction.
        self._answers: Object = None
        # A counter that lets a later arrange() stop an earlier one.
        self._turn: int = 0
        self.list.onscroll = lambda event: self.draw(False)
        self.list.onclick = lambda event: self._click(event)
        self.element.onkeydown = lambda event: self._press(event)
        # Load on pointerdown already: browsers only allow copying shortly after a click.
        for kind in ('click', 'input', 'pointerdown', 'focusin'):
            self.element.addEventListener(kind, lambda event: self._hand_on(event))
        if has_layout():
            ResizeObserver(lambda entries: self.draw(False)).observe(self.list)

    def take(self, tree: Tree, opened: Object, current: int, root_name: str) -> None:
        """Replace the tree. ``opened`` has 1 for each open node, and ``current`` is the current node."""
        self.tree = tree
        self.opened = opened
        self.current = current
        self.root_name = root_name
        self.rows = Int32Array(tree.count)
        self.found = []
        self.tools.hidden = tree.count < 3
        is_container = tree.is_container(0)
        is_long = not is_container and len(tree.scalar(0)) > MAX_CHARACTERS
        self.details.hidden = not is_container and not is_long
        self.path.textContent = root_name
        self.kind.textContent = f'{say(tree.kind(0))}, {tree.counted(0)}' if is_container else ''
        if is_long or self._answers is not None:
            self._hand_on(None)

    def _hand_on(self, event: Event) -> None:
        """Pass an event to the chunk json_tools once it is loaded. None updates the details."""
        load_shared('json_tools').then(lambda chunk: self._answer(chunk.shared, event), lambda error: None)

    def _answer(self, answers: Object, event: Event) -> None:
        self._answers = answers
        answers.answer(self, event)

    def _press(self, event: KeyboardEvent) -> None:
        if self._answers is not None:
            self._answers.answer(self, event)
        elif event.target is self.list and event.key != 'Tab':
            # The chunk is not loaded yet; until then, the key would scroll the page.
            event.preventDefault()
            self._hand_on(event)

    def _click(self, event: Event) -> None:
        row: Element = event.target.closest('[role=treeitem]')
        if row is not None and call(document_of(self.element), 'getSelection', []).isCollapsed is True:
            node: int = row.node
            self.current = node
            self.toggle(node, self.opened[node] == 0)
            self.mark()

    async def toggle(self, node: int, is_open: bool) -> None:
        if self.tree.counts[node] > 0:
            self.opened[node] = 1 if is_open else 0
            await self.arrange()

    async def arrange(self) -> None:
        """List the rows again and draw them, in time slices for a large tree."""
        self._turn += 1
        turn = self._turn
        tree = self.tree
        slices = Slices()
        shown = 0
        checked = 0
        node = 0
        self.shown = 0
        while node < tree.count:
            self.rows[shown] = node
            shown += 1
            size: int = 1 if self.opened[node] == 1 else tree.sizes[node]
            node += size
            if shown > checked + _PORTION_ROWS and slices.is_over():
                checked = shown
                await slices.pause()
                if self._turn != turn:
                    return
        self.shown = shown
        self._space.style.height = f'{min(shown * ROW_PX, _TALLEST_PX)}px'
        self.draw(True)

    def row_of(self, node: int) -> int:
        """Return the row of a node, or -1 if a closed node hides it."""
        low: int = 0
        high: int = self.shown - 1
        while low <= high:
            middle: int = (low + high) // 2
            other: int = self.rows[middle]
            if other == node:
                return middle
            if other < node:
                low = middle + 1
            else:
                high = middle - 1
        return -1

    def draw(self, is_changed: bool) -> None:
        """Draw the rows in the viewport, unless they are drawn already and ``is_changed`` is False."""
        height: int = self.list.clientHeight or _LIST_PX
        top: float = self.list.scrollTop
        full: int = self.shown * ROW_PX
        # If the list is taller than an element can be, shift the rows so that those around the viewport are in place.
        excess: float = (full - min(full, _TALLEST_PX)) * top / max(1, min(full, _TALLEST_PX) - height)
        first: int = Math.floor((top + excess) / ROW_PX)
        last: int = Math.min(self.shown, Math.floor((top + excess + height) / ROW_PX) + 1)
        if is_changed or excess > 0 or first < self._first or last > self._last:
            self._first = max(0, first - _SPARE)
            self._last = min(self.shown, last + _SPARE)
            rows: list[Element] = []
            for row in range(self._first, self._last):
                rows.append(self._make_row(self.rows[row]))
            self._window.replaceChildren(*rows)
            self._window.style.top = f'{String(self._first * ROW_PX - excess)}px'
        self.mark()

    def mark(self) -> None:
        """Mark the current node."""
        name = f'{self.element.id}-{self.current}'
        for row in self._window.children:
            row.ariaSelected = row.id == name
        self.list.setAttribute('aria-activedescendant', name)

    def _make_row(self, node: int) -> Element:
        tree = self.tree
        row = create(self.element, 'div')
        kind = tree.kind(node)
        level = tree.level(node)
        row.id = f'{self.element.id}-{node}'
        row.role = 'treeitem'
        row.node = node
        row.ariaLevel = level
        row.ariaPosInSet = tree.places[node] + 1
        row.ariaSetSize = tree.counts[tree.parents[node]] if node > 0 else 1
        row.style.setProperty('--level', min(level, _DEEPEST_INDENT) - 1)
        if tree.counts[node] > 0:
            row.ariaExpanded = self.opened[node] == 1
        if level > _DEEPEST_INDENT:
            make(row, 'small', f'{say(words.LEVEL, level)} ')
        if node > 0:
            key = tree.key(node)
            self._add_text(make(row, 'b' if tree.is_member(node) else 'i'), key[:MAX_CHARACTERS] or '""')
            row.append('… : ' if len(key) > MAX_CHARACTERS else ': ')
        elif self.root_name != 'root':
            make(row, 'b', self.root_name)
            row.append(': ')
        value = make(row, 'span')
        value.dataset.kind = kind
        if tree.is_container(node):
            value.textContent = '{} ' if kind == 'object' else '[] '
            make(row, 'small', tree.counted(node))
            return row
        text = tree.scalar(node)
        short = text[:MAX_CHARACTERS]
        self._add_text(value, JSON.stringify(short) if kind == 'string' else short)
        if len(text) > MAX_CHARACTERS:
            value.append('…')
            make(row, 'small', f' {say(words.CHARACTERS, len(text))}')
        return row

    def _add_text(self, element: Element, text: str) -> None:
        """Append a text with the first match of the search highlighted."""
        query = self.query
        at = text.lower().indexOf(query) if query else -1
        if at < 0:
            element.append(text)
            return
        element.append(text[:at])
        make(element, 'mark', text[at:at + len(query)])
        element.append(text[at + len(query):])


def make(parent: Element, tag: str, text: str = '') -> Element:
    """Create an element and append it to ``parent``."""
    element = create(parent, tag)
    element.textContent = text
    parent.append(element)
    return element


def _button(parent: Element, text: str) -> Element:
    button = make(parent, 'button', text)
    button.type = 'button'
    return button
