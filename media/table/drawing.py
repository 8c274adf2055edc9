"""Drawing: the header, and the rows and columns that are in sight with some around them, each cell an element."""

from browser import Element, String

from media.table.elements import active_element, make, make_button
from media.table.store import Column, Table
from media.table.values import is_missing
from media.table.view import View, count_of, is_selected, row_at

ROW_PX = 24

# How many rows are drawn above and below those in sight.
SPARE_ROWS = 8

# The height of the rows in sight, in CSS pixels, for as long as it is not on the page.
USUAL_HEIGHT_PX = 480

# No element is made higher than this: Firefox ends near 17,800,000 pixels.
MAX_HEIGHT_PX = 15000000

# Of longer texts, a cell shows the beginning; its details show all.
MAX_CELL_TEXT = 500


def height_in_sight(view: View) -> int:
    height = view.scroller.clientHeight
    return max(ROW_PX, height - view.head.offsetHeight) if height else USUAL_HEIGHT_PX


def draw(view: View, is_stale: bool = False) -> None:
    """Draw what is in sight, unless it is drawn already; all of it anew where it is stale."""
    if view.lefts is None:
        return  # it is not on the page yet
    scroller = view.scroller
    count = count_of(view)
    whole = count * ROW_PX
    height = min(whole, MAX_HEIGHT_PX)
    view.body.style.height = f'{height}px'
    sight = height_in_sight(view)
    view.scale = (whole - sight) / (height - sight) if whole > height else 1
    passed: float = scroller.scrollTop * view.scale
    first = max(0, int(passed // ROW_PX) - SPARE_ROWS)
    last = min(count, int((passed + sight) // ROW_PX) + 1 + SPARE_ROWS)
    is_focused = view.scroller.contains(active_element(view.root))
    is_stale = _choose_columns(view) or is_stale
    if is_stale or first != view.first or last != view.last:
        view.first = first
        view.last = last
        if is_stale:
            view.block.replaceChildren()
            view.elements.clear()
            _draw_head(view)
        _draw_rows(view)
        dress(view)
        if is_focused:
            focus(view)
    view.block.style.top = f'{first * ROW_PX - passed + scroller.scrollTop}px'


def _choose_columns(view: View) -> bool:
    """Find which columns are in sight; whether they are others than those drawn."""
    lefts = view.lefts
    shown = len(view.shown)
    left: float = view.scroller.scrollLeft
    right: float = left + (view.scroller.clientWidth or 800)
    left += lefts.at(view.fixed)
    first = view.fixed
    while first < shown - 1 and lefts.at(first + 1) <= left:
        first += 1
    last = first
    while last < shown and lefts.at(last) < right:
        last += 1
    first = max(view.fixed, first - 1)
    last = min(shown, last + 1)
    if first >= view.first_position and last <= view.last_position and first - view.first_position < 8:
        return False
    view.first_position = first
    view.last_position = last
    return True


def _each_position(view: View, take) -> None:
    """Call ``take(position)`` for the columns that are drawn, from left to right."""
    for position in range(view.fixed):
        take(position)
    for position in range(view.first_position, view.last_position):
        take(position)


def _place(view: View, cell: Element, position: int, end: int) -> None:
    """Give a cell the place of the columns from ``position`` to before ``end``."""
    lefts = view.lefts
    left: float = lefts.at(position)
    cell.style.width = f'{lefts.at(end) - left}px'
    cell.ariaColIndex = String(position + 1)
    if position < view.fixed:
        cell.className += ' fixed'
        cell.style.left = f'{left}px'
    elif position == view.first_position:
        cell.style.marginLeft = f'{left - lefts.at(view.fixed)}px'


def _draw_head(view: View) -> None:
    table = view.table
    view.head.replaceChildren()
    view.scroller.ariaRowCount = String(len(table.levels) + count_of(view)) if table.is_complete else '-1'
    view.scroller.ariaColCount = String(len(view.shown))
    view.block.style.width = view.head.style.width = f'{view.lefts.at(len(view.shown))}px'
    for index, level in enumerate(table.levels):
        row = make(view.head, 'div')
        row.role = 'row'
        row.ariaRowIndex = String(index + 1)
        if index == len(table.levels) - 1:
            _each_position(view, lambda position: _name_cell(view, row, position))
        else:
            _group_cells(view, row, level)


def _group_cells(view: View, row: Element, level: list) -> None:
    """The cells of a row above the names: columns side by side share a cell where the source had one."""
    shown = view.shown

    def end_of(position: int, last: int) -> int:
        end = position + 1
        while end < last and level[shown[end]].span == level[shown[position]].span:
            end += 1
        return end

    for start, last in [[0, view.fixed], [view.first_position, view.last_position]]:
        position: int = start
        while position < last:
            end = end_of(position, last)
            cell = make(row, 'div', level[shown[position]].text)
            cell.role = 'columnheader'
            if end - position > 1:
                cell.ariaColSpan = String(end - position)
            _place(view, cell, position, end)
            position = end


def _name_cell(view: View, row: Element, position: int) -> None:
    place = view.shown[position]
    column: Column = view.table.columns[place]
    cell = make(row, 'div')
    cell.role = 'columnheader'
    cell.className = f'name {column.kind}'
    _place(view, cell, position, position + 1)
    text = make(cell, 'span', column.name)
    text.title = column.name
    if column.type:
        make(text, 'small', column.type)
    is_sorted = view.sort_column == place and view.sort_direction != 0
    cell.ariaSort = ('ascending' if view.sort_direction > 0 else 'descending') if is_sorted else 'none'
    if column.filter:
        cell.className += ' filtered'
    button = make_button(cell, '⋮', f'Options of column {column.name or place}', None)
    button.tabIndex = -1
    make(cell, 'i')


def _draw_rows(view: View) -> None:
    """Add the elements of new rows in between, and remove those far away."""
    elements = view.elements
    places: list[int] = [place for place in elements.keys()]
    for place in places:
        if not view.first <= place < view.last:
            elements.get(place).remove()
            elements.delete(place)
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
    element.className = 'odd' if place % 2 else ''
    row = row_at(view, place)
    if row >= table.row_count - table.footer_count:
        element.className += ' footer'
    before = row_at(view, place - 1) if place > 0 else -1
    is_repeated = True

    def take(position: int) -> None:
        nonlocal is_repeated
        column_place = view.shown[position]
        column: Column = table.columns[column_place]
        text = table.text(row, column_place)
        cell = make(element, 'div')
        cell.role = 'rowheader' if column.is_index else 'gridcell'
        cell.className = 'text' if text is not None and column.kind == '' else column.kind
        if is_missing(text):
            cell.className += ' missing'
        if column.is_index:
            # Labels of outer levels of an index are seen where they change, as in pandas.
            is_repeated = is_repeated and before >= 0 and text == table.text(before, column_place)
            inner: Column = table.columns.at(column_place + 1)
            if is_repeated and inner is not None and inner.is_index:
                cell.className += ' repeated'
        _fill(table, cell, row, column_place, text)
        _place(view, cell, position, position + 1)

    _each_position(view, take)
    return element


def _fill(table: Table, cell: Element, row: int, column: int, text) -> None:
    parts = table.links.get(f'{row},{column}')
    if parts is None:
        cell.append(shortened(text))
        return
    for part in parts:
        if part[1]:
            link = make(cell, 'a', shortened(part[0]))
            link.href = part[1]
            link.target = '_blank'
            link.rel = 'noopener noreferrer nofollow'
            link.tabIndex = -1
        else:
            cell.append(shortened(part[0]))


def shortened(text) -> str:
    if text is None:
        return ''
    return f'{text[:MAX_CELL_TEXT]}…' if len(text) > MAX_CELL_TEXT else text


def dress(view: View) -> None:
    """Show on the cells that are drawn what is selected, and where the keyboard is."""
    view.scroller.tabIndex = 0
    for place, element in [[-1, view.head.lastElementChild], *view.elements.entries()]:
        cells: list[Element] = element.children if element is not None else []
        for cell in cells:
            position = int(cell.ariaColIndex) - 1
            is_current: bool = place == view.place and position == view.position
            cell.tabIndex = 0 if is_current else -1
            if place >= 0:
                cell.ariaSelected = 'true' if is_selected(view, place, position) else 'false'
            if is_current:
                view.scroller.tabIndex = -1


def cell_at(view: View, place: int, position: int) -> Element:
    """The element of a cell, None where it is not drawn."""
    row: Element = view.head.lastElementChild if place < 0 else view.elements.get(place)
    return None if row is None else row.querySelector(f'[aria-colindex="{position + 1}"]')


def focus(view: View) -> None:
    """Give the current cell the focus, or the grid while the cell is not drawn."""
    cell = cell_at(view, view.place, view.position)
    (view.scroller if cell is None else cell).focus({'preventScroll': True})


def reveal(view: View) -> None:
    """Bring the current cell into sight."""
    scroller = view.scroller
    if view.place >= 0:
        sight = height_in_sight(view)
        top = view.place * ROW_PX
        passed: float = scroller.scrollTop * view.scale
        if top < passed:
            scroller.scrollTop = top / view.scale
        elif top + ROW_PX > passed + sight:
            scroller.scrollTop = (top + ROW_PX - sight) / view.scale
    if view.position >= view.fixed:
        left: float = view.lefts.at(view.position) - view.lefts.at(view.fixed)
        room: float = scroller.clientWidth - view.lefts.at(view.fixed)
        right: float = view.lefts.at(view.position + 1) - view.lefts.at(view.fixed)
        if left < scroller.scrollLeft or right - left > room:
            scroller.scrollLeft = left
        elif right > scroller.scrollLeft + room:
            scroller.scrollLeft = right - room
    draw(view)
