"""Chunks, from below the asset root: each loaded once, and again at another address when that failed."""

from importlib import import_module

from browser import URL, HTMLScriptElement, Map, Object, Promise, String, document, location, setTimeout, window

# The asset root that main itself came from: …/<hash>/js/main.min.js tells …/<hash>/. The script that runs is known
# now and never again.
_script: HTMLScriptElement = document.currentScript
OWN_ROOT: str = location.origin if _script is None or not _script.src else URL('..', _script.src).href

# Milliseconds to wait after each failed try but the last.
DELAYS: list[int] = [300, 1500, 0]

# Chunks that are there or on their way.
_loading = Map()
# How often each chunk has failed. An address that failed is not asked again: browsers may remember its failure.
_failures = Map()


def address_of(chunk: str) -> URL:
    """Where a chunk is now. The root is read each time, since the host may set it late."""
    root: str = window.BackendAI.assetRoot
    root = root or OWN_ROOT
    while root.endswith('/'):
        root = root[:-1]
    return URL(f'{root}/js/{chunk}.js', document.baseURI)


def load_chunk(chunk: str):
    """A Promise of the chunk's module; what the chunk makes public is then on BackendAI."""
    if chunk not in _loading:
        _loading[chunk] = _load(chunk)
    return _loading.get(chunk)


async def _load(chunk: str):
    for delay in DELAYS:
        address = address_of(chunk)
        failures = _failures.get(chunk)
        if failures is not None:
            address.search = String(failures)
        try:
            module = await import_module(address.href)
            Object.assign(window.BackendAI, module.public)
            return module
        except Exception:
            _failures[chunk] = 1 if failures is None else failures + 1
            await Promise(lambda done: setTimeout(done, delay))
    _loading.delete(chunk)
    foreign = address.origin != location.origin
    hint = ' (does its server send Access-Control-Allow-Origin?)' if foreign else ''
    raise Exception(f'{address.origin}{address.pathname} could not be loaded{hint}')
