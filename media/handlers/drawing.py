"""Vector drawings and turtle graphics, animated in the order in which the kernel's program made them.

Items in the same container continue each other's canvases. The implementation is in ``media/drawing``.
"""

from browser import Element

from media.drawing import words
from media.drawing.drawings import Drawing, drawing_of, show_drawing
from media.words import say

MIME_TYPES = ('application/x-sorna-drawing',)
RANK = 97
SLOT_CLASS = 'sorna-media-item sorna-media-drawing'

public = {'Drawing': Drawing}


async def render(item, slot: Element, result_id: str) -> None:
    item.name = say(words.DRAWING)
    try:
        await show_drawing(drawing_of(slot), item.data, slot, result_id, item.report)
    except Exception as error:
        error.keeps = slot.querySelector('canvas') is not None
        raise
