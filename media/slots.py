"""Slots: the outer element of each item, there from the start, so that the order on the page is that of the items."""

from browser import Element, Map, WeakMap, WeakRef

from media.dom import create


# The slots of each container, by result id. They are not kept alive: the page does that.
_slots = WeakMap()


def claim(container: Element, result_id: str, class_name: str) -> Element:
    """The slot of that result in ``container``: the one there is, or a new one at the end.

    A canvas, as hosts of the original library pass one, shows nothing that is in it: the slots take its place.
    """
    known: Map = _slots.get(container)
    if known is None:
        known = Map()
        _slots.set(container, known)
    reference = known.get(result_id)
    slot: Element = None if reference is None else reference.deref()
    home: Element = container.parentNode if container.localName == 'canvas' else None
    if slot is None or not (home or container).contains(slot):
        slot = create(container, 'div')
        if home is None:
            container.append(slot)
        else:
            container.before(slot)
            container.style.display = 'none'
        known.set(result_id, WeakRef(slot))
    slot.className = class_name
    return slot
