"""Loads chunks from below the asset root: each once, and at another address after a failure.

If main's script tag has an ``integrity`` attribute, chunks are checked, too: main contains the checksum of the table
``integrity.js``, which contains those of all others. If the page does not check main, chunks are not checked.
"""

from browser import (
    Document, Element, Map, Object, Promise, Reflect, RegExp, Set, String, URL, document, location, setTimeout,
    window,
)

from media import texts as words
from media.baseline import IS_TOO_OLD, REASON
from media.dom import call, create, detach, has_changed_methods
from media.engine import is_webkit
from media.language import needs_texts
from media.places import import_chunk, name_of, page_address
from media.registry import INTEGRITY
from media.root import ALLOWING_ORIGIN, SCRIPT, file_url, is_unknown
from media.templates import fill
from media.types import needs_of

# Whether the page checks main, so that main checks its chunks.
_is_checked: bool = SCRIPT is not None and String(SCRIPT.integrity) != ''

# Whether the page lets this browser check chunks, as far as is known.
_can_check: bool = True

# The form of chunk names. Hosts may request anything.
_NAME = RegExp('^\\w+$')

# Milliseconds to wait after each failed try but the last.
DELAYS: list[int] = [300, 1500, 0]

# Chunks that are loaded or loading.
_loading = Map()
# How often each chunk has failed. A failed address is not requested again, since browsers may cache the failure.
_failures = Map()

# The event of what the page's policy blocks.
VIOLATION = 'securitypolicyviolation'

# The origins that are known to let the page read their files.
_allowing = Set([ALLOWING_ORIGIN])


def page_of(name: str) -> str:
    """The address of a page of the release: below the asset root, or in the output of a host's bundler."""
    return page_address(name, file_url(f'{name}.html').href)


def load_chunk(chunk: str, data=None):
    """Return a Promise of the chunk's module; its ``public`` exports are then on BackendAI.

    Chunks that this chunk needs for showing ``data`` are loaded at the same time, not after it.
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
    """The checksum of a chunk's file, in the form of `integrity`; '' if the page does not check main.

    Returns None if there is no such chunk, as far as is known: without the table, any name may be a chunk's.
    """
    if _NAME.test(chunk) is False:
        return None
    if not _is_checked:
        return ''
    if chunk == 'integrity':
        return INTEGRITY
    return Reflect.get((await load_chunk('integrity')).checksums, chunk)


async def _check(address: str, checksum: str):
    """Let the browser fetch and check a module: a later import uses the checked module without another request.

    import() takes no checksum, an import map would have to be in the page, and policies may forbid fetch(). WebKit
    reports success to a modulepreload with a wrong checksum, and checks only script tags. Pages that require Trusted
    Types forbid these; chunks are not checked there.
    """
    global _can_check
    is_tag: bool = is_webkit()
    link = create(document, 'script' if is_tag else 'link')

    def listen(done, fail):
        link.integrity = checksum
        link.onload = done
        link.onerror = fail
        head: Element = Reflect.get(Document.prototype, 'head', document)
        head.appendChild(link)

    if is_tag:
        link.type = 'module'
        link.crossOrigin = 'anonymous'
        link.nonce = SCRIPT.nonce
        try:
            link.src = address
        except Exception:
            _can_check = False
            return
    else:
        link.rel = 'modulepreload'
        link.href = address
    await Promise(listen).finally_(lambda: detach(link))


async def _load(chunk: str):
    if IS_TOO_OLD:
        raise Exception(REASON)
    checksum: str = await _checksum(chunk)
    if checksum is None:
        raise Exception(words.NOT_IN_RELEASE)
    if chunk != 'dom_methods' and chunk != 'integrity' and has_changed_methods():
        methods = await load_chunk('dom_methods')
        window.BackendAI.equip = methods.shared.equip
    blocked: Set = Set()

    def note(violation):
        blocked.add(violation.blockedURI)

    learned = learn_texts(chunk)
    for delay in DELAYS:
        address = file_url(f'js/{chunk}.js')
        failures: int = _failures.get(chunk)
        if failures is not None:
            address.search = String(failures)
        call(document, 'addEventListener', [VIOLATION, note])
        try:
            if checksum != '' and _can_check:
                await _check(address.href, checksum)
            module = await import_chunk(chunk, address.href)
            await learned
            Object.assign(window.BackendAI, module.public)
            _allowing.add(address.origin)
            return module
        except Exception:
            _failures[chunk] = 1 if failures is None else failures + 1
            await Promise(lambda done: setTimeout(done, delay))
        finally:
            call(document, 'removeEventListener', [VIOLATION, note])
    place = f'{address.origin}{address.pathname}'
    name: str = name_of(chunk, place)
    hint: str = _hint(address, blocked) if name == place else ''
    raise Exception(fill(words.NOT_LOADED_HINT if hint else words.NOT_LOADED, name, hint))


def _hint(address: URL, blocked) -> str:
    """What may be the cause of a failure, '' if nothing is known."""
    if blocked.has(address.href) is True:
        return words.BLOCKED_BY_POLICY
    if is_unknown():
        return words.UNKNOWN_ASSET_ROOT
    if address.origin == location.origin or _allowing.has(address.origin) is True:
        return ''
    return words.MISSING_CORS_HEADER


async def learn_texts(chunk: str) -> None:
    """Load the texts of ``chunk`` in the language of the page; '' stands for those that every output may show."""
    try:
        if needs_texts(chunk):
            await (await load_chunk('language')).shared.learn(chunk)
    except Exception:
        pass  # texts stay in English


def begin():
    """Request what every page needs first; returns the types that the page wants to preload, or None."""
    if _is_checked:
        load_chunk('integrity')
    return None if SCRIPT is None else SCRIPT.getAttribute('data-preload')
