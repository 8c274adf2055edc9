"""Backend.AI's current setup: ttyd with a shared tmux, behind proxies that close with 1000 for any failure."""

from __future__ import annotations

import base64
import json
import re

import pytest

from tests.support import backendai_proxy, servers, terminal_programs
from tests.support.webterm_pages import connect, open_pair, screen, status, wait_for_state, wait_for_status, wait_for_text
from tests.test_webterm_shell import Cable

pytestmark = pytest.mark.slow

PROMPT = 'ready>'
SHARED = {'protocol': 'ttyd', 'shared': True}


@pytest.fixture
def page(terminal_page):
    return terminal_page


def cell(page, column: float, row: int) -> tuple[float, float]:
    """The position in the page of a cell, where (0, 0) is the upper left one."""
    return tuple(page.evaluate('''([column, row]) => {
        const box = document.querySelector('.xterm-screen').getBoundingClientRect();
        return [box.x + (column + .5) * box.width / t.term.cols, box.y + (row + .5) * box.height / t.term.rows]; }''',
                               [column, row]))


def drag(page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, end[1])
    page.mouse.move(*end)
    page.mouse.up()


def row_of(page, text: str) -> int:
    return screen(page).split('\n').index(text)


@pytest.fixture(scope='module')
def _tmux(tmp_path_factory):
    with terminal_programs.tmux(tmp_path_factory.mktemp('tmux'), 'webterm') as found:
        yield found


@pytest.fixture(scope='module')
def tmux_server(_tmux, _servers):
    """A server with ttyd's protocol, where every socket attaches to the same tmux session."""
    with servers.shell(_tmux[1], origins={_servers[0].origin}) as server:
        yield server


@pytest.fixture
def tmux(page, tmux_server, _tmux):
    """A page that is attached to tmux, at a prompt on a clean screen."""
    _tmux[0]('respawn-pane', '-k')
    page.context.grant_permissions(['clipboard-read', 'clipboard-write'])
    page.evaluate('navigator.clipboard.writeText("before")')
    connect(page, tmux_server.addresses()['ttyd'], SHARED)
    wait_for_text(page, PROMPT)
    page.wait_for_function('t.term.modes.mouseTrackingMode !== "none"')
    page.evaluate('t.focus()')
    yield page
    page.evaluate('t.dispose()')
    page.context.clear_permissions()


def clipboard(page) -> str:
    return page.evaluate('navigator.clipboard.readText()')


# The clipboard


def test_dragging_in_tmux_reaches_the_clipboard(tmux):
    tmux.keyboard.type('echo drag me; echo and more\n')
    wait_for_text(tmux, '\nand more')
    row = row_of(tmux, 'drag me')
    drag(tmux, cell(tmux, 0, row), cell(tmux, 6, row))
    tmux.wait_for_function('navigator.clipboard.readText().then(text => text.trim() === "drag me")')
    wait_for_status(tmux, 'Copied to the clipboard.')


def test_programs_copy_nothing_without_a_selection_of_the_person(page, terminals):
    page.context.grant_permissions(['clipboard-read', 'clipboard-write'])
    page.evaluate('navigator.clipboard.writeText("before")')

    def ask(peer, text: str) -> str:
        peer.output(b'\x1b]52;c;' + base64.b64encode(text.encode()) + b'\x07\x1b]52;c;?\x07', f'{text} asked\r\n'.encode())
        wait_for_text(page, f'{text} asked')
        page.evaluate('new Promise(done => setTimeout(done, 50))')
        return clipboard(page)

    peer = open_pair(page, terminals)
    peer.output(b'\x1b[?1002h\x1b[?1006hprogram\r\n')
    wait_for_text(page, 'program')
    page.evaluate('t.focus()')
    assert ask(peer, 'unasked') == 'before'
    page.keyboard.type('typed')
    page.mouse.click(*cell(page, 5, 5))
    assert ask(peer, 'clicked') == 'before'
    page.keyboard.down('Shift')
    drag(page, cell(page, 0, 0), cell(page, 6, 0))
    page.keyboard.up('Shift')
    assert ask(peer, 'shift') == 'before'  # that was the terminal's own selection
    drag(page, cell(page, 0, 0), cell(page, 6, 0))
    assert ask(peer, 'dragged') == 'dragged'
    assert ask(peer, 'twice') == 'dragged'
    peer.messages.queue.clear()
    peer = open_pair(page, terminals, clipboard=False)
    peer.output(b'\x1b[?1002h\x1b[?1006hprogram\r\n')
    wait_for_text(page, 'program')
    drag(page, cell(page, 0, 0), cell(page, 6, 0))
    assert ask(peer, 'never') == 'dragged'
    page.context.clear_permissions()


# The mouse


@pytest.mark.parametrize('platform, key', [('Linux x86_64', 'Shift'), ('MacIntel', 'Shift'), ('MacIntel', 'Alt')])
def test_text_can_be_selected_while_a_program_has_the_mouse(new_terminal_page, terminals, platform, key):
    page = new_terminal_page
    page.add_init_script(f'Object.defineProperty(Navigator.prototype, "platform", {{get: () => "{platform}"}});')
    page.reload()
    peer = open_pair(page, terminals)
    peer.output(b'$ select me\x1b[?1002h\x1b[?1006h')
    wait_for_text(page, 'select me')
    peer.messages.queue.clear()
    drag(page, cell(page, 2, 0), cell(page, 11, 0))
    assert page.evaluate('t.term.getSelection()') == '' and peer.receive_input(3).startswith(b'\x1b[<')
    page.evaluate('new Promise(done => setTimeout(done, 100))')
    peer.messages.queue.clear()
    page.keyboard.down(key)
    drag(page, cell(page, 1.6, 0), cell(page, 10.6, 0))
    page.keyboard.up(key)
    assert page.evaluate('t.term.getSelection()') == 'select me'
    assert not [message for message in list(peer.messages.queue) if message['type'] == 'stdin']


def test_a_right_click_is_the_programs_or_opens_our_menu(page, terminals):
    peer = open_pair(page, terminals)
    peer.output(b'$ ')
    wait_for_text(page, '$')
    page.evaluate('''() => { window.menus = []; addEventListener('contextmenu', event => menus.push(event.defaultPrevented)); }''')
    page.mouse.click(*cell(page, 5, 5), button='right')
    page.wait_for_selector('.backendai-webterm-menu')
    page.keyboard.press('Escape')
    page.wait_for_selector('.backendai-webterm-menu', state='detached')
    peer.output(b'\x1b[?1002h\x1b[?1006hmine')
    wait_for_text(page, 'mine')
    peer.messages.queue.clear()
    page.mouse.click(*cell(page, 5, 5), button='right')
    assert peer.receive_input(9).startswith(b'\x1b[<2;6;6M')
    page.evaluate('new Promise(done => setTimeout(done, 200))')
    assert page.locator('.backendai-webterm-menu').count() == 0
    assert page.evaluate('menus') == [True, True]


# Shared sessions


def test_a_line_to_tmux_that_dies_without_a_word_is_replaced_without_a_click(new_terminal_page, tmux_server, _tmux):
    page = new_terminal_page
    page.clock.install()
    _tmux[0]('respawn-pane', '-k')
    with Cable(tmux_server) as cable:
        connect(page, cable.address(tmux_server.addresses()['ttyd']), SHARED)
        wait_for_text(page, PROMPT)
        page.evaluate('t.focus()')
        page.keyboard.type('kept=yes; echo before\n')
        wait_for_text(page, '\nbefore')
        cable.cut()
        page.keyboard.type('x')
        page.clock.fast_forward(5001)
        page.wait_for_function('t.log.at(-1).state === "open" && t.log.at(-2).state === "lost"')
        assert status(page) == 'What was typed last may not have arrived.'
        page.keyboard.type('echo "[$kept]"\n')
        wait_for_text(page, '\n[yes]')
        page.evaluate('t.dispose()')


def test_what_is_typed_while_the_connection_is_lost_is_sent(page, terminals):
    peer = open_pair(page, terminals, **SHARED)
    peer.output(b'$ ')
    wait_for_text(page, '$')
    terminals.refusals = 2
    peer.abort()
    page.wait_for_function('t.state === "lost"')
    page.evaluate('t.term.input("typed ", true)')
    page.wait_for_function('t.log.filter(detail => detail.state === "lost").length > 1')
    page.evaluate('t.term.input("meanwhile", true)')
    peer = terminals.accept()
    assert json.loads(peer.receive())['columns'] == 92
    assert peer.receive_input(15) == b'typed meanwhile'


@pytest.mark.parametrize('options', [{}, SHARED], ids=str)
def test_closes_of_proxies_are_tried_a_few_times(page, terminals, options):
    """The application proxy accepts a socket before it has reached the server, so sockets open and close with 1000."""
    peer = open_pair(page, terminals, **options)
    peer.output(b'$ ')
    wait_for_text(page, '$')
    peer.close(1000)
    for _ in range(3):
        terminals.accept().close(1000)
    detail = wait_for_state(page, 'gone')
    assert 'session has ended' not in status(page) and 'as when a session ends' in status(page)
    waits = page.evaluate('t.log.filter(detail => detail.state === "lost").map(detail => detail.wait)')
    assert len(waits) == 3 and waits[0] < waits[1] < waits[2] and detail['code'] == 1000
    assert terminals.tries == 4
    page.evaluate('t.focus()')
    page.keyboard.press('Enter')
    terminals.accept()


def test_a_restart_of_a_shared_ttyd_restarts_nothing_and_says_so(page, terminals):
    peer = open_pair(page, terminals, **SHARED)
    peer.output(b'$ ')
    wait_for_text(page, '$')
    page.evaluate('t.restartKernel()')
    assert status(page) == 'This server cannot restart the program; end it in the terminal.'
    assert page.evaluate('t.state') == 'open' and terminals.tries == 1


def test_a_token_is_fetched_before_each_connection(page, terminals):
    page.evaluate('''url => {
        window.asked = 0;
        return make({protocol: 'ttyd', shared: true, token: async () => { window.asked += 1; return `token ${asked}`; }})
          .then(made => { window.t = made; return made.connect(url); }); }''', terminals.url('ttyd'))
    peer = terminals.accept()
    assert json.loads(peer.receive())['AuthToken'] == 'token 1'
    peer.abort()
    peer = terminals.accept()
    assert json.loads(peer.receive())['AuthToken'] == 'token 2'
    reason = page.evaluate('''url => make({protocol: 'ttyd', token: () => { throw Error('no token today'); }})
        .then(made => { window.t = made; return made.connect(url).catch(error => error.message); })''', terminals.url('ttyd'))
    assert reason == 'no token today' and page.evaluate('t.state') == 'gone'


# Mistakes of hosts


def test_names_that_do_not_exist_and_terminals_that_are_gone(page, terminals):
    assert page.evaluate('make({protocol: "ssh"}).catch(error => error.message)') == (
        'Webterm has no protocol "ssh"; use "backendai", "ttyd" or "jupyter".')
    assert page.locator('.backendai-webterm').count() == 0
    assert page.evaluate('''async url => {
        window.t = await make();
        t.dispose();
        return t.connect(url).catch(error => error.message); }''', terminals.url()) == 'this terminal was disposed of'
    assert terminals.tries == 0


# A real ttyd


@pytest.fixture
def real(page):
    """Connects a page to a real ttyd that runs a shell."""
    def open_ttyd(*arguments: str, options: dict | None = None, command: tuple[str, ...] = terminal_programs.SHELL):
        context = terminal_programs.ttyd(*command, options=arguments)
        contexts.append(context)
        connect(page, context.__enter__(), {'protocol': 'ttyd', **(options or {})})
        wait_for_text(page, PROMPT)
        page.evaluate('t.focus()')
        return page

    contexts = []
    yield open_ttyd
    for context in contexts:
        context.__exit__(None, None, None)


@pytest.mark.parametrize('status_code', [0, 3])
def test_the_end_of_a_plain_ttyd_starts_no_new_shell_unasked(real, status_code):
    page = real('-W')
    page.keyboard.type(f'echo first; sleep .5; exit {status_code}\n')
    wait_for_state(page, 'gone')
    assert status(page).endswith('Its program has ended with it; Enter starts a new one.')
    page.evaluate('new Promise(done => setTimeout(done, 700))')
    assert page.evaluate('t.state') == 'gone'
    page.keyboard.press('Enter')
    wait_for_state(page, 'open')
    page.wait_for_function('prompt => text(t.term).split("\\n").at(-1) === prompt', arg=PROMPT)
    lines = screen(page).split('\n')
    assert lines[1] == 'first' and lines[-1] == PROMPT  # below the earlier output, which is not overwritten
    assert page.evaluate('t.term.buffer.active.cursorY') == len(lines) - 1


def test_a_new_shell_starts_below_a_program_that_had_the_screen(real):
    page = real('-W')
    page.keyboard.type("echo kept; printf '\\033[?1049h\\033[20;1Hfull screen\\033[?25l'; sleep .5; exit\n")
    wait_for_state(page, 'gone')
    page.keyboard.press('Enter')
    wait_for_state(page, 'open')
    page.wait_for_function('prompt => text(t.term).split("\\n").at(-1) === prompt', arg=PROMPT)
    assert screen(page).split('\n')[1] == 'kept' and 'full screen' not in screen(page).replace('printf', '').splitlines()[1:]


def test_a_read_only_ttyd_is_not_taken_for_a_dead_one(new_terminal_page):
    page = new_terminal_page
    page.clock.install()
    with terminal_programs.ttyd(*terminal_programs.SHELL, options=()) as url:
        connect(page, url, {'protocol': 'ttyd'})
        wait_for_text(page, PROMPT)
        page.evaluate('t.focus()')
        page.keyboard.type('x')
        page.clock.fast_forward(5001)
        page.clock.fast_forward(10001)
        assert status(page) == 'What is typed has no effect: this terminal may be read-only, or the connection dead.'
        connect(page, url, {'protocol': 'ttyd', 'readOnly': True})
        wait_for_text(page, PROMPT)
        page.evaluate('t.focus()')
        page.keyboard.type('x')
        page.clock.fast_forward(30001)
        assert status(page) == 'Connected.'
        page.evaluate('t.dispose()')


def test_a_real_ttyd_attached_to_tmux_as_backendai_does(real, _tmux):
    """After a connection breaks, the next one attaches to the same shell."""
    _tmux[0]('respawn-pane', '-k')
    page = real('-W', options={'shared': True}, command=_tmux[1])
    page.keyboard.type('kept=yes; echo 🎉✅\n')
    wait_for_text(page, '\n🎉✅')
    assert page.evaluate('t.term.modes.mouseTrackingMode') != 'none'
    _tmux[0]('detach-client')
    page.wait_for_function('t.log.some(detail => detail.state === "lost")')
    wait_for_state(page, 'open')
    page.keyboard.type('echo "[$kept]"\n')
    wait_for_text(page, '\n[yes]')
    page.evaluate('t.dispose()')


# The page in the docs


def test_the_page_of_the_docs_opens_the_service_and_reaches_the_program(chromium, built, assets, root, tmux_server):
    """Through imitations of the web server and the app proxy, whose cookie the program's address requires."""
    pages = re.findall(r'```html\n(.*?)```', (root / 'docs' / 'webterm.md').read_text(encoding='utf-8'), re.DOTALL)
    text, = (page for page in pages if 'start-service' in page)
    problems: list[str] = []
    with backendai_proxy.app_proxy(tmux_server.addresses()['ttyd'], tmux_server.origin) as proxy:
        proxy.page = text.replace('https://webui.example.com', proxy.origin).replace('…', f'{assets.origin}/{built.hash}')
        context = chromium.new_context(viewport={'width': 900, 'height': 500})
        page = context.new_page()
        page.on('pageerror', lambda error: problems.append(str(error)))
        page.goto(f'{proxy.origin}/terminal?session=s-1')
        page.wait_for_selector('.xterm-rows')
        page.wait_for_function(f'document.querySelector(".xterm-rows").innerText.includes("{PROMPT}")')
        page.keyboard.type('echo $((6 * 7)) of the docs\n')
        page.wait_for_function('document.querySelector(".xterm-rows").innerText.includes("42 of the docs")')
        context.close()
    assert problems == []
    assert proxy.requests == ['/func/session/s-1/start-service', '/v2/proxy/one/s-1/add', '/setup', '/app/', '/app/token', '/app/ws']
