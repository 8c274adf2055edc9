"""The live kernel's server: all messages arrive, requests from elsewhere are rejected, and no process is left behind."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys

import aiohttp
import pytest

from tests.support.kernel_server import ROOT, gone, serving
from tests.support.servers import run_apart
from toolchain import arguments
from toolchain.errors import BuildError
from toolchain.kernel import environment
from toolchain.kernel.backendai import Mapping

pytestmark = pytest.mark.slow


def text_of(messages: list[dict], name: str = 'stdout') -> str:
    return ''.join(message['content']['text'] for message in messages
                   if message['msg_type'] == 'stream' and message['content']['name'] == name)


def test_a_run_its_result_its_error_and_what_stays_from_one_to_the_next():
    async def talk():
        async with serving() as server, server.client() as client:
            first = await client.run('x = 6 * 7\nprint("hi")\nx')
            assert text_of(first) == 'hi\n'
            assert [message['content']['data']['text/plain'] for message in first if message['msg_type'] == 'execute_result'] == ['42']
            assert [message['content'] for message in first if message['msg_type'] == 'execute_input'] == [
                {'code': 'x = 6 * 7\nprint("hi")\nx', 'execution_count': 1}]
            failed = await client.run('x / 0')
            assert [message['content']['ename'] for message in failed if message['msg_type'] == 'error'] == ['ZeroDivisionError']

    run_apart(talk())


@pytest.mark.slow
def test_every_one_of_twenty_thousand_displays_arrives_in_order():
    async def talk():
        async with serving() as server, server.client() as client:
            messages = await client.run('from IPython.display import display\nfor n in range(20000): display({"application/x-n": n}, raw=True)')
            numbers = [message['content']['data']['application/x-n'] for message in messages if message['msg_type'] == 'display_data']
            assert numbers == list(range(20000))

    run_apart(talk())


def test_a_flood_is_joined_and_nothing_of_it_is_lost():
    async def talk():
        async with serving() as server, server.client() as client:
            messages = await client.run('for n in range(200000): print(n)')
            assert text_of(messages) == ''.join(f'{n}\n' for n in range(200000))
            large = await client.run('from IPython.display import HTML\nHTML("x" * 20_000_000)')
            assert [len(message['content']['data']['text/html']) for message in large if message['msg_type'] == 'execute_result'] == [20_000_000]

    run_apart(talk())


def test_interrupt_restart_input_and_death_are_told():
    async def talk():
        async with serving() as server, server.client() as client:
            endless = await client.start_run('print("on", flush=True)\nwhile True: pass')
            await client.until('stream', endless)
            await client.send(do='interrupt')
            await client.until('error', endless, ename='KeyboardInterrupt')
            await client.until('status', endless, execution_state='idle')

            asking = await client.start_run('answer = input("Name? "); import getpass; secret = getpass.getpass("Key? "); print(answer, secret)')
            assert (await client.until('input_request', asking))['content'] == {'prompt': 'Name? ', 'password': False}
            await client.send(do='message', channel='stdin', msg_type='input_reply', content={'value': 'Ada'})
            assert (await client.until('input_request', asking))['content'] == {'prompt': 'Key? ', 'password': True}
            await client.send(do='message', channel='stdin', msg_type='input_reply', content={'value': 'sesame'})
            assert (await client.until('stream', asking))['content']['text'] == 'Ada sesame\n'

            await client.send(do='restart')
            await client.until('restarted')
            assert any(message['content'].get('ename') == 'NameError' for message in await client.run('answer'))

            await client.start_run('import os; os._exit(3)')
            assert (await client.until('dead'))['content'] == {'exit_status': 3}
            await client.send(do='restart')
            await client.until('restarted')
            assert text_of(await client.run('print("back")')) == 'back\n'

    run_apart(talk())


def test_comm_messages_with_binary_buffers_go_both_ways():
    code = '''
from comm import create_comm
got = create_comm(target_name="test", data={"hello": 1}, buffers=[b"\\x00\\xff", b"two"])
got.on_msg(lambda message: got.send({"sum": sum(message["buffers"][0])}, buffers=[bytes(reversed(message["buffers"][0]))]))
'''

    async def talk():
        async with serving() as server, server.client() as client:
            opened = next(message for message in await client.run(code) if message['msg_type'] == 'comm_open')
            assert opened['data'] == [b'\x00\xff', b'two'] and opened['content']['data'] == {'hello': 1}
            await client.send([bytes(range(256))], do='message', channel='shell', msg_type='comm_msg', msg_id='mine',
                              content={'comm_id': opened['content']['comm_id'], 'data': {}})
            answer = await client.until('comm_msg', 'mine')
            assert answer['content']['data'] == {'sum': 32640} and answer['data'] == [bytes(reversed(range(256)))]

    run_apart(talk())


@pytest.mark.skipif(os.name == 'nt', reason='looks at processes as Linux shows them')
def test_no_kernel_outlives_its_page_its_server_or_its_bridge():
    async def pids(client):
        kernel, bridge = text_of(await client.run('import os; print(os.getpid(), os.getppid())')).split()
        return int(kernel), int(bridge)

    async def talk():
        async with serving(idle_seconds=0.2) as server:
            async with server.client() as client:
                page = await pids(client)
                await client.start_run('while True: pass')
            assert await gone(page[0]) and await gone(page[1])
            async with server.client() as client:
                kernel, bridge = await pids(client)
                os.kill(bridge, signal.SIGKILL)
                assert await gone(kernel)
                await client.until('closed')
                assert text_of(await client.run('print("another")')) == 'another\n'
                left = await pids(client)
                await client.start_run('while True: pass')
                await asyncio.sleep(0.3)
        assert await gone(left[0]) and await gone(left[1])

    run_apart(talk())


def test_a_page_that_comes_back_finds_its_kernel():
    async def talk():
        async with serving() as server:
            address = (await server.grant())['address']
            async with server.client(address) as client:
                await client.run('kept = 5')
            async with server.client(address) as client:
                assert text_of(await client.run('print(kept)')) == '5\n'

    run_apart(talk())


@pytest.mark.parametrize('changes', [
    {'Origin': None}, {'Origin': 'null'}, {'Origin': 'http://evil.example'}, {'Origin': 'http://localhost:{port}'}, {'Origin': ''},
    {'Host': 'evil.example:{port}', 'Origin': 'http://evil.example:{port}'}, {'Host': '127.0.0.1:1', 'Origin': 'http://127.0.0.1:1'},
])
def test_strangers_get_neither_a_token_nor_a_kernel(changes):
    async def talk():
        async with serving(sys.executable) as server:
            address = (await server.grant())['address'].replace('ws:', 'http:')
            filled = {name: value and value.format(port=server.host.split(':')[1]) for name, value in changes.items()}
            headers = {name: value for name, value in {'Origin': server.origin, **filled}.items() if value is not None}
            upgrade = {'Connection': 'Upgrade', 'Upgrade': 'websocket', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'x' * 22 + '=='}
            async with aiohttp.ClientSession() as session:
                for answer in (await session.post(f'{server.origin}/kernel/token', headers=headers),
                               await session.get(address, headers={**headers, **upgrade})):
                    assert answer.status == 403 and 'token=' not in await answer.text()

    run_apart(talk())


def test_a_token_opens_the_kernel_of_its_page_alone():
    async def talk():
        async with serving(sys.executable) as server:
            one, other = await server.grant(), await server.grant()
            async with aiohttp.ClientSession(headers={'Origin': server.origin}) as session:
                for address in (one['address'].replace(one['token'], other['token']), one['address'][:-1], one['address'].split('?')[0],
                                one['address'].replace(one['session'], 'unknown')):
                    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                        await session.ws_connect(address)
                    assert refused.value.status == 403

    run_apart(talk())


@pytest.mark.parametrize('text', ['no json', '[]', '{}', '{"do": 5}', '{"do": "execute"}', '{"do": "message", "channel": "shell"}', '5'])
def test_malformed_orders_close_the_socket_and_nothing_else(text):
    async def talk():
        async with serving() as server, server.client() as client:
            await client.socket.send_str(text)
            while (message := await client.socket.receive(20)).type is aiohttp.WSMsgType.TEXT:
                pass
            assert message.type is aiohttp.WSMsgType.CLOSE and message.data == 1008
            async with server.client() as another:
                assert text_of(await another.run('print(1)')) == '1\n'

    run_apart(talk())


@pytest.mark.slow
def test_what_cannot_be_installed_is_one_clear_sentence(tmp_path, monkeypatch):
    """Without a network; the page also gets the message of the failed step."""
    for name in ('toolchain', 'pyproject.toml'):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    monkeypatch.setenv('PIP_INDEX_URL', 'http://127.0.0.1:9/simple')
    monkeypatch.setenv('PIP_NO_CACHE_DIR', '1')

    async def talk():
        async with serving(root=tmp_path) as server, aiohttp.ClientSession(headers={'Origin': server.origin}) as session:
            async with session.ws_connect((await server.grant())['address']) as socket:
                await socket.send_str('{"do": "start"}')
                messages = []
                while not messages or messages[-1]['msg_type'] != 'failed':
                    messages.append(await socket.receive_json(timeout=120))
                return messages

    messages = run_apart(talk())
    steps = [message['content']['text'] for message in messages if message['msg_type'] == 'step']
    assert steps[0] == 'Installing the packages of the live kernel (once; it needs the network):'
    assert 'Python packages for the kernel …' in steps
    assert messages[-1]['content']['reason'] == (
        'The Python packages could not be fetched: pip reaches no package index from here; connect to the network, or configure pip for '
        'your mirror, and run the command again.')


def test_an_interpreter_without_a_kernel_is_refused():
    with pytest.raises(BuildError, match=r'has no ipykernel; install it with `.* -m pip install ipykernel`'):
        arguments.kernel(sys.executable)
    with pytest.raises(BuildError, match='give --kernel the path of a Python interpreter'):
        arguments.kernel('/no/such/python')
    arguments.kernel(str(environment.ensure(ROOT)))


def test_the_results_of_backend_ai_are_those_of_its_runner():
    mapping = Mapping()

    def result(kind, **content):
        return mapping.result({'msg_type': kind, 'content': content})

    def console(kind, **content):
        return result(kind, **content)['console']

    both = {'text/plain': 'a', 'text/html': '<b>a</b>'}
    assert console('stream', name='stderr', text='x') == [['stderr', 'x']]
    assert console('display_data', data=both) == [['media', '<b>a</b>']]
    assert console('execute_result', data={'text/plain': '5'}) == [['stdout', '5']]
    assert console('display_data', data={'image/png': 'AAAA', 'text/plain': ''}) == [['media', ['image/png', 'data:image/png;base64,AAAA']]]
    assert console('display_data', data={'text/plain': '', 'image/svg+xml': '<svg/>'}) == [['media', ['image/svg+xml', '<svg/>']]]
    assert console('error', traceback=['one', 'two']) == [['stderr', 'one\ntwo']]
    assert result('input_request', prompt='? ', password=True) == {
        'status': 'waiting-input', 'options': {'is_password': True}, 'console': [['stdout', '? ']]}
    for dropped in ('text/markdown', 'application/json', 'application/vnd.jupyter.widget-view+json'):
        assert result('display_data', data={'text/plain': 'x', dropped: 'y'}) is None
    assert result('execute_reply', status='error') is None
    assert result('status', execution_state='idle') == {'status': 'finished', 'exitCode': 1, 'console': []}
    assert result('status', execution_state='idle') is None
