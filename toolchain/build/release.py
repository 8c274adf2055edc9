"""The published tree: ``assets/<hash>/`` with its files and manifest, either complete or absent."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from toolchain.build import (
    bundle, contenthash, frame_scripts, integrity, licenses, manifest, modules, pages, registry, sizes,
)
from toolchain.build.settings import settings


@dataclass(frozen=True)
class Release:
    hash: str
    files: list[sizes.File]
    directory: Path
    maps: Path

    @property
    def integrity(self) -> str:
        """The checksum of main for script tags, which covers all chunks, too."""
        return integrity.checksum((self.directory / integrity.MAIN_FILE).read_bytes())

    def snippet(self, root: str) -> str:
        """The HTML to paste into a page; ``root`` is the asset root."""
        return integrity.snippet(root, manifest.read(self.directory))


def build(root: Path, assets: Path, source_maps: bool = False) -> Release:
    """Build everything, publish it as ``assets/<hash>/`` and remove other hashes from ``assets``.

    Files are built in a temporary folder and moved only on success, so a failure leaves ``assets`` unchanged. Source
    maps go to ``build/maps/<hash>/``; with ``source_maps``, they go into the tree, and the files refer to them.
    """
    budgets = settings(root)['tool']['backend-ai-media']['budgets']
    assets.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=assets, prefix='.new-') as folder:
        made = Path(folder)
        compiled = modules.transpiled(root, modules.entries(root), made / 'py')
        tree = made / 'tree'
        bundles = modules.bundles_of(compiled, tree)
        bundle.bundle(root, bundles, 'linked' if source_maps else 'external')
        for each in bundles:
            pages.publish(each.target, tree)
            frame_scripts.publish(root, each.target, tree)
        integrity.seal(tree)
        _write_licenses(root, made)
        for folder_of_scripts in (pages.FOLDER, frame_scripts.FOLDER):
            shutil.rmtree(tree / folder_of_scripts, ignore_errors=True)
        maps = made / 'maps'
        maps.mkdir()
        for path in sorted(tree.rglob('*.map')):
            bundle.tidy_map(path)
            if not source_maps:
                path.rename(maps / path.name)
        files = sizes.measured(tree, compiled, budgets)
        if not source_maps:  # the reference to its map does not count against a file's budget
            sizes.check_budgets(files)
        content_hash = contenthash.content_hash(tree)
        _write_manifest(root, tree, files)
        directory, kept_maps = assets / content_hash, root / 'build' / 'maps' / content_hash
        _replace(tree, directory)
        _replace(maps, kept_maps)
    for other in assets.iterdir():
        if other.is_dir() and other != directory and contenthash.is_hash(other.name):
            shutil.rmtree(other)
    return Release(content_hash, files, directory, kept_maps)


def _write_licenses(root: Path, made: Path) -> None:
    metafiles = sorted(made.rglob(f'*{bundle.METAFILE}'))
    text = licenses.text(root, sorted({*licenses.packages(metafiles), *frame_scripts.packages(root)}))
    (made / 'tree' / licenses.NAME).write_text(text, encoding='utf-8')
    for metafile in metafiles:
        metafile.unlink()


def _write_manifest(root: Path, tree: Path, files: list[sizes.File]) -> None:
    details: dict[str, dict] = {file.source: {'brotli': file.brotli} for file in files}
    details[manifest.ENTRY]['version'] = settings(root)['project']['version']
    for handler in registry.handlers(root):
        details[handler.where]['mimeTypes'] = list(handler.mime_types)
    manifest.write(tree, manifest.entries(tree, {file.name: file.source for file in files}, details))


def _replace(source: Path, target: Path) -> None:
    """Move a folder to ``target``, replacing an older one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        shutil.rmtree(target)
    shutil.move(str(source), str(target))
