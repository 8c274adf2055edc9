"""Markup without scripts, in a shadow root that neither reaches the host page nor is reached by it.

Ids, styles and form fields stay inside the shadow root; a box around it, which no style sheet inside can address, keeps
everything within its edges, also what is fixed to the window or lies in front.
"""

from browser import CSS, Array, Document, Element, MouseEvent, RegExp, String, requestAnimationFrame

from media.dom import create, window_of
from media.html.contrast import fix_contrast
from media.html.attributes import ATTR_PREFIX, unprefix
from media.html.permission import absolute, may_load, origin_of
from media.html.stylesheets import clean_declarations, is_harmless, safe_sheet
from media.limits import MAX_HEIGHT_PX
from static.markup import css

XHTML = 'http://www.w3.org/1999/xhtml'

RULES = {
    'IN_PLACE': True,
    'ADD_TAGS': ['use'],
    'FORBID_TAGS': ['style', 'form'],
    # What the prefix missed, sets of addresses, and what opens in front of the page.
    'FORBID_ATTR': ['style', 'srcset', 'popover'],
    # The tree that it works on is parsed already, so that this is never asked for more than an empty text.
    'TRUSTED_TYPES_POLICY': {'createHTML': lambda text: text, 'createScriptURL': lambda text: text},
}

# Numbers, also with signs, units of money and percent.
NUMBER = RegExp('^[-+\u2212]?[$\u20ac\xa3\xa5]?[\\d.,]*\\d[\\d.,]*(?:e[-+]?\\d+)?\\s?%?$', 'i')
# More cells are left as they are.
MAX_CELLS = 5000

ADDRESSES = RegExp('^(href|src|poster|background)$')

# Fields that take input, which nobody would get.
FIELDS = 'button,select,textarea,input:not([type=checkbox],[type=radio])'


def sanitize_into_shadow(root: Element, allowed, document: Document, purifier) -> Element:
    """A box of ``document`` that shows what ``root`` of ``parse_html`` holds; what may not be fetched is left out."""
    view = window_of(document)
    sheets = Array.from_(root.querySelectorAll('style'), lambda style: safe_sheet(
        style.textContent, style.media, allowed, view))
    sheets.unshift(safe_sheet(css, '', allowed, view))
    sanitize(root, allowed, purifier)
    inner = create(document, 'div')
    shadow = inner.attachShadow({'mode': 'open'})
    shadow.adoptedStyleSheets = sheets
    shadow.append(*root.childNodes)
    _align_numbers(shadow)
    shadow.addEventListener('click', _stay)
    box = create(document, 'div')
    box.className = 'backendai-html'
    box.style.cssText = f'contain:content;overflow:auto;max-height:{MAX_HEIGHT_PX}px'
    box.append(inner)
    # Colours are known once it is on the page, before it is painted.
    requestAnimationFrame(lambda time: fix_contrast(box))
    return box


def _align_numbers(shadow) -> None:
    """Put numbers in tables at the end of their cells, unless the output says where they belong."""
    cells: list[Element] = Array.from_(shadow.querySelectorAll('td')).slice(0, MAX_CELLS)
    for cell in cells:
        text: str = cell.textContent
        if len(text) < 40 and NUMBER.test(text.trim()):
            cell.classList.add('backendai-number')


def sanitize(root: Element, allowed, purifier) -> None:
    """Remove from what ``parse_html`` gave all that runs, fetches what is not allowed, or leaves its place."""
    # Of the head of a document, the title would be left as text.
    titles: list[Element] = root.querySelectorAll('title:not(svg title)')
    for title in titles:
        title.remove()
    # An element of the host's own, whose name the prefix has missed, would start though its attribute is removed.
    customized: list[Element] = Array.from_(root.querySelectorAll('[is]'))
    for element in customized:
        plain = create(element, element.localName)
        plain.append(*element.childNodes)
        element.replaceWith(plain)
    purifier.sanitize(root, RULES)
    elements: list[Element] = Array.from_(root.querySelectorAll('*'))
    for element in elements:
        _sanitize_attributes(element, allowed)
    for element in elements:
        _drop_nested_use(element, root)


def _stay(event: MouseEvent) -> None:
    """A link to a place in the output shows that place: its name says nothing outside of the shadow root."""
    link = event.target.closest('[href^="#"]')
    if link is not None:
        event.preventDefault()
        place = event.currentTarget.getElementById(link.getAttribute('href').slice(1))
        if place is not None:
            place.scrollIntoView({'block': 'nearest'})


def _drop_nested_use(element: Element, root: Element) -> None:
    """Remove a <use> of what holds a <use>: ten levels of ten would be drawn ten thousand million times."""
    if element.localName == 'use':
        target = root.querySelector('#' + CSS.escape(String(element.getAttribute('href')).slice(1)))
        # A name that is not found may be one that a browser finds, such as one with a percent sign.
        if target is None or target.querySelector('use') is not None:
            element.remove()


def _sanitize_attributes(element: Element, allowed) -> None:
    """Take from a sanitized element what would fetch, lead astray or take input."""
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
    # Of the elements with a link, these show what it leads to; others refer to a place in the same drawing.
    if name == 'href' and not element.localName.endswith('mage'):
        return is_place
    return not is_place and may_load(allowed, value)
