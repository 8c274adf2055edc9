"""SVG drawings, shown as images: a browser runs no script in those and fetches nothing for them.

What is not well-formed XML is read once more as a browser reads HTML, which forgives: a missing namespace, HTML's
entities, tags left open, a text cut off. What cannot be shown even so is refused with the XML parser's reason.
"""

from browser import (
    Blob, DecompressionStream, Document, DOMParser, Element, RegExp, Response, String, TextDecoder,
    XMLSerializer, encodeURIComponent,
)

from media.datauri import binary_of, bytes_of, is_data_uri, joined_text
from media.dom import create, global_named
from media.pictures import finish, load, with_note
from media.svg.copies import check

MIME_TYPES = ('image/svg+xml', 'image/svg')
RANK = 50
SLOT_CLASS = 'media-item media-image'


async def render(item, slot: Element, result_id: str):
    source = cleaned(await source_of(joined_text(item.data)))
    picture = create(slot, 'img')
    check(source)
    is_whole = True
    try:
        await load(picture, svg_data_uri(source))
    except Exception:
        is_whole = source.endswith('svg>')
        try:
            saved = repair(source)
            check(saved)
            await load(picture, svg_data_uri(saved))
        except Exception:
            raise Exception(defect(source))
    await finish(picture, item, f'{result_id}-svg', title_of(source))
    return picture if is_whole else with_note(picture, 'This drawing is cut off.')


async def source_of(text: str) -> str:
    """The XML of an item: as it is, or from a data URI or base64, which may hold it compressed."""
    if '<' in text and not is_data_uri(text):
        return text
    binary = binary_of(text, 'image/svg')
    data = bytes_of(binary)
    if binary.startswith('\x1f\x8b'):
        data = await Response(Blob([data]).stream().pipeThrough(DecompressionStream('gzip'))).arrayBuffer()
    encoding = 'utf-16le' if binary.startswith('\xff\xfe') else 'utf-16be' if binary.startswith('\xfe\xff') else 'utf-8'
    return TextDecoder(encoding).decode(data)


def cleaned(text: str) -> str:
    """Without what XML forbids: control characters, halves of characters, and a declaration that is not true here."""
    forbidden = RegExp('[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\u{10000}-\\u{10ffff}]|^\\s*<\\?xml[^>]*>', 'gu')
    return text.replaceAll(forbidden, '').trim()


def svg_data_uri(source: str) -> str:
    """A data URI: unlike a Blob's address, it has no rights on the page even when it is opened in a tab."""
    return f'data:image/svg+xml;charset=utf-8,{encodeURIComponent(source)}'


def repair(source: str) -> str:
    """Well-formed XML of a drawing that is not, as a browser understands it."""
    drawing = _parse(source, 'text/html').querySelector('svg')
    return XMLSerializer().serializeToString(drawing).replaceAll('st-le', 'style')


def defect(source: str) -> str:
    """What is wrong with a drawing: the XML parser's words, if it has any."""
    complaint = _parse(source, 'image/svg+xml').querySelector('parsererror div')
    return 'there is no <svg> in it' if complaint is None else complaint.textContent.replaceAll('st-le', 'style')


def _parse(source: str, mime: str) -> Document:
    """A document that runs and fetches nothing. Pages that allow only trusted types must allow our policy.

    Styles have another name in it: browsers report them to pages that forbid inline ones, though nothing is shown.
    """
    global _policy
    if _policy is None:
        rules = {'createHTML': lambda text: text}
        factory = global_named('trustedTypes')
        _policy = rules if factory is None else factory.createPolicy('backendai-svg', rules)
    return DOMParser().parseFromString(_policy.createHTML(source.replaceAll('style', 'st-le')), mime)


_policy = None


def title_of(source: str) -> str:
    found = RegExp('<title[^>]*>\\s*([^<]+?)\\s*</title>').exec(source)
    return 'SVG drawing' if found is None else f'SVG drawing “{String(found.at(1))}”'
