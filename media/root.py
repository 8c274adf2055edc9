"""The asset root: the folder of the release that contains chunks and pages."""

from browser import (
    URL, Array, Document, Element, Error, HTMLScriptElement, Reflect, RegExp, String, document, location, window,
)

from media.dom import HAS_PAGE, running_script

# Main's address where it stands in the stack of an error, which all browsers write differently.
_ADDRESS = RegExp('\\w+://\\S+?/js/main\\.min[^\\s:)]*')


def _script() -> HTMLScriptElement:
    """The script tag of main, None if there is none in the document. It is known only while main starts.

    Modules and scripts in shadow roots are not told which tag runs them.
    """
    running = running_script()
    if running is not None:
        return running
    scripts: list = Array.from_(Reflect.get(Document.prototype, 'scripts', document))
    return scripts.find(lambda each: _stated != '' and each.src == _stated)


# The address of main by the stack of an error, '' in bundles of hosts, whose files have other names.
_found: list = String(Error().stack).match(_ADDRESS)
_stated: str = '' if _found is None else _found.shift()

SCRIPT: HTMLScriptElement = _script() if HAS_PAGE else None

# Where main was loaded from, '' if that is not known.
_address: str = SCRIPT.src if SCRIPT is not None and SCRIPT.src else _stated

# The asset root of main: …/<hash>/ for …/<hash>/js/main.min.js.
OWN_ROOT: str = URL('..', _address).href if _address else location.origin if HAS_PAGE else ''

# Whether main was read by CORS.
_is_read: bool = _address != '' and (SCRIPT is None or SCRIPT.crossOrigin is not None or SCRIPT.type == 'module')

# The origin that is known to allow others to read main, since modules and tags with `crossorigin` need that; or ''.
ALLOWING_ORIGIN: str = URL(OWN_ROOT).origin if _is_read else ''

_SLASHES = RegExp('/+$', 'g')


def is_unknown() -> bool:
    """Whether chunks are looked for below the page's origin, since main does not know where it is."""
    return _address == '' and is_own()


def is_own() -> bool:
    """Whether the host has not set another asset root."""
    return _root() == OWN_ROOT


def file_url(file: str) -> URL:
    """The current address of a file of the release."""
    root = _root().replaceAll(_SLASHES, '')
    # happy-dom has no baseURI for documents, only for elements.
    page: Element = Reflect.get(Document.prototype, 'documentElement', document)
    return URL(f'{root}/{file}', page.baseURI)


def _root() -> str:
    """The asset root, read each time, since the host may set it late."""
    root: str = window.BackendAI.assetRoot
    return root or OWN_ROOT
