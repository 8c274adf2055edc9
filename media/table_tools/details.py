"""A popover with the full text and links of a cell."""

from browser import Element

from media.table.elements import make
from media.table.view import View, column_at, row_at
from media.table_tools import words
from media.table_tools.moving import cell_at
from media.table_tools.popovers import open_popover
from media.words import say

# Longer texts would keep the page busy.
MAX_TEXT = 200000


def show_details(view: View, core) -> None:
    number: int = view.shown.at(view.position)
    row = row_at(view, view.place)
    text: str = view.table.text(row, number)
    cell: Element = cell_at(view, view.place, view.position)
    name = column_at(view, view.position).name
    box = open_popover(view, cell or view.scroller, say(words.CELL, name))
    body = make(box, 'pre')
    body.tabIndex = 0
    parts = view.table.links.get(f'{row},{number}')
    if parts is None:
        body.append(text[:MAX_TEXT] if text is not None else say(words.NO_VALUE))
        if text is not None and len(text) > MAX_TEXT:
            make(box, 'small', say(words.SHORTENED_CELL, MAX_TEXT, len(text)))
    else:
        core.fill_links(body, parts)
    body.focus()
