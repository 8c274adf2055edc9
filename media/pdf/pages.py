"""The pages of a document, each drawn when it approaches the viewport."""

from browser import Element, IntersectionObserver, Math, MessageChannel, Uint8Array

from media.dom import create, window_of
from media.pdf import words
from media.styles import adopt
from media.words import say
from static.pdf_pages import css

DIALECT = 'plain'

# A document may claim any number of pages of any size.
MAX_PAGES = 2000
MAX_PIXELS = 2 ** 24
MARGIN = '500px'


async def show(node: Element, name, data: Uint8Array, library):
    """Show the pages of ``data`` at the end of ``node``. Return ``{pages, dispose}``. Raise an error if invalid."""
    adopt(node, css)
    place = create(node, 'section')
    place.ariaLabel = name
    place.tabIndex = 0
    place.className = 'backendai-pdf-pages'
    channel = MessageChannel()
    channel.port1.start()
    channel.port2.start()
    # Run the worker code in the page: a real worker would need a URL, which CSPs forbid.
    library.Handler.initializeFromPort(channel.port2)
    worker = library.Worker.create({'port': channel.port1, 'verbosity': 0})
    task = library.open({'data': data, 'worker': worker, 'enableXfa': False, 'useWasm': False, 'verbosity': 0})

    def dispose():
        observer.disconnect()
        task.destroy().catch(lambda error: None)
        worker.destroy()
        channel.port1.close()
        channel.port2.close()

    def look(entries):
        for entry in entries:
            if entry.isIntersecting:
                observer.unobserve(entry.target)
                _draw(document, entry.target).catch(lambda error: entry.target.append(error.message))

    observer = IntersectionObserver(look, {'root': place, 'rootMargin': MARGIN})
    try:
        document = await task.promise
        first = (await document.getPage(1)).getViewport({'scale': 1})
    except Exception as error:
        dispose()
        raise error
    node.append(place)
    for number in range(1, Math.min(document.numPages, MAX_PAGES) + 1):
        page = create(place, 'div')
        page.style.aspectRatio = f'{first.width} / {first.height}'
        page.dataset.number = number
        place.append(page)
        observer.observe(page)
    return {'dispose': dispose, 'pages': document.numPages}


async def _draw(document, place: Element):
    page = await document.getPage(place.dataset.number - 0)
    plain = page.getViewport({'scale': 1})
    wanted = place.clientWidth * window_of(place).devicePixelRatio / plain.width
    most = Math.sqrt(MAX_PIXELS / (plain.width * plain.height))
    viewport = page.getViewport({'scale': Math.min(wanted, most)})
    canvas = create(place, 'canvas')
    canvas.role = 'img'
    content = await page.getTextContent()
    text = content.items.map(lambda each: each.str).join(' ')
    canvas.ariaLabel = say(words.PAGE, place.dataset.number, text.slice(0, 2000))
    canvas.width = viewport.width
    canvas.height = viewport.height
    place.style.aspectRatio = f'{plain.width} / {plain.height}'
    place.append(canvas)
    await page.render({'canvas': canvas, 'viewport': viewport}).promise
