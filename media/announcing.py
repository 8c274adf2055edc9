"""Announcements for screen readers: one for each result, once it is finished, not one for each item or update."""

from browser import Array, Element, Map, WeakMap, clearTimeout, setTimeout

from media import texts as words
from media.dom import create, document_of, read_property
from media.slots import MARK, find
from media.words import say

# A result counts as finished if it has not changed for this long, in milliseconds.
QUIET_MS = 500

# The elements whose changes are announced, by document.
_regions = WeakMap()

# What is to be announced, by result id.
_waiting: Map = Map()
_timer: int = 0


def announce(container: Element, result_id: str, outcomes: Array) -> None:
    """Announce the names of the items of a result. Items within other outputs are not announced: their outputs are."""
    global _timer
    if container.closest is not None and container.closest(f'[{MARK}]') is not None:
        return
    document = document_of(container)
    region: Element = _regions.get(document)
    if region is None or not region.isConnected:
        region = create(container, 'p')
        region.role = 'status'
        region.className = 'backendai-announcer'
        region.style.position = 'fixed'
        region.style.clipPath = 'inset(50%)'
        _regions.set(document, region)
        body: Element = read_property(document, 'body')
        if body is not None:
            body.appendChild(region)
    slots: Array = outcomes.map(lambda outcome: find(container, outcome.id))
    names: Array = slots.filter(lambda slot: slot is not None).map(_name_of)
    _waiting.set(result_id, names.join(', '))
    clearTimeout(_timer)

    def tell() -> None:
        texts: Array = Array.from_(_waiting.values())
        region.textContent = say(words.ANNOUNCEMENT, texts.join(', '))
        _waiting.clear()

    _timer = setTimeout(tell, QUIET_MS)


def _name_of(slot: Element) -> str:
    """The name of an item; an item that cannot be shown has none, but a note."""
    name: str = slot.ariaLabel
    return name or slot.textContent
