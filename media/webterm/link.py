"""The link to a server: a socket, and a second one, the probe, when the first may be dead.

No protocol acknowledges messages, and pages cannot see a socket's own pings. But all sockets of a shared session
receive all of its output, so if output arrives through the second socket and not through the first, the first is dead.
If nothing arrives through either, nothing is known, and nothing is changed.
"""

from browser import String

from media.webterm import words
from media.webterm.sockets import open_socket
from media.webterm.timers import Timers

# The timeout for opening a socket, and how far the first socket may lag behind the probe.
DIAL_TIMEOUT_MS = 20000
PROBE_GRACE_MS = 1000


class Link:
    """``listener`` holds ``opened()``, ``frame(frame)``, ``closed(code, reason)``; and for the probe, the second
    socket, ``probe_opened()``, ``replaced(frames)``, called when it has replaced the first socket and has delivered
    these frames, and ``probe_failed()``, called when it could not be opened.

    ``prepare``, unless None, is called before each socket is opened and returns a Promise to wait for.
    """

    def __init__(self, protocol, listener, prepare):
        self._protocol = protocol
        self._listener = listener
        self._prepare = prepare
        self._turn: int = 0
        # A server that replays earlier output sends a new socket that and a message, which prove nothing.
        self._greetings: int = 2 if protocol.replays is True else 0
        self._timers = Timers()
        self._url: str = ''
        self._socket = None
        self._probe = None
        self._is_probing: bool = False
        self._frames: list = []

    def open(self, url: str) -> None:
        """Open a socket in place of the current one; raises an exception if ``url`` is not a WebSocket URL."""
        self.close()
        self._url = url
        self._timers.start('open', DIAL_TIMEOUT_MS, lambda: self._listener.closed(1006, words.NO_ANSWER))
        if self._prepare is None:
            self._socket = self._dial()
        else:
            self._dial_prepared(True)

    def open_probe(self) -> None:
        """Open a second socket beside the first."""
        if self._probe is None:
            self._timers.start('open', DIAL_TIMEOUT_MS, lambda: self._give_up())
            if self._prepare is None:
                self._probe = self._dial()
            else:
                self._dial_prepared(False)

    def greet(self, frame) -> None:
        """Send a frame through the second socket only."""
        self._probe.put(frame)

    def put(self, frame) -> None:
        """Send a frame that may arrive twice, through both sockets."""
        if self._socket is not None:
            self._socket.put(frame)
        if self._is_probing:
            self._probe.put(frame)

    def type(self, frame) -> None:
        """Send a frame that must not arrive twice, on an open link, through the socket that is known to be alive."""
        (self._probe if self._is_probing else self._socket).put(frame)

    def close(self) -> None:
        self._timers.end()
        self._turn += 1
        self._release_probe()
        socket = self._socket
        self._socket = None
        if socket is not None:
            socket.close()

    async def _dial_prepared(self, is_first: bool) -> None:
        turn: int = self._turn
        try:
            await self._prepare()
            if turn == self._turn and is_first:
                self._socket = self._dial()
            elif turn == self._turn and self._probe is None:
                self._probe = self._dial()
        except Exception as error:
            if turn == self._turn and is_first:
                self._listener.closed(4000 if error.name == 'SyntaxError' else 1006, String(error.message))
            elif turn == self._turn:
                self._give_up()

    def _dial(self):
        """Open a socket; its events are ignored once it is neither the link's socket nor its probe."""
        socket = open_socket(self._url, self._protocol.subprotocols, {
            'opened': lambda: self._opened(socket),
            'frame': lambda frame: self._receive(socket, frame),
            'closed': lambda code, reason: self._closed(socket, code, reason),
        })
        return socket

    def _opened(self, socket) -> None:
        if socket is self._socket:
            self._timers.end()
            self._listener.opened()
        elif socket is self._probe:
            self._timers.end()
            self._is_probing = True
            self._listener.probe_opened()

    def _receive(self, socket, frame) -> None:
        if socket is self._socket:
            self._drop_probe()
            self._listener.frame(frame)
        elif socket is self._probe:
            if len(self._frames) == self._greetings:
                self._timers.start('proof', PROBE_GRACE_MS, lambda: self._replace())
            self._frames.append(frame)

    def _closed(self, socket, code: int, reason: str) -> None:
        if socket is self._socket:
            self._listener.closed(code, reason)
        elif socket is self._probe:
            self._give_up()

    def _give_up(self) -> None:
        self._drop_probe()
        self._listener.probe_failed()

    def _replace(self) -> None:
        frames = self._frames
        first = self._socket
        self._socket = self._release_probe()
        first.close()
        self._listener.replaced(frames)

    def _drop_probe(self) -> None:
        if self._probe is not None:
            self._timers.end()
            self._release_probe().close()

    def _release_probe(self):
        socket = self._probe
        self._probe = None
        self._is_probing = False
        self._frames = []
        return socket
