"""The session of one page: its token, and the kernel that the token gives access to."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from aiohttp import web

from toolchain.errors import BuildError
from toolchain.kernel.backendai import Mapping
from toolchain.kernel.process import KernelProcess

CHANNELS = ('shell', 'stdin', 'control')

# The required fields of each order, and their types.
FIELDS: dict[str, dict[str, type]] = {
    'start': {}, 'interrupt': {}, 'restart': {}, 'execute': {'form': str, 'msg_id': str, 'code': str},
    'message': {'channel': str, 'msg_type': str, 'content': dict},
}


def _checked(order) -> dict:
    """A valid order of a page. Raises ValueError for anything else."""
    fields = FIELDS.get(str(order.get('do'))) if isinstance(order, dict) else None
    if fields is None or not all(isinstance(order.get(name), kind) for name, kind in fields.items()):
        raise ValueError('this is no order')
    if order['do'] == 'message' and order['channel'] not in CHANNELS:
        raise ValueError('there is no such channel')
    return {**order, 'buffers': int(order.get('buffers', 0))}


class Session:
    """A page's session. ``interpreter(tell_step)`` returns the kernel's interpreter, and may install it first."""

    def __init__(self, interpreter: Callable[[Callable[[str], Awaitable[None]]], Awaitable[Path]]) -> None:
        self.id = secrets.token_hex(8)
        self.token = secrets.token_urlsafe(32)
        self.socket: web.WebSocketResponse | None = None
        self._interpreter = interpreter
        self._process: KernelProcess | None = None
        self._starting: asyncio.Task | None = None
        # The runs whose messages the page requests in Backend.AI's form, by message id.
        self._mappings: dict[str, Mapping] = {}

    async def talk(self, socket: web.WebSocketResponse) -> None:
        """Execute a page's orders until its socket is closed; a page that reconnects replaces its earlier socket."""
        if self.socket is not None:
            await self.socket.close()
        self.socket = socket
        if self._process is not None:
            await self._tell('ready')
        try:
            async for message in socket:
                if message.type is not web.WSMsgType.TEXT:
                    break
                order = _checked(json.loads(message.data))
                buffers = [await socket.receive_bytes() for _ in range(order['buffers'])]
                await self._obey(order, buffers)
        except (ValueError, TypeError):
            await socket.close(code=1008, message=b'this is no message for a kernel')
        finally:
            if self.socket is socket:
                self.socket = None

    async def _obey(self, order: dict, buffers: list[bytes]) -> None:
        do = order['do']
        if do == 'start' or self._process is None:
            if self._starting is None and self._process is None:
                self._starting = asyncio.create_task(self._start())
            if self._starting is not None and do != 'start':
                await self._starting
        if self._process is None:
            return
        if do == 'execute':
            if order['form'] == 'backendai':
                self._mappings[order['msg_id']] = Mapping()
            await self._process.send({
                'do': 'message', 'channel': 'shell', 'msg_type': 'execute_request', 'msg_id': order['msg_id'],
                'content': {'code': order['code'], 'silent': False, 'store_history': True, 'user_expressions': {},
                            'allow_stdin': True, 'stop_on_error': True}})
        elif do == 'message':
            await self._process.send(order, buffers)
        elif do in ('interrupt', 'restart'):
            if do == 'restart':
                self._mappings.clear()
            await self._process.send({'do': do})

    async def _start(self) -> None:
        try:
            python = await self._interpreter(lambda text: self._tell('step', text=text))
            await self._tell('starting')
            self._process = await KernelProcess.start(python, self._receive)
        except (BuildError, OSError) as error:
            await self._tell('failed', reason=str(error))
        finally:
            self._starting = None

    async def _receive(self, message: dict, buffers: list[bytes]) -> None:
        """Forward a message of the kernel: unchanged, or in Backend.AI's form if the page requested that."""
        if message['channel'] == 'server' and message['msg_type'] == 'closed':
            self._process = None
        mapping = self._mappings.get(message['parent_header'].get('msg_id', ''))
        if mapping is not None:
            result = mapping.result(message)
            if result is not None:
                form = {'channel': 'backendai', 'msg_type': 'result', 'content': result, 'buffers': 0}
                await self._send({**message, **form}, [])
            if message['msg_type'] != 'status':
                return
        await self._send(message, buffers)

    async def _tell(self, kind: str, **content: str) -> None:
        await self._send({'channel': 'server', 'msg_type': kind, 'parent_header': {}, 'content': content, 'buffers': 0},
                         [])

    async def _send(self, message: dict, buffers: list[bytes]) -> None:
        socket = self.socket
        if socket is None or socket.closed:
            return  # the page is gone, so its output is dropped
        with suppress(ConnectionError, RuntimeError):
            await socket.send_str(json.dumps(message))
            for buffer in buffers:
                await socket.send_bytes(buffer)

    async def end(self) -> None:
        """End the kernel."""
        if self._starting is not None:
            self._starting.cancel()
            await asyncio.gather(self._starting, return_exceptions=True)
        if self._process is not None:
            await self._process.end()
