"""Comma- and tab-separated values (RFC 4180), kept as the text they came as: rows are found once, cells when needed."""

from browser import RegExp, Uint32Array

from media.table.slices import Slices
from media.table.store import Column, Table, names_level

# Rows that are found before the table is shown; the rest follows in slices.
FIRST_ROWS = 1000

MAX_COLUMNS = 16384

_QUOTED_PAIR: RegExp = RegExp('""', 'g')


class Reader:
    """``bounds`` holds where each row begins and ends."""

    def __init__(self, text: str, delimiter: str) -> None:
        self.source: str = text
        self.delimiter: str = delimiter
        self.newline: str = '\n' if '\n' in text else '\r'
        self.place: int = 0
        self.bounds: Uint32Array = Uint32Array(4096)
        self.count: int = 0
        self._quote: int = text.indexOf('"')
        self.table: Table = None


def delimiter_of(text: str) -> str:
    """The character that the first line has most of: a comma, semicolon or tab, or a bar."""
    line: str = text.slice(0, text.search(RegExp('[\\r\\n]|$')))
    best = ','
    for delimiter in [';', '\t', '|']:
        if line.split(delimiter).length > line.split(best).length:
            best = delimiter
    return best


def open_text(text: str, delimiter: str) -> Reader:
    """A reader whose table has its header and first rows. Raises where there are none."""
    source = text[1:] if text.startswith('\ufeff') else text
    reader = Reader(source, delimiter or delimiter_of(source))
    first = _next_row(reader)
    while first is not None and first == ['']:
        first = _next_row(reader)
    if first is None:
        raise Exception('it is empty')
    if len(first) > MAX_COLUMNS:
        raise Exception(f'it has more than {MAX_COLUMNS} columns')
    columns = [Column(name) for name in first]
    # pandas writes the index without a name.
    columns[0].is_index = columns[0].name == '' and len(columns) > 1
    table = Table(columns)
    table.levels = [names_level(columns)]
    reader.table = table
    known_row = -1
    known: list[str] = []

    def cell(row: int, column: int):
        nonlocal known_row, known
        if row != known_row:
            known_row = row
            known = cells_between(reader, reader.bounds.at(2 * row), reader.bounds.at(2 * row + 1))
        value = known.at(column)
        return None if value == '' else value

    table.text = cell
    read_rows(reader, lambda: reader.count >= FIRST_ROWS)
    return reader


def _next_row(reader: Reader):
    start = reader.place
    if start >= len(reader.source):
        return None
    return cells_between(reader, start, _end_of_row(reader))


def _end_of_row(reader: Reader) -> int:
    """Move to the row after the one at ``place``; where this one ends."""
    source = reader.source
    end: int = source.indexOf(reader.newline, reader.place)
    if end < 0:
        end = source.length
    if reader._quote < reader.place and reader._quote >= 0:
        reader._quote = source.indexOf('"', reader.place)
    while 0 <= reader._quote < end:
        quote = reader._quote
        before: str = source.charAt(quote - 1)
        if quote == reader.place or before == reader.delimiter:
            # Only at the start of a cell does it quote; a pair inside is a character.
            close: int = source.indexOf('"', quote + 1)
            while close >= 0 and source.charAt(close + 1) == '"':
                close = source.indexOf('"', close + 2)
            if close < 0:
                reader._quote = -1
                break
            if close > end:
                end = source.indexOf(reader.newline, close)
                if end < 0:
                    end = source.length
            quote = close
        reader._quote = source.indexOf('"', quote + 1)
    reader.place = end + 1
    return end - 1 if source.charAt(end - 1) == '\r' and reader.newline == '\n' else end


def cells_between(reader: Reader, start: int, end: int) -> list[str]:
    """The cells of a row."""
    source = reader.source
    line: str = source[start:end]
    if '"' not in line:
        return line.split(reader.delimiter)
    cells: list[str] = []
    place = 0
    while place <= len(line):
        if line.charAt(place) == '"':
            close: int = line.indexOf('"', place + 1)
            while close >= 0 and line.charAt(close + 1) == '"':
                close = line.indexOf('"', close + 2)
            if close >= 0:
                after: int = line.indexOf(reader.delimiter, close + 1)
                if after < 0:
                    after = len(line)
                inner: str = line[place + 1:close]
                cells.append(inner.replaceAll(_QUOTED_PAIR, '"') + line[close + 1:after])
                place = after + 1
                continue
        after = line.indexOf(reader.delimiter, place)
        if after < 0:
            after = len(line)
        cells.append(line[place:after])
        place = after + 1
    return cells


def read_rows(reader: Reader, until) -> bool:
    """Find rows until ``until()`` or the end; whether there are more."""
    table = reader.table
    size: int = reader.source.length
    while reader.place < size:
        start = reader.place
        end = _end_of_row(reader)
        # Blank lines hold no row, to pandas, too.
        if end > start:
            if 2 * reader.count == reader.bounds.length:
                larger = Uint32Array(4 * reader.count)
                larger.set(reader.bounds)
                reader.bounds = larger
            reader.bounds[2 * reader.count] = start
            reader.bounds[2 * reader.count + 1] = end
            reader.count += 1
            _widen(reader, start, end)
            if reader.count % 64 == 0 and until():
                break
    table.row_count = reader.count
    table.is_complete = reader.place >= size
    return not table.is_complete


def _widen(reader: Reader, start: int, end: int) -> None:
    """Add columns where a row has more cells than the header."""
    columns = reader.table.columns
    width = len(cells_between(reader, start, end))
    if width > len(columns):
        for place in range(len(columns), min(MAX_COLUMNS, width)):
            columns.append(Column(''))
            reader.table.levels[0].append({'text': '', 'span': place})


async def read_rest(reader: Reader, changed, is_wanted) -> None:
    """Find all further rows in slices; ``changed()`` is called after each."""
    slices = Slices()
    while read_rows(reader, slices.is_over) and is_wanted():
        changed()
        await slices.pause()
    changed()
