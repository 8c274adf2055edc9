"""Selecting cells and resizing columns with a pointer."""

from browser import Element, Math, Number, PointerEvent

from media.table.view import View, column_at
from media.table_tools.details import show_details
from media.table_tools.menus import open_column_menu, open_menu
from media.table_tools.moving import dress, focus, reveal
from media.table_tools.order import sort_by

MIN_WIDTH_PX = 24


def enable(view: View, core) -> None:
    scroller = view.scroller
    scroller.onpointerdown = lambda event: _press(view, core, event)
    scroller.ondblclick = lambda event: _open(view, core, event)
    scroller.oncontextmenu = lambda event: _ask(view, core, event)


def place_of(view: View, target: Element):
    """Return the place and position of the cell that contains an element, or None."""
    cell: Element = target.closest('[aria-colindex]')
    if cell is None:
        return None
    row: int = Number(cell.parentNode.ariaRowIndex) - len(view.table.levels) - 1
    position: int = Number(cell.ariaColIndex) - 1
    is_name = cell.parentNode is view.names
    return {'place': row, 'position': position, 'is_name': is_name, 'is_cell': is_name or row >= 0}


def click(view: View, core, target: Element) -> None:
    """Handle a click, also the one that loaded the tools."""
    if target is view.menu:
        open_menu(view, core)
        return
    at = place_of(view, target)
    if at is None or at.is_cell is False or target.localName == 'i':
        return
    if at.is_name is True:
        view.place = -1
        view.position = at.position
        view.anchor = None
        if target.localName == 'button':
            open_column_menu(view, core, at.position)
        else:
            sort_by(view, core, view.shown.at(at.position))
        dress(view)
    elif at.place != view.place or at.position != view.position:
        # The tools were not there when the pointer was pressed.
        _go_to(view, at)


def _press(view: View, core, event: PointerEvent) -> None:
    at = place_of(view, event.target)
    if at is None or event.button != 0:
        return
    if event.target.localName == 'i':
        _resize(view, core, event, at.position)
    elif at.is_name is False and at.is_cell is True and event.target.localName != 'a':
        if not event.shiftKey:
            view.anchor = None
        elif view.anchor is None:
            view.anchor = {'place': max(0, view.place), 'position': view.position}
        _go_to(view, at)
        # With touch, dragging scrolls.
        if event.pointerType == 'mouse':
            _drag(view, core, at)


def _go_to(view: View, at) -> None:
    view.place = at.place
    view.position = at.position
    dress(view)
    focus(view)


def _drag(view: View, core, start) -> None:
    """Extend the selection to the cell under the pointer while the button is down."""
    scroller = view.scroller

    def move(event: PointerEvent) -> None:
        at = place_of(view, event.target)
        if event.buttons == 0:
            scroller.onpointermove = None
        elif at is not None and at.place >= 0 and (at.place != view.place or at.position != view.position):
            if view.anchor is None:
                view.anchor = {'place': start.place, 'position': start.position}
            view.place = at.place
            view.position = at.position
            reveal(view, core)

    scroller.onpointermove = move


def _resize(view: View, core, event: PointerEvent, position: int) -> None:
    event.preventDefault()
    column = column_at(view, position)
    scroller = view.scroller
    begin: float = column.width - event.clientX

    def move(event: PointerEvent) -> None:
        column.width = Math.max(MIN_WIDTH_PX, begin + event.clientX)
        core.rearrange(view)

    def stop(event: PointerEvent) -> None:
        scroller.onpointermove = None
        scroller.onpointerup = None

    # Capture on the grid, because the handle is recreated on every redraw.
    scroller.setPointerCapture(event.pointerId)
    scroller.onpointermove = move
    scroller.onpointerup = stop


def _open(view: View, core, event: PointerEvent) -> None:
    at = place_of(view, event.target)
    if at is None:
        return
    if event.target.localName == 'i':
        # A width of zero fits the column to its contents.
        column_at(view, at.position).width = 0
        core.rearrange(view)
    elif at.place >= 0 and at.is_cell is True:
        show_details(view, core)


def _ask(view: View, core, event: PointerEvent) -> None:
    at = place_of(view, event.target)
    if at is not None and at.is_name is True:
        event.preventDefault()
        view.place = -1
        view.position = at.position
        open_column_menu(view, core, at.position)
