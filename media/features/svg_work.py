"""Checks how often drawings in HTML draw their own parts; loaded with the first sanitized output with a drawing."""

from browser import Array, Element, Map

from media.svg import words
from media.svg.text_lengths import check_lengths
from media.svg.work import MAX_DRAWN_ELEMENTS, Drawing


def check_drawings(root: Element, box: Element) -> None:
    """Raise an error if the drawings in a sanitized tree would keep the page busy with the style sheets of its box."""
    shadow = box.firstElementChild.shadowRoot
    events = Array()
    drawings: list[Element] = root.querySelectorAll('svg:not(svg svg)')
    for drawing in drawings:
        _read(drawing, events)
    sheets = Array()
    adopted: Array = shadow.adoptedStyleSheets
    for sheet in adopted:
        rules: list = Array.from_(sheet.cssRules)
        for rule in rules:
            sheets.push(rule.cssText)
    texts: list[Element] = root.querySelectorAll('svg text')
    check_lengths([len(text.textContent) for text in texts])
    # Drawings in data URIs are not drawn as part of this HTML.
    if Drawing(events, sheets, lambda value: 0).work() > MAX_DRAWN_ELEMENTS:
        raise Exception(words.REPETITIVE_DRAWINGS)


def _read(drawing: Element, events: Array) -> None:
    """Add the elements of a drawing in the form that media/svg/tags.py reads from text."""
    node = drawing
    while node is not None:
        attributes = Map()
        names: list[str] = node.getAttributeNames()
        for name in names:
            attributes.set(name, node.getAttribute(name))
        events.push([node.localName, attributes])
        below: Element = node.firstElementChild
        while below is None:
            events.push(None)
            if node is drawing:
                return
            below = node.nextElementSibling
            if below is None:
                node = node.parentElement
        node = below


shared = {'check_drawings': check_drawings}
