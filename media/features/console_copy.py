"""Copying from consoles: the selection goes to the clipboard line by line, including lines that are not on the page."""

from browser import Element, WeakSet

from media.console_copy.collecting import Copy
from media.console_copy.reading import read
from media.console_copy.selecting import copy_event, kept_rows
from media.dom import call, document_of, window_of
from media.shared import load_shared

# The documents that already have a listener.
_documents = WeakSet()


def attend(element: Element) -> None:
    """Handle copying in the document of a console, and printing of the console."""
    document = document_of(element)
    if not _documents.has(document):
        _documents.add(document)
        call(document, 'addEventListener', ['copy', copy_event])
    element.addEventListener('pointerdown', _begin_selecting)
    load_shared('console_print').then(lambda module: module.shared.attend(element), lambda error: None)


def _begin_selecting(event) -> None:
    """While the pointer selects lines, take the other items from it.

    Firefox would begin a new selection whenever the pointer leaves the shadow root of an item.
    """
    target: Element = event.target
    if event.button == 0 and target.closest('.backendai-text') is not None:
        content: Element = event.currentTarget.querySelector('.backendai-content')
        content.classList.add('backendai-selecting')

        def end(event) -> None:
            content.classList.remove('backendai-selecting')

        view = window_of(content)
        view.addEventListener('pointerup', end, {'once': True, 'capture': True})
        view.addEventListener('pointercancel', end, {'once': True, 'capture': True})


def text_of(content: Element) -> str:
    """All contents of a console, as text."""
    copy = Copy(True)
    read(copy, content, None, None)
    return ''.join(copy.texts)


shared = {'attend': attend, 'kept_rows': kept_rows, 'text_of': text_of}
