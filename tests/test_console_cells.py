"""The cells of a console: those of xterm for the same text, in CPython and compiled, however the text is cut."""

from __future__ import annotations

import json
import re

import pytest

from tests.compiling import call, compiled_page
from tests.console_cells import DRIVER, XTERM, generated, split
from toolchain import bundle


@pytest.fixture(scope='module')
def page(root, tmp_path_factory, chromium):
    folder = tmp_path_factory.mktemp('cells')
    page = compiled_page(chromium, root, folder, {'cells': ['shown', 'shown_all']}, {'cells': DRIVER})
    (folder / 'xterm.js').write_text(XTERM, encoding='utf-8')
    bundle.bundle(root, [bundle.Bundle(folder / 'xterm.js', folder / 'out' / 'xterm.js', 'iife')])
    page.add_script_tag(path=folder / 'out' / 'xterm.js')
    yield page
    page.close()


@pytest.fixture(scope='module')
def in_cpython():
    names: dict = {}
    exec(compile(DRIVER, 'cells', 'exec'), names)
    return names['shown']


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
    for number, (line, other) in enumerate(zip([*lines, *[['', 0, []]] * (len(theirs) - len(lines))], theirs)):
        assert line[0].rstrip(' ') == other[0].rstrip(' '), (number, text)
        looks = looks_by_index(line)
        place = 0
        for _, characters, look in other[1]:
            place = line[0].index(characters, place)
            fore, back, flags, underline, link = looks[place]
            # Whose underline it is, a link's or the text's, xterm does not tell.
            assert [fore, back, flags] == look[:3] and (link or min(underline, 1) == look[3]), (number, characters, text)
            place += len(characters)
    assert (row, column) == (their_row, their_column), text


def looks_by_index(line) -> list:
    looks, current, runs = [], [-1, -1, '', 0, ''], list(line[2])
    for index in range(len(line[0])):
        while runs and runs[0][0] <= index:
            current = runs.pop(0)[1:]
        looks.append(current)
    return looks


def test_cells_of_real_and_of_generated_text_are_those_of_xterm(page, in_cpython, corpus):
    texts = [*corpus, *(generated(seed) for seed in range(400))]
    for text, terminal in zip(texts, page.evaluate('texts => terminal(texts)', texts)):
        same(in_cpython([text]), terminal, text)


def test_compiled_it_does_what_it_does_in_cpython_however_the_text_is_cut(page, in_cpython, corpus):
    texts = [*(text for text in corpus if len(text) < 20000), *(generated(seed) for seed in range(200))]
    pieces = [split(text, seed) for seed, text in enumerate(texts)]
    compiled = call(page, 'cells', 'shown_all', pieces)
    for text, cut, found in zip(texts, pieces, compiled):
        whole = in_cpython([text])
        assert in_cpython(cut) == whole, text
        # In the browser indices count halves of characters; texts, widths and looks are the same.
        assert [line[:2] for line in found[0]] == [line[:2] for line in whole[0]], text
        assert [[run[1:] for run in line[2]] for line in found[0]] == [[run[1:] for run in line[2]] for line in whole[0]], text
        assert found[1:] == whole[1:], text
