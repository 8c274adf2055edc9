"""HTML: tables, styled text and reports in the page itself, what holds scripts in a frame that reaches nothing.

What only looks (tables of pandas, reprs of xarray) is sanitized and shown in a shadow root with containment. What
runs (plots of plotly, bokeh, altair) runs in a frame without an origin. Neither fetches anything from anywhere until
the person has clicked "Load", or the host has allowed it: ``remote``, ``scripts`` and ``sandbox`` in the options of
the call, never in the item, which a kernel made.
"""

from browser import Document, Element, Object, Set

from media.html.framing import GRANTABLE, framed, hold, policy
from media.html.isolation import isolated
from media.html.parsing import is_active, markup_of, parsed, unveiled
from media.html.permission import hosts, origin_of, permission
from media.shared import load_shared

MIME_TYPES = ('text/html', 'application/xhtml+xml')
SLOT_CLASS = 'media-item media-html'

# An output in a frame can claim as many blocked addresses as it likes.
MOST_NAMED = 1000


async def render(item, slot: Element, result_id: str):
    place = slot.ownerDocument.createElement('div')
    place.id = result_id
    await fill(place, markup_of(item.data), item, Object(item.options).remote)
    return place


async def fill(place: Element, markup: str, item, remote) -> None:
    """Show the markup, fetching what ``remote`` allows, with a note about the rest."""
    document: Document = place.ownerDocument
    options = Object(item.options)
    allowed = permission(remote)
    note = document.createElement('p')
    note.className = 'media-note'
    blocked: Set = allowed.blocked
    root = parsed(markup)
    framable = unveiled(root.innerHTML) if hold(root, allowed) else markup

    def tell():
        count: int = blocked.size
        if count > 0:
            note.replaceChildren(f'Remote addresses not loaded: {count} ({hosts(allowed)}). ')
            if remote != 'block':
                button = document.createElement('button')
                button.type = 'button'
                button.append('Load')
                button.onclick = lambda event: fill(place, markup, item, 'load')
                note.append(button)
            place.append(note)

    async def show_still():
        chunk = await load_shared('sanitizer')
        place.replaceChildren(isolated(root, allowed, document, chunk.shared.purifier))
        tell()

    def hear(address):
        if origin_of(address) != '' and blocked.size < MOST_NAMED:
            blocked.add(address)
            tell()

    async def fail():
        await show_still()
        reason = 'the page for scripts did not answer; does the policy allow it as frame-src?'
        note.prepend(f'Without scripts: {reason} ')
        place.append(note)
        item.report(reason)

    if options.scripts == 'never' or not is_active(root):
        await show_still()
    else:
        origins: list[str] = allowed.origins
        grants: list[str] = options.sandbox if isinstance(options.sandbox, list) else []
        granted: list[str] = ['allow-scripts', *grants.filter(lambda each: GRANTABLE.test(each))]
        message = {'markup': framable, 'policy': policy(allowed), 'sandbox': ' '.join(granted)}
        page = item.page('open' if len(origins) else 'frame')
        place.replaceChildren(framed(message, document, page, hear, fail))
        tell()
