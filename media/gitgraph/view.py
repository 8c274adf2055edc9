"""The widget: its elements and its state. A *row* counts all commits, a *place* only those that are shown."""

from browser import Element, Map

from media.dom import create
from media.gitgraph import words
from media.gitgraph.elements import make, shape
from media.gitgraph.history import History
from media.gitgraph.lanes import Layout
from media.gitgraph.lines import Index, Room, room_for
from media.words import say


class View:
    """The state of a graph; functions of other modules fill it, draw it and handle its events."""

    def __init__(self, slot: Element, result_id: str):
        root = create(slot, 'div')
        root.className = 'backendai-gitgraph'
        root.id = result_id
        self.root: Element = root
        self.slot: Element = slot
        self.note: Element = make(root, 'p')
        self.note.role = 'note'
        bar = make(root, 'div')
        bar.role = 'search'
        self.search: Element = make(bar, 'input')
        self.search.type = 'search'
        self.search.placeholder = self.search.ariaLabel = say(words.SEARCH_EXAMPLES)
        self.branches: Element = make(bar, 'select')
        self.branches.ariaLabel = say(words.BRANCH_LABEL)
        frame = make(root, 'div')
        frame.className = 'backendai-gitgraph-frame'
        self.list: Element = make(frame, 'div')
        self.list.role = 'listbox'
        self.list.ariaLabel = say(words.COMMITS)
        self.space: Element = make(self.list, 'div')
        self.space.role = 'presentation'
        self.graph: Element = shape(self.space, 'svg', 'aria-hidden', True)
        # Resizes the area of the lanes; hidden if all lanes fit.
        self.handle: Element = make(frame, 'div')
        self.handle.role = 'separator'
        self.handle.ariaOrientation = 'vertical'
        self.handle.ariaLabel = say(words.LANES_WIDTH)
        self.handle.tabIndex = 0
        self.details: Element = make(root, 'section')
        self.status: Element = make(root, 'small')
        self.status.role = 'status'
        # The data, and how it is shown.
        self.history: History = None
        self.tips: dict = None
        self.rows: list[int] = []
        self.layout: Layout = None
        self.index: Index = None
        # A counter of the work on the view's contents: older work stops when it changes.
        self.turn: int = 0
        # The same for selecting.
        self.selecting: int = 0
        # The row that the Tab key reaches, and the selected one (-1: none).
        self.current: int = 0
        self.selected: int = -1
        # By place, whether it is the selected commit or an ancestor; empty if none is selected.
        self.strong: list[bool] = []
        # The drawn part: the first and last place, the area of the lanes with the width that the user set (0: none),
        # and the elements of commits by place.
        self.first: int = 0
        self.last: int = -1
        self.room: Room = room_for(1, 0, 0)
        self.wanted: int = 0
        self.elements: Map = Map()
