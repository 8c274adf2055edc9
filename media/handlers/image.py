"""Raster images from data URIs or base64, never from remote addresses, so that output cannot phone home.

Images are sharp on high-density screens if the metadata gives a width, and rotated according to their EXIF data.
Transparent images get a background if they would be illegible on the page. A truncated image is shown as far as it
goes with a note. Images that cannot be decoded or would take too much memory are rejected with the reason.
"""

from browser import Element, btoa

from media.blobs import blob_url
from media.datauri import binary_of
from media.dom import create
from media.images import words
from media.images.motion import hold_still, prefers_stillness
from media.images.sizes import size_picture
from media.images.structure import CUT_OFF, WHOLE, big, little, structure_of
from media.notes import make_note
from media.pictures import details_of, finish, load, placed, put_on_ground
from media.templates import fill
from media.words import say

MIME_TYPES = (
    'image/png', 'image/apng', 'image/jpeg', 'image/jpg', 'image/pjpeg', 'image/gif', 'image/webp', 'image/avif',
    'image/bmp', 'image/x-ms-bmp', 'image/x-icon', 'image/vnd.microsoft.icon', 'image/tiff',
)
RANK = 45
SLOT_CLASS = 'media-item media-image'

# Below this many bytes, a data URI loads faster than a Blob. Above, it would take twice the memory.
SMALL = 65536

# Each decoded pixel takes four bytes, so this many take half a gigabyte.
MAX_PIXELS = 2 ** 27


async def render(item, slot: Element, result_id: str):
    binary = binary_of(item.data, 'image/')
    mime: str = item.type
    structure = structure_of(binary)
    picture = create(slot, 'img')
    try:
        is_small = len(binary) < SMALL
        await load(picture, f'data:{mime};base64,{btoa(binary)}' if is_small else blob_url(picture, binary, mime))
    except Exception:
        raise Exception(_defect(binary, structure.state))
    width: int = picture.naturalWidth
    height: int = picture.naturalHeight
    if width * height > MAX_PIXELS:
        raise Exception(_too_large(width, height))
    if width * height == 0:
        raise Exception(_defect(binary, structure.state))
    kind = mime[6:].replace('x-', '').replace('pjpeg', 'jpeg')
    await finish(picture, item, slot, result_id, say(words.IMAGE, kind.upper()), '')
    size_picture(picture, details_of(item), False, 0)
    put_on_ground(picture, item, slot, structure.is_opaque)
    more: list[Element] = [hold_still(picture)] if structure.moves and prefers_stillness(slot) else []
    if structure.state == CUT_OFF:
        more.append(make_note(picture, say(words.INCOMPLETE_IMAGE)))
    elif structure.state != WHOLE:
        more.append(make_note(picture, say(words.DAMAGED_IMAGE)))
    return placed(picture, item, more)


def _defect(binary: str, state: str) -> str:
    """Return the reason why the browser could not decode an image."""
    if not binary:
        return words.EMPTY
    width, height = -1, -1
    if binary[12:16] == 'IHDR' and len(binary) >= 24:
        width, height = big(binary, 16, 4), big(binary, 20, 4)
    elif binary.startswith('GIF8') and len(binary) >= 10:
        width, height = little(binary, 6, 2), little(binary, 8, 2)
    if width * height > MAX_PIXELS:
        return _too_large(width, height)
    if width == 0 or height == 0:
        return fill(words.NO_AREA, width, height)
    if state != WHOLE:
        return words.CUT_OFF if state == CUT_OFF else words.DAMAGED
    if binary.startswith('%PDF'):
        return words.PDF
    if binary.trimStart().startswith('<'):
        return words.MARKUP
    return words.UNREADABLE


def _too_large(width: int, height: int) -> str:
    return fill(words.TOO_LARGE, width, height)
