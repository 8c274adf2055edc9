"""Interaction with tables, loaded on first use: moving, selecting, copying, saving, filtering, arranging columns."""

from media.table.view import View
from media.table_tools import copying
from media.table_tools.filters import filtered
from media.table_tools.keyboard import press
from media.table_tools.menus import open_column_menu, open_menu
from media.table_tools.pointer import enable
from static.table_tools import css


def tools_of(view: View, core):
    """Enable all tools on a view, and return functions for the chunk that drew it; ``core`` is what that provides."""
    core.adopt(view.root, css)
    enable(view, core)
    view.scroller.onkeydown = lambda event: press(view, core, event)
    view.root.addEventListener('copy', lambda event: copying.copy_event(view, core, event))
    return {
        'open_menu': lambda: open_menu(view, core, copying),
        'open_column_menu': lambda position: open_column_menu(view, core, position),
        'text': lambda name: copying.exported_text(view, name, copying.whole(view), True),
        'filtered': lambda rows, is_wanted: filtered(view, core, rows, is_wanted),
    }


shared = {'tools_of': tools_of}
