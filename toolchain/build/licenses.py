"""``licences.txt``: the license texts of this project and of every npm package that a release contains parts of."""

from __future__ import annotations

import json
import re
from pathlib import Path

from toolchain.errors import BuildError

NAME = 'licences.txt'
FILE = re.compile(r'(licen[cs]e|copying|notice)', re.IGNORECASE)
RULE = '-' * 100


def packages(metafiles: list[Path]) -> list[str]:
    """The folders of the npm packages that files were bundled from: ``node_modules/…``, including nested ones."""
    found = set()
    for metafile in metafiles:
        for source in json.loads(metafile.read_text(encoding='utf-8'))['inputs']:
            package = re.search(r'node_modules/(?:.*/node_modules/)?(?:@[^/]+/)?[^/]+', source)
            if package:
                found.add(package[0])
    return sorted(found)


def text(root: Path, folders: list[str]) -> str:
    """All license texts as one, ours first. Raises BuildError for a package without any license information."""
    parts = ['backend.ai-media\n\n' + (root / 'LICENSE').read_text(encoding='utf-8').strip()]
    for folder in folders:
        package = json.loads((root / folder / 'package.json').read_text(encoding='utf-8'))
        files = sorted(path for path in (root / folder).iterdir() if FILE.match(path.name) and path.is_file())
        texts = [path.read_text(encoding='utf-8').strip() for path in files]
        license_name = package.get('license')
        if not texts and not license_name:
            raise BuildError(f'{folder} has no license text and names no license, so it cannot be bundled.')
        parts.append('\n\n'.join([f'{package["name"]} {package["version"]} ({license_name})', *texts]))
    return f'\n\n{RULE}\n'.join(parts) + '\n'
