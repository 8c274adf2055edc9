"""HTML: tables, styled text and reports in the page itself, and markup with scripts in an isolated frame.

Static markup (pandas tables, xarray reprs) is sanitized and shown in a shadow root with containment. Scripts (plotly,
bokeh and altair plots) run in a frame with an opaque origin. Neither fetches anything until the user clicks "Load" or
the host allows it with the options ``remote``, ``scripts`` and ``sandbox`` of its call. The item cannot set them,
since it comes from the kernel.
"""

from browser import Element, Object, Set

from media.dom import create, document_of
from media.html import words
from media.html.earlier import earlier_libraries
from media.html.isolation import isolated_box, put
from media.html.parsing import is_active, markup_of, parse_html
from media.html.permission import blocked_text, may_load, permission
from media.html.tables import table_of
from media.notes import make_note
from media.overflow import name_while_scrolling
from media.shared import load_shared
from media.words import say, say_reason

MIME_TYPES = ('text/html', 'application/xhtml+xml')
RANK = 75
# Tables of data need no sanitizer, and neither do scripts, which run in a frame. A wrong guess costs a round trip.
NEEDS = (
    ('sanitizer',
     '^(?![^]*(<(script|iframe|embed|object|link)|\\son[a-z]+=|<table[^<>]*(border|data-?frame)))'),
    ('html_frame', '<(script|iframe|embed|object|link)|\\son[a-z]+='),
    ('table_markup', '<table[^<>]*(border|data-?frame)'),
    ('svg_work', '<svg'),
)
SLOT_CLASS = 'media-item media-html'

# Longer markup is sanitized and laid out in slices.
LARGE_CHARS = 50000

# A note shows this many characters of an address.
MAX_SHOWN_ADDRESS = 100

# The type that accompanies the HTML of a HoloViews chart in its bundle.
HOLOVIEWS_CHART = 'application/vnd.holoviews_exec'


async def render(item, slot: Element, result_id: str):
    if _draws_with_library(item):
        chunk = await item.load('javascript')
        return await chunk.render(item, slot, result_id)
    # One output contains Bokeh's logo, and another the script that would change its text.
    markup = markup_of(item.data).replace('Loading BokehJS ...', 'BokehJS')
    # Called before the first await, so that outputs register their libraries in order.
    earlier = earlier_libraries(markup)
    table = await table_of(markup, slot, result_id)
    item.name = 'HTML' if table is None else say(words.TABLE)
    if table is not None:
        return table
    place = create(slot, 'div')
    place.id = result_id
    options = Object(item.options)
    # ``stop`` ends what the frames wait for; it is None if the markup has no scripts.
    waiting = {'slot': slot, 'stop': None, 'earlier': earlier}
    await fill(place, markup, item, options.remote, options.scripts, waiting)
    return place if waiting.stop is None else {'node': place, 'dispose': lambda: waiting.stop()}


def _draws_with_library(item) -> bool:
    """Return whether an item is a HoloViews chart, which needs a library that another output has loaded."""
    names: list[str] = Object.keys(Object(item.bundle))
    is_chart: bool = names.some(lambda mime: mime.startsWith(HOLOVIEWS_CHART))
    return Object(item.options).scripts != 'never' and is_chart


async def fill(place: Element, markup: str, item, remote, scripts, waiting) -> None:
    """Show the markup, fetching and running what ``remote`` and ``scripts`` allow. A note lists the rest."""
    remote_before = remote
    document = document_of(place)
    options = Object(item.options)
    note = make_note(place, '')
    root = parse_html(markup)
    does_run = is_active(root)
    runs_now: bool = does_run and scripts != 'never' and scripts != 'ask'
    frames: Object = Object()
    if runs_now:
        chunk = await load_shared('html_frame')
        frames = chunk.shared
        remote = frames.with_granted(remote)
    allowed = permission(remote)
    blocked: Set = allowed.blocked
    asking = {'place': place, 'allowed': allowed,
              'show': lambda: fill(place, markup, item, remote_before, scripts, waiting)}
    if does_run and waiting.stop is None:
        waiting.stop = lambda: None

    def offer(label: str, remote, scripts):
        button = create(document, 'button')
        button.type = 'button'
        button.append(label)

        def show(event):
            if remote == 'load' and runs_now:
                frames.grant(allowed)
            fill(place, markup, item, remote, scripts, waiting)

        button.onclick = show
        note.append(button)

    def tell():
        count: int = blocked.size
        note.replaceChildren()
        if does_run and scripts == 'ask':
            note.append(f'{say(words.SCRIPTS_NOT_RUN)} ')
            offer(say(words.RUN), remote, 'frame')
        if count:
            note.append(f' {blocked_text(allowed)} ')
            if remote != 'block':
                if runs_now:
                    frames.ask(asking)
                offer(say(words.LOAD), 'load', scripts)
        relative: str = allowed.relative
        if relative is not None:
            note.append(f' {say(words.RELATIVE_ADDRESS, relative[:MAX_SHOWN_ADDRESS])}')
        if note.firstChild is not None:
            place.append(note)

    async def show_still():
        chunk = await load_shared('sanitizer')
        has_drawing: bool = root.querySelector('svg') is not None
        counting = await load_shared('svg_work') if has_drawing else None
        is_large: bool = len(markup) > LARGE_CHARS
        box = await isolated_box(root, allowed, document, chunk.shared.purifier, is_large)
        if counting is not None:
            counting.shared.check_drawings(root, box)
        slot: Element = waiting.slot
        # The slot is busy unless a newer item has overtaken this one.
        if is_large and place.parentNode is None and slot.ariaBusy is not None:
            slot.replaceChildren(place)
        await put(root, box, place, is_large)
        name_while_scrolling(box, 'HTML')
        if place.firstChild is box:
            tell()

    async def fail(reason: str):
        await show_still()
        note.prepend(f'{say(words.WITHOUT_SCRIPTS, await say_reason(reason))} ')
        place.append(note)
        item.report(reason, True)

    if not runs_now:
        await show_still()
    else:
        output = {'root': root, 'markup': markup, 'allowed': allowed, 'sandbox': options.sandbox,
                  'libraries': await frames.libraries_for(markup),
                  'may_load': lambda address: may_load(allowed, address), 'waiting': waiting}
        origins: list[str] = allowed.origins
        page = item.page('open' if len(origins) else 'frame')
        place.replaceChildren(frames.frame_for(output, document, page, tell, fail))
        tell()
