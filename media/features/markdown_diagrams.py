"""Diagrams in Markdown: code blocks in mermaid, drawn once they have stopped growing."""

from browser import Element, setTimeout

from media.dom import create
from media.mermaid.diagrams import draw_diagram

NEEDS = ('script_frame', 'mermaid_library')

# How long a block must stay unchanged before it is drawn; text that is still being written changes sooner.
DELAY_MS = 400


def draw(code: Element, source: str, item) -> None:
    """Draw a diagram in place of its source; if that fails, keep the source and report the reason."""
    async def begin():
        block: Element = code.parentElement
        if not code.isConnected:
            return
        place = create(code, 'div')
        block.after(place)
        try:
            await draw_diagram(place, source, item)
            block.style.display = 'none'
        except Exception as error:
            place.remove()
            item.report(f'a diagram: {error.message}')

    setTimeout(begin, DELAY_MS)


shared = {'draw': draw}
