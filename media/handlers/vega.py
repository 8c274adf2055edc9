"""Vega and Vega-Lite charts, drawn by Vega in the page, without eval and without unrequested fetches.

If a specification refers to remote data or images, a note offers to load them. The host's option ``remote`` allows or
forbids that, as for HTML.
"""

from browser import Element, Object

from media.dom import create
from media.shared import load_shared
from media.styles import adopt
from static.vega import css

MIME_TYPES = ('application/vnd.vega+json', 'application/vnd.vegalite+json')
SLOT_CLASS = 'media-item media-vega'
RANK = 90
NEEDS = ('vega_charts',)


async def render(item, slot: Element, result_id: str):
    library = await load_shared('vega_charts')
    node = create(slot, 'div')
    node.id = result_id
    node.className = 'backendai-vega'
    adopt(slot, css)
    # Add it to the page now to determine its width and colors.
    slot.append(node)
    chart = {'node': node, 'latest': None, 'dispose': lambda: None, 'look': lambda: None}

    def show(item):
        return library.shared.draw(chart, item, Object(item.options).remote)

    def dispose():
        chart.latest = None
        chart.dispose()
        node.remove()

    # The style sheet has a transition that runs when the page turns light or dark.
    node.addEventListener('transitionend', lambda event: chart.look() if event.target is node else None)
    try:
        await show(item)
    except Exception as error:
        dispose()
        raise error
    return {'node': node, 'update': show, 'dispose': dispose}
