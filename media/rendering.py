"""Showing an item in its slot, including error handling."""

from browser import Array, Element, Object, Reflect, String, WeakMap, clearTimeout, setTimeout

from media import slots
from media import texts as words
from media.dom import detach, equipped
from media.errors import reason_of, report
from media.loader import learn_texts, load_chunk, page_of
from media.notes import make_note
from media.types import best_of, essence, handler_of
from media.words import say, say_reason

# How long, in milliseconds, a slot stays empty before it shows that something is loading.
PLACEHOLDER_DELAY_MS = 300

# The latest request of each slot: an older one that finishes later must not replace it.
_latest = WeakMap()

# What each slot shows: the chunk that rendered it, its view, and the item.
_shown = WeakMap()


def is_node(container) -> bool:
    """Whether a value can contain slots: an element or a shadow root, of any document."""
    return container is not None and container.querySelector is not None and container.ownerDocument is not None


def parse_item(item):
    """An item of either form as ``{type, data, metadata}``; the type is None if there is none."""
    if item is None:
        return {'type': None}
    is_list = isinstance(item, list)
    fields = Object(item)
    mime = Reflect.get(fields, 0 if is_list else 'type')
    return {
        'type': essence(mime) if isinstance(mime, str) else None,
        'data': Reflect.get(fields, 1 if is_list else 'data'),
        'metadata': Reflect.get(fields, 2 if is_list else 'metadata'),
    }


def handler_for(parts):
    """The handler of a parsed item, or None. For a MIME bundle, it also holds the first choice and its data."""
    data = parts.data
    if parts.type is not None or Object(data) is not data:
        return handler_of(parts.type)
    mimes: list = Object.keys(data)
    first = best_of(mimes)
    if first is None:
        return None
    mime = mimes.find(lambda each: best_of([each]) is first)
    return {'chunk': 'bundle', 'slot': first.slot, 'first': first.chunk, 'data': Reflect.get(data, mime)}


async def show(item, result_id: str, container: Element, options):
    """Show an item in its slot, which exists when this returns.

    Returns a Promise of the outcome, ``{id, type, ok, reason}``; it never rejects.
    """
    outcome = {'id': result_id, 'type': None, 'ok': False, 'reason': None}
    try:
        parts = parse_item(item)
        parts.options = options
        outcome.type = parts.type
        handler = handler_for(parts)
        was_detached = not container.isConnected
        slot: Element = slots.claim(container, result_id, 'media-item' if handler is None else handler.slot)
        await _fill(slot, handler, parts, outcome)
        if was_detached and not container.isConnected and _latest.get(slot) is outcome:
            report(container, words.DETACHED_CONTAINER, outcome)
    except Exception as error:
        outcome.reason = reason_of(error)
        report(container, outcome.reason, outcome)
    return outcome


async def _fill(slot: Element, handler, parts, outcome):
    """Show a parsed item in a slot, unless another one is requested meanwhile."""
    _latest.set(slot, outcome)
    was_present: bool = slot.isConnected
    shown: Object = _shown.get(slot)
    view: Object = None
    slot.ariaBusy = 'true'
    placeholder: Element = None

    def wait() -> None:
        nonlocal placeholder
        if slot.firstChild is None:
            placeholder = make_note(slot, say(words.LOADING))
            slot.appendChild(placeholder)

    # Updates of what is shown need no placeholder; text may be updated hundreds of times a second.
    waiting = setTimeout(wait, PLACEHOLDER_DELAY_MS) if slot.firstChild is None else None

    def tell(reason: str, has_failed):
        if has_failed is True:
            # A frame starts, and so fails, after the item was shown.
            outcome.ok = False
            outcome.reason = reason
        report(slot, reason, outcome)

    item = Object.assign(Object(), parts, {
        'page': page_of, 'report': tell, 'handlers': handler_of, 'load': load_any})
    try:
        if handler is None:
            raise Exception(words.INVALID_ITEM if parts.type is None else words.NO_HANDLER)
        if shown is not None and shown.chunk is handler.chunk and shown.view.update is not None:
            showing: Object = shown.view
            await showing.update(item)
            shown.item = item
        else:
            load_any(handler.first, handler.data)
            chunk = await load_any(handler.chunk, item.data)
            renderer = chunk.shared if chunk.render is None else chunk
            equipped(slot)
            content = await renderer.render(item, slot, outcome.id)
            view = content if content is not None and content.nodeType is None else {'node': content}
        outcome.type = item.type
        outcome.ok = True
    except Exception as error:
        outcome.reason = reason_of(error)
        # No chunk has been loaded if there is no handler.
        await learn_texts('')
        reason = await say_reason(outcome.reason)
        # A handler may ask to keep what it has shown before.
        is_kept = Object(error).keeps is True
    clearTimeout(waiting)
    if _latest.get(slot) is not outcome:
        if view is not None and view.dispose is not None:
            view.dispose()
        return
    slot.ariaBusy = None
    if placeholder is not None:
        detach(placeholder)
    if outcome.ok is False:
        mime = say(words.THIS_ITEM) if parts.type is None else String(parts.type)
        note = make_note(slot, say(words.CANNOT_SHOW, mime, reason))
        if is_kept:
            slot.appendChild(note)
        else:
            _shown.delete(slot)
            slot.textContent = ''
            slot.appendChild(note)
        report(slot, outcome.reason, outcome)
        return
    _invite(slot, item)
    if view is not None:
        if view.node is not None:
            # A handler may have put the node into the slot before it was complete. Moving it would reload its frames.
            others: Array = Array.from_(slot.childNodes).filter(lambda node: node is not view.node)
            others.forEach(lambda node: detach(node))
            if view.node.parentNode is not slot:
                slot.appendChild(view.node)
        shown = {'chunk': handler.chunk, 'view': view, 'item': item}
        _shown.set(slot, shown)

        def attend(chunk):
            chunk.shared.watch(slot, was_present, shown, _shown,
                               lambda: _fill(slot, handler, parts, Object.assign(Object(), outcome)))

        if view.dispose is not None:
            # This is not awaited: without it, only memory is not freed.
            load_chunk('presence').then(attend, lambda error: None)


def _invite(slot: Element, item) -> None:
    """Make an item accessible to the pointer and the focus, and with it its actions."""
    slot.role = 'figure'
    name: str = item.name
    slot.ariaLabel = name or say(words.OUTPUT)
    if Object(item.options).actions is not False:
        slot.tabIndex = 0
        slot.onpointerenter = _approach
        slot.addEventListener('focusin', _approach)


def _approach(event) -> None:
    slot: Element = event.currentTarget
    # If loading fails, the item is still shown, and the next approach tries again.
    load_chunk('actions').then(lambda chunk: chunk.shared.attend(slot, _shown), lambda error: None)


def remove(container: Element, result_id: str) -> None:
    """Remove a slot from the page. Its resources are freed, as when it is removed with its container."""
    slot: Element = slots.find(container, result_id)
    if slot is not None:
        _latest.delete(slot)
        detach(slot)


def truncate(container: Element, result_id: str, length: int) -> None:
    """Remove the items from number ``length`` on that an earlier list showed under the same id."""
    while slots.slots_of(container).has(f'{result_id}-{String(length)}') is True:
        remove(container, f'{result_id}-{String(length)}')
        length += 1


def load_any(chunk, data=None):
    """Return a Promise of a chunk's module; a value other than a name, such as a host's renderer, is returned as is."""
    return load_chunk(chunk, data) if isinstance(chunk, str) else chunk
