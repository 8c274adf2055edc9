"""Fixing text that is illegible on its background: outputs use colors for white paper, but pages may be dark."""

from browser import Element, NaN, RegExp, WeakMap, getComputedStyle

from media.dom import call, document_of

# The minimum difference in lightness, on a scale of 255, between text and its background.
MIN_CONTRAST = 60

# The minimum ratio of luminances, as defined by WCAG: cyan on white has less.
MIN_RATIO = 2

# The maximum number of texts that are checked; more would take too long.
MAX_TEXTS = 3000


def fix_contrast(box: Element) -> None:
    """Make illegible texts in a box's shadow root black or white, and give drawings with such texts a white ground."""
    inner: Element = box.firstElementChild
    canvas = _lightness(getComputedStyle(inner).outlineColor)
    backdrop = _behind(box, canvas, WeakMap())
    if (backdrop > 127) != (canvas > 127):
        # A light area in a dark page, or a dark one in a light page.
        box.style.colorScheme = 'light' if backdrop > 127 else 'dark'
    walker = call(document_of(inner), 'createTreeWalker', [inner.shadowRoot, 4])
    # A cache, since texts share ancestors, of which there may be hundreds.
    known = WeakMap()
    for _ in range(MAX_TEXTS):
        node = walker.nextNode()
        if node is None:
            break
        text: Element = node.parentElement
        if text is None or node.data.trim() == '':
            continue
        drawing: Element = text.closest('svg')
        look = getComputedStyle(text)
        if look.position == 'sticky' and not look.backgroundColor.startsWith('rgb('):
            # The headers of pandas' Styler inherit their background, so that cells would show through when scrolled.
            text.style.backgroundColor = 'Canvas'
        behind = _behind(text, backdrop, known)
        difference = _lightness(look.color if drawing is None else look.fill) - behind
        is_lost = -MIN_CONTRAST < difference < MIN_CONTRAST
        if is_lost or drawing is None and _ratio(look.color, behind) < MIN_RATIO:
            if drawing is None:
                text.style.color = '#000' if behind > 127 else '#fff'
            else:
                drawing.style.background = '#fff'


def _behind(element: Element, backdrop: float, known: WeakMap) -> float:
    """The lightness of the nearest opaque background behind an element."""
    if element is None:
        return backdrop
    if known.has(element) is False:
        color: str = getComputedStyle(element).backgroundColor
        # From the shadow root to its host in the page.
        outer: Element = element.getRootNode().host if element.parentElement is None else element.parentElement
        known.set(element, _lightness(color) if color.startswith('rgb(') else _behind(outer, backdrop, known))
    return known.get(element)


def _ratio(color: str, behind: float) -> float:
    """The approximate contrast of a color on its background; NaN for colors in another notation than rgb()."""
    parts = RegExp('^rgba?.(\\d+), (\\d+), (\\d+)').exec(color)
    if parts is None:
        return NaN
    text = _luminance(parts.at(1)) * 0.2126 + _luminance(parts.at(2)) * 0.7152 + _luminance(parts.at(3)) * 0.0722
    ground = _luminance(behind)
    return (max(text, ground) + 0.05) / (min(text, ground) + 0.05)


def _luminance(part: float) -> float:
    return (part / 255) ** 2.2


def _lightness(color: str) -> float:
    """The lightness from 0 to 255; NaN for colors in another notation than rgb()."""
    parts = RegExp('^rgba?.(\\d+), (\\d+), (\\d+)').exec(color)
    if parts is None:
        return NaN
    red: float = parts.at(1)
    green: float = parts.at(2)
    blue: float = parts.at(3)
    return red * 0.3 + green * 0.6 + blue * 0.1
