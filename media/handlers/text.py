"""Text of any length with terminal features: colors, links and carriage returns.

It is shown by the console's chunk, as a console without a border.
"""

from browser import Element, Object

from media.shared import load_shared

MIME_TYPES = ('text/plain',)
RANK = 10
NEEDS = ('console',)
SLOT_CLASS = 'media-item media-text'


async def render(item, slot: Element, result_id: str):
    chunk = await load_shared('console')

    def update(item):
        if not isinstance(item.data, (str, list)):
            raise Exception('its data is not text')
        item.name = 'Text'
        return chunk.shared.show_text(item.data, result_id, slot)

    console: Object = update(item)
    return {'update': update, 'dispose': lambda: console.dispose(), 'formats': lambda: chunk.shared.formats(console)}
