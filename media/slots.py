"""Slots: the outer element of each item, there from the start, so that the order on the page is that of the items."""

from browser import Element, Map, WeakMap, WeakRef, WeakSet

from media.dom import create

# Marks slots in markup that has lost our state: a page restored from a cache, or a clone.
MARK = 'data-backendai-id'

# The slots of each container, by result id. They are not kept alive: the page does that.
_slots = WeakMap()

# All slots that are in one of these.
_owned = WeakSet()

# By container and result id, how many items the last list had.
_lengths = WeakMap()


def claim(container: Element, result_id: str, class_name: str) -> Element:
    """The slot of that result in ``container``: the one there is, or a new one at the end.

    A canvas, as hosts of the original library pass one, shows nothing that is in it: the slots take its place.
    """
    slot = find(container, result_id)
    if slot is None:
        slot = create(container, 'div')
        slot.setAttribute(MARK, result_id)
        _own(container, slot)
        if container.localName == 'canvas':
            container.before(slot)
            container.style.display = 'none'
        else:
            container.append(slot)
    slot.className = class_name
    return slot


def find(container: Element, result_id: str):
    """The slot of that result in ``container``, or None."""
    slots = slots_of(container)
    slot = _there(container, slots, result_id)
    if slot is None:
        _adopt(container)
        slot = _there(container, slots, result_id)
    return slot


def slots_of(container: Element) -> Map:
    """Weak references to all slots of ``container``, by result id, also to those that the host has removed."""
    slots: Map = _slots.get(container)
    if slots is None:
        slots = Map()
        _slots.set(container, slots)
    return slots


def lengths_of(container: Element) -> Map:
    """How many items the last list under each result id had."""
    lengths: Map = _lengths.get(container)
    if lengths is None:
        lengths = Map()
        _lengths.set(container, lengths)
    return lengths


def _there(container: Element, slots: Map, result_id: str):
    reference = slots.get(result_id)
    slot: Element = None if reference is None else reference.deref()
    home: Element = container.parentNode if container.localName == 'canvas' else container
    return slot if slot is not None and home.contains(slot) else None


def _own(container: Element, slot: Element) -> None:
    _owned.add(slot)
    slots_of(container).set(slot.getAttribute(MARK), WeakRef(slot))


def _adopt(container: Element) -> None:
    """Take over slots that markup brought, up to the first that is known; those of a canvas stand before it."""
    child: Element = container.previousElementSibling if container.localName == 'canvas' else container.lastElementChild
    while child is not None and not _owned.has(child) and child.localName != 'canvas':
        if child.hasAttribute(MARK):
            _own(container, child)
        child = child.previousElementSibling
