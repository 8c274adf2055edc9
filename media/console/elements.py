"""Helpers that create elements of a console."""

from browser import Element

from media.dom import create
from media.notes import make_note


def add(place: Element, tag: str, kind: str) -> Element:
    """Append a new element with a class to ``place``."""
    element = create(place, tag)
    element.className = kind
    place.append(element)
    return element


def add_note(place: Element, text: str) -> Element:
    """Append a message for the user to ``place``."""
    note = make_note(place, text)
    place.append(note)
    return note
