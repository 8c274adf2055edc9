"""Removes the globals that pdf.js adds to the page when it is loaded. It works without them.

This module is imported before pdf.js, so that it can record the original state.
"""

from browser import Iterator, Object, Reflect, globalThis

DIALECT = 'plain'

_PLACES = [
    [Iterator.prototype, 'join'], [globalThis, 'pdfjsLib'], [globalThis, 'pdfjsWorker'],
    [globalThis, '_pdfjsTestingUtils'],
]

_before = _PLACES.map(lambda place: Object.getOwnPropertyDescriptor(place[0], place[1]))


def restore():
    """Restore the globals to their state before pdf.js was loaded."""
    for index in range(_PLACES.length):
        owner, name = _PLACES[index]
        if _before[index]:
            Object.defineProperty(owner, name, _before[index])
        else:
            Reflect.deleteProperty(owner, name)
