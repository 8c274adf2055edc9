"""Constructed style sheets: a Content Security Policy that forbids <style> allows them."""

from browser import CSS, Node, WeakMap, Window

from media.dom import document_of, read_property, window_of
from media.shared import load_shared

# The texts of the sheets that each document or shadow root has adopted.
_adopted = WeakMap()


def adopt(node: Node, css: str) -> None:
    """Add a style sheet to the document or shadow root that contains ``node``, or is it, unless it is there.

    A node outside of both is styled by its document's sheets. Rules should select only our own classes.
    """
    root = node.getRootNode()
    if read_property(root, 'adoptedStyleSheets') is None:
        root = document_of(node)
    if read_property(root, 'adoptedStyleSheets') is None:
        return  # jsdom has no constructed style sheets
    known: list = _adopted.get(root)
    if known is None:
        known = []
    if known.includes(css):
        return
    # A sheet belongs to the document whose window made it.
    view: Window = window_of(node)
    sheet = view.CSSStyleSheet()
    sheet.replaceSync(css)
    if CSS.supports('color', 'light-dark(red,red)') is False:
        load_shared('schemes').then(lambda chunk: chunk.shared.color(sheet, root, css))
    read_property(root, 'adoptedStyleSheets').push(sheet)
    _adopted.set(root, [*known, css])
