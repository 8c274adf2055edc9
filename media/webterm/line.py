"""The line to a server: a socket, and a second one beside it where it is in doubt whether the first is alive.

No message of either protocol has an answer, and a socket's own pings are hidden from pages. But all sockets of a
Backend.AI session get all of its output; so what comes through a second one and not through the first tells that the
first is dead. Where nothing comes through either, nothing is told, and nothing happens.
"""

from media.webterm.timers import Timers

# Milliseconds: until a socket that does not open is given up, and how far the first one may lag behind the second.
PATIENCE = 20000
GRACE = 1000


class Line:
    """``listener`` holds ``opened()``, ``frame(frame)``, ``closed(code, reason)``, ``free()`` as sockets want it; and
    of the second socket ``doubled()``, when it is open, ``replaced(frames)``, when it has taken the place of the first
    and these frames have come through it, and ``undoubled()``, when there can be none.
    """

    def __init__(self, protocol, opener, listener):
        self._protocol = protocol
        self._opener = opener
        self._listener = listener
        self._timers = Timers()
        self._url: str = ''
        self._socket = None
        self._second = None
        self._is_double: bool = False
        self._frames: list = []

    def open(self, url: str) -> None:
        """Open it, in place of what there was; an exception where that is no address of a WebSocket."""
        self.close()
        self._url = url
        self._timers.start('open', PATIENCE, lambda: self._listener.closed(1006, 'there was no answer'))
        self._socket = self._dial()

    def double(self) -> None:
        """Open a second socket beside the first."""
        if self._second is None:
            self._timers.start('open', PATIENCE, lambda: self._give_up())
            self._second = self._dial()

    def put(self, frame) -> None:
        """Send what may arrive twice."""
        if self._socket is not None:
            self._socket.put(frame)
        if self._is_double:
            self._second.put(frame)

    def type(self, frame) -> None:
        """Send what may not, on an open line; through the socket that is surely alive."""
        (self._second if self._is_double else self._socket).put(frame)

    def close(self) -> None:
        self._timers.end()
        self._release_second()
        socket = self._socket
        self._socket = None
        if socket is not None:
            socket.close()

    def _dial(self):
        """A new socket, whose news count for as long as it is one of ours."""
        socket = self._opener(self._url, self._protocol.subprotocols, {
            'opened': lambda: self._opened(socket),
            'frame': lambda frame: self._receive(socket, frame),
            'closed': lambda code, reason: self._closed(socket, code, reason),
            'free': lambda: self._listener.free(),
        })
        return socket

    def _opened(self, socket) -> None:
        if socket is self._socket:
            self._timers.end()
            self._listener.opened()
        elif socket is self._second:
            self._timers.end()
            self._is_double = True
            self._listener.doubled()

    def _receive(self, socket, frame) -> None:
        if socket is self._socket:
            self._drop_second()
            self._listener.frame(frame)
        elif socket is self._second:
            if len(self._frames) == 0:
                self._timers.start('proof', GRACE, lambda: self._replace())
            self._frames.append(frame)

    def _closed(self, socket, code: int, reason: str) -> None:
        if socket is self._socket:
            self._listener.closed(code, reason)
        elif socket is self._second:
            self._give_up()

    def _give_up(self) -> None:
        self._drop_second()
        self._listener.undoubled()

    def _replace(self) -> None:
        frames = self._frames
        first = self._socket
        self._socket = self._release_second()
        first.close()
        self._listener.replaced(frames)

    def _drop_second(self) -> None:
        if self._second is not None:
            self._timers.end()
            self._release_second().close()

    def _release_second(self):
        socket = self._second
        self._second = None
        self._is_double = False
        self._frames = []
        return socket
