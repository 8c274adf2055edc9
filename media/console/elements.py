"""Elements of a console."""

from browser import Element, Number

from media.dom import create
from media.notes import make_note


def add(place: Element, tag: str, kind: str) -> Element:
    """A new element at the end of ``place``, of that class."""
    element = create(place, tag)
    element.className = kind
    place.append(element)
    return element


def add_note(place: Element, text: str) -> Element:
    """A sentence for the person, at the end of ``place``."""
    note = make_note(place, text)
    place.append(note)
    return note


def grouped(count: int) -> str:
    """A number as people read it."""
    return Number(count).toLocaleString('en')
