"""The Content Security Policies in docs/csp.md are sufficient for all real items of every handler."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT
from toolchain.build import registry

SHOW = '''async items => {
    const outcomes = await BackendAI.Media.handle_all(items, 'r', out);
    await new Promise(requestAnimationFrame);
    await new Promise(done => setTimeout(done));
    return outcomes.map(outcome => outcome.ok);
}'''
HANDLERS = [handler.chunk for handler in registry.handlers(ROOT)]


@pytest.fixture(scope='module')
def table() -> dict[str, tuple[str, list[str]]]:
    """The rows of the table in docs/csp.md: the directives and names of policies for each chunk."""
    section = (ROOT / 'docs' / 'csp.md').read_text(encoding='utf-8')
    return {chunk: (directives.strip().strip('`').replace('`, `', '; '), re.findall(r'`([\w-]+)`', names))
            for chunk, directives, names in re.findall(r'^\| `(\w+)` \| (.*?)\| (.*?)\|$', section, re.MULTILINE)}


def policy(table: dict, chunk: str, assets: str) -> str:
    directives, names = table.get(chunk, ('', []))
    directives = directives.split('` (')[0].replace('https://YOUR.HOST', assets)
    allowed = ' '.join(names) or "'none'"
    return (f"default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; {directives}; "
            f"require-trusted-types-for 'script'; trusted-types {allowed}")


def test_rows_are_of_chunks_that_exist(table):
    chunks = {*HANDLERS, *registry.features(ROOT)}
    assert table and set(table) <= chunks


@pytest.mark.slow
@pytest.mark.parametrize('chunk', HANDLERS)
def test_all_items_of_a_handler_under_its_policy(visit, fixtures, table, chunk):
    """The policy reports no violation: it blocks no script, request or style."""
    visit.open(main=f'<script nonce="abc" src="{visit.main}"></script>',
               headers={'Content-Security-Policy': policy(table, chunk, visit.assets.origin)})
    shown = visit.page.evaluate(SHOW, [*fixtures(chunk).values()])
    assert visit.violations == []
    assert any(shown)
