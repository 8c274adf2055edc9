"""Export of cells as text: TSV, CSV, Markdown or HTML for the clipboard, and CSV for files."""

from browser import ClipboardEvent, Map, RegExp, String, navigator, setTimeout

from media.dom import call, create
from media.files import save_file
from media.slices import Slices
from media.table.values import is_missing
from media.table.view import View, column_at, count_of, row_at, selected_area
from media.table_tools import words
from media.words import say

# Up to this many cells are copied synchronously in the copy event.
MAX_AT_ONCE = 20000

# How long after Ctrl+C to wait for the browser's copy event, in milliseconds.
COPY_EVENT_MS = 50

_SPECIAL: RegExp = RegExp('[",\\n\\r]')
_MARKUP: RegExp = RegExp('[&<>"]', 'g')


class Format:
    """A text format. ``escape`` escapes a cell; ``begin``, ``separator`` and ``end`` delimit the cells of a row."""

    def __init__(self, escape, begin: str, separator: str, end: str) -> None:
        self.escape = escape
        self.begin: str = begin
        self.separator: str = separator
        self.end: str = end


def _tsv(text: str) -> str:
    return text.replaceAll(RegExp('[\\t\\n\\r]+', 'g'), ' ')


def _csv(text: str) -> str:
    escaped = text.replaceAll('"', '""')
    return f'"{escaped}"' if _SPECIAL.test(text) else text


def _markdown(text: str) -> str:
    return text.replaceAll(RegExp('[\\\\|]', 'g'), '\\$&').replaceAll(RegExp('\\n', 'g'), '<br>')


def _html(text: str) -> str:
    return text.replaceAll(_MARKUP, lambda character: f'&#{String(character.charCodeAt(0))};').replaceAll('\n', '<br>')


FORMATS: Map = Map([
    ['TSV', Format(_tsv, '', '\t', '\n')],
    ['CSV', Format(_csv, '', ',', '\n')],
    ['Markdown', Format(_markdown, '| ', ' | ', ' |\n')],
    ['HTML', Format(_html, '<tr><td>', '</td><td>', '</td></tr>\n')],
])


def _value(view: View, row: int, number: int) -> str:
    """Return the text of a cell for a copy, or an empty string if there is no value."""
    text: str = view.table.text(row, number)
    return '' if is_missing(text) else text


def _line(format: Format, texts: list[str]) -> str:
    return format.begin + texts.map(format.escape).join(format.separator) + format.end


def _heads(view: View, format: Format, name: str, positions: list[int]) -> str:
    """Return the header rows, with all levels if there are several, as pandas writes and reads them."""
    table = view.table
    text = ''
    levels: list = table.levels
    count = len(levels)
    # With several levels, pandas puts the names of the index into a row of their own.
    is_apart = count > 1 and name != 'HTML'

    def text_at(level: list, position: int, is_last: bool) -> str:
        is_name = is_last and is_apart and column_at(view, position).is_index
        return '' if is_name else level.at(view.shown.at(position)).text

    for index, level in enumerate(levels):
        line = _line(format, positions.map(lambda position: text_at(level, position, index == count - 1)))
        text += line.replaceAll('td>', 'th>') if name == 'HTML' else line
    if is_apart:
        text += _line(format, positions.map(
            lambda position: column_at(view, position).name if column_at(view, position).is_index else ''))
    if name == 'Markdown':
        # Markdown allows only one header row.
        names: list[str] = positions.map(lambda position: _markdown(column_at(view, position).name))
        text = _line(Format(lambda name: name, '| ', ' | ', ' |\n'), names)
        text += _line(Format(lambda rule: rule, '| ', ' | ', ' |\n'), positions.map(
            lambda position: '---:' if column_at(view, position).kind in ('number', 'date') else '---'))
    return text


async def exported_text(view: View, name: str, area, has_names: bool):
    """Return the cells of an area in a format, built in time slices."""
    parts: list[str] = []
    await each_part(view, name, area, has_names, lambda part: parts.append(part))
    return ''.join(parts)


def rows_between(view: View, name: str, area, first: int, last: int) -> str:
    format: Format = FORMATS.get(name)
    positions = _positions(area)
    text = ''
    for place in range(first, last):
        row = row_at(view, place)
        text += _line(format, positions.map(lambda position: _value(view, row, view.shown.at(position))))
    return text


def _positions(area) -> list[int]:
    left: int = area.left
    right: int = area.right
    return [position for position in range(left, right + 1)]


def text_at_once(view: View, name: str, area, has_names: bool) -> str:
    body = rows_between(view, name, area, area.top, area.bottom + 1)
    if has_names:
        body = _heads(view, FORMATS.get(name), name, _positions(area)) + body
    return f'<table>{body}</table>' if name == 'HTML' else body


async def each_part(view: View, name: str, area, has_names: bool, take):
    """Call ``take(text)`` with each part of the text in order."""
    slices = Slices()
    bottom: int = area.bottom
    place: int = area.top
    if name == 'HTML':
        take('<table>')
    if has_names:
        take(_heads(view, FORMATS.get(name), name, _positions(area)))
    while place <= bottom:
        last = min(bottom + 1, place + 100)
        take(rows_between(view, name, area, place, last))
        place = last
        if slices.is_over():
            await slices.pause()
    if name == 'HTML':
        take('</table>')


def _size(area) -> int:
    top: int = area.top
    bottom: int = area.bottom
    left: int = area.left
    right: int = area.right
    return (bottom - top + 1) * (right - left + 1)


def expect_copy(view: View, core) -> None:
    """Copy after Ctrl+C if the browser dispatches no copy event, as is the case in Firefox without a selection."""
    global _is_told
    _is_told = False
    setTimeout(lambda: None if _is_told else copy(view, core, 'TSV', selected_area(view), False), COPY_EVENT_MS)


_is_told: bool = False


def copy_event(view: View, core, event: ClipboardEvent) -> None:
    """Copy the selection as TSV and as HTML, the formats that spreadsheets and documents accept."""
    global _is_told
    _is_told = True
    if event.target.localName == 'input' or view.place < 0 or event.target.closest('[popover]') is not None:
        return
    area = selected_area(view)
    event.preventDefault()
    if _size(area) > MAX_AT_ONCE:
        copy(view, core, 'TSV', area, False)
        return
    single = _size(area) == 1
    text = text_at_once(view, 'TSV', area, False)
    if single:
        text = _value(view, row_at(view, area.top), view.shown.at(area.left))
    event.clipboardData.setData('text/plain', text)
    if not single:
        event.clipboardData.setData('text/html', text_at_once(view, 'HTML', area, False))
    announce(view, core, say(words.COPIED) if single else say(words.COPIED_CELLS, _size(area)))


async def copy(view: View, core, name: str, area, has_names: bool):
    """Write cells to the clipboard."""
    announce(view, core, say(words.COPYING))
    text = await exported_text(view, name, area, has_names)
    try:
        await navigator.clipboard.writeText(text)
    except Exception:
        # The Clipboard API needs TLS; fall back to execCommand().
        if not _copy_by_command(view, text):
            announce(view, core, say(words.COPYING_REFUSED))
            return
    announce(view, core, say(words.COPIED_AS, name))


def _copy_by_command(view: View, text: str) -> bool:
    field = create(view.root, 'textarea')
    field.value = text
    view.root.append(field)
    field.select()
    is_copied: bool = call(field.ownerDocument, 'execCommand', ['copy'])
    field.remove()
    return is_copied


def copy_all(view: View, core, name: str) -> None:
    """Copy the selection, or all rows and the header if nothing is selected."""
    if view.anchor is None:
        copy(view, core, name, whole(view), True)
    else:
        copy(view, core, name, selected_area(view), True)


def whole(view: View):
    return {'top': 0, 'bottom': count_of(view) - 1, 'left': 0, 'right': len(view.shown) - 1}


async def save(view: View, core):
    """Save all shown rows as a CSV file."""
    announce(view, core, say(words.SAVING))
    parts: list[str] = []
    await each_part(view, 'CSV', whole(view), True, lambda part: parts.append(part))
    save_file(view.root, parts, 'text/csv', 'table.csv')
    announce(view, core, say(words.SAVED))


def announce(view: View, core, text: str) -> None:
    """Show a message in the status line until its next update."""
    view.work = f'{text}.' if not text.endswith('…') else text
    core.tell(view)
    view.work = ''
