"""A reader for HTML tables that contain only data, as pandas, polars, R and Julia write them.

The reader extracts the text tag by tag without the browser's parser, so the markup cannot run scripts or load
anything. It rejects anything it does not know (images, forms, custom styles, a second table), and the item is then
shown as HTML. ``core`` holds the exports of the chunk ``table``, which this chunk does not repeat.
"""

from browser import Array, Map, Number, Object, RegExp, String

from media.table.store import Column, Table, cells_of

# Markup counts as a table only after this many characters were read or its end. Unusual tags after them are dropped.
WHOLE = 2000000

MAX_COLUMNS = 16384
MAX_LEVELS = 6

# Tags between two checks of the clock.
_PORTION = 512

# Separates the cells of a row in a single string. HTML cannot contain this character.
SEPARATOR: str = '\0'

# Longer tags are truncated.
MAX_TAG = 20000

_TAG: RegExp = RegExp('^(/?)([a-z][a-z\\d]*)\\s*([^]*)$', 'i')
_WHOLE_TAG: RegExp = RegExp('^<("[^"]*"|\'[^\']*\'|[^\'">])*>?')


def _pattern(name: str) -> RegExp:
    """Return a pattern that captures the value of an attribute."""
    return RegExp(f'(?:^|\\s){name}\\s*=\\s*(?:"([^"]*)"|\'([^\']*)\'|([^\\s"\'>]+))', 'i')


_STYLE: RegExp = _pattern('style')
_BGCOLOR: RegExp = _pattern('bgcolor')
_CLASS: RegExp = _pattern('class')
_HREF: RegExp = _pattern('href')
_COLSPAN: RegExp = _pattern('colspan')
_ROWSPAN: RegExp = _pattern('rowspan')
# Declarations that this widget's own style makes redundant.
_USUAL_STYLE: RegExp = RegExp(
    '^(\\s*(text-align|vertical-align|white-space|float|clear|overflow(-x)?|margin-\\w+|font-(style|weight))\\s*:'
    '[\\w\\s-]*(;|$))*\\s*$', 'i')
_USUAL_RULE: RegExp = RegExp('^\\s*(\\.dataframe[^{<@]*\\{[^{<]*)?$')
_ENTITY: RegExp = RegExp('&(?:#x([\\da-f]{1,6})|#(\\d{1,7})|(\\w+));', 'gi')
_ENTITIES: Map = Map([['amp', '&'], ['lt', '<'], ['gt', '>'], ['quot', '"'], ['apos', "'"], ['nbsp', '\xa0'],
                      ['times', '×'], ['hellip', '…'], ['ndash', '–'], ['mdash', '—'], ['minus', '−']])
_IN_CELLS: RegExp = RegExp('^(a|b|i|em|strong|small|span|code|sub|sup|pre|tt|u)$')
# The formats that cells keep; a cell has one at a time.
_FORMATS: RegExp = RegExp('^(b|i|em|strong|code|sub|sup|tt|u)$')
# Formats are kept for this many cells, since each takes much more memory than its text.
MAX_FORMATTED = 50000
# The number of parts of a cell after which its links and formats are dropped.
MAX_PARTS = 200
_BREAKS: RegExp = RegExp('^(br|p|div)$')
_AROUND: RegExp = RegExp('^(div|p|small|span)$')
_PARTS: RegExp = RegExp('^(thead|tbody|tfoot|caption)$')
_IGNORED: RegExp = RegExp('^(col|colgroup|b|i|em|strong|small|span)$')
# The slashes make a web address absolute; `http:logout` would be relative to the page's own site.
_ADDRESS: RegExp = RegExp('^(https?://|mailto:)', 'i')
_R_TYPE: RegExp = RegExp('^(<.*>)?$')


class Unusual(Exception):
    """The markup is not a plain data table."""


class _Cell:
    """The cell being read.

    ``parts`` are its texts up to ``start``, each with the address of a link and a format; ``link`` and ``format`` are
    those of the text from there on.
    """

    def __init__(self, tag: str, colspan: int, rowspan: int) -> None:
        self.tag: str = tag
        self.colspan: int = colspan
        self.rowspan: int = rowspan
        self.text: str = ''
        self.type: str = ''
        self.parts: list = []
        self.link: str = ''
        self.format: str = ''
        self.start: int = 0


class _Row:
    def __init__(self, class_name: str) -> None:
        self.class_name: str = class_name
        self.cells: list[_Cell] = []


class _Span:
    """A cell that spans ``left`` more rows."""

    def __init__(self, text: str, left: int) -> None:
        self.text: str = text
        self.left: int = left


class Reader:
    """Reads markup into ``table`` in slices. ``section`` is '', table, thead, tbody, tfoot, caption or end."""

    def __init__(self, markup: str, core) -> None:
        self.core = core
        self.markup: str = markup
        self.place: int = 0
        self.table: Table = core.new_table()
        self.is_strict: bool = True
        self.section: str = ''
        # The cells of each row, joined by SEPARATOR.
        self.rows: list[str] = []
        self._head: list[_Row] = []
        # The current row, its texts, and the current cell.
        self._row: _Row = None
        self._texts: list[str] = []
        self._cell: _Cell = None
        # How many leading cells of the first body row are th elements.
        self._heads: int = 0
        # Whether text outside the table is a note on it, such as the number of rows.
        self._is_note: bool = False
        # By column, cells of rows above that span into the current row.
        self._spans: Map = Map()
        self._is_built: bool = False
        # The remaining number of cells allowed: spans can make many cells out of little markup.
        self._left: int = 1000000 + len(markup)


def read_some(reader: Reader, slices) -> bool:
    """Read for one time slice or until the end. Return whether there is more. Raise Unusual to reject the markup."""
    markup = reader.markup
    size = len(markup)
    reader.is_strict = reader.place < WHOLE
    count = _PORTION
    while reader.place < size:
        start: int = markup.indexOf('<', reader.place)
        if start < 0:
            start = size
        if start > reader.place:
            _text(reader, markup[reader.place:start])
        end: int = markup.indexOf('>', start)
        if start < size and end < 0:
            raise Unusual()
        tag: str = markup[start + 1:end]
        if '=' in tag:
            # Attribute values may contain '>'.
            found: list[str] = _WHOLE_TAG.exec(markup[start:start + MAX_TAG])
            end = start + found.at(0).length - 1
            tag = markup[start + 1:end]
        reader.place = end + 1
        if start == size:
            break
        if tag == 'td' or tag == 'th':
            _begin_cell(reader, tag, None)
        elif tag == '/td' or tag == '/th':
            _end_cell(reader)
        elif tag == '/tr':
            _end_row(reader)
        else:
            _other(reader, tag)
        count -= 1
        if count == 0:
            count = _PORTION
            if slices.is_over() is True:
                return True
    reader.place = size
    _end_row(reader)
    if not reader._is_built:
        _build(reader, 0)
    reader.table.is_complete = True
    return False


def _attribute(attributes: str, pattern: RegExp) -> str:
    """Return the value of an attribute, or an empty string if it is missing."""
    found = pattern.exec(attributes) if attributes else None
    if found is None:
        return ''
    # Only one of the three groups (double-quoted, single-quoted, unquoted) has matched.
    groups: Object = found.slice(1)
    text: str = groups.join('')
    return text


def _refuse(reader: Reader) -> None:
    """Reject the markup, unless the table is already shown."""
    if reader.is_strict:
        raise Unusual()


def _decoded(reader: Reader, text: str) -> str:
    """Return text with its character references replaced."""
    if '&' not in text:
        return text

    def character(whole: str, hexadecimal: str, decimal: str, name: str):
        if name:
            known = _ENTITIES.get(name)
            if known is None:
                _refuse(reader)
            return whole if known is None else known
        code: int = Number(f'0x{hexadecimal}' if hexadecimal else decimal)
        return String.fromCodePoint(code) if 0 < code < 0x110000 else '\ufffd'

    return text.replaceAll(_ENTITY, character)


def _text(reader: Reader, text: str) -> None:
    cell = reader._cell
    table = reader.table
    if cell is not None:
        cell.text += _decoded(reader, text).replaceAll(SEPARATOR, '\ufffd')
    elif reader.section == 'caption':
        table.caption += _decoded(reader, text).trim()
    elif reader._is_note:
        table.note += _decoded(reader, text).trim()
    elif text.trim():
        _refuse(reader)


def _other(reader: Reader, tag: str) -> None:
    """Handle any tag other than a td or th without attributes."""
    parts: list = _TAG.exec(tag)
    if parts is None:
        _refuse(reader)
        return
    is_end = parts.at(1) == '/'
    name: str = parts.at(2).toLowerCase()
    attributes: str = parts.at(3)
    if not _USUAL_STYLE.test(_attribute(attributes, _STYLE)) or _attribute(attributes, _BGCOLOR):
        _refuse(reader)
    section = reader.section
    is_outside = section == '' or section == 'end'
    if name == 'td' or name == 'th':
        if is_end:
            _end_cell(reader)
        else:
            _begin_cell(reader, name, attributes)
    elif name == 'tr' and not is_outside:
        _end_row(reader)
        if not is_end:
            reader._row = _Row(_attribute(attributes, _CLASS))
            _take_spans(reader)
    elif reader._cell is not None:
        _inside(reader, name, is_end, attributes)
    elif name == 'table' and is_end == (section != ''):
        reader.section = 'end' if is_end else name
    elif not is_outside and _PARTS.test(name):
        _end_row(reader)
        reader.section = 'table' if is_end else name
    elif name == 'style' and not is_end and section == '':
        _skip_sheet(reader)
    elif is_outside and _AROUND.test(name):
        reader._is_note = not is_end and name != 'div'
    elif is_outside or not _IGNORED.test(name):
        _refuse(reader)


def _skip_sheet(reader: Reader) -> None:
    """Skip a style sheet. Those of pandas and polars are redundant here; others are rejected."""
    end: int = reader.markup.indexOf('</style>', reader.place)
    sheet: str = reader.markup[reader.place:end]
    rules: list[str] = sheet[:2000].split('}')
    if end < 0 or not rules.every(_is_usual):
        _refuse(reader)
    reader.place = end + 8


def _is_usual(rule: str) -> bool:
    # The text is a selector, a brace and declarations, or blank after the last rule.
    declarations = rule[rule.indexOf('{') + 1:] if '{' in rule else ''
    return _USUAL_RULE.test(rule) and _USUAL_STYLE.test(declarations)


def _inside(reader: Reader, name: str, is_end: bool, attributes: str) -> None:
    """Handle a tag inside a cell: keep links, line breaks and texts, and reject markup that would look different."""
    cell = reader._cell
    text = cell.text[cell.start:]
    if name == 'small' and reader.section == 'thead':
        if is_end:
            cell.type = text
            cell.text = cell.text[:cell.start]
        cell.start = len(cell.text)
    elif len(cell.parts) < MAX_PARTS and (
            name == 'a' or _FORMATS.test(name) and reader.table.links.size < MAX_FORMATTED):
        if name.startswith('su') and reader.section == 'thead':
            # Names have no formats, and x² is not x2.
            _refuse(reader)
        if text:
            cell.parts.append([text, cell.link, cell.format])
        cell.start = len(cell.text)
        if name == 'a':
            address = _decoded(reader, _attribute(attributes, _HREF)).trim()
            cell.link = address if _ADDRESS.test(address) else ''
        else:
            cell.format = '' if is_end else name
    elif _BREAKS.test(name):
        if cell.text and not cell.text.endswith('\n') and (name == 'br' or not is_end):
            cell.text += '\n'
    elif not _IN_CELLS.test(name):
        _refuse(reader)


def _begin_cell(reader: Reader, tag: str, attributes: str) -> None:
    _end_cell(reader)
    if reader._row is None:
        _refuse(reader)
        return
    colspan = 1
    rowspan = 1
    if attributes:
        colspan = _span(_attribute(attributes, _COLSPAN))
        rowspan = _span(_attribute(attributes, _ROWSPAN))
    reader._cell = _Cell(tag, colspan, rowspan)


def _span(text: str) -> int:
    count: int = Number(text or 1)
    return count if 0 < count < 65535 else 1


def _is_head(reader: Reader) -> bool:
    """Return whether the current row is a header row. Without sections, the first row is the header."""
    return reader.section == 'thead' or reader.section == 'table' and not reader._is_built and not reader._head


def _end_cell(reader: Reader) -> None:
    cell = reader._cell
    if cell is None:
        return
    reader._cell = None
    texts = reader._texts
    place = len(texts)
    reader._left -= cell.colspan
    if place + cell.colspan > MAX_COLUMNS:
        raise Unusual()
    rest = cell.text[cell.start:]
    if cell.parts and rest:
        cell.parts.append([rest, cell.link, cell.format])
    cell.text = text = cell.text.trim()
    if _is_head(reader):
        reader._row.cells.append(cell)
        return
    if cell.parts:
        reader.table.links.set(f'{len(reader.rows)},{place}', cell.parts)
    if not reader._is_built and cell.tag == 'th' and reader._heads == place:
        reader._heads = place + cell.colspan
    for column in range(place, place + cell.colspan):
        if cell.rowspan > 1:
            reader._spans.set(column, _Span(text, cell.rowspan - 1))
        texts.append(text)
        # The text of a wide cell goes into its first column.
        text = ''
    _take_spans(reader)


def _take_spans(reader: Reader) -> None:
    """Add the cells to the current row that span into it from rows above."""
    spans = reader._spans
    texts = reader._texts
    span: _Span = spans.get(len(texts))
    while span is not None:
        span.left -= 1
        reader._left -= 1
        if span.left == 0:
            spans.delete(len(texts))
        texts.append(span.text)
        span = spans.get(len(texts))


def _end_row(reader: Reader) -> None:
    _end_cell(reader)
    row = reader._row
    if row is None:
        return
    reader._row = None
    if reader._left < 0:
        raise Unusual()
    if _is_head(reader):
        reader._head.append(row)
        return
    texts = reader._texts
    reader._texts = []
    table = reader.table
    if not reader._is_built:
        _build(reader, len(texts))
    while len(table.columns) < len(texts):
        reader.core.add_column(table, '')
    reader.rows.append(SEPARATOR.join(texts))
    table.row_count += 1
    if reader.section == 'tfoot':
        table.footer_count += 1


def _build(reader: Reader, width: int) -> None:
    """Create the columns once the header and the width of the first row are known."""
    reader._is_built = True
    table = reader.table
    head = reader._head
    if not head or head.at(0).cells.some(lambda cell: cell.tag == 'td') is True:
        _refuse(reader)
    if len(head) > MAX_LEVELS:
        raise Unusual()
    levels = _levels_of(head, width)
    types: list[_Cell] = []
    if len(head) > 1 and _holds_types(head.at(-1)):
        types = levels.at(-1)
        levels.length -= 1
    names: list[_Cell] = levels.at(-1)
    heads = reader._heads
    if width == 0 and names.some(lambda cell, place: place == 0 and cell.text == ''):
        heads = 1
    # pandas writes an extra row below the column names that only names the levels of the index.
    corner: list[_Cell] = levels.at(-2)
    if (corner is not None and heads > 0 and names.every(lambda cell, place: place < heads or cell.text == '')
            and corner.every(lambda cell, place: place >= heads or cell.text == '')):
        levels.length -= 1
        for place in range(heads):
            corner.fill(names.at(place), place, place + 1)
        names = corner
    for place, cell in enumerate(names):
        column: Column = reader.core.add_column(table, cell.text)
        column.type = cell.type if place >= len(types) else types.at(place).text
        column.is_index = place < heads
    # add_column() has added to the header's row; the levels read from the markup replace it.
    table.levels = levels
    rows = reader.rows
    known_row = -1
    known: list[str] = []

    def text(row: int, column: int):
        nonlocal known_row, known
        if row != known_row:
            known_row = row
            known = cells_of(rows.at(row), SEPARATOR)
        return known.at(column) if column < len(known) else None

    table.text = text


def _levels_of(head: list[_Row], width: int) -> list:
    """Return the header rows as lists of cells by column. A cell that spans several columns or rows appears in each."""
    levels: list[Map] = head.map(lambda row: Map())
    count = width
    for index, row in enumerate(head):
        place = 0
        for cell in row.cells:
            while levels.at(index).has(place) is True:
                place += 1
            end = min(MAX_COLUMNS, place + cell.colspan)
            for below in range(index, min(len(head), index + cell.rowspan)):
                for column in range(place, end):
                    levels.at(below).set(column, cell)
            count = max(count, end)

    def row_of(level: Map) -> list:
        # Missing cells at the end of a row are empty.
        return Array.from_(
            {'length': count}, lambda none, place: level.get(place) if level.has(place) is True else _Cell('th', 1, 1))

    return levels.map(row_of)


def _holds_types(row: _Row) -> bool:
    """Return whether a header row names types: td in polars, a subheader in Julia, names in angle brackets in R."""
    cells = row.cells
    return 'subheader' in row.class_name or cells.every(lambda cell: cell.tag == 'td') or (
        cells.some(lambda cell: cell.text != '') and cells.every(lambda cell: _R_TYPE.test(cell.text)))
