"""The web terminal's interface and its connections: every state, both protocols, every fault."""

from __future__ import annotations

import json

import pytest

from media.webterm.backoff import is_final, wait_before
from tests.support.webterm_pages import open_pair, screen, status, wait_for_state, wait_for_text

pytestmark = pytest.mark.slow

PROTOCOLS = ['backendai', 'ttyd']
CTRL_L = b'\x0c'


@pytest.fixture
def page(terminal_page):
    return terminal_page


# The original's interface


def test_the_class_has_what_the_original_had(page, terminals):
    assert page.evaluate('''async () => {
        let called = false;
        const found = await BackendAI.loadWebterm(() => { called = true; });
        return called && found === BackendAI.Webterm; }''')
    assert page.evaluate('''async () => {
        window.t = await make({theme: {background: '#123456'}});
        return [t.container === out, t.connecting, t.connected, t.theme.background, t.state,
                typeof t.term.write, t.close(), t.close(), t.requestRedraw(), t.resizeToFit(), t.focus()]; }''') == [
        True, False, False, '#123456', 'idle', 'function', None, None, None, None, None]
    assert page.evaluate('''async url => {
        window.opening = t.connect(url);
        return [t.connecting, t.connected, await t.connect(url).catch(error => error.message)]; }''', terminals.url()) == [
        True, False, 'already connecting']
    page.evaluate('opening')
    assert page.evaluate('[t.connecting, t.connected]') == [False, True]
    assert page.evaluate('url => t.connect(url).catch(error => error.message)', terminals.url()) == 'already connected'
    peer = terminals.accept()
    assert peer.receive() == {'sid': 'session', 'type': 'resize', 'rows': 29, 'cols': 92}
    peer.output(b'ready')
    wait_for_text(page, 'ready')
    peer.messages.queue.clear()
    page.evaluate('t.resizeToFit()')
    assert peer.receive_kind('resize') == {'sid': 'session', 'type': 'resize', 'rows': 29, 'cols': 92}
    page.evaluate('t.requestRedraw()')
    assert peer.receive_input(1) == CTRL_L
    page.evaluate('t.close()')
    assert peer.closed.get(timeout=15) == 1000
    assert page.evaluate('[t.state, t.connected]') == ['idle', False]
    page.evaluate('t.close()')


def test_connecting_fails_with_a_reason(page, terminals):
    terminals.refusals = 1
    reason = page.evaluate('''async url => {
        window.t = await make();
        return t.connect(url).catch(error => error.message); }''', terminals.url())
    assert reason == 'the server cannot be reached, or refuses'
    assert page.evaluate('[t.state, t.connecting]') == ['gone', False]
    assert status(page) == f'Disconnected: {reason}. Enter tries again.'
    assert terminals.tries == 1  # the host decides whether to retry
    assert page.evaluate('t.connect("no address").catch(error => error.message)')
    page.evaluate('url => t.connect(url)', terminals.url())
    assert page.evaluate('t.state') == 'open'


def test_disposing_leaves_nothing(page, terminals):
    peer = open_pair(page, terminals)
    sheets = page.evaluate('document.adoptedStyleSheets.length')
    page.evaluate('t.dispose()')
    assert peer.closed.get(timeout=15) == 1000
    assert page.evaluate('[out.childElementCount, document.adoptedStyleSheets.length]') == [0, sheets - 3]
    page.evaluate('t.dispose()')


# Input


@pytest.mark.parametrize('protocol', PROTOCOLS)
def test_the_size_comes_first_and_early_input_is_not_lost(page, terminals, protocol):
    """Backend.AI's server drops input before its first output, so typed input is queued until then."""
    page.evaluate('''([url, protocol]) => make({protocol}).then(made => {
        window.t = made; window.opening = t.connect(url); t.term.input('early ', true); })''',
                  [terminals.url(protocol), protocol])
    peer = terminals.accept()
    page.evaluate('opening')
    page.evaluate('t.term.input("typed", true)')
    if protocol == 'ttyd':
        assert json.loads(peer.receive()) == {'AuthToken': '', 'columns': 92, 'rows': 29}
    else:
        assert peer.receive()['type'] == 'resize'
        assert [peer.receive_input(1), peer.receive_input(1)] == [CTRL_L, CTRL_L]
        peer.output(b'$ ')
    assert peer.receive_input(11, skip=CTRL_L) == b'early typed'


@pytest.mark.parametrize('protocol', PROTOCOLS)
def test_a_megabyte_is_pasted_in_order(page, terminals, protocol):
    peer = open_pair(page, terminals, protocol)
    peer.output(b'\x1b[?2004h$ ')
    wait_for_text(page, '$')
    text = ''.join(f'{number} 가나다 🙂 ' for number in range(55000))
    page.evaluate('''text => {
        const data = new DataTransfer();
        data.setData('text/plain', text);
        t.term.textarea.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true})); }''', text)
    wanted = b'\x1b[200~' + text.encode() + b'\x1b[201~'
    assert len(wanted) > 2 ** 20
    assert peer.receive_input(len(wanted), skip=CTRL_L) == wanted


def test_frames_that_mean_nothing_are_skipped_and_counted(page, terminals):
    peer = open_pair(page, terminals)
    bad = ['', '{', 'null', '[]', '5', '{"type": "out"}', '{"type": "out", "data": "%%%"}', '{"type": "out", "data": 5}',
           '{"type": "?"}', b'\xff\xfe', b'']
    for frame in bad:
        peer.send(frame)
    peer.output(b'still here')
    wait_for_text(page, 'still here')
    assert page.evaluate('[t.skipped, t.state]') == [len(bad), 'open']
    peer = open_pair(page, terminals, 'ttyd')
    for frame in [b'', b'9', b'x', '']:
        peer.send(frame)
    peer.send(b'2{"fontSize": 99}')
    peer.send('0text, too')
    wait_for_text(page, 'text, too')
    assert page.evaluate('[t.skipped, t.state, t.term.options.fontSize]') == [4, 'open', 14]


def test_text_frames_of_older_servers(page, terminals):
    terminals.is_binary = False
    peer = open_pair(page, terminals)
    peer.output('안녕'.encode()[:4], '안녕'.encode()[4:])
    wait_for_text(page, '안녕')


def test_an_error_message_is_shown_and_the_connection_stays(page, terminals):
    peer = open_pair(page, terminals)
    peer.send(json.dumps({'type': 'error', 'reason': 'out of memory'}).encode())
    page.wait_for_function('document.querySelector(".backendai-webterm-status span").innerText === "out of memory"')
    assert page.evaluate('[t.state, text(t.term)]') == ['open', '']


# Lost connections


def test_waits_double_to_half_a_minute_and_differ_from_page_to_page():
    assert [wait_before(tries, 1) for tries in (0, 1, 2, 5, 6, 20)] == [500, 1000, 2000, 16000, 30000, 30000]
    assert wait_before(3, 0) == 3000


def test_which_ends_are_for_good():
    assert [code for code in (*range(1000, 1016), 3000, 4001, 4999) if is_final(code)] == [
        1002, 1003, 1007, 1008, 3000, 4001, 4999]


@pytest.mark.parametrize('options', [{}, {'protocol': 'ttyd', 'shared': True}], ids=str)
def test_a_broken_connection_comes_back_and_the_screen_stays(page, terminals, options):
    peer = open_pair(page, terminals, **options)
    peer.output(b'before \x1b]2;unfini')
    wait_for_text(page, 'before')
    peer.abort()
    page.wait_for_function('t.log.some(detail => detail.state === "lost")')
    assert screen(page) == 'before'
    peer = terminals.accept()
    wait_for_state(page, 'open')
    peer.output(b'after')
    wait_for_text(page, 'after')
    assert screen(page).split() == ['before', 'after']
    states = page.evaluate('t.log.map(detail => detail.state)')
    assert states == ['connecting', 'open', 'lost', 'reconnecting', 'open']


@pytest.mark.parametrize('code, is_back', [(1001, True), (1009, True), (1011, True), (1012, True),
                                           (1000, True), (1003, False), (1008, False), (4001, False)])
def test_close_codes(page, terminals, code, is_back):
    """Temporary failures are retried, rejections are not. Proxies close with 1000 for any failure."""
    peer = open_pair(page, terminals)
    peer.output(b'$')
    wait_for_text(page, '$')  # pending input would turn the close into an error
    peer.close(code, 'so it is' if code == 4001 else '')
    if is_back:
        terminals.accept()
        detail = page.evaluate('t.log.find(detail => detail.state === "lost")')
    else:
        detail = wait_for_state(page, 'gone')
        page.wait_for_timeout(900)
        assert terminals.tries == 1
    assert detail['code'] == code and detail['reason']
    if code == 4001:
        assert status(page) == 'Disconnected: so it is. Enter tries again.'
        page.evaluate('t.term.input("x", true)')
        assert page.evaluate('t.state') == 'gone'
        page.evaluate('t.term.input("\\r", true)')
        terminals.accept()


def test_waits_grow_and_a_key_or_the_network_cut_them_short(page, terminals):
    peer = open_pair(page, terminals)
    terminals.refusals = 3
    peer.abort()
    page.wait_for_function('t.log.filter(detail => detail.state === "lost").length === 3')
    waits = page.evaluate('t.log.filter(detail => detail.state === "lost").map(detail => detail.wait)')
    assert 375 <= waits[0] <= 500 and 750 <= waits[1] <= 1000 and 1500 <= waits[2] <= 2000
    assert 'any key tries now' in status(page)
    page.evaluate('window.dispatchEvent(new Event("online"))')
    page.wait_for_function('t.log.filter(detail => detail.state === "lost").length === 4')
    assert page.evaluate('t.term.input("x", true), t.connecting')
    terminals.accept()
    wait_for_state(page, 'open')


def test_without_reconnecting_it_stays_lost(page, terminals):
    open_pair(page, terminals, reconnect=False).abort()
    wait_for_state(page, 'gone')
    page.wait_for_timeout(700)
    assert terminals.tries == 1
    page.click('.backendai-webterm-status button')
    terminals.accept()
    wait_for_state(page, 'open')


def test_closing_while_lost_ends_the_tries(page, terminals):
    open_pair(page, terminals).abort()
    page.wait_for_function('t.state === "lost"')
    page.evaluate('t.close()')
    page.wait_for_timeout(700)
    assert terminals.tries == 1 and page.evaluate('t.state') == 'idle'


def test_a_server_that_never_answers_is_given_up(new_terminal_page, terminals):
    page = new_terminal_page
    page.clock.install()
    terminals.is_mute = True
    page.evaluate('''async url => { window.t = await make();
        window.opening = t.connect(url).catch(error => error.message); }''', terminals.url())
    page.wait_for_function('t.connecting')
    page.clock.fast_forward(21000)
    assert page.evaluate('opening') == 'there was no answer'
    assert page.evaluate('t.state') == 'gone'


def test_pings_keep_the_socket_and_end_with_it(new_terminal_page, terminals):
    page = new_terminal_page
    page.clock.install()
    peer = open_pair(page, terminals)
    peer.output(b'$')
    wait_for_text(page, '$')
    for _ in range(3):
        page.clock.fast_forward(5001)
        assert peer.receive_kind('ping')['sid'] == 'session'
    page.evaluate('t.close()')
    peer.closed.get(timeout=15)
    peer.messages.queue.clear()
    page.clock.fast_forward(60000)
    assert peer.messages.empty() and terminals.tries == 1


@pytest.mark.parametrize('protocol', PROTOCOLS)
def test_a_restart_takes_a_new_connection(page, terminals, protocol):
    peer = open_pair(page, terminals, protocol)
    peer.output(b'\x1b[?1049h\x1b[?1000hfull screen')
    wait_for_text(page, 'full screen')
    page.evaluate('t.restartKernel()')
    if protocol == 'backendai':
        assert peer.receive_kind('restart') == {'sid': 'session', 'type': 'restart'}
    assert peer.closed.get(timeout=15) == 1000
    peer = terminals.accept()
    peer.output(b'new')
    wait_for_text(page, 'new')
    assert page.evaluate('[t.state, t.term.buffer.active.type, t.term.modes.mouseTrackingMode]') == ['open', 'normal', 'none']


def test_events_tell_states_titles_and_bells(page, terminals):
    peer = open_pair(page, terminals, titles=True)
    page.evaluate('''() => { window.heard = [];
        for (const name of ['title', 'bell']) t.addEventListener(name, event => heard.push([name, event.detail])); }''')
    peer.output('\x07\x1b]2;a title \u202e of\x1b\\'.encode(), b'\x1b]0;' + b'x' * 999 + b'\x07')
    page.wait_for_function('heard.length === 3')
    assert page.evaluate('heard') == [['bell', None], ['title', 'a title  of'], ['title', 'x' * 200]]
    assert page.title() == 'test'
    peer = open_pair(page, terminals, 'ttyd')
    page.evaluate('() => { window.heard = []; t.addEventListener("title", event => heard.push(event.detail)); }')
    peer.send(b'1from ttyd')
    peer.output(b'\x1b]2;no\x07end')
    wait_for_text(page, 'end')
    assert page.evaluate('heard') == []
