"""Lanes: where each commit's dot is, and in which lane the line to each of its parents runs.

A commit takes the leftmost lane that is reserved for it. It reserves its own lane for its first parent, so that a
branch runs straight down; each further parent keeps a lane that is already reserved for it, or else gets the leftmost
free one. A line leaves its lane only in the half rows next to its ends, so it never touches the dot of another commit.
"""

from media.gitgraph.history import STEP, finished

# From this lane on, a line joins an existing line to the same parent at once instead of at the parent, to save width.
CROWDED = 8


class Layout:
    """By row, ``lanes``; edge i runs from row ``tops[i]`` to ``bottoms[i]`` in ``edge_lanes[i]``; sorted by top."""

    def __init__(self, lanes: list[int], tops: list[int], bottoms: list[int], edge_lanes: list[int], width: int):
        self.lanes: list[int] = lanes
        self.tops: list[int] = tops
        self.bottoms: list[int] = bottoms
        self.edge_lanes: list[int] = edge_lanes
        self.width: int = width


def lay_out(parents: list[list[int]]) -> Layout:
    """Return the layout of commits, without pauses."""
    return finished(laying_out(parents))


def laying_out(parents: list[list[int]]):
    """Compute the layout of commits in rows, given the rows of each one's parents: all below it, without duplicates."""
    lanes: list[int] = []
    tops: list[int] = []
    bottoms: list[int] = []
    edge_lanes: list[int] = []
    taken: list[bool] = []
    # The lanes that are reserved for each commit further down.
    awaited = {}
    for row, own in enumerate(parents):
        if row % STEP == 0:
            yield None
        arriving: list[int] = awaited.pop(row, [])
        lane: int = _nearest(arriving, 0) if arriving else _free_lane(taken)
        lanes.append(lane)
        for ended in arriving:
            taken[ended] = ended == lane
        goes_on = False
        for parent in own:
            waiting: list[int] = awaited.get(parent, [])
            if waiting and (goes_on or lane >= CROWDED):
                chosen: int = _nearest(waiting, lane)
            else:
                chosen = _free_lane(taken) if goes_on else lane
                goes_on = True
                waiting.append(chosen)
                awaited[parent] = waiting
            tops.append(row)
            bottoms.append(parent)
            edge_lanes.append(chosen)
        taken[lane] = goes_on
    yield Layout(lanes, tops, bottoms, edge_lanes, len(taken))


def _free_lane(taken: list[bool]) -> int:
    """Find the leftmost free lane, and take it."""
    for lane, is_taken in enumerate(taken):
        if not is_taken:
            taken[lane] = True
            return lane
    taken.append(True)
    return len(taken) - 1


def _nearest(lanes: list[int], lane: int) -> int:
    best: int = lanes[0]
    for other in lanes:
        if abs(other - lane) < abs(best - lane):
            best = other
    return best
