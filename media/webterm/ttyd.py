"""ttyd's protocol: the first byte of each message is its type (ttyd 1.7, ``src/server.h``)."""

from browser import JSON, TextDecoder, TextEncoder, Uint8Array

_utf8: TextDecoder = TextDecoder()
_encoder: TextEncoder = TextEncoder()


class Ttyd:
    """``is_shared`` says whether all sockets reach one program, as with ``ttyd tmux attach``."""

    def __init__(self, is_shared: bool):
        self.name = 'ttyd'
        self.auth_token = ''
        self.subprotocols = ['tty']
        self.is_shared = is_shared
        self.can_pause = True
        self.needs_waking = False
        self.replays = False
        self.needs_hello = True
        self.can_restart = not is_shared

    def hello(self, size) -> Uint8Array:
        return _encoder.encode(JSON.stringify({'AuthToken': self.auth_token, 'columns': size.cols, 'rows': size.rows}))

    def input(self, data: Uint8Array) -> Uint8Array:
        frame = Uint8Array(len(data) + 1)
        frame[0] = 48
        frame.set(data, 1)
        return frame

    def resize(self, size) -> Uint8Array:
        return _encoder.encode('1' + JSON.stringify({'columns': size.cols, 'rows': size.rows}))

    def ping(self, size) -> Uint8Array:
        return self.resize(size)  # to the same size, which programs do not notice

    def hold(self, is_held: bool) -> Uint8Array:
        return _encoder.encode('2' if is_held else '3')

    def restart(self):
        return None  # each connection has a process of its own

    def meaning_of(self, frame):
        data: Uint8Array = _encoder.encode(frame) if isinstance(frame, str) else Uint8Array(frame)
        kind: int = data.at(0)
        if kind == 48:
            return {'kind': 'out', 'data': data.subarray(1)}
        if kind == 49:
            return {'kind': 'title', 'data': _utf8.decode(data.subarray(1))}
        if kind == 50:
            return {'kind': 'skip'}  # the server's preferences for the page's appearance
        raise Exception('no frame of this protocol')
