"""A terminal server that a test controls in every detail: split frames, delays, floods, close codes, silence.

It supports both protocols, runs in a separate thread, and passes each accepted socket to the test as a ``Peer``.
"""

from __future__ import annotations

import asyncio
import base64
import json
import queue
import struct
import threading
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

# Seconds to wait for something that should be immediate, on a busy machine.
PATIENCE = 15


@dataclass
class Peer:
    """The server's end of one socket. ``messages`` holds what the client sent; Backend.AI's JSON becomes dicts."""

    protocol: str
    socket: web.WebSocketResponse
    transport: asyncio.Transport
    loop: asyncio.AbstractEventLoop
    is_binary: bool = True
    is_held: bool = False
    messages: queue.Queue = field(default_factory=queue.Queue)
    closed: queue.Queue = field(default_factory=queue.Queue)

    def _run(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(PATIENCE)

    def frame(self, data: bytes) -> bytes:
        """A frame that contains output."""
        return output_frame(self.protocol, data)

    def output(self, *pieces: bytes) -> None:
        """Send output, one frame for each piece."""
        async def send():
            for piece in pieces:
                await self._send(self.frame(piece))
        self._run(send())

    def send(self, frame: bytes | str) -> None:
        """Send one frame unchanged."""
        self._run(self.socket.send_str(frame) if isinstance(frame, str) else self.socket.send_bytes(frame))

    async def _send(self, frame: bytes) -> None:
        if self.is_binary:
            await self.socket.send_bytes(frame)
        else:
            await self.socket.send_str(frame.decode())

    def flood(self, pieces: list[bytes], times: int, end: bytes = b'') -> None:
        """Send the pieces ``times`` times, as fast as the client takes them, while the test continues; ttyd's pause
        frame suspends it.

        The bytes on the wire are prepared in advance, so that the server needs almost no time.
        """
        block = b''.join(on_the_wire(self.frame(piece)) for piece in pieces)
        last = on_the_wire(self.frame(end))

        async def send():
            for _ in range(times):
                for start in range(0, len(block), 65536):
                    self.transport.write(block[start:start + 65536])
                    while self.is_held or self.transport.get_write_buffer_size() > 65536:
                        await asyncio.sleep(0.001)
                        if self.transport.is_closing():
                            return
            self.transport.write(last)
        asyncio.run_coroutine_threadsafe(send(), self.loop)

    def receive(self):
        """The client's next message."""
        return self.messages.get(timeout=PATIENCE)

    def receive_kind(self, kind: str):
        """The next message of one type (for ttyd, the first character), skipping others."""
        while True:
            message = self.receive()
            found = message['type'] if isinstance(message, dict) else chr(message[0])
            if found == kind:
                return message

    def receive_input(self, length: int, skip: bytes = b'') -> bytes:
        """At least ``length`` bytes of input, however they were split, without leading ``skip``."""
        data = b''
        while len(data) < length:
            if self.protocol == 'ttyd':
                data += self.receive_kind('0')[1:]
            else:
                data += base64.b64decode(self.receive_kind('stdin')['chars'])
            while skip and data.startswith(skip):
                data = data[len(skip):]
        return data

    def close(self, code: int = 1000, reason: str = '') -> None:
        """Close the connection with a closing handshake."""
        self._run(self.socket.close(code=code, message=reason.encode()))

    def abort(self) -> None:
        """Abort the connection: the client sees code 1006."""
        self.loop.call_soon_threadsafe(self.transport.abort)


def output_frame(protocol: str, data: bytes) -> bytes:
    """The frame with which a server sends output."""
    if protocol == 'ttyd':
        return b'0' + data
    return json.dumps({'type': 'out', 'data': base64.b64encode(data).decode()}).encode()


def on_the_wire(payload: bytes) -> bytes:
    """A server's binary frame as defined by RFC 6455 (5.2)."""
    size = len(payload)
    if size < 126:
        return struct.pack('>BB', 0x82, size) + payload
    return struct.pack('>BBH', 0x82, 126, size) + payload if size < 65536 else struct.pack('>BBQ', 0x82, 127, size) + payload


class TerminalServer:
    """``url(protocol)`` is where to connect. The next ``refusals`` handshakes get 503; ``is_mute`` answers none."""

    def __init__(self) -> None:
        self.peers: queue.Queue[Peer] = queue.Queue()
        self.refusals = 0
        self.is_mute = False
        self.is_binary = True
        self.tries = 0
        self._turn = 0
        self._ready = threading.Event()
        # asyncio.run cancels whatever is still running when the server ends.
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)
        self._thread.start()
        self._ready.wait(PATIENCE)

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        app = web.Application()
        app.router.add_get('/{protocol}', self._answer)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, '127.0.0.1', 0)
        await site.start()
        self.port = site._server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        await runner.cleanup()

    def url(self, protocol: str = 'backendai') -> str:
        return f'ws://127.0.0.1:{self.port}/{protocol}?turn={self._turn}'

    def accept(self) -> Peer:
        """Wait for the next socket that a client opens."""
        return self.peers.get(timeout=PATIENCE)

    def reset(self) -> None:
        """Remove the faults and peers of the previous test, whose pages may still try to reconnect."""
        self._turn += 1
        self.refusals, self.is_mute, self.is_binary, self.tries = 0, False, True, 0
        self.peers = queue.Queue()

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(PATIENCE)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        peers = self.peers
        if request.query['turn'] != str(self._turn):
            return web.Response(status=410)
        self.tries += 1
        if self.refusals > 0:
            self.refusals -= 1
            return web.Response(status=503)
        if self.is_mute:
            await asyncio.sleep(60)
        protocol = request.match_info['protocol']
        socket = web.WebSocketResponse(protocols=('tty',) if protocol == 'ttyd' else (), max_msg_size=0,
                                       compress=False)
        await socket.prepare(request)
        peer = Peer(protocol, socket, request.transport, self._loop, self.is_binary)
        peers.put(peer)
        async for message in socket:
            if message.type == WSMsgType.TEXT and protocol == 'backendai':
                peer.messages.put(json.loads(message.data))
            elif message.type in (WSMsgType.TEXT, WSMsgType.BINARY):
                data = message.data.encode() if isinstance(message.data, str) else message.data
                peer.messages.put(data)
                peer.is_held = data == b'2' or peer.is_held and data != b'3'
        peer.closed.put(socket.close_code)
        return socket
