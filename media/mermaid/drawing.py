"""The frame's side: draws diagrams with Mermaid, in the colors of the page."""

from browser import Element, Object, String, document, window


def start() -> None:
    """Listen for the page's messages, ``{first: {source}, look, freeze}``. Each key is optional."""
    state: Object = Object()
    state.count = 0
    body: Element = document.body
    body.style.margin = '0'
    place = document.createElement('div')
    body.append(place)

    async def hear(event):
        told = Object(event.data)
        if event.source is not window.parent:
            return
        if told.freeze is True:
            tell({'frozen': True, 'picture': await picture_of(place)})
        if told.first is None and told.look is None:
            return
        state.first = told.first or state.first
        state.look = told.look or state.look
        state.count += 1
        count: int = state.count
        try:
            drawn = await draw(state.first.source, state.look, count)
            if count == state.count:
                place.innerHTML = drawn
                tell({'drawn': True})
        except Exception as error:
            tell({'error': String(error.message)})

    window.addEventListener('message', hear)


def tell(message) -> None:
    window.parent.postMessage(message, '*')


async def draw(source: str, look, count: int) -> str:
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


async def picture_of(place: Element):
    """Return an image of the drawing as a data URI, or None if the browser cannot create one."""
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
        return canvas.toDataURL()
    except Exception:
        return None
