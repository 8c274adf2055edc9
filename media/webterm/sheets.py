"""xterm under a Content Security Policy that forbids inline styles.

xterm writes its colors and measures into <style> elements beside its rows, and some colors into style attributes;
a strict policy ignores both, and reports them. So xterm is opened away from the page, its <style> elements are taken
out before any policy sees them, and what it goes on writing there is copied to style sheets that the page adopts.
"""

from browser import Array, CSSStyleSheet, Element, MutationObserver, Window

from media.dom import create, read, window_of
from media.styles import adopt
from static.webterm import css


class Sheets:
    """The style sheets of one terminal; ``attach`` gives them to the document or shadow root of an element."""

    def __init__(self, terminal, parent: Element):
        self._parent: Element = parent
        self._root = None
        self._sheets: Array = Array()
        place = create(parent, 'div')
        terminal.open(place)
        self._observers: Array = Array()
        place.querySelectorAll('style').forEach(lambda style: self._mirror(style))
        _let_rows_have_styles(terminal)
        parent.append(terminal.element)

    def attach(self) -> None:
        """Style the terminal where it is now; hosts may move it."""
        root = self._parent.getRootNode()
        if root is self._root or read(root, 'adoptedStyleSheets') is None:
            return
        self.detach()
        self._root = root
        adopt(self._parent, css)
        read(root, 'adoptedStyleSheets').push(*self._sheets)

    def detach(self) -> None:
        if self._root is not None:
            adopted: Array = read(self._root, 'adoptedStyleSheets')
            self._sheets.forEach(lambda sheet: adopted.splice(adopted.indexOf(sheet), 1))
            self._root = None

    def close(self) -> None:
        self.detach()
        self._observers.forEach(lambda observer: observer.disconnect())

    def _mirror(self, style: Element) -> None:
        """Keep a sheet of what xterm writes into an element that is on no page."""
        # A sheet belongs to the document whose window made it.
        view: Window = window_of(style)
        sheet: CSSStyleSheet = view.CSSStyleSheet()
        self._sheets.push(sheet)
        style.remove()
        sheet.replaceSync(style.textContent)
        observer = MutationObserver(lambda changes: sheet.replaceSync(style.textContent))
        observer.observe(style, {'childList': True, 'characterData': True, 'subtree': True})
        self._observers.push(observer)


# Names of xterm's own that are asked for here, which the compiler must not shorten as it does our private ones.
KEPT = ('_core', '_renderService', '_renderer', '_rowFactory', '_addStyle')


def _let_rows_have_styles(terminal) -> None:
    """xterm writes colors of 24 bits as attributes, which a policy forbids; as properties they are allowed.

    This reaches into xterm 6.0.0, whose version is pinned; a test of colors under a strict policy watches over it.
    """
    rows = terminal._core._renderService._renderer.value._rowFactory

    def add_style(element: Element, text: str) -> None:
        element.style.cssText += text

    rows._addStyle = add_style
