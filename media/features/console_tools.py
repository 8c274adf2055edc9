"""What a console gets when it is long, has a traceback or logs, or when a person turns to it.

A bar with search, wrapping, download, levels of logs; tracebacks that fold; prompts; copying what is not on the page.
"""

from browser import Element, KeyboardEvent, String, performance, setTimeout

from media.console.elements import add, grouped
from media.console.record_queue import RecordQueue
from media.console.text_block import TextBlock
from media.console.viewport import Viewport
from media.console_tools.announcing import newest_lines
from media.console_tools.bar import Bar
from media.console_tools.copying import copied, kept_rows, selection_in
from media.console_tools.elements import add_button
from media.console_tools.links import link_addresses
from media.console_tools.prompt import ask
from media.console_tools.tracebacks import Fold, find_tracebacks, fold_at, toggle
from media.dom import call, document_of
from static.console_tools import css

# Milliseconds between announcements to people who listen.
_ANNOUNCE_INTERVAL_MS = 1500


class Tools:
    """The tools of one console; its viewport calls ``read``, ``kept``, ``add_to`` and ``drawn``."""

    def __init__(self, console):
        self._console = console
        element: Element = console.element
        viewport: Viewport = console.viewport
        self._viewport: Viewport = viewport
        console.adopt(css)
        self._bar: Bar = Bar(console)
        self.end: Element = add_button(element, '↓ Newest', self._go_to_end)
        self.end.className = 'backendai-end'
        # Those who listen hear the newest lines now and then, and not each row that comes into sight.
        self._announcer: Element = add(element, 'p', 'backendai-announcer')
        self._announced: float = 0
        self._is_new: bool = True
        # The traceback whose button had the focus when its row was made anew.
        self._toggled: Fold = None
        viewport.element.addEventListener('copy', self._copy)
        viewport.element.addEventListener('keydown', self._pressed)

    def reset(self) -> None:
        """Forget what was in the console."""
        self._bar.searched(None)

    def read(self, block: TextBlock) -> None:
        self._is_new = self._is_new or block.buffer.changed <= len(block.buffer.lines)
        find_tracebacks(block, self._bar.levels.selectedIndex)

    def kept(self, block: TextBlock) -> list:
        return kept_rows(block.element)

    def add_to(self, block: TextBlock, row: Element) -> None:
        """Make links of addresses in a new row, and give the first one of a traceback a button that folds it."""
        link_addresses(row, block.buffer.lines[row.line - block.buffer.dropped].text, row.start)
        fold: Fold = fold_at(block.reader, row.line)
        if fold is None or row.start > 0:
            return
        button = add_button(row, '', lambda event: self._toggle(fold, block))
        button.className = 'backendai-fold' if fold.outer is None else 'backendai-frame'
        button.ariaExpanded = String(not fold.is_closed)
        name = 'traceback' if fold.outer is None else 'frame'
        button.ariaLabel = f'{name.capitalize()}, {grouped(fold.end - fold.start)} lines'
        button.title = f'Show the {name}' if fold.is_closed else f'Fold the {name}'
        if fold is self._toggled:
            self._toggled = None
            button.focus()

    def drawn(self) -> None:
        """Bring what is around the text in line with it."""
        queue: RecordQueue = self._console.queue
        rows: int = self._viewport.rows
        is_wide = not self._viewport.is_wrapped
        for block in self._viewport.blocks:
            is_wide = is_wide or block.buffer.width > self._viewport.metrics.columns
        is_long = rows > self._console.options.rows
        self._bar.element.hidden = not is_long and not is_wide and not queue.output.has_logs
        self._bar.count.textContent = f'{grouped(rows)} lines'
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

    def _copy(self, event) -> None:
        selected = selection_in(self._viewport.element)
        is_all = selected is not None and selected.startContainer is self._viewport.content
        text = self._console.text() if is_all else copied(selected)
        if text is not None:
            event.clipboardData.setData('text/plain', text)
            event.preventDefault()

    def _pressed(self, event: KeyboardEvent) -> None:
        has_control: bool = event.ctrlKey or event.metaKey
        if has_control and event.key == 'f' and self._bar.element.hidden is False:
            event.preventDefault()
            self._bar.field.focus()
            self._bar.field.select()
        elif has_control and event.key == 'a':
            event.preventDefault()
            call(document_of(self._viewport.element), 'getSelection', []).selectAllChildren(self._viewport.content)

    def _toggle(self, fold: Fold, block: TextBlock) -> None:
        self._toggled = fold
        toggle(fold, block.buffer)
        self._viewport.request()


shared = {'Tools': Tools}
