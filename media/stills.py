"""Stills: the complete contents of an output as plain elements, for printing and for snapshots.

Outputs that draw only the visible part, or that depend on scripts, set ``still`` on their element: a function that
returns a new node without these. For printing, it is added to the element, whose other contents are hidden.
"""

from browser import Array, Element, Set, WeakRef, WeakSet

from media import texts as words
from media.dom import create, window_of
from media.errors import reason_of, report
from media.styles import adopt
from media.words import say
from static.stills import css

# The maximum number of printed rows, and of columns beside each other.
MAX_ROWS = 1000
COLUMNS = 10

CLASS = 'backendai-still'

# The number of references at which those to collected elements are removed.
_sweep_at: int = 100

# Weak references to the elements that have a still.
_references: Set = Set()
_listening: WeakSet = WeakSet()


def set_still(element: Element, make) -> None:
    """Set ``make()`` as the function that returns the still of ``element``, with up to MAX_ROWS rows."""
    global _sweep_at
    element.still = make
    element.classList.add('backendai-living')
    adopt(element, css)
    if _references.size >= _sweep_at:
        _references.forEach(_forget)
        left: int = _references.size
        _sweep_at = 100 + 2 * left
    _references.add(WeakRef(element))
    window = window_of(element)
    if window is not None and not _listening.has(window):
        _listening.add(window)
        window.addEventListener('beforeprint', lambda event: _references.forEach(_put))
        window.addEventListener('afterprint', lambda event: _references.forEach(_take))


def add_note(still: Element, count: int, shown: int) -> None:
    """Add a note with the number of rows that are left out."""
    if count > shown:
        note = create(still, 'p')
        note.append(say(words.UNPRINTED_ROWS, count - shown))
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
            still: Element = element.still()
            still.classList.add(CLASS)
            element.append(still)
        except Exception as error:
            # Other outputs are printed nevertheless.
            report(element, reason_of(error), None)


def _take(reference) -> None:
    element: Element = reference.deref()
    if element is not None:
        stills: list[Element] = Array.from_(element.querySelectorAll(f':scope > .{CLASS}'))
        for still in stills:
            still.remove()
