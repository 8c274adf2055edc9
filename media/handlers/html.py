"""HTML: tables, styled text and reports in the page itself, what holds scripts in a frame that reaches nothing.

What only looks (tables of pandas, reprs of xarray) is sanitized and shown in a shadow root with containment. What
runs (plots of plotly, bokeh, altair) runs in a frame without an origin. Neither fetches anything from anywhere until
the person has clicked "Load", or the host has allowed it: ``remote``, ``scripts`` and ``sandbox`` in the options of
the call, never in the item, which a kernel made.
"""

from browser import Element, Object, Set

from media.dom import create, document_of
from media.html.isolation import sanitize_into_shadow
from media.html.parsing import is_active, markup_of, parse_html
from media.html.permission import hosts, may_load, permission
from media.html.tables import table_of
from media.notes import make_note
from media.shared import load_shared

MIME_TYPES = ('text/html', 'application/xhtml+xml')
RANK = 75
NEEDS = ('sanitizer', 'html_frame')
SLOT_CLASS = 'media-item media-html'


async def render(item, slot: Element, result_id: str):
    markup = markup_of(item.data)
    table = await table_of(markup, slot, result_id)
    if table is not None:
        return table
    place = create(slot, 'div')
    place.id = result_id
    options = Object(item.options)
    # What frames wait for, as ``stop``; None where the markup runs nothing.
    waiting = Object()
    await fill(place, markup, item, options.remote, options.scripts, waiting)
    return place if waiting.stop is None else {'node': place, 'dispose': lambda: waiting.stop()}


async def fill(place: Element, markup: str, item, remote, scripts, waiting) -> None:
    """Show the markup, fetching what ``remote`` allows and running what ``scripts`` does; a note tells the rest."""
    document = document_of(place)
    options = Object(item.options)
    allowed = permission(remote)
    note = make_note(place, '')
    blocked: Set = allowed.blocked
    root = parse_html(markup)

    does_run = is_active(root)
    if does_run and waiting.stop is None:
        waiting.stop = lambda: None

    def offer(label: str, remote, scripts):
        button = create(document, 'button')
        button.type = 'button'
        button.append(label)
        button.onclick = lambda event: fill(place, markup, item, remote, scripts, waiting)
        note.append(button)

    def tell():
        count: int = blocked.size
        note.replaceChildren()
        if does_run and scripts == 'ask':
            note.append('The scripts of this output have not run. ')
            offer('Run', remote, 'frame')
        if count:
            note.append(f' Remote addresses not loaded: {count} ({hosts(allowed)}). ')
            if remote != 'block':
                offer('Load', 'load', scripts)
        if note.firstChild is not None:
            place.append(note)

    async def show_still():
        chunk = await load_shared('sanitizer')
        has_drawing: bool = root.querySelector('svg') is not None
        counting = await load_shared('svg_work') if has_drawing else None
        # From here to the page without waiting: in the next frame its colors are looked at.
        box = sanitize_into_shadow(root, allowed, document, chunk.shared.purifier)
        if counting is not None:
            counting.shared.check_drawings(box)
        place.replaceChildren(box)
        tell()

    async def fail(reason: str):
        await show_still()
        note.prepend(f'Without scripts: {reason} ')
        place.append(note)
        item.report(reason)

    if scripts == 'never' or scripts == 'ask' or not does_run:
        await show_still()
    else:
        chunk = await load_shared('html_frame')
        output = {'root': root, 'markup': markup, 'allowed': allowed, 'sandbox': options.sandbox,
                  'may_load': lambda address: may_load(allowed, address), 'waiting': waiting}
        origins: list[str] = allowed.origins
        page = item.page('open' if len(origins) else 'frame')
        place.replaceChildren(chunk.shared.frame_for(output, document, page, tell, fail))
        tell()
