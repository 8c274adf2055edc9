"""The cells of a console are the same as xterm's for the same text, wherever the text is cut."""

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
    """The text of each stream of each real execution, with lines that fit into xterm's width."""
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
    # After the cursor was restored, xterm restores the underline at the end of a link.
    is_odd = '\x1b]8' in text and re.search('\x1b(8|\\[[\\d;]*u)', text)
    for number, (line, other) in enumerate(zip([*lines, *[['', 0, []]] * (len(theirs) - len(lines))], theirs)):
        assert line[0].rstrip(' ') == other[0].rstrip(' '), (number, text)
        looks = looks_by_index(line)
        place = 0
        for _, characters, look in other[1]:
            place = line[0].index(characters, place)
            fore, back, flags, underline, link = looks[place]
            # xterm does not distinguish between the underline of a link and of the text.
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


LINES = '\n'.join(f'l{number}' for number in range(40))

# Rare sequences, by name.
SEQUENCES = {
    'insert lines': 'one\ntwo\nthree\x1b[2A\x1b[2Lnew', 'insert lines at the end': f'{LINES}\x1b[5A\x1b[9Lnew',
    'delete lines': 'one\ntwo\nthree\nfour\x1b[2A\x1b[1Mx', 'delete lines below many': f'{LINES}\x1b[9A\x1b[3Mx\nafter',
    'scroll up': 'one\ntwo\nthree\x1b[2Sx', 'scroll up below many': f'{LINES}\x1b[2Sx', 'scroll down': 'one\ntwo\nthree\x1b[2Tx',
    'scroll down below many': f'{LINES}\x1b[3Tx',
    'repeat': 'ab\x1b[5bc', 'insert mode': 'abcdef\x1b[4D\x1b[4hXY\x1b[4lZ', 'column': 'abc\x1b[2`X\x1b[`Y', 'columns right': 'a\x1b[3ab',
    'rows down': 'a\x1b[2eb', 'tabs': 'a\x1b[2Ib\x1b[Zc\x1b[9Zd', 'tab stops': '\x1b[3g\x1b[5G\x1bH\x1b[20G\x1bH\ra\tb\tc\td',
    'no tab stop': 'a\x1b[9G\x1b[g\r\tb', 'line drawing': '\x1b(0lqqk\x1b(B q \x1b(0mqqj\x1b(B', 'line drawing in G1': '\x1b)0a\x0eqx\x0fqx',
    'alignment': '\x1b#8', 'next line': 'ab\x1bEcd\x85ef', 'index': 'ab\x1bDcd\x84ef', 'reverse index': 'ab\ncd\x1bM\x1bMx',
    'alternate screen': 'before\n\x1b[?1049h\x1b[H\x1b[2Jscreen\nsecond\x1b[?1049lafter',
    'alternate screen that scrolls': f'before\n\x1b[31m\x1b[?1049h\x1b[H\x1b[m{LINES}\x1b[?1049lafter',
    'alternate screen below many': f'{LINES}\n\x1b[?1049h\x1b[5;5Hscreen\x1b[?1049lafter',
    '47': 'before\n\x1b[?47hscreen\x1b[?47lafter', '1047': 'before\n\x1b[?1047hscreen\n\x1b[?1047lafter',
    'region': f'{LINES}\x1b[3;6r\x1b[6;1Ha\nb\nc\nd\x1b[r\x1b[24;1Hend', 'region at the top': '\x1b[1;3rA\nB\nC\nD\nE\x1b[r',
    'reverse index in a region': 'a\nb\nc\nd\x1b[2;3r\x1b[2;1H\x1bMx', 'soft reset': '\x1b[1;31m\x1b[4hred\x1b[!pafter',
    'home': f'{LINES}\x1b[HX', 'clear': f'{LINES}\x1b[H\x1b[2JX', 'clear all': f'{LINES}\x1b[H\x1b[2J\x1b[3JX', 'clear above': f'{LINES}\x1b[1J',
    'row': f'{LINES}\x1b[5dX\x1b[99dY', 'far away': f'{LINES}\x1b[99;70HX\x1b[99BY', 'saved': f'{LINES}\x1b7\x1b[5;5Hx\x1b8y',
    'bars': 'a\nb\n\x1b[s\x1b[1;5r\x1b[u' + ''.join(f'\x1b7\x1b[23;1H\x1b[2K{number} %\x1b8line {number}\n' for number in range(9)),
    # Like enlighten: bars below a scroll region, in which lines are printed; at the end the bars are removed or left.
    'bars with a scroll region': 'start\n\n\n\x1b[?25l\x1b[1;22r\x1b[20;1H' + ''.join(
        f'line {number}\n\x1b7\x1b[23;1H\x1b[2KFile {number} |{"█" * number:10}|\x1b[24;1H\x1b[2KTotal {number}/9\x1b8' for number in range(9))
        + '\x1b7\x1b[23;1H\x1b[K\x1b8\x1b[?25h\x1b[1;24r\x1b[24;1H\ndone\n',
    # Like rich: a screen of panels that is drawn several times, then a live table that grows and a line above it.
    'panels on a screen': 'before\n' + '\x1b[?1049h\x1b[H\x1b[?25l' + ''.join(
        '\x1b[H' + '\n'.join(['╭' + '─' * 20 + '╮', *[f'│ \x1b[1m{turn}\x1b[0m {row:17}│' for row in range(20)], '╰' + '─' * 20 + '╯'])
        for turn in range(3)) + '\x1b[?25h\x1b[?1049lafter\n',
    'live table': 'first\n\x1b[?25l' + ''.join(
        ('\r\x1b[2K' + '\x1b[1A\x1b[2K' * (rows + 1) + f'log {rows}\n' if rows else '') + '┏━━━┓\n' + ''.join(f'┃ {row} ┃\n' for row in range(rows)) + '┗━━━┛'
        for rows in range(5)) + '\n\x1b[?25hend\n',
    # Like htop: meters and a table with a bar of keys, of which only changes are drawn; the screen goes away at the end.
    'processes on a screen': 'shell\n\x1b[?1049h\x1b[22;0;0t\x1b[1;24r\x1b(B\x1b[m\x1b[4l\x1b[?7h\x1b[?25l\x1b[39;49m\x1b[H\x1b[2J' + ''.join(
        f'\x1b[2;3H\x1b[36mCPU\x1b[39m[\x1b[32m{"|" * turn}\x1b[{5 + 30}G{turn}%]\x1b[5d\x1b[30m\x1b[42m  PID USER\x1b[K' + ''.join(
            f'\x1b[{6 + row};1H\x1b[39;49m\x1b(B\x1b[m{100 * turn + row:5} user\x1b[K' for row in range(17))
        + '\x1b[24;1HF1\x1b[30m\x1b[46mHelp  \x1b[39;49mF10\x1b[2X' for turn in range(4)) + '\x1b[24;1H\x1b[?12l\x1b[?25h\x1b[?1049l\x1b[23;0;0t\r\x1b[?1l\x1b>after\n',
    'processes without an alternate screen': f'{LINES}\n\x1b[H\x1b[J\x1b[1;1Htop\x1b[K\n\n\x1b[7m PID \x1b[m\x1b[K\n 1\x1b[K\n\x1b[J\x1b[H\x1b[Btasks\x1b[24;1H\nend',
}


def test_rarer_sequences_leave_the_screen_as_in_xterm(page):
    texts = list(SEQUENCES.values())
    ours = call(page, 'cells', 'shown_all', [[text] for text in texts])
    different = []
    for name, text, cells, terminal in zip(SEQUENCES, texts, ours, page.evaluate('call => terminal(call)', [80, texts])):
        try:
            same(cells, terminal, text)
        except AssertionError as error:
            different.append((name, str(error)[:200]))
    assert not different
    for turn in range(2):
        pieces = [split(text, 1000 * turn + seed) for seed, text in enumerate(texts)]
        for text, whole, one in zip(texts, ours, call(page, 'cells', 'shown_all', pieces)):
            assert whole == one, text


WIDTHS = """async () => {
  const codes = [];
  for (let code = 0x20; code < 0x110000; code++) if (!(code >= 0x7f && code < 0xa0 || code >= 0xd800 && code < 0xe000)) codes.push(code);
  const ours = await run(['cells', 'widths', [codes]]), theirs = terminalWidths(codes);
  return [codes.map((code, index) => [code, ours[index], theirs[index]]).filter(([code, our, their]) => our !== their),
    theirs.filter(width => width !== 1).length]; }"""


def test_characters_are_as_wide_as_in_xterm(page):
    """Tests all characters that xterm's Unicode version treats as wide or zero-width, and all of Unicode 3.2."""
    different, count = page.evaluate(WIDTHS)
    assigned = {code for code in range(0x110000) if unicodedata.ucd_3_2_0.category(chr(code)) not in ('Cn', 'Co')}
    others = {code for code, _, their in different if their != 1 or code in assigned}
    # One Philippine and one Ahom sign changed between spacing and nonspacing; xterm treats two signs among the emoji as
    # wide that are narrow in Unicode.
    assert others <= {0x1734, 0x1171e, 0x1f93b, 0x1f946}
    assert count > 180000
