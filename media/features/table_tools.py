"""Interaction with tables, loaded on first use: moving, selecting, copying, saving, filtering, arranging columns."""

from media.table.elements import active_element
from media.table.view import View
from media.table_tools import copying
from media.table_tools.keeping import take_over
from media.table_tools.keyboard import press
from media.table_tools.moving import before_drawing, dress, focus
from media.table_tools.order import refresh
from media.table_tools.pointer import click, enable
from static.table_tools import css


def tools_of(view: View, core):
    """Enable all tools on a view, and return functions for the chunk that drew it; ``core`` is what that provides."""
    view.sort_column = -1
    view.sort_direction = 0
    view.search = ''
    view.place = view.position = view.wish = 0
    core.adopt(view.root, css)
    enable(view, core)
    view.scroller.onkeydown = lambda event: press(view, core, event)
    view.root.addEventListener('copy', lambda event: copying.copy_event(view, core, event))
    if view.names is not None:
        dress(view)
        if active_element(view.root) is view.scroller:
            focus(view)
    return {
        'click': lambda target: click(view, core, target),
        'refresh': lambda: refresh(view, core),
        'before_drawing': lambda: before_drawing(view),
        'take_over': lambda old, left, top: take_over(view, core, old, left, top),
        'text': lambda name: copying.exported_text(view, name, copying.whole(view), True),
    }


shared = {'tools_of': tools_of}
