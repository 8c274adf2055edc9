"""The build of the development server, into a separate folder, which redoes only what has changed.

Transpiled modules are cached by all of their dependencies, and bundles by the digests of all their inputs, so the
result equals that of a clean build, apart from sizes and licenses. The cache is kept in ``build/incremental/``
between processes.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from toolchain.build import bundle, frame_scripts, integrity, modules, pages, sizes
from toolchain.build.settings import settings
from toolchain.site import gallery

MEMORY = Path('build') / 'incremental'


@dataclass(frozen=True)
class Build:
    """A successful build: the folders of its release and of the gallery's scripts, and its work and duration.

    ``made`` has the names of the files that were bundled again, ``modules`` the modules of the release.
    """

    release: Path
    gallery: Path
    modules: tuple[str, ...]
    made: list[str]
    seconds: float


class IncrementalBuild:
    """Builds ``root`` into ``folder``; one build at a time."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.folder = root, folder.resolve()
        self._cache: dict[str, str] = {}
        self._records: dict[str, dict[str, str]] = {}
        self._digests: dict[str, str] = {}  # of files, within one build
        self._count = 0
        self._packages = _without_maps(root, self.folder / 'node_modules')
        self._made_by = self._stamp()
        self._recall()

    def build(self) -> Build:
        """Bring everything up to date. Raises BuildError for errors; folders of earlier builds stay unchanged."""
        start = time.monotonic()
        ours, page = modules.entries(self.root), gallery.entries(self.root)
        # Separately, as for a release, since the result for a module also depends on the other modules.
        compiled = modules.transpiled(self.root, ours, self.folder / 'py', cache=self._cache)
        scripts = modules.transpiled(self.root, page, self.folder / 'gallery-py', cache=self._cache)
        for folder in ('py', 'gallery-py'):
            bundle.minify_sheets(self.root, self.folder / folder)
        bundles = [*modules.bundles_of(compiled, self.folder / 'bundled'),
                   *gallery.bundles_of(scripts, self.folder / 'bundled')]
        self._digests.clear()
        stale = [each for each in bundles if not self._is_fresh(each)]
        for target, parts in bundle.bundle(self.root, stale, 'linked', [self._packages]).items():
            bundle.tidy_map(target.with_suffix('.js.map'))
            self._records[self._name(target)] = self._record(parts)
        return Build(self._publish(bundles), self.folder / 'bundled', tuple(compiled),
                     sorted(each.target.name for each in stale), time.monotonic() - start)

    def sizes(self, build: Build) -> list[sizes.File]:
        """The sizes of the files of a release, which are slow to compute the first time."""
        budgets = settings(self.root)['tool']['backend-ai-media']['budgets']
        return sizes.measured(build.release, build.modules, budgets)

    def is_outdated(self) -> bool:
        """Whether the toolchain, or anything else that all results depend on, has changed since the start."""
        try:
            return self._stamp() != self._made_by
        except OSError:
            return True

    def remember(self) -> None:
        """Save the cache for the next process, atomically. Raises OSError if the project cannot be written."""
        place = self.root / MEMORY
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent, prefix='.new-') as folder:
            shutil.copytree(self.folder / 'bundled', Path(folder) / 'new' / 'bundled')
            state = {'stamp': self._made_by, 'known': self._cache, 'records': self._records}
            (Path(folder) / 'new' / 'state.json').write_text(json.dumps(state), encoding='utf-8')
            if place.exists():
                os.replace(place, Path(folder) / 'old')
            os.replace(Path(folder) / 'new', place)

    def _recall(self) -> None:
        place = self.root / MEMORY
        try:
            state = json.loads((place / 'state.json').read_text(encoding='utf-8'))
            if state['stamp'] == self._made_by:
                shutil.copytree(place / 'bundled', self.folder / 'bundled')
                self._cache, self._records = state['known'], state['records']
        except (OSError, ValueError, KeyError):
            shutil.rmtree(self.folder / 'bundled', ignore_errors=True)

    def _stamp(self) -> str:
        """A digest of the common dependencies of everything: the toolchain, the npm packages and Python."""
        digest = hashlib.sha256(f'{sys.version_info[:2]}'.encode())
        sources = sorted(Path(__file__).resolve().parents[1].rglob('*.py'))
        for path in [*sources, self.root / 'package-lock.json', self.root / 'pyproject.toml']:
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()

    def _publish(self, bundles: list[bundle.Bundle]) -> Path:
        """Write a sealed tree of the release's files; it is removed two builds later, since it may still be in use."""
        self._count += 1
        tree = self.folder / f'release-{self._count}'
        (tree / 'js').mkdir(parents=True)
        for each in bundles:
            if each.target.parent.name == 'js':
                for path in (each.target, each.target.with_suffix('.js.map')):
                    shutil.copyfile(path, tree / 'js' / path.name)
            pages.publish(each.target, tree)
            frame_scripts.publish(self.root, each.target, tree)
        integrity.seal(tree)
        shutil.rmtree(self.folder / f'release-{self._count - 2}', ignore_errors=True)
        return tree

    def _is_fresh(self, each: bundle.Bundle) -> bool:
        record = self._records.get(self._name(each.target))
        if record is None or not each.target.exists():
            return False
        try:
            return all(self._digest(name) == digest for name, digest in record.items())
        except OSError:
            return False  # one of its inputs is missing

    def _record(self, parts: list[Path]) -> dict[str, str]:
        """The digests of our own modules, by name; npm packages are covered by the stamp."""
        names = [self._name(path) for path in parts if path.is_relative_to(self.folder)]
        return {name: self._digest(name) for name in names if not name.startswith(f'{self._packages.name}/')}

    def _digest(self, name: str) -> str:
        if name not in self._digests:
            self._digests[name] = hashlib.sha256((self.folder / name).read_bytes()).hexdigest()
        return self._digests[name]

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()


def _without_maps(root: Path, target: Path) -> Path:
    """A copy of the npm packages that chunks bundle, without source maps.

    Processing their maps would take esbuild longer than everything else, and contributors can read the packages as npm
    ships them.
    """
    packages = json.loads((root / 'package-lock.json').read_text(encoding='utf-8'))['packages']
    for name, package in packages.items():
        source = root / name
        if name.startswith('node_modules/') and not package.get('dev') and source.is_dir():
            shutil.copytree(source, target.parent / name, ignore=shutil.ignore_patterns('*.map', 'node_modules'))
            (target.parent / name).chmod(0o755)  # packages of a package follow, in a read-only project, too
    return target
