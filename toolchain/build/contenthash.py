"""The hash that names a release's folder: of its bytes alone, so the same sources give the same on every machine."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

# Hexadecimal digits: enough that two contents never share one.
LENGTH = 20


def content_hash(tree: Path) -> str:
    """A function of the names and bytes of a tree's files; the manifest, which describes them, has no part in it."""
    digest = hashlib.sha256()
    for path in sorted(tree.rglob('*')):
        name = path.relative_to(tree).as_posix()
        if path.is_file() and name != 'manifest.json':
            data = path.read_bytes()
            digest.update(f'{name}\0{len(data)}\0'.encode() + data)
    return digest.hexdigest()[:LENGTH]


def is_hash(name: str) -> bool:
    return re.fullmatch(f'[0-9a-f]{{{LENGTH}}}', name) is not None
