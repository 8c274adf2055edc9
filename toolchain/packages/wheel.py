"""The wheel ``backend-ai-media`` (PEP 427, core metadata 2.4): ``backendai_media`` with a built release inside."""

from __future__ import annotations

import base64
import hashlib
import zipfile
from pathlib import Path

from toolchain.build import release
from toolchain.build.settings import settings

SOURCES = Path(__file__).resolve().parents[2] / 'packages' / 'python'
PACKAGE = 'backendai_media'

# The earliest time in the zip format, so that an archive of the same files always has the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)

_WHEEL = b"""Wheel-Version: 1.0
Generator: backend.ai-media
Root-Is-Purelib: true
Tag: py3-none-any
"""


def make(root: Path, built: release.Release, target: Path) -> Path:
    """Write the wheel of a built release into the folder ``target``."""
    project = settings(root)['project']
    name = f'{project["name"].replace("-", "_")}-{project["version"]}'
    info = f'{name}.dist-info'
    files = {path.relative_to(SOURCES).as_posix(): path.read_bytes()
             for path in SOURCES.rglob('*') if path.suffix in ('.py', '.typed')}
    files[f'{PACKAGE}/_release.py'] = (
        f'"""Which release this is."""\n\nVERSION = {project["version"]!r}\nHASH = {built.hash!r}\n').encode()
    files |= {f'{PACKAGE}/static/{built.hash}/{path.relative_to(built.directory).as_posix()}': path.read_bytes()
              for path in built.directory.rglob('*') if path.is_file()}
    files |= {f'{info}/METADATA': metadata(root, project).encode(),
              f'{info}/WHEEL': _WHEEL,
              f'{info}/licenses/LICENSE': (root / 'LICENSE').read_bytes(),
              f'{info}/licenses/licences.txt': (built.directory / 'licences.txt').read_bytes()}
    path = target / f'{name}-py3-none-any.whl'
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
        for file, data in [*sorted(files.items()), (f'{info}/RECORD', _record(files, info))]:
            entry = zipfile.ZipInfo(file, _EPOCH)
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return path


def metadata(root: Path, project: dict) -> str:
    """The METADATA file for a ``[project]`` table."""
    lines = ['Metadata-Version: 2.4', f'Name: {project["name"]}', f'Version: {project["version"]}',
             f'Summary: {project["description"]}', f'License-Expression: {project["license"]}', 'License-File: LICENSE',
             'License-File: licences.txt',
             f'Keywords: {",".join(project["keywords"])}', f'Requires-Python: {project["requires-python"]}',
             *(f'Project-URL: {name}, {url}' for name, url in project['urls'].items()),
             *(f'Classifier: {classifier}' for classifier in project['classifiers'])]
    for extra, requirements in sorted(project['optional-dependencies'].items()):
        lines.append(f'Provides-Extra: {extra}')
        lines += [f'Requires-Dist: {requirement}; extra == "{extra}"' for requirement in requirements]
    lines.append('Description-Content-Type: text/markdown')
    return '\n'.join(lines) + '\n\n' + (root / project['readme']).read_text(encoding='utf-8')


def _record(files: dict[str, bytes], info: str) -> bytes:
    """The RECORD file: each file with its checksum and size, and RECORD itself without them."""
    lines = []
    for name, data in sorted(files.items()):
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b'=').decode()
        lines.append(f'{name},sha256={digest},{len(data)}\n')
    return ''.join([*lines, f'{info}/RECORD,,\n']).encode()
