"""Paints a scene at the screen's resolution, redrawing only the changed region in each frame."""

from math import ceil, floor, inf, pi

from browser import CanvasRenderingContext2D, Element

from media.drawing.clipping import FAR, clipped
from media.drawing.items import element_at
from media.drawing.playback import Playback
from media.drawing.scene import Scene
from media.drawing.shapes import EVERYWHERE, Box, Shape, around, extent_of

# With more shapes than this, resting shapes are cached in an image while others move.
FEW = 50

# The initial limit of work per frame, in nanoseconds on a computer without a GPU, and the approximate cost of each
# shape, of each pixel of its length, and of each filled pixel.
WORK_NS = 4e7
SHAPE_NS = 2000
LENGTH_NS = 35
PIXEL_NS = 0.9

# Frame intervals in milliseconds below which the limit is raised, and above which it is lowered.
FAST_MS = 40
SLOW_MS = 100

# A shape counts as resting after this many steps without a change, since turtles move repeatedly.
STEPS_OF_REST = 4


class Painter:
    """Paints the successive states of a scene on ``canvas``, whose pixels match those of the screen."""

    def __init__(self, canvas: Element) -> None:
        self.canvas: Element = canvas
        self._pen: CanvasRenderingContext2D = canvas.getContext('2d')
        # The cached image of the resting shapes at the back, or None.
        self._base: Element = None
        # The limit of work per frame.
        self._limit: float = WORK_NS
        # The region that is still to be painted, or None.
        self._region: Box = None

    def adapt(self, passed: float) -> None:
        """Raise the limit of work per frame if full frames were fast, and lower it if they were slow."""
        if 0 < passed < FAST_MS:
            self._limit *= 2
        elif passed > SLOW_MS:
            self._limit = max(WORK_NS / 8, self._limit / 2)

    def paint(self, playback: Playback) -> bool:
        """Paint the changes since the last call, or a part if they are too much. Return whether all was painted."""
        scene = playback.scene
        if scene.is_base_lost or scene.background.before is not None:
            self.forget(scene)
        scene.is_base_lost = False
        self._region = around(self._region, playback.take_stale())
        if self._region is None:
            return True
        width: float = self.canvas.width
        height: float = self.canvas.height
        across, down = width / scene.width, height / scene.height
        if self._work(scene, across, down, False) > self._limit:
            if not self._bake_in_part(playback, across, down):
                self._pen.setTransform(1, 0, 0, 1, 0, 0)
                self._pen.clearRect(0, 0, width, height)
                self._pen.drawImage(self._base, 0, 0)
                self._region = EVERYWHERE
                return False
        elif playback.is_playing() and len(scene.shapes) > FEW and scene.background.before is None:
            self._bake(scene, across, down, STEPS_OF_REST)
        else:
            self.forget(scene)
        region = self._region
        self._region = None
        left = max(0, floor(region.left * across) - 1)
        top = max(0, floor(region.top * down) - 1)
        right = min(width, ceil(region.right * across) + 1)
        bottom = min(height, ceil(region.bottom * down) + 1)
        pen = self._pen
        pen.save()
        pen.setTransform(1, 0, 0, 1, 0, 0)
        pen.beginPath()
        pen.rect(left, top, right - left, bottom - top)
        pen.clip()
        pen.clearRect(0, 0, width, height)
        if self._base is None:
            _paint_background(pen, scene, width, height)
        else:
            pen.drawImage(self._base, 0, 0)
        _paint_shapes(pen, scene.shapes.values(), across, down)  # type: ignore[arg-type]
        pen.restore()
        return True

    def _work(self, scene: Scene, across: float, down: float, is_left: bool) -> float:
        """Estimate the work to paint a scene, or, with ``is_left``, the shapes that are not in the cached image.

        Counting stops when the work exceeds the limit.
        """
        work = 0.0
        for shape in scene.shapes.values():
            if not is_left or not shape.is_baked:
                work += self._work_of(shape, across, down)
                if work > self._limit:
                    break
        return work

    def _work_of(self, shape: Shape, across: float, down: float) -> float:
        width: float = self.canvas.width
        height: float = self.canvas.height
        if shape.outlines is not None:
            points = 0
            for outline in shape.outlines:
                points += len(outline)
            return SHAPE_NS + LENGTH_NS * points + PIXEL_NS * width * height
        if not extent_of(shape) < inf:
            return 0
        is_line = shape.kind == 'line'
        wide = min(width, across * abs(shape.u - shape.x if is_line else shape.u))
        high = min(height, down * abs(shape.v - shape.y if is_line else shape.v))
        return SHAPE_NS + LENGTH_NS * (wide + high) + (0 if is_line else PIXEL_NS * wide * high)

    def _bake_in_part(self, playback: Playback, across: float, down: float) -> bool:
        """Move shapes to the cached image to reduce the remaining work. Return whether it is now within the limit."""
        scene = playback.scene
        if scene.background.before is None:
            is_all = self._bake(scene, across, down, STEPS_OF_REST)
            if self._work(scene, across, down, True) <= self._limit:
                return True
            if not is_all:
                return False
        # The moving shapes alone exceed the limit, so end their animation.
        playback.settle()
        return self._bake(scene, across, down, 0)

    def _bake(self, scene: Scene, across: float, down: float, rest: int) -> bool:
        """Add resting shapes to the cached image, from the back up to the first shape that is not resting.

        Shapes rest if they have not changed for ``rest`` steps. Return False if the limit of work was reached first.
        """
        resting: list[Shape] = []
        work = 0.0
        for shape in scene.shapes.values():
            if not shape.is_baked and work <= self._limit:
                if rest > 0 and (scene.step - shape.touched < rest or shape is scene.area):
                    break
                resting.append(shape)
                work += self._work_of(shape, across, down)
        if resting:
            is_new = self._base is None
            if is_new:
                self._base = self.canvas.cloneNode()
            pen: CanvasRenderingContext2D = self._base.getContext('2d')
            if is_new:
                _paint_background(pen, scene, self.canvas.width, self.canvas.height)
            _paint_shapes(pen, resting, across, down)
            for shape in resting:
                shape.is_baked = True
        return work <= self._limit

    def forget(self, scene: Scene) -> None:
        """Drop the cached image of resting shapes, for example when one of them changes."""
        if self._base is not None:
            self._base = None
            for shape in scene.shapes.values():
                shape.is_baked = False


def _paint_background(pen: CanvasRenderingContext2D, scene: Scene, width: float, height: float) -> None:
    pen.fillStyle = scene.background.fill
    pen.fillRect(0, 0, width, height)


def _paint_shapes(pen: CanvasRenderingContext2D, shapes: list[Shape], across: float, down: float) -> None:
    """Paint shapes from back to front, except those in the cached image."""
    pen.setTransform(across, 0, 0, down, 0, 0)
    pen.lineWidth = 2
    stroke = fill = ''
    for shape in shapes:
        if shape.is_baked:
            continue
        extent = extent_of(shape)
        if not extent < inf:
            continue
        kind = shape.kind
        x = shape.x
        y = shape.y
        u = shape.u
        v = shape.v
        is_line = kind == 'line'
        is_turned = shape.angle != 0 or shape.alpha != 1
        if is_turned:
            pen.globalAlpha = shape.alpha
            middle = (x + u) / 2 if is_line else x
            center = (y + v) / 2 if is_line else y
            pen.translate(middle, center)
            pen.rotate(shape.angle * pi / 180)
            pen.translate(-middle, -center)
        pen.beginPath()
        if is_line:
            if extent < FAR / 4:
                pen.moveTo(x, y)
                pen.lineTo(u, v)
            else:
                _trace(pen, clipped(x, y, u, v))
        elif kind == 'circle':
            pen.arc(x, y, abs(u), 0, 2 * pi)
        elif kind == 'rectangle':
            pen.rect(x - u / 2, y - v / 2, u, v)
        elif kind == 'triangle':
            _trace(pen, [x, y - v / 2, x + u / 2, y + v / 2, x - u / 2, y + v / 2])
            pen.closePath()
        elif shape.outlines is not None:
            for outline in shape.outlines:
                _trace(pen, outline)
        if not is_line:
            if fill != shape.fill:
                fill = pen.fillStyle = shape.fill
            if shape.outlines is None:
                pen.fill()
            else:
                pen.fill('evenodd')
        if stroke != shape.stroke:
            stroke = pen.strokeStyle = shape.stroke
        pen.stroke()
        if is_turned:
            pen.globalAlpha = 1
            pen.setTransform(across, 0, 0, down, 0, 0)


def _trace(pen: CanvasRenderingContext2D, points: list[float]) -> None:
    for at in range(0, len(points), 2):
        if at:
            pen.lineTo(element_at(points, at), element_at(points, at + 1))
        else:
            pen.moveTo(element_at(points, at), element_at(points, at + 1))
