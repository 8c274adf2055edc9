"""The area that lines enclose, as Python's turtle fills it: by the even-odd rule."""

from math import floor


class _Run:
    """Lines of which each starts where the one before ends; points are ``[x, y, x, y, …]``."""

    def __init__(self, points: list[float]) -> None:
        self.points: list[float] = points
        self.start: str = _key(points, 0)
        self.end: str = _key(points, 2)


def outlines_of(lines: list) -> list:
    """The outlines, each ``[x, y, x, y, …]``, of what lines ``[x0, y0, x1, y1]`` enclose in the order they were drawn.

    The turtle's path is one polygon, in which a jump with the pen up is an edge, too. Runs of lines that close by
    themselves need no such edges. Nor do runs that close together, whatever their order and directions: edges to their
    ends from a common point are there twice each, so the even-odd rule does not see them.
    """
    runs: list[_Run] = []
    for points in lines:
        run = _Run(points)
        if runs and runs[len(runs) - 1].end == run.start:
            last = runs[len(runs) - 1]
            last.points.append(run.points[2])
            last.points.append(run.points[3])
            last.end = run.end
        else:
            runs.append(run)
    outlines: list = []
    open_runs: list[_Run] = []
    odd_ends = 0
    is_odd = {}
    for run in runs:
        if run.start == run.end:
            outlines.append(run.points)
        else:
            open_runs.append(run)
            for side in range(2):
                key = run.end if side else run.start
                was_odd = is_odd.get(key) is True
                is_odd[key] = not was_odd
                odd_ends += -1 if was_odd else 1
    path: list[float] = []
    for run in open_runs:
        if odd_ends == 0:
            path = [open_runs[0].points[0], open_runs[0].points[1]]
        if len(path) < 3:
            outlines.append(path)
        for value in run.points:
            path.append(value)
    return outlines


def _key(points: list[float], at: int) -> str:
    """A point, for comparison: turtles come back to where they were but for the last digits."""
    return f'{floor(points[at] * 64 + 0.5)} {floor(points[at + 1] * 64 + 0.5)}'
