"""The lines of a stretch of text, and the cursor in them, which reaches as many lines up as a screen has."""

from media.console.lines import Line, append, splice
from media.console.looks import PLAIN, Look
from media.console.width import is_narrow, width_of

# Lines that the cursor can return to; those above are as they are for good.
ROWS = 100

TAB = 8

# A cursor that goes further right than this is lost, and in a longer line it does not go back.
FARTHEST = 20000


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
    screen.changed = min(screen.changed, row)


def write(screen: Screen, text: str, look: Look) -> None:
    """Put text without controls where the cursor is."""
    line = screen.lines[screen.row]
    if screen.column < line.width and line.width > FARTHEST:
        screen.column = 0
        line_feed(screen)
        line = screen.lines[screen.row]
    touch(screen, screen.row)
    screen.size -= len(line.text)
    width: int = line.width
    column: int = screen.column
    if width == 0:
        line.source = screen.source
    if column >= width:
        if column > width:
            append(line, ' ' * (column - width), PLAIN)
        append(line, text, look)
        screen.column = line.width
    else:
        screen.column = column + _cells_of(text)
        splice(line, column, screen.column, text, look)
    screen.size += len(line.text)
    screen.width = max(screen.width, screen.column)


def _cells_of(text: str) -> int:
    if is_narrow(text):
        return len(text)
    cells: int = 0
    for character in text:
        cells += width_of(character)
    return cells


def line_feed(screen: Screen) -> None:
    """Down to the line below, which is a new one at the end."""
    screen.row += 1
    if screen.row == len(screen.lines):
        add_line(screen, Line(screen.source))


def add_line(screen: Screen, line: Line) -> None:
    """Put a line at the end."""
    touch(screen, len(screen.lines))
    screen.lines.append(line)
    screen.size += 40


def go_to(screen: Screen, row: int, column: int) -> None:
    """Put the cursor at a line, which the screen must have room for, and a cell."""
    top = top_of(screen)
    screen.row = max(top, min(row, top + ROWS - 1))
    while len(screen.lines) <= screen.row:
        add_line(screen, Line(0))
    screen.column = max(0, min(column, FARTHEST))


def erase(screen: Screen, row: int, start: int, end: int, look: Look) -> None:
    """Blank the cells of a line from ``start`` up to ``end``."""
    change(screen, row, start, end, end - start, look)


def change(screen: Screen, row: int, start: int, end: int, blanks: int, look: Look) -> None:
    """Put blanks in place of the cells of a line from ``start`` up to ``end``; at its end, none."""
    line = screen.lines[row]
    if start < line.width <= FARTHEST:
        screen.size -= len(line.text)
        splice(line, start, end, ' ' * min(blanks, FARTHEST) if end < line.width else '', look)
        screen.size += len(line.text)
        touch(screen, row)


def drop(screen: Screen, count: int) -> int:
    """Drop about that many of the first lines; where the cursor can reach them all, the first halves of long ones.

    Returns how many lines it were, or parts of lines.
    """
    gone: int = min(max(count, 1), top_of(screen))
    for line in screen.lines[:gone]:
        screen.size -= len(line.text) + 40
    screen.lines = screen.lines[gone:]
    screen.dropped += gone
    screen.row -= gone
    screen.changed = 0
    if gone == 0:
        for line in screen.lines:
            if line.width > FARTHEST:
                gone += 1
                screen.size -= len(line.text)
                splice(line, 0, line.width // 2, '', PLAIN)
                screen.size += len(line.text)
                screen.column = min(screen.column, screen.lines[screen.row].width)
    return gone


def shown_lines(screen: Screen) -> int:
    """How many lines there are to show: up to the last one with text, or what the cursor has left behind."""
    count: int = len(screen.lines)
    while count > screen.row and count > 0 and screen.lines[count - 1].width == 0:
        count -= 1
    return count


def text_of(screen: Screen) -> str:
    """All that a screen shows; a line that has ended keeps its line break."""
    count = shown_lines(screen)
    texts: list[str] = [line.text for line in screen.lines[:count]]
    return '\n'.join(texts) + ('\n' if 0 < count <= screen.row else '')
