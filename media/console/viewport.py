"""The scrolling frame of a console: its contents, in order, and the visible part of each text."""

from browser import (
    Element, Infinity, Math, ResizeObserver, String, cancelAnimationFrame, performance, requestAnimationFrame, window,
)

from media.console.elements import add
from media.console.text_block import LONG_LINE_CELLS, SHORT_ROWS, TextBlock, draw, height_of, update
from media.dom import call, document_of
from media.limits import has_layout

# How many cells are used to measure the width of one.
_SAMPLE_CELLS = 100

# How long metrics stay valid while media make the content grow, in milliseconds: the font may be loaded late.
_MEASURED_MS = 500


class Viewport:
    """``element`` scrolls; ``content`` inside it holds texts and media; ``blocks`` are the texts, in order.

    ``is_following`` is whether the view stays scrolled to the end; ``on_drawn`` is called after each drawing.
    """

    def __init__(self, element: Element, is_wrapped: bool, on_drawn):
        self.element: Element = element
        self.content: Element = add(element, 'div', 'backendai-content')
        self.blocks: list[TextBlock] = []
        self.is_wrapped: bool = is_wrapped
        self.is_following: bool = True
        self.last_top: float = 0
        # Whether the user may have scrolled since the last drawing.
        self._has_scrolled: bool = False
        self._frame: int = 0
        # The total number of rows.
        self.rows: int = 0
        self.metrics = None
        # The width for which the metrics were measured, and when.
        self._width: int = 0
        self._measured_at: float = 0
        # The metrics at the time of the last measurement by features/console_boxes.py.
        self.measured = None
        self._on_drawn = on_drawn
        # The tools of media/console_tools, once loaded.
        self.tools = None
        # The functions of media/console_copy, once loaded, and whether the browser's own copy would be wrong.
        self.copying = None
        self.is_copied_apart: bool = False
        self._observer: ResizeObserver = None
        if has_layout():
            self._observer = ResizeObserver(self.resized)
            self._observer.observe(element)
            self._observer.observe(self.content)
        element.addEventListener('scroll', self._scrolled)

    def is_long(self, rows: float) -> bool:
        """Whether there are more than ``rows`` rows, or more media than fits in the viewport."""
        return self.rows > rows or self.content.offsetHeight > self.element.clientHeight + 8 and rows < Infinity

    def request(self) -> None:
        """Schedule drawing."""
        if self._frame == 0:
            self._frame = requestAnimationFrame(self._drawing)

    def _drawing(self, time) -> None:
        self._frame = 0
        if self.element.clientWidth > 0:
            call(document_of(self.element), 'addEventListener', ['scroll', self._scrolled, True])
        if self._has_scrolled:
            self._has_scrolled = False
            self._follow()
        if self.metrics is None:
            self._width = self.element.clientWidth
            self._measured_at = performance.now()
        draw_viewport(self)

    def resized(self, entries) -> None:
        width: int = self.element.clientWidth
        if width != self._width or performance.now() > self._measured_at + _MEASURED_MS:
            self.metrics = None
        if width == 0:
            # Removed or hidden; the document's listener would keep a removed console alive. Coming back is a resize.
            self._stop_listening()
        self.request()

    def _scrolled(self, event) -> None:
        if event.target is self.element:
            # The position is read later, with other layout properties, since each read after a change forces a layout.
            self._has_scrolled = True
        is_inside: bool = event.target.contains(self.element)
        if is_inside:
            self.request()

    def _follow(self) -> None:
        """Stop following the end after scrolling up, and follow it again after scrolling to the end."""
        element = self.element
        top: float = element.scrollTop
        if top < self.last_top - 1:
            self.is_following = False
        if top + element.clientHeight >= element.scrollHeight - 8:
            self.is_following = True
        self.last_top = top

    def empty(self) -> None:
        """Forget the texts, which are no longer on the page."""
        self.blocks = []
        if self.tools is not None:
            self.tools.reset()
        self.request()

    def dispose(self) -> None:
        cancelAnimationFrame(self._frame)
        if self._observer is not None:
            self._observer.disconnect()
        self._stop_listening()

    def _stop_listening(self) -> None:
        call(document_of(self.element), 'removeEventListener', ['scroll', self._scrolled, True])


def _measure(viewport: Viewport):
    """Measure the size of a row, and of a cell in it, in CSS pixels, and how many columns fit."""
    row = add(viewport.content, 'div', 'backendai-row backendai-sample')
    text = add(row, 'span', '')
    text.append('0' * _SAMPLE_CELLS)
    place = text.getBoundingClientRect()
    width: float = place.width / _SAMPLE_CELLS
    height: float = row.offsetHeight
    gutter: float = text.offsetLeft
    row.remove()
    if width > 0 and height > 0:
        if viewport.element.clientWidth == 0:
            # Rows are positioned absolutely, so a console that shrinks to fit, as in vertical text, gets no width.
            viewport.element.style.width = 'min(80ch, 90vw)'
        columns = Math.floor((viewport.element.clientWidth - 2 * gutter) / width)
        viewport.metrics = {'row_height': height, 'column_width': width, 'columns': Math.max(10, columns)}


def draw_viewport(viewport: Viewport) -> None:
    """Update the page for changed texts and for the scroll position."""
    if viewport.metrics is None:
        _measure(viewport)
    metrics = viewport.metrics
    if metrics is None:
        return
    element = viewport.element
    columns: int = metrics.columns if viewport.is_wrapped else 0
    row_height: float = metrics.row_height
    viewport.rows = 0
    viewport.is_copied_apart = viewport.content.childElementCount != len(viewport.blocks)
    for block in viewport.blocks:
        if viewport.tools is not None:
            viewport.tools.read(block)
        update(block, columns)
        viewport.rows += block.total
        is_partial = block.total > SHORT_ROWS or block.buffer.width > (columns or LONG_LINE_CELLS)
        viewport.is_copied_apart = viewport.is_copied_apart or is_partial
        block.element.style.height = f'{String(height_of(block, row_height))}px'
        wide = f'calc({block.buffer.width}ch + 2 * var(--backendai-gutter))'
        block.element.style.minWidth = '' if viewport.is_wrapped else wide
    # While the height of cleared output is held, the border stays, too.
    is_held = element.style.minHeight != ''
    is_empty = viewport.rows == 0 and viewport.content.childElementCount == len(viewport.blocks) and not is_held
    element.classList.toggle('backendai-empty', is_empty)
    if viewport.is_following:
        element.scrollTop = element.scrollHeight
        viewport.last_top = element.scrollTop
    frame = element.getBoundingClientRect()
    top: float = frame.top
    bottom: float = frame.bottom
    window_height: float = window.innerHeight
    for block in viewport.blocks:
        place = block.element.getBoundingClientRect()
        start: float = place.top
        upper = Math.max(0, -start, top - start)
        lower = Math.min(place.height, bottom - start, window_height - start)
        kept: list = [] if viewport.copying is None else viewport.copying.kept_rows(block.element)
        draw(block, upper, lower, element.scrollLeft, metrics, viewport.tools, kept)
    viewport._on_drawn()
