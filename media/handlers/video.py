"""Video from data URIs or base64, like images, with the browser's controls. It does not play automatically."""

from browser import Element, Number, Object, Promise, Reflect

from media import texts as words
from media.blobs import blob_url
from media.datauri import binary_of
from media.dom import create

MIME_TYPES = ('video/mp4', 'video/webm', 'video/ogg')
RANK = 35
SLOT_CLASS = 'media-item media-video'


async def render(item, slot: Element, result_id: str):
    player = create(slot, 'video')
    player.id = result_id
    player.controls = True
    player.playsInline = True
    metadata = Object(item.metadata)
    own = Reflect.get(metadata, item.type)
    size = metadata if own is None else own
    for name in ['width', 'height']:
        pixels = Number(Reflect.get(Object(size), name))
        if pixels > 0:
            Reflect.set(player, name, pixels)
    player.style.maxWidth = '100%'
    player.style.maxHeight = '90vh'

    def listen(done, fail):
        player.onloadeddata = done
        player.onerror = lambda event: fail(Exception(words.UNPLAYABLE))
        player.src = blob_url(player, binary_of(item.data, 'video/'), item.type)

    await Promise(listen)
    return player
