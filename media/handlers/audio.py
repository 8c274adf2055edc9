"""Audio from data URIs or base64, like images, with the browser's controls."""

from browser import Element, Map, Promise

from media import texts as words
from media.blobs import blob_url
from media.datauri import binary_of
from media.dom import create, fragment_of
from media.images.structure import CUT_OFF, WHOLE, structure_of
from media.notes import make_note
from media.words import say

MIME_TYPES = (
    'audio/mpeg', 'audio/mp3', 'audio/mp4', 'audio/aac', 'audio/ogg', 'audio/webm', 'audio/wav', 'audio/x-wav',
    'audio/flac', 'audio/x-flac', 'audio/x-m4a', 'audio/wave', 'audio/vnd.wave', 'audio/opus',
)
RANK = 34
SLOT_CLASS = 'media-item media-audio'

# The types under which browsers play some audio.
PLAYED_AS: Map = Map([
    ['audio/x-m4a', 'audio/mp4'], ['audio/wave', 'audio/wav'], ['audio/vnd.wave', 'audio/wav'],
    ['audio/opus', 'audio/ogg'], ['audio/x-flac', 'audio/flac'],
])


async def render(item, slot: Element, result_id: str):
    item.name = say(words.SOUND)
    player = create(slot, 'audio')
    player.id = result_id
    player.controls = True
    binary = binary_of(item.data, 'audio/')
    state = structure_of(binary).state
    kind = PLAYED_AS.get(item.type) if PLAYED_AS.has(item.type) is True else item.type

    def listen(done, fail):
        player.onloadedmetadata = done
        player.onerror = lambda event: fail(Exception(_defect(state)))
        player.src = blob_url(player, binary, kind)

    await Promise(listen)
    if state == WHOLE:
        return player
    return fragment_of([player, make_note(
        player, say(words.INCOMPLETE_SOUND if state == CUT_OFF else words.DAMAGED_SOUND))])


def _defect(state: str) -> str:
    """The reason why the browser cannot play a file of that state."""
    if state == WHOLE:
        return words.UNPLAYABLE
    return words.CUT_OFF if state == CUT_OFF else words.DAMAGED
