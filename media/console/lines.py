"""A line of text: as it came, or while parts of it are being overwritten, cell by cell."""

from media.console.looks import PLAIN, Look
from media.console.width import NARROW, width_of

# The distance, in cells, of the places in a line whose text index is remembered.
MARK_STEP = 1024


class Line:
    """``text``, its ``width`` in cells, and ``runs``: [index, look, index, look, …], or None where all is plain.

    ``marks`` holds the text index at every MARK_STEP cells, or None where index and cell are the same. ``cells`` and
    ``looks`` hold the line instead while they are not None; the second cell of a wide character is empty.
    """

    def __init__(self, source: int):
        self.text: str = ''
        self.width: int = 0
        self.runs: list = None
        self.marks: list[int] = None
        self.cells: list[str] = None
        self.looks: list[Look] = None
        # Which stream wrote it, see streams.py.
        self.source: int = source
        # Of a log record: its level, from 1 on, and its time in full.
        self.level: int = 0
        self.time: str = ''
        # A frame of a traceback: folded away, or of a library.
        self.is_hidden: bool = False
        self.is_dim: bool = False


def _is_narrow(text: str) -> bool:
    """Whether each character takes one cell."""
    for index in range(len(text)):
        if ord(text[index]) >= NARROW:
            return False
    return True


def append(line: Line, text: str, look: Look) -> None:
    """Put text at the end of a line that is not in cells."""
    runs = line.runs
    if runs is None:
        if look is not PLAIN:
            line.runs = [0, PLAIN, len(line.text), look] if line.text else [0, look]
    elif runs[len(runs) - 1] is not look:
        runs.append(len(line.text))
        runs.append(look)
    if line.marks is None and _is_narrow(text):
        line.width += len(text)
    else:
        _measure(line, text)
    line.text += text


def _measure(line: Line, text: str) -> None:
    """Add the width of text that comes to the end of a line, and the marks that fall into it."""
    marks: list[int] = line.marks
    width: int = line.width
    if marks is None:
        marks = []
        while len(marks) * MARK_STEP <= width:
            marks.append(len(marks) * MARK_STEP)
        line.marks = marks
    index: int = len(line.text)
    for character in text:
        cells = width_of(ord(character))
        # A mark is where the first character begins that is not before it.
        if cells > 0 and width >= len(marks) * MARK_STEP:
            marks.append(index)
        width += cells
        index += len(character)
    line.width = width


def to_cells(line: Line) -> None:
    """Make the line one of cells, so that any of them can be written over."""
    if line.cells is not None:
        return
    cells: list[str] = []
    looks: list[Look] = []
    runs = line.runs
    look = PLAIN
    run = 0
    index = 0
    for character in line.text:
        while runs is not None and run < len(runs) and runs[run] <= index:
            look = runs[run + 1]
            run += 2
        add_character(cells, looks, len(cells), character, look)
        index += len(character)
    line.cells = cells
    line.looks = looks


def settle(line: Line) -> None:
    """Make a line of cells one of text again."""
    cells = line.cells
    looks = line.looks
    if cells is None:
        return
    line.cells = None
    line.looks = None
    line.text = ''
    line.runs = None
    line.marks = None
    line.width = 0
    start = 0
    for index in range(1, len(cells) + 1):
        if index == len(cells) or looks[index] is not looks[start]:
            append(line, ''.join(cells[start:index]), looks[start])
            start = index


def add_character(cells: list[str], looks: list[Look], column: int, character: str, look: Look) -> int:
    """Write one character into cells; the column after it. One without a width joins the cell before."""
    width = width_of(ord(character))
    if width == 0:
        if column > 0 and column <= len(cells):
            before: int = column - 1 if cells[column - 1] or column == 1 else column - 2
            cells[before] += character
            return column
        width = 1
    while len(cells) < column + width:
        cells.append(' ')
        looks.append(PLAIN)
    _mend(cells, column)
    _mend(cells, column + width)
    cells[column] = character
    looks[column] = look
    if width == 2:
        cells[column + 1] = ''
        looks[column + 1] = look
    return column + width


def _mend(cells: list[str], column: int) -> None:
    """See to it that no wide character lies across the left edge of a column: half of one is a blank."""
    if 0 < column < len(cells) and cells[column] == '':
        cells[column] = ' '
        cells[column - 1] = ' '


def replace(line: Line, start: int, end: int, blanks: int, look: Look) -> None:
    """Put that many blank cells in place of those from ``start`` up to ``end``; at the end of a line, none."""
    to_cells(line)
    cells = line.cells
    looks = line.looks
    _mend(cells, start)
    _mend(cells, end)
    blank_cells: list[str] = []
    blank_looks: list[Look] = []
    while end < len(cells) and len(blank_cells) < blanks:
        blank_cells.append(' ')
        blank_looks.append(look)
    line.cells = [*cells[:start], *blank_cells, *cells[end:]]
    line.looks = [*looks[:start], *blank_looks, *looks[end:]]


def length_of(line: Line) -> int:
    """The cells of a line, in either form."""
    return line.width if line.cells is None else len(line.cells)


def index_at(line: Line, cell: int) -> int:
    """The text index of the first character that begins at a cell or after it, in a line of text."""
    text: str = line.text
    marks = line.marks
    if marks is None or cell <= 0:
        return min(max(cell, 0), len(text))
    mark: int = min(cell // MARK_STEP, len(marks) - 1)
    index: int = marks[mark]
    width = mark * MARK_STEP
    while index < len(text):
        code = code_at(text, index)
        cells = width_of(code)
        # What lies before a mark may stick out over it by one cell, which is not worth a second table.
        if width >= cell and cells > 0:
            break
        width += cells
        index += 2 if code > 0xffff else 1
    return index


def code_at(text: str, index: int) -> int:
    """The code point of the character at an index, where texts count halves of characters, too."""
    code: int = ord(text[index])
    return ord(text[index:index + 2]) if 0xd800 <= code < 0xdc00 and index + 1 < len(text) else code
