"""What the widget is built of. Its style sheet knows the elements by their classes and roles."""

from browser import Element, String

from media.dom import create, read


def make(parent: Element, tag: str, text: str = '') -> Element:
    """A new element at the end of ``parent``."""
    element = create(parent, tag)
    if text:
        element.append(text)
    parent.append(element)
    return element


def make_button(parent: Element, text: str, name: str) -> Element:
    """A button with a name for those who cannot see it."""
    button = make(parent, 'button', text)
    button.type = 'button'
    button.ariaLabel = button.title = name
    return button


def active_element(element: Element) -> Element:
    """The element of the same document or shadow root that has the focus."""
    return read(element.getRootNode(), 'activeElement')


def px(length: float) -> str:
    return f'{String(length)}px'
