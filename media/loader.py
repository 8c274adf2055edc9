"""Chunks, from below the asset root: each loaded once, and again at another address when that failed."""

from importlib import import_module

from browser import URL, Map, Object, Promise, document, location, setTimeout, window

# Milliseconds to wait after each failed try but the last.
DELAYS: list[int] = [300, 1500, 0]

# Chunks that are there or on their way, and how often each has failed: a failed address is not asked again, since
# browsers may remember a module that they could not load.
_loading = Map()
_failures = Map()


def own_root(script) -> str:
    """The asset root that main itself came from: …/<hash>/js/main.min.js tells …/<hash>/."""
    return URL('..', script.src).href if script is not None and script.src is not None else location.origin


def address_of(chunk: str) -> URL:
    """Where a chunk is now. The root is read each time, since the host may set it late."""
    root: str = window.BackendAI.assetRoot
    while root.endswith('/'):
        root = root[:-1]
    failures: int = _failures.get(chunk, 0)
    return URL(f'{root}/js/{chunk}.js' + (f'?{failures}' if failures else ''), document.baseURI)


def load_chunk(chunk: str):
    """A Promise of the chunk's module; what the chunk makes public is then on BackendAI."""
    if chunk not in _loading:
        _loading.set(chunk, _load(chunk))
    return _loading.get(chunk)


async def _load(chunk: str):
    for delay in DELAYS:
        address = address_of(chunk)
        try:
            module = await import_module(address.href)
            Object.assign(window.BackendAI, module.public)
            return module
        except Exception:
            _failures.set(chunk, _failures.get(chunk, 0) + 1)
            await Promise(lambda done: setTimeout(done, delay))
    _loading.delete(chunk)
    foreign = address.origin != location.origin
    hint = ' (does its server send Access-Control-Allow-Origin?)' if foreign else ''
    raise Exception(f'{address.origin}{address.pathname} could not be loaded{hint}')
