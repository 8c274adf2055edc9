"""Bytes on their way to xterm: no more at a time than it parses within a frame, none lost, the server held back.

xterm throws away what comes while 50 MB wait; here they wait in a list instead, for protocols that offer no way to
hold the server back, and are handed over in slices.
"""

from browser import MessageChannel, Uint8Array

# Bytes. Slices take xterm about half of the 12 ms after which it pauses by itself, with a timer that browsers delay.
SLICE = 131072
MOST_WAITING = 524288
FEW_WAITING = 131072


class Flow:
    """``write(bytes, done)`` is xterm's; ``hold(is_held)`` hears when too many bytes wait, and when few do again."""

    def __init__(self, write, hold):
        self.waiting: int = 0
        self.is_held: bool = False
        self._write = write
        self._hold = hold
        self._queue: list = []
        self._is_writing: bool = False
        # Unlike a timer, a message is not delayed in the background, or where timers follow on each other.
        channel = MessageChannel()
        channel.port1.onmessage = lambda event: self._pump()
        self._port = channel.port2

    def take(self, data: Uint8Array) -> None:
        self._queue.append(data)
        self.waiting += data.length
        if not self._is_writing:
            self._pump()
        if not self.is_held and self.waiting > MOST_WAITING:
            self.is_held = True
            self._hold(True)

    def close(self) -> None:
        self._port.close()

    def _pump(self) -> None:
        """Write the next slice."""
        self._is_writing = True
        size: int = 0
        while size < SLICE and len(self._queue) > 0:
            data: Uint8Array = self._queue.shift()
            size += data.length
            is_last: bool = size >= SLICE or len(self._queue) == 0
            self._write(data, (lambda: self._written(size)) if is_last else None)

    def _written(self, size: int) -> None:
        self.waiting -= size
        self._is_writing = len(self._queue) > 0
        if self._is_writing:
            self._port.postMessage(0)
        if self.is_held and self.waiting < FEW_WAITING:
            self.is_held = False
            self._hold(False)
