"""The published tree: ``assets/<hash>/`` with its files and manifest, complete or not there at all."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import brotli

from toolchain.build import bundle, contenthash, integrity, licenses, manifest, pages, registry
from toolchain.compiler.transpile import Entry, transpile
from toolchain.errors import BuildError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

MAIN = 'media.main'
MODULE = 'media.module'


@dataclass(frozen=True)
class File:
    """One published file; sizes in bytes, ``budget`` the most it may have after brotli."""

    name: str
    source: str
    raw: int
    gzip: int
    brotli: int
    budget: int


@dataclass(frozen=True)
class Release:
    hash: str
    files: list[File]
    directory: Path
    maps: Path

    @property
    def integrity(self) -> str:
        """The checksum of main, and through it of all chunks, for script tags."""
        return integrity.checksum((self.directory / integrity.MAIN_FILE).read_bytes())

    def table(self) -> str:
        """The sizes of all files, as a person reads them."""
        rows = [('file', 'raw', 'gzip', 'brotli', 'budget')]
        rows += [(file.name, *(f'{size:,}' for size in (file.raw, file.gzip, file.brotli, file.budget)))
                 for file in self.files]
        widths = [max(len(row[column]) for row in rows) for column in range(5)]
        return '\n'.join('  '.join(cell.ljust(width) if column == 0 else cell.rjust(width)
                                   for column, (cell, width) in enumerate(zip(row, widths))) for row in rows)


def settings(root: Path) -> dict:
    """The contents of pyproject.toml."""
    with open(root / 'pyproject.toml', 'rb') as file:
        return tomllib.load(file)


def check(root: Path) -> None:
    """Check and lower everything, writing nothing that stays."""
    with tempfile.TemporaryDirectory() as folder:
        transpiled(root, [*entries(root), Entry(MODULE)], Path(folder))


def build(root: Path, assets: Path, source_maps: bool = False) -> Release:
    """Build everything and publish it as ``assets/<hash>/``; other hashes there are removed.

    Files are made in a temporary folder and moved when all is well, so a failure leaves ``assets`` alone. Source
    maps go to ``build/maps/<hash>/``, or with ``source_maps`` into the tree, mentioned by the files.
    """
    budgets = settings(root)['tool']['backend-ai-media']['budgets']
    assets.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=assets, prefix='.new-') as folder:
        made = Path(folder)
        modules = transpiled(root, entries(root), made / 'py')
        tree = made / 'tree'
        bundles = bundles_of(modules, tree)
        bundle.bundle(root, bundles, 'linked' if source_maps else 'external')
        for each in bundles:
            pages.publish(each.target, tree)
        integrity.seal(tree)
        _write_licences(root, made)
        shutil.rmtree(tree / pages.FOLDER, ignore_errors=True)
        maps = made / 'maps'
        maps.mkdir()
        for path in sorted(tree.rglob('*.map')):
            tidy_map(path)
            if not source_maps:
                path.rename(maps / path.name)
        files = measured(tree, modules, budgets)
        if not source_maps:  # the mention of its map is none of a file's own bytes
            _check_budgets(files)
        content_hash = contenthash.content_hash(tree)
        _write_manifest(root, tree, files)
        directory, kept_maps = assets / content_hash, root / 'build' / 'maps' / content_hash
        _replace(tree, directory)
        _replace(maps, kept_maps)
    for other in assets.iterdir():
        if other.is_dir() and other != directory and contenthash.is_hash(other.name):
            shutil.rmtree(other)
    return Release(content_hash, files, directory, kept_maps)


def entries(root: Path) -> list[Entry]:
    """Main, the handlers, the features and the pages: each becomes a file."""
    return [Entry(MAIN), *(Entry(handler.module, ('render', 'public')) for handler in registry.handlers(root)),
            *(Entry(f'media.features.{feature}', ('public', 'shared')) for feature in registry.features(root)),
            *(Entry(pages.PACKAGE + page) for page in pages.names(root))]


def transpiled(root: Path, entries: list[Entry], target: Path, folder: str | None = None,
               cache: dict[str, str] | None = None) -> dict[str, Path]:
    """Where the module of each entry is, below ``target``; ``cache`` holds what was transpiled before.

    ``folder`` is where other people's bundlers find the release, seen from the file that an entry becomes.
    """
    version = settings(root)['project']['version']
    packages = tuple(json.loads((root / 'package.json').read_text(encoding='utf-8')).get('dependencies', {}))
    handlers, features = registry.handlers(root), registry.features(root)
    chunks = [handler.chunk for handler in handlers] + features
    generated = {registry.MODULE: registry.source(version, handlers, features),
                 registry.PLACES: (registry.places('', [], []) if folder is None
                                   else registry.places(folder, chunks, pages.names(root)))}
    remembered = {} if cache is None else {'cache': cache}
    return transpile(root, entries, target, generated, packages, **remembered)


def module(root: Path, folder: str) -> bytes:
    """Main as an ES module, for other people's bundlers; ``folder`` is that of the release, seen from its file.

    Imports of chunks are left as they are: whoever bundles the module finds them at their places. The import of an
    address, for hosts that set an asset root, is none of the bundler's business.
    """
    with tempfile.TemporaryDirectory() as made:
        target = Path(made) / 'index.js'
        modules = transpiled(root, [Entry(MODULE, ('BackendAI',))], Path(made) / 'py', folder)
        bundle.bundle(root, [bundle.Bundle(modules[MODULE], target, 'esm', (f'{folder}/js/*',))])
        text = re.sub(rb'\bimport\((?!")', b'import(/* webpackIgnore: true */ /* @vite-ignore */ ', target.read_bytes())
        return text.replace(b'MODULE_URL', b'import.meta.url')


def bundles_of(modules: dict[str, Path], tree: Path) -> list[bundle.Bundle]:
    """The files of a tree, each from a module at its path."""
    return [bundle.Bundle(path, pages.script(module, tree), 'iife') if module.startswith(pages.PACKAGE)
            else bundle.Bundle(path, tree / _name(module), 'iife' if module == MAIN else 'esm')
            for module, path in modules.items()]


def _name(module: str) -> str:
    if module.startswith(pages.PACKAGE):
        return pages.script(module, Path()).with_suffix('.html').name
    return 'js/main.min.js' if module == MAIN else f'js/{module.rsplit(".", 1)[1]}.js'


def tidy_map(path: Path) -> None:
    """Name sources as the project does, whatever folder the build was made in."""
    head, key, rest = path.read_text(encoding='utf-8').partition('"sources": ')
    sources, end = json.JSONDecoder().raw_decode(rest)  # those alone: a whole map may hold megabytes
    named = [source[source.find('media/'):] if 'media/' in source else source.rsplit('/', 1)[-1] for source in sources]
    path.write_text(f'{head}{key}{json.dumps(named)}{rest[end:]}', encoding='utf-8')


def measured(tree: Path, modules: Iterable[str], budgets: dict[str, int]) -> list[File]:
    """The sizes of the files of modules; most of the time of a build is brotli's, on several threads."""
    def measure(module: str) -> File:
        name = _name(module)
        data = (tree / name).read_bytes()
        return File(name, module.replace('.', '/') + '.py', len(data), len(gzip.compress(data, 9, mtime=0)),
                    _brotli_size(data), budgets.get(name, budgets['default']))
    with ThreadPoolExecutor() as pool:
        return list(pool.map(measure, modules))


@lru_cache(maxsize=512)
def _brotli_size(data: bytes) -> int:
    return len(brotli.compress(data, quality=11))


def _check_budgets(files: list[File]) -> None:
    over = [file for file in files if file.brotli > file.budget]
    if over:
        raise BuildError('\n'.join(
            f'{file.name} has {file.brotli} bytes after brotli, {file.brotli - file.budget} more than its budget of '
            f'{file.budget}; make {file.source} smaller, or raise the budget in pyproject.toml.' for file in over))


def _write_licences(root: Path, made: Path) -> None:
    metafiles = sorted(made.rglob(f'*{bundle.METAFILE}'))
    text = licenses.text(root, licenses.packages(metafiles))
    (made / 'tree' / licenses.NAME).write_text(text, encoding='utf-8')
    for metafile in metafiles:
        metafile.unlink()


def _write_manifest(root: Path, tree: Path, files: list[File]) -> None:
    details: dict[str, dict] = {file.source: {'brotli': file.brotli} for file in files}
    details[manifest.ENTRY]['version'] = settings(root)['project']['version']
    for handler in registry.handlers(root):
        details[handler.where]['mimeTypes'] = list(handler.mime_types)
    manifest.write(tree, manifest.entries(tree, {file.name: file.source for file in files}, details))


def _replace(source: Path, target: Path) -> None:
    """Move a folder to its place, where an older one of that name may be."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        shutil.rmtree(target)
    shutil.move(str(source), str(target))
