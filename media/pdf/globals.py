"""What pdf.js adds to the page when it is loaded, taken back: it is a guest there, and does without.

This module is imported before pdf.js and so knows what was there before.
"""

from browser import Iterator, Object, Reflect, globalThis

DIALECT = 'plain'

_PLACES = [
    [Iterator.prototype, 'join'], [globalThis, 'pdfjsLib'], [globalThis, 'pdfjsWorker'],
    [globalThis, '_pdfjsTestingUtils'],
]

_before = _PLACES.map(lambda place: Object.getOwnPropertyDescriptor(place[0], place[1]))


def restore():
    """Leave the page as it was before pdf.js came."""
    for index in range(_PLACES.length):
        owner, name = _PLACES[index]
        if _before[index]:
            Object.defineProperty(owner, name, _before[index])
        else:
            Reflect.deleteProperty(owner, name)
