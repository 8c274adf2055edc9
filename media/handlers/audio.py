"""Sound, with the browser's own controls; from data URIs or base64, as images are."""

from browser import Element, Promise

from media.blobs import blob_url
from media.datauri import binary_of
from media.dom import create

MIME_TYPES = (
    'audio/mpeg', 'audio/mp3', 'audio/mp4', 'audio/aac', 'audio/ogg', 'audio/webm', 'audio/wav', 'audio/x-wav',
    'audio/flac',
)
RANK = 34
SLOT_CLASS = 'media-item media-audio'


async def render(item, slot: Element, result_id: str):
    player = create(slot, 'audio')
    player.id = result_id
    player.controls = True

    def listen(done, fail):
        player.onloadedmetadata = done
        player.onerror = lambda event: fail(Exception('it is damaged, or of a kind that this browser cannot play'))
        player.src = blob_url(player, binary_of(item.data, 'audio/'), item.type)

    await Promise(listen)
    return player
