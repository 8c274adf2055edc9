"""From an item to what its slot shows, with all that can go wrong in between."""

from browser import Element, Map, Object, String, WeakMap, clearTimeout, setTimeout

from media import slots
from media.errors import reason_of, report
from media.loader import load_chunk, page_of
from media.notes import make_note
from media.presence import is_present, unwatch, watch
from media.types import best_of, essence, handler_of

# How long, in milliseconds, a slot stays empty before it says that something is coming.
PATIENCE = 300

# What each slot was last asked to show: a slow answer may not replace a newer one.
_latest = WeakMap()

# What each slot shows: the view, and the chunk that made it.
_shown = WeakMap()


def is_node(container) -> bool:
    """Whether something can hold slots: an element or a shadow root, of any document."""
    return container is not None and container.append is not None and container.ownerDocument is not None


def parsed(item):
    """An item of either form as ``{type, data, metadata}``; the type is None where there is none."""
    if item is None:
        return {'type': None}
    is_list = isinstance(item, list)
    mime = item.at(0) if is_list else item.type
    return {
        'type': essence(mime) if isinstance(mime, str) else None,
        'data': item.at(1) if is_list else item.data,
        'metadata': item.at(2) if is_list else item.metadata,
    }


def handler_for(parts):
    """The handler of a parsed item, or None. For a MIME bundle it names the first choice in addition."""
    data = parts.data
    if parts.type is not None or Object(data) is not data:
        return handler_of(parts.type)
    first = best_of(Object.keys(data))
    return None if first is None else {'chunk': 'bundle', 'slot': first.slot, 'first': first.chunk}


def show(item, result_id: str, container: Element, options):
    """Show an item in its slot, which is there when this returns.

    The result is a Promise of the outcome, ``{id, type, ok, reason}``; it never rejects.
    """
    outcome = {'id': result_id, 'type': None, 'ok': False, 'reason': None}

    def fail(error):
        outcome.reason = reason_of(error)
        report(container, outcome.reason, outcome)
        return outcome

    return _show(item, container, outcome, options).catch(fail)


async def _show(item, container: Element, outcome, options):
    if not is_node(container):
        raise Exception('there is no container to show it in')
    parts = parsed(item)
    parts.options = options
    outcome.type = parts.type
    handler = handler_for(parts)
    was_detached = not container.isConnected
    slot: Element = slots.claim(container, outcome.id, 'media-item' if handler is None else handler.slot)
    await _fill(slot, handler, parts, outcome)
    if was_detached and not container.isConnected and _latest.get(slot) is outcome:
        report(container, 'the container is not in a document', outcome)
    return outcome


async def _fill(slot: Element, handler, parts, outcome):
    """Show a parsed item in a slot, unless another one is asked for meanwhile."""
    _latest.set(slot, outcome)
    was_present = is_present(slot)
    shown: Object = _shown.get(slot)
    view: Object = None
    slot.ariaBusy = 'true'
    placeholder = make_note(slot, 'Loading…')
    waiting = setTimeout(lambda: slot.append(placeholder) if slot.firstChild is None else None, PATIENCE)
    try:
        if handler is None:
            raise Exception('it is no item' if parts.type is None else 'no handler shows this type')
        parts.page = page_of
        parts.report = lambda reason: report(slot, reason, outcome)
        parts.handlers = handler_of
        parts.load = _load
        if holds(slot, handler.chunk) and shown.view.update is not None:
            view = shown.view
            await view.update(parts)
        else:
            if handler.first is not None:
                _load(handler.first)
            chunk = await _load(handler.chunk)
            renderer = chunk.shared if chunk.render is None else chunk
            content = await renderer.render(parts, slot, outcome.id)
            is_view = content is not None and content.nodeType is None
            view = content if is_view else {'node': content}
        outcome.type = parts.type
        outcome.ok = True
    except Exception as error:
        outcome.reason = reason_of(error)
        # What a handler has shown before may be worth more than nothing.
        is_kept = Object(error).keeps is True
    clearTimeout(waiting)
    is_new = shown is None or shown.view is not view
    if _latest.get(slot) is not outcome:
        if is_new:
            _dispose(slot, view)
        return
    slot.ariaBusy = None
    placeholder.remove()
    if outcome.reason is not None:
        mime = 'this item' if parts.type is None else String(parts.type)
        note = make_note(slot, f'Cannot show {mime}: {String(outcome.reason)}.')
        if is_kept:
            slot.append(note)
        else:
            release(slot)
            slot.replaceChildren(note)
        report(slot, outcome.reason, outcome)
    elif is_new:
        if view.node is not None:
            slot.replaceChildren(view.node)
        hold(slot, handler.chunk, view)

        def changed(is_back: bool):
            if not is_back:
                _shown.delete(slot)
                _dispose(slot, view)
            elif not _shown.has(slot):
                _fill(slot, handler, parts, Object.assign(Object(), outcome))

        if view.dispose is not None:
            watch(slot, was_present, changed)


def hold(slot: Element, chunk, view) -> None:
    """Remember what a slot shows from now on; what it showed before frees what it holds."""
    release(slot)
    _shown.set(slot, {'chunk': chunk, 'view': view})


def holds(slot: Element, chunk) -> bool:
    """Whether a slot shows what a chunk, or a console of its own, has made."""
    shown = _shown.get(slot)
    return shown is not None and shown.chunk is chunk


def release(slot: Element) -> None:
    """Let the view of a slot, if it has one, free what it holds."""
    shown = _shown.get(slot)
    _shown.delete(slot)
    unwatch(slot)
    if shown is not None:
        _dispose(slot, shown.view)


def remove(container: Element, result_id: str) -> bool:
    """Take a slot off the page with all it holds; whether there was one."""
    slot: Element = slots.find(container, result_id)
    if slot is None:
        return False
    _latest.delete(slot)
    slot.remove()
    release(slot)
    slots.slots_of(container).delete(result_id)
    return True


def truncate(container: Element, result_id: str, length: int) -> None:
    """Remove the items from number ``length`` on that an earlier list showed under the same id."""
    known: Map = slots.lengths_of(container)
    # A page that was restored does not tell how many there were.
    last: int = known.get(result_id)
    known.set(result_id, length)
    index = length
    while remove(container, f'{result_id}-{String(index)}') or (last is not None and index < last):
        index += 1


def _dispose(slot: Element, view) -> None:
    try:
        if view is not None and view.dispose is not None:
            view.dispose()
    except Exception as error:
        report(slot, reason_of(error), None)


def _load(chunk):
    """A Promise of the module of a chunk; a host's renderer is its own."""
    return load_chunk(chunk) if isinstance(chunk, str) else chunk
