"""The files of the website that are not compiled, by path relative to the site's root."""

from __future__ import annotations

import json
from pathlib import Path

from toolchain.site import documents, gallery, git_history

HISTORY = 'gallery/history.json'


def paths(root: Path, live: bool) -> list[str]:
    """The paths of all files; ``live`` states whether a server runs the kernel and the shell of the gallery."""
    return ['index.html', 'docs/index.json',
            *(f'docs/{name}.{ending}' for name in documents.paths(root) for ending in ('html', 'md')),
            'gallery/gallery.css', 'gallery/sections.json', HISTORY,
            *(f'gallery/items/{item_id}.json' for item_id in gallery.items(root, live)),
            *(f'gallery/data/{name}' for name in sorted(gallery.data(root, live)))]


def read(root: Path, path: str, live: bool) -> bytes | None:
    """The content of a file; None if the site has no such file."""
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
    if folder == 'docs':
        return _document(root, name, live)
    if folder == 'gallery/items':
        item = gallery.items(root, live).get(name.removesuffix('.json')) if name.endswith('.json') else None
        return None if item is None else _json(item)
    if path.startswith('gallery/data/'):
        name = path.removeprefix('gallery/data/')
        return gallery.fixture(root, name).read_bytes() if name in gallery.data(root, live) else None
    return None


def _document(root: Path, name: str, live: bool) -> bytes | None:
    if name == 'index.json':
        return _json({'live': live, 'groups': documents.index(root)})
    stem, _, ending = (name or 'index.html').rpartition('.')
    known = documents.paths(root)
    if stem in known and ending == 'html':
        return documents.page(root, stem).encode()
    return known[stem].read_bytes() if stem in known and ending == 'md' else None


def _json(value) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(',', ':')).encode()
