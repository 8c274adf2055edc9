"""Jupyter notebooks of nbformat 2 to 4 with their saved outputs. Nothing in them runs in the page.

Cells are shown in time slices, visible ones first. Each output is shown by the handler of its type, as if it came from
a kernel.
"""

from browser import Array, Element, IntersectionObserver, Promise, Set, setTimeout

from media.dom import create
from media.elements import add
from media.notebook import words
from media.notebook.cells import Notebook, show_cell
from media.notebook.reading import Cell, cells_of, notebook_of
from media.notes import make_note
from media.slices import Slices
from media.styles import adopt
from media.words import say
from static.notebook import css

MIME_TYPES = ('application/x-ipynb+json',)
SLOT_CLASS = 'media-item media-notebook'
RANK = 90
# Nearly every notebook has text and code.
NEEDS = ('markdown', 'highlight')

# The names of cells, by their kind.
LABELS = {'code': words.CODE_CELL, 'markdown': words.MARKDOWN_CELL, 'raw': words.RAW_CELL}

# How long to wait for the first cells before the item counts as shown.
FIRST_MS = 150
# The assumed height of a line, for estimating the height of cells that are not shown yet.
LINE_PX = 20


async def render(item, slot: Element, result_id: str):
    item.name = say(words.NOTEBOOK)
    content = notebook_of(item.data)
    cells = cells_of(content)
    node = create(slot, 'div')
    node.id = result_id
    node.className = 'backendai-notebook'
    queue = Queue(Notebook(node, result_id, item), cells)
    await queue.notebook.restore_widgets(content)
    if not len(cells):
        node.append(make_note(node, say(words.NO_CELLS)))
    if cells.some(lambda cell: cell.kind == 'markdown' and cell.source.includes('#')):
        add_contents(queue, node, cells)
    await queue.add_places()
    slot.replaceChildren(node)
    adopt(node, css)
    await queue.begin()
    return {'node': None, 'dispose': lambda: queue.stop()}


async def add_contents(queue, node: Element, cells: list) -> None:
    """Add the table of contents before the cells."""
    navigation = add(node, 'nav', 'backendai-contents')
    navigation.ariaLabel = say(words.CONTENTS)
    shared = await queue.notebook.load('notebook_contents')
    if shared is not None:
        shared.fill(navigation, cells, lambda index, number: queue.open(index, number))


class Queue:
    """The cells that are not shown yet."""

    def __init__(self, notebook: Notebook, cells: list):
        self.notebook: Notebook = notebook
        self._cells: list = cells
        self._places: list[Element] = []
        # The indices of waiting cells in order, and of cells in or near the viewport, which are shown first.
        self._waiting: Set = Set()
        self._near: Set = Set()
        self._observer: IntersectionObserver = IntersectionObserver(
            lambda entries: self._look(entries), {'rootMargin': '600px'})

    async def add_places(self) -> None:
        """Add an empty place for each cell."""
        slices = Slices()
        for index in range(len(self._cells)):
            cell: Cell = self._cells.at(index)
            place = create(self.notebook.node, 'section')
            self._places.append(place)
            if cell.hides.get('cell') is not True:
                place.className = f'backendai-cell backendai-{cell.kind}-cell'
                place.ariaLabel = say(LABELS[cell.kind], index + 1) if cell.kind in LABELS else cell.kind
                lines: list = cell.source.split('\n')
                place.style.minHeight = f'{LINE_PX * (len(lines) + 8 * len(cell.outputs))}px'
                self.notebook.node.append(place)
                self._waiting.add(index)
                self._observer.observe(place)
            if slices.is_over():
                await slices.pause()

    def _look(self, entries: list) -> None:
        """Record which places have entered or left the area near the viewport."""
        for entry in entries:
            index: int = self._places.indexOf(entry.target)
            if entry.isIntersecting is True:
                self._near.add(index)
            else:
                self._near.delete(index)

    async def begin(self) -> None:
        """Start showing all cells, and wait for FIRST_MS at most."""
        rest = self._show_all()
        await Promise.race([rest, Promise(lambda done: setTimeout(done, FIRST_MS))])

    async def _show_all(self) -> None:
        node = self.notebook.node
        node.ariaBusy = 'true'
        slices = Slices()
        while self._waiting.size > 0 and not self.notebook.is_stopped:
            near: list[int] = Array.from_(self._near).filter(lambda index: index in self._waiting)
            index: int = near.at(0) if len(near) else self._waiting.values().next().value
            self._waiting.delete(index)
            place: Element = self._places.at(index)
            await show_cell(self.notebook, place, self._cells.at(index), index)
            place.style.minHeight = ''
            if slices.is_over():
                await slices.pause()
        node.ariaBusy = None
        self._observer.disconnect()

    def open(self, index: int, number: int) -> None:
        """Scroll to a heading in a cell and focus it."""
        place: Element = self._places.at(index)
        place.scrollIntoView()
        box: Element = place.querySelector('.backendai-markdown > div')
        heading: Element = None if box is None else box.shadowRoot.querySelectorAll('h1,h2,h3,h4,h5,h6').item(number)
        if heading is not None:
            heading.tabIndex = -1
            heading.focus()

    def stop(self) -> None:
        self.notebook.is_stopped = True
