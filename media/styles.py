"""Style sheets of our own, given to a page as objects: a Content Security Policy that forbids <style> allows them."""

from browser import Element, WeakMap

# The sheets each document or shadow root has been given, by their text.
_adopted = WeakMap()


def adopt(element: Element, css: str) -> None:
    """See to it that the document or shadow root in which ``element`` lies has a style sheet.

    An element that lies in none yet is styled by its document's. Rules should name our own classes alone.
    """
    root = element.getRootNode()
    if root.adoptedStyleSheets is None:
        root = element.ownerDocument
    known: list = _adopted.get(root)
    if known is None:
        known = []
    if known.includes(css):
        return
    # A sheet belongs to the document whose window made it.
    sheet = element.ownerDocument.defaultView.CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets.push(sheet)
    _adopted.set(root, [*known, css])
