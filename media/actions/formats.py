"""The formats in which an item can be copied and saved.

A format is ``{name, type, extension, clipboard, make, save}``. ``make()`` returns a text or a Blob, or a Promise of
one; ``save()``, if present, returns the content of a file instead. ``clipboard`` is the clipboard's type for the
format, None if it can only be saved. The first format of a list is the default for saving; for each ``clipboard``
type, the first format is copied.
"""

from browser import JSON, Array, Element, Map, Object, RegExp

from media.actions import words
from media.actions.pictures import drawing_source, picture_of, png_of
from media.datauri import binary_of, bytes_of, joined_text

# File extensions that differ from the MIME subtype.
EXTENSIONS: Map = Map([
    ['svg+xml', 'svg'], ['jpeg', 'jpg'], ['vnd.microsoft.icon', 'ico'], ['icon', 'ico'], ['ms-bmp', 'bmp'],
    ['mpeg', 'mp3'], ['quicktime', 'mov'], ['latex', 'tex'], ['plain', 'txt'], ['markdown', 'md'],
    ['tab-separated-values', 'tsv'], ['javascript', 'js'], ['ipynb', 'ipynb'],
])

TEXT = 'text/plain'


def as_format(name: str, mime: str, extension: str, clipboard, make):
    return {'name': name, 'type': mime, 'extension': extension, 'clipboard': clipboard, 'make': make}


def extension_of(mime: str) -> str:
    """The file extension of a MIME type: ``png`` for ``image/png``."""
    name: str = mime.split('/').at(1).replaceAll(RegExp('^x-|[.+]json$', 'g'), '')
    return EXTENSIONS.get(name) if EXTENSIONS.has(name) else name.slice(name.lastIndexOf('.') + 1)


def formats_of(slot: Element, item, view) -> Array:
    """The formats of a slot's contents; those that the view provides come first."""
    found: Array = Array() if view.formats is None else view.formats()
    mime: str = item.type
    family = mime.split('/').at(0)
    extension = extension_of(mime)
    title = extension.upper()
    picture = picture_of(slot, mime)
    if RegExp('^(image|audio|video)/|/(pdf|.*parquet)$').test(mime):
        if extension == 'svg':
            found.push(as_format(title, mime, extension, TEXT, lambda: joined_text(item.data)))
        else:
            found.push(as_format(title, mime, extension, None, lambda: _bytes(item.data, family)))
    if picture is not None:
        if picture.localName == 'svg':
            found.push(as_format('SVG', 'image/svg+xml', 'svg', TEXT, lambda: drawing_source(picture)))
        pixels = as_format('PNG', 'image/png', 'png', 'image/png', lambda: png_of(picture))
        if title == 'PNG':
            # Saves the original file with its metadata; the clipboard gets the visible pixels.
            pixels.save = found.shift().make
        found.push(pixels)
    if found.length == 0:
        frame = slot.querySelector('iframe')
        _add_texts(found, slot, item, extension)
        if frame is not None and frame.draw is not None:
            # A chart is a picture; of HTML, the clipboard gets the text.
            is_chart = family != 'text'
            pixels = as_format('PNG', 'image/png', 'png', 'image/png' if is_chart else None, lambda: _drawn(frame))
            if is_chart:
                found.unshift(pixels)
            else:
                found.push(pixels)
    return found


def _add_texts(found: Array, slot: Element, item, extension: str) -> None:
    """Add the formats of an item that is neither a picture nor bytes: its source, and the text on the page."""
    mime: str = item.type
    data = item.data
    lines: Array = [data].flat()
    if mime.endswith('json') or not lines.every(lambda each: isinstance(each, str)):
        found.push(as_format('JSON', 'application/json', 'ipynb' if extension == 'ipynb' else 'json', TEXT, lambda: (
            data if isinstance(data, str) else JSON.stringify(data, None, 2))))
        return
    shadow = shadow_of(slot)
    source = as_format('LaTeX' if extension == 'tex' else 'Markdown' if extension == 'md' else extension.upper(),
                       mime, extension, TEXT, lambda: lines.join(''))
    found.push(source)
    if mime == 'text/html':
        source.clipboard = 'text/html'
        if shadow is not None:
            found.push(as_format('TXT', TEXT, 'txt', TEXT, lambda: (
                Array.from_(shadow.children, lambda child: child.innerText).join('\n'))))
        else:
            found.push(as_format('TXT', TEXT, 'txt', TEXT, source.make))
    elif mime == 'text/markdown' and shadow is not None:
        found.push(as_format('HTML', 'text/html', 'html', 'text/html', lambda: shadow.innerHTML))


def shadow_of(slot: Element):
    """The shadow root in which a handler shows HTML, or None."""
    hosts: list[Element] = Array.from_(slot.querySelectorAll('*'))
    host = hosts.find(lambda element: element.shadowRoot is not None)
    return None if host is None else host.shadowRoot


async def _drawn(frame: Element):
    """A picture of what a frame shows."""
    picture: str = await frame.draw()
    if picture is None:
        raise Exception(words.NO_PIXELS)
    return bytes_of(binary_of(picture, 'image/'))


def _bytes(data, family: str):
    """The bytes of an item, unchanged."""
    return data if Object(data) is data and not isinstance(data, list) else bytes_of(binary_of(data, f'{family}/'))
