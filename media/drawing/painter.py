"""Pixels of a scene: as few of them as a frame needs, at the resolution of the screen."""

from math import ceil, floor, inf, pi

from browser import CanvasRenderingContext2D, Element

from media.drawing.clipping import FAR, clipped
from media.drawing.items import element_at
from media.drawing.playback import Playback
from media.drawing.scene import Scene
from media.drawing.shapes import Shape, extent_of

# With more shapes than this, those that rest are kept as a picture while others move.
FEW = 50

# A shape counts as resting when this many steps have not touched it: turtles move again and again.
STEPS_OF_REST = 4


class Painter:
    """Paints one scene after the other state of it on ``canvas``, whose pixels are those of the screen."""

    def __init__(self, canvas: Element) -> None:
        self.canvas: Element = canvas
        self._pen: CanvasRenderingContext2D = canvas.getContext('2d')
        # The picture of the shapes at the back that rest; None where there is none.
        self._base: Element = None

    def paint(self, playback: Playback) -> None:
        """Paint what has changed since this was called last."""
        scene = playback.scene
        if scene.is_changed:
            self.forget(scene)
        region = playback.take_stale()
        if region is None:
            return
        width: float = self.canvas.width
        height: float = self.canvas.height
        across, down = width / scene.width, height / scene.height
        left = max(0, floor(region.left * across) - 1)
        top = max(0, floor(region.top * down) - 1)
        right = min(width, ceil(region.right * across) + 1)
        bottom = min(height, ceil(region.bottom * down) + 1)
        if playback.is_playing() and len(scene.shapes) > FEW and scene.background.before is None:
            self._bake(scene, across, down)
        else:
            self.forget(scene)
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

    def _bake(self, scene: Scene, across: float, down: float) -> None:
        """Add to the picture of what rests the shapes that have come to rest, as far as all below them have."""
        resting: list[Shape] = []
        for shape in scene.shapes.values():
            if not shape.is_baked:
                if scene.step - shape.touched < STEPS_OF_REST or shape is scene.area:
                    break
                resting.append(shape)
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

    def forget(self, scene: Scene) -> None:
        """Drop the picture of what rests, as when something in it changes."""
        if self._base is not None:
            self._base = None
            for shape in scene.shapes.values():
                shape.is_baked = False


def _paint_background(pen: CanvasRenderingContext2D, scene: Scene, width: float, height: float) -> None:
    pen.fillStyle = scene.background.fill
    pen.fillRect(0, 0, width, height)


def _paint_shapes(pen: CanvasRenderingContext2D, shapes: list[Shape], across: float, down: float) -> None:
    """Paint shapes, but those that are in the picture of what rests, one above the other."""
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
            centre = (y + v) / 2 if is_line else y
            pen.translate(middle, centre)
            pen.rotate(shape.angle * pi / 180)
            pen.translate(-middle, -centre)
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
