"""What the tools are made of."""

from browser import Element, Number


def add(place: Element, tag: str, text: str) -> Element:
    """A new element with that text at the end of ``place``."""
    element = place.ownerDocument.createElement(tag)
    element.append(text)
    place.append(element)
    return element


def add_button(place: Element, label: str, action) -> Element:
    button = add(place, 'button', label)
    button.type = 'button'
    button.addEventListener('click', action)
    return button


def grouped(count: int) -> str:
    """A number as people read it."""
    return Number(count).toLocaleString('en')
