"""A server that floods its clients, in a separate process, with little influence on measurements: the bytes on the
wire are prepared in advance, and sent in large blocks.

``python -m tests.bench.terminal_floods FILE`` reads JSON of ``{name: {protocol, data (base64), times, end (base64)}}`` and
prints the port. Each WebSocket at ``/name`` gets the data ``times`` times, in frames of the size of one pty read, then
the end; ttyd's pause message pauses it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import select
import socket
import subprocess
import sys
import threading
from pathlib import Path

from tests.support.terminal_server import on_the_wire, output_frame

# In bytes: one read of a pty, and one block that is sent.
FRAME = 4096
BLOCK = 65536

# The GUID that is appended to a client's key (RFC 6455, 1.3).
GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'


class Flooding:
    """The running server. ``floods`` are as described above, with bytes for ``data`` and ``end``."""

    def __init__(self, file: Path, floods: dict[str, dict]) -> None:
        file.write_text(json.dumps({name: {**flood, 'data': base64.b64encode(flood['data']).decode(),
                                           'end': base64.b64encode(flood['end']).decode()}
                                    for name, flood in floods.items()}), encoding='utf-8')
        self._process = subprocess.Popen([sys.executable, '-m', __name__, str(file)], stdout=subprocess.PIPE, text=True)
        self.port = int(self._process.stdout.readline())

    def url(self, name: str) -> str:
        return f'ws://127.0.0.1:{self.port}/{name}'

    def close(self) -> None:
        self._process.terminate()
        self._process.communicate()


class _Flood:
    """The flood of one name."""

    def __init__(self, protocol: str, data: str, times: int, end: str) -> None:
        raw = base64.b64decode(data)
        self.protocol, self.times = protocol, times
        self.block = b''.join(on_the_wire(output_frame(protocol, raw[start:start + FRAME]))
                              for start in range(0, len(raw), FRAME))
        self.end = on_the_wire(output_frame(protocol, base64.b64decode(end)))

    def send(self, client: socket.socket) -> None:
        is_held = False
        for _ in range(self.times):
            for start in range(0, len(self.block), BLOCK):
                while is_held or select.select([client], [], [], 0)[0]:
                    is_held = _is_held(_message(client), is_held)
                client.sendall(memoryview(self.block)[start:start + BLOCK])
        client.sendall(self.end)
        while _message(client) is not None:
            pass


def _exactly(client: socket.socket, size: int) -> bytes:
    data = b''
    while len(data) < size:
        part = client.recv(size - len(data))
        if not part:
            raise ConnectionError
        data += part
    return data


def _message(client: socket.socket) -> bytes | None:
    """The next frame of a client (RFC 6455, 5.2), which is masked; None if it is a close frame."""
    code, size = _exactly(client, 2)
    size &= 127
    if size > 125:
        size = int.from_bytes(_exactly(client, 2 if size == 126 else 8), 'big')
    mask = _exactly(client, 4)
    data = bytes(byte ^ mask[at % 4] for at, byte in enumerate(_exactly(client, size)))
    return None if code & 15 == 8 else data


def _is_held(message: bytes | None, is_held: bool) -> bool:
    if message is None:
        raise ConnectionError
    return message == b'2' or is_held and message != b'3'


def _serve(client: socket.socket, floods: dict[str, _Flood]) -> None:
    try:
        request = b''
        while b'\r\n\r\n' not in request:
            request += _exactly(client, 1)
        first, *lines = request.decode().split('\r\n')
        flood = floods[first.split(' ')[1].removeprefix('/')]
        key = next(line for line in lines if line.lower().startswith('sec-websocket-key:')).partition(':')[2].strip()
        accept = base64.b64encode(hashlib.sha1((key + GUID).encode()).digest()).decode()
        answer = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade',
                  f'Sec-WebSocket-Accept: {accept}', *(['Sec-WebSocket-Protocol: tty'] if flood.protocol == 'ttyd' else [])]
        client.sendall('\r\n'.join([*answer, '', '']).encode())
        flood.send(client)
    except OSError:
        pass  # the page has closed the connection
    finally:
        client.close()


def main(file: str) -> None:
    floods = {name: _Flood(**flood) for name, flood in json.loads(Path(file).read_text(encoding='utf-8')).items()}
    listener = socket.create_server(('127.0.0.1', 0))
    print(listener.getsockname()[1], flush=True)
    while True:
        client, _ = listener.accept()
        threading.Thread(target=_serve, args=(client, floods), daemon=True).start()


if __name__ == '__main__':
    main(sys.argv[1])
