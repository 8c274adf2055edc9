"""In a frame: a picture of its contents, drawn by the browser from copies of its elements."""

from browser import Array, Element, Image, Math, String, XMLSerializer, document, encodeURIComponent, window

from media.html.messaging import tell
from media.limits import MAX_HEIGHT_PX


async def tell_picture() -> None:
    """Send the host page a picture of the output as a data URI; None if the browser draws no HTML into pictures."""
    picture = None
    try:
        picture = await draw_page()
    except Exception:
        pass  # the frame's place stays blank until it is in view
    tell({'frozen': True, 'picture': picture})


async def draw_page() -> str:
    root: Element = document.documentElement
    copy: Element = root.cloneNode(True)
    canvases: list = Array.from_(root.querySelectorAll('canvas'))
    copies: list = Array.from_(copy.querySelectorAll('canvas'))
    copies.forEach(lambda canvas, index: replace_canvas(canvas, canvases.at(index)))
    scripts: list = Array.from_(copy.querySelectorAll('script'))
    scripts.forEach(lambda script: script.remove())
    width: float = window.innerWidth
    # The frame may not have been resized yet to the height that was reported last.
    height: float = Math.max(window.innerHeight, Math.min(root.scrollHeight, MAX_HEIGHT_PX))
    size = f'width="{String(width)}" height="{String(height)}"'
    content: str = XMLSerializer().serializeToString(copy)
    image = Image()
    image.src = 'data:image/svg+xml,' + encodeURIComponent(
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}><foreignObject {size}>{content}</foreignObject></svg>')
    await image.decode()
    canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    canvas.getContext('2d').drawImage(image, 0, 0)
    return canvas.toDataURL()


def replace_canvas(copy: Element, canvas) -> None:
    image = document.createElement('img')
    image.src = canvas.toDataURL()
    image.style.cssText = canvas.style.cssText
    image.width = canvas.width
    image.height = canvas.height
    copy.replaceWith(image)
