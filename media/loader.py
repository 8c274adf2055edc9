"""Chunks, from below the asset root: each loaded once, and again at another address when that failed.

Where the script tag of main carries ``integrity``, so do its chunks: main knows the checksum of the table
``integrity.js``, which knows those of all others. A page that does not check main has nothing to check chunks with.
"""

from browser import (
    URL, Document, Element, HTMLScriptElement, Map, Node, Object, Promise, Reflect, RegExp, String, document, location,
    setTimeout, window,
)

from media.dom import HAS_PAGE, create, running_script
from media.places import import_chunk, name_of, page_address
from media.registry import INTEGRITY, NEEDS

# The asset root that main itself came from: …/<hash>/js/main.min.js tells …/<hash>/. The script that runs is known
# now and never again.
_script: HTMLScriptElement = running_script() if HAS_PAGE else None
OWN_ROOT: str = (
    URL('..', _script.src).href if _script is not None and _script.src else location.origin if HAS_PAGE else '')

# Whether the page checks main, so that main checks its chunks.
_is_checked: bool = _script is not None and String(_script.integrity) != ''

_SLASHES = RegExp('/+$', 'g')

# Milliseconds to wait after each failed try but the last.
DELAYS: list[int] = [300, 1500, 0]

# Chunks that are there or on their way.
_loading = Map()
# How often each chunk has failed. An address that failed is not asked again: browsers may remember its failure.
_failures = Map()


def _root() -> str:
    """The asset root, read each time, since the host may set it late."""
    root: str = window.BackendAI.assetRoot
    return root or OWN_ROOT


def address_of(file: str) -> URL:
    """Where a file of the release is now."""
    root = _root().replaceAll(_SLASHES, '')
    return URL(f'{root}/{file}', Reflect.get(Node.prototype, 'baseURI', document))


def page_of(name: str) -> str:
    """The address of a page of the release: below the asset root, or where the bundler of a host without one has it."""
    return page_address(name, address_of(f'{name}.html').href, _root() == OWN_ROOT)


def load_chunk(chunk: str):
    """A Promise of the chunk's module; what the chunk makes public is then on BackendAI."""
    if chunk not in _loading:
        loading = _load(chunk)
        _loading[chunk] = loading
        loading.catch(lambda error: _loading.delete(chunk))
        # What the chunk will ask for as soon as it runs comes beside it, not after it.
        needs: list = Reflect.get(NEEDS, chunk)
        if needs is not None:
            needs.forEach(load_chunk)
    return _loading.get(chunk)


async def _checksum(chunk: str):
    """What a chunk's file must be, as `integrity` has it; None where the page does not check main either."""
    if not _is_checked:
        return None
    if chunk == 'integrity':
        return INTEGRITY
    return Reflect.get((await load_chunk('integrity')).checksums, chunk)


async def _check(address: str, checksum: str):
    """Let the browser fetch a module and check it: a later import takes what was checked, without asking again.

    import() itself takes no checksum, an import map would have to be the page's, and policies forbid fetch(). Browsers
    of before 2024 that do not know modulepreload import unchecked.
    """
    link = create(document, 'link')

    def listen(done, fail):
        link.rel = 'modulepreload'
        link.integrity = checksum
        link.onload = done
        link.onerror = fail
        link.href = address
        head: Element = Reflect.get(Document.prototype, 'head', document)
        head.append(link)

    if link.relList.supports('modulepreload') is True:
        await Promise(listen).finally_(lambda: link.remove())


async def _load(chunk: str):
    checksum = await _checksum(chunk)
    for delay in DELAYS:
        address = address_of(f'js/{chunk}.js')
        failures = _failures.get(chunk)
        if failures is not None:
            address.search = String(failures)
        try:
            if checksum is not None:
                await _check(address.href, checksum)
            module = await import_chunk(chunk, address.href, _root() == OWN_ROOT)
            Object.assign(window.BackendAI, module.public)
            return module
        except Exception:
            _failures[chunk] = 1 if failures is None else failures + 1
            await Promise(lambda done: setTimeout(done, delay))
    foreign = address.origin != location.origin
    hint = ' (does its server send Access-Control-Allow-Origin?)' if foreign else ''
    name = name_of(chunk, f'{address.origin}{address.pathname}', _root() == OWN_ROOT)
    raise Exception(f'{name} could not be loaded{hint}')


def begin():
    """Request what any page needs first. The types that the page has named for preloading, or None."""
    if _is_checked:
        load_chunk('integrity')
    return None if _script is None else _script.getAttribute('data-preload')
