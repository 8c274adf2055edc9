"""The widths of characters in cells, which must equal those of the C library, tmux and Vim."""

from __future__ import annotations

import ctypes
import subprocess
import sys

import pytest

from tests.support import servers, terminal_programs
from tests.support.webterm_pages import connect, open_pair, wait_for_text

pytestmark = pytest.mark.slow

PROMPT = 'ready>'

# Common characters, whose widths in tmux 3.3 are tested.
SAMPLES = ['🎉', '✅', '⚡', '한글', 'é', '👍🏽', '❤️', '🇰🇷', '1️⃣', '👨‍👩‍👧', '☃️', '⚠️', 'ก็', '가', '①', '│', '🏴󠁧󠁢󠁥󠁮󠁧󠁿']

# The column of the last bar in a row of the screen.
END_OF_ROW = '''row => {
    const line = t.term.buffer.active.getLine(t.term.buffer.active.viewportY + row);
    for (let x = t.term.cols - 1; x >= 0; x -= 1) if (line.getCell(x).getChars() === '|') return x;
    return -1; }'''


def of_the_system() -> list[int]:
    """``wcwidth`` of every code point, from a separate process, since the locale is shared by all threads."""
    code = ('import ctypes, locale, sys; locale.setlocale(locale.LC_ALL, "C.UTF-8"); wcwidth = ctypes.CDLL(None).wcwidth; '
            'print(*[wcwidth(code) for code in range(0x20000)])')
    if not hasattr(ctypes.CDLL(None), 'wcwidth') or sys.platform != 'linux':
        pytest.skip('this system has no wcwidth of glibc')
    return [int(width) for width in subprocess.run([sys.executable, '-c', code], capture_output=True, text=True,
                                                   check=True).stdout.split()]


def test_characters_take_the_cells_of_wcwidth(terminal_page, terminals):
    """Exceptions are characters that only the browser's Unicode version has, which is newer than the system's."""
    open_pair(terminal_page, terminals)
    ours = terminal_page.evaluate('''() => { const {wcwidth} = t.term._core.unicodeService._activeProvider;
        return Array.from({length: 0x20000}, (none, code) => wcwidth(code)); }''')
    system = of_the_system()
    printed = [code for code in range(0x20, 0x20000) if system[code] >= 0 and not 0xd800 <= code < 0xe000]
    different = [hex(code) for code in printed if ours[code] != system[code]]
    assert len(printed) > 60_000 and len(different) < 60, different
    assert [ours[ord(character)] for character in '🎉✅⚡🫨가a\u0301\u200b│①'] == [2, 2, 2, 2, 2, 1, 0, 0, 1, 1]


@pytest.fixture(scope='module')
def _tmux(tmp_path_factory):
    with terminal_programs.tmux(tmp_path_factory.mktemp('tmux'), 'widths') as found:
        yield found


@pytest.fixture(scope='module')
def tmux_server(_tmux, _servers):
    with servers.shell(_tmux[1], origins={_servers[0].origin}) as server:
        yield server


def test_panes_of_tmux_stay_in_place(terminal_page, tmux_server, _tmux):
    """Each row has its text, and the pane's border where tmux has drawn it."""
    page, run = terminal_page, _tmux[0]
    connect(page, tmux_server.addresses()['ttyd'], {'protocol': 'ttyd', 'shared': True})
    wait_for_text(page, PROMPT)
    run('split-window', '-h', '-t', '0', 'sleep 1000')
    lines = '\\n'.join(f'{sample}|{sample}' for sample in SAMPLES)
    run('respawn-pane', '-k', '-t', '0', f"printf '\\033[H\\033[2J{lines}\\nend'; sleep 1000")
    wait_for_text(page, '\nend')
    width = int(run('display', '-p', '-t', '0', '#{pane_width}'))
    columns = page.evaluate('''() => Array.from({length: t.term.rows}, (none, y) => {
        const line = t.term.buffer.active.getLine(y), found = [];
        for (let x = 0; x < t.term.cols; x += 1) if (line.getCell(x).getChars() === '│') found.push(x);
        return found.at(-1); })''')
    assert set(columns[:len(SAMPLES)]) == {width}
    bars = page.evaluate('''() => Array.from({length: t.term.rows}, (none, y) => {
        const line = t.term.buffer.active.getLine(y);
        for (let x = 0; x < t.term.cols; x += 1) if (line.getCell(x).getChars() === '|') return x;
        return -1; })''')[:len(SAMPLES)]
    for sample, column in zip(SAMPLES, bars):
        run('respawn-pane', '-k', '-t', '0', f"printf '\\033[H\\033[2J%s' '{sample}'; sleep 1000")
        for _ in range(100):
            found = int(run('display', '-p', '-t', '0', '#{cursor_x}'))
            if found:
                break
        assert column == found, sample
    page.evaluate('t.dispose()')


def test_bash_edits_a_line_with_emoji_in_place(terminal_page, _servers):
    with servers.shell(('env', 'TERM=xterm-256color', *terminal_programs.SHELL[1:]), origins={_servers[0].origin}) as server:
        connect(terminal_page, server.addresses()['backendai'])
        wait_for_text(terminal_page, PROMPT)
        terminal_page.evaluate('t.focus()')
        terminal_page.keyboard.insert_text('echo 🎉✅⚡한 end')
        for _ in range(4):
            terminal_page.keyboard.press('ArrowLeft')
        for _ in range(2):
            terminal_page.keyboard.press('Backspace')
        terminal_page.keyboard.type('x')
        wait_for_text(terminal_page, 'echo 🎉✅x end')
        terminal_page.keyboard.press('Enter')
        wait_for_text(terminal_page, '\n🎉✅x end')
        terminal_page.evaluate('t.dispose()')


def test_vim_has_its_cursor_where_the_characters_end(terminal_page, _servers, tmp_path):
    """Vim draws a line at once and places its cursor by the widths that it knows, so the two must agree."""
    samples = [sample for sample in SAMPLES if '\u200d' not in sample]  # which vim shows as separate characters
    file = tmp_path / 'widths.txt'
    file.write_text(''.join(f'{sample}|\n' for sample in samples), encoding='utf-8')
    command = ('env', 'TERM=xterm-256color', 'LANG=C.UTF-8', terminal_programs.need('vim'), '-u', 'NONE', '-N', str(file))
    with servers.shell(command, origins={_servers[0].origin}) as server:
        connect(terminal_page, server.addresses()['backendai'])
        wait_for_text(terminal_page, f'{samples[-1]}|')
        terminal_page.evaluate('t.focus()')
        for row in range(len(samples)):
            terminal_page.keyboard.type('$' if row == 0 else 'j')
            terminal_page.wait_for_function('row => t.term.buffer.active.cursorY === row && t.term.buffer.active.cursorX > 0', arg=row)
            assert terminal_page.evaluate(END_OF_ROW, row) == terminal_page.evaluate('t.term.buffer.active.cursorX'), samples[row]
        terminal_page.evaluate('t.dispose()')
