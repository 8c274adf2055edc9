"""Showing media items at the end of a console, or in the place of an earlier item."""

from browser import Element, Object, String, window

from media.console import words
from media.console.elements import add_note
from media.console.output import Output
from media.words import say


def show(output: Output, item) -> int:
    """Append a media item or a MIME bundle; returns the number of its slot.

    All items share one container, in which they may continue each other.
    """
    output.end_text()
    number: int = output.count
    output.count += 1
    show_at(output, number, item)
    return number


def show_at(output: Output, number: int, item) -> None:
    """Show an item in the slot of that number, replacing its contents; shows a note if it has no handler."""
    place = output.viewport.content
    before: Element = place.lastElementChild
    mime = None if item is None else item.at(0) if isinstance(item, list) else item.type
    has_name = mime is not None or item is not None and Object(item.data) is item.data
    show_item = window.BackendAI.Media.handle
    if not has_name or show_item(item, f'{output.id}-{number}', place, output.options) is False:
        add_note(place, say(words.UNSUPPORTED_ITEM, _name_of(item, mime)))
    slot: Element = place.lastElementChild
    if slot is not before:
        # The name that copied text gives this item, which has no text of its own.
        slot.mime = _name_of(item, mime)
        if number < len(output.slots):
            output.slots.at(number).replaceWith(slot)
            output.slots.splice(number, 1, slot)
        else:
            place.insertBefore(slot, output.prompt)
            output.slots.append(slot)
    output.shown += 1


def _name_of(item, mime) -> str:
    """The type of an item, or the types of a bundle."""
    if mime is not None:
        return String(mime)
    names: list[str] = [] if item is None else Object.keys(Object(item.data))
    return ', '.join(names) if names else say(words.UNTYPED_ITEM)
