"""The embedded shell: both protocols with a real pty, and no access for anything but pages of this server."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import http.client
import json
import os
import re
import signal
import socket
import sys
import time
from pathlib import Path

import aiohttp
import pytest

from tests.support import servers
from tests.support.servers import run_apart
from tests.support.visits import FLAGS
from toolchain.serve.shell import terminal
from toolchain.setup.browser import ensure as ensure_browser

pytestmark = pytest.mark.slow

# Writes numbered lines, and its progress to a file; it blocks when the terminal is not read.
FLOOD = '''
import sys
for number in range(50_000):
    sys.stdout.write(f'{number:039d}\\n')
    if number % 100 == 0:
        sys.stdout.flush()
        open(sys.argv[1], 'w').write(str(number))
'''


class Client:
    """A socket to a shell server, of either protocol; ``output`` has all received bytes."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket, self.output = socket, bytearray()
        self.frames: list[aiohttp.WSMessage] = []

    async def send(self, kind: str, **values) -> None:
        await self.socket.send_str(json.dumps({'sid': 'x', 'type': kind, **values}))

    async def type(self, text: str) -> None:
        await self.send('stdin', chars=base64.b64encode(text.encode()).decode())

    async def until(self, pattern: str) -> re.Match:
        """Read until the output matches."""
        while not (found := re.search(pattern.encode(), bytes(self.output))):
            assert await self.read(), f'closed without {pattern!r}: {bytes(self.output[-400:])!r}'
        del self.output[:found.end()]
        return found

    async def read(self) -> bool:
        try:
            message = await self.socket.receive(10)
        except asyncio.TimeoutError:
            raise AssertionError(f'silence after {bytes(self.output[-400:])!r}') from None
        return self._take(message)

    async def rest(self) -> bytes:
        """The output until nothing more arrives, including pending output such as a prompt."""
        with contextlib.suppress(asyncio.TimeoutError):
            while self._take(await self.socket.receive(0.2)):
                pass
        return bytes(self.output)

    def _take(self, message: aiohttp.WSMessage) -> bool:
        if message.type not in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY):
            return False
        self.frames.append(message)
        if self.socket.protocol == 'tty':
            self.output += message.data[1:] if message.data[:1] == b'0' else b''
        else:
            document = json.loads(message.data)
            assert document['type'] == 'out'
            self.output += base64.b64decode(document['data'])
        return True

    async def close_code(self) -> int:
        while await self.read():
            pass
        return self.socket.close_code


def talk(server: servers.ShellServer, conversation, *addresses: str, **headers) -> None:
    """Run ``conversation(client, …)`` with a client for each address."""
    async def run() -> None:
        async with aiohttp.ClientSession(headers={'Origin': server.origin, **headers}) as session:
            clients = []
            for address in addresses:
                protocols = ('tty',) if '/ttyd/' in address else ()
                clients.append(Client(await session.ws_connect(address, protocols=protocols, max_msg_size=0)))
            await asyncio.wait_for(conversation(*clients), 30)
            for client in clients:
                await client.socket.close()
    run_apart(run())


@pytest.fixture(scope='module')
def server():
    with servers.shell() as server:
        yield server


def is_running(process: int) -> bool:
    try:
        return Path(f'/proc/{process}/stat').read_text().rsplit(')', 1)[1].split()[0] != 'Z'
    except (FileNotFoundError, ProcessLookupError):  # the latter if it ends between opening and reading
        return False


def wait_for_end(*processes: int) -> None:
    deadline = time.monotonic() + 20
    while any(map(is_running, processes)):
        assert time.monotonic() < deadline, [process for process in processes if is_running(process)]
        time.sleep(0.02)


# Backend.AI's protocol


@pytest.mark.parametrize('frames', ['', '&frames=text'])
def test_backendai_is_json_in_binary_frames_or_in_text_frames_on_request(server, frames):
    async def conversation(client):
        await client.type('tput cols; stty size; printf "[\\xea\\xb0\\x80]\\n"\n')
        await client.until('\r\n0 0\r\n')  # the size before the first resize
        await client.until('\\[가\\]\r\n')
        await client.send('ping')
        await client.send('nonsense')
        await client.send('resize', rows=31, cols=101)
        await client.type('stty size\n')
        await client.until('\r31 101\r\n')
        wanted = aiohttp.WSMsgType.TEXT if frames else aiohttp.WSMsgType.BINARY
        assert {frame.type for frame in client.frames} == {wanted}

    talk(server, conversation, server.addresses()['backendai'] + frames)


def test_where_no_shell_is_set_there_is_one_that_can_be_asked_to_draw(monkeypatch, tmp_path):
    """As in containers. The Ctrl+L that the terminal sends first must not become part of the first command."""
    monkeypatch.delenv('SHELL', raising=False)
    monkeypatch.setenv('HOME', str(tmp_path))  # otherwise the user's start-up files would be read

    async def conversation(client):
        await client.type('\x0c')
        await client.type('echo sum-$((6 * 7))-\n')
        await client.until('sum-42-')

    with servers.shell(()) as server:
        talk(server, conversation, server.addresses()['backendai'])


def test_a_shell_that_still_starts_does_not_show_the_request_to_draw():
    async def conversation(client):
        await client.type('\x0c')
        found = await client.until('ready\r\n')
        assert found.start() == 0

    with servers.shell(('sh', '-c', 'sleep 0.7; echo ready; exec cat')) as server:
        talk(server, conversation, server.addresses()['backendai'])


def test_ctrl_c_works_in_a_server_that_was_started_in_the_background():
    """Shells let background processes ignore SIGINT, and a program inherits that."""
    async def conversation(client):
        await client.until('ready\r\n')
        await client.type('\x03')
        await client.until('interrupted')

    old = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with servers.shell(('sh', '-c', "trap 'echo interrupted; exit' INT; echo ready; sleep 100")) as server:
            talk(server, conversation, server.addresses()['backendai'])
    finally:
        signal.signal(signal.SIGINT, old)


def test_all_sockets_of_a_session_share_one_terminal(server):
    async def conversation(one, two):
        await one.type('echo from-$((40 + 2)); me=$$\n')
        await one.until('from-42')
        await two.until('from-42')
        await two.type('echo same-$me-$$\n')
        found = await one.until('same-(\\d+)-(\\d+)')
        assert found[1] == found[2]

    address = server.addresses()['backendai']
    talk(server, conversation, address, address)


def test_a_lost_connection_comes_back_to_the_same_shell(server):
    address = server.addresses()['backendai']

    async def leave(client):
        await client.type('mark=here; echo set-$mark\n')
        await client.until('set-here')

    async def come_back(client):
        await client.type('echo still-$mark\n')
        await client.until('still-here')

    talk(server, leave, address)
    talk(server, come_back, address)


def test_after_a_restart_the_old_socket_is_silent_and_a_new_one_finds_a_new_shell(server):
    address = server.addresses()['backendai']

    async def restart(client):
        await client.type('old=1; echo pid-$$-\n')
        old = int((await client.until('pid-(\\d+)-'))[1])
        await client.send('restart')
        await client.type('echo unheard\n')
        async with aiohttp.ClientSession(headers={'Origin': server.origin}) as session:
            fresh = Client(await session.ws_connect(address))
            await fresh.type('echo new-$old-$$-\n')
            found = await fresh.until('new-(\\d*)-(\\d+)-')
            assert found[1] == b'' and int(found[2]) != old
            await fresh.socket.close()
        assert not is_running(old)
        assert b'unheard' not in await client.rest() and not client.socket.closed

    talk(server, restart, address)


@pytest.mark.parametrize(('words', 'code'), [
    ('{', 1000), ('[1]', 1000), ('{}', 1000), ('{"type": "stdin", "chars": "!"}', 1000),
    ('{"type": "stdin"}', 1000), ('{"type": "resize", "rows": "x", "cols": null}', 1000),
    ('exit', 1000), ('exit 3', 1000), ('kill -9 $$', 1006),
])
def test_how_backendai_sockets_end(server, words, code):
    async def conversation(client):
        if words[0] in '{[':
            await client.socket.send_str(words)
        else:
            await client.type(f'{words}\n')
        assert await client.close_code() == code

    address = server.addresses()['backendai']
    talk(server, conversation, address)
    if words[0] not in '{[':  # the session is over, so its token is no longer valid
        assert handshake(server, address) == 403


def test_a_shell_that_is_not_there_is_a_server_error_with_its_reason():
    async def conversation(client):
        message = await client.socket.receive(10)
        assert (message.type, message.data) == (aiohttp.WSMsgType.CLOSE, 4001)
        assert message.extra == "There is no program 'no-such-shell' on this machine."

    with servers.shell(('no-such-shell',)) as server:
        talk(server, conversation, server.addresses()['backendai'])


def test_what_comes_is_raw_reads_of_at_most_4096_bytes(server):
    async def conversation(client):
        await client.type(f'stty -opost; echo go; {sys.executable} -c "print(\'가나다\' * 20000)"; stty sane\n')
        await client.until('\rgo\n')
        client.frames.clear()
        await client.until('\n\x1b')
        data = b''.join(base64.b64decode(json.loads(frame.data)['data']) for frame in client.frames)
        assert data.split(b'\n')[0].decode() == '가나다' * 20000
        sizes = [len(base64.b64decode(json.loads(frame.data)['data'])) for frame in client.frames]
        assert max(sizes) <= 4096 and max(sizes) > 1024
        assert any(size % 3 for size in sizes)  # characters are split

    talk(server, conversation, server.addresses()['backendai'])


def test_a_large_paste_arrives_in_order_whatever_the_program_does_meanwhile(server):
    text = ''.join(f'{number:07d}\n' for number in range(125_000))

    async def conversation(client):
        await client.type(f'stty raw -echo; echo ready; sleep 0.1; head -c {len(text)} | sha256sum; stty sane\n')
        await client.until('\rready\n')
        await client.type(text)
        await client.send('resize', rows=5, cols=50)
        await client.until(hashlib.sha256(text.encode()).hexdigest())
        await client.type('stty size\n')
        await client.until('5 50')

    talk(server, conversation, server.addresses()['backendai'])


# ttyd's


def test_ttyd_starts_with_the_first_message_and_says_title_and_preferences(server):
    async def conversation(client):
        await client.socket.send_bytes(b'0ignored before the first message\n')
        await client.socket.send_bytes(b'{"AuthToken": "", "columns": 91, "rows": 17}')
        await client.socket.send_bytes(b'0stty size; echo $$-\n')
        await client.until('\r17 91\r\n')
        assert client.frames[0].data.startswith(b'1bash --norc --noprofile (')
        assert client.frames[1].data[:1] == b'2' and json.loads(client.frames[1].data[1:]) == {}
        await client.socket.send_bytes(b'1{"columns": 60, "rows": 20}')
        await client.socket.send_bytes('0stty size; echo 한글\n'.encode())
        await client.until('\r20 60\r\n')
        await client.until('한글\r\n\x1b')

    talk(server, conversation, server.addresses()['ttyd'])


def test_each_ttyd_socket_has_its_own_process_which_ends_with_it(server):
    found = []

    async def conversation(*clients):
        for client in clients:
            await client.socket.send_bytes(json.dumps({'AuthToken': '', 'columns': 80, 'rows': 24}).encode())
            await client.socket.send_bytes(b'0echo pid-$$-\n')
            found.append(int((await client.until('pid-(\\d+)-'))[1]))

    address = server.addresses()['ttyd']
    talk(server, conversation, address, address)
    assert found[0] != found[1]
    wait_for_end(*found)


@pytest.mark.parametrize(('hello', 'words', 'code'), [
    ('{"AuthToken": "wrong"}', '', 1008), ('{"AuthToken": ""}', 'exit', 1000), ('{"columns": 9, "rows": 9}', 'exit 3', 1011),
    ('{"AuthToken": ""}', 'kill -9 $$', 1011), ('{nonsense', '', 1011),
])
def test_how_ttyd_sockets_end(server, hello, words, code):
    async def conversation(client):
        await client.socket.send_str(hello)
        await client.socket.send_str(f'0{words}\n')
        assert await client.close_code() == code

    talk(server, conversation, server.addresses()['ttyd'])


def test_ttyd_needs_its_subprotocol(server):
    async def conversation(client):
        assert await client.close_code() == 1002

    async def without() -> None:
        async with aiohttp.ClientSession(headers={'Origin': server.origin}) as session:
            await conversation(Client(await session.ws_connect(server.addresses()['ttyd'])))
    run_apart(without())


# Backpressure


async def standstill(progress: Path) -> int:
    """The number of lines that the flood has written once it is blocked."""
    last, since = '', time.monotonic()
    while time.monotonic() - since < 0.4 or not last:
        now = progress.read_text() if progress.exists() else ''
        if now != last:
            last, since = now, time.monotonic()
        await asyncio.sleep(0.02)
    return int(last)


@pytest.mark.parametrize('protocol', ['ttyd', 'backendai'])
def test_the_pty_is_not_read_while_paused_or_while_nobody_takes_the_output(tmp_path, protocol):
    progress, flood = tmp_path / 'progress', tmp_path / 'flood.py'
    flood.write_text(FLOOD)

    async def conversation(client):
        if protocol == 'ttyd':
            await client.socket.send_bytes(b'{"columns": 80, "rows": 24}')
            await client.socket.send_bytes(b'2')
        assert await standstill(progress) < (2_000 if protocol == 'ttyd' else 10_000)
        if protocol == 'ttyd':
            await client.socket.send_bytes(b'{"columns": 80, "rows": 24}')  # a second one has no effect
            await client.socket.send_bytes(b'3')
        while await client.read():
            if len(client.output) >= 2_050_000:
                break
        assert client.output.replace(b'\r\n', b'\n') == b''.join(b'%039d\n' % number for number in range(50_000))

    with servers.shell((sys.executable, str(flood), str(progress))) as server:
        talk(server, conversation, server.addresses()[protocol])


# Ends


def test_processes_end_with_the_server_whatever_they_think_of_it(tmp_path):
    found = []

    async def conversation(client):
        await client.type("trap '' HUP; sleep 1000 & nohup sleep 1000 > /dev/null 2>&1 & (trap '' HUP TERM; sleep 1000) & sleep 1000 | cat &\n")
        await client.type('echo pids-$$-$(echo $(jobs -p))-\n')
        line = (await client.until('pids-(\\d+)-([\\d ]+)-'))
        found.extend(int(number) for number in [line[1], *line[2].split()])

    with servers.shell() as server:
        talk(server, conversation, server.addresses()['backendai'])
        assert len(found) == 5 and all(map(is_running, found))
    wait_for_end(*found)


def test_a_session_ends_when_nobody_comes_back_to_it():
    found = []

    async def conversation(client):
        await client.type('echo pid-$$-\n')
        found.append(int((await client.until('pid-(\\d+)-'))[1]))

    with servers.shell(idle_seconds=0.5) as server:
        address = server.addresses()['backendai']
        talk(server, conversation, address)
        talk(server, conversation, address)
        assert found[0] == found[1]
        wait_for_end(found[0])
        assert handshake(server, address) == 403


def test_open_sockets_are_told_that_the_server_goes_away():
    async def run() -> None:
        with servers.shell() as server:
            async with aiohttp.ClientSession(headers={'Origin': server.origin}) as session:
                client = Client(await session.ws_connect(server.addresses()['backendai']))
                await client.type('echo here\n')
                await client.until('here')
                reading = asyncio.create_task(client.close_code())
                await asyncio.to_thread(server.run, server.shell._close(None))
                assert await reading == 1001
    run_apart(run())


def test_where_there_is_no_pty_the_answer_says_what_to_do(server, monkeypatch):
    monkeypatch.setattr(terminal, 'pty', None)  # as on Windows
    status, _, body = post(server, {'Origin': server.origin})
    assert status == 501
    assert json.loads(body)['reason'].startswith('Windows has no pty, which a shell needs; run `build.py serve` in WSL')


# Who may come


def post(server, headers: dict, host: str | None = None, path: str = '/shell/token') -> tuple[int, dict, bytes]:
    connection = http.client.HTTPConnection(host or server.host, timeout=10)
    connection.request('POST', path, headers=headers)
    answer = connection.getresponse()
    result = answer.status, dict(answer.getheaders()), answer.read()
    connection.close()
    return result


def handshake(server, address: str, to: str = '', **changes: str | None) -> int:
    """The response status of a raw handshake; ``changes`` sets headers, or removes them (None)."""
    headers = {'Host': server.host, 'Origin': server.origin, 'Upgrade': 'websocket', 'Connection': 'Upgrade',
               'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': base64.b64encode(os.urandom(16)).decode(),
               'Sec-WebSocket-Protocol': 'tty'}
    headers = {name: value for name, value in {**headers, **changes}.items() if value is not None}
    path = '/' + address.split('/', 3)[3]
    lines = [f'GET {path} HTTP/1.1', *(f'{name}: {part}' for name, value in headers.items() for part in value.split('|'))]
    with socket.create_connection((to or server.host).split(':'), timeout=10) as raw:
        raw.sendall('\r\n'.join([*lines, '', '']).encode())
        return int(raw.recv(4096).split()[1])


# Headers from pages of another origin, host name or port, and headers that no page sends.
STRANGERS = [
    {'Origin': None}, {'Origin': 'null'}, {'Origin': 'http://evil.example'}, {'Origin': 'https://{host}'},
    {'Origin': 'http://{host}.evil.example'}, {'Origin': 'http://localhost:{port}'}, {'Origin': 'http://127.0.0.1'},
    {'Origin': 'http://{host}|http://evil.example'}, {'Origin': ''}, {'Origin': 'http://{host}/'},
    {'Host': 'evil.example:{port}', 'Origin': 'http://evil.example:{port}'}, {'Host': 'evil.example:{port}'},
    {'Host': '127.0.0.1.evil.example:{port}', 'Origin': 'http://127.0.0.1.evil.example:{port}'},
    {'Host': '127.0.0.1:1', 'Origin': 'http://127.0.0.1:1'}, {'Host': '127.0.0.1', 'Origin': 'http://127.0.0.1'},
    {'Host': '0.0.0.0:{port}', 'Origin': 'http://0.0.0.0:{port}'},
]


@pytest.fixture(scope='module')
def watched(tmp_path_factory):
    """A server that listens on all addresses, and a file that its shell creates when it starts."""
    trace = tmp_path_factory.mktemp('watched') / 'trace'
    with servers.shell(('touch', str(trace)), host='0.0.0.0') as server:
        yield server, trace


@pytest.mark.parametrize('stranger', STRANGERS, ids=str)
def test_raw_handshakes_of_strangers_get_nothing_even_with_a_token(watched, stranger):
    server, trace = watched
    port = server.host.split(':')[1]
    changes = {name: value and value.format(host=server.host, port=port) for name, value in stranger.items()}
    addresses = server.addresses()
    for protocol in ('backendai', 'ttyd'):
        assert handshake(server, addresses[protocol], **changes) in (400, 403)
    assert handshake(server, f'ws://{server.host}/shell/token', **changes) == 405
    headers = {name: value for name, value in {'Origin': server.origin, **changes}.items() if value is not None}
    if '|' not in str(headers):
        status, answered, body = post(server, headers)
        assert status == 403 and b'token' not in body and 'Access-Control-Allow-Origin' not in answered
    assert not trace.exists()


def test_wrong_tokens_get_nothing(watched):
    server, trace = watched
    one, two = server.addresses(), server.addresses()
    for protocol in ('backendai', 'ttyd'):
        address = one[protocol]
        for wrong in ['', 'x', one['token'][:-1], one['token'] + 'x', two['token'], '%ff', '%00', 'é']:
            assert handshake(server, address.replace(one['token'], wrong).encode().decode('latin-1')) in (400, 403), wrong
        assert handshake(server, address.split('?')[0]) == 403
        assert handshake(server, address.replace(one['session'], 'unknown')) == 403
    assert not trace.exists()


def test_other_machines_get_nothing_even_if_the_gallery_is_open_to_them(watched):
    """A request to this machine's own network address is treated like one from another machine."""
    server, trace = watched
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(('192.0.2.1', 9))
        except OSError:
            pytest.skip('this machine has no address but the loopback')
        own = f'{probe.getsockname()[0]}:{server.host.split(":")[1]}'
    for host in (server.host, own):
        assert handshake(server, server.addresses()['backendai'], to=own, Host=host, Origin=f'http://{host}') == 403
        assert post(server, {'Host': host, 'Origin': f'http://{host}'}, own)[0] == 403
    assert not trace.exists()


# All that a page can try; returns the responses it could read and the messages of its sockets.
ATTACK = '''async ([origin, addresses]) => {
  const got = [];
  const attempt = async (name, promise) => { try { got.push([name, await promise]); } catch (error) { } };
  for (const mode of ['cors', 'no-cors', 'same-origin'])
    for (const credentials of ['omit', 'include'])
      await attempt(mode, fetch(origin + '/shell/token', {method: 'POST', mode, credentials}).then(
        async answer => answer.type === 'opaque' ? Promise.reject() : answer.ok ? answer.text() : Promise.reject()));
  const frame = document.createElement('iframe');
  frame.name = 'frame';
  document.body.append(frame);
  const form = document.body.appendChild(document.createElement('form'));
  Object.assign(form, {method: 'post', action: origin + '/shell/token', target: 'frame'});
  await new Promise(done => { frame.onload = done; form.submit(); });
  await attempt('frame', frame.contentDocument?.body.innerText ?? Promise.reject());
  const sockets = addresses.flatMap(address => [[address, []], [address, ['tty']]]);
  await Promise.all(sockets.map(([address, protocols]) => new Promise(done => {
    const socket = new WebSocket(address, protocols);
    socket.onopen = () => { got.push(['open', address]); socket.send('{"type": "stdin", "chars": "bHMK"}'); };
    socket.onmessage = event => got.push(['message', address]);
    socket.onclose = done;
  })));
  return got;
}'''


def test_a_page_of_another_origin_gets_nothing(watched, chromium, site):
    server, trace = watched
    page = chromium.new_context().new_page()
    page.goto(site.add_page('/page.html', '<!doctype html><title>other</title><body>'))
    addresses = server.addresses()
    known = [addresses['backendai'], addresses['ttyd']]
    unknown = [address.split('?')[0] for address in known]
    named = [address.replace('127.0.0.1', 'localhost') for address in known]
    assert page.evaluate(ATTACK, [server.origin, known + unknown + named]) == []
    assert not trace.exists()
    page.context.close()


def test_a_name_that_was_rebound_to_this_machine_gets_nothing(watched, chromium, root):
    """To the page and its browser, the server has the same origin as the page (DNS rebinding)."""
    server, trace = watched
    port = server.host.split(':')[1]
    flags = [flag for flag in FLAGS if 'host-resolver' not in flag] + ['--host-resolver-rules=MAP rebound.example 127.0.0.1']
    browser = chromium.browser_type.launch(executable_path=ensure_browser(root), args=flags)
    page = browser.new_page()
    origin = f'http://rebound.example:{port}'
    page.goto(f'{origin}/page')
    assert page.evaluate('location.origin') == origin
    addresses = server.addresses()
    known = [addresses[name].replace('127.0.0.1', 'rebound.example') for name in ('backendai', 'ttyd')]
    got = page.evaluate(ATTACK, [origin, known])
    assert [name for name, _ in got] in ([], ['frame']) and all('alone' in text for _, text in got)  # the error message
    assert not trace.exists()
    browser.close()


def test_a_page_that_the_server_knows_gets_its_terminal(chromium, site):
    """A page of an additional origin that the server allows; the gallery's own page is tested with the gallery."""
    with servers.shell(origins={site.origin}) as server:
        page = chromium.new_context().new_page()
        page.goto(site.add_page('/page.html', '<!doctype html><title>known</title>'))
        output = page.evaluate('''async origin => {
          const {backendai} = await (await fetch(origin + '/shell/token', {method: 'POST'})).json();
          const socket = new WebSocket(backendai);
          socket.binaryType = 'arraybuffer';
          await new Promise(done => { socket.onopen = done; });
          socket.send(JSON.stringify({type: 'stdin', chars: btoa('echo real-$((6 * 7))\\n')}));
          let output = '';
          return new Promise(done => { socket.onmessage = event => {
            output += atob(JSON.parse(new TextDecoder().decode(event.data)).data);
            if (output.includes('real-42')) done(output);
          }; });
        }''', server.origin)
        assert 'real-42' in output
        page.context.close()
