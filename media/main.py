"""The entry, main.min.js: the global BackendAI.

One way through: an item enters ``handle``, the registry names its chunk, the loader brings it, and the chunk's
``render`` makes what the item's own slot shows. Nothing calls back up.
"""

from browser import Array, Object, Promise, String, document, window

from media import loader
from media.errors import report
from media.registry import VERSION
from media.rendering import handler_of, is_node, parsed, show


def handle(item, result_id, container) -> bool:
    """Show one item at the end of ``container``, or in place of what ``result_id`` shows there.

    ``item`` is ``[mime, data]`` or ``{type, data}``, either with ``metadata`` in addition. False means that nothing
    was put on the page: nobody handles the type, or the item or the container is missing.
    """
    parts = parsed(item)
    is_shown = is_node(container) and handler_of(parts.type) is not None
    if is_shown:
        show(parts, String(result_id), container)
    elif item is None or not is_node(container):
        report(container, 'handle() needs an item and a container', None)
    return is_shown


def handle_all(items, result_id, container):
    """Show ``items`` in their order; item i gets the id ``result_id + '-' + i``.

    Returns a Promise, which never rejects, of one outcome per item: ``{id, type, ok, reason}``.
    """
    listed: list = items if isinstance(items, list) else []
    if not listed or not is_node(container):
        report(container, 'handle_all() needs a list of items and a container', None)
    return Promise.all(listed.map(lambda item, index: show(parsed(item), f'{String(result_id)}-{String(index)}', container)))


async def async_series(items, handler):
    """Call ``handler`` with each of ``items``, waiting for each before the next; a Promise of all results."""
    listed: list = Array.from_(items)
    return [await handler(item) for item in listed]


def load_webterm(callback=None):
    """Load the web terminal: afterwards ``BackendAI.Webterm`` is its class. Also returns a Promise of it."""
    return load_feature('webterm', 'Webterm', callback)


def load_feature(chunk: str, name: str, callback):
    async def load():
        await loader.load_chunk(chunk)
        if callback is not None:
            callback()
        return getattr(window.BackendAI, name, None)

    loading = load()
    # A host that only passes a callback never looks at the Promise.
    loading.catch(lambda error: report(None, f'{name}: {String(error)}', None))
    return loading


def _start(host) -> None:
    """Fill the global, around what the host has set before: its assetRoot, and the calls it has queued."""
    if host.Media is not None:
        return  # loaded twice: the first stays
    queue: list = Array.from_(host.queue or [])
    window.BackendAI = Object.assign(host, {
        'version': VERSION,
        'assetRoot': host.assetRoot or loader.own_root(document.currentScript),
        'Media': {'handle': handle, 'handle_all': handle_all, 'handleAll': handle_all},
        'Utils': {'async_series': async_series},
        'loadWebterm': load_webterm,
        'queue': {'push': lambda call: call()},
    })
    for call in queue:
        call()


_start(window.BackendAI or Object())
