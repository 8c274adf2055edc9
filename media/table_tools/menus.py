"""The menus of a column and of the whole table."""

from browser import Element, Math

from media.shared import load_shared
from media.table.store import Column
from media.table.view import View, column_at, count_of
from media.table_tools import copying, words
from media.table_tools.moving import cell_at, dress, focus, reveal
from media.table_tools.order import refresh
from media.table_tools.popovers import add_action, add_field, open_popover
from media.words import say

# The change in width by "Wider" and "Narrower", in CSS pixels.
_STEP_PX = 40
_MIN_WIDTH_PX = 24


def open_column_menu(view: View, core, position: int) -> None:
    column = column_at(view, position)
    number: int = view.shown.at(position)
    near: Element = cell_at(view, -1, position)
    box = open_popover(view, near or view.scroller, say(words.COLUMN, column.name))
    field = add_field(box, say(words.FILTER), 'text', column.filter)
    field.placeholder = say(words.FILTER_EXAMPLES)

    def enter(event) -> None:
        column.filter = field.value
        refresh(view, core)

    def sort(direction: int) -> None:
        view.sort_column = number
        view.sort_direction = direction
        refresh(view, core)

    def change(action) -> None:
        action()
        core.rearrange(view)
        focus(view)

    def hide() -> None:
        column.is_hidden = True

    def pin() -> None:
        column.is_pinned = not column.is_pinned

    def resize(step: int) -> None:
        column.width = Math.max(_MIN_WIDTH_PX, column.width + step)

    def fit() -> None:
        column.width = 0

    field.oninput = enter
    add_action(box, say(words.SORT_ASCENDING), lambda: sort(1))
    add_action(box, say(words.SORT_DESCENDING), lambda: sort(-1))
    if view.sort_direction != 0:
        add_action(box, say(words.ORIGINAL_ORDER), lambda: sort(0))
    if not column.is_index:
        add_action(box, say(words.UNPIN) if column.is_pinned else say(words.PIN_TO_THE_SIDE), lambda: change(pin))
    if len(view.shown) > 1:
        add_action(box, say(words.HIDE), lambda: change(hide))
    add_action(box, say(words.WIDER), lambda: change(lambda: resize(_STEP_PX)))
    add_action(box, say(words.NARROWER), lambda: change(lambda: resize(-_STEP_PX)))
    add_action(box, say(words.FIT_TO_CONTENTS), lambda: change(fit))
    add_action(box, say(words.HEAT_MAP), lambda: _summarize(view, core, lambda summary: summary.toggle_heat(number)))
    field.focus()


def open_menu(view: View, core) -> None:
    box = open_popover(view, view.menu, say(words.TABLE_OPTIONS))
    field = add_field(box, say(words.SEARCH), 'text', view.search)
    going = add_field(box, say(words.GO_TO_ROW), 'number', '')
    going.min = 1
    going.max = count_of(view)

    def enter(event) -> None:
        view.search = field.value
        refresh(view, core)

    def go(event) -> None:
        row: int = Math.floor(going.valueAsNumber)
        view.place = max(0, min(count_of(view), row or 1) - 1)
        view.anchor = None
        reveal(view, core)
        dress(view)

    def leave(event) -> None:
        if event.key == 'Enter':
            box.hidePopover()
            focus(view)

    field.oninput = enter
    going.onchange = go
    going.onkeydown = leave
    what: str = words.COPY_ALL if view.anchor is None else words.COPY_SELECTION
    for name in ['TSV', 'CSV', 'Markdown', 'HTML']:
        _add_copy(box, what, name, lambda name: copying.copy_all(view, core, name))
    add_action(box, say(words.SAVE_AS_CSV), lambda: copying.save(view, core))
    columns: list[Column] = view.table.columns
    hidden: list[Column] = columns.filter(lambda column: column.is_hidden)

    def show(column: Column) -> None:
        column.is_hidden = False
        core.rearrange(view)

    for column in hidden:
        _add_show(box, column, show)
    add_action(box, say(words.SUMMARIES), lambda: _summarize(view, core, lambda summary: summary.toggle()))
    if view.search or columns.some(lambda column: column.filter != ''):
        add_action(box, say(words.CLEAR_ALL_FILTERS), lambda: _clear(view, core))
    field.focus()


def _add_copy(box: Element, what: str, name: str, copy) -> None:
    add_action(box, say(what, name), lambda: copy(name))


def _add_show(box: Element, column: Column, show) -> None:
    add_action(box, say(words.SHOW_COLUMN, column.name), lambda: show(column))


def _clear(view: View, core) -> None:
    view.search = ''
    columns: list[Column] = view.table.columns
    for column in columns:
        column.filter = ''
    refresh(view, core)


async def _summarize(view: View, core, action):
    """Load table_summary, then call ``action`` with the view's summary."""
    chunk = await load_shared('table_summary')
    if view.summary is None:
        view.summary = chunk.shared.summary_of(view, core)
    action(view.summary)
