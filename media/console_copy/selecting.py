"""Determining what a selection covers, and copying it."""

from browser import Array, ClipboardEvent, Element

from media.console_copy.collecting import Copy
from media.console_copy.lines import row_of
from media.console_copy.reading import read
from media.dom import call, document_of, read_property as property_of

_FIELDS = 'input, textarea, [contenteditable]'


def _selection_of(root):
    """The selection of a document or shadow root; None in a removed frame."""
    owner = document_of(root) if property_of(root, 'getSelection') is None else root
    return call(owner, 'getSelection', [])


def kept_rows(element: Element) -> list:
    """The rows in which a selection starts or ends: removing them from the page would lose the selection."""
    selection = _selection_of(element.getRootNode())
    if selection is None or selection.rangeCount == 0:
        return []
    return [_number_of(element, selection.anchorNode), _number_of(element, selection.focusNode)]


def _number_of(element: Element, node):
    row = None if node is None or element.contains(node) is False else row_of(node)
    return None if row is None else row.row


def copy_event(event: ClipboardEvent) -> None:
    """Copy the selection to the clipboard if it covers a part of a console."""
    target: Element = event.composedPath().at(0)
    if event.defaultPrevented or target.closest is not None and target.closest(_FIELDS) is not None:
        return
    selection = _selection_of(target.getRootNode())
    if selection is None or selection.isCollapsed is True:
        return
    ranges = [selection.getRangeAt(number) for number in range(selection.rangeCount)]
    if ranges.some(lambda selected: _has_console(_top_of(selected), selected)):
        copy = Copy(False)
        for selected in ranges:
            copy.end_line()
            read(copy, _top_of(selected), selected, None)
        event.clipboardData.setData('text/plain', ''.join(copy.texts))
        event.clipboardData.setData('text/html', ''.join(copy.html))
        event.preventDefault()


def _top_of(selected) -> Element:
    """The element around a selection; for text in a console, the whole block."""
    node = selected.commonAncestorContainer
    element: Element = node.parentElement if node.nodeType == 3 else node
    block = None if element.closest is None else element.closest('.backendai-text')
    return element if block is None else block


def _has_console(place: Element, selected) -> bool:
    """Whether the selection includes a console, which may be only partly on the page; browsers copy all else well."""
    if place.closest is not None:
        content = place.closest('.backendai-content')
        item = place.closest('.media-item')
        if content is not None and (place.block is not None or item is None or item.contains(content) is True):
            return True
    parts: list[Element] = Array.from_(place.querySelectorAll('.backendai-content'))
    return parts.some(lambda part: selected.intersectsNode(part))
