"""The website as static files for any host: the gallery, the documentation, and the release that they use."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

from toolchain.build import bundle, modules, release
from toolchain.errors import BuildError
from toolchain.site import gallery, pages

# The file that identifies a folder written by this command; other folders are not replaced.
MARK = Path('gallery') / 'sections.json'


def publish(root: Path, target: Path) -> int:
    """Build the release, write the site to ``target``, replacing an older site, and return its size in bytes."""
    if target.exists() and any(target.iterdir()) and not (target / MARK).exists():
        raise BuildError(f'{target} holds other files; choose an empty folder with --to.')
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix='.new-') as folder:
        made, site = Path(folder), Path(folder) / 'site'
        built = release.build(root, made / 'assets')
        shutil.copytree(built.directory, site / 'latest')
        _write_scripts(root, made, site / 'gallery')
        _write(site / 'gallery' / 'sizes.json', json.dumps([vars(file) for file in built.files]).encode())
        for path in pages.paths(root, live=False):
            _write(site / path, pages.read(root, path, live=False))
        if target.exists():
            shutil.rmtree(target)
        shutil.move(str(site), str(target))
    return sum(path.stat().st_size for path in target.rglob('*') if path.is_file())


def _write_scripts(root: Path, made: Path, target: Path) -> None:
    """Bundle the scripts of the pages and demos, without source maps."""
    compiled = modules.transpiled(root, gallery.entries(root), made / 'py')
    bundle.bundle(root, gallery.bundles_of(compiled, made / 'scripts'), 'external')
    for path in (made / 'scripts').rglob('*.js'):
        _write(target / path.relative_to(made / 'scripts'), path.read_bytes())


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
