"""Image elements: loaded before they are shown, described for those who cannot see them, let go when gone."""

from browser import URL, Element, FinalizationRegistry, Number, Object, Promise, String

# A Blob stays in memory for as long as its address is valid; it goes with the element that shows it.
_addresses = FinalizationRegistry(lambda address: URL.revokeObjectURL(address))


async def load(slot: Element, address: str) -> Element:
    """An image element whose file has been read as far as its size; an error where it is no image."""
    picture = slot.ownerDocument.createElement('img')
    _addresses.register(picture, address)

    def listen(done, fail):
        picture.onload = done
        picture.onerror = lambda event: fail(Exception('it is no image'))
        picture.src = address

    await Promise(listen)
    return picture


async def finish(picture: Element, item, element_id: str, what: str) -> None:
    """Decode it, so that it appears at once, and give it id, width and description.

    The metadata of an item is as Jupyter's: ``width`` and ``height`` in CSS pixels and ``alt``, either directly or
    under the item's type. ``what`` begins the description where there is no ``alt``.
    """
    details = Object(item.metadata)
    details = Object(getattr(details, item.type, None) if getattr(details, item.type, None) is not None else details)
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
    note = picture.ownerDocument.createElement('p')
    note.className = 'media-note'
    note.append(text)
    both = picture.ownerDocument.createDocumentFragment()
    both.append(picture, note)
    return both
