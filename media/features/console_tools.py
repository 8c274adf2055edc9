"""What a console gets when it is long, has a traceback or logs, or when a person turns to it.

A bar with search, wrapping, download, levels of logs; tracebacks that fold; prompts; copying what is not on the page.
"""

from browser import Element, KeyboardEvent, String, performance, setTimeout

from static.console_tools import css

from media.console.elements import add, grouped
from media.console.intake import Intake
from media.console.pane import Pane
from media.console.view import View
from media.console_tools.bar import Bar
from media.console_tools.copying import copied, kept_rows, selection_in
from media.console_tools.elements import add_button
from media.console_tools.links import link
from media.console_tools.prompt import ask
from media.console_tools.tracebacks import Fold, fold_at, read, toggle

# Milliseconds between announcements to people who listen.
_PAUSE = 1500


class Tools:
    """The tools of one console; its pane calls ``read``, ``kept``, ``add_to`` and ``drawn``."""

    def __init__(self, console):
        self._console = console
        element: Element = console.element
        pane: Pane = console.pane
        self._pane: Pane = pane
        console.adopt(css)
        self._bar: Bar = Bar(console)
        self.end: Element = add_button(element, '↓ Newest', self._go_to_end)
        self.end.className = 'backendai-end'
        # Those who listen hear the newest lines now and then, and not each row that comes into sight.
        self._announcer: Element = add(element, 'p', 'backendai-announcer')
        self._announced: float = 0
        # The traceback whose button had the focus when its row was made anew.
        self._toggled: Fold = None
        pane.element.addEventListener('copy', self._copy)
        pane.element.addEventListener('keydown', self._pressed)

    def reset(self) -> None:
        """Forget what was in the console."""
        self._bar.searched(None)

    def read(self, view: View) -> None:
        read(view, self._bar.levels.selectedIndex)

    def kept(self, view: View) -> list:
        return kept_rows(view.element)

    def add_to(self, view: View, row: Element) -> None:
        """Make links of addresses in a new row, and give the first one of a traceback a button that folds it."""
        link(row, view.screen.lines[row.line - view.screen.dropped].text, row.start)
        fold: Fold = fold_at(view.reader, row.line)
        if fold is None or row.start > 0:
            return
        button = add_button(row, '', lambda event: self._toggle(fold, view))
        button.className = 'backendai-fold'
        button.ariaExpanded = String(not fold.is_closed)
        button.ariaLabel = f'Traceback, {grouped(fold.end - fold.start)} lines'
        button.title = 'Show the traceback' if fold.is_closed else 'Fold the traceback'
        if fold is self._toggled:
            self._toggled = None
            button.focus()

    def drawn(self) -> None:
        """Bring what is around the text in line with it."""
        intake: Intake = self._console.intake
        rows: int = self._pane.rows
        is_wide = not self._pane.is_wrapped
        for view in self._pane.views:
            is_wide = is_wide or view.screen.width > self._pane.metrics.columns
        is_long = rows > self._console.options.rows
        self._bar.element.hidden = not is_long and not is_wide and not intake.has_logs
        self._bar.count.textContent = f'{grouped(rows)} lines'
        self._bar.all.hidden = not is_long
        self._bar.levels.hidden = not intake.has_logs
        self.end.hidden = self._pane.is_following
        if intake.question is not None and intake.prompt is None:
            intake.prompt = ask(intake)
        self._bar.look()
        if intake.news:
            wait = self._announced + _PAUSE - performance.now()
            if wait > 0:
                setTimeout(self._pane.request, wait)
            else:
                self._announced = performance.now()
                self._announcer.textContent = intake.news
                intake.news = ''

    def _go_to_end(self, event) -> None:
        self._pane.is_following = True
        self._pane.request()

    def _copy(self, event) -> None:
        selected = selection_in(self._pane.element)
        is_all = selected is not None and selected.startContainer is self._pane.content
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
            self._pane.element.ownerDocument.getSelection().selectAllChildren(self._pane.content)

    def _toggle(self, fold: Fold, view: View) -> None:
        self._toggled = fold
        toggle(fold, view.screen)
        self._pane.request()


shared = {'Tools': Tools}
