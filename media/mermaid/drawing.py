"""The frame's side: draws diagrams with Mermaid, in the colors of the page."""

from browser import Element, String, document, window

from media.html.messaging import draw_messages


def start() -> None:
    """Draw the page's messages, whose ``first`` is ``{source}``."""
    draw_messages(draw, freeze)


async def draw(place: Element, first, look, state) -> bool:
    """Draw a diagram, unless a later one was requested in the meantime."""
    global _count
    _count += 1
    count: int = _count
    drawn: str = await markup_of(first.source, look, count)
    is_latest: bool = count == _count
    if is_latest:
        place.innerHTML = drawn
    return is_latest


async def markup_of(source: str, look, count: int) -> str:
    """Return a diagram as SVG markup."""
    root: Element = document.documentElement
    root.style.background = look.background
    root.style.colorScheme = 'dark' if look.is_dark is True else 'light'
    window.mermaid.initialize({
        'startOnLoad': False, 'securityLevel': 'strict', 'suppressErrorRendering': True, 'maxTextSize': 50000,
        'theme': 'dark' if look.is_dark is True else 'default', 'fontFamily': 'system-ui, sans-serif',
        # Options that a diagram may not override.
        'secure': ['secure', 'securityLevel', 'startOnLoad', 'maxTextSize', 'suppressErrorRendering', 'maxEdges']})
    drawn = await window.mermaid.render(f'diagram-{String(count)}', source)
    return drawn.svg


async def freeze(place: Element):
    """Return an image of the drawing as a data URI; None if the browser cannot create one."""
    picture = None
    try:
        drawing = place.querySelector('svg')
        box = drawing.getBoundingClientRect()
        image = window.Image()
        copy = drawing.cloneNode(True)
        copy.setAttribute('width', String(box.width))
        copy.setAttribute('height', String(box.height))
        image.src = 'data:image/svg+xml,' + window.encodeURIComponent(window.XMLSerializer().serializeToString(copy))
        await image.decode()
        canvas = document.createElement('canvas')
        canvas.width = window.innerWidth
        canvas.height = window.innerHeight
        context = canvas.getContext('2d')
        context.drawImage(image, box.left, box.top)
        picture = canvas.toDataURL()
    except Exception:
        pass  # the frame's place stays blank until it is in view
    return {'picture': picture}


_count: int = 0
