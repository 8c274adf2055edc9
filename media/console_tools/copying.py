"""What a selection holds, as text of the console's own lines: also those that are not on the page just now."""

from browser import Element, RegExp


def row_of(node) -> Element:
    """The row that a node is in, or None."""
    element = node if node is None or node.closest is not None else node.parentNode
    return None if element is None or element.closest is None else element.closest('.backendai-row')


def selection_in(element: Element):
    """The selection as a range, where there is one that is in ``element``; else None."""
    root = element.getRootNode()
    selection = element.ownerDocument.getSelection() if root.getSelection is None else root.getSelection()
    if selection is None or selection.rangeCount == 0 or selection.isCollapsed is True:
        return None
    found = selection.getRangeAt(0)
    return found if element.contains(found.startContainer) and element.contains(found.endContainer) else None


def kept_rows(element: Element) -> list:
    """The rows that a selection starts or ends in: as long as they are on the page, so is the selection."""
    selected = selection_in(element)
    if selected is None:
        return []
    return [row.row for row in [row_of(selected.startContainer), row_of(selected.endContainer)] if row is not None]


def copied(pane, selected):
    """The text of a selection in a console, or None where the browser knows best."""
    if selected is None:
        return None
    first = row_of(selected.startContainer)
    last = row_of(selected.endContainer)
    if first is None or last is None or first.parentNode is not last.parentNode:
        return None
    screen = first.parentNode.view.screen
    start: int = _index(first, selected.startContainer, selected.startOffset)
    end: int = _index(last, selected.endContainer, selected.endOffset)
    texts: list[str] = []
    number: int = first.line
    while number <= last.line:
        text: str = pane.text_of(screen.lines.at(number - screen.dropped))
        texts.append(text[start if number == first.line else 0:end if number == last.line else len(text)])
        number += 1
    # Blanks at the ends of lines are where a terminal has wiped.
    return '\n'.join(texts).replaceAll(RegExp(' +$', 'gm'), '')


def _index(row: Element, node, offset: int) -> int:
    """The index in its line of a place in a row."""
    before = row.ownerDocument.createRange()
    before.setStart(row, 0)
    before.setEnd(node, offset)
    text: str = before.toString()
    return row.start + len(text)
