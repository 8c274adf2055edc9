"""Announcements for screen readers: one for each result, once it is finished, not one for each item or update."""

from browser import Array, Element, Map, Object, WeakMap, clearTimeout, setTimeout

from media import texts as words
from media.dom import create, document_of, read_property
from media.slots import MARK, find
from media.words import say

# A result counts as finished if it has not changed for this long, in milliseconds.
QUIET_MS = 500

# By document: the element whose changes are announced, the texts that wait, by result id, and the timer.
_regions = WeakMap()


def announce(container: Element, result_id: str, outcomes: Array) -> None:
    """Announce the names of the items of a result. Items within other outputs are not announced: their outputs are."""
    if container.closest is not None and container.closest(f'[{MARK}]') is not None:
        return
    document = document_of(container)
    state: Object = _regions.get(document)
    if state is None or state.region.isConnected is False:
        region = create(container, 'p')
        region.role = 'status'
        region.className = 'backendai-announcer'
        region.style.position = 'fixed'
        region.style.clipPath = 'inset(50%)'
        state = {'region': region, 'waiting': Map(), 'timer': 0}
        _regions.set(document, state)
        body: Element = read_property(document, 'body')
        if body is not None:
            body.appendChild(region)
    slots: Array = outcomes.map(lambda outcome: find(container, outcome.id))
    names: Array = slots.filter(lambda slot: slot is not None).map(_name_of)
    waiting: Map = state.waiting
    waiting.set(result_id, names.join(', '))
    clearTimeout(state.timer)

    def tell() -> None:
        texts: Array = Array.from_(waiting.values())
        state.region.textContent = say(words.ANNOUNCEMENT, texts.join(', '))
        waiting.clear()

    state.timer = setTimeout(tell, QUIET_MS)


def _name_of(slot: Element) -> str:
    """The name of an item; an item that cannot be shown has none, but a note."""
    name: str = slot.ariaLabel
    return name or slot.textContent
