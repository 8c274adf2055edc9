"""Whether what is shown is still on the page: hosts and their frameworks remove elements without telling us.

One observer looks at each document and shadow root in which something is watched. What is moved within one task has
never left.
"""

from browser import Element, MutationObserver, Node, Set, WeakMap, WeakRef, WeakSet

# Weak references to the elements, and by element its reference, its state and whom to tell.
_references = Set()
_watches = WeakMap()

# The documents and shadow roots that are observed.
_roots = WeakSet()
_observer: MutationObserver = None


def is_present(element: Element) -> bool:
    """Whether an element is in a document that is shown; that of a removed frame is not."""
    return element.isConnected is True and element.ownerDocument.defaultView is not None


def watch(element: Element, was_present: bool, changed) -> None:
    """Call ``changed(is_present)`` whenever the element has left the page or has come back."""
    global _observer
    if _observer is None:
        _observer = MutationObserver(_look)
    reference = WeakRef(element)
    _references.add(reference)
    _watches.set(element, {'reference': reference, 'is_present': was_present, 'changed': changed})
    _observe(element.ownerDocument)
    _observe(element)
    _look()


def unwatch(element: Element) -> None:
    _watches.delete(element)


def _observe(node: Node) -> None:
    """Observe the root of a node, and those of the shadow hosts and frames around it."""
    root = node.getRootNode()
    if not _roots.has(root):
        _roots.add(root)
        _observer.observe(root, {'childList': True, 'subtree': True})
    view = root.defaultView
    outer: Node = root.host if view is None else view.frameElement
    if outer is not None:
        _observe(outer)


def _look() -> None:
    def look(reference):
        element: Element = reference.deref()
        watched = None if element is None else _watches.get(element)
        if watched is None or watched.reference is not reference:
            _references.delete(reference)
        elif is_present(element) is not watched.is_present:
            watched.is_present = is_present(element)
            _observe(element)
            watched.changed(watched.is_present)

    _references.forEach(look)
