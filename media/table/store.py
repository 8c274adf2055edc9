"""What a table holds, whatever it was read from: columns, levels of headers, and a way to the text of each cell."""

from browser import Map, Object


class Column:
    """``kind`` is number, date, boolean or text, and empty until rows were looked at; ``type`` is the source's word."""

    def __init__(self, name: str, kind: str = '') -> None:
        self.name: str = name
        self.type: str = ''
        self.kind: str = kind
        self.width: float = 0
        self.is_index: bool = False
        self.is_hidden: bool = False
        self.is_pinned: bool = False
        # What a person has entered to see fewer rows.
        self.filter: str = ''


class Cell:
    """A cell of the header; columns side by side that share a cell hold the same object."""

    def __init__(self, text: str) -> None:
        self.text: str = text


class Table:
    """``text(row, column)`` is the text of a cell, None where there is no value; sources replace it.

    ``levels`` are the rows of the header, each a list of cells by column. Of ``row_count`` rows the last
    ``footer_count`` are totals that stay at the end.
    """

    def __init__(self) -> None:
        self.columns: list[Column] = []
        self.levels: list = [[]]
        self.row_count: int = 0
        self.footer_count: int = 0
        self.is_complete: bool = False
        self.caption: str = ''
        self.note: str = ''
        self.text = None
        # What is shown of cells without a value.
        self.empty: str = ''
        # By `row,column`, the parts of cells with links, as [text, address].
        self.links: Map = Map()


def add_column(table: Table, name: str) -> None:
    """Add a column to a table whose header has one row."""
    table.columns.append(Column(name))
    level: list[Cell] = table.levels.at(-1)
    level.append(Cell(name))


def cells_of(line: Object, separator: str) -> list[str]:
    """The parts of a text, by the browser's own split(): this is called for every row."""
    return line.split(separator)
