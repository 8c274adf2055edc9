"""Image elements: loaded before they are shown, with their size, ground and description."""

from browser import Array, Element, Object, Promise, String

from media.dom import call, create, document_of
from media.images.following import follow
from media.images.ground import DARK, LIGHT, ground_for

# So much of a text stands for a picture.
MAX_NAME = 300


async def load(picture: Element, address: str) -> Element:
    """Let an image element read its file as far as its size; an error where that is no image."""
    def listen(done, fail):
        picture.onload = done
        picture.onerror = lambda event: fail(Exception('it is not an image'))
        picture.src = address

    await Promise(listen)
    return picture


def details_of(item):
    """The metadata of an item, which is as Jupyter's: either directly or under the item's type."""
    metadata = Object(item.metadata)
    own = getattr(metadata, item.type, None)
    return metadata if own is None else Object(own)


async def finish(picture: Element, item, slot: Element, element_id: str, what: str, name: str) -> None:
    """Decode it, so that it appears at once, and give it id and description.

    The description is the ``alt`` of the metadata, else the picture's own ``name``, else the text of its bundle.
    ``what`` it is begins the description where there is none of these.
    """
    details = details_of(item)
    texts: Array = Array(item.plain).flat()
    plain: str = '' if item.plain is None else String(texts.join(''))
    picture.id = element_id
    picture.alt = String(details.alt if details.alt is not None else (name or plain.trim())[:MAX_NAME] or (
        f'{what}, {picture.naturalWidth} × {picture.naturalHeight} pixels'))
    item.name = picture.alt
    try:
        await picture.decode()
    except Exception:
        pass  # it is shown as far as it goes


def put_on_ground(picture: Element, item, slot: Element, is_opaque: bool) -> None:
    """Give a transparent picture a ground where its ink would be lost on the page, unless the host wants none.

    ``needs_background`` of its metadata decides, where it is given.
    """
    if Object(item.options).background is False:
        return
    needed = details_of(item).needs_background

    def choose() -> None:
        try:
            _put(picture, ground_for(picture, slot))
        except Exception:
            pass  # the browser does not let its pixels be read

    if needed == 'light' or needed == 'dark':
        _put(picture, needed)
    elif not is_opaque:
        choose()
        follow(picture, choose)


def _put(picture: Element, ground: str) -> None:
    picture.style.background = LIGHT if ground == 'light' else DARK if ground == 'dark' else ''
    picture.style.forcedColorAdjust = '' if ground == '' else 'none'


def placed(picture: Element, item, more: list) -> Element:
    """The picture as its slot shows it: in a box that scrolls if it is ``unconfined``, and with ``more`` below."""
    shown = picture
    if details_of(item).unconfined is True:
        shown = create(picture, 'div')
        shown.style.overflow = 'auto'
        shown.tabIndex = 0
        shown.role = 'region'
        shown.ariaLabel = picture.alt
        shown.append(picture)
    if not more:
        return shown
    both = call(document_of(picture), 'createDocumentFragment', [])
    both.replaceChildren(shown, *more)
    return both
