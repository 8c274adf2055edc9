"""HTML: tables, styled text and reports in the page itself, what holds scripts in a frame that reaches nothing.

What only looks (tables of pandas, reprs of xarray) is sanitized and shown in a shadow root with containment. What
runs (plots of plotly, bokeh, altair) runs in a frame without an origin. Neither fetches anything from anywhere until
the person has clicked "Load", or the host has allowed it: ``remote``, ``scripts`` and ``sandbox`` in the options of
the call, never in the item, which a kernel made.
"""

from browser import Element, Object, String

from media.errors import report
from media.html.framing import framed, hold
from media.html.parsing import is_active, markup_of, parsed, unveiled
from media.html.permission import hosts, origin_of, permission
from media.shared import load_shared

MIME_TYPES = ('text/html', 'application/xhtml+xml')
SLOT_CLASS = 'media-item media-html'

# An output in a frame can claim as many blocked addresses as it likes.
MOST_NAMED = 1000


async def render(item, slot: Element, result_id: str):
    options = Object(item.options)
    place = slot.ownerDocument.createElement('div')
    place.id = result_id
    await fill(place, markup_of(item.data), options, options.remote)
    return place


async def fill(place: Element, markup: str, options, remote) -> None:
    """Show the markup, fetching what ``remote`` allows, with a note about the rest."""
    allowed = permission(remote)
    note = place.ownerDocument.createElement('p')
    note.className = 'media-note'
    root = parsed(markup)
    framable = unveiled(root.innerHTML) if hold(root, allowed) else markup

    def tell():
        count: int = allowed.blocked.size
        if count > 0:
            what = 'address was' if count == 1 else 'addresses were'
            note.replaceChildren(f'{String(count)} remote {what} not loaded ({hosts(allowed)}). ')
            if remote != 'block':
                note.append(load_button(place, markup, options))
            place.append(note)

    async def show_still():
        sanitizer = await load_shared('sanitizer')
        place.replaceChildren(sanitizer.shared.isolated(root, allowed, place.ownerDocument))
        tell()

    def hear(what: str, address: str):
        if what == 'blocked':
            if origin_of(address) and allowed.blocked.size < MOST_NAMED:
                allowed.blocked.add(address)
                tell()
            return
        reason = f'{address} did not answer; does the policy of the page allow it as frame-src?'
        report(place, reason, {'id': place.id, 'type': 'text/html'})
        note.replaceChildren(f'What moves in it cannot be shown: {reason}')
        show_still().then(lambda done: place.append(note))

    sandbox = options.sandbox if isinstance(options.sandbox, list) else []
    if options.scripts == 'never' or not is_active(root):
        await show_still()
    else:
        place.replaceChildren(framed(framable, allowed, sandbox, place.ownerDocument, hear))
        tell()


def load_button(place: Element, markup: str, options) -> Element:
    button = place.ownerDocument.createElement('button')
    button.type = 'button'
    button.append('Load')
    button.title = 'Lets this output fetch from any address'
    button.onclick = lambda event: fill(place, markup, options, 'load')
    return button
