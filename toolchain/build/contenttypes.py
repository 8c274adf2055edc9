"""The content types of published files. Systems guess them differently, and browsers reject modules of other types."""

from __future__ import annotations

from pathlib import PurePosixPath

from toolchain.errors import BuildError

BY_ENDING = {
    '.css': 'text/css; charset=utf-8',
    '.html': 'text/html; charset=utf-8',
    '.js': 'text/javascript; charset=utf-8',
    '.json': 'application/json; charset=utf-8',
    '.jpg': 'image/jpeg',
    '.map': 'application/json; charset=utf-8',
    '.md': 'text/markdown; charset=utf-8',
    '.txt': 'text/plain; charset=utf-8',
    '.ttf': 'font/ttf',
    '.wasm': 'application/wasm',
    '.woff': 'font/woff',
    '.woff2': 'font/woff2',
}


def content_type(name: str) -> str:
    """The content type of a file of that name. Raises BuildError for a file extension that is not in the table."""
    ending = PurePosixPath(name).suffix
    if ending not in BY_ENDING:
        raise BuildError(f'{name} has an ending without a content type; add {ending} to toolchain/contenttypes.py.')
    return BY_ENDING[ending]
