"""The cells of a console: those of xterm for the same text, however the text is cut."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest

from tests.support.compiled_pages import call, compiled_page
from tests.support.console_cells import DRIVER, XTERM, generated, split
from toolchain.build import bundle

pytestmark = pytest.mark.slow


@pytest.fixture(scope='module')
def page(root, tmp_path_factory, chromium):
    folder = tmp_path_factory.mktemp('cells')
    page = compiled_page(chromium, root, folder, {'cells': ['shown_all', 'widths']}, {'cells': DRIVER})
    (folder / 'xterm.js').write_text(XTERM, encoding='utf-8')
    bundle.bundle(root, [bundle.Bundle(folder / 'xterm.js', folder / 'out' / 'xterm.js', 'iife')])
    page.add_script_tag(path=folder / 'out' / 'xterm.js')
    yield page
    page.close()


@pytest.fixture(scope='module')
def corpus(root) -> list[str]:
    """What each real execution wrote on each stream, where a line may be as wide as xterm's is here."""
    found = []
    for path in sorted((root / 'tests' / 'fixtures' / 'console').glob('*.json')):
        for kind in ('stdout', 'stderr'):
            text = ''.join(record[1] for answer in json.loads(path.read_text(encoding='utf-8'))['api_results']
                           for record in answer.get('console', []) if record[0] == kind)
            if text and len(max(re.split('[\r\n]', text), key=len)) < 900:
                found.append(text)
    assert len(found) > 30
    return found


def same(ours, terminal, text: str) -> None:
    lines, row, column = ours
    theirs, their_row, their_column = terminal
    theirs = [*theirs, *[['', []]] * (len(lines) - len(theirs))]
    # After a cursor was restored, the end of a link brings xterm's underline back.
    is_odd = '\x1b]8' in text and re.search('\x1b(8|\\[[\\d;]*u)', text)
    for number, (line, other) in enumerate(zip([*lines, *[['', 0, []]] * (len(theirs) - len(lines))], theirs)):
        assert line[0].rstrip(' ') == other[0].rstrip(' '), (number, text)
        looks = looks_by_index(line)
        place = 0
        for _, characters, look in other[1]:
            place = line[0].index(characters, place)
            fore, back, flags, underline, link = looks[place]
            # Whose underline it is, a link's or the text's, xterm does not tell.
            assert [fore, back, flags] == look[:3] and (link or is_odd or min(underline, 1) == look[3]), (number, characters, text)
            place += len(characters)
    assert (row, column) == (their_row, their_column), text


def looks_by_index(line) -> list:
    looks, current, runs = [], [-1, -1, '', 0, ''], list(line[2])
    index = 0
    for character in line[0]:
        while runs and runs[0][0] <= index:
            current = runs.pop(0)[1:]
        looks.append(current)
        index += len(character.encode('utf-16-le')) // 2
    return looks


@pytest.mark.parametrize('columns', [1000, 300])
def test_cells_of_real_and_of_generated_text_are_those_of_xterm(page, corpus, columns):
    texts = corpus if columns == 1000 else [generated(seed) for seed in range(800)]
    ours = call(page, 'cells', 'shown_all', [[text] for text in texts])
    for text, cells, terminal in zip(texts, ours, page.evaluate('call => terminal(call)', [columns, texts])):
        same(cells, terminal, text)


def test_cells_are_the_same_however_the_text_is_cut(page, corpus):
    texts = [*(text for text in corpus if len(text) < 20000), *(generated(seed) for seed in range(400))]
    whole = call(page, 'cells', 'shown_all', [[text] for text in texts])
    for turn in range(3):
        pieces = [split(text, 1000 * turn + seed) for seed, text in enumerate(texts)]
        for text, cut, one, other in zip(texts, pieces, whole, call(page, 'cells', 'shown_all', pieces)):
            assert ''.join(cut) == text and one == other, text


WIDTHS = """async () => {
  const codes = [];
  for (let code = 0x20; code < 0x110000; code++) if (!(code >= 0x7f && code < 0xa0 || code >= 0xd800 && code < 0xe000)) codes.push(code);
  const ours = await run(['cells', 'widths', [codes]]), theirs = terminalWidths(codes);
  return [codes.map((code, index) => [code, ours[index], theirs[index]]).filter(([code, our, their]) => our !== their),
    theirs.filter(width => width !== 1).length]; }"""


def test_characters_are_as_wide_as_in_xterm(page):
    """All that xterm's Unicode knows as wide or as without a width, and all that Unicode 3.2 has assigned."""
    different, count = page.evaluate(WIDTHS)
    assigned = {code for code in range(0x110000) if unicodedata.ucd_3_2_0.category(chr(code)) not in ('Cn', 'Co')}
    others = {code for code, _, their in different if their != 1 or code in assigned}
    # Two signs of the Philippines and of Ahom ceased to be spacing marks, or became ones; xterm has two signs within the
    # emoji as wide that Unicode has as narrow.
    assert others <= {0x1734, 0x1171e, 0x1f93b, 0x1f946}
    assert count > 180000
