"""Chooses a background for transparent images: dark ink is illegible on a dark page, light ink on a light one.

The image is drawn in a small size, and the contrast of its ink to the page's background is measured.
"""

from browser import CanvasRenderingContext2D, Element, Math, getComputedStyle

from media.dom import create
from media.images.ink import count_ink, lightness_at

# The background colors for the values of ``needs_background`` in metadata.
LIGHT, DARK = '#fff', '#111'

# The longest side of the small copy, in pixels.
SIDE = 128

# Larger images are not examined, since drawing them takes too long.
MAX_PIXELS = 2 ** 24

# The minimum shares of transparent area, and of illegible ink, for a background to be added.
MIN_CLEAR = 0.05
MIN_LOST = 0.1


def ground_for(picture: Element, slot: Element) -> str:
    """Return the background that a loaded image needs to be legible, ``light`` or ``dark``, else an empty string."""
    width: float = picture.naturalWidth or SIDE
    height: float = picture.naturalHeight or SIDE
    if width * height > MAX_PIXELS:
        return ''
    share: float = Math.min(1, SIDE / Math.max(width, height))
    wide: float = Math.max(1, Math.round(width * share))
    high: float = Math.max(1, Math.round(height * share))
    canvas = create(slot, 'canvas')
    canvas.width = wide
    canvas.height = high
    pen: CanvasRenderingContext2D = canvas.getContext('2d', {'willReadFrequently': True})
    page = _lightness_behind(slot, pen)
    pen.clearRect(0, 0, wide, high)
    pen.drawImage(picture, 0, 0, wide, high)
    counts: list[float] = count_ink(pen.getImageData(0, 0, wide, high).data, [page, 1, 0.006])
    ink: float = counts[0]
    on_page: float = counts[1]
    on_light: float = counts[2]
    on_dark: float = counts[3]
    if ink > 1 - MIN_CLEAR or on_page <= ink * MIN_LOST or Math.min(on_light, on_dark) > on_page / 2:
        return ''
    return 'light' if on_light < on_dark else 'dark'


def _lightness_behind(slot: Element, pen: CanvasRenderingContext2D) -> float:
    """Return the lightness of the page's background behind a slot."""
    probe = create(slot, 'span')
    probe.style.color = 'Canvas'
    slot.append(probe)
    colors: list[str] = []
    element: Element = slot
    while element is not None:
        colors.append(getComputedStyle(element).backgroundColor)
        # Continue from a shadow root to its host.
        element = element.getRootNode().host if element.parentElement is None else element.parentElement
    colors.append(getComputedStyle(probe).color)
    probe.remove()
    colors.reverse()
    for color in colors:
        pen.fillStyle = color
        pen.fillRect(0, 0, 1, 1)
    return lightness_at(pen.getImageData(0, 0, 1, 1).data, 0)
