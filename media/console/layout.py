"""Which rows of a page the lines of a screen take, wrapped at a width or not; counted a block of lines at a time."""

from media.console.lines import Line, length_of
from media.console.screen import Screen

BLOCK = 512


class Layout:
    """``columns`` is where lines are wrapped, or 0; ``sums`` the rows of each block, ``total`` those of all lines.

    ``counted`` is how many lines ``total`` is of: those after the last text are left out.
    """

    def __init__(self):
        self.columns: int = 0
        self.sums: list[int] = []
        self.total: int = 0
        self.counted: int = 0


def rows_of(layout: Layout, line: Line) -> int:
    """How many rows a line takes: none where it is folded away."""
    if line.is_hidden:
        return 0
    if layout.columns == 0:
        return 1
    return max(1, (length_of(line) + layout.columns - 1) // layout.columns)


def shown_lines(screen: Screen) -> int:
    """How many lines there are to show: up to the last one with text, or what the cursor has left behind."""
    count: int = len(screen.lines)
    while count > screen.row and count > 0 and length_of(screen.lines[count - 1]) == 0:
        count -= 1
    return count


def recount(layout: Layout, screen: Screen, start: int) -> None:
    """Count again from the block on in which line ``start`` is."""
    lines = screen.lines
    count = shown_lines(screen)
    block: int = min(start // BLOCK, len(layout.sums))
    layout.sums = layout.sums[:block]
    index: int = block * BLOCK
    while index < count:
        rows = 0
        end: int = min(index + BLOCK, count)
        while index < end:
            rows += rows_of(layout, lines[index])
            index += 1
        layout.sums.append(rows)
    layout.counted = count
    layout.total = 0
    for rows in layout.sums:
        layout.total += rows


def row_at(layout: Layout, screen: Screen, index: int) -> int:
    """The first row of a line."""
    row = 0
    block: int = index // BLOCK
    for rows in layout.sums[:block]:
        row += rows
    for line in screen.lines[block * BLOCK:index]:
        row += rows_of(layout, line)
    return row


def line_at(layout: Layout, screen: Screen, row: int) -> list[int]:
    """The line that a row is of, and which of its rows that is: [index, part]."""
    left: int = row
    block = 0
    while block < len(layout.sums) - 1 and left >= layout.sums[block]:
        left -= layout.sums[block]
        block += 1
    index: int = block * BLOCK
    while index < layout.counted - 1:
        rows = rows_of(layout, screen.lines[index])
        if left < rows:
            break
        left -= rows
        index += 1
    return [index, left]
