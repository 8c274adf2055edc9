"""The asset root: the folder of the release that contains chunks and pages."""

from browser import URL, HTMLScriptElement, Node, Reflect, RegExp, document, location, window

from media.dom import HAS_PAGE, running_script

# The script tag of main, None in bundles of hosts. It is known only while the script runs.
SCRIPT: HTMLScriptElement = running_script() if HAS_PAGE else None

# The asset root from which main was loaded: …/<hash>/ for …/<hash>/js/main.min.js.
OWN_ROOT: str = (
    URL('..', SCRIPT.src).href if SCRIPT is not None and SCRIPT.src else location.origin if HAS_PAGE else '')

_SLASHES = RegExp('/+$', 'g')


def is_own() -> bool:
    """Whether the host has not set another asset root."""
    return _root() == OWN_ROOT


def address_of(file: str) -> URL:
    """The current address of a file of the release."""
    root = _root().replaceAll(_SLASHES, '')
    return URL(f'{root}/{file}', Reflect.get(Node.prototype, 'baseURI', document))


def _root() -> str:
    """The asset root, read each time, since the host may set it late."""
    root: str = window.BackendAI.assetRoot
    return root or OWN_ROOT
