"""The state of one canvas, and the effect of each command on it.

The commands are those of the kernel runner's drawing module (``ai.backend.kernel.python.drawing``): lists of a canvas
id, a name and arguments. Unknown commands and objects, and coordinates and sizes that are not numbers, are ignored.
"""

from math import inf, isfinite, nan

from media.drawing.colors import color_of
from media.drawing.fills import outlines_of
from media.drawing.items import element_at
from media.drawing.shapes import Shape, copy_of, extent_of

WHITE, BLACK, CLEAR = '#ffffffff', '#000000ff', '#ffffff00'


class Scene:
    def __init__(self) -> None:
        # The size in CSS pixels, as given by the kernel and not validated.
        self.width: float = nan
        self.height: float = nan
        self.clear()

    def clear(self) -> None:
        self.background: Shape = Shape('', 'background', CLEAR, CLEAR)
        self.foreground: str = BLACK
        # Shapes by the kernel's key, from back to front.
        self.shapes: dict[str, Shape] = {}
        self.front: Shape = None
        self.is_animated: bool = True
        # The filled area in progress, and the lines that enclose it so far.
        self.area: Shape = None
        self.lines: list[Shape] = []
        # Whether something has changed without animation, so that everything must be repainted; and whether a shape in
        # the painter's cached image, or the background, has changed, which invalidates that image.
        self.is_changed: bool = True
        self.is_base_lost: bool = True
        # The number of the current step.
        self.step: int = 0


def apply(scene: Scene, command: list, moving: list) -> None:
    """Apply a command to a scene. Shapes that it animates get their ``before`` and are added to ``moving``.

    If ``moving`` is None, nothing is animated, but the final state is the same.
    """
    name = element_at(command, 1)
    first = element_at(command, 2)
    second = element_at(command, 3)
    third = element_at(command, 4)
    if isinstance(first, list):
        return  # ids, colors and sizes are never lists
    if name == 'obj':
        if isinstance(second, list):
            _add_object(scene, first, second, moving)
    elif name == 'update':
        _update(scene, first, second, third, moving)
    elif name == 'canvas':
        scene.clear()
        scene.width, scene.height = _number(first), _number(second)
        scene.background.fill = color_of(third, WHITE)
        scene.foreground = color_of(element_at(command, 5), BLACK)
    elif name == 'bgcolor':
        _touch(scene, scene.background, moving)
        scene.background.fill = color_of(first, scene.background.fill)
    elif name == 'fgcolor':
        scene.foreground = color_of(first, scene.foreground)
    elif name in ('stop-anim', 'resume-anim'):
        scene.is_animated = name == 'resume-anim'
    elif name == 'begin-fill':
        _begin_area(scene, first)
    elif name == 'end-fill':
        _end_area(scene, moving)


def _number(value) -> float:
    """Return a coordinate, where null counts as 0 and true as 1; NaN for other types."""
    if value is None:
        return 0.0
    return value if isinstance(value, (float, int)) else nan


def _add_object(scene: Scene, key: str, arguments: list, moving: list) -> None:
    name = element_at(arguments, 0)
    kind = 'line' if name == 'line' else 'rectangle' if name == 'rect' else 'circle' if name == 'circle' else name
    if kind not in ('line', 'circle', 'rectangle', 'triangle'):
        return
    # A circle has one argument less, since its radius is both width and height.
    last = 3 if kind == 'circle' else 4
    shape = Shape(key, kind, color_of(element_at(arguments, last + 1), scene.foreground),
                  color_of(element_at(arguments, last + 2), CLEAR))
    shape.x = _number(element_at(arguments, 1))
    shape.y = _number(element_at(arguments, 2))
    shape.u = _number(element_at(arguments, 3))
    shape.v = _number(element_at(arguments, last))
    if kind != 'line':
        angle = _number(element_at(arguments, last + 3))
        shape.angle = angle if isfinite(angle) else 0.0
    elif scene.area is not None:
        scene.lines.append(shape)
    known: Shape = scene.shapes.get(key)
    if known is not None:
        scene.is_changed = True
        scene.is_base_lost = scene.is_base_lost or known.is_baked
    _put_in_front(scene, shape)
    _appear(scene, shape, moving)


def _appear(scene: Scene, shape: Shape, moving: list) -> None:
    """Animate a new shape: a line grows from its start, others fade in."""
    if not scene.is_animated:
        scene.is_changed = True
    elif moving is not None:
        shape.touched = scene.step
        shape.before = copy_of(shape)
        if shape.kind == 'line':
            shape.before.u = shape.x
            shape.before.v = shape.y
        else:
            shape.before.alpha = 0.0
        moving.append(shape)


def _touch(scene: Scene, shape: Shape, moving: list) -> None:
    """Prepare a shape for a change: save its state, and bring it to the front if it is animated."""
    is_in_base = shape.is_baked or shape is scene.background
    scene.is_base_lost = scene.is_base_lost or is_in_base
    if not scene.is_animated or is_in_base:
        scene.is_changed = True
    if not scene.is_animated:
        return
    shape.touched = scene.step
    if shape is not scene.background:
        _put_in_front(scene, shape)
    if moving is not None and shape.before is None:
        shape.before = copy_of(shape)
        moving.append(shape)


def _put_in_front(scene: Scene, shape: Shape) -> None:
    if scene.front is not shape:
        scene.front = shape
        scene.shapes.pop(shape.key, None)
        scene.shapes[shape.key] = shape


def _update(scene: Scene, key: str, name, value, moving: list) -> None:
    shape: Shape = scene.shapes.get(key)
    if shape is None:
        return
    if name in ('color', 'border', 'fill'):
        color = color_of(value, '')
        if color:
            _touch(scene, shape, moving)
            if name == 'fill':
                shape.fill = color
            else:
                shape.stroke = color
        return
    number = _number(value)
    if not isfinite(number):
        return
    _touch(scene, shape, moving)
    is_line = shape.kind == 'line'
    if name == 'angle':
        shape.angle = number
    elif name == 'rotate':
        shape.angle += number
    elif is_line and name == 'x':
        # x and y of a line set its center.
        shape.u = number + (shape.u - shape.x) / 2
        shape.x = 2 * number - shape.u
    elif is_line and name == 'y':
        shape.v = number + (shape.v - shape.y) / 2
        shape.y = 2 * number - shape.v
    elif name == 'x' or is_line and name == 'x1':
        shape.x = number
    elif name == 'y' or is_line and name == 'y1':
        shape.y = number
    elif is_line and name == 'x2':
        shape.u = number
    elif is_line and name == 'y2':
        shape.v = number
    elif shape.kind == 'circle' and name == 'radius':
        shape.u = shape.v = number


def _begin_area(scene: Scene, color) -> None:
    """Start a filled area. It is added now, since it lies below the lines that enclose it."""
    if scene.area is not None:
        scene.shapes.pop(scene.area.key, None)
    scene.area = Shape(f'area {len(scene.shapes)}', 'filled area', CLEAR, color_of(color, scene.foreground))
    scene.lines = []
    _put_in_front(scene, scene.area)


def _end_area(scene: Scene, moving: list) -> None:
    area = scene.area
    scene.area = None
    if area is None:
        return
    area.outlines = outlines_of([line for line in scene.lines if extent_of(line) < inf])
    scene.lines = []
    if area.is_baked:
        scene.is_changed = scene.is_base_lost = True
    _appear(scene, area, moving)
