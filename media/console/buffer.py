"""The lines of a block of text, and the cursor, which can move up to SCREEN_ROWS lines up.

Programs address the lines of a screen, which consists of the last SCREEN_HEIGHT lines.
"""

from media.console.lines import Line, append, splice
from media.console.sgr import PLAIN, TABBED, Style
from media.console.width import is_narrow, width_of, without_excess

# The number of lines that the cursor can return to; those above never change again.
SCREEN_ROWS = 100

# The height assumed by programs that do not know the height of their terminal.
SCREEN_HEIGHT = 24

# The width that they assume; lines here are unlimited, so only tab stops set by a program end at this width.
SCREEN_COLUMNS = 80

TAB_CELLS = 8

# The maximum column of the cursor; lines longer than this cannot be overwritten.
MAX_COLUMN = 20000


class Buffer:
    """``lines`` follow ``dropped`` earlier ones; ``row`` is the cursor's line, ``column`` its cell.

    ``changed`` is the first line that has changed since the code that shows the lines last set it.
    """

    def __init__(self):
        self.lines: list[Line] = [Line(0)]
        self.dropped: int = 0
        self.row: int = 0
        self.column: int = 0
        # The column that the cursor reached from the end of a line by tabs alone.
        self.tabbed: int = 0
        # Set by media/console_screen: tab stops, the first and the last line of the scroll region, the function
        # that scrolls it, and whether this is the alternate screen.
        self.stops: list[int] = None
        self.region: list[int] = None
        self.scroll = None
        self.is_alternate: bool = False
        # The stream that is writing, see streams.py.
        self.source: int = 0
        self.changed: int = 0
        # The approximate amount of text, in characters.
        self.size: int = 0
        # The width of the widest line so far, in cells.
        self.width: int = 0


def top_of(buffer: Buffer) -> int:
    """The first line that the cursor can reach."""
    return max(0, len(buffer.lines) - (SCREEN_HEIGHT if buffer.is_alternate else SCREEN_ROWS))


def screen_top(buffer: Buffer) -> int:
    """The first line of the screen."""
    return max(0, len(buffer.lines) - SCREEN_HEIGHT)


def current_line(buffer: Buffer) -> Line:
    """The cursor's line."""
    return buffer.lines.at(buffer.row)


def touch(buffer: Buffer, row: int) -> None:
    """Note that a line has changed."""
    buffer.changed = min(buffer.changed, row)


def write(buffer: Buffer, text: str, style: Style) -> None:
    """Write text without control characters at the cursor."""
    text = without_excess(text)
    line = current_line(buffer)
    if buffer.column < line.width and line.width > MAX_COLUMN:
        buffer.column = 0
        line_feed(buffer)
        line = current_line(buffer)
    touch(buffer, buffer.row)
    buffer.size -= len(line.text)
    width: int = line.width
    column: int = buffer.column
    if width == 0:
        line.source = buffer.source
    if column >= width:
        if column > width:
            append(line, ' '.repeat(column - width), TABBED if column == buffer.tabbed else PLAIN)
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
    """Move the cursor to the next tab stop."""
    column: int = buffer.column
    is_tabbed = column == current_line(buffer).width or column == buffer.tabbed
    buffer.column = (column // TAB_CELLS + 1) * TAB_CELLS
    if buffer.stops is not None:
        following: int = buffer.stops.find(lambda stop: stop > column)
        buffer.column = SCREEN_COLUMNS - 1 if following is None else following
    buffer.tabbed = buffer.column if is_tabbed else 0


def line_feed(buffer: Buffer) -> None:
    """Move the cursor to the next line; after the last line, add one."""
    buffer.tabbed = 0
    if buffer.scroll is not None and buffer.scroll(buffer) is True:
        return
    buffer.row += 1
    if buffer.row == len(buffer.lines):
        add_line(buffer, Line(buffer.source))


def add_line(buffer: Buffer, line: Line) -> None:
    """Append a line."""
    touch(buffer, len(buffer.lines))
    buffer.lines.append(line)
    buffer.size += 40


def go_to(buffer: Buffer, row: int, column: int) -> None:
    """Move the cursor to a line, adding lines if necessary, and to a cell; both are limited to what it can reach."""
    buffer.row = max(top_of(buffer), min(row, screen_top(buffer) + SCREEN_HEIGHT - 1))
    while len(buffer.lines) <= buffer.row:
        add_line(buffer, Line(0))
    buffer.column = max(0, min(column, MAX_COLUMN))


def change(buffer: Buffer, row: int, start: int, end: int, blanks: int, style: Style) -> None:
    """Replace the cells of a line from ``start`` to ``end``, exclusive, with blanks; with nothing at the line's end."""
    line: Line = buffer.lines.at(row)
    if start < line.width <= MAX_COLUMN:
        buffer.size -= len(line.text)
        splice(line, start, end, ' '.repeat(min(blanks, MAX_COLUMN)) if end < line.width else '', style)
        buffer.size += len(line.text)
        touch(buffer, row)


def shown_lines(buffer: Buffer) -> int:
    """The number of lines to show: up to the last one with text, or all lines above the cursor."""
    count: int = len(buffer.lines)
    while count > buffer.row and count > 0 and buffer.lines.at(count - 1).width == 0:
        count -= 1
    return count


def buffer_text(buffer: Buffer) -> str:
    """All text that a buffer shows; a line that has ended keeps its line break."""
    count = shown_lines(buffer)
    texts: list[str] = [line.text for line in buffer.lines[:count]]
    return '\n'.join(texts) + ('\n' if 0 < count <= buffer.row else '')
