"""Pointer and keyboard input on a tree."""

from browser import Element, KeyboardEvent, Map

from media.dom import call, document_of
from media.json_tree.copying import copy_path, copy_value
from media.json_tree.details import describe
from media.json_tree.moving import go_to_key, go_to_row, open_siblings, set_all
from media.json_tree.search import go_on, search
from media.json_tree.view import ROW_PX, View


def answer(view: View, event) -> None:
    """Handle an event. None updates the details of the current node."""
    kind = '' if event is None else event.type
    if kind == 'input':
        search(view)
    elif kind == 'keydown':
        _take_key(view, event)
    elif kind == 'click':
        _take_click(view, event.target)
    else:
        describe(view)


def _take_click(view: View, button: Element) -> None:
    if button is view.open_all:
        set_all(view, True)
    elif button is view.close_all:
        set_all(view, False)
    elif button is view.copy_path:
        copy_path(view)
    elif button is view.copy_value:
        copy_value(view)
    else:
        describe(view)


def _take_key(view: View, event: KeyboardEvent) -> None:
    key: str = event.key
    if event.target is view.search:
        if key == 'Enter':
            go_on(view, -1 if event.shiftKey else 1)
    elif event.target is view.list:
        has_modifier = event.ctrlKey or event.metaKey or event.altKey
        if key.lower() == 'c' and (event.ctrlKey or event.metaKey):
            if call(document_of(view.element), 'getSelection', []).isCollapsed is False:
                return
            copy_value(view)
        elif has_modifier or not _move(view, key):
            return
        event.preventDefault()


def _move(view: View, key: str) -> bool:
    """Move, open or close following the ARIA tree pattern. Return whether the key was handled."""
    row = view.row_of(view.current)
    page: int = view.list.clientHeight // ROW_PX
    steps: Map = Map([
        ['ArrowDown', 1], ['ArrowUp', -1], ['PageDown', page], ['PageUp', -page],
        ['End', view.shown], ['Home', -view.shown],
    ])
    found: int = steps.get(key)
    is_open: bool = view.opened[view.current] == 1 and view.tree.counts[view.current] > 0
    if found is not None:
        go_to_row(view, row + found)
    elif key == 'ArrowRight':
        if is_open:
            go_to_row(view, row + 1)
        else:
            view.toggle(view.current, True)
    elif key == 'ArrowLeft':
        if is_open:
            view.toggle(view.current, False)
        elif view.current > 0:
            go_to_row(view, view.row_of(view.tree.parents[view.current]))
    elif key == 'Enter' or key == ' ':
        view.toggle(view.current, not is_open)
    elif key == '*':
        open_siblings(view)
    elif len(key) == 1:
        go_to_key(view, key.lower())
    else:
        return False
    return True
