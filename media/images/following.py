"""Re-evaluates the backgrounds of images when the colors of the page may have changed."""

from browser import (
    Element, FinalizationRegistry, MutationObserver, Set, WeakMap, WeakRef, WeakSet, Window, clearTimeout, setTimeout,
)

from media.dom import document_of, read_property, window_of
from media.slices import Slices

# Wait for color transitions, which are common on pages.
DELAY_MS = 400

# Weak references to the images, and the action for each.
_references = Set()
_gone = FinalizationRegistry(lambda reference: _references.delete(reference))
_actions = WeakMap()
_windows = WeakSet()
_waiting = None


def follow(picture: Element, action) -> None:
    """Call ``action`` when the color scheme or an attribute of the page's root or body changes."""
    _actions.set(picture, action)
    reference = WeakRef(picture)
    _references.add(reference)
    _gone.register(picture, reference)
    view: Window = window_of(picture)
    if _windows.has(view) is False:
        _windows.add(view)
        view.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', _notice)
        observer = MutationObserver(_notice)
        page = document_of(picture)
        observer.observe(read_property(page, 'documentElement'), {'attributes': True})
        observer.observe(read_property(page, 'body'), {'attributes': True})


def _notice(event) -> None:
    global _waiting
    clearTimeout(_waiting)
    _waiting = setTimeout(_act, DELAY_MS)


async def _act() -> None:
    slices = Slices()
    for reference in _references:
        picture: Element = reference.deref()
        if picture is not None and picture.isConnected is True:
            _actions.get(picture)()
            if slices.is_over():
                await slices.pause()
