"""SVG drawings, shown as images, in which browsers do not run scripts or fetch anything.

Malformed XML is parsed again as HTML, which tolerates missing namespaces, HTML entities, unclosed tags, and truncated
text. If that fails, the item is rejected with the XML error.
"""

from browser import (
    Array, Blob, DecompressionStream, Document, DOMParser, Element, RegExp, TextDecoder, Uint8Array, XMLSerializer,
    encodeURIComponent, getComputedStyle,
)

from media.css_depth import check_css
from media.datauri import binary_of, bytes_of, is_data_uri, joined_text
from media.dom import create, global_named
from media.html.attributes import prefix_attributes, unprefix
from media.images.sizes import size_picture
from media.notes import make_note
from media.pictures import details_of, finish, load, placed, put_on_ground
from media.svg import words
from media.svg.check import check, problem_of
from media.svg.root import Root, fills, name_of, ratio_of, root_of, styled
from media.templates import fill
from media.words import say

MIME_TYPES = ('image/svg+xml', 'image/svg')
RANK = 50
SLOT_CLASS = 'media-item media-image'

MAX_UNPACKED_BYTES = 20000000

# The time to parse and draw nested elements grows with the square of the depth.
MAX_DEPTH = 2000

_TAG: RegExp = RegExp('<(/?)[\\w:-]+[^<>]*>', 'g')


async def render(item, slot: Element, result_id: str):
    root: Root = root_of(cleaned(await source_of(joined_text(item.data))))
    source = styled(root, getComputedStyle(slot).color)
    picture = create(slot, 'img')
    check_css(source)
    _check_depth(source)
    # Do not load a source that the browser may parse differently from the checks.
    is_whole = check(source) is None
    try:
        if not is_whole:
            raise Exception(words.DAMAGED)
        await load(picture, svg_data_uri(source))
    except Exception:
        is_whole = root.is_closed
        drawing = _parse(source).querySelector('svg')
        if drawing is None:
            raise Exception(words.NO_SVG)
        saved = repaired(drawing)
        is_refused = False
        try:
            check(saved)
            is_refused = True
            await load(picture, svg_data_uri(saved))
        except Exception as error:
            raise Exception(problem_of(source)) if is_refused else error
    await finish(picture, item, slot, f'{result_id}-svg', say(words.SVG_DRAWING), name_of(root))
    size_picture(picture, details_of(item), fills(root), ratio_of(root) if fills(root) else 0)
    put_on_ground(picture, item, slot, False)
    return placed(picture, item, [] if is_whole else [make_note(picture, say(words.CUT_OFF))])


async def source_of(text: str) -> str:
    """Return the XML of an item, which is plain text, or a data URI or base64 that may be compressed."""
    if '<' in text and not is_data_uri(text):
        return text
    binary = binary_of(text, 'image/svg')
    data = bytes_of(binary)
    if binary.startswith('\x1f\x8b'):
        data = await unpacked(data)
    encoding = 'utf-16le' if binary.startswith('\xff\xfe') else 'utf-16be' if binary.startswith('\xfe\xff') else 'utf-8'
    return TextDecoder(encoding).decode(data)


async def unpacked(data: Uint8Array) -> Uint8Array:
    """Decompress gzip data up to a limit: 500 MB of blanks compress to less than 1 MB."""
    reader = Blob([data]).stream().pipeThrough(DecompressionStream('gzip')).getReader()
    parts = Array()
    size = 0
    while True:
        part = await reader.read()
        if part.done is True:
            return await Blob(parts).arrayBuffer()
        length: int = part.value.length
        size += length
        if size > MAX_UNPACKED_BYTES:
            reader.cancel()
            raise Exception(words.LARGE_WHEN_UNPACKED)
        parts.push(part.value)


def cleaned(text: str) -> str:
    """Remove control characters and lone surrogates, which XML forbids, and the outdated XML declaration."""
    forbidden = RegExp('[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\u{10000}-\\u{10ffff}]|^\\s*<\\?xml[^>]*>', 'gu')
    return text.replaceAll(forbidden, '').trim()


def svg_data_uri(source: str) -> str:
    """Return a data URI. Unlike a Blob URL, it does not have the page's origin, even if it is opened in a tab."""
    return f'data:image/svg+xml;charset=utf-8,{encodeURIComponent(source)}'


def repaired(drawing: Element) -> str:
    """Return well-formed XML of a drawing that was parsed as HTML."""
    saved: str = unprefix(XMLSerializer().serializeToString(drawing)).replaceAll('st-le', 'style')
    # Remove comments, since those from HTML may contain two hyphens, which XML forbids.
    return saved.replaceAll(RegExp('<!--[^]*?-->', 'g'), '')


def _check_depth(source: str) -> None:
    depth: int = 0
    for tag in source.matchAll(_TAG):
        if tag.at(1) == '/':
            depth = max(0, depth - 1)
        elif not tag.at(0).endswith('/>'):
            depth += 1
        if depth > MAX_DEPTH:
            raise Exception(fill(words.NESTED_TOO_DEEPLY, MAX_DEPTH))


def _parse(source: str) -> Document:
    """Parse a source as HTML without running or fetching anything. Pages with Trusted Types must allow our policy.

    Styles and event handlers are renamed first: otherwise, browsers report them as CSP violations on pages that forbid
    inline ones, although nothing is shown.
    """
    global _policy
    if _policy is None:
        rules = {'createHTML': lambda text: text}
        factory = global_named('trustedTypes')
        _policy = rules if factory is None else factory.createPolicy('backendai-svg', rules)
    markup = prefix_attributes(source.replaceAll('style', 'st-le'))
    return DOMParser().parseFromString(_policy.createHTML(markup), 'text/html')


_policy = None
