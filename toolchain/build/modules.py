"""The modules that become files of a release, and their compilation."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from toolchain.build import bundle, frame_scripts, pages, registry
from toolchain.build.settings import settings
from toolchain.compiler.lowering import file_name
from toolchain.compiler.transpile import Entry, transpile

MAIN = 'media.main'
MODULE = 'media.module'
# A module with globals, and the chunks that use these instead of the page's, as their libraries read the document.
INJECTED = Entry('media.guarded', ('document', 'globalThis', 'window'))
INJECTED_INTO = tuple(f'media.features.{chunk}' for chunk in (
    'katex', 'vega_charts', 'webterm', 'webterm_images', 'webterm_webgl'))


def check(root: Path) -> None:
    """Check and compile everything, without keeping any output."""
    with tempfile.TemporaryDirectory() as folder:
        transpiled(root, [*entries(root), Entry(MODULE)], Path(folder))


def entries(root: Path) -> list[Entry]:
    """The modules that become files: main, the handlers, the features, the frame scripts and the pages."""
    scripts = frame_scripts.names(root)
    return [Entry(MAIN), *(Entry(handler.module, ('render', 'public')) for handler in registry.handlers(root)),
            *(Entry(f'media.features.{feature}', ('public', 'shared')) for feature in registry.features(root)
              if feature not in scripts),
            *(Entry(frame_scripts.PACKAGE + name) for name in scripts),
            *(Entry(pages.PACKAGE + page) for page in pages.names(root))]


def transpiled(root: Path, entries: list[Entry], target: Path, folder: str | None = None,
               sources: dict[str, str] | None = None, **options) -> dict[str, Path]:
    """Transpile to ``target`` and return the path of each entry's module; ``sources`` has the text of further modules.

    ``folder`` is the path at which the bundler of a host finds the release, relative to the file of an entry. The
    ``options`` are those of ``transpile``, such as ``cache``, which has the results of earlier calls.
    """
    version = settings(root)['project']['version']
    packages = tuple(json.loads((root / 'package.json').read_text(encoding='utf-8')).get('dependencies', {}))
    handlers, features = registry.handlers(root), registry.features(root)
    chunks = [handler.chunk for handler in handlers] + features
    generated = {registry.MODULE: registry.source(version, handlers, registry.needs(root)),
                 registry.RANKS: registry.ranks(handlers),
                 registry.PLACES: registry.places(folder, chunks, pages.names(root)), **(sources or {})}
    injected = [INJECTED] if any(entry.module in INJECTED_INTO for entry in entries) else []
    paths = transpile(root, [*entries, *injected], target, generated, packages, **options)
    return {entry.module: paths[entry.module] for entry in entries}


def module(root: Path, folder: str) -> dict[str, bytes]:
    """Main as an ES module for the bundlers of hosts, and its source map: the contents of files, by name.

    ``folder`` is that of the release, relative to the module. Imports of chunks are kept for the host's bundler, which
    finds the chunks at these paths. The import of an address, for hosts that set an asset root, is marked to be ignored
    by the bundler.
    """
    with tempfile.TemporaryDirectory() as made:
        target = Path(made) / 'index.js'
        modules = transpiled(root, [Entry(MODULE, ('BackendAI',))], Path(made) / 'py', folder)
        bundle.bundle(root, [bundle.Bundle(modules[MODULE], target, 'esm', (f'{folder}/js/*',))], 'linked')
        text = target.read_text(encoding='utf-8')
        for placeholder, replacement in registry.REPLACEMENTS.items():
            text = text.replace(placeholder, replacement)
        source_map = target.with_name('index.js.map')
        bundle.tidy_map(source_map)
        return {'index.js': text.encode(), source_map.name: source_map.read_bytes()}


def bundles_of(modules: dict[str, Path], tree: Path) -> list[bundle.Bundle]:
    """The bundles for a tree, from modules and their paths."""
    def target(module: str) -> Path:
        for kind in (pages, frame_scripts):
            if module.startswith(kind.PACKAGE):
                return kind.script(module, tree)
        return tree / file_of(module)

    classic = (MAIN, pages.PACKAGE, frame_scripts.PACKAGE)
    return [bundle.Bundle(path, target(module), 'iife' if module.startswith(classic) else 'esm',
                          syntax=bundle.MAIN_TARGET if module == MAIN else bundle.TARGET,
                          injected=path.with_name(file_name(INJECTED.module)) if module in INJECTED_INTO else None)
            for module, path in modules.items()]


def file_of(module: str) -> str:
    """The file of a release that a module becomes."""
    if module.startswith(pages.PACKAGE):
        return pages.script(module, Path()).with_suffix('.html').name
    return 'js/main.min.js' if module == MAIN else f'js/{module.rsplit(".", 1)[1]}.js'
