"""backend.ai-media for Python web applications: a built release, and the script tag that brings it into a page.

The core needs no framework. It serves nothing by itself: an application serves ``static_folder()`` at some address,
and tells that address to ``asset_root()``; or it leaves the files alone and names the address of a deployed release.

    root = backendai_media.asset_root('/static/backendai-media')
    page = f'<head>{backendai_media.script_tag(root, nonce=nonce)}</head>'

``backendai_media.django``, ``.flask`` and ``.starlette`` do both for their frameworks, and ``.jinja`` writes the tag.
"""

from __future__ import annotations

import functools
import html
import json
import re
from pathlib import Path

from backendai_media._release import HASH, VERSION

__all__ = ['HASH', 'Markup', 'VERSION', 'asset_root', 'content_types', 'headers', 'script_tag', 'static_folder']

_STATIC = Path(__file__).resolve().parent / 'static'
_MAIN = 'js/main.min.js'
_TABLE = 'js/integrity.js'


class Markup(str):
    """HTML that templates take as it is: Jinja and Django ask for ``__html__``."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def static_folder() -> Path:
    """The folder to serve. All its files lie below one folder named by ``HASH``, so they may be cached for ever."""
    return _STATIC


def asset_root(address: str = '/backendai-media') -> str:
    """The asset root of this package's release where ``static_folder()`` is served at ``address``; no slash ends it."""
    return f'{address.rstrip("/")}/{HASH}'


def script_tag(root: str | None = None, *, nonce: object = None) -> Markup:
    """The script tag for a page, with a checksum that also covers what main loads later, and a link that saves a trip.

    ``root`` is an asset root: that of this package (default: ``asset_root()``), or the address of a deployed release,
    ``https://…/<hash>``. A release that is not this package's own gets no checksum, since only its bytes could tell it.
    ``nonce`` is that of the page's Content Security Policy; it may be an object whose text is the nonce.
    """
    root = (root or asset_root()).rstrip('/')
    if not re.fullmatch(r'(https?://|(?![a-z][a-z0-9+.-]*:))[^\x00-\x20\\]+', root, re.IGNORECASE):
        raise ValueError(f'The asset root must be an http(s) address or a path, not {root!r}.')
    nonce = '' if nonce is None else str(nonce)
    shared = {'nonce': nonce} if nonce else {}
    if root.rsplit('/', 1)[-1] != HASH:
        return Markup(_tag('script', {'src': f'{root}/{_MAIN}', 'crossorigin': 'anonymous', **shared}) + '</script>')
    checksums = {name: _manifest()[name]['integrity'] for name in (_MAIN, _TABLE)}
    link = {'rel': 'modulepreload', 'href': f'{root}/{_TABLE}', 'integrity': checksums[_TABLE], **shared}
    script = {'src': f'{root}/{_MAIN}', 'integrity': checksums[_MAIN], 'crossorigin': 'anonymous', **shared}
    return Markup(f'{_tag("link", link)}{_tag("script", script)}</script>')


def _tag(name: str, attributes: dict[str, str]) -> str:
    return f'<{name} ' + ' '.join(f'{key}="{html.escape(value)}"' for key, value in attributes.items()) + '>'


@functools.cache
def content_types() -> dict[str, str]:
    """The content type of each file, by its path below ``static_folder()``: what machines guess differs."""
    return {f'{HASH}/{name}': entry['contentType'] for name, entry in _manifest().items()}


def headers(name: str) -> dict[str, str] | None:
    """The headers to serve a file with, by its path below ``static_folder()``; None if it is not in the release."""
    content_type = content_types().get(name)
    if content_type is None:
        return None
    # The address contains a hash of the content. Frames have no origin, so their imports need the CORS header.
    found = {'Content-Type': content_type, 'Cache-Control': 'public, max-age=31536000, immutable',
             'Access-Control-Allow-Origin': '*'}
    if name.endswith('/frame.html'):
        # Browsers then open no connections for outputs that may not fetch.
        found['Connection-Allowlist'] = '()'
    return found


@functools.cache
def _manifest() -> dict[str, dict]:
    """The entries of the release's manifest, by file."""
    entries = json.loads((_STATIC / HASH / 'manifest.json').read_text(encoding='utf-8'))
    return {entry['file']: entry for entry in entries.values()}
