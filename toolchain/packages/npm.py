"""The npm package ``backend-ai-media``, in the format of ``npm pack``: the release, and main as an ES module.

A bundler finds the chunks in the package through the module's imports, and turns them into chunks of its own. Pages
that load the release from a server copy ``assets`` instead. The type declarations cover the whole public interface.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import tarfile
from pathlib import Path

from toolchain.build import modules, pages, release
from toolchain.build.settings import settings
from toolchain.errors import BuildError

SOURCES = Path(__file__).resolve().parents[2] / 'packages' / 'npm'
NAME = 'backend-ai-media'

# The modification time that `npm pack` gives to all files of all packages.
_EPOCH = 499162500


def make(root: Path, built: release.Release, target: Path) -> Path:
    """Write the tarball of a built release into the folder ``target``."""
    project = settings(root)['project']
    assets = f'assets/{built.hash}'
    files = {'package.json': _description(project, assets), **modules.module(root, f'./{assets}'),
             'index.d.ts': (SOURCES / 'index.d.ts').read_bytes(), 'README.md': (SOURCES / 'README.md').read_bytes(),
             'LICENSE': (root / 'LICENSE').read_bytes(), 'xterm.d.ts': _terminal_types(root)}
    files |= {f'{page}.htm': (built.directory / f'{page}.html').read_bytes() for page in pages.names(root)}
    files |= {f'{assets}/{path.relative_to(built.directory).as_posix()}': path.read_bytes()
              for path in built.directory.rglob('*') if path.is_file()}
    path = target / f'{NAME}-{project["version"]}.tgz'
    path.write_bytes(gzip.compress(_archive(files), 9, mtime=0))
    return path


def _terminal_types(root: Path) -> bytes:
    """xterm's declarations as a module of the package: hosts need not install xterm, and those that do may use both."""
    text = (root / 'node_modules' / '@xterm' / 'xterm' / 'typings' / 'xterm.d.ts').read_text(encoding='utf-8')
    found = re.fullmatch(r"(.*?)^declare module '@xterm/xterm' \{\n(.*)^\}\s*", text, re.DOTALL | re.MULTILINE)
    if found is None:
        raise BuildError("xterm's declarations are not one `declare module` any more; adapt toolchain/packages/npm.py.")
    return (found[1] + found[2]).encode()


def _description(project: dict, assets: str) -> bytes:
    """The package.json."""
    return (json.dumps({
        'name': NAME,
        'version': project['version'],
        'description': project['description'],
        'keywords': project['keywords'],
        'license': project['license'],
        'homepage': project['urls']['Homepage'],
        'repository': {'type': 'git', 'url': f'git+{project["urls"]["Repository"]}.git'},
        'bugs': {'url': project['urls']['Issues']},
        'type': 'module',
        'main': './index.js',
        'types': './index.d.ts',
        'exports': {
            '.': {'types': './index.d.ts', 'default': './index.js'},
            './main.min.js': f'./{assets}/js/main.min.js',
            './manifest.json': f'./{assets}/manifest.json',
            './assets/*': './assets/*',
            './*.htm': './*.htm',
            './package.json': './package.json',
        },
        # Importing the module defines the global BackendAI, even if none of its exports is used.
        'sideEffects': True,
    }, indent=2) + '\n').encode()


def _archive(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode='w', format=tarfile.USTAR_FORMAT) as archive:
        for name, data in sorted(files.items()):
            entry = tarfile.TarInfo(f'package/{name}')
            entry.size, entry.mode, entry.mtime = len(data), 0o644, _EPOCH
            archive.addfile(entry, io.BytesIO(data))
    return buffer.getvalue()
