"""Rendering of the header and of the rows and columns in or near the viewport, with one element per cell."""

from browser import Element, String

from media.table import words
from media.table.elements import make, make_button, px
from media.table.sizing import arrange, widen
from media.table.store import Table
from media.table.values import is_missing
from media.table.view import View, column_at, count_of, row_at
from media.words import say

ROW_PX = 24

# Rows drawn above and below the visible ones.
SPARE_ROWS = 8

# The assumed size of the viewport, in CSS pixels, while the table is not on the page.
USUAL_HEIGHT_PX = 480
USUAL_WIDTH_PX = 800

# No element is made taller than this: Firefox limits heights to about 17,800,000 pixels.
MAX_HEIGHT_PX = 15000000

# A cell shows this many characters of its text; its details show the full text.
MAX_CELL_TEXT = 500


def height_in_sight(view: View) -> int:
    height: int = view.scroller.clientHeight
    return max(ROW_PX, height - view.head.offsetHeight) if height else USUAL_HEIGHT_PX


def draw(view: View, is_stale: bool = False) -> None:
    """Draw the visible rows and columns that are not drawn yet; if ``is_stale``, redraw all of them."""
    if view.lefts is None:
        return  # not laid out yet
    scroller = view.scroller
    count = count_of(view)
    whole = count * ROW_PX
    height = min(whole, MAX_HEIGHT_PX)
    view.body.style.height = px(height)
    sight = height_in_sight(view)
    view.scale = (whole - sight) / (height - sight) if whole > height else 1
    passed: float = scroller.scrollTop * view.scale
    above: int = passed // ROW_PX  # type: ignore[assignment]
    below: int = (passed + sight) // ROW_PX  # type: ignore[assignment]
    first = max(0, above - SPARE_ROWS)
    last = min(count, below + 1 + SPARE_ROWS)
    # Redrawing removes the cell with the focus.
    dress = None if view.tools is None else view.tools.before_drawing()
    if _choose_columns(view):
        is_stale = True
    if is_stale or first != view.first or last != view.last:
        view.first = first
        view.last = last
        if is_stale:
            view.block.replaceChildren()
            view.elements.clear()
            _draw_head(view)
        _draw_rows(view)
        if view.has_grown:
            view.has_grown = False
            arrange(view)
            draw(view, True)
        if dress is not None:
            dress()
    view.block.style.top = px(first * ROW_PX - passed + scroller.scrollTop)


def _choose_columns(view: View) -> bool:
    """Choose the columns to draw. Return whether they differ from the columns that are drawn."""
    lefts = view.lefts
    shown = len(view.shown)
    left: float = view.scroller.scrollLeft
    right: float = left + (view.scroller.clientWidth or USUAL_WIDTH_PX)
    left += lefts.at(view.fixed)
    first = view.fixed
    while first < shown - 1 and lefts.at(first + 1) <= left:
        first += 1
    last = first
    while last < shown and lefts.at(last) < right:
        last += 1
    first = max(view.fixed, first - 1)
    last = min(shown, last + 1)
    if first >= view.first_position and last <= view.last_position and last - first > view.last_position - first - 9:
        return False
    view.first_position = first
    view.last_position = last
    return True


def each_position(view: View, take) -> None:
    """Call ``take(position)`` for each drawn column, from left to right."""
    for position in range(view.fixed):
        take(position)
    for position in range(view.first_position, view.last_position):
        take(position)


def put(view: View, cell: Element, position: int, end: int) -> None:
    """Make a cell span the columns from ``position`` up to, but not including, ``end``."""
    lefts = view.lefts
    left: float = lefts.at(position)
    right: float = lefts.at(end)
    fixed: float = lefts.at(view.fixed)
    cell.style.width = px(right - left)
    cell.ariaColIndex = String(position + 1)
    if position < view.fixed:
        cell.classList.add('fixed')
        cell.style.left = px(left)
    elif position == view.first_position:
        cell.style.marginLeft = px(left - fixed)


def _draw_head(view: View) -> None:
    table: Table = view.table
    levels: list = table.levels
    view.head.replaceChildren()
    view.scroller.ariaRowCount = String(len(levels) + count_of(view) if table.is_complete else -1)
    view.scroller.ariaColCount = String(len(view.shown))
    view.block.style.width = view.head.style.width = px(view.lefts.at(-1))
    for index, level in enumerate(levels):
        row = make(view.head, 'div')
        row.role = 'row'
        row.ariaRowIndex = String(index + 1)
        if index == len(levels) - 1:
            view.names = row
            each_position(view, lambda position: _name_cell(view, row, position))
        else:
            _group_cells(view, row, level)
    if view.summary is not None:
        view.summary.draw_head()


def _group_cells(view: View, row: Element, level: list) -> None:
    """Draw a header row above the names. Adjacent columns share a cell if they do in the source."""
    end = 0

    def take(position: int) -> None:
        nonlocal end
        limit = view.fixed if position < view.fixed else view.last_position
        if position < end <= limit:
            return
        entry = level.at(view.shown.at(position))
        end = position + 1
        while end < limit and level.at(view.shown.at(end)) is entry:
            end += 1
        cell = make(row, 'div', entry.text)
        cell.role = 'gridcell' if entry.text == '' else 'columnheader'
        if end - position > 1:
            cell.ariaColSpan = String(end - position)
        put(view, cell, position, end)

    each_position(view, take)


def _name_cell(view: View, row: Element, position: int) -> None:
    column = column_at(view, position)
    cell = make(row, 'div')
    cell.role = 'columnheader'
    cell.className = f'name {column.kind}'
    put(view, cell, position, position + 1)
    text = make(cell, 'span', shortened(column.name))
    text.title = shortened(column.name)
    if column.type:
        make(text, 'small', column.type)
    # Without this, screen readers would read the button's name with each cell.
    cell.ariaLabel = column.name or say(words.UNNAMED_COLUMN)
    cell.ariaSort = 'none'
    if view.sort_column == view.shown.at(position) and view.sort_direction != 0:
        cell.ariaSort = 'ascending' if view.sort_direction > 0 else 'descending'
    cell.classList.toggle('filtered', column.filter != '')
    make_button(cell, '⋮', say(words.COLUMN_OPTIONS, column.name)).tabIndex = -1
    make(cell, 'i')


def _draw_rows(view: View) -> None:
    """Remove the elements of rows outside the drawn range, and insert the missing ones."""
    elements = view.elements

    def drop(element: Element, place: int) -> None:
        if not view.first <= place < view.last:
            element.remove()
            elements.delete(place)

    elements.forEach(drop)
    following: Element = None
    for place in range(view.last - 1, view.first - 1, -1):
        element: Element = elements.get(place)
        if element is None:
            element = _row(view, place)
            elements.set(place, element)
            view.block.insertBefore(element, following)
        following = element


def _row(view: View, place: int) -> Element:
    table: Table = view.table
    element = make(view.block, 'div')
    element.role = 'row'
    element.ariaRowIndex = String(len(table.levels) + place + 1)
    row = row_at(view, place)
    if place // 2 * 2 != place:
        element.className = 'odd'
    if row >= table.row_count - table.footer_count:
        element.className = 'footer'
    before = row_at(view, place - 1) if place > 0 else -1
    is_repeated = before >= 0

    def take(position: int) -> None:
        nonlocal is_repeated
        column = column_at(view, position)
        number: int = view.shown.at(position)
        text = table.text(row, number)
        cell = make(element, 'div')
        cell.role = 'rowheader' if column.is_index else 'gridcell'
        cell.className = column.kind
        if is_missing(text):
            cell.classList.add('missing')
        elif len(text) > column.longest:
            widen(view, column, text)
        if column.is_index:
            # Outer labels of a multi-level index are shown only where they change, as in pandas.
            is_repeated = is_repeated and text is table.text(before, number)
            if is_repeated and position < view.fixed - 1 and column_at(view, position + 1).is_index:
                cell.classList.add('repeated')
        _fill(table, cell, row, number, text)
        put(view, cell, position, position + 1)
        if view.summary is not None:
            view.summary.paint(cell, column, text)

    each_position(view, take)
    return element


def _fill(table: Table, cell: Element, row: int, column: int, text) -> None:
    parts = table.links.get(f'{row},{column}')
    if parts is None:
        cell.append(table.empty if text is None else shortened(text))
    else:
        fill_links(cell, parts)


def fill_links(cell: Element, parts: list) -> None:
    """Append texts and links to an element. Each part is ``[text, address, format]``."""
    for part in parts:
        address: str = part.at(1)
        format: str = part.at(2)
        place = make(cell, format) if format else cell
        if address:
            link = make(place, 'a', shortened(part.at(0)))
            link.href = address
            link.target = '_blank'
            link.rel = 'noopener noreferrer nofollow'
            link.tabIndex = -1
        else:
            place.append(shortened(part.at(0)))


def shortened(text: str) -> str:
    return f'{text[:MAX_CELL_TEXT]}…' if len(text) > MAX_CELL_TEXT else text
