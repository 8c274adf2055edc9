"""What the gallery consists of: the script of its page, those of its demos, its sections and the data they show."""

from __future__ import annotations

import json
from pathlib import Path

from toolchain.build import bundle
from toolchain.compiler.transpile import Entry

PAGE = 'media.gallery.page'
DEMOS = 'media.gallery.demos'


def demos(root: Path) -> list[str]:
    """The names of the demos, each a module of media/gallery/demos."""
    return sorted(path.stem for path in (root / 'media' / 'gallery' / 'demos').glob('*.py') if path.stem[0] != '_')


def entries(root: Path) -> list[Entry]:
    """The script of the page, and that of each demo."""
    return [Entry(PAGE), *(Entry(f'{DEMOS}.{name}', ('start',)) for name in demos(root))]


def bundles_of(modules: dict[str, Path], target: Path) -> list[bundle.Bundle]:
    """``target/gallery.js`` and ``target/demos/<name>.js``, each from a module at its path."""
    return [bundle.Bundle(path, target / 'gallery.js', 'iife') if module == PAGE else
            bundle.Bundle(path, target / 'demos' / f'{module.rsplit(".", 1)[1]}.js', 'esm')
            for module, path in modules.items()]


def sections(root: Path) -> list[dict]:
    """The sections in their order, one file each: ``title``, ``text``, ``items``, ``demo`` and ``data``.

    ``items`` are real ones, which the file names as [fixture, name]; ``data`` is the paths of fixtures that the demo
    fetches. What a section does not have is empty, or None.
    """
    fixtures: dict[str, dict] = {}
    found = []
    for path in sorted((root / 'static' / 'gallery' / 'sections').glob('*.json')):
        section = {'demo': None, 'data': [], **json.loads(path.read_text(encoding='utf-8'))}
        items = []
        for chunk, name in section.get('items', []):
            if chunk not in fixtures:
                fixtures[chunk] = json.loads(_fixture(root, f'{chunk}.json').read_text(encoding='utf-8'))
            items.append(fixtures[chunk][name])
        found.append({**section, 'items': items})
    return found


def data(root: Path, name: str) -> Path | None:
    """The file of a fixture that a section names as its data; None for any other path."""
    known = {path for section in sections(root) for path in section['data']}
    return _fixture(root, name) if name in known else None


def _fixture(root: Path, name: str) -> Path:
    return root / 'tests' / 'fixtures' / name
