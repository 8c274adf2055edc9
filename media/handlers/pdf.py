"""PDF: a bar with name, page count, size, Open and Save, and the pages in the browser's viewer or drawn by pdf.js.

The viewer requires ``frame-src blob:`` if the page has a Content Security Policy.
"""

from browser import Array, Element, Map, Math, Number, Object, Reflect, RegExp, String, navigator

from media.blobs import blob_url
from media.datauri import binary_of, bytes_of
from media.dom import call, create, document_of
from media.notes import make_note
from media.pdf import words
from media.shared import load_shared
from media.styles import adopt
from media.words import say, say_reason
from static.pdf import css

MIME_TYPES = ('application/pdf',)
SLOT_CLASS = 'media-item media-pdf'
RANK = 40

VIOLATION = 'securitypolicyviolation'

# The header may be preceded by up to this many other bytes.
MAX_HEADER_OFFSET = 1024


async def render(item, slot: Element, result_id: str):
    binary = binary_of(item.data, 'application/pdf')
    if not binary[:MAX_HEADER_OFFSET].includes('%PDF-'):
        raise Exception(words.NOT_A_PDF if binary else words.EMPTY)
    node = create(slot, 'div')
    node.id = result_id
    node.className = 'backendai-pdf'
    adopt(slot, css)
    name = name_of(item)
    address = blob_url(node, binary, 'application/pdf')
    bar = create(slot, 'div')
    label = create(slot, 'span')
    title = create(slot, 'strong')
    title.append(name)
    count = create(slot, 'span')
    count.append(pages_text(pages_of(binary)))
    label.append(title, count, f', {size_text(len(binary))}')
    bar.append(label, link(slot, say(words.OPEN), address, 'target', '_blank'),
               link(slot, say(words.SAVE), address, 'download', name))
    node.append(bar)
    state = {'dispose': None, 'is_disposed': False}

    async def draw_pages():
        try:
            if Map().getOrInsertComputed is None or Math.sumPrecise is None:  # which pdf.js needs
                raise Exception(words.OLD_BROWSER)
            chunk = await load_shared('pdf_library')
            shown = await chunk.shared.show(node, name, bytes_of(binary))
            count.textContent = pages_text(shown.pages)
            if state.is_disposed is True:
                shown.dispose()
            else:
                state.dispose = shown.dispose
        except Exception as error:
            reason = String(error.message)
            node.append(make_note(node, say(words.PAGES_FAILED, await say_reason(reason))))
            item.report(reason)

    def dispose():
        state.is_disposed = True
        if state.dispose is not None:
            state.dispose()

    if navigator.pdfViewerEnabled is True:
        frame = create(slot, 'iframe')
        frame.title = name
        frame.src = f'{address}#view=FitH'
        node.append(frame)

        def settle():
            call(document_of(slot), 'removeEventListener', [VIOLATION, hear])

        def hear(event):
            if event.disposition == 'enforce' and event.effectiveDirective == 'frame-src' and (
                    String(event.blockedURI).startswith('blob')):
                settle()
                frame.remove()
                draw_pages()

        call(document_of(slot), 'addEventListener', [VIOLATION, hear])
        state.dispose = settle
    else:
        draw_pages()
    return {'node': node, 'dispose': dispose}


def link(near: Element, text: str, address: str, attribute: str, value: str) -> Element:
    anchor = create(near, 'a')
    anchor.href = address
    anchor.rel = 'noopener'
    anchor.setAttribute(attribute, value)
    anchor.append(text)
    return anchor


def name_of(item) -> str:
    """Return the name of the document from the metadata, which may be nested under its type."""
    metadata = Object(item.metadata)
    own = Object(Reflect.get(metadata, item.type))
    name = [own.name, own.title, metadata.name, metadata.title].find(lambda each: isinstance(each, str) and each != '')
    return 'document.pdf' if name is None else String(name)


def pages_of(binary: str) -> int:
    """Return the page count that a document states, or 0 if it is only stated in a compressed part."""
    most = 0
    places: Array = Array.from_(binary.matchAll(RegExp('/Type\\s*/Pages\\b', 'g')))
    for found in places:
        place: int = found.index
        start: int = binary.lastIndexOf('obj', place)
        end: int = binary.indexOf('endobj', place)
        count = RegExp('/Count\\s+(\\d+)').exec(binary[Math.max(start, place - 5000):Math.min(end, place + 5000)])
        if count is not None:
            most = Math.max(most, Number(count.at(1)))
    return most


def pages_text(count: int) -> str:
    return '' if count == 0 else say(words.ONE_PAGE) if count == 1 else say(words.PAGES, String(count))


def size_text(size: float) -> str:
    kilobytes = size / 1000
    return f'{String(kilobytes.toFixed(1))} kB' if size < 1000000 else f'{String((kilobytes / 1000).toFixed(1))} MB'
