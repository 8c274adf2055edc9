"""GeoJSON, shown as a map without tiles, with panning, zooming, and the properties of the feature under the pointer.

Positions that are not in degrees, such as those of a national grid, are drawn without a projection.
"""

from browser import Element, String

from media.dom import create
from media.geo import words
from media.geo.drawing import draw
from media.geo.reading import read
from media.notes import make_note
from media.shared import load_shared
from media.styles import adopt
from media.words import say
from static.geo import css

MIME_TYPES = ('application/geo+json',)
SLOT_CLASS = 'media-item media-geo'
RANK = 80
NEEDS = ('geo_library', 'geo_tools')


async def render(item, slot: Element, result_id: str):
    content = await read(item.data)
    chunk = await load_shared('geo_library')
    drawing = await draw(content, chunk.shared, slot)
    node = create(slot, 'div')
    node.id = result_id
    node.className = 'backendai-geo'
    adopt(slot, css)
    node.append(drawing)
    # Show the map without waiting for its tools.
    load_shared('geo_tools').then(
        lambda tools: tools.shared.enable(node, drawing), lambda error: item.report(error.message))
    skipped: float = content.skipped
    if skipped > 0:
        node.append(make_note(node, say(words.INVALID_PARTS, String(skipped))))
    return node
