"""The hash that names a release's folder. It depends only on bytes, so equal sources give equal hashes everywhere."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

# In hexadecimal digits; long enough to rule out collisions.
LENGTH = 20


def content_hash(tree: Path) -> str:
    """The hash of the names and bytes of a tree's files, except the manifest, which describes them."""
    digest = hashlib.sha256()
    for path in sorted(tree.rglob('*')):
        name = path.relative_to(tree).as_posix()
        if path.is_file() and name != 'manifest.json':
            data = path.read_bytes()
            digest.update(f'{name}\0{len(data)}\0'.encode() + data)
    return digest.hexdigest()[:LENGTH]


def is_hash(name: str) -> bool:
    return re.fullmatch(f'[0-9a-f]{{{LENGTH}}}', name) is not None
