"""Addresses of links and images in Markdown: the web, places in the same text, and attachments."""

from browser import Element, Object, Reflect, RegExp, String, decodeURIComponent

from media.html.permission import absolute, may_load, origin_of
from media.markdown import words
from media.words import say

SCHEME = RegExp('^[a-z][a-z\\d+.-]*:', 'i')


def link_to(address: str, title: str, part) -> Element:
    """Return an empty link element, or a span whose title gives the reason if the address cannot be opened."""
    is_place = address.startswith('#')
    if not is_place and not origin_of(address) and not RegExp('^mailto:', 'i').test(address):
        text = part.make('span', 'unresolved')
        text.title = say(
            words.REFUSED_LINK if SCHEME.test(address) else words.RELATIVE_LINK, address)
        return text
    link = part.make('a')
    link.setAttribute('href', absolute(address) or address)
    if title:
        link.title = title
    if not is_place:
        link.target = '_blank'
        link.rel = 'noreferrer'
    return link


def image_from(address: str, alt: str, title: str, part) -> Element:
    """Return an image from an attachment, a data URI or an allowed address, or a note if it is not available.

    A remote address that is not allowed yet becomes an image without a source and is counted as blocked.
    """
    image = part.make('img')
    image.alt = alt
    if title:
        image.title = title
    image.referrerPolicy = 'no-referrer'
    is_attached = address.startswith('attachment:')
    source = data_uri(address.slice(11), part.page.attachments) if is_attached else address
    if source and not source.startswith('#') and may_load(part.page.allowed, source):
        image.src = absolute(source) or source
    elif not origin_of(source):
        note: Element = part.make('span', 'unresolved')
        note.setAttribute('role', 'img')
        text = say(words.MISSING_IMAGE, alt or say(words.IMAGE), address.slice(0, 100))
        note.ariaLabel = text
        note.append(text)
        return note
    return image


def data_uri(name: str, attachments) -> str:
    """Return a data URI for an image in Jupyter's attachments, ``{name: {mime: base64}}``, or an empty string."""
    try:
        bundle = Object(Reflect.get(Object(attachments), decodeURIComponent(name)))
    except Exception:
        return ''
    mimes: list[str] = Object.keys(bundle)
    mime: str = mimes.find(lambda each: each.startsWith('image/'))
    if mime is None:
        return ''
    # A list of lines converts to text with commas, which base64 never contains.
    base64: str = String(Reflect.get(bundle, mime)).replaceAll(RegExp('[\\s,]', 'g'), '')
    return f'data:{mime};base64,{base64}'
