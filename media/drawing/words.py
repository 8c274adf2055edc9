"""Text descriptions of drawings, for screen readers."""

from math import floor, isfinite

from media.drawing.scene import Scene
from media.drawing.shapes import Shape

KINDS = ('line', 'circle', 'rectangle', 'triangle', 'filled area')


def label_of(scene: Scene) -> str:
    """Return a description such as ``Drawing, 400 × 300 pixels: 60 lines, 1 triangle``."""
    label = f'Drawing, {size_of(scene)} pixels'
    shapes: list[Shape] = scene.shapes.values()  # type: ignore[assignment]
    separator = ': '
    for kind in KINDS:
        count = 0
        for shape in shapes:
            # An unfinished filled area does not count yet.
            if shape.kind == kind and shape is not scene.area:
                count += 1
        if count:
            label += f'{separator}{count} ' + kind + ('' if count == 1 else 's')
            separator = ', '
    return label


def size_of(scene: Scene) -> str:
    """Return the size in whole pixels, such as ``400 × 300``."""
    return f'{_length(scene.width)} × {_length(scene.height)}'


def _length(size: float) -> str:
    return f'{floor(size + 0.5)}' if isfinite(size) else '?'
