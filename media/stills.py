"""Stills: what an output shows, all of it, as plain elements, for paper and for snapshots.

Outputs that draw only what is in sight, or that scripts keep alive, set ``still`` on their element: a function that
returns a new node without any of that. Before printing, it stands in the element beside the rest, which is hidden.
"""

from browser import Element, Set, String, WeakRef

from media.dom import create, window_of
from media.errors import reason_of, report
from media.styles import adopt
from static.stills import css

# Up to so many rows are printed, and so many columns beside each other.
MAX_ROWS = 1000
COLUMNS = 10

CLASS = 'backendai-still'

# How often references to what is gone are removed, in elements.
_SWEEP = 100

# Weak references to the elements that have one.
_references = Set()
_listening = Set()


def set_still(element: Element, make) -> None:
    """Let ``make()`` show all of what ``element`` shows, up to MAX_ROWS rows of it."""
    element.still = make
    element.classList.add('backendai-living')
    adopt(element, css)
    if _references.size % _SWEEP == 0:
        _references.forEach(_forget)
    _references.add(WeakRef(element))
    window = window_of(element)
    if window is not None and not _listening.has(window):
        _listening.add(window)
        window.addEventListener('beforeprint', lambda event: _references.forEach(_put))
        window.addEventListener('afterprint', lambda event: _references.forEach(_take))


def add_note(still: Element, count: int, shown: int) -> None:
    """Say how many rows there are more."""
    if count > shown:
        note = create(still, 'p')
        note.append(f'{String(count - shown)} more rows are not printed.')
        still.append(note)


def _forget(reference) -> None:
    if reference.deref() is None:
        _references.delete(reference)


def _put(reference) -> None:
    element: Element = reference.deref()
    if element is None:
        _references.delete(reference)
    elif element.isConnected is True:
        try:
            still = element.still()
            still.classList.add(CLASS)
            element.append(still)
        except Exception as error:
            # The others are printed all the same.
            report(element, reason_of(error), None)


def _take(reference) -> None:
    element: Element = reference.deref()
    if element is not None:
        element.querySelectorAll(f':scope > .{CLASS}').forEach(lambda still: still.remove())
