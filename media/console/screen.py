"""The lines of a stretch of text, and the cursor in them, which reaches as many lines up as a screen has."""

from media.console.lines import Line, add_character, append, length_of, replace, settle, to_cells
from media.console.looks import PLAIN, Look

# Lines that the cursor can return to; those above are as they are for good.
ROWS = 100

TAB = 8

# A cursor that goes further right than this is lost.
_FARTHEST = 100000


class Screen:
    """``lines``, of which ``dropped`` more went before; ``row`` is the cursor's line, ``column`` its cell.

    ``changed`` is the first line that was changed since whoever shows them last set it.
    """

    def __init__(self):
        self.lines: list[Line] = [Line(0)]
        self.dropped: int = 0
        self.row: int = 0
        self.column: int = 0
        # The stream that writes, see streams.py.
        self.source: int = 0
        self.saved_row: int = 0
        self.saved_column: int = 0
        self.changed: int = 0
        # How much text there is, in characters, about.
        self.size: int = 0
        # How wide the widest line is or has been, in cells.
        self.width: int = 0


def top_of(screen: Screen) -> int:
    """The first line that the cursor can reach."""
    return max(0, len(screen.lines) - ROWS)


def touch(screen: Screen, row: int) -> None:
    """Note that a line has changed."""
    if row < screen.changed:
        screen.changed = row


def write(screen: Screen, text: str, look: Look) -> None:
    """Put text without controls where the cursor is."""
    line = screen.lines[screen.row]
    touch(screen, screen.row)
    screen.size += len(text)
    width: int = length_of(line)
    if width == 0:
        line.source = screen.source
    if line.cells is None and screen.column >= width:
        if screen.column > width:
            append(line, ' ' * (screen.column - width), PLAIN)
        append(line, text, look)
        screen.column = line.width
    else:
        to_cells(line)
        cells = line.cells
        looks = line.looks
        column: int = screen.column
        for character in text:
            column = add_character(cells, looks, column, character, look)
        screen.column = column
    screen.width = max(screen.width, screen.column)


def line_feed(screen: Screen) -> None:
    """Down to the line below, which is a new one at the end."""
    screen.row += 1
    if screen.row == len(screen.lines):
        add_line(screen, Line(screen.source))


def add_line(screen: Screen, line: Line) -> None:
    """Put a line at the end; the one that leaves the screen by that is settled."""
    screen.lines.append(line)
    screen.size += 40
    touch(screen, len(screen.lines) - 1)
    above = len(screen.lines) - ROWS - 1
    if above >= 0:
        settle(screen.lines[above])


def go_to(screen: Screen, row: int, column: int) -> None:
    """Put the cursor at a line, which the screen must have room for, and a cell."""
    top = top_of(screen)
    screen.row = max(top, min(row, top + ROWS - 1))
    while len(screen.lines) <= screen.row:
        add_line(screen, Line(0))
    screen.column = max(0, min(column, _FARTHEST))


def erase(screen: Screen, row: int, start: int, end: int, look: Look) -> None:
    """Blank the cells of a line from ``start`` up to ``end``."""
    change(screen, row, start, end, end - start, look)


def change(screen: Screen, row: int, start: int, end: int, blanks: int, look: Look) -> None:
    """Put blanks in place of the cells of a line from ``start`` up to ``end``, where there are any."""
    if row < len(screen.lines):
        line = screen.lines[row]
        if start < length_of(line):
            replace(line, start, end, blanks, look)
            touch(screen, row)


def drop(screen: Screen, count: int) -> int:
    """Drop about that many of the first lines, but none that the cursor can reach; how many it were."""
    gone: int = min(max(count, 1), top_of(screen))
    for line in screen.lines[:gone]:
        screen.size -= len(line.text) + 40
    screen.lines = screen.lines[gone:]
    screen.dropped += gone
    screen.row -= gone
    screen.changed = 0
    return gone
