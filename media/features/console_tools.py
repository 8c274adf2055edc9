"""The tools of a console, loaded when it is long, has a traceback or logs, or the user interacts with it.

They are a bar with search, wrapping, download and log levels; collapsible tracebacks; and prompts.
"""

from browser import Element, KeyboardEvent, RegExp, String, performance, setTimeout

from media.console.elements import add
from media.console.record_queue import RecordQueue
from media.console.text_block import TextBlock
from media.console.viewport import Viewport
from media.console_tools import words
from media.console_tools.announcing import newest_lines
from media.console_tools.bar import Bar
from media.console_tools.elements import add_button
from media.console_tools.links import link_addresses
from media.console_tools.prompt import ask
from media.console_tools.tracebacks import Fold, find_tracebacks, fold_at, toggle
from media.dom import call, document_of
from media.shared import load_shared
from media.words import say
from static.console_tools import css

# Box-drawing and block characters, and right-to-left letters.
_BOXES: RegExp = RegExp('[\u2500-\u259f\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]')

# Milliseconds between announcements to screen readers.
_ANNOUNCE_INTERVAL_MS = 1500


class Tools:
    """The tools of one console; its viewport calls ``read``, ``add_to`` and ``drawn``."""

    def __init__(self, console):
        self._console = console
        element: Element = console.element
        viewport: Viewport = console.viewport
        self._viewport: Viewport = viewport
        console.adopt(css)
        self._bar: Bar = Bar(console)
        self.end: Element = add_button(element, say(words.NEWEST), self._go_to_end)
        self.end.className = 'backendai-end'
        # Screen readers announce the newest lines at intervals, instead of each row that scrolls into view.
        self._announcer: Element = add(element, 'p', 'backendai-announcer')
        self._announcer.role = 'status'
        self._announced: float = 0
        self._is_new: bool = True
        # The traceback whose button had the focus when its row was recreated.
        self._toggled: Fold = None
        # The chunk that joins boxes, and whether it has been requested.
        self._boxes = None
        self._has_boxes: bool = False
        viewport.element.addEventListener('keydown', self._pressed)

    def reset(self) -> None:
        """Reset the tools, because the console was cleared."""
        self._bar.searched(None)

    def read(self, block: TextBlock) -> None:
        self._is_new = self._is_new or block.buffer.changed <= len(block.buffer.lines)
        find_tracebacks(block, self._bar.levels.selectedIndex)

    def add_to(self, block: TextBlock, row: Element) -> None:
        """Join boxes and link addresses in a new row, and add a button to collapse a traceback to its first row."""
        self._join(row)
        link_addresses(row, String(block.buffer.lines.at(row.line - block.buffer.dropped).text), row.start)
        fold: Fold = fold_at(block.reader, row.line)
        if fold is None or row.start > 0:
            return
        button = add_button(row, '', lambda event: self._toggle(fold, block))
        button.className = 'backendai-fold' if fold.outer is None else 'backendai-frame'
        button.ariaExpanded = String(not fold.is_closed)
        if fold.outer is None:
            button.ariaLabel = say(words.TRACEBACK, fold.end - fold.start)
            button.title = say(words.SHOW_TRACEBACK if fold.is_closed else words.FOLD_TRACEBACK)
        else:
            button.ariaLabel = say(words.FRAME, fold.end - fold.start)
            button.title = say(words.SHOW_FRAME if fold.is_closed else words.FOLD_FRAME)
        if fold is self._toggled:
            self._toggled = None
            button.focus()

    def drawn(self) -> None:
        """Update the elements around the text after drawing."""
        queue: RecordQueue = self._console.queue
        rows: int = self._viewport.rows
        is_wide = not self._viewport.is_wrapped
        for block in self._viewport.blocks:
            is_wide = is_wide or block.buffer.width > self._viewport.metrics.columns
        is_long = self._viewport.is_long(self._console.options.rows) or self._bar.all.ariaExpanded == 'true'
        self._bar.element.hidden = not is_long and not is_wide and not queue.output.has_logs
        self._bar.count.textContent = say(words.ONE_LINE) if rows == 1 else say(words.LINES, rows)
        self._bar.all.hidden = not is_long
        self._bar.levels.hidden = not queue.output.has_logs
        self.end.hidden = self._viewport.is_following
        if queue.output.question is not None and queue.output.prompt is None:
            queue.output.prompt = ask(queue)
        self._bar.look()
        if self._is_new:
            wait = self._announced + _ANNOUNCE_INTERVAL_MS - performance.now()
            if wait > 0:
                setTimeout(self._viewport.request, wait)
            else:
                self._announced = performance.now()
                self._is_new = False
                self._announcer.textContent = newest_lines(self._viewport.blocks)

    def _go_to_end(self, event) -> None:
        self._viewport.is_following = True
        self._viewport.request()

    def _join(self, row: Element) -> None:
        """Join box characters in a row with those above and below, once the chunk for that is loaded."""
        content: str = row.textContent
        if content.search(_BOXES) < 0:
            return
        if self._boxes is not None:
            self._boxes.join_boxes(self._viewport, row)
        elif not self._has_boxes:
            self._has_boxes = True

            def attach(module) -> None:
                self._boxes = module.shared
                self._viewport.content.querySelectorAll('.backendai-row').forEach(self._join)

            load_shared('console_boxes').then(attach, lambda error: None)

    def _pressed(self, event: KeyboardEvent) -> None:
        has_control: bool = event.ctrlKey or event.metaKey
        if has_control and event.key == 'f' and self._bar.element.hidden is False:
            event.preventDefault()
            self._bar.field.focus()
            self._bar.field.select()
        elif has_control and event.key == 'a':
            target: Element = event.composedPath().at(0)
            if target.matches('input, select, textarea'):
                return
            event.preventDefault()
            call(document_of(self._viewport.element), 'getSelection', []).selectAllChildren(self._viewport.content)

    def _toggle(self, fold: Fold, block: TextBlock) -> None:
        self._toggled = fold
        toggle(fold, block.buffer)
        self._viewport.request()


shared = {'Tools': Tools}
