"""Notes: what the library itself says to a person, a paragraph beside or instead of an output."""

from browser import Element

from media.dom import create

CLASS = 'media-note'


def make_note(near: Element, text: str) -> Element:
    """A note of the document that ``near`` belongs to; host style sheets rely on its class."""
    note = create(near, 'p')
    note.className = CLASS
    note.append(text)
    return note
