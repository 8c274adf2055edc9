"""Tables in HTML that hold data and nothing else, as pandas, polars, R and Julia write them.

Markup is read tag by tag into texts, without the browser's parser, so nothing in it can run or load. Whatever is not
known here (pictures, forms, styles of its own, a second table) makes the reader refuse: that stays HTML.
"""

from browser import Map, Number, RegExp, String

from media.table.store import Column, Table

# Up to here, in characters, markup is read to its end before it counts as a table; of more, what is odd loses its tags.
WHOLE = 2000000

MAX_COLUMNS = 16384

# Between cells of a row, in one text: HTML cannot hold this character.
SEPARATOR = '\0'

_TAG: RegExp = RegExp('^(/?)([a-z][a-z\\d]*)\\s*([^]*)$', 'i')
_ATTRIBUTE: RegExp = RegExp('([\\w-]+)(?:\\s*=\\s*(?:"([^"]*)"|\'([^\']*)\'|([^\\s"\'>]+)))?', 'g')
# Declarations that only say what tables here look like anyway.
_USUAL_STYLE: RegExp = RegExp(
    '^(\\s*(text-align|vertical-align|white-space|float|clear|overflow(-x)?|margin-\\w+|font-(style|weight))\\s*:'
    '[\\w\\s-]*(;|$))*\\s*$', 'i')
_USUAL_SHEET: RegExp = RegExp('^(\\s*\\.dataframe[^{}<@]*\\{[^{}<\\\\]*\\})*\\s*$')
_SHEET_DECLARATIONS: RegExp = RegExp('\\{([^}]*)\\}', 'g')
_ENTITY: RegExp = RegExp('&(?:#x([\\da-f]{1,6})|#(\\d{1,7})|(\\w+));', 'gi')
_ENTITIES: Map = Map([['amp', '&'], ['lt', '<'], ['gt', '>'], ['quot', '"'], ['apos', "'"], ['nbsp', '\xa0'],
                      ['times', '×'], ['hellip', '…'], ['ndash', '–'], ['mdash', '—'], ['minus', '−']])
_IN_CELLS: RegExp = RegExp('^(b|i|em|strong|small|span|code|sub|sup|p|div|pre|tt|u)$')
_AROUND: RegExp = RegExp('^(div|p|small|span)$')
_ADDRESS: RegExp = RegExp('^(https?:|mailto:)', 'i')


class Unusual(Exception):
    """The markup is not only a table of data."""


class Reader:
    """Reads markup piece by piece into ``table``; ``section`` is where it is: '', thead, tbody, tfoot, or end."""

    def __init__(self, markup: str) -> None:
        self.markup: str = markup
        self.place: int = 0
        self.table: Table = Table([])
        self.rows: list[str] = []
        self.section: str = ''
        self.is_strict: bool = True
        self._head: list[list] = []
        # The cells of the row that is read, and where text goes: a cell, or what is around the table.
        self._cells: list[str] = None
        self._heads: int = 0
        self._is_leading: bool = True
        self._head_row: list = None
        self._row_class: str = ''
        self._cell = None
        self._around: str = ''
        # By column, what cells of rows above still take: {left, text}.
        self._spans: Map = Map()
        self._is_built: bool = False


def read_some(reader: Reader, until) -> bool:
    """Read until ``until()`` or the end; whether there is more. Raises Unusual."""
    markup = reader.markup
    size: int = markup.length
    reader.is_strict = reader.place < WHOLE
    count = 0
    while reader.place < size:
        start: int = markup.indexOf('<', reader.place)
        if start < 0:
            start = size
        if start > reader.place:
            _text(reader, markup[reader.place:start])
        if start == size:
            reader.place = size
            break
        end: int = markup.indexOf('>', start)
        if end < 0:
            raise Unusual('a tag has no end')
        tag: str = markup[start + 1:end]
        if '=' in tag:
            end = _end_of_tag(markup, start, end)
            tag = markup[start + 1:end]
        reader.place = end + 1
        if tag == 'td' or tag == 'th':
            _begin_cell(reader, tag, '')
        elif tag == '/td' or tag == '/th':
            _end_cell(reader)
        elif tag == 'tr':
            _begin_row(reader, '')
        elif tag == '/tr':
            _end_row(reader)
        else:
            _other(reader, tag)
        count += 1
        if count % 512 == 0 and until():
            return reader.place < size
    _end_row(reader)
    if reader.section == '':
        raise Unusual('there is no table')
    if not reader._is_built:
        _build(reader, 0)
    reader.table.is_complete = True
    return False


def _end_of_tag(markup: str, start: int, end: int) -> int:
    """The end of a tag whose attributes may hold a '>'."""
    quote = ''
    place = start
    while place < markup.length:
        character: str = markup.charAt(place)
        if quote:
            if character == quote:
                quote = ''
        elif character == '"' or character == "'":
            quote = character
        elif character == '>':
            return place
        place += 1
    return end


def _attributes(reader: Reader, text: str) -> Map:
    """Attributes by their names; raises Unusual where they style."""
    found = Map()
    for parts in text.matchAll(_ATTRIBUTE):
        value: str = parts.at(2) or parts.at(3) or parts.at(4) or ''
        found.set(parts.at(1).toLowerCase(), value)
    style: str = found.get('style')
    if style is not None and not _USUAL_STYLE.test(style) or found.has('bgcolor') or found.has('hidden'):
        _refuse(reader, 'it has styles of its own')
    return found


def _refuse(reader: Reader, reason: str) -> None:
    if reader.is_strict:
        raise Unusual(reason)


def decoded(reader: Reader, text: str) -> str:
    """Text with its entities as characters."""
    if '&' not in text:
        return text

    def character(whole, hexadecimal, decimal, name):
        if name is not None:
            known = _ENTITIES.get(name)
            if known is None:
                _refuse(reader, 'it has rare entities')
            return known or whole
        code: int = Number(f'0x{hexadecimal}' if hexadecimal is not None else decimal)
        return String.fromCodePoint(code) if 0 < code < 0x110000 else '\ufffd'

    return text.replaceAll(_ENTITY, character)


def _text(reader: Reader, text: str) -> None:
    cell = reader._cell
    if cell is not None:
        cell.text += decoded(reader, text).replaceAll('\0', '\ufffd')
    elif reader.section in ('', 'end', 'caption') and reader._around:
        reader.table.note += decoded(reader, text).trim()
    elif reader.section == 'caption':
        reader.table.caption += decoded(reader, text).trim()
    elif text.trim() != '':
        _refuse(reader, 'there is text beside the table')


def _other(reader: Reader, tag: str) -> None:
    """A tag that is not a plain row or cell."""
    parts = _TAG.exec(tag)
    if parts is None:
        _refuse(reader, 'it has comments or declarations')
        return
    is_end = parts.at(1) != ''
    name: str = parts.at(2).toLowerCase()
    attributes = _attributes(reader, parts.at(3))
    if name == 'td' or name == 'th':
        if is_end:
            _end_cell(reader)
        else:
            _begin_cell(reader, name, attributes)
    elif name == 'tr':
        _end_row(reader)
        if not is_end:
            _begin_row(reader, attributes.get('class') or '')
    elif reader._cell is not None:
        _inside(reader, name, is_end, attributes)
    elif name == 'table':
        if not is_end and reader.section != '':
            _refuse(reader, 'there are several tables')
        reader.section = 'end' if is_end else 'table'
        reader._around = ''
    elif RegExp('^(thead|tbody|tfoot|caption)$').test(name):
        if reader.section == '' or reader.section == 'end':
            _refuse(reader, 'its parts are in disorder')
        _end_row(reader)
        reader.section = 'table' if is_end else name
    elif name == 'style' and not is_end and reader.section == '':
        _skip_sheet(reader)
    elif _AROUND.test(name) and (reader.section == '' or reader.section == 'end' or reader.section == 'caption'):
        if name != 'div':
            reader._around = '' if is_end else name
            if is_end and reader.table.note:
                reader.table.note += ' '
    elif name != 'colgroup' and name != 'col' or reader.section == '':
        _refuse(reader, f'it has {name} elements')


def _skip_sheet(reader: Reader) -> None:
    """The style sheets of pandas and polars say how tables look here anyway; others are refused."""
    end: int = reader.markup.indexOf('</style>', reader.place)
    sheet: str = reader.markup[reader.place:end]
    if end < 0 or len(sheet) > 2000 or not _USUAL_SHEET.test(sheet):
        _refuse(reader, 'it has a style sheet of its own')
    for rule in sheet.matchAll(_SHEET_DECLARATIONS):
        if not _USUAL_STYLE.test(rule.at(1)):
            _refuse(reader, 'it has a style sheet of its own')
    reader.place = end + 8


def _inside(reader: Reader, name: str, is_end: bool, attributes: Map) -> None:
    """Markup in a cell: links are kept, line breaks and texts; what may be seen otherwise is refused."""
    cell = reader._cell
    if name == 'br' or name == 'p' or name == 'div':
        if cell.text != '' and not cell.text.endswith('\n') and not (is_end and name != 'br'):
            cell.text += '\n'
    elif name == 'a':
        if is_end and cell.link is not None:
            cell.parts.append([cell.text[cell.start:], cell.link])
            cell.link = None
        elif not is_end:
            address = decoded(reader, attributes.get('href') or '').trim()
            cell.link = address if _ADDRESS.test(address) else None
            if cell.text.length > cell.start:
                cell.parts.append([cell.text[cell.start:], ''])
        cell.start = cell.text.length
    elif name == 'small' and reader.section == 'thead':
        if is_end:
            cell.type = cell.text[cell.start:]
            cell.text = cell.text[:cell.start].trim()
        cell.start = cell.text.length
    elif not _IN_CELLS.test(name):
        _refuse(reader, f'it has {name} elements')


def _begin_row(reader: Reader, row_class: str) -> None:
    section = reader.section
    if section == '' or section == 'end':
        _refuse(reader, 'a row is not in a table')
    _end_row(reader)
    reader._row_class = row_class
    reader._is_leading = True
    if section == 'thead' or section == 'table' and not reader._head:
        reader._head_row = []
    else:
        reader._cells = []
        _take_spans(reader)


def _begin_cell(reader: Reader, tag: str, attributes) -> None:
    _end_cell(reader)
    if reader._head_row is None and reader._cells is None:
        _refuse(reader, 'a cell is not in a row')
        return
    colspan = 1
    rowspan = 1
    if attributes:
        colspan = _span(attributes.get('colspan'))
        rowspan = _span(attributes.get('rowspan'))
    if tag == 'td':
        reader._is_leading = False
    elif reader._is_leading and reader._head_row is None and not reader._is_built:
        reader._heads += colspan
    reader._cell = {'text': '', 'tag': tag, 'colspan': colspan, 'rowspan': rowspan, 'parts': [], 'link': None,
                    'start': 0, 'type': ''}


def _span(text) -> int:
    count: int = Number(text or 1)
    if not 0 < count <= 65534:
        return 1
    return count


def _end_cell(reader: Reader) -> None:
    cell = reader._cell
    if cell is None:
        return
    reader._cell = None
    text: str = cell.text.trim()
    if reader._head_row is not None:
        cell.text = text
        reader._head_row.append(cell)
        return
    cells = reader._cells
    if len(cells) + cell.colspan > MAX_COLUMNS:
        raise Unusual('it has too many columns')
    parts: list = cell.parts
    if parts:
        if cell.text.length > cell.start:
            parts.append([cell.text[cell.start:], ''])
        reader.table.links.set(f'{len(reader.rows)},{len(cells)}', parts)
    for _ in range(cell.colspan):
        if cell.rowspan > 1:
            reader._spans.set(len(cells), {'left': cell.rowspan - 1, 'text': text})
        cells.append(text)
        # A wide cell counts once.
        if not reader._is_leading:
            text = ''
    if reader._spans.size > 0:
        _take_spans(reader)


def _take_spans(reader: Reader) -> None:
    """Give the row the cells that reach into it from rows above."""
    span = reader._spans.get(len(reader._cells))
    while span is not None:
        place = len(reader._cells)
        reader._cells.append(span.text)
        span.left -= 1
        if span.left == 0:
            reader._spans.delete(place)
        span = reader._spans.get(len(reader._cells))


def _end_row(reader: Reader) -> None:
    _end_cell(reader)
    if reader._head_row is not None:
        reader._head.append({'cells': reader._head_row, 'class': reader._row_class})
        reader._head_row = None
    elif reader._cells is not None:
        cells = reader._cells
        reader._cells = None
        if not reader._is_built:
            _build(reader, len(cells))
        columns = reader.table.columns
        while len(columns) < len(cells):
            _add_column(reader.table)
        reader.rows.append(SEPARATOR.join(cells))
        reader.table.row_count += 1
        if reader.section == 'tfoot':
            reader.table.footer_count += 1


def _add_column(table: Table) -> None:
    place = len(table.columns)
    table.columns.append(Column(''))
    for level in table.levels:
        level.append({'text': '', 'span': place})


def _build(reader: Reader, width: int) -> None:
    """Make the columns, once the header and the first row are known."""
    reader._is_built = True
    table = reader.table
    levels = _levels_of(reader._head, width)
    if not levels or reader._head[0]['cells'].some(lambda cell: cell.tag == 'td'):
        _refuse(reader, 'it has no header')
    types = _types_in(reader._head, levels)
    heads = reader._heads if width > 0 else 0
    if width == 0 and levels and levels[0] and levels[0][0].text == '':
        heads = 1
    # A row below the names, as pandas writes it, names the levels of the index alone.
    if len(levels) > 1 and heads > 0:
        names: list = levels[-1]
        corner: list = levels[-2]
        if names[heads:].every(lambda cell: cell.text == '') and corner[:heads].every(lambda cell: cell.text == ''):
            levels.pop()
            for place in range(heads):
                corner[place] = names[place]
    table.levels = levels
    last: list = levels[-1] if levels else []
    for place, cell in enumerate(last):
        column = Column(cell.text)
        column.type = cell.type or types.at(place) or ''
        column.is_index = place < heads
        table.columns.append(column)
    rows = reader.rows
    known_row = -1
    known: list[str] = []

    def text(row: int, column: int):
        nonlocal known_row, known
        if row != known_row:
            known_row = row
            line: str = rows.at(row)
            known = line.split(SEPARATOR)
        return known.at(column)

    table.text = text


def _levels_of(head: list, width: int) -> list:
    """The rows of the header by column, with the cells that span several in each of their places."""
    levels: list[list] = [[] for _ in head]
    for index, row in enumerate(head):
        place = 0
        for cell in row['cells']:
            level: list = levels[index]
            while level.at(place) is not None and place < len(level):
                place += 1
            span = f'{index},{place}'
            for below in range(index, min(len(head), index + cell.rowspan)):
                level = levels[below]
                for column in range(place, min(MAX_COLUMNS, place + cell.colspan)):
                    while len(level) <= column:
                        level.append(None)
                    level[column] = {'text': cell.text, 'type': cell.type, 'span': span}
    count = width
    for level in levels:
        count = max(count, len(level))
    for level in levels:
        for column in range(count):
            if column == len(level):
                level.append(None)
            if level[column] is None:
                level[column] = {'text': '', 'type': '', 'span': f'{column}'}
    return levels


def _types_in(head: list, levels: list) -> list:
    """Take the row of types out of the header: polars writes td, Julia a subheader, R names in angle brackets."""
    if len(head) < 2:
        return []
    row = head[-1]
    cells: list = row['cells']
    if (cells.every(lambda cell: cell.tag == 'td') or 'subheader' in row['class']
            or cells.every(lambda cell: cell.text == '' or cell.text.startswith('<') and cell.text.endswith('>'))
            and cells.some(lambda cell: cell.text != '')):
        return levels.pop().map(lambda cell: cell.text)
    return []
