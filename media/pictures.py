"""Image elements: loaded before they are shown, with a size, a background and a description."""

from browser import Array, Element, Object, Promise, String

from media import texts as words
from media.dom import create, fragment_of
from media.images.following import follow
from media.images.ground import DARK, LIGHT, ground_for
from media.words import say

# The maximum length of a text that serves as a description.
MAX_NAME = 300


async def load(picture: Element, address: str) -> Element:
    """Let an image element load its file until its size is known; raises an error if it is not an image."""
    def listen(done, fail):
        picture.onload = done
        picture.onerror = lambda event: fail(Exception(words.NOT_AN_IMAGE))
        picture.src = address

    await Promise(listen)
    return picture


def details_of(item):
    """The metadata of an item, as in Jupyter: either directly or under the item's type."""
    metadata = Object(item.metadata)
    own = getattr(metadata, item.type, None)
    return metadata if own is None else Object(own)


async def finish(picture: Element, item, slot: Element, element_id: str, what: str, name: str) -> None:
    """Decode a picture, so that it appears at once, and set its id and description.

    The description is ``alt`` from the metadata, otherwise the picture's own ``name``, otherwise the text of its
    bundle. If there is none of these, it begins with ``what``, the kind of picture.
    """
    details = details_of(item)
    texts: Array = Array(item.plain).flat()
    plain: str = '' if item.plain is None else String(texts.join(''))
    picture.id = element_id
    picture.alt = String(details.alt if details.alt is not None else (name or plain.trim())[:MAX_NAME] or (
        say(words.SIZE_IN_PIXELS, what, String(picture.naturalWidth), String(picture.naturalHeight))))
    item.name = picture.alt
    try:
        await picture.decode()
    except Exception:
        pass  # show as much of it as can be decoded


def put_on_ground(picture: Element, item, slot: Element, is_opaque: bool) -> None:
    """Give a transparent picture a background if it would be illegible on the page, unless the host disables that.

    If the metadata has ``needs_background``, that decides.
    """
    if Object(item.options).background is False:
        return
    needed = details_of(item).needs_background

    def choose() -> None:
        try:
            _put(picture, ground_for(picture, slot))
        except Exception:
            pass  # the browser does not allow reading its pixels

    if needed == 'light' or needed == 'dark':
        _put(picture, needed)
    elif not is_opaque:
        choose()
        follow(picture, choose)


def _put(picture: Element, ground: str) -> None:
    picture.style.background = LIGHT if ground == 'light' else DARK if ground == 'dark' else ''
    picture.style.forcedColorAdjust = '' if ground == '' else 'none'


def placed(picture: Element, item, more: list) -> Element:
    """The picture as shown in its slot: in a scrolling box if it is ``unconfined``, and with ``more`` below it."""
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
    return fragment_of([shown, *more])
