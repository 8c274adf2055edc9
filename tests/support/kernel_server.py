"""The live kernel of `build.py serve` on a free port, and a client that talks to it as the gallery does."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from aiohttp import web

from toolchain.kernel import Kernel, environment

ROOT = Path(__file__).resolve().parent.parent.parent


class Client:
    """One page's socket; ``messages`` holds all received messages."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.messages: list[dict] = []

    async def send(self, buffers: list[bytes] = (), **order) -> None:
        await self.socket.send_str(json.dumps({**order, 'buffers': len(buffers)}))
        for buffer in buffers:
            await self.socket.send_bytes(buffer)

    async def receive(self, timeout: float = 30) -> dict:
        message = json.loads((await self.socket.receive(timeout)).data)
        message['data'] = [(await self.socket.receive(timeout)).data for _ in range(message['buffers'])]
        self.messages.append(message)
        return message

    async def until(self, kind: str, parent: str | None = None, **content) -> dict:
        """Read until a message of that type has that content (and answers ``parent``)."""
        while True:
            message = await self.receive()
            if message['msg_type'] == kind and parent in (None, message['parent_header'].get('msg_id')) and all(
                    message['content'].get(key) == value for key, value in content.items()):
                return message

    async def start_run(self, code: str, form: str = 'jupyter') -> str:
        msg_id = secrets.token_hex(8)
        await self.send(do='execute', form=form, msg_id=msg_id, code=code)
        return msg_id

    async def run(self, code: str) -> list[dict]:
        """Run code until its reply and its idle status have arrived; returns the messages that answer it."""
        msg_id = await self.start_run(code)
        left = {'execute_reply', 'status'}
        answers = []
        while left:
            message = await self.receive()
            if message['parent_header'].get('msg_id') == msg_id:
                answers.append(message)
                if message['msg_type'] != 'status' or message['content']['execution_state'] == 'idle':
                    left.discard(message['msg_type'])
        return answers


class KernelServer:
    """A server that offers only kernels."""

    def __init__(self, kernel: Kernel, port: int) -> None:
        self.kernel = kernel
        self.host = f'127.0.0.1:{port}'
        self.origin = f'http://{self.host}'

    async def grant(self) -> dict:
        """The response to a page that requests a token."""
        async with aiohttp.ClientSession() as session:
            async with session.post(f'{self.origin}/kernel/token', headers={'Origin': self.origin}) as answer:
                assert answer.status == 200, await answer.text()
                return await answer.json()

    @asynccontextmanager
    async def client(self, address: str | None = None) -> AsyncIterator[Client]:
        """A page with a running kernel."""
        async with aiohttp.ClientSession(headers={'Origin': self.origin}) as session:
            address = address or (await self.grant())['address']
            async with session.ws_connect(address, max_msg_size=0) as socket:
                client = Client(socket)
                await client.send(do='start')
                await client.until('ready')
                yield client


@asynccontextmanager
async def serving(python: Path | None = None, root: Path = ROOT, **options) -> AsyncIterator[KernelServer]:
    """Run a kernel server; by default with kernels from the installed environment."""
    kernel = Kernel(root, python or (environment.ensure(ROOT) if root is ROOT else None), **options)
    app = web.Application()
    kernel.add_to(app)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, '127.0.0.1', 0).start()
    try:
        yield KernelServer(kernel, runner.addresses[0][1])
    finally:
        await runner.cleanup()


async def gone(pid: int, seconds: float = 10) -> bool:
    """Whether a process ends within ``seconds``."""
    for _ in range(int(seconds * 10)):
        status = Path(f'/proc/{pid}/stat')
        if not status.exists() or status.read_text().rsplit(')', 1)[1].split()[0] == 'Z':
            return True
        await asyncio.sleep(0.1)
    return False
