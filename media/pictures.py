"""Image elements: loaded before they are shown, and described for those who cannot see them."""

from browser import Element, Number, Object, Promise, String

from media.dom import call, document_of
from media.notes import make_note


async def load(picture: Element, address: str) -> Element:
    """Let an image element read its file as far as its size; an error where that is no image."""
    def listen(done, fail):
        picture.onload = done
        picture.onerror = lambda event: fail(Exception('it is not an image'))
        picture.src = address

    await Promise(listen)
    return picture


async def finish(picture: Element, item, element_id: str, what: str) -> None:
    """Decode it, so that it appears at once, and give it id, width and description.

    The metadata of an item is as Jupyter's: ``width`` and ``height`` in CSS pixels and ``alt``, either directly or
    under the item's type. ``what`` begins the description where there is no ``alt``.
    """
    metadata = Object(item.metadata)
    own = getattr(metadata, item.type, None)
    details = metadata if own is None else own
    width = Number(details.width)
    if not width > 0:
        width = Number(details.height) * picture.naturalWidth / picture.naturalHeight
    if width > 0:
        picture.width = width
    picture.style.maxWidth = '100%'
    picture.style.height = 'auto'
    # A strip of 20000 × 3 would shrink to less than a line.
    picture.style.minHeight = f'{min(picture.naturalHeight, 3)}px'
    picture.id = element_id
    picture.alt = String(details.alt if details.alt is not None else (
        f'{what}, {picture.naturalWidth} × {picture.naturalHeight} pixels'))
    try:
        await picture.decode()
    except Exception:
        pass  # it is shown as far as it goes


def with_note(picture: Element, text: str):
    """The picture with a sentence about it below."""
    both = call(document_of(picture), 'createDocumentFragment', [])
    both.append(picture, make_note(picture, text))
    return both
