"""Markup without scripts, in a shadow root that is isolated from the host page in both directions.

Ids, styles and form fields stay inside the shadow root. A box around it, which no style sheet inside can select, clips
everything to its edges, including content with a fixed position or a high z-index.
"""

from browser import CSS, Array, Document, Element, MouseEvent, RegExp, String, requestAnimationFrame

from media.dom import create, detach, window_of
from media.html.contrast import fix_contrast
from media.html.attributes import ATTR_PREFIX, unprefix
from media.html.permission import absolute, may_load, origin_of
from media.html.pieces import XHTML, join, take_apart
from media.html.stylesheets import clean_declarations, is_harmless, safe_sheet
from media.limits import MAX_HEIGHT_PX
from media.slices import Slices
from static.markup import css

RULES = {
    'IN_PLACE': True,
    'ADD_TAGS': ['use'],
    'FORBID_TAGS': ['style', 'form'],
    # Inline styles that the prefix has missed, sets of addresses, and elements that open in front of the page.
    'FORBID_ATTR': ['style', 'srcset', 'popover'],
    # The tree is parsed already, so this is called only for an empty text.
    'TRUSTED_TYPES_POLICY': {'createHTML': lambda text: text, 'createScriptURL': lambda text: text},
}

# Numbers, optionally with a sign, a currency symbol or a percent sign.
NUMBER = RegExp('^[-+\u2212]?[$\u20ac\xa3\xa5]?[\\d.,]*\\d[\\d.,]*(?:e[-+]?\\d+)?\\s?%?$', 'i')
# The maximum number of cells that are checked.
MAX_CELLS = 5000

ADDRESSES = RegExp('^(href|src|poster|background)$')

# Form fields whose input nobody would receive.
FIELDS = 'button,select,textarea,input:not([type=checkbox],[type=radio])'


async def isolated_box(root: Element, allowed, document: Document, purifier, is_large: bool) -> Element:
    """Sanitize a tree of ``parse_html``, so that it fetches only what is allowed; returns a box for its contents."""
    view = window_of(document)
    sheets = Array.from_(root.querySelectorAll('style'), lambda style: safe_sheet(
        style.textContent, style.media, allowed, view))
    sheets.unshift(safe_sheet(css, '', allowed, view))
    if is_large:
        slices = Slices()
        # Parsing has taken its time, too.
        await slices.pause()
        pieces: list = take_apart(root)
        for piece in pieces:
            holder = create(root, 'div')
            nodes: Array = piece.nodes
            holder.append(*nodes)
            _purify(holder, allowed, purifier)
            piece.nodes = Array.from_(holder.childNodes)
            join(piece)
            if slices.is_over():
                await slices.pause()
        _drop_nested_uses(root)
    else:
        sanitize(root, allowed, purifier)
    _align_numbers(root)
    inner = create(document, 'div')
    shadow = inner.attachShadow({'mode': 'open'})
    shadow.adoptedStyleSheets = sheets
    shadow.addEventListener('click', _stay)
    box = create(document, 'div')
    box.className = 'backendai-html'
    box.style.cssText = f'contain:content;overflow:auto;max-height:{MAX_HEIGHT_PX}px'
    box.append(inner)
    return box


async def put(root: Element, box: Element, place: Element, is_large: bool) -> None:
    """Move the contents of a sanitized tree into its box, and put that on the page as the only content of ``place``."""
    shadow = box.firstElementChild.shadowRoot
    place.replaceChildren(box)
    if is_large:
        slices = Slices()
        pieces: list = take_apart(root)
        for piece in pieces:
            if piece.parent is root:
                piece.parent = shadow
            join(piece)
            # The browser lays out this piece now, instead of all pieces at the next frame.
            if box.offsetHeight >= 0 and slices.is_over():
                await slices.pause()
    else:
        shadow.append(*root.childNodes)
    # Colors are known once the box is on the page, before it is painted.
    requestAnimationFrame(lambda time: fix_contrast(box))


def _align_numbers(root: Element) -> None:
    """Align numbers in tables to the end of their cells, unless the output sets an alignment."""
    cells: list[Element] = Array.from_(root.querySelectorAll('td')).slice(0, MAX_CELLS)
    for cell in cells:
        text: str = cell.textContent
        if len(text) < 40 and NUMBER.test(text.trim()):
            cell.classList.add('backendai-number')


def sanitize(root: Element, allowed, purifier) -> None:
    """Remove everything that runs, fetches something not allowed, or escapes its box from a tree of ``parse_html``."""
    _purify(root, allowed, purifier)
    _drop_nested_uses(root)


def _purify(root: Element, allowed, purifier) -> None:
    # The title of a document would remain as text.
    titles: list[Element] = root.querySelectorAll('title:not(svg title)')
    for title in titles:
        detach(title)
    # A customized built-in element that the prefix has missed would start even after its attribute is removed.
    customized: list[Element] = Array.from_(root.querySelectorAll('[is]'))
    for element in customized:
        plain = create(element, element.localName)
        plain.append(*element.childNodes)
        element.parentNode.replaceChild(plain, element)
    purifier.sanitize(root, RULES)
    elements: list[Element] = Array.from_(root.querySelectorAll('*'))
    for element in elements:
        _sanitize_attributes(element, allowed)


def _stay(event: MouseEvent) -> None:
    """Follow links to anchors in the output here, since the page cannot find anchors in a shadow root."""
    link = event.target.closest('[href^="#"]')
    if link is not None:
        event.preventDefault()
        place = event.currentTarget.getElementById(link.getAttribute('href').slice(1))
        if place is not None:
            place.scrollIntoView({'block': 'nearest'})


def _drop_nested_uses(root: Element) -> None:
    """Remove a <use> of an element that contains a <use>: ten levels of ten would be drawn ten billion times."""
    uses: list[Element] = Array.from_(root.querySelectorAll('use'))
    for use in uses:
        target = root.querySelector('#' + CSS.escape(String(use.getAttribute('href')).slice(1)))
        # An id that is not found here may be found by a browser, such as one with a percent sign.
        if target is None or target.querySelector('use') is not None:
            detach(use)


def _sanitize_attributes(element: Element, allowed) -> None:
    """Remove attributes of a sanitized element that would fetch something, mislead the user or take input."""
    old_link: str = element.getAttribute('xlink:href')
    if old_link is not None:
        element.removeAttribute('xlink:href')
        element.setAttribute('href', old_link)
    is_link = element.matches('a,area')
    names: list[str] = element.getAttributeNames()
    for name in names:
        value = unprefix(element.getAttribute(name))
        if name.startsWith(ATTR_PREFIX) or not _is_allowed_attribute(element, name, value, is_link, allowed):
            element.removeAttribute(name)
            if name == f'{ATTR_PREFIX}style':
                element.style.cssText = value
                clean_declarations(element.style, allowed)
        elif value != element.getAttribute(name) or ADDRESSES.test(name) is True:
            # An address such as http:logout is relative to a host page of that scheme.
            element.setAttribute(name, absolute(value) or value)
    if is_link:
        element.setAttribute('rel', 'noreferrer')
        if not element.matches('[href^="#"]'):
            element.setAttribute('target', '_blank')
    elif element.matches(FIELDS):
        element.disabled = True
    elif element.localName == 'img':
        element.referrerPolicy = 'no-referrer'


def _is_allowed_attribute(element: Element, name: str, value: str, is_link: bool, allowed) -> bool:
    is_place = value.startswith('#')
    if is_link and name == 'href':
        return is_place or origin_of(value) != '' or RegExp('^mailto:', 'i').test(value)
    if not ADDRESSES.test(name):
        namespace: str = element.namespaceURI
        return namespace == XHTML or is_harmless(value, allowed)
    # These elements display the target of their href; others refer to an element of the same drawing.
    if name == 'href' and not element.localName.endswith('mage'):
        return is_place
    return not is_place and may_load(allowed, value)
