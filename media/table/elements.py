"""Helpers that create the widget's elements. The style sheet selects them by class and role."""

from browser import Element, String

from media.dom import create, read_property


def make(parent: Element, tag: str, text: str = '') -> Element:
    """Create an element and append it to ``parent``."""
    element = create(parent, tag)
    if text:
        element.append(text)
    parent.append(element)
    return element


def make_button(parent: Element, text: str, name: str) -> Element:
    """Create a button with an accessible name, which is also its tooltip."""
    button = make(parent, 'button', text)
    button.type = 'button'
    button.ariaLabel = button.title = name
    return button


def active_element(element: Element) -> Element:
    """Return the focused element of the document or shadow root that contains ``element``."""
    return read_property(element.getRootNode(), 'activeElement')


def px(length: float) -> str:
    return f'{String(length)}px'
