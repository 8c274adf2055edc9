"""Markup without scripts, in a shadow root that neither reaches the host page nor is reached by it.

Ids, styles and form fields stay inside the shadow root; a box around it, which no style sheet inside can address, keeps
everything within its edges, also what is fixed to the window or lies in front.
"""

from browser import Array, Document, Element, MouseEvent, RegExp, Set, String, requestAnimationFrame

from media.html.contrast import mend_colours
from media.html.limits import MOST_HEIGHT
from media.html.parsing import VEIL, unveiled
from media.html.permission import may_load, origin_of
from media.html.stylesheets import is_harmless, safe_sheet, style_element
from npm.dompurify import default as create_purifier
from static.markup import css

RULES = {
    'IN_PLACE': True,
    'ADD_TAGS': ['use'],
    'FORBID_TAGS': ['style', 'form', 'dialog', 'template', 'slot'],
    # What opens in front of the page when it is clicked, takes part in its shortcuts or is drawn by its style sheets.
    'FORBID_ATTR': ['popover', 'popovertarget', 'popovertargetaction', 'command', 'commandfor', 'part', 'exportparts',
                    'slot', 'nonce', 'download'],
    # The tree that it works on is parsed already, so that this is never asked for more than an empty text.
    'TRUSTED_TYPES_POLICY': {'createHTML': lambda text: text, 'createScriptURL': lambda text: text},
}

_purifier = None


def isolated(root: Element, allowed, document: Document) -> Element:
    """A box of ``document`` that shows what ``root`` of ``parsed`` holds; what may not be fetched is left out."""
    global _purifier
    view = document.defaultView
    sheets = [safe_sheet(css, 'all', allowed, view)]
    # Of the head of a document, the title would be left as text.
    heads: list[Element] = Array.from_(root.querySelectorAll('style, title:not(svg title)'))
    for head in heads:
        if head.localName == 'style':
            sheets.append(safe_sheet(unveiled(head.textContent), head.media, allowed, view))
        head.remove()
    if _purifier is None:
        _purifier = create_purifier()
    _purifier.sanitize(root, RULES)
    _restore_texts(root)
    _flatten(root)
    elements: list[Element] = Array.from_(root.querySelectorAll('*'))
    for element in elements:
        _guard(element, allowed)
    return _boxed(root, sheets, document)


def _boxed(root: Element, sheets: list, document: Document) -> Element:
    inner = document.createElement('div')
    shadow = inner.attachShadow({'mode': 'open'})
    shadow.adoptedStyleSheets = sheets
    shadow.append(*root.childNodes)
    shadow.addEventListener('click', _stay)
    box = document.createElement('div')
    box.className = 'backendai-html'
    box.style.cssText = f'contain: content; overflow: auto; max-height: {MOST_HEIGHT}px'
    box.append(inner)
    # Colours are known once it is on the page, before it is painted.
    requestAnimationFrame(lambda time: mend_colours(box))
    return box


def _stay(event: MouseEvent) -> None:
    """A link to a place in the output shows that place: its name says nothing outside of the shadow root."""
    link = event.target.closest('a')
    target: str = '' if link is None else _target(link)
    if _is_inside(target):
        event.preventDefault()
        place = event.currentTarget.getElementById(target[1:])
        if place is not None:
            place.scrollIntoView({'block': 'nearest'})


def _target(link: Element) -> str:
    target: str = link.getAttribute('href') if link.hasAttribute('href') else link.getAttribute('xlink:href')
    return '' if target is None else target


def _flatten(root: Element) -> None:
    """Remove each <use> of what holds a <use>: ten levels of ten would be drawn ten thousand million times."""
    holders = Set()
    uses: list[Element] = Array.from_(root.querySelectorAll('use'))
    for use in uses:
        place = use
        while place is not None:
            holders.add('#' + String(place.id))
            place = place.parentElement
    for use in uses:
        if _is_one_of(use.getAttribute('href'), holders) or _is_one_of(use.getAttribute('xlink:href'), holders):
            use.remove()


def _is_one_of(target: str, names: Set) -> bool:
    # A percent sign would hide a name.
    return target is not None and (names.has(target) or target.includes('%'))


def _restore_texts(root: Element) -> None:
    if VEIL not in root.textContent:
        return
    walker = root.ownerDocument.createTreeWalker(root, 4)
    while walker.nextNode() is not None:
        walker.currentNode.data = unveiled(walker.currentNode.data)


def _guard(element: Element, allowed) -> None:
    """Take from a sanitized element what would fetch, lead astray or take input."""
    space: str = element.namespaceURI
    is_drawing = space.endswith('svg')
    tag: str = element.localName
    names: list[str] = element.getAttributeNames()
    for name in names:
        value: str = element.getAttribute(name)
        if name.startswith(VEIL):
            element.removeAttribute(name)
            if name == f'{VEIL}style':
                style_element(element, value, allowed)
        elif name == 'style':
            element.removeAttribute(name)
            style_element(element, value, allowed)
        elif VEIL in value:
            element.setAttribute(name, unveiled(value))
        elif not _may_stay(element, tag, name, value, is_drawing, allowed):
            element.removeAttribute(name)
    if tag in ('a', 'area'):
        element.setAttribute('rel', 'noopener noreferrer')
        if not _is_inside(_target(element)):
            element.setAttribute('target', '_blank')
    elif tag in ('button', 'select', 'textarea') or tag == 'input' and element.type not in ('checkbox', 'radio'):
        element.setAttribute('disabled', '')
    elif tag == 'img':
        element.referrerPolicy = 'no-referrer'


def _may_stay(element: Element, tag: str, name: str, value: str, is_drawing: bool, allowed) -> bool:
    match name:
        case 'href' | 'xlink:href':
            if tag in ('a', 'area'):
                return _is_inside(value) or origin_of(value) != '' or value.lower().startswith('mailto:')
            return tag != 'image' and _is_inside(value) or tag in ('image', 'feImage') and _may_show(value, allowed)
        case 'src' | 'poster' | 'background':
            return _may_show(value, allowed)
        case 'srcset':
            # Each address, so that all are counted.
            addresses: list = Array.from_(value.matchAll(RegExp('[^\\s,][^\\s]*', 'g')))
            return addresses.filter(lambda found: not _may_show(found.at(0), allowed)).length == 0
        case 'target' | 'ping' | 'action' | 'formaction' | 'form' | 'accesskey' | 'autofocus':
            return False
        case _:
            return not is_drawing or is_harmless(value, allowed)


def _is_inside(address: str) -> bool:
    return address.startswith('#')


def _may_show(address: str, allowed) -> bool:
    return not _is_inside(address) and may_load(allowed, address)
