"""Images of a slot's contents: of pictures, canvases, and SVG in the page."""

from browser import Array, Element, Math, Promise, XMLSerializer, encodeURIComponent

from media.actions import words
from media.dom import create, window_of

# The number of canvas pixels that every engine supports.
MAX_PIXELS = 2 ** 24

# The CSS properties that style sheets set on drawings in the page; a saved file has no style sheets.
STYLES: Array = 'fill stroke stroke-width stroke-dasharray opacity font text-anchor color visibility'.split(' ')

# Drawings with more elements are saved without those properties.
MAX_STYLED = 20000


def picture_of(slot: Element, mime: str):
    """The picture that a slot consists of, or None; icons within other content do not count."""
    if mime.startsWith('image/'):
        return slot.querySelector('img')
    if slot.querySelector('iframe, [role=listbox], [role=grid], [role=tree], input') is not None:
        return None
    if mime.startsWith('text/') or mime.endswith('ipynb+json'):
        return None
    canvas: Element = Array.from_(slot.querySelectorAll('canvas')).at(-1)
    return slot.querySelector('svg') if canvas is None else canvas


def drawing_source(drawing: Element) -> str:
    """The source of an SVG element as a file, with the styles that the page's style sheets give it."""
    copy = drawing.cloneNode(True)
    elements = drawing.querySelectorAll('*')
    copies = copy.querySelectorAll('*')
    view = window_of(drawing)

    def dress(element: Element, index: int) -> None:
        style = view.getComputedStyle(element)
        STYLES.forEach(lambda name: copies.item(index).style.setProperty(name, style.getPropertyValue(name)))

    if elements.length < MAX_STYLED:
        elements.forEach(dress)
    rectangle = drawing.getBoundingClientRect()
    copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
    copy.setAttribute('width', rectangle.width)
    copy.setAttribute('height', rectangle.height)
    return XMLSerializer().serializeToString(copy)


async def png_of(picture: Element):
    """A PNG of an image, a canvas or an SVG element, as a Blob."""
    source: Element = picture
    if picture.localName == 'svg':
        source = create(picture, 'img')
        source.src = f'data:image/svg+xml;charset=utf-8,{encodeURIComponent(drawing_source(picture))}'
        await source.decode()
    if source.localName == 'img':
        source = _drawn(source, source.src.startsWith('data:image/svg') is True)

    def listen(done, fail):
        source.toBlob(lambda blob: fail(Exception(words.NO_PIXELS)) if blob is None else done(blob), 'image/png')

    return await Promise(listen)


def _drawn(picture: Element, is_vector: bool) -> Element:
    """A canvas with an image drawn on it; a vector drawing gets two canvas pixels for each of its own."""
    # In Firefox, an SVG without a size has a natural size of 0.
    width: float = Math.max(picture.naturalWidth, picture.clientWidth)
    height: float = Math.max(picture.naturalHeight, picture.clientHeight)
    scale: float = Math.min(2 if is_vector else 1, Math.sqrt(MAX_PIXELS / (width * height)))
    canvas = create(picture, 'canvas')
    canvas.width = Math.max(1, Math.round(width * scale))
    canvas.height = Math.max(1, Math.round(height * scale))
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height)
    return canvas
