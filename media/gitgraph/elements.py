"""What the widget is built of. Its style sheet knows the elements by their tags and roles."""

from browser import Element, RegExp

from media.dom import call, create, document_of

# The colors of lanes, in turn: told apart by people of every kind of color vision, and from white and black behind.
COLORS: list[str] = ['#38c', '#e58', '#270', '#90f', '#990', '#b38']

# The color of what is beyond the limit of the lanes.
GRAY = '#888'

# Characters that turn around what follows them, so that people read another text than there is.
OVERRIDES = RegExp('[\\u202a-\\u202e\\u2066-\\u2069]', 'g')

# Of names and messages so much is shown; browsers take long to lay out more.
MAX_UNITS = 10000


def make(parent: Element, tag: str, text: str = '') -> Element:
    """A new HTML element at the end of ``parent``, with the beginning of a text."""
    element = create(parent, tag)
    element.textContent = plain(text)
    parent.append(element)
    return element


def plain(text: str) -> str:
    """The beginning of a text, with the characters that turn text around written out, as git and less do."""
    def written(found: str) -> str:
        digits: str = found.charCodeAt(0).toString(16)
        return f'<U+{digits.toUpperCase()}>'

    return text[:MAX_UNITS].replaceAll(OVERRIDES, written)


def shape(parent: Element, tag: str, attribute: str, value) -> Element:
    """A new SVG element at the end of ``parent``, with one attribute."""
    element = call(document_of(parent), 'createElementNS', ['http://www.w3.org/2000/svg', tag])
    element.setAttribute(attribute, value)
    parent.append(element)
    return element


def color_of(lane: int) -> str:
    return COLORS[lane % len(COLORS)]


def paint(element: Element, color: str, is_faint: bool) -> None:
    """Give an element the color of a lane, which the style sheet knows as ``--lane``."""
    element.style.setProperty('--lane', color)
    element.style.opacity = 0.4 if is_faint else 1
