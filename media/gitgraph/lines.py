"""Lines: which edges of a layout pass through a window of rows, and the SVG paths they have there.

All lengths are whole CSS pixels, so that lines are sharp; heights are counted from the window's top, since those of a
long history are more than SVG's numbers can tell apart.
"""

from media.gitgraph.lanes import Layout

# The height of a row, and half of it.
ROW = 26
HALF = 13


def middle_of(lane: int, gap: int) -> int:
    """How far right the middle of a lane is, where lanes are ``gap`` apart."""
    return gap * lane + 12


def edges_within(layout: Layout, first: int, last: int, strong: list[bool]) -> list[int]:
    """The edges in the rows from ``first`` to ``last``.

    Of those that come down one lane from above, one is enough, since they all lead to the same parent: a ``strong``
    one where there is one. An edge is as strong as the row that it leaves; in an empty list all are alike.
    """
    passing = {}
    found: list[int] = []
    for edge, top in enumerate(layout.tops):
        if top > last:
            break
        if layout.bottoms[edge] >= first:
            if top >= first:
                found.append(edge)
            elif layout.edge_lanes[edge] not in passing or strong and strong[top]:
                passing[layout.edge_lanes[edge]] = edge
    return [*passing.values(), *found]


def path_of(layout: Layout, edge: int, first: int, last: int, gap: int) -> str:
    """The path of an edge, as far as it runs in the rows from ``first`` to ``last``."""
    top: int = layout.tops[edge]
    bottom: int = layout.bottoms[edge]
    right: int = middle_of(layout.edge_lanes[edge], gap)
    path = f'M{right} 0'
    if top >= first:
        start: int = middle_of(layout.lanes[top], gap)
        down: int = (top - first) * ROW + HALF
        path = f'M{start} {down}'
        if start != right:
            path += f'C{start} {down + 9} {right} {down + 4} {right} {down + HALF}'
    if bottom > last:
        return f'{path}V{(last - first + 1) * ROW}'
    end: int = middle_of(layout.lanes[bottom], gap)
    down = (bottom - first) * ROW + HALF
    if end == right:
        return f'{path}V{down}'
    return f'{path}V{down - HALF}C{right} {down - 4} {end} {down - 9} {end} {down}'
