"""Notes: the library's own messages to the user, as a paragraph beside or instead of an output."""

from browser import Element, Node

from media.dom import create

CLASS = 'media-note'

# Notes quote what outputs contain, such as MIME types, of any length.
MAX_UNITS = 1000


def make_note(near: Node, text: str) -> Element:
    """A note for the document of ``near``; host style sheets rely on its class."""
    note = create(near, 'p')
    note.className = CLASS
    note.textContent = text if len(text) <= MAX_UNITS else f'{text[:MAX_UNITS]}…'
    return note
