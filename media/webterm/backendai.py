"""Backend.AI's pty stream: JSON in both directions, text frames from older servers, binary from current ones."""

from browser import JSON, String, TextDecoder, Uint8Array

from media.webterm.base64 import decoded, encoded

_utf8: TextDecoder = TextDecoder()


class BackendAI:
    def __init__(self, session_id: str):
        self.name = 'backendai'
        self.session_id = session_id
        self.subprotocols = []
        self.is_shared = True
        self.can_pause = False
        self.needs_waking = True
        self.replays = False
        self.needs_hello = False
        self.can_restart = True

    def hello(self, size) -> str:
        return self.resize(size)  # the pty has no size until then

    def input(self, data: Uint8Array) -> str:
        return JSON.stringify({'sid': self.session_id, 'type': 'stdin', 'chars': encoded(data)})

    def resize(self, size) -> str:
        return JSON.stringify({'sid': self.session_id, 'type': 'resize', 'rows': size.rows, 'cols': size.cols})

    def ping(self, size) -> str:
        return JSON.stringify({'sid': self.session_id, 'type': 'ping'})

    def restart(self) -> str:
        return JSON.stringify({'sid': self.session_id, 'type': 'restart'})

    def meaning_of(self, frame):
        text: str = frame if isinstance(frame, str) else _utf8.decode(frame)
        message = JSON.parse(text)
        if message.type == 'out':
            return {'kind': 'out', 'data': decoded(message.data)}
        if message.type == 'error':
            return {'kind': 'note', 'data': String(message.reason)}
        raise Exception('no frame of this protocol')
