"""Where links and images of Markdown may lead: out into the web, to places in the same text, to attachments."""

from browser import Element, Object, Reflect, RegExp, String, decodeURIComponent

from media.html.permission import absolute, may_load, origin_of

SCHEME = RegExp('^[a-z][a-z\\d+.-]*:', 'i')


def link_to(address: str, title: str, part) -> Element:
    """A link without its contents; one that leads nowhere is not a link, and its title says why."""
    is_place = address.startswith('#')
    if not is_place and not origin_of(address) and not RegExp('^mailto:', 'i').test(address):
        text = part.make('span', 'unresolved')
        text.title = 'This link cannot be opened here' if SCHEME.test(address) else f'Relative link: {address}'
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
    """An image from an attachment, a data URI or an address that may be loaded; else a note in its place.

    An address that may be loaded later is an image without a source, and counted as blocked.
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
        text = f'{alt or "Image"} (not available: {address.slice(0, 100)})'
        note.ariaLabel = text
        note.append(text)
        return note
    return image


def data_uri(name: str, attachments) -> str:
    """An attachment, which Jupyter keeps as ``{name: {mime: base64}}``; empty where there is none of that name."""
    try:
        bundle = Object(Reflect.get(Object(attachments), decodeURIComponent(name)))
    except Exception:
        return ''
    mimes: list[str] = Object.keys(bundle)
    mime: str = mimes.find(lambda each: each.startsWith('image/'))
    if mime is None:
        return ''
    # A list of lines has commas between them as text, which base64 never holds.
    base64: str = String(Reflect.get(bundle, mime)).replaceAll(RegExp('[\\s,]', 'g'), '')
    return f'data:{mime};base64,{base64}'
