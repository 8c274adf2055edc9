"""Images of pixels, from data URIs or base64: never from an address, so that output cannot phone home.

What the browser decodes is shown, sharp on dense screens where the metadata gives a width, turned as its EXIF data
says. An image that ends early is shown as far as it goes and said to be cut off; what cannot be decoded, or would
take more memory than a page may, is refused with the reason.
"""

from browser import Element, btoa

from media.blobs import blob_url
from media.datauri import binary_of
from media.dom import create
from media.pictures import finish, load, with_note

MIME_TYPES = (
    'image/png', 'image/apng', 'image/jpeg', 'image/jpg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp',
    'image/x-ms-bmp', 'image/x-icon', 'image/vnd.microsoft.icon', 'image/tiff',
)
RANK = 45
SLOT_CLASS = 'media-item media-image'

# Up to this many bytes a data URI is loaded faster than a Blob; beyond, the page would hold it twice.
SMALL = 65536

# Decoded, each pixel takes four bytes: this many take half a gigabyte.
MAX_PIXELS = 2 ** 27


async def render(item, slot: Element, result_id: str):
    binary = binary_of(item.data, 'image/')
    mime: str = item.type
    picture = create(slot, 'img')
    try:
        is_small = len(binary) < SMALL
        await load(picture, f'data:{mime};base64,{btoa(binary)}' if is_small else blob_url(picture, binary, mime))
    except Exception:
        raise Exception(_defect(binary))
    if picture.naturalWidth * picture.naturalHeight > MAX_PIXELS:
        raise Exception(_too_large(picture.naturalWidth, picture.naturalHeight))
    await finish(picture, item, result_id, mime[6:].upper() + ' image')
    return with_note(picture, 'This image is cut off.') if is_cut_off(binary) else picture


def _defect(binary: str) -> str:
    """Why the browser could not read an image."""
    if not binary:
        return 'it is empty'
    if binary[12:16] == 'IHDR' and number(binary[16:20]) * number(binary[20:24]) > MAX_PIXELS:
        return _too_large(number(binary[16:20]), number(binary[20:24]))
    return 'it is cut off' if is_cut_off(binary) else 'it is damaged, or of a kind that this browser cannot read'


def _too_large(width: int, height: int) -> str:
    return f'its {width} × {height} pixels are more than a page can hold'


def is_cut_off(binary: str) -> bool:
    """Whether a PNG, JPEG, GIF, WebP or BMP ends before its format says; browsers show the part that is there."""
    if binary.startswith('\x89PNG'):
        return 'IEND' not in binary[-64:]
    if binary.startswith('\xff\xd8\xff'):
        return '\xff\xd9' not in binary[-65536:]  # some cameras write more behind the end
    if binary.startswith('GIF8'):
        return ';' not in binary[-8:]
    if binary.startswith('RIFF'):
        return number_from_end(binary[4:8]) + 8 > len(binary)
    return binary.startswith('BM') and number_from_end(binary[2:6]) > len(binary)


def number(binary: str) -> int:
    """A number written with its highest byte first."""
    value = 0
    for index in range(len(binary)):
        value = value * 256 + binary.charCodeAt(index)
    return value


def number_from_end(binary: str) -> int:
    """A number written with its lowest byte first."""
    value = 0
    for index in range(len(binary) - 1, -1, -1):
        value = value * 256 + binary.charCodeAt(index)
    return value
