"""The area that lines enclose, as Python's turtle fills it: by the even-odd rule."""

from math import floor

from media.drawing.shapes import Shape


class _Run:
    """Lines of which each starts where the one before ends; points are ``[x, y, x, y, …]``."""

    def __init__(self, line: Shape) -> None:
        self._points: list[float] = [line.x, line.y, line.u, line.v]
        self._start: str = _key(line.x, line.y)
        self._end: str = _key(line.u, line.v)


def outlines_of(lines: list[Shape]) -> list:
    """The outlines, each ``[x, y, x, y, …]``, of what lines enclose in the order they were drawn.

    The turtle's path is one polygon, in which a jump with the pen up is an edge, too. Runs of lines that close by
    themselves need no such edges. Nor do runs that close together, whatever their order and directions: edges to their
    ends from a common point are there twice each, so the even-odd rule does not see them.
    """
    runs: list[_Run] = []
    last: _Run = None
    for line in lines:
        run = _Run(line)
        if last is not None and last._end == run._start:
            last._points.append(line.u)
            last._points.append(line.v)
            last._end = run._end
        else:
            runs.append(run)
            last = run
    outlines: list = []
    open_runs: list[_Run] = []
    # Where the first of them starts.
    origin: list[float] = []
    odd_ends = 0
    is_odd = {}
    for run in runs:
        if run._start == run._end:
            outlines.append(run._points)
        else:
            if not open_runs:
                origin = run._points[:2]
            open_runs.append(run)
            for key in [run._start, run._end]:
                was_odd = is_odd.get(key) is True
                is_odd[key] = not was_odd
                odd_ends += -1 if was_odd else 1
    path: list[float] = []
    for run in open_runs:
        if odd_ends == 0:
            path = [*origin]
        if len(path) < 3:
            outlines.append(path)
        for value in run._points:
            path.append(value)
    return outlines


def _key(x: float, y: float) -> str:
    """A point, for comparison: turtles come back to where they were but for the last digits."""
    return f'{floor(x * 64 + 0.5)} {floor(y * 64 + 0.5)}'
