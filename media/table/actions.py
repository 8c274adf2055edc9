"""Scrolling and sorting. All other interaction is in table_tools, loaded on the first hover or focus."""

from browser import Element, Event, Number, ResizeObserver

from media.shared import load_shared
from media.styles import adopt
from media.table.drawing import cell_at, draw, dress, fill_links, focus, reveal
from media.table.order import refresh, sort_by
from media.table.sizing import arrange, measure
from media.table.sorting import keys_of
from media.table.status import tell
from media.table.view import View


def enable(view: View) -> None:
    scroller = view.scroller
    scroller.onscroll = lambda event: draw(view)
    scroller.onclick = lambda event: _click(view, event)
    view.menu.onclick = lambda event: _use(view, lambda tools: tools.open_menu())
    view.root.addEventListener('pointerenter', lambda event: load_tools(view))
    view.root.addEventListener('focusin', lambda event: load_tools(view))
    view.observer = ResizeObserver(lambda entries: rearrange(view))
    view.observer.observe(scroller)


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
    """Cancel background work and stop observing the view's size."""
    view.is_disposed = True
    view.wish += 1
    view.observer.disconnect()


def rearrange(view: View) -> None:
    """Lay out the columns again and redraw."""
    measure(view)
    arrange(view)
    draw(view, True)
    scroll = view.scroll
    if scroll is not None:
        view.scroll = None
        # Not scrollTo(): Prototype's scrolls the page.
        view.scroller.scrollLeft = scroll.left
        view.scroller.scrollTop = scroll.top


async def load_tools(view: View):
    """Load table_tools and return the view's tools, creating them on the first call."""
    chunk = await load_shared('table_tools')
    if view.tools is None:
        view.tools = chunk.shared.tools_of(view, {
            'adopt': adopt, 'cell_at': cell_at, 'draw': draw, 'dress': dress, 'fill_links': fill_links, 'focus': focus,
            'keys_of': keys_of, 'place_of': place_of, 'rearrange': rearrange, 'refresh': refresh, 'reveal': reveal,
            'sort_by': sort_by, 'tell': tell,
        })
    return view.tools


def _use(view: View, action) -> None:
    load_tools(view).then(action)


def place_of(view: View, target: Element):
    """Return the place and position of the cell that contains an element, or None."""
    cell: Element = target.closest('[aria-colindex]')
    if cell is None:
        return None
    row: int = Number(cell.parentNode.ariaRowIndex) - len(view.table.levels) - 1
    position: int = Number(cell.ariaColIndex) - 1
    is_name = cell.parentNode is view.names
    return {'place': row, 'position': position, 'is_name': is_name, 'is_cell': is_name or row >= 0}


def _click(view: View, event: Event) -> None:
    target: Element = event.target
    at = place_of(view, target)
    if at is None or at.is_cell is False or target.localName == 'i':
        return
    if at.is_name is True:
        view.place = -1
        view.position = at.position
        view.anchor = None
        if target.localName == 'button':
            _use(view, lambda tools: tools.open_column_menu(at.position))
        else:
            sort_by(view, view.shown.at(at.position))
    elif view.tools is None:
        view.place = at.place
        view.position = at.position
    dress(view)
