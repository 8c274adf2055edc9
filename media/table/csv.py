"""A reader for CSV and TSV (RFC 4180). It keeps the source text, locates rows once, and splits cells on demand.

``core`` is what the chunk of the table shares: its functions are not copied into the reader's chunk.
"""

from browser import RegExp, Uint32Array

from media.table import words
from media.table.store import Table, cells_of
from media.templates import fill

# Rows located before the table is shown. The rest follows in time slices.
FIRST_ROWS = 1000

MAX_COLUMNS = 16384

# Rows between two checks of the clock.
_PORTION = 64


class Reader:
    """The state of reading one source. ``bounds`` holds the start and end offset of each row."""

    def __init__(self, source: str, delimiter: str, core) -> None:
        self.core = core
        self.source: str = source
        self.delimiter: str = delimiter
        self.newline: str = '\n' if '\n' in source else '\r'
        self.place: int = 0
        self.bounds: Uint32Array = Uint32Array(8192)
        self.quote: int = source.indexOf('"')
        self.table: Table = core.new_table()


def delimiter_of(text: str) -> str:
    """Return the delimiter that splits the first line into the most cells: a comma, semicolon, tab or vertical bar."""
    line: str = text[:text.search(RegExp('[\\r\\n]|$'))]
    best = ','
    most = 0
    for delimiter in [',', ';', '\t', '|']:
        count = len(cells_of(line, delimiter))
        if count > most:
            best = delimiter
            most = count
    return best


def open_text(text: str, delimiter: str, core) -> Reader:
    """Return a reader whose table has its header and first rows. Raise an exception if the text is empty."""
    source = text[1:] if text.startswith('\ufeff') else text
    reader = Reader(source, delimiter or delimiter_of(source), core)
    table = reader.table
    names: list[str] = []
    while not names and reader.place < len(source):
        start = reader.place
        end = _end_of_row(reader)
        names = cells_between(reader, start, end) if end > start else []
    if not names:
        raise Exception(words.EMPTY)
    if len(names) > MAX_COLUMNS:
        raise Exception(fill(words.TOO_MANY_COLUMNS, MAX_COLUMNS))
    for name in names:
        core.add_column(table, name)
    # pandas writes the index column without a name.
    table.columns.at(0).is_index = names.at(0) == '' and len(names) > 1
    known_row = -1
    known: list[str] = []

    def cell(row: int, column: int):
        nonlocal known_row, known
        if row != known_row:
            known_row = row
            known = cells_between(reader, reader.bounds.at(2 * row), reader.bounds.at(2 * row + 1))
        value = known.at(column) if column < len(known) else ''
        return None if value == '' else value

    table.text = cell
    read_rows(reader, None)
    return reader


def _end_of_row(reader: Reader) -> int:
    """Advance ``place`` to the next row and return the offset at which the current row ends."""
    source = reader.source
    end: int = source.indexOf(reader.newline, reader.place)
    if 0 <= reader.quote < reader.place:
        reader.quote = source.indexOf('"', reader.place)
    while reader.quote >= 0 and (reader.quote < end or end < 0):
        quote = reader.quote
        before: str = source.charAt(quote - 1)
        if quote == reader.place or before == reader.delimiter:
            # A quote character only starts a quoted section at the start of a cell.
            close = _closing(source, quote)
            if close < 0:
                reader.quote = -1
                break
            if close > end >= 0:
                end = source.indexOf(reader.newline, close)
            quote = close
        reader.quote = source.indexOf('"', quote + 1)
    if end < 0:
        end = len(source)
    reader.place = end + 1
    return end - 1 if reader.newline == '\n' and source.charAt(end - 1) == '\r' else end


def _closing(text: str, quote: int) -> int:
    """Return the offset of the closing quote, or a negative number if there is none. A doubled quote is a literal."""
    close: int = text.indexOf('"', quote + 1)
    while close >= 0 and text.charAt(close + 1) == '"':
        close = text.indexOf('"', close + 2)
    return close


def cells_between(reader: Reader, start: int, end: int) -> list[str]:
    """Return the cells of the row between two offsets."""
    line = reader.source[start:end]
    if '"' not in line:
        return cells_of(line, reader.delimiter)
    cells: list[str] = []
    place = 0
    while place <= len(line):
        close = _closing(line, place) if line.charAt(place) == '"' else -1
        after: int = line.indexOf(reader.delimiter, max(place, close))
        if after < 0:
            after = len(line)
        if close < 0:
            cells.append(line[place:after])
        else:
            quoted: str = line[place + 1:close]
            cells.append(quoted.replaceAll('""', '"') + line[close + 1:after])
        place = after + 1
    return cells


def read_rows(reader: Reader, slices) -> bool:
    """Locate rows for one time slice, or the first rows if ``slices`` is None. Return whether there are more."""
    table = reader.table
    size = len(reader.source)
    count = FIRST_ROWS if slices is None else _PORTION
    while reader.place < size:
        start = reader.place
        end = _end_of_row(reader)
        # Skip blank lines, as pandas does.
        if end > start:
            place = 2 * table.row_count
            if place == len(reader.bounds):
                larger = Uint32Array(2 * place)
                larger.set(reader.bounds)
                reader.bounds = larger
            reader.bounds.set([start, end], place)
            table.row_count += 1
            width = min(MAX_COLUMNS, len(cells_between(reader, start, end)))
            while len(table.columns) < width:
                reader.core.add_column(table, '')
            count -= 1
            if count == 0:
                count = _PORTION
                if slices is None or slices.is_over() is True:
                    break
    table.is_complete = reader.place >= size
    return not table.is_complete


async def read_rest(reader: Reader, changed, is_wanted) -> None:
    """Locate all remaining rows in time slices, calling ``changed()`` after each slice."""
    slices = reader.core.new_slices()
    while not reader.table.is_complete and is_wanted() is True:
        await slices.pause()
        read_rows(reader, slices)
        changed()
