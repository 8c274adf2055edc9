"""The entry, main.min.js: the global BackendAI.

One way through: an item enters ``handle``, the registry names its chunk, the loader brings it, and the chunk's
``render`` makes what the item's own slot shows. Nothing calls back up.
"""

from browser import Array, Object, Promise, Reflect, String, window

from media import loader
from media.dom import HAS_PAGE, global_named
from media.errors import reason_of, report
from media.registry import VERSION
from media.rendering import handler_for, is_node, load_any, parsed, remove, show, truncate
from media.root import OWN_ROOT
from media.slots import claim, find, slots_of
from media.types import add_handler, handler_of



def handle(item, result_id, container, options) -> bool:
    """Show one item at the end of ``container``, or in place of what ``result_id`` shows there.

    ``item`` is ``[mime, data]``, ``{type, data}`` or a MIME bundle, ``{data: {mime: value}}``, each with ``metadata``
    in addition. False means that nothing was put on the page: no handler shows the type, or the item or the container
    is missing.
    """
    try:
        if item is None or not is_node(container):
            raise Exception('handle() needs an item and a container')
        if handler_for(parsed(item)) is None:
            return False
        show(item, String(result_id), container, options)
        return True
    except Exception as error:
        report(container, reason_of(error), None)
        return False


async def handle_all(items, result_id, container, options):
    """Show exactly ``items`` in their order; item i gets the id ``result_id + '-' + i``.

    What a longer list showed under the same id is removed. Returns a Promise, which never rejects, of one outcome per
    item: ``{id, type, ok, reason}``.
    """
    listed: list = items if isinstance(items, list) else []
    try:
        if listed is not items or not is_node(container):
            raise Exception('handle_all() needs a list of items and a container')
        prefix = String(result_id)
        outcomes = listed.map(lambda item, index: show(item, f'{prefix}-{String(index)}', container, options))
        truncate(container, prefix, listed.length)
        return await Promise.all(outcomes)
    except Exception as error:
        reason = reason_of(error)
        report(container, reason, None)
        return listed.map(lambda item: {'type': None, 'ok': False, 'reason': reason})


def clear(container, result_id) -> None:
    """Remove what ``container`` shows, or only what it shows for one result, and free all that it holds."""
    try:
        if not is_node(container):
            raise Exception('clear() needs a container')
        if result_id is None:
            find(container, '')  # notices what markup has brought
            slots_of(container).forEach(lambda reference, name: remove(container, name))
        else:
            remove(container, String(result_id))
            truncate(container, String(result_id), 0)
    except Exception as error:
        report(container, reason_of(error), None)


def register(renderer):
    """Let a host's own renderer, ``{types, render, rank, slotClass}``, show its types, also in place of ours.

    It is used like a handler of ours: docs/handlers.md. Returns a function that takes it back.
    """
    try:
        return add_handler(renderer)
    except Exception:
        report(None, 'register() needs types, a list, and render, a function', None)
        return lambda: None


async def handle_result(result, result_id, container, options):
    """Show a response of the execute API in the console of ``result_id``, which is made for the first response.

    Returns a Promise, which never rejects, of that ``BackendAI.Console``, or None where there can be none.
    """
    try:
        if not is_node(container):
            raise Exception('handle_result() needs a container')
        name = String(result_id)
        slot = claim(container, name, 'media-item media-console')
        chunk = await loader.load_chunk('console')
        console: Object = chunk.shared.console_of(slot, name, options)
        console.append(result)
        return console
    except Exception as error:
        report(container, reason_of(error), {'id': String(result_id)})
        return None


async def snapshot(container, options):
    """What ``container`` shows as one HTML text without scripts, or as an element where ``options.format`` says so."""
    return (await loader.load_chunk('snapshot')).shared.snapshot(container, options)


async def async_series(items, handler):
    """Call ``handler`` with each of ``items``, waiting for each before the next; a Promise of all results."""
    listed: list = Array.from_(items)
    return [await handler(item) for item in listed]


def preload(names) -> None:
    """Load ahead what a text such as ``'text/html image/png console'`` names: MIME types, and features."""
    listed: list[str] = String('' if names is None else names).split(' ')
    for name in listed:
        handler = handler_of(name)
        load_any(name if handler is None else handler.chunk)


def load_webterm(callback):
    """Load the web terminal: afterwards ``BackendAI.Webterm`` is its class. Also returns a Promise of it."""
    return load_public('webterm', 'Webterm', callback)


def load_console(callback):
    """Load the console: afterwards ``BackendAI.Console`` is its class. Also returns a Promise of it."""
    return load_public('console', 'Console', callback)


def load_public(feature: str, name: str, callback):
    """Load a feature for a host: a Promise of what it makes public under ``name``."""
    async def load_named():
        await loader.load_chunk(feature)
        if callback is not None:
            callback()
        return getattr(window.BackendAI, name, None)

    loading = load_named()
    # A host that only passes a callback never looks at the Promise.
    loading.catch(lambda error: report(None, f'{name}: {reason_of(error)}', None))
    return loading


def _start(found):
    """The global, filled around what the host has set before: its assetRoot, and the calls it has queued."""
    # An element with that name or id is not the host's object, even where the host has stored it under the name.
    host = found if Reflect.apply(Object.prototype.toString, found, []) == '[object Object]' else Object()
    if host.Media is not None:
        return host  # loaded twice: the first stays
    queue: list = [] if host.queue is None else Array.from_(host.queue)
    root: str = host.assetRoot
    Object.assign(host, {
        'version': VERSION,
        'assetRoot': root or OWN_ROOT,
        'Media': {
            'handle': handle, 'handleAll': handle_all, 'handleResult': handle_result,
            'register': register, 'clear': clear, 'snapshot': snapshot,
            # The names of the original library.
            'handle_all': handle_all, 'handle_result': handle_result,
        },
        'Utils': {'asyncSeries': async_series, 'async_series': async_series},
        'load': lambda feature: loader.load_chunk(feature),
        'preload': preload,
        'loadConsole': load_console,
        'loadWebterm': load_webterm,
        'queue': {'push': lambda call: call()},
    })
    if HAS_PAGE:
        window.BackendAI = host
        preload(loader.begin())
    for call in queue:
        call()
    return host


BackendAI = _start(global_named('BackendAI') if HAS_PAGE else None)
