"""xterm under a Content Security Policy that forbids inline styles.

xterm writes its colors and sizes into <style> elements beside its rows, and some colors into style attributes. A strict
policy ignores both and reports them. So xterm is opened away from the page, its <style> elements are removed before any
policy applies to them, and what xterm writes into them later is copied to style sheets that the page adopts.
"""

from browser import Array, CSSStyleSheet, Element, MutationObserver, Window

from media.dom import create, document_of, read_property, window_of
from media.styles import adopt
from media.guarded import own_document
from static.webterm import css


class Sheets:
    """The style sheets of one terminal; ``attach`` adds them to the document or shadow root of an element."""

    def __init__(self, terminal, parent: Element):
        self._terminal = terminal
        self._parent: Element = parent
        self._root = None
        self._document = None
        # The <style> elements that xterm writes, and one sheet for each, made by the terminal's document.
        self._styles: Array = Array()
        self._sheets: Array = Array()
        self._texts: list[str] = [css]
        self._observer = MutationObserver(lambda changes: self._copy())
        place = create(parent, 'div')
        own_document(place)
        own_document(parent)
        terminal.open(place)
        self._take_styles(place)
        parent.append(terminal.element)

    def attach(self) -> None:
        """Style the terminal where it is now; hosts may move it, even to another document."""
        root = self._parent.getRootNode()
        if root is self._root or read_property(root, 'adoptedStyleSheets') is None:
            return
        self.detach()
        if self._document is not document_of(self._parent):
            self._document = document_of(self._parent)
            self._make_sheets()
            self._terminal.open(self._parent)  # xterm then requests frames from this document's window
        self._root = root
        for text in self._texts:
            adopt(self._parent, text)
        read_property(root, 'adoptedStyleSheets').push(*self._sheets)

    def add(self, text: str) -> None:
        """Add a sheet for the elements beside the rows."""
        if text not in self._texts:
            self._texts.append(text)
            adopt(self._parent, text)

    def rebuild(self, build) -> None:
        """Call ``build()``, which makes xterm write new <style> elements, away from the page."""
        element: Element = self._terminal.element
        had_focus: bool = read_property(document_of(element), 'activeElement') is self._terminal.textarea
        element.remove()
        build()
        self._take_styles(element)
        self._parent.append(element)
        self._root = None
        self._document = None
        self.attach()
        if had_focus:
            self._terminal.focus()

    def detach(self) -> None:
        if self._root is not None:
            adopted: Array = read_property(self._root, 'adoptedStyleSheets')
            self._sheets.forEach(lambda sheet: adopted.splice(adopted.indexOf(sheet), 1))
            self._root = None

    def close(self) -> None:
        self.detach()
        self._observer.disconnect()

    def _take_styles(self, place: Element) -> None:
        """Remove the <style> elements that xterm wrote from an element that is on no page, and observe them."""
        self.detach()
        self._observer.disconnect()
        self._styles = Array.from_(place.querySelectorAll('style'))
        self._styles.forEach(lambda style: style.remove())
        self._styles.forEach(lambda style: self._observer.observe(
            style, {'childList': True, 'characterData': True, 'subtree': True}))
        self._make_sheets()
        _let_rows_have_styles(self._terminal)

    def _make_sheets(self) -> None:
        # A sheet belongs to the document whose window made it.
        view: Window = window_of(self._parent)
        self._sheets = self._styles.map(lambda style: view.CSSStyleSheet())
        self._copy()

    def _copy(self) -> None:
        def copy(sheet: CSSStyleSheet, index: int) -> None:
            sheet.replaceSync(self._styles.at(index).textContent)

        self._sheets.forEach(copy)


# Internal names of xterm that are used here, which the compiler must not shorten as it does our own private names.
KEPT = ('_core', '_renderService', '_renderer', '_rowFactory', '_addStyle')


def _let_rows_have_styles(terminal) -> None:
    """Make xterm write 24-bit colors as properties, which a policy allows; it writes attributes, which are forbidden.

    This uses internals of xterm 6.0.0, whose version is pinned; a test of colors under a strict policy covers it.
    """
    rows = terminal._core._renderService._renderer.value._rowFactory

    def add_style(element: Element, text: str) -> None:
        element.style.cssText += text

    if rows is not None:  # other renderers have none
        rows._addStyle = add_style
