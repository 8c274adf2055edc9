"""Wrapping: the only place that converts between the cells of a line and rows; ``columns`` is 0 without wrapping."""

from media.console.lines import Line, cell_at, index_at


def row_count(line: Line, columns: int) -> int:
    """The number of rows of a line; none if it is collapsed."""
    if line.is_hidden:
        return 0
    return 1 if columns == 0 else max(1, (line.width + columns - 1) // columns)


def row_start(line: Line, row: int, columns: int) -> int:
    """The text index at which a row of a line begins; a wide character that does not fit begins the next row."""
    return index_at(line, row * columns)


def row_at(line: Line, index: int, columns: int) -> int:
    """The row of a line that contains the character at a text index."""
    return 0 if columns == 0 else cell_at(line, index) // columns
