"""New elements at the end of others."""

from browser import Element

from media.dom import create


def add(parent: Element, tag: str, class_name: str) -> Element:
    """A new element at the end of ``parent``."""
    element = create(parent, tag)
    if class_name:
        element.className = class_name
    parent.append(element)
    return element
