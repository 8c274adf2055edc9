"""Selecting cells and resizing columns with a pointer."""

from browser import Math, PointerEvent

from media.table.view import View, column_at
from media.table_tools.details import show_details
from media.table_tools.menus import open_column_menu

MIN_WIDTH_PX = 24


def enable(view: View, core) -> None:
    scroller = view.scroller
    scroller.onpointerdown = lambda event: _press(view, core, event)
    scroller.ondblclick = lambda event: _open(view, core, event)
    scroller.oncontextmenu = lambda event: _ask(view, core, event)


def _press(view: View, core, event: PointerEvent) -> None:
    at = core.place_of(view, event.target)
    if at is None or event.button != 0:
        return
    if event.target.localName == 'i':
        _resize(view, core, event, at.position)
    elif at.is_name is False and at.is_cell is True and event.target.localName != 'a':
        if not event.shiftKey:
            view.anchor = None
        elif view.anchor is None:
            view.anchor = {'place': max(0, view.place), 'position': view.position}
        _go_to(view, core, at)
        # With touch, dragging scrolls.
        if event.pointerType == 'mouse':
            _drag(view, core, at)


def _go_to(view: View, core, at) -> None:
    view.place = at.place
    view.position = at.position
    core.dress(view)
    core.focus(view)


def _drag(view: View, core, start) -> None:
    """Extend the selection to the cell under the pointer while the button is down."""
    scroller = view.scroller

    def move(event: PointerEvent) -> None:
        at = core.place_of(view, event.target)
        if event.buttons == 0:
            scroller.onpointermove = None
        elif at is not None and at.place >= 0 and (at.place != view.place or at.position != view.position):
            if view.anchor is None:
                view.anchor = {'place': start.place, 'position': start.position}
            view.place = at.place
            view.position = at.position
            core.reveal(view)

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
    at = core.place_of(view, event.target)
    if at is None:
        return
    if event.target.localName == 'i':
        # A width of zero fits the column to its contents.
        column_at(view, at.position).width = 0
        core.rearrange(view)
    elif at.place >= 0 and at.is_cell is True:
        show_details(view, core)


def _ask(view: View, core, event: PointerEvent) -> None:
    at = core.place_of(view, event.target)
    if at is not None and at.is_name is True:
        event.preventDefault()
        view.place = -1
        view.position = at.position
        open_column_menu(view, core, at.position)
