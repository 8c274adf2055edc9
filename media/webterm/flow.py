"""Bytes on their way to xterm: they are combined, because xterm takes few large chunks faster than many small ones, and
the server is paused when too many are waiting.

xterm discards input while 50 MB are waiting. For protocols that cannot pause the server, the bytes wait in a queue here
and are passed on in slices, each short enough that the page soon reads the network again. When much is waiting, the
chunk ``webterm_flood`` skips lines that would leave the scrollback before anyone saw them. When even that does not
help, the backlog is discarded and the connection renewed, so that memory stays bounded.
"""

from browser import MessageChannel, Uint8Array

# xterm takes about two milliseconds for a slice.
SLICE_BYTES = 65536
MAX_WAITING_BYTES = 262144
RESUME_BELOW_BYTES = 131072
SKIP_ABOVE_BYTES = 1048576
MAX_BACKLOG_BYTES = 67108864


class Flow:
    """``write(bytes, done)`` is xterm's; ``hold(is_held)`` is called when too many bytes are waiting, and again when
    few are; ``overflow()`` is called when the backlog was discarded.

    ``waiting`` counts the bytes that have arrived and are not shown yet; ``queue`` holds them in slices, except the
    slice that is being filled and the one that xterm has. ``skip()``, if set, may remove slices from ``queue``.
    """

    def __init__(self, write, hold, overflow):
        self.waiting: int = 0
        self.queue: list[Uint8Array] = []
        self.skip = None
        self._write = write
        self._hold = hold
        self._overflow = overflow
        self._in_flight: int = 0
        self._is_held: bool = False
        self._is_writing: bool = False
        self._size: int = 0
        # The argument for the next slice's Uint8Array: a buffer that xterm has finished with, or the size of a new one.
        self._spare = SLICE_BYTES
        self._slice: Uint8Array = Uint8Array(SLICE_BYTES)
        # Unlike a timer, a message is not throttled in background pages, nor when nested.
        channel = MessageChannel()
        channel.port1.onmessage = lambda event: self._pump()
        self._port = channel.port2

    def take(self, data: Uint8Array) -> None:
        """Queue bytes for xterm: a copy, or, if they exceed a slice, views of ``data``, which nobody may reuse."""
        size: int = data.length
        if size > SLICE_BYTES - self._size:
            self._cut()
        if size > SLICE_BYTES:
            for start in range(0, size, SLICE_BYTES):
                self.queue.append(data.subarray(start, start + SLICE_BYTES))
        else:
            self._slice.set(data, self._size)
            self._size += size
        self.waiting += size
        if not self._is_writing:
            self._pump()
        if not self._is_held and self.waiting > MAX_WAITING_BYTES:
            self._is_held = True
            self._hold(True)
        if self.waiting > MAX_BACKLOG_BYTES:
            self.queue = []
            self._size = 0
            self.waiting = self._in_flight
            self._overflow()

    def close(self) -> None:
        self._port.close()

    def _cut(self) -> None:
        """Begin a new slice."""
        self.queue.append(self._slice.subarray(0, self._size))
        self._slice = Uint8Array(self._spare)
        self._spare = SLICE_BYTES
        self._size = 0

    def _pump(self) -> None:
        """Write the next slice."""
        self._is_writing = True
        if self.skip is not None and self.waiting > SKIP_ABOVE_BYTES:
            self.skip()
        if len(self.queue) == 0:
            self._cut()
        data: Uint8Array = self.queue.shift()
        self._in_flight = data.length
        self._write(data, lambda: self._written(data))

    def _written(self, data: Uint8Array) -> None:
        if data.buffer.byteLength == SLICE_BYTES:
            self._spare = data.buffer
        self._in_flight = 0
        self.waiting -= data.length
        self._is_writing = self.waiting > 0
        if self._is_writing:
            self._port.postMessage(0)
        if self._is_held and self.waiting < RESUME_BELOW_BYTES:
            self._is_held = False
            self._hold(False)
