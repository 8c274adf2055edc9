"""Wrapping: the one place that turns cells of a line into rows, and back; ``columns`` is 0 where lines do not wrap."""

from media.console.lines import Line, cell_at, index_at


def row_count(line: Line, columns: int) -> int:
    """How many rows a line takes: none where it is folded away."""
    if line.is_hidden:
        return 0
    return 1 if columns == 0 else max(1, (line.width + columns - 1) // columns)


def row_start(line: Line, row: int, columns: int) -> int:
    """The text index at which a row of a line begins; a wide character that does not fit begins the next row."""
    return index_at(line, row * columns)


def row_at(line: Line, index: int, columns: int) -> int:
    """The row of a line in which the character at a text index lies."""
    return 0 if columns == 0 else cell_at(line, index) // columns
