"""Pastes that try to run commands, and connections that break while data is sent."""

from __future__ import annotations

import random
import time

import pytest

from tests.support import servers
from tests.support.webterm_pages import connect, open_pair, wait_for_text

pytestmark = pytest.mark.slow

CTRL_L = b'\x0c'
BRACKETED = b'\x1b[?2004h$ '

PASTE = '''text => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    t.term.textarea.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }'''
# The ways of pasting: by the browser, with the focus anywhere in the terminal, and by the host.
WAYS = {'textarea': PASTE, 'element': PASTE.replace('textarea.dispatch', 'element.dispatch'), 'host': 'text => t.term.paste(text)'}

# Pasted texts, and the text between the brackets that a program in bracketed paste mode receives.
HOSTILE = {
    'end': ('ls \x1b[201~\ntouch x\n', 'ls \rtouch x\r'),
    'end, as one character': ('ls \x9b201~\ntouch x\n', 'ls \rtouch x\r'),
    'start and end': ('a\x1b[200~b\x1b[201~c\x9b200~d', 'abcd'),
    'nested': ('a\x1b[20\x1b[201~1~b', 'a␛[201~b'),
    'nested, as one character': ('a\x9b20\x9b201~1~b', 'a␛[201~b'),
    'nested, mixed': ('a\x1b[20\x9b201~1~b\x9b2\x1b[200~01~c', 'a␛[201~b␛[201~c'),
    'many': ('\x1b[20' * 50 + '\x1b[201~' + '1~' * 50, '␛[20' * 49 + '␛[201~' + '1~' * 49),
    'other sequences': ('\x1b]0;title\x07\x1b[A\x03', '␛]0;title\x07␛[A\x03'),
    'lines': ('one\ntwo\r\nthree\r', 'one\rtwo\rthree\r'),
}


@pytest.fixture
def page(terminal_page):
    return terminal_page


@pytest.mark.parametrize('way', WAYS)
def test_a_paste_cannot_end_its_bracket(page, terminals, way):
    peer = open_pair(page, terminals)
    peer.output(BRACKETED)
    wait_for_text(page, '$')
    for name, (pasted, inner) in HOSTILE.items():
        page.evaluate(WAYS[way], pasted)
        wanted = b'\x1b[200~' + inner.encode() + b'\x1b[201~'
        assert peer.receive_input(len(wanted), skip=CTRL_L) == wanted, name
    assert page.evaluate('t.term.textarea.value') == ''


def test_without_brackets_only_their_marks_are_removed(page, terminals):
    peer = open_pair(page, terminals)
    peer.output(b'$ ')
    wait_for_text(page, '$')
    page.evaluate(PASTE, 'a\x1b[201~b\x1b[Ac\nd\x9b200~')
    assert peer.receive_input(8, skip=CTRL_L) == b'ab\x1b[Ac\rd'


def test_a_paste_runs_nothing_in_a_real_shell(page, tmp_path, _servers):
    command = ('env', 'TERM=xterm-256color', 'LANG=C.UTF-8', 'PS1=ready> ', 'bash', '--norc', '--noprofile')
    with servers.shell(command, origins={_servers[0].origin}) as server:
        connect(page, server.addresses()['ttyd'], {'protocol': 'ttyd'})
        wait_for_text(page, 'ready>')
        page.wait_for_function('t.term.modes.bracketedPasteMode')
        page.evaluate('t.focus()')
        page.evaluate(PASTE, f'true \x1b[201~\n touch {tmp_path}/ran\n')
        wait_for_text(page, 'ran')
        page.keyboard.press('Control+c')
        wait_for_text(page, '^C')
        page.evaluate(r't.term.input("echo done\r", true)')
        wait_for_text(page, '\ndone')
        page.evaluate('t.dispose()')
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize('protocol', ['backendai', 'ttyd'])
def test_two_hundred_aborted_connections_crash_nothing(visit, new_terminal_page, terminals, protocol):
    """Meanwhile keys are pressed and texts are pasted, and the terminal reconnects each time."""
    page, rng = new_terminal_page, random.Random(protocol)
    peer = open_pair(page, terminals, protocol)
    page.evaluate('''() => { let count = 0; window.typing = setInterval(() => {
        t.term.input('x', true);
        if (++count % 20 === 0) t.term.paste('pasted '.repeat(5000));
        if (t.state === 'gone') t.term.input('\\r', true); }, 1); }''')
    for _ in range(200):
        peer.output(b'$ ' + b'output\r\n' * 100)
        time.sleep(rng.choice([0, 0.001, 0.005, 0.02]))
        peer.abort()
        peer = terminals.accept()
    page.evaluate('clearInterval(typing)')
    peer.output(b'\x1b[2J\x1b[Hstill here')
    wait_for_text(page, 'still here')
    page.evaluate('t.dispose()')
    assert visit.problems == []
