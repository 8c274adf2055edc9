"""Appending new elements."""

from browser import Element

from media.dom import create


def add(parent: Element, tag: str, class_name: str) -> Element:
    """Append a new element to ``parent``."""
    element = create(parent, tag)
    if class_name:
        element.className = class_name
    parent.append(element)
    return element
