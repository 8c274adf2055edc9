"""From an item to what its slot shows, with all that can go wrong in between."""

from browser import Element, String, WeakMap, clearTimeout, setTimeout

from media import slots
from media.dom import create
from media.errors import report
from media.loader import load_chunk, page_of
from media.registry import HANDLERS

# How long, in milliseconds, a slot stays empty before it says that something is coming.
PATIENCE = 300

# What each slot was last asked to show: a slow answer may not replace a newer one.
_latest = WeakMap()


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
        'type': mime.toLowerCase() if isinstance(mime, str) else None,
        'data': item.at(1) if is_list else item.data,
        'metadata': item.at(2) if is_list else item.metadata,
    }


def handler_of(mime):
    """The handler that shows a type, as ``{chunk, slot, types}``, or None."""
    return HANDLERS.find(lambda handler: handler.types.includes(mime))


def show(item, result_id: str, container: Element, options):
    """Show an item in its slot, which is there when this returns.

    The result is a Promise of the outcome, ``{id, type, ok, reason}``; it never rejects.
    """
    outcome = {'id': result_id, 'type': None, 'ok': False, 'reason': None}

    def fail(error):
        outcome.reason = String(error.message)
        report(container, outcome.reason, outcome)
        return outcome

    return _show(item, container, outcome, options).catch(fail)


async def _show(item, container: Element, outcome, options):
    if not is_node(container):
        raise Exception('there is no container to show it in')
    parts = parsed(item)
    outcome.type = parts.type
    handler = handler_of(parts.type)
    was_detached = not container.isConnected
    slot: Element = slots.claim(container, outcome.id, 'media-item' if handler is None else handler.slot)
    _latest.set(slot, outcome)
    slot.ariaBusy = 'true'
    placeholder = _note(slot, 'Loading…')
    waiting = setTimeout(lambda: slot.append(placeholder) if slot.firstChild is None else None, PATIENCE)
    try:
        if handler is None:
            raise Exception('it is no item' if parts.type is None else 'nobody handles this type')
        module = await load_chunk(handler.chunk)
        parts.options = options
        parts.page = page_of
        parts.report = lambda reason: report(slot, reason, outcome)
        content = await module.render(parts, slot, outcome.id)
        outcome.ok = True
    except Exception as error:
        outcome.reason = String(error.message)
        # What a handler has shown before may be worth more than nothing.
        is_kept = error.keeps is True
    clearTimeout(waiting)
    if _latest.get(slot) is outcome:
        slot.ariaBusy = None
        if outcome.reason is not None:
            mime = 'this item' if parts.type is None else String(parts.type)
            note = _note(slot, f'Cannot show {mime}: {String(outcome.reason)}.')
            if is_kept:
                slot.append(note)
            else:
                slot.replaceChildren(note)
            report(slot, outcome.reason, outcome)
        elif content is not None:
            slot.replaceChildren(content)
        else:
            placeholder.remove()
        if was_detached and not container.isConnected:
            report(container, 'the container is not in a document', outcome)
    return outcome


def _note(slot: Element, text: str) -> Element:
    """One plain sentence, to stand in a slot."""
    note = create(slot, 'p')
    note.className = 'media-note'
    note.append(text)
    return note
