"""Ranges of a row's text, which may span several of its elements."""

from browser import Element, NodeFilter

from media.dom import call, document_of


def text_range(row: Element, start: int, end: int):
    """A range of a row's text, from one index to another."""
    span = call(document_of(row), 'createRange', [])
    walker = call(document_of(row), 'createTreeWalker', [row, NodeFilter.SHOW_TEXT])
    passed = 0
    is_begun = False
    while walker.nextNode() is not None:
        length: int = walker.currentNode.length
        if not is_begun and start < passed + length:
            span.setStart(walker.currentNode, start - passed)
            is_begun = True
        if end <= passed + length:
            span.setEnd(walker.currentNode, end - passed)
            break
        passed += length
    return span
