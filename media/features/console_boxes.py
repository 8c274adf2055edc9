"""Joining box-drawing and block characters between rows, as in frames and QR codes; isolating right-to-left words.

Rows are higher than a font's characters, which leaves gaps in frames, so these characters are stretched to the height
of the row.
"""

from browser import Array, Element, NodeFilter, RegExp, String, getComputedStyle

from media.console.elements import add
from media.console.viewport import Viewport
from media.dom import call, create, document_of

# Box-drawing and block characters, which are the group, and right-to-left words.
_SPECIAL: RegExp = RegExp(
    '([\u2500-\u259f]+)|[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]'
    '(?:[ \u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])?', 'g')


def _measure(viewport: Viewport) -> None:
    """Measure how the font's full block must be moved and stretched to fill a row."""
    row = add(viewport.content, 'div', 'backendai-row backendai-sample')
    base = add(row, 'span', 'backendai-box')
    place = base.getBoundingClientRect()
    frame = row.getBoundingClientRect()
    height: float = frame.height
    baseline: float = place.bottom - frame.top
    context = create(row, 'canvas').getContext('2d')
    style = getComputedStyle(row)
    context.font = f'{style.fontSize} {style.fontFamily}'
    block = context.measureText('\u2588')
    above: float = block.actualBoundingBoxAscent
    below: float = block.actualBoundingBoxDescent
    row.remove()
    # Half a pixel more on either side, which the row clips, so that no gap is visible.
    scale: float = (height + 1) / (above + below)
    shift: float = (above - baseline) * scale - 0.5
    viewport.element.style.setProperty('--backendai-box', f'translateY({String(shift)}px) scaleY({String(scale)})')


def join_boxes(viewport: Viewport, row: Element) -> None:
    """Wrap the box-drawing and block characters and right-to-left words of a row in elements for the style sheet."""
    if viewport.measured is not viewport.metrics:
        viewport.measured = viewport.metrics
        _measure(viewport)
    walker = call(document_of(row), 'createTreeWalker', [row, NodeFilter.SHOW_TEXT])
    nodes: list = []
    while walker.nextNode() is not None:
        nodes.push(walker.currentNode)
    for node in nodes:
        text: str = node.data
        # From the end, so that earlier indexes stay valid.
        matches: list = Array.from_(text.matchAll(_SPECIAL))
        for number in range(matches.length):
            match = matches.at(-1 - number)
            index: int = match.index
            special = node.splitText(index)
            found: str = match.at(0)
            special.splitText(len(found))
            is_box = match.at(1) is not None
            outer = create(row, 'span' if is_box else 'bdi')
            special.replaceWith(outer)
            if is_box:
                outer.className = 'backendai-box'
                outer = add(outer, 'span', '')
            outer.append(special)


shared = {'join_boxes': join_boxes}
