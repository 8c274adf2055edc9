"""Checksums that browsers verify: of each chunk, in a table, and of the table, in main.

A page that states main's checksum on its script tag thereby pins the whole release: main contains the checksum of
``js/integrity.js``, which contains those of all chunks. With all of them, main would exceed its size budget.
"""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

TABLE = 'js/integrity.js'
MAIN_FILE = 'js/main.min.js'

# A placeholder in main until the table exists; as long as a checksum, so that source maps stay correct.
PLACEHOLDER = 'sha384-' + 'integrity+of+the+table+of+chunks'.ljust(64, '+')


def checksum(data: bytes) -> str:
    """The value of an ``integrity`` attribute (W3C Subresource Integrity)."""
    return 'sha384-' + base64.b64encode(hashlib.sha384(data).digest()).decode()


def seal(tree: Path) -> None:
    """Write the table of all chunks of a tree, and its checksum into main."""
    main = tree / MAIN_FILE
    chunks = {path.stem: checksum(path.read_bytes()) for path in sorted((tree / 'js').glob('*.js')) if path != main}
    # Without a prototype, the object has no names other than those of chunks.
    table = f'export const checksums={json.dumps({"__proto__": None, **chunks}, separators=(",", ":"))};\n'.encode()
    (tree / TABLE).write_bytes(table)
    text = main.read_bytes()
    assert PLACEHOLDER.encode() in text, 'main does not read INTEGRITY'
    main.write_bytes(text.replace(PLACEHOLDER.encode(), checksum(table).encode()))


def snippet(root: str, found: dict[str, dict]) -> str:
    """The HTML to paste into a page, for the release at an asset root; ``found`` has the entries of its manifest.

    The link saves a round trip. It has no ``crossorigin``, since main's request for the table has none, and a browser
    reuses a preload only for a matching request. The script has it, since a browser can only verify a response that it
    may read, and since chunks then use the same connection.
    """
    checksums = {entry['file']: entry['integrity'] for entry in found.values()}
    return (f'<link rel="modulepreload" href="{root}/{TABLE}" integrity="{checksums[TABLE]}">\n'
            f'<script src="{root}/{MAIN_FILE}" integrity="{checksums[MAIN_FILE]}" crossorigin="anonymous"></script>')
