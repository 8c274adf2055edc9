"""The scrolling frame of a console: what is in it, in order, and which part of each text is in sight."""

from browser import Element, Math, ResizeObserver, String, cancelAnimationFrame, requestAnimationFrame, window

from media.console.layout import row_at
from media.console.lines import Line
from media.console.screen import Screen, drop
from media.console.texts import text_of_line
from media.console.view import View, draw, height_of, make_view, update

# Cells that a row is measured by.
_SAMPLE = 100


class Pane:
    """``element`` scrolls, ``content`` in it holds texts and media; ``views`` are the texts, in order.

    ``is_following`` is whether the end stays in sight as it moves; ``on_drawn`` is called after each drawing.
    """

    def __init__(self, element: Element, is_wrapped: bool):
        document = element.ownerDocument
        self.element: Element = element
        self.content: Element = document.createElement('div')
        self.content.className = 'backendai-content'
        self.element.append(self.content)
        self.views: list[View] = []
        self.is_wrapped: bool = is_wrapped
        self.is_following: bool = True
        self.last_top: float = 0
        self.frame: int = 0
        # How many rows there are in all.
        self.rows: int = 0
        self.metrics = None
        self.on_drawn = None
        # What media/console_tools adds, once that is there.
        self.tools = None
        self.observer = ResizeObserver(lambda entries: self.resized())
        self.observer.observe(element)
        self.observer.observe(self.content)
        element.addEventListener('scroll', self.scrolled)
        self.is_listening: bool = False

    def request(self) -> None:
        """Draw soon."""
        if self.frame == 0:
            self.frame = requestAnimationFrame(self.drawing)

    def drawing(self, time) -> None:
        self.frame = 0
        if not self.is_listening and self.element.isConnected is True:
            self.is_listening = True
            self.element.ownerDocument.addEventListener('scroll', self.scrolled, {'capture': True, 'passive': True})
        draw_pane(self)

    def resized(self) -> None:
        self.metrics = None
        self.request()

    def scrolled(self, event) -> None:
        element = self.element
        if element.isConnected is False:
            # The page's document would keep alive what the host has thrown away.
            self.stop_listening()
        if event.target is element:
            top: float = element.scrollTop
            if top < self.last_top - 1:
                self.is_following = False
            if top + element.clientHeight >= element.scrollHeight - 8:
                self.is_following = True
            self.last_top = top
        is_inside: bool = event.target.contains(element)
        if is_inside:
            self.request()

    def text_of(self, line: Line) -> str:
        return text_of_line(line)

    def drop(self, screen: Screen, count: int) -> int:
        return drop(screen, count)

    def row_at(self, view: View, index: int) -> int:
        return row_at(view.layout, view.screen, index)

    def dispose(self) -> None:
        cancelAnimationFrame(self.frame)
        self.observer.disconnect()
        self.stop_listening()

    def stop_listening(self) -> None:
        self.is_listening = False
        self.element.ownerDocument.removeEventListener('scroll', self.scrolled, {'capture': True})


def add_view(pane: Pane) -> View:
    """An empty text at the end."""
    view = make_view(pane.content)
    pane.views.append(view)
    return view


def measure(pane: Pane):
    """The size of a row, and of a cell in it, in CSS pixels, and how many columns there are room for."""
    if pane.metrics is None:
        document = pane.element.ownerDocument
        row = document.createElement('div')
        row.className = 'backendai-row backendai-sample'
        text = document.createElement('span')
        text.append(''.ljust(_SAMPLE, '0'))
        row.append(text)
        pane.content.append(row)
        width: float = text.getBoundingClientRect().width / _SAMPLE
        height: float = row.getBoundingClientRect().height
        gutter: float = text.offsetLeft
        row.remove()
        if not width > 0 or not height > 0:
            return None
        columns: int = Math.floor((pane.element.clientWidth - 2 * gutter) / width)
        pane.metrics = {'row_height': height, 'column_width': width, 'columns': Math.max(10, columns)}
    return pane.metrics


def draw_pane(pane: Pane) -> None:
    """Bring the page in line with the texts, and with what is in sight."""
    metrics = measure(pane)
    element = pane.element
    if metrics is None:
        return
    columns: int = metrics.columns if pane.is_wrapped else 0
    row_height: float = metrics.row_height
    pane.rows = 0
    for view in pane.views:
        if pane.tools is not None:
            pane.tools.read(view)
        update(view, columns)
        pane.rows += view.layout.total
        view.element.style.height = f'{String(height_of(view, row_height))}px'
        wide = f'calc({view.screen.width}ch + 2 * var(--backendai-gutter))'
        view.element.style.minWidth = '' if pane.is_wrapped else wide
    if pane.is_following:
        element.scrollTop = element.scrollHeight
        pane.last_top = element.scrollTop
    frame = element.getBoundingClientRect()
    upper: float = Math.max(frame.top, 0)
    lower: float = Math.min(frame.bottom, window.innerHeight)
    for view in pane.views:
        place = view.element.getBoundingClientRect()
        top: float = Math.max(0, upper - place.top)
        bottom: float = Math.min(place.height, lower - place.top)
        draw(view, top, bottom, element.scrollLeft, metrics, pane.tools)
    if pane.on_drawn is not None:
        pane.on_drawn()
