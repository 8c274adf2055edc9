"""Texts that are lost on what is behind them, made readable: outputs are colored for paper, and pages may be dark."""

from browser import Element, NaN, RegExp, WeakMap, getComputedStyle

from media.dom import call, document_of

# How much lighter or darker than what is behind it, of 255, text must be to be read.
MIN_CONTRAST = 60

# The ratio of luminances, as WCAG defines it: cyan is lost on white.
MIN_RATIO = 2

# Texts that are looked at; more would take too long.
MAX_TEXTS = 3000


def fix_contrast(box: Element) -> None:
    """Give lost texts in the shadow root of a box black or white letters, and drawings with such texts paper."""
    inner: Element = box.firstElementChild
    canvas = _lightness(getComputedStyle(inner).outlineColor)
    backdrop = _behind(box, canvas, WeakMap())
    if (backdrop > 127) != (canvas > 127):
        # A light place in a dark page, or the other way round.
        box.style.colorScheme = 'light' if backdrop > 127 else 'dark'
    walker = call(document_of(inner), 'createTreeWalker', [inner.shadowRoot, 4])
    # Texts share what is around them, which may be hundreds of elements.
    known = WeakMap()
    for _ in range(MAX_TEXTS):
        node = walker.nextNode()
        if node is None:
            break
        text: Element = node.parentElement
        if text is None or node.data.trim() == '':
            continue
        behind = _behind(text, backdrop, known)
        drawing: Element = text.closest('svg')
        look = getComputedStyle(text)
        difference = _lightness(look.color if drawing is None else look.fill) - behind
        is_lost = -MIN_CONTRAST < difference < MIN_CONTRAST
        if is_lost or drawing is None and _ratio(look.color, behind) < MIN_RATIO:
            if drawing is None:
                text.style.color = '#000' if behind > 127 else '#fff'
            else:
                drawing.style.background = '#fff'


def _behind(element: Element, backdrop: float, known: WeakMap) -> float:
    """The lightness of the first color behind an element that hides what is behind that."""
    if element is None:
        return backdrop
    if known.has(element) is False:
        color: str = getComputedStyle(element).backgroundColor
        # From the shadow root, out into the page.
        outer: Element = element.getRootNode().host if element.parentElement is None else element.parentElement
        known.set(element, _lightness(color) if color.startswith('rgb(') else _behind(outer, backdrop, known))
    return known.get(element)


def _ratio(color: str, behind: float) -> float:
    """About the contrast of a color on what is behind it; not a number for colors in another notation than rgb()."""
    parts = RegExp('^rgba?.(\\d+), (\\d+), (\\d+)').exec(color)
    if parts is None:
        return NaN
    text = _luminance(parts.at(1)) * 0.2126 + _luminance(parts.at(2)) * 0.7152 + _luminance(parts.at(3)) * 0.0722
    ground = _luminance(behind)
    return (max(text, ground) + 0.05) / (min(text, ground) + 0.05)


def _luminance(part: float) -> float:
    return (part / 255) ** 2.2


def _lightness(color: str) -> float:
    """From 0 to 255; not a number for colors in another notation than rgb()."""
    parts = RegExp('^rgba?.(\\d+), (\\d+), (\\d+)').exec(color)
    if parts is None:
        return NaN
    red: float = parts.at(1)
    green: float = parts.at(2)
    blue: float = parts.at(3)
    return red * 0.3 + green * 0.6 + blue * 0.1
