"""The clipboard, including pages without TLS, where only ``execCommand`` can copy."""

from browser import Blob, ClipboardItem, Element, Object, Promise, Reflect, navigator

from media.dom import call, document_of


async def copy_formats(near: Element, makers: Object) -> None:
    """Copy one thing to the clipboard in several formats. Raises an error if the browser does not allow it.

    ``makers`` maps MIME types to functions that return a text or a Blob, or a Promise of one. They are called
    immediately, because browsers let a page copy only right after a click.
    """
    names: list[str] = Object.keys(makers)
    made = Object()
    for name in names:
        Reflect.set(made, name, _blob(name, Reflect.get(makers, name)))
    try:
        await navigator.clipboard.write([ClipboardItem(made)])
    except Exception as error:
        # Raise an error of a maker rather than the browser's refusal of an empty clipboard.
        blobs: list = await Promise.all(names.map(lambda name: Reflect.get(made, name)))
        texts: list = await Promise.all(blobs.map(lambda blob: blob.text()))
        if 'image/png' in names or not _copy_by_event(near, names, texts):
            raise error


async def _blob(mime: str, make):
    content = await make()
    return Blob([content], {'type': mime})


def _copy_by_event(near: Element, names: list[str], texts: list[str]) -> bool:
    document = document_of(near)
    is_set = False

    def fill(event) -> None:
        nonlocal is_set
        is_set = True
        event.preventDefault()
        event.stopImmediatePropagation()
        for index, name in enumerate(names):
            event.clipboardData.setData(name, texts.at(index))

    call(document, 'addEventListener', ['copy', fill, True])
    is_copied: bool = call(document, 'execCommand', ['copy'])
    call(document, 'removeEventListener', ['copy', fill, True])
    return is_copied and is_set
