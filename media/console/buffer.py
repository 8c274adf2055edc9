"""The lines of a stretch of text, and the cursor in them, which reaches up to SCREEN_ROWS lines up.

Programs address lines of a screen, which is the last SCREEN_HEIGHT lines.
"""

from media.console.lines import Line, append, splice
from media.console.sgr import PLAIN, TABBED, Style
from media.console.width import is_narrow, width_of, without_excess

# Lines that the cursor can return to; those above are as they are for good.
SCREEN_ROWS = 100

# The height that programs get who do not know that of their terminal.
SCREEN_HEIGHT = 24

# The width that they get; lines here have no end, so only tab stops that a program sets have this one.
SCREEN_COLUMNS = 80

TAB_CELLS = 8

# A cursor that goes further right than this is lost, and in a longer line it does not go back.
MAX_COLUMN = 20000


class Buffer:
    """``lines``, of which ``dropped`` more went before; ``row`` is the cursor's line, ``column`` its cell.

    ``changed`` is the first line that was changed since whoever shows them last set it.
    """

    def __init__(self):
        self.lines: list[Line] = [Line(0)]
        self.dropped: int = 0
        self.row: int = 0
        self.column: int = 0
        # Where tabs alone have brought the cursor to, from the end of a line.
        self.tabbed: int = 0
        # What media/console_screen sets: tab stops, the first and the last line of the screen that scroll, the function
        # that scrolls them, and the alternate screen.
        self.stops: list[int] = None
        self.region: list[int] = None
        self.scroll = None
        self.is_alternate: bool = False
        # The stream that writes, see streams.py.
        self.source: int = 0
        self.changed: int = 0
        # How much text there is, in characters, about.
        self.size: int = 0
        # How wide the widest line is or has been, in cells.
        self.width: int = 0


def top_of(buffer: Buffer) -> int:
    """The first line that the cursor can reach."""
    return max(0, len(buffer.lines) - (SCREEN_HEIGHT if buffer.is_alternate else SCREEN_ROWS))


def screen_top(buffer: Buffer) -> int:
    """The first line of the screen."""
    return max(0, len(buffer.lines) - SCREEN_HEIGHT)


def touch(buffer: Buffer, row: int) -> None:
    """Note that a line has changed."""
    buffer.changed = min(buffer.changed, row)


def write(buffer: Buffer, text: str, style: Style) -> None:
    """Put text without controls where the cursor is."""
    text = without_excess(text)
    line = buffer.lines[buffer.row]
    if buffer.column < line.width and line.width > MAX_COLUMN:
        buffer.column = 0
        line_feed(buffer)
        line = buffer.lines[buffer.row]
    touch(buffer, buffer.row)
    buffer.size -= len(line.text)
    width: int = line.width
    column: int = buffer.column
    if width == 0:
        line.source = buffer.source
    if column >= width:
        if column > width:
            append(line, ' ' * (column - width), TABBED if column == buffer.tabbed else PLAIN)
        append(line, text, style)
        buffer.column = line.width
    else:
        buffer.column = column + cells_of(text)
        splice(line, column, buffer.column, text, style)
    buffer.size += len(line.text)
    buffer.width = max(buffer.width, buffer.column)


def cells_of(text: str) -> int:
    if is_narrow(text):
        return len(text)
    cells: int = 0
    for character in text:
        cells += width_of(character)
    return cells


def tab(buffer: Buffer) -> None:
    """To the next tab stop."""
    column: int = buffer.column
    is_tabbed = column == buffer.lines[buffer.row].width or column == buffer.tabbed
    buffer.column = column + TAB_CELLS - column % TAB_CELLS
    if buffer.stops is not None:
        buffer.column = min(SCREEN_COLUMNS - 1, *buffer.stops.filter(lambda stop: stop > column))
    buffer.tabbed = buffer.column if is_tabbed else 0


def line_feed(buffer: Buffer) -> None:
    """Down to the line below, which is a new one at the end."""
    buffer.tabbed = 0
    if buffer.scroll is not None and buffer.scroll(buffer):
        return
    buffer.row += 1
    if buffer.row == len(buffer.lines):
        add_line(buffer, Line(buffer.source))


def add_line(buffer: Buffer, line: Line) -> None:
    """Put a line at the end."""
    touch(buffer, len(buffer.lines))
    buffer.lines.append(line)
    buffer.size += 40


def go_to(buffer: Buffer, row: int, column: int) -> None:
    """Put the cursor at a line, which the buffer must have room for, and a cell."""
    buffer.row = max(top_of(buffer), min(row, screen_top(buffer) + SCREEN_HEIGHT - 1))
    while len(buffer.lines) <= buffer.row:
        add_line(buffer, Line(0))
    buffer.column = max(0, min(column, MAX_COLUMN))


def erase(buffer: Buffer, row: int, start: int, end: int, style: Style) -> None:
    """Blank the cells of a line from ``start`` up to ``end``."""
    change(buffer, row, start, end, end - start, style)


def change(buffer: Buffer, row: int, start: int, end: int, blanks: int, style: Style) -> None:
    """Put blanks in place of the cells of a line from ``start`` up to ``end``; at its end, none."""
    line = buffer.lines[row]
    if start < line.width <= MAX_COLUMN:
        buffer.size -= len(line.text)
        splice(line, start, end, ' ' * min(blanks, MAX_COLUMN) if end < line.width else '', style)
        buffer.size += len(line.text)
        touch(buffer, row)


def drop(buffer: Buffer, count: int, kept: int) -> int:
    """Drop about that many of the first lines; where the cursor can reach them all, the first halves of long ones.

    Of more than ``kept`` lines those above the cursor go, too, even if it could reach them.

    Returns how many lines it were, or parts of lines.
    """
    gone: int = min(max(count, 1), max(top_of(buffer), min(buffer.row, len(buffer.lines) - kept)))
    for line in buffer.lines[:gone]:
        buffer.size -= len(line.text) + 40
    buffer.lines = buffer.lines[gone:]
    buffer.dropped += gone
    buffer.row -= gone
    buffer.changed = 0
    if gone == 0:
        for line in buffer.lines:
            if line.width > MAX_COLUMN:
                gone += 1
                buffer.size -= len(line.text)
                splice(line, 0, line.width // 2, '', PLAIN)
                buffer.size += len(line.text)
                buffer.column = min(buffer.column, buffer.lines[buffer.row].width)
    return gone


def shown_lines(buffer: Buffer) -> int:
    """How many lines there are to show: up to the last one with text, or what the cursor has left behind."""
    count: int = len(buffer.lines)
    while count > buffer.row and count > 0 and buffer.lines[count - 1].width == 0:
        count -= 1
    return count


def buffer_text(buffer: Buffer) -> str:
    """All that a buffer shows; a line that has ended keeps its line break."""
    count = shown_lines(buffer)
    texts: list[str] = [line.text for line in buffer.lines[:count]]
    return '\n'.join(texts) + ('\n' if 0 < count <= buffer.row else '')
