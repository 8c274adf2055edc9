"""Image, Audio and Video widgets, whose bytes the kernel sends."""

from browser import URL, ArrayBuffer, Blob, Object, TextDecoder

from media.widgets import words
from media.widgets.views import View
from media.words import say


def draw_image(view: View) -> None:
    """Image."""
    _draw(view, 'img', 'image', 'png')


def draw_audio(view: View) -> None:
    """Audio. It does not start by itself, even with ``autoplay``."""
    _draw(view, 'audio', 'audio', 'mp3')


def draw_video(view: View) -> None:
    """Video. With ``autoplay``, it plays muted."""
    _draw(view, 'video', 'video', 'mp4')


def _draw(view: View, tag: str, family: str, default: str) -> None:
    node = view.add_control(tag, 'blob')
    note = view.add('span', 'note')
    shown = Object()

    def release() -> None:
        if shown.url is not None:
            URL.revokeObjectURL(shown.url)
            shown.url = None

    view.on_dispose.append(release)

    def update() -> None:
        value = view.get('value')
        format = view.words('format') or default
        if tag == 'img':
            node.alt = view.tooltip() or view.description()
        else:
            node.controls = view.get('controls') is not False
            node.loop = view.get('loop') is True
            node.muted = view.get('autoplay') is True
            node.autoplay = tag == 'video' and view.get('autoplay') is True
        for key in ('width', 'height'):
            size = view.words(key)
            if size:
                node.setAttribute(key, size)
        if shown.value is value:
            return
        shown.value = value
        release()
        is_data = value is not None and (isinstance(value, ArrayBuffer) or ArrayBuffer.isView(value) is True)
        note.textContent = ''
        if format == 'url':
            address: str = TextDecoder().decode(value) if is_data else view.words('value')
            note.textContent = say(words.REMOTE_ADDRESS, address.slice(0, 200))
        elif is_data and value.byteLength > 0:
            kind = 'svg+xml' if format == 'svg' else format
            shown.url = URL.createObjectURL(Blob([value], {'type': f'{family}/{kind}'}))
            node.src = shown.url

    view.updates.append(update)
