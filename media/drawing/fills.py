"""The outlines of the area that lines enclose, for Python's turtle, which fills with the even-odd rule."""

from math import floor

from media.drawing.shapes import Shape


class _Run:
    """A chain of lines, each starting at the end of the previous one. Points are ``[x, y, x, y, …]``."""

    def __init__(self, line: Shape) -> None:
        self._points: list[float] = [line.x, line.y, line.u, line.v]
        self._start: str = _key(line.x, line.y)
        self._end: str = _key(line.u, line.v)


def outlines_of(lines: list[Shape]) -> list:
    """Return the outlines, each ``[x, y, x, y, …]``, of the area enclosed by lines, which are in drawing order.

    The turtle's path is one polygon, in which a jump with the pen up is also an edge. Closed runs of lines need no such
    edges. Nor do open runs that form closed outlines together, in any order and direction: edges from a common point to
    their ends occur twice each, so they cancel out under the even-odd rule.
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
    # The start of the first open run.
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
    """Return a rounded point for comparison: a turtle that returns to a point may be off by a rounding error."""
    return f'{floor(x * 64 + 0.5)} {floor(y * 64 + 0.5)}'
