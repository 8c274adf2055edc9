"""Every file of the website that is not compiled, by its path below the site's root."""

from __future__ import annotations

import json
from pathlib import Path

from toolchain.site import gallery, git_history

HISTORY = 'gallery/history.json'


def paths(root: Path, live: bool) -> list[str]:
    """The paths of all files; ``live`` is whether a server runs the kernel and the shell of the gallery."""
    return ['index.html', 'gallery/gallery.css', 'gallery/sections.json', HISTORY,
            *(f'gallery/items/{item_id}.json' for item_id in gallery.items(root, live)),
            *(f'gallery/data/{name}' for name in sorted(gallery.data(root, live)))]


def read(root: Path, path: str, live: bool) -> bytes | None:
    """The content of one file; None if the site has no such file."""
    static = root / 'static' / 'gallery'
    folder, _, name = path.rpartition('/')
    if path in ('', 'index.html'):
        return (static / 'index.html').read_bytes()
    if path == 'gallery/gallery.css':
        return (static / 'gallery.css').read_bytes()
    if path == 'gallery/sections.json':
        return _json(gallery.listing(root, live))
    if path == HISTORY:
        return _json(git_history.exported(root))
    if folder == 'gallery/items':
        item = gallery.items(root, live).get(name.removesuffix('.json')) if name.endswith('.json') else None
        return None if item is None else _json(item)
    if path.startswith('gallery/data/'):
        name = path.removeprefix('gallery/data/')
        return gallery.fixture(root, name).read_bytes() if name in gallery.data(root, live) else None
    return None


def _json(value) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(',', ':')).encode()
