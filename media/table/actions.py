"""What people do with a table: sort, filter, move, select, resize, open menus."""

from browser import Element, Event, Number, ResizeObserver

from media.table.drawing import ROW_PX, draw, dress, focus, height_in_sight, reveal
from media.table.order import sort_by
from media.table.sizing import arrange, measure
from media.table.view import View, count_of


def enable(view: View) -> None:
    scroller = view.scroller
    scroller.onscroll = lambda event: draw(view)
    scroller.onkeydown = lambda event: press(view, event)
    scroller.onclick = lambda event: click(view, event)
    view.observer = ResizeObserver(lambda entries: resize(view))
    view.observer.observe(scroller)


def dispose(view: View) -> None:
    """End all that goes on for a view."""
    view.is_disposed = True
    view.wish += 1
    view.observer.disconnect()


def resize(view: View) -> None:
    measure(view)
    arrange(view)
    draw(view, True)


def place_of(view: View, event: Event):
    """The place and position of the cell that an event is about, or None."""
    cell: Element = event.target.closest('[aria-colindex]')
    if cell is None:
        return None
    row = Number(cell.parentNode.ariaRowIndex) - len(view.table.levels) - 1
    return {'place': max(-1, row), 'position': Number(cell.ariaColIndex) - 1, 'is_group': row < -1}


def click(view: View, event: Event) -> None:
    at = place_of(view, event)
    if at is None or at.is_group:
        return
    view.place = at.place
    view.position = at.position
    if at.place < 0:
        sort_by(view, view.shown[view.position])
    dress(view)


def press(view: View, event) -> None:
    page: int = height_in_sight(view) // ROW_PX
    key: str = event.key
    rows = {'ArrowDown': 1, 'ArrowUp': -1, 'PageDown': page, 'PageUp': -page}
    step: int = rows.get(key, 0)
    if step != 0:
        view.place = max(-1, min(count_of(view) - 1, view.place + step))
    elif key == 'ArrowRight' or key == 'ArrowLeft':
        view.position = max(0, min(len(view.shown) - 1, view.position + (1 if key == 'ArrowRight' else -1)))
    elif key == 'Enter' and view.place < 0:
        sort_by(view, view.shown[view.position])
    else:
        return
    event.preventDefault()
    reveal(view)
    dress(view)
    focus(view)
