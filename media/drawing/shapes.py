"""The shapes on a canvas, and the interpolation between two of their states."""

from math import cos, pi

from media.drawing.colors import mixed

# How far a stroke may extend beyond its shape, in pixels: half its width, and the miter of a sharp triangle.
MARGIN = 12


class Shape:
    """A shape whose ``kind`` is line, circle, rectangle, triangle, filled area or background.

    For a line, ``x`` and ``y`` are its start, and ``u`` and ``v`` its end. For other shapes, ``x`` and ``y`` are the
    center, and ``u`` and ``v`` the width and height; for a circle, both are the radius. ``angle`` is in degrees,
    clockwise, around the center.
    """

    def __init__(self, key: str, kind: str, stroke: str, fill: str) -> None:
        # The kernel's id of the shape.
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
        # The outlines of a filled area, each [x, y, x, y, …].
        self.outlines: list = None
        # The states between which a step animates the shape; None while it rests.
        self.before: Shape = None
        self.after: Shape = None
        # The number of the step that last changed the shape, and whether it is in the cached image of resting shapes.
        self.touched: int = 0
        self.is_baked: bool = False


def copy_of(shape: Shape) -> Shape:
    """Return a copy of a shape's current state."""
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
    """Interpolate a shape between ``before`` (``time`` 0) and ``after`` (``time`` 1).

    Positions ease out quadratically; colors follow a cosine.
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
    """Return a measure of a shape's extent. It is finite only if all coordinates are; kernels do not guarantee that."""
    return abs(shape.x) / 4 + abs(shape.y) / 4 + abs(shape.u) / 4 + abs(shape.v) / 4


class Box:
    """An axis-aligned rectangle."""

    def __init__(self, left: float, top: float, right: float, bottom: float) -> None:
        self.left: float = left
        self.top: float = top
        self.right: float = right
        self.bottom: float = bottom


EVERYWHERE = Box(-1e300, -1e300, 1e300, 1e300)


def stretch(box: Box, shape: Shape) -> None:
    """Extend a box to contain a shape with its stroke at any rotation."""
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
    """Return the smallest box that contains two boxes, either of which may be None."""
    if first is None or second is None:
        return second if first is None else first
    return Box(min(first.left, second.left), min(first.top, second.top),
               max(first.right, second.right), max(first.bottom, second.bottom))
