"""MIME bundles: one result in several representations, of which the best that can be shown is shown."""

from browser import Element, Number, Object, Reflect

from media.ranks import RANKS


def _rank(handler) -> int:
    """The rank of a handler, a host's or ours."""
    return Number(Reflect.get(RANKS, handler.chunk) if isinstance(handler.chunk, str) else handler.rank or 0)


async def render(item, slot: Element, result_id: str):
    representations = item.data
    mimes: list[str] = Object.keys(representations).filter(lambda mime: item.handlers(mime) is not None)
    mimes.sort(key=lambda mime: -_rank(item.handlers(mime)))
    reason = 'no handler shows any of its types'
    for mime in mimes:
        handler = item.handlers(mime)
        item.type = mime
        item.data = Reflect.get(representations, mime)
        slot.className = handler.slot
        try:
            module = await item.load(handler.chunk)
            content = await module.render(item, slot, result_id)
            is_view = content is not None and content.nodeType is None
            # The next bundle may be shown by another handler.
            return {'node': content.node, 'dispose': content.dispose} if is_view else content
        except Exception as error:
            reason = error.message
            item.report(reason)
    raise Exception(reason)


shared = {'render': render}
