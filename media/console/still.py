"""A printable version of a console's text: its lines, up to a limit, wrapped by the browser."""

from browser import Element

from media.console.buffer import Buffer
from media.console.elements import add
from media.console.rows import fill_row
from media.console.streams import CLASSES
from media.dom import create
from media.stills import MAX_ROWS, add_note


def still_of(near: Element, buffer: Buffer) -> Element:
    box = create(near, 'div')
    lines = buffer.lines
    for line in lines[:MAX_ROWS]:
        if not line.is_hidden:
            row = add(box, 'div', f'line {CLASSES[line.source]}')
            fill_row(row, line, 0, len(line.text))
            # Without text, the element would have no height.
            if not line.text:
                row.append('\u200b')
    add_note(box, len(lines), min(len(lines), MAX_ROWS))
    return box
