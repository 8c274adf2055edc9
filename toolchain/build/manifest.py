"""``manifest.json``: all files of a release, with the keys of Vite's manifest and those that a deployment needs.

An object whose keys are sources (``media/main.py``) or, for files without a single source, ``_`` and the file's name.
Each value contains

* from Vite's manifest: ``file`` (the path below the release's folder), ``src``, ``name``, ``isEntry`` or
  ``isDynamicEntry``, and for the entry ``dynamicImports``: the keys of the files that it may load later;
* ``integrity`` (sha384, as in script tags), ``size`` (bytes), ``contentType``;
* where they apply ``brotli`` (bytes at level 11), ``mimeTypes`` (which the chunk shows), ``version`` (of the entry).
"""

from __future__ import annotations

import json
from pathlib import Path

from toolchain.build.contenttypes import content_type
from toolchain.build.integrity import checksum
from toolchain.errors import BuildError

NAME = 'manifest.json'
ENTRY = 'media/main.py'


def entries(tree: Path, sources: dict[str, str], details: dict[str, dict]) -> dict[str, dict]:
    """The manifest of a tree: ``sources`` maps files to their sources, ``details`` has more keys by source."""
    found = {}
    for path in sorted(tree.rglob('*')):
        name = path.relative_to(tree).as_posix()
        if path.is_dir() or name == NAME:
            continue
        data = path.read_bytes()
        entry: dict = {'file': name, 'contentType': content_type(name), 'integrity': checksum(data), 'size': len(data)}
        key = sources.get(name, f'_{name.rsplit("/", 1)[-1]}')
        if name in sources:
            entry |= {'src': key, 'name': path.name.split('.')[0]}
            entry['isEntry' if key == ENTRY else 'isDynamicEntry'] = True
        found[key] = {**entry, **details.get(key, {})}
    found[ENTRY]['dynamicImports'] = sorted(key for key in found if found[key]['file'].endswith('.js') and key != ENTRY)
    return found


def write(tree: Path, found: dict[str, dict]) -> None:
    (tree / NAME).write_text(json.dumps(found, indent=2, sort_keys=True) + '\n', encoding='utf-8')


def read(tree: Path) -> dict[str, dict]:
    """The manifest in a release's folder. Raises BuildError if it is missing or cannot be read."""
    try:
        return json.loads((tree / NAME).read_text(encoding='utf-8'))
    except OSError:
        raise BuildError(f'{tree} holds no {NAME}, so it is no release; run `python3 build.py build`.') from None
    except ValueError:
        raise BuildError(f'{tree / NAME} is damaged; run `python3 build.py build` again.') from None


def differences(tree: Path, found: dict[str, dict]) -> list[str]:
    """The differences between a folder and its manifest, one sentence per file; empty if there are none."""
    listed = {entry['file']: entry for entry in found.values()}
    there = {path.relative_to(tree).as_posix() for path in tree.rglob('*') if path.is_file()} - {NAME}
    problems = [f'{name} is missing' for name in sorted(listed.keys() - there)]
    problems += [f'{name} does not belong to it' for name in sorted(there - listed.keys())]
    problems += [f'{name} was altered' for name in sorted(there & listed.keys())
                 if checksum((tree / name).read_bytes()) != listed[name]['integrity']]
    return problems
