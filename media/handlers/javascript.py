"""JavaScript from kernels, run with an ``element`` in a frame without access to the page or the network."""

from browser import Element, Object

from media.datauri import joined_text
from media.dom import create
from media.javascript import words
from media.javascript.libraries import does_draw, does_load, known, remember
from media.notes import make_note
from media.shared import load_shared
from media.words import say

MIME_TYPES = ('application/javascript', 'text/javascript', 'application/ecmascript', 'text/ecmascript')
RANK = 55
NEEDS = ('script_frame', 'javascript_runner')
SLOT_CLASS = 'media-item media-javascript'


async def render(item, slot: Element, result_id: str):
    place = create(slot, 'div')
    place.id = result_id
    scripts = Object(item.options).scripts
    text = joined_text(item.data)
    state = Object()
    if scripts == 'never':
        raise Exception(words.SCRIPTS_FORBIDDEN)
    if does_load(item):
        # A script that loads a library shows nothing itself.
        remember(text)
        return place
    frames = await load_shared('script_frame')
    runner = await load_shared('javascript_runner')
    is_markup: bool = 'html' in item.type
    content = {'script': runner.shared.script, 'title': say(words.SCRIPT_OUTPUT), 'height': 16, 'first': {
        'libraries': known() if does_draw(item) else [], 'markup': text if is_markup else None,
        'code': '' if is_markup else text, 'needs_places': does_draw(item)}, 'hear': lambda said: None}

    async def run():
        place.replaceChildren()
        state.frame = await frames.shared.show_scripted(place, item, content)

    def dispose():
        if state.frame is not None:
            state.frame.dispose()

    if scripts == 'ask':
        note = make_note(place, f'{say(words.SCRIPT_NOT_RUN)} ')
        button = create(place, 'button')
        button.type = 'button'
        button.append(say(words.RUN))
        button.onclick = lambda event: run()
        note.append(button)
        place.append(note)
    else:
        await run()
    return {'node': place, 'dispose': dispose}
