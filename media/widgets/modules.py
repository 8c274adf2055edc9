"""Widgets whose JavaScript module comes from the kernel, as with anywidget. They run in frames."""

from browser import String

from media.shared import load_shared
from media.widgets.views import View, add


async def draw_module(view: View) -> None:
    """Load the chunk `anywidget` and let it draw the view. Show a note if it cannot be loaded."""
    try:
        chunk = await load_shared('anywidget')
        await chunk.shared.draw(view)
    except Exception as error:
        add(view, 'span', 'note').textContent = f'The widget cannot be drawn: {String(error.message)}.'
