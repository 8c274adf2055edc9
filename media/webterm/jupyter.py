"""The protocol of terminado, used by Jupyter servers: JSON arrays in text frames (terminado 0.18, ``websocket.py``)."""

from browser import Array, JSON, TextDecoder, TextEncoder, Uint8Array

_utf8: TextDecoder = TextDecoder()
_encoder: TextEncoder = TextEncoder()


class Jupyter:
    def __init__(self):
        self.name = 'jupyter'
        self.subprotocols = []
        self.is_shared = True
        self.can_pause = False
        self.needs_waking = False
        self.replays = True
        self.needs_hello = False
        self.can_restart = False

    def hello(self, size) -> str:
        return self.resize(size)

    def input(self, data: Uint8Array) -> str:
        return JSON.stringify(Array.of('stdin', _utf8.decode(data)))

    def resize(self, size) -> str:
        return JSON.stringify(Array.of('set_size', size.rows, size.cols))

    def ping(self, size) -> str:
        return self.resize(size)  # to the same size, which programs do not notice

    def restart(self):
        return None

    def meaning_of(self, frame):
        message: Array = JSON.parse(frame)
        kind = message.at(0)
        if kind == 'stdout':
            return {'kind': 'out', 'data': _encoder.encode(message.at(1))}
        if kind == 'setup':
            return {'kind': 'skip'}
        if kind == 'disconnect':
            return {'kind': 'end'}
        raise Exception('no frame of this protocol')
