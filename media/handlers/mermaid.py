"""Mermaid diagrams, drawn in a frame, light or dark like the page."""

from browser import Element, Object

from media.datauri import joined_text
from media.dom import create
from media.mermaid import words
from media.mermaid.diagrams import draw_diagram
from media.words import say

MIME_TYPES = ('text/vnd.mermaid', 'text/mermaid')
RANK = 65
NEEDS = ('script_frame', 'mermaid_library')
SLOT_CLASS = 'media-item media-mermaid'


async def render(item, slot: Element, result_id: str):
    item.name = say(words.DIAGRAM)
    place = create(slot, 'div')
    place.id = result_id
    frame: Object = await draw_diagram(place, joined_text(item.data), item)
    return {'node': place, 'update': lambda item: frame.show(joined_text(item.data)), 'dispose': frame.dispose}
