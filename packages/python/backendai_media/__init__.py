"""backend.ai-media for Python web applications: a built release, and the script tag that brings it into a page.

The core needs no framework. It serves nothing by itself: an application serves ``static_folder()`` at some address,
and tells that address to ``asset_root()``; or it leaves the files alone and names the address of a deployed release.

    root = backendai_media.asset_root('/static/backendai-media')
    page = f'<head>{backendai_media.script_tag(root, nonce=nonce)}</head>'

``backendai_media.django``, ``backendai_media.flask`` and ``backendai_media.jinja`` do both for their frameworks.
"""

from __future__ import annotations

import functools
import html
import json
from pathlib import Path

from backendai_media._release import HASH, VERSION

__all__ = ['HASH', 'Markup', 'VERSION', 'asset_root', 'content_types', 'script_tag', 'static_folder']

_STATIC = Path(__file__).resolve().parent / 'static'
_MAIN = 'js/main.min.js'


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
    """The script tag for a page, with a checksum that also covers what main loads later.

    ``root`` is an asset root: that of this package (default: ``asset_root()``), or the address of a deployed release,
    ``https://…/<hash>``. A release that is not this package's own gets no checksum, since only its bytes could tell it.
    ``nonce`` is that of the page's Content Security Policy; it may be an object whose text is the nonce.
    """
    root = (root or asset_root()).rstrip('/')
    attributes = {'src': f'{root}/{_MAIN}'}
    if root.rsplit('/', 1)[-1] == HASH:
        attributes |= {'integrity': _manifest()[_MAIN]['integrity'], 'crossorigin': 'anonymous'}
    nonce = '' if nonce is None else str(nonce)
    if nonce:
        attributes['nonce'] = nonce
    text = ' '.join(f'{name}="{html.escape(value)}"' for name, value in attributes.items())
    return Markup(f'<script {text}></script>')


@functools.cache
def content_types() -> dict[str, str]:
    """The content type of each file, by its path below ``static_folder()``: what machines guess differs."""
    return {f'{HASH}/{name}': entry['contentType'] for name, entry in _manifest().items()}


@functools.cache
def _manifest() -> dict[str, dict]:
    """The entries of the release's manifest, by file."""
    entries = json.loads((_STATIC / HASH / 'manifest.json').read_text(encoding='utf-8'))
    return {entry['file']: entry for entry in entries.values()}
