"""The current cell and the selection: their marks, the focus, and scrolling to them."""

from browser import Element, Number, String

from media.table.drawing import ROW_PX, height_in_sight
from media.table.elements import active_element
from media.table.view import View, selected_area


def before_drawing(view: View):
    """Return a function that marks the redrawn cells, and gives the focus back to the current one if it had it."""
    is_focused = view.scroller.contains(active_element(view.root))

    def restore() -> None:
        dress(view)
        if is_focused:
            focus(view)
        scroll = view.scroll
        if scroll is not None:
            # Not scrollTo(): Prototype's scrolls the page.
            view.scroll = None
            view.scroller.scrollLeft = scroll.left
            view.scroller.scrollTop = scroll.top

    return restore


def dress(view: View) -> None:
    """Mark the selected cells and the current cell among the drawn ones."""
    view.position = max(0, min(view.position, len(view.shown) - 1))
    area = selected_area(view)
    view.scroller.tabIndex = 0

    def dress_row(row: Element, place: int) -> None:
        cells: list[Element] = row.children
        for cell in cells:
            position: int = Number(cell.ariaColIndex) - 1
            is_current = place == view.place and position == view.position
            cell.tabIndex = 0 if is_current else -1
            if is_current:
                view.scroller.tabIndex = -1
            if place >= 0:
                is_inside = area.top <= place and place <= area.bottom and area.left <= position <= area.right
                cell.ariaSelected = String(view.anchor is not None and is_inside)

    dress_row(view.names, -1)
    view.elements.forEach(dress_row)


def cell_at(view: View, place: int, position: int) -> Element:
    """Return the element of a cell, or None if it is not drawn."""
    row: Element = view.names if place < 0 else view.elements.get(place)
    return None if row is None else row.querySelector(f'[aria-colindex="{position + 1}"]')


def focus(view: View) -> None:
    """Focus the current cell, or the grid if the cell is not drawn."""
    (cell_at(view, view.place, view.position) or view.scroller).focus({'preventScroll': True})


def reveal(view: View, core) -> None:
    """Scroll the current cell into view and focus it."""
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
        fixed: float = view.lefts.at(view.fixed)
        left: float = view.lefts.at(view.position)
        right: float = view.lefts.at(view.position + 1)
        room: float = scroller.clientWidth
        if left - fixed < scroller.scrollLeft or right - left > room - fixed:
            scroller.scrollLeft = left - fixed
        elif right > scroller.scrollLeft + room:
            scroller.scrollLeft = right - room
    core.draw(view)
    dress(view)
    focus(view)
