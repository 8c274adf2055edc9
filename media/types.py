"""The handlers of MIME types: the release's own, and those that hosts register.

A handler is ``{chunk, slot, types, rank}``. ``chunk`` is the name of a file of the release, or a host's renderer
itself. Our own have no ``rank`` here: their ranks are in media/ranks.py, which only the chunk for MIME bundles needs.
"""

from browser import Reflect, RegExp, String

from media.registry import HANDLERS, SLOTS

# Spellings and versions that share a handler: x-, .v6, .json and +json.
_VARIANT = RegExp('(/)x-|(\\.v\\d[\\d.]*)?([.+]json)?$', 'g')


def _handler_of_row(row: str):
    types: list = row.split(' ')
    head: str = types.shift()
    needs: list = head.split(',')
    chunk: str = needs.shift()
    slot: str = Reflect.get(SLOTS, chunk)
    return {
        'chunk': chunk, 'slot': f'media-item media-{chunk}' if slot is None else slot, 'types': types, 'needs': needs}


# The newest of the hosts' come first, then ours by rank, then features that need other chunks, which show no types.
_handlers: list = HANDLERS.split(';').map(_handler_of_row)


def essence(mime: str) -> str:
    """A type in lower case, without parameters such as ``; charset=utf-8``."""
    return mime.split(';').shift().trim().toLowerCase()


def canonical(mime: str) -> str:
    """The form of a type that identifies its handler: without ``x-``, version, ``+json`` or ``.json``.

    ``application/vnd.vegalite.v6.json`` becomes ``application/vnd.vegalite``. The registry does the same.
    """
    return Reflect.apply(Reflect.get(String.prototype, 'replace'), essence(mime), [_VARIANT, '$1'])


def handler_of(mime):
    """The handler that shows a type, as ``{chunk, slot, types, rank}``, or None."""
    return best_of([mime]) if isinstance(mime, str) else None


def needs_of(chunk: str) -> list:
    """The chunks that a chunk requests as soon as it runs: names, with ``~pattern`` if only some texts need it."""
    found = _handlers.find(lambda handler: handler.chunk is chunk)
    return [] if found is None else found.needs


def best_of(mimes: list):
    """The first handler that shows any of the types, or None: the newest of the hosts', then ours by rank.

    If there is none, the handler of ``application/json`` shows types that end with ``+json``.
    """
    names = mimes.map(canonical)
    found = _handlers.find(lambda handler: handler.types.some(lambda mime: names.includes(mime)))
    is_json: bool = found is None and mimes.some(lambda mime: ['+json', '.json'].includes(essence(mime).slice(-5)))
    return best_of(['application/json']) if is_json else found


def add_handler(renderer):
    """Register a host's renderer, ``{types, render, rank, slotClass}``; returns a function that unregisters it."""
    types: list = renderer.types
    handler = {
        'chunk': renderer,
        'slot': 'media-item' if renderer.slotClass is None else renderer.slotClass,
        'types': types.map(canonical),
        'rank': renderer.rank,
    }
    if not callable(renderer.render):
        raise TypeError()
    _handlers.unshift(handler)

    def remove():
        global _handlers
        _handlers = _handlers.filter(lambda each: each is not handler)

    return remove
