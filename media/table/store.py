"""The data of a table, independent of its source: columns, header rows, and access to the text of each cell."""

from browser import Map, Object, String


class Column:
    """``kind`` is number, date, boolean or text, or empty until it is inferred; ``type`` is the source's type name."""

    def __init__(self, name: str, kind: str = '') -> None:
        self.name: str = name
        self.type: str = ''
        self.kind: str = kind
        self.width: float = 0
        # The width that fits the texts of up to so many characters, for which it was measured. A user's width differs.
        self.fitting_width: float = 0
        self.longest: int = 0
        # The place of each category of an ordered categorical, by its text.
        self.categories: Map = None
        self.is_index: bool = False
        self.is_hidden: bool = False
        self.is_pinned: bool = False
        # The filter expression that the user has entered.
        self.filter: str = ''


class Cell:
    """A header cell. Adjacent columns that share a cell hold the same object."""

    def __init__(self, text: str) -> None:
        self.text: str = text


class Table:
    """The data of a table. Each source sets ``text(row, column)``, which returns a cell's text, or None for no value.

    ``levels`` are the rows of the header, each a list of cells by column. The last ``footer_count`` of ``row_count``
    rows are totals that stay at the end.
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
        # The text shown for cells without a value.
        self.empty: str = ''
        # The parts of cells with links or formats, each [text, address, format], keyed by `row,column`.
        self.links: Map = Map()


def add_column(table: Table, name) -> Column:
    """Add a column to a table whose header has one row, and return it. Damaged sources may have unnamed columns."""
    column = Column('' if name is None else String(name))
    table.columns.append(column)
    level: list[Cell] = table.levels.at(-1)
    level.append(Cell(column.name))
    return column


def cells_of(line: Object, separator: str) -> list[str]:
    """Split a text with JavaScript's own split(), for speed: this runs for every row."""
    return line.split(separator)
