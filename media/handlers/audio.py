"""Audio from data URIs or base64, like images, with the browser's controls."""

from browser import Element, Map, Promise

from media.blobs import blob_url
from media.datauri import binary_of
from media.dom import create, fragment_of
from media.images.structure import WHOLE, structure_of
from media.notes import make_note

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

UNPLAYABLE = 'it is damaged, or of a kind that this browser cannot play'


async def render(item, slot: Element, result_id: str):
    item.name = 'Sound'
    player = create(slot, 'audio')
    player.id = result_id
    player.controls = True
    binary = binary_of(item.data, 'audio/')
    state = structure_of(binary).state
    kind = PLAYED_AS.get(item.type) if PLAYED_AS.has(item.type) is True else item.type

    def listen(done, fail):
        player.onloadedmetadata = done
        player.onerror = lambda event: fail(Exception(UNPLAYABLE if state == WHOLE else f'it is {state}'))
        player.src = blob_url(player, binary, kind)

    await Promise(listen)
    if state == WHOLE:
        return player
    return fragment_of([player, make_note(player, f'This sound is {state}.')])
