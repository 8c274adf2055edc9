"""Disposes of views that are no longer on the page, since hosts and frameworks remove elements without notice.

Each document and shadow root that contains a watched slot is observed. Moving an element within one task does not count
as leaving.
"""

from browser import Element, MutationObserver, Node, Set, WeakMap, WeakRef, WeakSet

from media.dom import document_of, read_property, window_of
from media.errors import reason_of, report

# Weak references to the slots, and the state of each slot.
_references = Set()
_watches = WeakMap()

# The documents and shadow roots that are observed.
_roots = WeakSet()


def watch(slot: Element, was_present: bool, shown, latest: WeakMap, show_again) -> None:
    """Dispose of the view of ``shown``, once: when its slot leaves the page, or ``latest`` has another for that slot.

    Until then, ``shown`` is ``{chunk, view}``; afterwards its chunk is None, so that the view gets no more updates.
    If the slot returns to the page later, ``show_again()``, which returns a Promise, shows the item once more.
    """
    _look()
    reference = WeakRef(slot)
    _references.add(reference)
    _watches.set(slot, {
        'reference': reference, 'is_present': was_present, 'shown': shown, 'latest': latest, 'show_again': show_again})
    _observe(document_of(slot))
    _observe(slot)
    _look()


def _is_present(slot: Element) -> bool:
    """Whether a slot is in a displayed document; the document of a removed frame is not."""
    return slot.isConnected is True and window_of(slot) is not None


def _observe(node: Node) -> None:
    """Observe the root of a node, and those of the shadow hosts and frames that contain it."""
    root = node.getRootNode()
    if not _roots.has(root):
        _roots.add(root)
        _observer.observe(root, {'childList': True, 'subtree': True})
    view = read_property(root, 'defaultView')
    outer: Node = read_property(root, 'host') if view is None else view.frameElement
    if outer is not None:
        _observe(outer)


def _look() -> None:
    _references.forEach(_look_at)


def _look_at(reference) -> None:
    slot: Element = reference.deref()
    watched = None if slot is None else _watches.get(slot)
    if watched is None or watched.reference is not reference:
        _references.delete(reference)
        return
    shown = watched.shown
    is_present = _is_present(slot)
    if shown.chunk is None and is_present:
        _references.delete(reference)
        watched.show_again().catch(lambda error: report(slot, reason_of(error), None))
    elif shown.chunk is None:
        pass  # the slot has left, and may return
    elif watched.latest.get(slot) is not shown:
        _references.delete(reference)
        _dispose(slot, shown)
    elif (watched.is_present and not is_present) or slot.parentNode is None:
        _dispose(slot, shown)
    elif is_present and not watched.is_present:
        watched.is_present = True
        _observe(slot)


def _dispose(slot: Element, shown) -> None:
    shown.chunk = None
    try:
        shown.view.dispose()
    except Exception as error:
        report(slot, reason_of(error), None)


_observer = MutationObserver(_look)

shared = {'watch': watch}
