"""The required parts of a media type besides its module; for a new one, all missing parts are listed together."""

from __future__ import annotations

import ast
import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.project import ROOT
from toolchain.build import registry
from toolchain.site import gallery

FIXTURE = 'a JSON object of real items by name, such as {"small": ["image/png", "data:image/png;base64,…"]}'


def missing(root: Path, handler: registry.Handler) -> list[str]:
    """Everything that a handler lacks, one sentence each."""
    found = []
    if not handler.docstring.endswith('.'):
        found.append(f'{handler.where} needs a docstring: one sentence that says what it shows, ending in a period.')
    fixture = root / 'tests' / 'fixtures' / f'{handler.chunk}.json'
    place = fixture.relative_to(root)
    if not fixture.exists():
        found.append(f'{place} is missing; it holds {FIXTURE}.')
    else:
        items = json.loads(fixture.read_text(encoding='utf-8'))
        types = {item.get('type') if isinstance(item, dict) else item[0] for item in items.values()}
        if not types & set(handler.mime_types):
            found.append(f'{place} has no item of a type that {handler.where} declares; it holds {FIXTURE}.')
    tests = '\n'.join(path.read_text(encoding='utf-8') for path in (root / 'tests').glob('test_*.py'))
    if f"fixtures('{handler.chunk}')" not in tests:
        found.append(f"No test shows the items of fixtures('{handler.chunk}'); add tests/test_{handler.chunk}.py.")
    table = (root / 'docs' / 'types.md').read_text(encoding='utf-8')
    rows = [line for line in table.splitlines() if line.startswith('|') and f'`{handler.where}`' in line]
    if len(rows) != 1:
        found.append(f'docs/types.md needs one row for `{handler.where}`.')
    else:
        found += [f'The row of {handler.where} in docs/types.md does not name `{mime}`.'
                  for mime in handler.mime_types if f'`{mime}`' not in rows[0]]
    if handler.chunk not in gallery.chunks(root):
        found.append(f'No section in static/gallery/sections/ shows an item of tests/fixtures/{handler.chunk}.json.')
    return found


@pytest.mark.parametrize('handler', registry.handlers(ROOT), ids=lambda handler: handler.chunk)
def test_a_handler_has_all_that_belongs_to_it(handler):
    lacking = missing(ROOT, handler)
    assert not lacking, '\n'.join(lacking)


def test_of_a_new_handler_all_that_is_missing_is_listed():
    new = replace(registry.handlers(ROOT)[0], chunk='newest', where='media/handlers/new.py', mime_types=('x/new',),
                  docstring='')
    lacking = missing(ROOT, new)
    for words in ('docstring', 'tests/fixtures/newest.json is missing; it holds a JSON object', 'No test shows the items of',
                  'docs/types.md needs one row', 'static/gallery/sections/'):
        assert any(words in sentence for sentence in lacking), words


def test_every_module_of_the_browser_has_a_docstring():
    for path in sorted((ROOT / 'media').rglob('*.py')):
        assert ast.get_docstring(ast.parse(path.read_text(encoding='utf-8'))), path
