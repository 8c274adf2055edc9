"""What a selection holds, as text of the console's own lines: also those that are not on the page just now."""

from browser import Element, RegExp

from media.dom import call, document_of, read

# Blanks at the ends of lines are where a terminal has wiped.
_BLANKS: RegExp = RegExp(' +$', 'gm')


def _row_of(node) -> Element:
    """The row that a node is in, or None."""
    element: Element = node.parentElement if node.closest is None else node
    return element.closest('.backendai-row')


def selection_in(element: Element):
    """The selection as a range, where there is one that is in ``element``; else None."""
    root = element.getRootNode()
    selection = call(document_of(element) if read(root, 'getSelection') is None else root, 'getSelection', [])
    # The document of a frame that was removed has none.
    if selection is None or selection.isCollapsed is True:
        return None
    found = selection.getRangeAt(0)
    return found if element.contains(found.commonAncestorContainer) else None


def kept_rows(element: Element) -> list:
    """The rows that a selection starts or ends in: as long as they are on the page, so is the selection."""
    selected = selection_in(element)
    if selected is None:
        return []
    ends = [_row_of(selected.startContainer), _row_of(selected.endContainer)]
    return [None if row is None else row.row for row in ends]


def copied(selected):
    """The text of a selection in a console, or None where the browser knows best."""
    if selected is None:
        return None
    first = _row_of(selected.startContainer)
    last = _row_of(selected.endContainer)
    if first is None or last is None or first.parentNode is not last.parentNode:
        return None
    buffer = first.parentNode.block.buffer
    dropped: int = buffer.dropped
    begin: int = first.line
    end: int = last.line
    texts: list[str] = buffer.lines.slice(begin - dropped, end - dropped + 1).map(lambda line: line.text)
    texts[-1] = texts[-1][:_index(last, selected.endContainer, selected.endOffset)]
    texts[0] = texts[0][_index(first, selected.startContainer, selected.startOffset):]
    return '\n'.join(texts).replaceAll(_BLANKS, '')


def _index(row: Element, node, offset: int) -> int:
    """The index in its line of a place in a row."""
    before = call(document_of(row), 'createRange', [])
    before.setStart(row, 0)
    before.setEnd(node, offset)
    text: str = before.toString()
    return row.start + len(text)
