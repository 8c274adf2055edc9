"""What stands on a canvas, and how it looks on the way from one state to the next."""

from math import cos, pi

from media.drawing.colors import mixed

# How far, in pixels, a stroke may reach beyond its shape: half its width, and the tip of a sharp triangle.
MARGIN = 12


class Shape:
    """One line, circle, rectangle, triangle, filled area or background: that is its ``kind``.

    ``x`` and ``y`` are the start of a line, the centre of all else; ``u`` and ``v`` the end of a line, the width and
    height of all else (a circle's radius, twice). ``angle`` is in degrees, clockwise, round the centre.
    """

    def __init__(self, key: str, kind: str, stroke: str, fill: str) -> None:
        # What the kernel calls it.
        self.key: str = key
        self.kind: str = kind
        self.x: float = 0.0
        self.y: float = 0.0
        self.u: float = 0.0
        self.v: float = 0.0
        self.angle: float = 0.0
        self.alpha: float = 1.0
        self.stroke: str = stroke
        self.fill: str = fill
        # Those of a filled area, each [x, y, x, y, …].
        self.outlines: list = None
        # Where a step takes it from and to; None while it rests.
        self.before: Shape = None
        self.after: Shape = None
        # The number of the step in which it was last touched, and whether a picture of what rests holds it.
        self.touched: int = 0
        self.is_baked: bool = False


def copy_of(shape: Shape) -> Shape:
    """A shape that looks the same now."""
    copy = Shape(shape.key, shape.kind, shape.stroke, shape.fill)
    _take(copy, shape)
    copy.outlines = shape.outlines
    return copy


def _take(shape: Shape, other: Shape) -> None:
    shape.x = other.x
    shape.y = other.y
    shape.u = other.u
    shape.v = other.v
    shape.angle = other.angle
    shape.alpha = other.alpha
    shape.stroke = other.stroke
    shape.fill = other.fill


def move(shape: Shape, time: float) -> None:
    """Bring a shape to where it is at ``time``, of which its step takes one: 0 is before, 1 after.

    Places ease out, colours ease by a cosine.
    """
    before = shape.before
    after = shape.after
    if time >= 1:
        _take(shape, after)
        return
    share = 1 - (1 - time) * (1 - time)
    shape.x = before.x + (after.x - before.x) * share
    shape.y = before.y + (after.y - before.y) * share
    shape.u = before.u + (after.u - before.u) * share
    shape.v = before.v + (after.v - before.v) * share
    shape.angle = before.angle + (after.angle - before.angle) * share
    shape.alpha = before.alpha + (after.alpha - before.alpha) * share
    if before.stroke != after.stroke:
        shape.stroke = mixed(before.stroke, after.stroke, 1 - cos(time * pi / 2))
    if before.fill != after.fill:
        shape.fill = mixed(before.fill, after.fill, 1 - cos(time * pi / 2))


def extent_of(shape: Shape) -> float:
    """How far out it may reach: finite only where all its places are numbers, which a kernel does not promise."""
    return abs(shape.x) / 4 + abs(shape.y) / 4 + abs(shape.u) / 4 + abs(shape.v) / 4


class Box:
    """A rectangle, its sides parallel to the axes."""

    def __init__(self, left: float, top: float, right: float, bottom: float) -> None:
        self.left: float = left
        self.top: float = top
        self.right: float = right
        self.bottom: float = bottom


EVERYWHERE = Box(-1e300, -1e300, 1e300, 1e300)


def stretch(box: Box, shape: Shape) -> None:
    """Make a box so large that outside of it a shape leaves no trace, however it is turned."""
    x = shape.x
    y = shape.y
    reach = MARGIN + abs(shape.u) + abs(shape.v)
    if shape.kind == 'line':
        reach = MARGIN + abs(shape.u - x) + abs(shape.v - y)
    if shape.kind in ('filled area', 'background'):
        reach = 1e300
    box.left = min(box.left, x - reach)
    box.top = min(box.top, y - reach)
    box.right = max(box.right, x + reach)
    box.bottom = max(box.bottom, y + reach)


def around(first: Box, second: Box) -> Box:
    """The smallest box that holds two, of which one may be None."""
    if first is None or second is None:
        return second if first is None else first
    return Box(min(first.left, second.left), min(first.top, second.top),
               max(first.right, second.right), max(first.bottom, second.bottom))
