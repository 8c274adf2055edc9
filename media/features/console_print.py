"""Printing consoles, and snapshots of them: all lines, wrapped, including those that were never visible."""

from browser import Array, Element, Set, WeakRef, window

from media.console import words
from media.console.buffer import shown_lines
from media.console.elements import add, add_note
from media.console.lines import Line
from media.console.rows import fill_row
from media.console.streams import CLASSES
from media.console.text_block import TextBlock
from media.dom import create
from media.words import say

# The maximum number of printed lines; a note is added to longer texts.
MAX_LINES = 10000

# Weak references to the consoles of the page.
_references = Set()


def attend(element: Element) -> None:
    """Print all of a console when the page is printed."""
    if _references.size == 0:
        window.addEventListener('beforeprint', _expand)
        window.addEventListener('afterprint', _collapse)
    _references.add(WeakRef(element))


def _each_block(take) -> None:
    """Call ``take`` with each text block of the consoles that are on the page."""
    def look(reference) -> None:
        element: Element = reference.deref()
        if element is None:
            _references.delete(reference)
        elif element.isConnected:
            parts: list[Element] = Array.from_(element.querySelectorAll('.backendai-text'))
            for part in parts:
                take(part)

    _references.forEach(look)


def _expand(event) -> None:
    _collapse(event)
    _each_block(_print)


def _collapse(event) -> None:
    def restore(part: Element) -> None:
        printed: Element = part.previousElementSibling
        if printed is not None and printed.classList.contains('backendai-print'):
            printed.remove()
            part.style.display = ''

    _each_block(restore)


def _print(part: Element) -> None:
    if part.style.display != 'none':
        part.before(printed_lines(part.block))
        part.style.display = 'none'


def printed_lines(block: TextBlock) -> Element:
    """A block's lines, up to MAX_LINES, as elements that the browser wraps."""
    printed = create(block.element, 'div')
    printed.className = 'backendai-print'
    count = shown_lines(block.buffer)
    rest: int = 0
    for line in block.buffer.lines[:count]:
        if line.is_hidden:
            continue
        if printed.childElementCount < MAX_LINES:
            _add_line(printed, line)
        else:
            rest += 1
    if rest > 0:
        add_note(printed, say(words.UNPRINTED_LINES, rest))
    return printed


def _add_line(place: Element, line: Line) -> None:
    kind: str = CLASSES.at(line.source)
    element = add(place, 'div', kind + line.kind)
    fill_row(element, line, 0, len(line.text))
    if line.width == 0:
        element.append('\n')


shared = {'attend': attend, 'printed_lines': printed_lines}
