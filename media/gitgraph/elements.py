"""Helpers that create the widget's elements. Its style sheet selects elements by their tags and roles."""

from browser import Element, RegExp

from media.dom import create, create_svg

# The colors of lanes, in turn: distinguishable with any color vision, and from white and black backgrounds.
COLORS: list[str] = ['#38c', '#e58', '#270', '#90f', '#990', '#b38']

# The color of lines beyond the limit of the lanes.
GRAY = '#888'

# Characters that change the direction of text, so that people read a text other than the actual one.
OVERRIDES = RegExp('[\\u202a-\\u202e\\u2066-\\u2069]', 'g')

# The maximum length of displayed names and messages; browsers are slow to lay out more.
MAX_UNITS = 10000


def make(parent: Element, tag: str, text: str = '') -> Element:
    """Append a new HTML element to ``parent``, with a text, which may be cut."""
    element = create(parent, tag)
    element.textContent = plain(text)
    parent.append(element)
    return element


def plain(text: str) -> str:
    """The beginning of a text, with characters that change its direction written out, as git and less do."""
    def written(found: str) -> str:
        digits: str = found.charCodeAt(0).toString(16)
        return f'<U+{digits.toUpperCase()}>'

    return text[:MAX_UNITS].replaceAll(OVERRIDES, written)


def shape(parent: Element, tag: str, attribute: str, value) -> Element:
    """Append a new SVG element to ``parent``, with one attribute."""
    element = create_svg(parent, tag)
    element.setAttribute(attribute, value)
    parent.append(element)
    return element


def color_of(lane: int) -> str:
    return COLORS[lane % len(COLORS)]


def paint(element: Element, color: str, is_faint: bool) -> None:
    """Set an element's lane color, which the style sheet reads from ``--lane``, and its opacity."""
    element.style.setProperty('--lane', color)
    element.style.opacity = 0.4 if is_faint else 1
