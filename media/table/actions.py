"""Scrolling, layout, and the way to all other interaction: table_tools, loaded on the first hover or focus."""

from browser import Element, Event, ResizeObserver

from media.shared import load_shared
from media.styles import adopt
from media.table import words
from media.table.drawing import draw, fill_links
from media.table.sizing import arrange, measure
from media.table.status import tell
from media.table.view import View
from media.words import say


def enable(view: View) -> None:
    view.scroller.onscroll = lambda event: draw(view)
    view.root.addEventListener('pointerenter', lambda event: turn_to(view, None))
    view.root.addEventListener('focusin', lambda event: turn_to(view, None))
    view.root.onclick = lambda event: _click(view, event)
    view.observer = ResizeObserver(lambda entries: rearrange(view))
    view.observer.observe(view.scroller)


def _click(view: View, event: Event) -> None:
    target: Element = event.target
    turn_to(view, lambda tools: tools.click(target))


async def turn_to(view: View, action) -> None:
    """Load the tools and call ``action`` with them. Without the tools, the table can still be read."""
    try:
        tools = await load_tools(view)
    except Exception:
        view.work = say(words.TOOLS_NOT_LOADED)
        tell(view)
        return
    if action is not None:
        action(tools)


def formats(view: View) -> list:
    """Return the formats for saving and copying a table, for media/actions/formats.py. They cover all shown rows."""
    def of(name: str, mime: str, clipboard):
        return {'name': name, 'type': mime, 'extension': name.lower(), 'clipboard': clipboard,
                'make': lambda: _text(view, name)}

    return [of('CSV', 'text/csv', None), of('TSV', 'text/tab-separated-values', 'text/plain'),
            of('HTML', 'text/html', 'text/html')]


async def _text(view: View, name: str):
    tools = await load_tools(view)
    return await tools.text(name)


def dispose(view: View) -> None:
    """Let background work end, and stop observing the view's size."""
    view.is_disposed = True
    view.observer.disconnect()


def rearrange(view: View) -> None:
    """Lay out the columns again and redraw. Outside of the page, a table has no font to measure texts in."""
    if not view.root.isConnected:
        return
    measure(view)
    arrange(view)
    draw(view, True)


async def load_tools(view: View):
    """Load table_tools and return the view's tools, creating them on the first call."""
    chunk = await load_shared('table_tools')
    if view.tools is None:
        view.tools = chunk.shared.tools_of(view, {
            'adopt': adopt, 'draw': draw, 'fill_links': fill_links, 'rearrange': rearrange, 'tell': tell})
    return view.tools
