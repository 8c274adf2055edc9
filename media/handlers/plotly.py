"""Plotly figures, drawn by Plotly in a frame without access to the page or the network."""

from browser import Element, Object

from media.dom import create
from media.plotly import words
from media.plotly.figures import CARTESIAN, WEBGL, checked, height_of, title_of, traces_of
from media.shared import load_shared
from media.words import say

MIME_TYPES = ('application/vnd.plotly+json',)
RANK = 95
NEEDS = ('script_frame',)
SLOT_CLASS = 'media-item media-plotly'


async def render(item, slot: Element, result_id: str):
    item.name = say(words.CHART)
    place = create(slot, 'div')
    place.id = result_id
    state = Object()

    async def update(item):
        figure = checked(item.data)
        kinds = traces_of(figure)
        is_cartesian = kinds.every(lambda kind: CARTESIAN.test(kind))
        # A frame that has loaded the full library keeps it.
        name = 'plotly_cartesian' if is_cartesian and state.library != 'plotly_strict' else 'plotly_strict'
        frames = await load_shared('script_frame')
        library = await load_shared(name)
        grants: list = Object(item.options).sandbox
        first = {'figure': figure, 'height': height_of(figure),
                 'may_save': isinstance(grants, list) and grants.includes('allow-downloads')}
        if state.library == name:
            state.content.first = first
            state.frame.send({'first': first})
            return
        state.library = name
        dispose()
        place.replaceChildren()
        title = title_of(figure)
        state.content = {
            'script': library.shared.script, 'title': say(words.NAMED_CHART, title) if title else say(words.CHART),
            'height': height_of(figure), 'first': first, 'uses_webgl': kinds.some(lambda kind: WEBGL.test(kind)),
            'draws_picture': True, 'hear': lambda said: None}
        state.frame = await frames.shared.show_scripted(place, item, state.content)

    def dispose():
        if state.frame is not None:
            state.frame.dispose()

    await update(item)
    return {'node': place, 'update': update, 'dispose': dispose}
