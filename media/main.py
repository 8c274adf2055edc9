"""The entry, main.min.js: the global BackendAI.

Control flows in one direction: an item enters ``handle``, the registry names its chunk, the loader loads it, and the
chunk's ``render`` returns the contents of the item's slot. Nothing calls back up.
"""

from browser import Array, Object, Promise, Reflect, String, window

from media import loader
from media.announcing import announce
from media.dom import HAS_PAGE, equipped, global_named
from media.errors import reason_of, report
from media.language import say
from media.registry import VERSION
from media.rendering import handler_for, is_node, load_any, parse_item, remove, show, truncate
from media.root import OWN_ROOT
from media.slots import claim, find, slots_of
from media.types import add_handler, handler_of


def handle(item, result_id, container, options) -> bool:
    """Show one item at the end of ``container``, or in place of what ``result_id`` shows there.

    ``item`` is ``[mime, data]``, ``{type, data}`` or a MIME bundle, ``{data: {mime: value}}``, each optionally with
    ``metadata``. Returns False if nothing was put on the page: no handler shows the type, or the item or the container
    is missing.
    """
    try:
        if item is None or not is_node(container):
            raise Exception('handle() needs an item and a container')
        if handler_for(parse_item(item)) is None:
            return False
        show(item, String(result_id), container, options).then(
            lambda outcome: announce(container, outcome.id, [outcome]))
        return True
    except Exception as error:
        report(container, reason_of(error), None)
        return False


async def handle_all(items, result_id, container, options):
    """Show exactly ``items``, in order; item i gets the id ``result_id + '-' + i``.

    Surplus items of a longer list shown earlier under the same id are removed. Returns a Promise, which never rejects,
    of one outcome per item: ``{id, type, ok, reason}``.
    """
    listed: list = items if isinstance(items, list) else []
    try:
        if listed is not items or not is_node(container):
            raise Exception('handle_all() needs a list of items and a container')
        prefix = String(result_id)
        outcomes = listed.map(lambda item, index: show(item, f'{prefix}-{String(index)}', container, options))
        truncate(container, prefix, listed.length)
        done = await Promise.all(outcomes)
        announce(container, prefix, done)
        return done
    except Exception as error:
        reason = reason_of(error)
        report(container, reason, None)
        return listed.map(lambda item: {'type': None, 'ok': False, 'reason': reason})


def clear(container, result_id) -> None:
    """Remove the contents of ``container``, or only those of one result, and free their resources."""
    try:
        if not is_node(container):
            raise Exception('clear() needs a container')
        if result_id is None:
            find(container, '')  # registers slots from restored markup
            slots_of(container).forEach(lambda reference, name: remove(container, name))
        else:
            remove(container, String(result_id))
            truncate(container, String(result_id), 0)
    except Exception as error:
        report(container, reason_of(error), None)


def register(renderer):
    """Register a host's renderer, ``{types, render, rank, slotClass}``, which takes precedence over ours.

    It is used like one of our handlers: docs/handlers.md. Returns a function that unregisters it.
    """
    try:
        return add_handler(renderer)
    except Exception:
        report(None, 'register() needs types, a list, and render, a function', None)
        return lambda: None


async def handle_result(result, result_id, container, options):
    """Show a response of the execute API in the console of ``result_id``, which is created for the first response.

    Returns a Promise, which never rejects, of that ``BackendAI.Console``, or of None after an error.
    """
    try:
        if not is_node(container):
            raise Exception('handle_result() needs a container')
        name = String(result_id)
        slot = claim(container, name, 'media-item media-console')
        chunk = await loader.load_chunk('console')
        console: Object = chunk.shared.console_of(equipped(slot), name, options)
        console.append(result)
        return console
    except Exception as error:
        report(container, reason_of(error), {'id': String(result_id)})
        return None


async def snapshot(container, options):
    """The contents of ``container`` as HTML text without scripts, or as an element if ``options.format`` says so."""
    return (await loader.load_chunk('snapshot')).shared.snapshot(container, options)


async def async_series(items, handler):
    """Call ``handler`` with each of ``items``, one after the other; returns a Promise of all results."""
    listed: list = Array.from_(items)
    return [await handler(item) for item in listed]


def preload(names) -> None:
    """Preload MIME types and features named in a text such as ``'text/html image/png console'``."""
    listed: list[str] = String('' if names is None else names).split(' ')
    for name in listed:
        handler = handler_of(name)
        load_any(name if handler is None else handler.chunk)


def load_webterm(callback):
    """Load the web terminal, which defines ``BackendAI.Webterm``; returns a Promise of that class."""
    return load_public('webterm', 'Webterm', callback)


def load_console(callback):
    """Load the console, which defines ``BackendAI.Console``; returns a Promise of that class."""
    return load_public('console', 'Console', callback)


def load_public(feature: str, name: str, callback):
    """Load a feature for a host; returns a Promise of its public export ``name``."""
    async def load_named():
        await loader.load_chunk(feature)
        if callback is not None:
            callback()
        return getattr(window.BackendAI, name, None)

    loading = load_named()
    # A host that passes only a callback does not handle the Promise.
    loading.catch(lambda error: report(None, f'{name}: {reason_of(error)}', None))
    return loading


def _start(found):
    """The global object, extending the host's: it may have set ``assetRoot`` and queued calls before."""
    # An element with that name or id is not the host's object, even if the host has stored it under the name.
    host = found if Reflect.apply(Object.prototype.toString, found, []) == '[object Object]' else Object()
    if host.Media is not None:
        return host  # loaded twice: keep the first
    queue: list = [] if host.queue is None else Array.from_(host.queue)
    root: str = host.assetRoot
    Object.assign(host, {
        'version': VERSION,
        'assetRoot': root or OWN_ROOT,
        'Media': {
            'handle': handle, 'handleAll': handle_all, 'handleResult': handle_result,
            'register': register, 'clear': clear, 'snapshot': snapshot,
            # The names in the original library.
            'handle_all': handle_all, 'handle_result': handle_result,
        },
        'Utils': {'asyncSeries': async_series, 'async_series': async_series},
        'load': lambda feature: loader.load_chunk(feature),
        'preload': preload,
        'say': say,
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
