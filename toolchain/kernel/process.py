"""The server's side of the bridge: its process, and frames to and from the kernel."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import struct
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path

BRIDGE = Path(__file__).with_name('bridge.py')

# The timeout for a bridge to end its kernel, after which it is killed.
END_TIMEOUT_S = 5


class KernelProcess:
    """A running bridge. ``receive(message, buffers)`` is awaited for each message, sequentially."""

    def __init__(self, process: asyncio.subprocess.Process,
                 receive: Callable[[dict, list[bytes]], Awaitable[None]]) -> None:
        assert process.stdin and process.stdout and process.stderr  # all are pipes
        self._process = process
        self._input, self._output, self._error_output = process.stdin, process.stdout, process.stderr
        self._receive = receive
        self._errors = bytearray()
        self._tasks = [asyncio.create_task(self._read()), asyncio.create_task(self._read_errors())]

    @classmethod
    async def start(cls, python: Path, receive) -> KernelProcess:
        # A separate process group, so that the Ctrl+C that stops the server does not reach the kernel.
        process = await asyncio.create_subprocess_exec(
            python, '-u', BRIDGE, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE, start_new_session=os.name == 'posix')
        return cls(process, receive)

    async def send(self, order: dict, buffers: Sequence[bytes] = ()) -> None:
        """Send an order, as described in bridge.py; does nothing if the bridge has ended."""
        parts = [json.dumps({**order, 'buffers': len(buffers)}).encode(), *buffers]
        with suppress(ConnectionError):
            for part in parts:
                self._input.write(struct.pack('>I', len(part)) + part)
            await self._input.drain()

    async def _read(self) -> None:
        source = self._output
        with suppress(asyncio.IncompleteReadError):
            while True:
                message = json.loads(await _part(source))
                buffers = [await _part(source) for _ in range(message['buffers'])]
                await self._receive(message, buffers)
        await self._process.wait()
        reason = self._errors.decode(errors='replace').strip().splitlines()
        await self._receive({
            'channel': 'server', 'msg_type': 'closed', 'header': {}, 'parent_header': {}, 'metadata': {},
            'content': {'reason': reason[-1] if reason else ''}, 'buffers': 0}, [])

    async def _read_errors(self) -> None:
        while data := await self._error_output.read(65536):
            self._errors = (self._errors + data)[-4096:]

    async def end(self) -> None:
        """End the bridge, and thereby the kernel."""
        with suppress(ConnectionError):
            self._input.close()
        try:
            await asyncio.wait_for(self._process.wait(), END_TIMEOUT_S)
        except asyncio.TimeoutError:
            with suppress(ProcessLookupError):
                if os.name == 'posix':
                    os.killpg(self._process.pid, signal.SIGKILL)
                else:
                    self._process.kill()
            await self._process.wait()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def _part(source: asyncio.StreamReader) -> bytes:
    size, = struct.unpack('>I', await source.readexactly(4))
    return await source.readexactly(size)
