"""Widgets whose module the kernel sends, as those of anywidget do: they run in frames."""

from browser import String

from media.shared import load_shared
from media.widgets.views import View, add


async def draw_module(view: View) -> None:
    """Let the feature `anywidget` fill the view; a note where that cannot be loaded."""
    try:
        chunk = await load_shared('anywidget')
        await chunk.shared.draw(view)
    except Exception as error:
        add(view, 'span', 'note').textContent = f'The widget cannot be drawn: {String(error.message)}.'
