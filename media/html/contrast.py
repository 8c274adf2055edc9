"""Texts that are lost on what is behind them, made readable: outputs are coloured for paper, and pages may be dark."""

from browser import Array, Element, Number, RegExp, getComputedStyle

# How much lighter or darker than what is behind it, of 255, text must be to be read.
LEAST_CONTRAST = 60

# Texts that are looked at; more would take too long.
MOST_TEXTS = 3000


def mend_colours(box: Element) -> None:
    """Give lost texts in the shadow root of a box black or white letters, and drawings with such texts paper."""
    inner: Element = box.firstElementChild
    canvas = _lightness(getComputedStyle(inner).outlineColor)
    backdrop = _behind(box, canvas)
    if (backdrop > 127) != (canvas > 127):
        # A light place in a dark page, or the other way round.
        box.style.colorScheme = 'light' if backdrop > 127 else 'dark'
    texts: list[Element] = Array.from_(inner.shadowRoot.querySelectorAll('td,th,text,p,span,div,li'))
    for text in texts[:MOST_TEXTS]:
        nodes: list = Array.from_(text.childNodes)
        if not nodes.some(lambda node: node.nodeType == 3 and node.data.trim() != ''):
            continue
        behind = _behind(text, backdrop)
        look = getComputedStyle(text)
        is_drawn = text.localName == 'text'
        difference = _lightness(look.fill if is_drawn else look.color) - behind
        if -LEAST_CONTRAST < difference < LEAST_CONTRAST:
            if is_drawn:
                text.ownerSVGElement.style.background = '#fff'
            else:
                text.style.color = '#000' if behind > 127 else '#fff'


def _behind(element: Element, backdrop: float) -> float:
    """The lightness of the first colour behind an element that hides what is behind that."""
    place = element
    while place is not None:
        colour: str = getComputedStyle(place).backgroundColor
        if colour.startswith('rgb('):
            return _lightness(colour)
        # From the shadow root, out into the page.
        place = place.getRootNode().host if place.parentElement is None else place.parentElement
    return backdrop


def _lightness(colour: str) -> float:
    """From 0 to 255; of a colour in another notation than rgb() that of white."""
    parts: list = RegExp('^rgba?\\((\\d+), (\\d+), (\\d+)').exec(colour)
    if parts is None:
        return 255
    red: float = Number(parts.at(1))
    green: float = Number(parts.at(2))
    blue: float = Number(parts.at(3))
    return red * 0.3 + green * 0.59 + blue * 0.11
