"""Lines of a console as text and as HTML, with their tabs and colors."""

from browser import Element

from media.console.buffer import TAB_CELLS, shown_lines
from media.console.colors import css_color
from media.console.lines import Line, cell_at, each_run
from media.console.sgr import DEFAULT, Style
from media.console.text_block import TextBlock
from media.console_copy.collecting import Copy, escaped
from media.dom import call, document_of


class Place:
    """A line, counted from the first in the buffer, and an index in its text."""

    def __init__(self, line: int, index: int):
        self.line: int = line
        self.index: int = index


def add_block(copy: Copy, block: TextBlock, selected) -> None:
    """Add the lines of a block, or the part of them that is in the range ``selected``."""
    buffer = block.buffer
    count = shown_lines(buffer)
    first: Place = Place(0, 0)
    last: Place = Place(count, 0)
    if selected is not None and block.element.contains(selected.startContainer) is True:
        first = _place_of(block, selected.startContainer, selected.startOffset)
    if selected is not None and block.element.contains(selected.endContainer) is True:
        last = _place_of(block, selected.endContainer, selected.endOffset)
    copy.end_line()
    copy.mark_up('<pre>')
    for number in range(first.line, min(last.line + 1, count)):
        line = buffer.lines[number]
        if line.is_hidden and not copy.is_all:
            continue
        start = first.index if number == first.line else 0
        _add_line(copy, line, start, last.index if number == last.line else len(line.text))
        # The cursor's line has no line break yet.
        if number < last.line and (number < count - 1 or count <= buffer.row):
            copy.write('\n')
            copy.mark_up('\n')
    copy.mark_up('</pre>')


def _add_line(copy: Copy, line: Line, start: int, end: int) -> None:
    position = start
    stop = end
    # A terminal leaves blanks at the end of a line when it erases.
    while not copy.is_all and end == len(line.text) and stop > start and line.text[stop - 1] == ' ':
        stop -= 1

    def take(part: str, style: Style) -> None:
        nonlocal position
        begin = position
        position += len(part)
        text = part
        if 't' in style.flags:
            stops: int = cell_at(line, position) // TAB_CELLS - cell_at(line, begin) // TAB_CELLS
            text = ''.padEnd(max(1, stops), '\t')
        copy.write(text)
        css = _css_of(style)
        copy.mark_up(f'<span style="{css}">{escaped(text)}</span>' if css else escaped(text))

    each_run(line.text, line.runs, start, stop, take)


def _css_of(style: Style) -> str:
    flags = style.flags
    is_reversed = 'r' in flags
    fore: int = style.colors[1] if is_reversed else style.colors[0]
    back: int = style.colors[0] if is_reversed else style.colors[1]
    css = ''
    if fore != DEFAULT:
        css += f'color:{css_color(fore)};'
    elif is_reversed:
        css += 'color:#fff;'
    if back != DEFAULT:
        css += f'background:{css_color(back)};'
    elif is_reversed:
        css += 'background:#000;'
    if 'b' in flags:
        css += 'font-weight:bold;'
    if 'i' in flags:
        css += 'font-style:italic;'
    if style.underline > 0:
        css += 'text-decoration:underline;'
    return css


def row_of(node) -> Element:
    """The row that contains a node, or None."""
    element: Element = node.parentElement if node.closest is None else node
    return element.closest('.backendai-row')


def _place_of(block: TextBlock, node, offset: int) -> Place:
    """Convert a position in the page to a position in the text."""
    row = row_of(node)
    dropped: int = block.buffer.dropped
    if row is None:
        # The position is between two rows.
        following: Element = node.childNodes.item(offset)
        if following is None:
            return Place(len(block.buffer.lines), 0)
        return Place(following.line - dropped, following.start)
    before = call(document_of(row), 'createRange', [])
    before.setStart(row, 0)
    before.setEnd(node, offset)
    text: str = before.toString()
    return Place(row.line - dropped, row.start + len(text))
