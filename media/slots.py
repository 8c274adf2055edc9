"""Slots: the outer element of each item, created immediately, so that items appear on the page in order."""

from browser import Element, Map, WeakMap, WeakRef

from media import texts as words
from media.baseline import IS_TOO_OLD, REASON
from media.dom import create
from media.limits import limit_height
from media.notes import make_note
from media.styles import adopt
from media.templates import fill
from static.slots import css

# Marks slots in markup that has lost our state: a page restored from a cache, or a clone.
MARK = 'data-backendai-id'

# Weak references to the slots of each container, by result id. Entries of removed slots are kept, so that the items of
# a list have no gaps.
_slots = WeakMap()


def claim(container: Element, result_id: str, class_name: str) -> Element:
    """The slot of a result in ``container``: the existing one, or a new one at the end.

    Hosts of the original library pass a canvas, which does not show its contents: the slots replace it. In a browser
    that is too old, the slot says so, and this raises the reason.
    """
    slot: Element = find(container, result_id)
    if slot is None:
        slot = create(container, 'div')
        slot.setAttribute(MARK, result_id)
        _remember(container, result_id, slot)
        if container.localName == 'canvas':
            container.parentNode.insertBefore(slot, container)
            container.style.display = 'none'
        else:
            container.appendChild(slot)
    slot.className = class_name
    if IS_TOO_OLD:
        slot.textContent = ''
        slot.appendChild(make_note(slot, fill(words.CANNOT_SHOW, words.THIS_OUTPUT, REASON)))
        raise Exception(REASON)
    limit_height(slot)
    try:
        adopt(slot, css)
    except Exception:
        pass  # a document without a window has no styles
    return slot


def find(container: Element, result_id: str):
    """The slot of a result in ``container``, or None."""
    is_canvas: bool = container.localName == 'canvas'
    home: Element = container.parentNode if is_canvas else container
    slot: Element = _known(container, result_id)
    if slot is None or home.contains(slot) is False:
        # Search the slots in restored markup, up to the first known one. The slots of a canvas come before it.
        child: Element = container.previousElementSibling if is_canvas else container.lastElementChild
        slot = None
        while child is not None and child.localName != 'canvas':
            name: str = child.getAttribute(MARK)
            if name is not None:
                if _known(container, name) is child:
                    break
                _remember(container, name, child)
                if name == result_id:
                    slot = child
            child = child.previousElementSibling
    return slot


def slots_of(container: Element) -> Map:
    """Weak references to the slots that ``container`` has had, by result id."""
    slots: Map = _slots.get(container)
    if slots is None:
        slots = Map()
        _slots.set(container, slots)
    return slots


def _remember(container: Element, result_id: str, slot: Element) -> None:
    # Without the table, which browsers that are too old cannot have, slots are found by their marks.
    if not IS_TOO_OLD:
        slots_of(container).set(result_id, WeakRef(slot))


def _known(container: Element, result_id: str):
    reference = slots_of(container).get(result_id)
    return None if reference is None else reference.deref()
