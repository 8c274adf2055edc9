"""Chunks, from below the asset root: each loaded once, and again at another address when that failed.

Where the script tag of main carries ``integrity``, so do its chunks: main knows the checksum of the table
``integrity.js``, which knows those of all others. A page that does not check main has nothing to check chunks with.
"""

from browser import (
    Document, Element, Map, Object, Promise, Reflect, RegExp, String, document, location, setTimeout, window,
)

from media.dom import create
from media.places import import_chunk, name_of, page_address
from media.registry import INTEGRITY
from media.root import SCRIPT, address_of
from media.types import needs_of

# Whether the page checks main, so that main checks its chunks.
_is_checked: bool = SCRIPT is not None and String(SCRIPT.integrity) != ''

# What chunks are named like. Hosts may ask for anything.
_NAME = RegExp('^\\w+$')

# Milliseconds to wait after each failed try but the last.
DELAYS: list[int] = [300, 1500, 0]

# Chunks that are there or on their way.
_loading = Map()
# How often each chunk has failed. An address that failed is not asked again: browsers may remember its failure.
_failures = Map()


def page_of(name: str) -> str:
    """The address of a page of the release: below the asset root, or where the bundler of a host without one has it."""
    return page_address(name, address_of(f'{name}.html').href)


def load_chunk(chunk: str, data=None):
    """A Promise of the chunk's module; what the chunk makes public is then on BackendAI.

    What the chunk will ask for as soon as it has ``data`` to show comes beside it, not after it.
    """
    if chunk not in _loading:
        loading = _load(chunk)
        _loading[chunk] = loading
        loading.catch(lambda error: _loading.delete(chunk))
    needs_of(chunk).forEach(lambda need: _load_need(need, data if isinstance(data, str) else ''))
    return _loading.get(chunk)


def _load_need(need: str, text: str) -> None:
    parts: list = need.split('~')
    if RegExp(parts.at(1)).test(text) is True:
        load_chunk(parts.at(0))


async def _checksum(chunk: str):
    """What a chunk's file must be, as `integrity` has it; '' where the page does not check main either.

    None where there is no such chunk, as far as that is known: without the table, any name may be a chunk's.
    """
    if _NAME.test(chunk) is False:
        return None
    if not _is_checked:
        return ''
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
    checksum: str = await _checksum(chunk)
    if checksum is None:
        raise Exception('this release does not have it')
    for delay in DELAYS:
        address = address_of(f'js/{chunk}.js')
        failures: int = _failures.get(chunk)
        if failures is not None:
            address.search = String(failures)
        try:
            if checksum != '':
                await _check(address.href, checksum)
            module = await import_chunk(chunk, address.href)
            Object.assign(window.BackendAI, module.public)
            return module
        except Exception:
            _failures[chunk] = 1 if failures is None else failures + 1
            await Promise(lambda done: setTimeout(done, delay))
    foreign = address.origin != location.origin
    hint = ' (does its server send Access-Control-Allow-Origin?)' if foreign else ''
    name = name_of(chunk, f'{address.origin}{address.pathname}')
    raise Exception(f'{name} could not be loaded{hint}')


def begin():
    """Request what any page needs first. The types that the page has named for preloading, or None."""
    if _is_checked:
        load_chunk('integrity')
    return None if SCRIPT is None else SCRIPT.getAttribute('data-preload')
