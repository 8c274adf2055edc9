"""Diagrams in Markdown: blocks of code whose language is mermaid, drawn once they have stopped growing."""

from browser import Element, setTimeout

from media.dom import create
from media.mermaid.diagrams import draw_diagram

NEEDS = ('script_frame', 'mermaid_library')

# How long a block must stay unchanged, as texts that are being written do not.
DELAY_MS = 400


def draw(code: Element, source: str, item) -> None:
    """Draw a diagram in place of its source; where that fails, the source stays, and the reason is added."""
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
