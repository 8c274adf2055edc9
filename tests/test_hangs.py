"""Inputs that would block or crash a page: they are shown in time, or rejected with a reason."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from tests.fuzz.batches import Runner
from tests.fuzz.cases import Case
from toolchain.setup.browser import ensure as ensure_browser

pytestmark = pytest.mark.slow

ATTRIBUTES = ''.join(f' a{number}=1' for number in range(60000))
GITGRAPH = 'application/vnd.sorna.gitgraph'


def commit(oid: str, *parents: str, **more) -> dict:
    return {'oid': oid, 'parent_ids': list(parents), 'author': 'a', 'message': 'm', **more}


def arrow(*changes: tuple[int, int]) -> list[str]:
    """A real Arrow stream with some changed bytes."""
    tables = json.loads((Path(__file__).parent / 'fixtures' / 'tables' / 'tables.json').read_text())
    stream = bytearray(base64.b64decode(tables['frame_arrow']))
    for place, bits in changes:
        stream[place] ^= bits
    return ['application/vnd.apache.arrow.stream', base64.b64encode(stream).decode()]


# Items, each with a part of the reason if it is rejected.
ITEMS = {
    'attributes': (['text/html', f'<b{ATTRIBUTES}>x'], 'attributes'),
    'attributes behind what looks like a script': (['text/html', f'<!--<script>--><b{ATTRIBUTES}>x</script>'], 'attributes'),
    'open elements': (['text/html', '<b>' * 100000], 'elements'),
    'open elements behind what looks like a script': (['text/html', '<!--<script>-->' + '<b>' * 100000], 'nested'),
    'flat elements': (['text/html', '<i></i>' * 100000], 'elements'),
    'nested elements': (['text/html', '<div>' * 20000], 'nested'),
    'paragraphs': (['text/html', '<p>x' * 100000], 'elements'),
    'paragraphs behind what looks like a script': (['text/html', '<!--<script>-->' + '<p>x' * 100000], 'elements'),
    'marks in HTML': (['text/html', 'a' + '\u0301' * 1000000], 'combining marks'),
    'marks in HTML, as entities': (['text/html', 'a' + '&#769;' * 150000], 'combining marks'),
    'marks in text': (['text/plain', 'a' + '\u0301' * 1000000], None),
    'rules in rules': (['text/html', '<style>' + 'a{' * 80000 + '</style>'], 'nested'),
    'rules in rules of an output with scripts': (['text/html', '<script>1</script><style>' + 'a{' * 80000 + '</style>'], 'nested'),
    'rules in rules of a drawing': (['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><style>'
                                     + 'a{' * 80000 + '</style></svg>'], 'nested'),
    'functions in functions': (['text/html', '<p style="width:' + 'calc(' * 80000 + '">x'], 'nested'),
    'colors of deep texts': (['text/html', '<div>' * 500 + '<i>x</i>' * 5000], None),
    'commits with one beginning': ([GITGRAPH, [commit(f'aaaaaaa{number}', f'aaaaaaaz{number}') for number in range(12000)]], None),
    'a commit with many parents': ([GITGRAPH, [*(commit(f'p{number}') for number in range(9000)),
                                              commit('last', *(f'p{number}' for number in range(9000)))]], None),
    'long names': ([GITGRAPH, [commit('1' * 300000, author='a' * 300000, message='m' * 300000)]], None),
    'a cell with many outputs': (['application/x-ipynb+json', {'nbformat': 4, 'nbformat_minor': 5, 'metadata': {}, 'cells': [{
        'cell_type': 'code', 'metadata': {}, 'execution_count': 1, 'source': '', 'outputs': [
            {'output_type': 'display_data', 'metadata': {}, 'data': {'text/plain': '4'}}] * 800}]}], None),
    'a MIME type of 1 MB': (['x' * 1000000, ''], 'handler'),
    'an image of garbage': (['image/png', 'iVBORw0KGgo' + 'A' * 1000000], 'cut off'),
    'a sound of garbage': (['audio/wav', 'UklG' + 'A' * 1000000], 'damaged'),
    'Arrow metadata with a list of millions': (arrow(*((place, 64) for place in range(210, 4000, 487))), 'more than there is'),
    'Arrow messages that lead back': (['application/vnd.apache.arrow.stream', '//////j///8='], 'more than there is'),
    'joiners as the name of a column': (['text/csv', '\u200d' * 1000000], None),
    'groups in groups': (['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">' + '<g>' * 140000 + '</g>' * 140000 + '</svg>'], 'nested'),
    'groups in groups, half transparent': (['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">' + '<g opacity=".9">' * 50000
                                            + '</g>' * 50000 + '</svg>'], 'nested'),
    'drawings and titles in each other, damaged': (['image/svg+xml', '<svg><title>' * 5000], 'nested'),
    'attributes of a drawing': (['image/svg+xml', f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect{ATTRIBUTES.replace("=1", chr(61) + chr(34) * 2)} '
                                                  'width="9" height="9"/></svg>'], None),
    'metadata that are a long text': ({'data': {'text/plain': 'x', 'application/json': 1}, 'metadata': 'm' * 1000000}, None),
    'representations with large metadata': ({'data': {f'text/plain;v={number}': 'x' for number in range(9000)},
                                             'metadata': {f'm{number}': 1 for number in range(30000)}}, None),
    'a document': (['text/html', '<p>the quick brown fox jumps over a lazy dog while seven wizards</p>\n' * 15000], None),
    'a document in a wrapper': (['text/html', '<div><article>' + '<p>some <a href="https://a.example/">words</a> here\n' * 9000 + '</article></div>'], None),
    'images': (['text/html', '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">' * 12000], None),
    'LaTeX': (['text/latex', 'some words and $x^2 + y_{i}$ and \\textbf{bold} 100\\,\\% of it\n\n' * 5000], None),
    'LaTeX with environments that do not end': (['text/latex', '\\begin{a}' * 50000], None),
    'carriage returns': (['text/plain', 'x\r' * 500000], None),
}


@pytest.fixture(scope='module')
def runner(chromium, built, root):
    runner = Runner(chromium.browser_type, ensure_browser(root), built.directory)
    runner.failures([Case(0, 'items', '', ['text/html', '<b>loads what HTML needs</b>'])])
    yield runner
    runner.close()


@pytest.mark.parametrize('name', ITEMS)
def test_no_item_keeps_the_page_busy(runner, name):
    assert runner.failures([Case(0, 'items', name, ITEMS[name][0])]) == []


@pytest.mark.parametrize('name', ITEMS)
def test_what_is_refused_has_a_reason(shared_visit, name):
    item, reason = ITEMS[name]
    shared_visit.open()
    outcome = shared_visit.show(item)[0]
    assert outcome['ok'] is (reason is None), outcome
    assert reason is None or reason in outcome['reason']
