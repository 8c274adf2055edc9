"""Tables as tab-separated lines and as HTML, including rows that are not on the page."""

from browser import RegExp

from media.console_copy.collecting import Copy, escaped
from media.table.values import is_missing
from media.table.view import View, count_of, row_at

_BREAKS: RegExp = RegExp('[\\t\\n\\r]+', 'g')


def add_table(copy: Copy, view: View) -> None:
    """Add the visible columns of a table, with their names."""
    table = view.table
    positions: list[int] = [position for position in range(len(view.shown))]
    copy.end_line()
    copy.mark_up('<table>')
    levels: list = table.levels
    for level in levels:
        _add_row(copy, positions.map(lambda position: level.at(view.shown.at(position)).text), 'th')
    for place in range(count_of(view)):
        row = row_at(view, place)
        _add_row(copy, positions.map(lambda position: table.text(row, view.shown.at(position))), 'td')
    copy.mark_up('</table>')


def _add_row(copy: Copy, texts: list, tag: str) -> None:
    cells: list[str] = texts.map(lambda text: '' if is_missing(text) else text.replaceAll(_BREAKS, ' '))
    copy.write('\t'.join(cells) + '\n')
    parts = ''
    for cell in cells:
        parts += f'<{tag}>{escaped(cell)}</{tag}>'
    copy.mark_up(f'<tr>{parts}</tr>')
