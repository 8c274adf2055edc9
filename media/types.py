"""Which handler shows which MIME type: the release's own, and those that hosts register.

A handler is ``{chunk, slot, types, rank}``. ``chunk`` is the name of a file of the release, or the renderer of a host
itself. Our own have no ``rank`` here: their ranks are in media/ranks.py, which only the chunk for MIME bundles needs.
"""

from browser import RegExp, String

from media.registry import HANDLERS

_PARAMETERS = RegExp(';.*', 'gs')
_EXPERIMENTAL = RegExp('/x-', 'g')
_VERSION = RegExp('\\.v\\d[\\d.]*(?=[.+]|$)', 'g')
_JSON = RegExp('\\.json$', 'g')


def essence(mime: str) -> str:
    """A type in lower case, without its parameters, such as ``; charset=utf-8``."""
    return mime.replaceAll(_PARAMETERS, '').trim().toLowerCase()


def canonical(mime: str) -> str:
    """The one spelling of a type that handlers are found by: no ``x-``, no version, ``+json`` for ``.json``.

    ``application/vnd.vegalite.v6.json`` becomes ``application/vnd.vegalite+json``. The registry does the same.
    """
    return essence(mime).replaceAll(_EXPERIMENTAL, '/').replaceAll(_VERSION, '').replaceAll(_JSON, '+json')


def handler_of(mime):
    """The handler that shows a type, as ``{chunk, slot, types, rank}``, or None."""
    return best_of([mime]) if isinstance(mime, str) else None


def best_of(mimes: list):
    """The first handler that shows any of the types, or None: the newest of hosts', then ours by rank."""
    names = mimes.map(canonical)
    return HANDLERS.find(lambda handler: handler.types.some(lambda mime: names.includes(mime)))


def add_handler(renderer):
    """Let a host's renderer, ``{types, render, rank, slotClass}``, show its types; a function that takes it back."""
    types: list = renderer.types
    handler = {
        'chunk': renderer,
        'slot': 'media-item' if renderer.slotClass is None else String(renderer.slotClass),
        'types': types.map(canonical),
        'rank': renderer.rank,
    }
    if not callable(renderer.render):
        raise TypeError('its render is no function')
    HANDLERS.unshift(handler)

    def remove():
        index: int = HANDLERS.indexOf(handler)
        if index >= 0:
            HANDLERS.splice(index, 1)

    return remove
