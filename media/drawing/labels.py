"""Text descriptions of drawings, for screen readers."""

from math import floor, isfinite

from media.drawing import words
from media.drawing.scene import Scene
from media.drawing.shapes import Shape

# The kinds of shapes, and the texts for one of them and for several.
KINDS: list = [
    ['line', words.LINE, words.LINES], ['circle', words.CIRCLE, words.CIRCLES],
    ['rectangle', words.RECTANGLE, words.RECTANGLES], ['triangle', words.TRIANGLE, words.TRIANGLES],
    ['filled area', words.AREA, words.AREAS],
]


def label_of(scene: Scene, say) -> str:
    """Return a description such as ``Drawing, 400 × 300 pixels: 60 lines, 1 triangle``.

    ``say`` is that of media/words.py, which needs a browser.
    """
    label = say(words.SIZED_DRAWING, size_of(scene))
    shapes: list[Shape] = scene.shapes.values()  # type: ignore[assignment]
    separator = ': '
    for kind, one, several in KINDS:
        count = 0
        for shape in shapes:
            # An unfinished filled area does not count yet.
            if shape.kind == kind and shape is not scene.area:
                count += 1
        if count:
            label += separator + say(one if count == 1 else several, count)
            separator = ', '
    return label


def size_of(scene: Scene) -> str:
    """Return the size in whole pixels, such as ``400 × 300``."""
    return f'{_length(scene.width)} × {_length(scene.height)}'


def _length(size: float) -> str:
    return f'{floor(size + 0.5)}' if isfinite(size) else '?'
