"""Text, as a terminal would show it: colours, links, carriage returns; of any length.

The lines are those of the console, whose chunk is asked for; without its frame, as long as they fit into it.
"""

from browser import Element

from media.shared import load_shared

MIME_TYPES = ('text/plain',)
RANK = 10
NEEDS = ('console',)
SLOT_CLASS = 'media-item media-text'


async def render(item, slot: Element, result_id: str):
    data = item.data
    if not isinstance(data, (str, list)):
        raise Exception('its data is no text')
    chunk = await load_shared('console')
    chunk.shared.show_text(data, result_id, slot)
