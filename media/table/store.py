"""What a table holds, whatever it was read from: columns, levels of headers, and a way to the text of each cell."""

from browser import Map


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


class Table:
    """``text(row, column)`` is the text of a cell, None where there is no value; sources replace it.

    ``levels`` are the rows of the header, each a list of ``{text, span}`` by column: columns side by side with the
    same ``span`` share a cell. Of ``row_count`` rows the last ``footer_count`` are totals that stay at the end.
    """

    def __init__(self, columns: list[Column]) -> None:
        self.columns: list[Column] = columns
        self.levels: list[list] = []
        self.row_count: int = 0
        self.footer_count: int = 0
        self.is_complete: bool = False
        self.caption: str = ''
        self.note: str = ''
        self.text = None
        # By `row,column`, the parts of cells with links, as [text, address].
        self.links: Map = Map()


def names_level(columns: list[Column]) -> list:
    """The row of the header that holds the names of columns."""
    return [{'text': column.name, 'span': index} for index, column in enumerate(columns)]
