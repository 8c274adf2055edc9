"""The content of the gallery: its scripts, its sections, their items, and the data that demos fetch."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

from toolchain.build import bundle
from toolchain.compiler.transpile import Entry

PAGES = {'media.gallery.page': 'gallery', 'media.gallery.docs': 'docs'}
DEMOS = 'media.gallery.demos'

# The keys of a section and of an item, with their defaults.
SECTION = {'group': 'More', 'title': '', 'text': '', 'items': [], 'demo': None, 'data': [], 'needs_server': False,
           'text_without_server': ''}
ITEM = {'title': '', 'caption': '', 'origin': '', 'wide': False, 'demo': None, 'data': [], 'needs_server': False}


def demos(root: Path) -> list[str]:
    """The names of the demos, each a module of media/gallery/demos."""
    return sorted(path.stem for path in (root / 'media' / 'gallery' / 'demos').glob('*.py') if path.stem[0] != '_')


def entries(root: Path) -> list[Entry]:
    """The entries for the scripts of the pages and of each demo."""
    return [*map(Entry, PAGES), *(Entry(f'{DEMOS}.{name}', ('start',)) for name in demos(root))]


def bundles_of(modules: dict[str, Path], target: Path) -> list[bundle.Bundle]:
    """The bundles for ``target/gallery.js`` and ``target/demos/<name>.js``, from modules and their paths."""
    return [bundle.Bundle(path, target / f'{PAGES[module]}.js', 'iife') if module in PAGES else
            bundle.Bundle(path, target / 'demos' / f'{module.rsplit(".", 1)[1]}.js', 'esm')
            for module, path in modules.items()]


def slug(text: str) -> str:
    """A text in the form used in addresses."""
    return re.sub('[^a-z0-9]+', '-', text.lower()).strip('-')


def sections(root: Path, live: bool = True) -> list[dict]:
    """The sections, in the order of their files ``static/gallery/sections/NN-<id>.json``.

    Each section has the keys of ``SECTION`` and an ``id``. Each of its items has the keys of ``ITEM``, an ``id``, and
    either a ``demo`` or a ``fixture``: the name of a chunk and the name of an item in ``tests/fixtures/<chunk>.json``.
    In a file, an item without texts may be written as ``[chunk, name]``. Without ``live``, sections and items that
    need a server are omitted.
    """
    found = []
    for path in sorted((root / 'static' / 'gallery' / 'sections').glob('*.json')):
        section = {**SECTION, **json.loads(path.read_text(encoding='utf-8')), 'id': path.stem.partition('-')[2]}
        items = [_item(section['id'], given) for given in section['items']]
        section['items'] = [item for item in items if live or not item['needs_server']]
        without_server = section.pop('text_without_server')
        section['text'] = section['text'] if live else without_server or section['text']
        if live or not section['needs_server']:
            found.append(section)
    return found


def _item(section_id: str, given: dict | list) -> dict:
    item = {**ITEM, **({'fixture': given} if isinstance(given, list) else given)}
    name = item.get('id') or item['demo'] or item['fixture'][1]
    return {**item, 'id': f'{section_id}-{slug(name)}'}


def chunks(root: Path) -> set[str]:
    """The chunks for which the gallery shows an item."""
    return {item['fixture'][0] for section in sections(root) for item in section['items'] if not item['demo']}


def listing(root: Path, live: bool) -> dict:
    """The document that the page loads first: the sections, with each item's MIME type and size instead of its data."""
    found = sections(root, live)
    for section in found:
        for item in section['items']:
            if not item['demo']:
                media_item = _media_item(root, *item.pop('fixture'))
                item['mime'] = _mime(media_item)
                item['bytes'] = len(json.dumps(media_item, ensure_ascii=False, separators=(',', ':')).encode())
    return {'live': live, 'sections': found}


def items(root: Path, live: bool) -> dict[str, list | dict]:
    """The media items of the gallery, by id."""
    return {item['id']: _media_item(root, *item['fixture'])
            for section in sections(root, live) for item in section['items'] if not item['demo']}


def data(root: Path, live: bool) -> set[str]:
    """The paths of the fixtures that demos fetch."""
    return {path for section in sections(root, live) for part in (section, *section['items']) for path in part['data']}


def fixture(root: Path, name: str) -> Path:
    return root / 'tests' / 'fixtures' / name


def _mime(item: list | dict) -> str:
    if isinstance(item, list):
        return item[0]
    return item['type'] if 'type' in item else 'MIME bundle'


def _media_item(root: Path, chunk: str, name: str) -> list | dict:
    path = fixture(root, f'{chunk}.json')
    return _read(path, path.stat().st_mtime_ns)[name]


@lru_cache(maxsize=128)
def _read(path: Path, changed: int) -> dict:
    return json.loads(path.read_text(encoding='utf-8'))
