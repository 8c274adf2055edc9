"""The widget: its elements, and what it shows. A *row* counts all commits, a *place* those that are shown."""

from browser import Element, Map

from media.dom import create
from media.gitgraph.elements import make, shape
from media.gitgraph.history import History
from media.gitgraph.lanes import Layout


class View:
    """Functions of other modules fill it, draw it and let people act on it."""

    def __init__(self, slot: Element, result_id: str):
        root = create(slot, 'div')
        root.className = 'backendai-gitgraph'
        root.id = result_id
        self.root: Element = root
        self.note: Element = make(root, 'p')
        self.note.role = 'note'
        self.search: Element = make(root, 'input')
        self.search.type = 'search'
        self.search.placeholder = self.search.ariaLabel = 'Search message, author or hash'
        self.list: Element = make(root, 'div')
        self.list.role = 'listbox'
        self.list.ariaLabel = 'Commits, newest first'
        self.space: Element = make(self.list, 'div')
        self.space.role = 'presentation'
        self.graph: Element = shape(self.space, 'svg', 'aria-hidden', True)
        self.details: Element = make(root, 'section')
        self.status: Element = make(root, 'small')
        self.status.role = 'status'
        # What there is, and how it is shown.
        self.history: History = None
        self.tips: dict = None
        self.rows: list[int] = []
        self.layout: Layout = None
        # The row that the Tab key leads to, and the selected one (-1: none).
        self.current: int = 0
        self.selected: int = -1
        # By place, whether it is the selected commit or an ancestor; empty where none is selected.
        self.strong: list[bool] = []
        # What is drawn: the first and last place, how far lanes are apart, and the commits' elements by their places.
        self.first: int = 0
        self.last: int = -1
        self.gap: int = 0
        self.elements: Map = Map()
