"""Lines: which edges of a layout pass through a window of rows, and their SVG paths there.

All lengths are whole CSS pixels, so that lines are sharp. Vertical positions are relative to the window's top, because
those in a long history exceed the precision of SVG's numbers.
"""

from media.gitgraph.history import finished
from media.gitgraph.lanes import Layout

# The height of a row, and half of it.
ROW = 26
HALF = 13

# The number of rows that share an entry of an index.
BLOCK = 128

# The distance between lanes, in CSS pixels: as large as the space allows, within these limits.
WIDEST_GAP = 14
NARROWEST_GAP = 8

# The minimum widths of the areas for lanes and for texts, in CSS pixels.
MIN_LANES_PX = 40
MIN_TEXT_PX = 120


class Room:
    """The lanes' area, ``width`` pixels wide: lanes before ``limit`` are ``gap`` apart, others share one position."""

    def __init__(self, gap: int, limit: int, width: int):
        self.gap: int = gap
        self.limit: int = limit
        self.width: int = width


def room_for(count: int, width: int, wanted: int) -> Room:
    """The area for ``count`` lanes in a list of ``width`` pixels; ``wanted`` is the width that the user set, or 0.

    Unless the user sets a width, lanes take at most a third of a wide list and a fifth of a narrow one.
    """
    bound: int = wanted or (width // 3 if width >= 500 else width // 5)
    bound = max(MIN_LANES_PX, min(bound, width - MIN_TEXT_PX)) - 12
    gap: int = max(NARROWEST_GAP, min(WIDEST_GAP, bound // max(1, count)))
    limit: int = bound // gap - 1
    if count <= limit + 1:
        limit = count
    return Room(gap, limit, middle_of(min(count, limit + 1), gap))


def middle_of(lane: int, gap: int) -> int:
    """The horizontal position of a lane's center, when lanes are ``gap`` apart."""
    return gap * lane + 12


class Index:
    """An index that finds the edges of a window without checking all edges above it.

    By block of rows: ``firsts`` is the first edge that begins in it or below; ``starts`` is where its edges begin in
    ``passing``, which holds the edges that enter it from above, one for each lane. ``strong`` is from ``index_of``.
    """

    def __init__(self, strong: list[bool]):
        self.firsts: list[int] = []
        self.starts: list[int] = []
        self.passing: list[int] = []
        self.strong: list[bool] = strong


def index_of(layout: Layout, strong: list[bool]) -> Index:
    """Return an index of a layout, without pauses."""
    return finished(indexing(layout, strong))


def indexing(layout: Layout, strong: list[bool]):
    """Build an index of a layout.

    One edge represents all edges that come down a lane, since they all lead to the same parent; a ``strong`` one if
    there is one. An edge is as strong as the row in which it begins; with an empty list all are equal.
    """
    index = Index(strong)
    tops: list[int] = layout.tops
    bottoms: list[int] = layout.bottoms
    edge_lanes: list[int] = layout.edge_lanes
    count: int = len(tops)
    # The current edge of each lane.
    current: list[int] = [-1 for _ in range(layout.width)]
    edge = 0
    row = 0
    while row <= len(layout.lanes):
        yield None
        while edge < count and tops[edge] < row:
            old: int = current[edge_lanes[edge]]
            if old < 0 or bottoms[old] <= tops[edge] or strong and strong[tops[edge]]:
                current[edge_lanes[edge]] = edge
            edge += 1
        index.firsts.append(edge)
        index.starts.append(len(index.passing))
        for passing in current:
            if passing >= 0 and bottoms[passing] >= row:
                index.passing.append(passing)
        row += BLOCK
    index.starts.append(len(index.passing))
    yield index


def edges_within(layout: Layout, index: Index, first: int, last: int, limit: int) -> list[int]:
    """The edges in the rows from ``first`` to ``last``; one represents all that pass in the lanes from ``limit`` on."""
    passing = {}
    found: list[int] = []
    block: int = first // BLOCK

    def pass_by(edge: int) -> None:
        """Note an edge that enters from above."""
        lane: int = layout.edge_lanes[edge]
        if layout.bottoms[edge] >= first:
            key: int = -1 if lane >= limit and layout.bottoms[edge] > last else lane
            if key not in passing or index.strong and index.strong[layout.tops[edge]]:
                passing[key] = edge

    for place in range(index.starts[block], index.starts[block + 1]):
        pass_by(index.passing[place])
    edge: int = index.firsts[block]
    while edge < len(layout.tops) and layout.tops[edge] <= last:
        if layout.tops[edge] < first:
            pass_by(edge)
        else:
            found.append(edge)
        edge += 1
    return [*passing.values(), *found]


def path_of(layout: Layout, edge: int, first: int, last: int, room: Room) -> str:
    """The path of an edge inside the rows from ``first`` to ``last``."""
    top: int = layout.tops[edge]
    bottom: int = layout.bottoms[edge]
    right: int = place_of(layout.edge_lanes[edge], room)
    path = f'M{right} 0'
    if top >= first:
        start: int = place_of(layout.lanes[top], room)
        down: int = (top - first) * ROW + HALF
        path = f'M{start} {down}'
        if start != right:
            path += f'C{start} {down + 9} {right} {down + 4} {right} {down + HALF}'
    if bottom > last:
        return f'{path}V{(last - first + 1) * ROW}'
    end: int = place_of(layout.lanes[bottom], room)
    down = (bottom - first) * ROW + HALF
    if end == right:
        return f'{path}V{down}'
    return f'{path}V{down - HALF}C{right} {down - 4} {end} {down - 9} {end} {down}'


def place_of(lane: int, room: Room) -> int:
    """The horizontal position of a lane; lanes beyond the limit share one."""
    return middle_of(min(lane, room.limit), room.gap)
