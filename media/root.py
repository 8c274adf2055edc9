"""The asset root: the folder of the release, below which chunks and pages are."""

from browser import URL, HTMLScriptElement, Node, Reflect, RegExp, document, location, window

from media.dom import HAS_PAGE, running_script

# The tag that main came by, None in bundles of hosts. The script that runs is known now and never again.
SCRIPT: HTMLScriptElement = running_script() if HAS_PAGE else None

# The asset root that main itself came from: …/<hash>/js/main.min.js tells …/<hash>/.
OWN_ROOT: str = (
    URL('..', SCRIPT.src).href if SCRIPT is not None and SCRIPT.src else location.origin if HAS_PAGE else '')

_SLASHES = RegExp('/+$', 'g')


def is_own() -> bool:
    """Whether the host has set no other asset root."""
    return _root() == OWN_ROOT


def address_of(file: str) -> URL:
    """Where a file of the release is now."""
    root = _root().replaceAll(_SLASHES, '')
    return URL(f'{root}/{file}', Reflect.get(Node.prototype, 'baseURI', document))


def _root() -> str:
    """The asset root, read each time, since the host may set it late."""
    root: str = window.BackendAI.assetRoot
    return root or OWN_ROOT
