"""From an item to what its slot shows, with all that can go wrong in between."""

from browser import Element, String, WeakMap, clearTimeout, setTimeout

from media import slots
from media.errors import report
from media.loader import load_chunk
from media.registry import HANDLERS

# How long, in milliseconds, a slot stays empty before it says that something is coming.
PATIENCE = 300

# How often each slot has been asked to show something: a slow answer may not replace a newer one.
_turns = WeakMap()


def is_node(container) -> bool:
    """Whether something can hold slots: an element or a shadow root, of any document."""
    return container is not None and container.append is not None and container.ownerDocument is not None


def parsed(item):
    """An item of either form as ``{type, data, metadata}``; the type is None where there is none."""
    if item is None:
        return {'type': None, 'data': None, 'metadata': None}
    is_pair = isinstance(item, list)
    mime = item.at(0) if is_pair else item.type
    return {
        'type': mime.toLowerCase() if isinstance(mime, str) else None,
        'data': item.at(1) if is_pair else item.data,
        'metadata': item.at(2) if is_pair else item.metadata,
    }


def handler_of(mime):
    """The handler that shows a type, as ``{chunk, slot, types}``, or None."""
    return HANDLERS.find(lambda handler: handler.types.includes(mime))


async def show(item, result_id: str, container: Element):
    """Show a parsed item in its slot. The slot is there when this returns; the Promise is of the item's outcome."""
    outcome = {'id': result_id, 'type': item.type, 'ok': False, 'reason': 'there is no container'}
    if not is_node(container):
        return outcome
    handler = handler_of(item.type)
    slot: Element = slots.claim(container, result_id, 'media-item' if handler is None else handler.slot)
    turn: int = (_turns.get(slot) or 0) + 1
    _turns.set(slot, turn)
    slot.ariaBusy = 'true'
    waiting = setTimeout(lambda: slot.append(_note(slot, 'Loading…')) if slot.firstChild is None else None, PATIENCE)
    try:
        if handler is None:
            raise Exception('nobody handles this type' if item.type else 'the item is empty')
        module = await load_chunk(handler.chunk)
        content = await module.render(item, slot, result_id)
        outcome.ok = True
        outcome.reason = None
    except Exception as error:
        outcome.reason = error.message
        content = _note(slot, f'Cannot show {String(item.type)}: {String(error.message)}')
    clearTimeout(waiting)
    if _turns.get(slot) == turn:
        slot.ariaBusy = None
        if content is not None:
            slot.replaceChildren(content)
        if outcome.reason is not None:
            report(slot, outcome.reason, outcome)
    return outcome


def _note(slot: Element, text: str) -> Element:
    note = slot.ownerDocument.createElement('p')
    note.className = 'media-note'
    note.append(text)
    return note
