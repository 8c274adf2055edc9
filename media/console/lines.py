"""A line of text and its style."""

from media.console.sgr import PLAIN, Style
from media.console.width import is_narrow, width_of

# The distance, in cells, between the positions in a line whose text index is remembered.
MARK_CELLS = 1024


class Line:
    """``text``, its ``width`` in cells, and ``runs``: [index, style, index, style, …]; text before the first is plain.

    ``marks`` holds the text index at every MARK_CELLS cells, or None if indexes and cells are the same.
    """

    def __init__(self, source: int):
        self.text: str = ''
        self.width: int = 0
        self.runs: list = []
        self.marks: list[int] = None
        # The stream that wrote the line, see streams.py.
        self.source: int = source
        # For a log record: its level, starting at 1, and its full time.
        self.level: int = 0
        self.time: str = ''
        # Whether the line belongs to a traceback frame that is collapsed, or that belongs to a library.
        self.is_hidden: bool = False
        self.is_dim: bool = False
        # The class of its rows, for a log record or the message of an error.
        self.kind: str = ''
        # The line's first row, see text_block.py.
        self.top: int = 0


def append(line: Line, text: str, style: Style) -> None:
    """Append text to a line."""
    runs = line.runs
    if (runs.at(-1) if runs else PLAIN) is not style:
        runs.append(len(line.text))
        runs.append(style)
    if line.marks is None and is_narrow(text):
        line.width += len(text)
    else:
        _measure(line, text)
    line.text += text


def _measure(line: Line, text: str) -> None:
    """Add the width of text that is appended to a line, and the marks inside it."""
    marks: list[int] = line.marks
    if marks is None:
        marks = []
        line.marks = marks
        while len(marks) * MARK_CELLS <= line.width:
            marks.append(len(marks) * MARK_CELLS)
    index: int = len(line.text)
    for character in text:
        cells = width_of(character)
        # A mark is the index of the first character that begins at or after its cell.
        if cells > 0 and line.width >= len(marks) * MARK_CELLS:
            marks.append(index)
        line.width += cells
        index += len(character)


def index_at(line: Line, cell: int) -> int:
    """The text index of the first character that begins at or after a cell."""
    text: str = line.text
    marks = line.marks
    if marks is None or cell <= 0:
        return min(max(cell, 0), len(text))
    mark: int = min(cell // MARK_CELLS, len(marks) - 1)
    index: int = marks.at(mark)
    width = mark * MARK_CELLS
    while index < len(text):
        character = _character_at(text, index)
        cells = width_of(character)
        # A wide character before a mark may extend past it by one cell, which is not worth a second table.
        if width >= cell and cells > 0:
            break
        width += cells
        index += len(character)
    return index


def cell_at(line: Line, index: int) -> int:
    """The cell at which the character at a text index begins."""
    marks = line.marks
    if marks is None:
        return index
    mark: int = max(0, last_of(len(marks), lambda number: marks.at(number) <= index))
    position: int = marks.at(mark)
    cell: int = mark * MARK_CELLS
    while position < index:
        character = _character_at(line.text, position)
        cell += width_of(character)
        position += len(character)
    return cell


def _character_at(text: str, index: int) -> str:
    return chr(text.codePointAt(index))


def splice(line: Line, start: int, end: int, text: str, style: Style) -> None:
    """Replace the cells from ``start`` to ``end``, exclusive; a wide character cut at an edge leaves a blank."""
    first = index_at(line, start)
    last = index_at(line, end)
    if _is_half(line, start):
        first = index_at(line, start - 1)
        text = f' {text}'
    if _is_half(line, end):
        text += ' '
    before = line.text
    runs = line.runs
    line.text = ''
    line.width = 0
    line.runs = []
    line.marks = None

    def put(part: str, style: Style) -> None:
        append(line, part, style)

    each_run(before, runs, 0, first, put)
    if text:
        put(text, style)
    each_run(before, runs, last, len(before), put)


def _is_half(line: Line, cell: int) -> bool:
    """Whether a wide character extends across the left edge of a cell."""
    index = index_at(line, cell - 1)
    return cell > 0 and index < index_at(line, cell) and width_of(_character_at(line.text, index)) == 2


def each_run(text: str, runs: list, start: int, end: int, take) -> None:
    """Call ``take(part, style)`` with each part of a text, from index ``start`` to ``end``, that has one style."""

    def begins_before(number: int) -> bool:
        return runs.at(2 * number) <= start

    number: int = last_of(len(runs) // 2, begins_before)
    position: int = start
    while position < end:
        style: Style = PLAIN if number < 0 else runs.at(2 * number + 1)
        number += 1
        following: int = runs.at(2 * number) if 2 * number < len(runs) else end
        stop = min(end, following)
        take(text[position:stop], style)
        position = stop


def last_of(count: int, holds) -> int:
    """The last number below ``count`` for which ``holds(number)``, found by binary search; -1 if there is none.

    ``holds`` must be true for all numbers before that one.
    """
    low: int = -1
    high: int = count
    while high - low > 1:
        middle: int = (low + high) // 2
        is_held: bool = holds(middle)
        if is_held:
            low = middle
        else:
            high = middle
    return low
