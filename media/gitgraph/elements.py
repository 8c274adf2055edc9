"""What the widget is built of. Its style sheet knows the elements by their tags and roles."""

from browser import Element

from media.dom import call, create, document_of

# The colours of lanes, in turn: told apart by people of every kind of colour vision, and from white and black behind.
COLOURS: list[str] = ['#38c', '#e58', '#270', '#90f', '#990', '#b38']

# Of names and messages so much is shown; browsers take long to lay out more.
MAX_UNITS = 10000


def make(parent: Element, tag: str, text: str = '') -> Element:
    """A new HTML element at the end of ``parent``, with the beginning of a text."""
    element = create(parent, tag)
    element.textContent = text[:MAX_UNITS]
    parent.append(element)
    return element


def shape(parent: Element, tag: str, attribute: str, value) -> Element:
    """A new SVG element at the end of ``parent``, with one attribute."""
    element = call(document_of(parent), 'createElementNS', ['http://www.w3.org/2000/svg', tag])
    element.setAttribute(attribute, value)
    parent.append(element)
    return element


def paint(element: Element, lane: int, is_faint: bool) -> None:
    """Give an element the colour of a lane, which the style sheet knows as ``--lane``."""
    element.style.setProperty('--lane', COLOURS[lane % len(COLOURS)])
    element.style.opacity = 0.4 if is_faint else 1
