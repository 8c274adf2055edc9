"""Keyboard navigation, following the ARIA grid pattern."""

from browser import KeyboardEvent, Map

from media.table.view import View, count_of
from media.table_tools.copying import expect_copy
from media.table_tools.details import show_details
from media.table_tools.menus import open_column_menu
from media.table_tools.moving import dress, reveal
from media.table_tools.order import sort_by

ROW_PX = 24


def press(view: View, core, event: KeyboardEvent) -> None:
    if event.target.localName == 'input':
        return
    if _walk(view, event):
        event.preventDefault()
        reveal(view, core)
    elif _act(view, core, event):
        event.preventDefault()
        dress(view)


def _walk(view: View, event: KeyboardEvent) -> bool:
    """Move the current cell, extending the selection with Shift. Return whether the key is a navigation key."""
    key: str = event.key
    page = max(1, view.scroller.clientHeight // ROW_PX - 2)
    end = count_of(view) - 1
    edge = len(view.shown) - 1
    # By key, the steps down and to the right.
    steps: Map = Map([['ArrowDown', [1, 0]], ['ArrowUp', [-1, 0]], ['PageDown', [page, 0]], ['PageUp', [-page, 0]],
                      ['ArrowRight', [0, 1]], ['ArrowLeft', [0, -1]], ['Home', [0, -edge]], ['End', [0, edge]]])
    step: list[int] = steps.get(key)
    if step is None or event.altKey:
        return False
    if event.shiftKey and view.anchor is None:
        view.anchor = {'place': max(0, view.place), 'position': view.position}
    elif not event.shiftKey:
        view.anchor = None
    down: int = step.at(0)
    right: int = step.at(1)
    if event.ctrlKey or event.metaKey:
        # Move to the edge of the table; with Home and End, to a corner.
        if key == 'Home' or key == 'End':
            view.place = 0 if key == 'Home' else end
        down *= end + 1
        right *= edge + 1
    # A single step up from the first row reaches the header; jumps and selections stop at the first row.
    top = 0 if event.shiftKey or event.ctrlKey or event.metaKey else -1
    view.place = max(top, min(end, view.place + down))
    view.position = max(0, min(edge, view.position + right))
    return True


def _act(view: View, core, event: KeyboardEvent) -> bool:
    """Handle the other keys. Return whether the key was handled."""
    key: str = event.key
    is_name = view.place < 0
    if key == 'ContextMenu' or key == 'F10' and event.shiftKey or key == 'ArrowDown' and event.altKey:
        open_column_menu(view, core, view.position)
    elif key == 'Enter' and is_name:
        sort_by(view, core, view.shown.at(view.position))
    elif key == 'Enter' or key == 'F2':
        show_details(view, core)
    elif key == 'Escape' and view.anchor is not None:
        view.anchor = None
    elif key == ' ' and event.shiftKey and not is_name:
        _select(view, view.place, view.place, 0, len(view.shown) - 1)
    elif key == ' ' and event.ctrlKey:
        _select(view, 0, count_of(view) - 1, view.position, view.position)
    elif key == 'a' and (event.ctrlKey or event.metaKey):
        select_all(view)
    elif key == 'c' and (event.ctrlKey or event.metaKey) and not is_name:
        expect_copy(view, core)
        return False
    else:
        return False
    return True


def _select(view: View, top: int, bottom: int, left: int, right: int) -> None:
    """Select an area and make its last cell the current one."""
    view.anchor = {'place': top, 'position': left}
    view.place = bottom
    view.position = right


def select_all(view: View) -> None:
    _select(view, 0, count_of(view) - 1, 0, len(view.shown) - 1)
