"""The gallery's connection to its live kernel, whose protocol is described in toolchain/kernel."""

from browser import JSON, Array, BigInt, Number, Promise, String, Uint8Array, WebSocket, crypto, fetch, sessionStorage

# Where the address of the kernel is kept, so that it goes on when the gallery reloads.
_KEY = 'backendai-gallery-kernel'


class KernelConnection:
    """``receive(message)`` is called for each message, in order, with its binary ``buffers``.

    ``closed(reason)`` is called when there is no connection any more.
    """

    def __init__(self, receive, closed):
        self._receive = receive
        self._closed = closed
        self._socket: WebSocket = None
        self._opening = None
        # A message whose buffers have not all arrived.
        self._message = None

    def has_kernel(self) -> bool:
        """Whether this tab has had a kernel, which may still be there."""
        return sessionStorage.getItem(_KEY) is not None

    async def send(self, order, buffers: list = ()) -> None:  # type: ignore[assignment]
        """Send an order, as toolchain/kernel describes them; a connection is made for the first one."""
        if self._opening is None:
            self._opening = self._open()
        try:
            await self._opening
        except Exception as error:
            self._opening = None
            self._closed(String(error.message))
            return
        order.buffers = len(buffers)
        self._socket.send(JSON.stringify(order))
        for buffer in buffers:
            self._socket.send(buffer)

    async def _open(self) -> None:
        known = sessionStorage.getItem(_KEY)
        sessionStorage.removeItem(_KEY)
        if known is not None:
            try:
                return await self._connect(known)
            except Exception:
                pass  # it has ended meanwhile
        answer = await fetch('/kernel/token', {'method': 'POST'})
        if not answer.ok:
            raise Exception(await answer.text())
        granted = await answer.json()
        await self._connect(granted.address)

    async def _connect(self, address: str) -> None:
        socket = WebSocket(address)
        socket.binaryType = 'arraybuffer'

        def listen(done, fail) -> None:
            socket.onopen = done
            socket.onclose = lambda event: fail(Exception('The kernel does not answer; reload the page.'))

        await Promise(listen)
        socket.onmessage = lambda event: self._take(event.data)
        socket.onclose = lambda event: self._lose()
        self._socket = socket
        sessionStorage.setItem(_KEY, address)

    def _lose(self) -> None:
        self._opening = None
        self._closed('The connection to the kernel was lost.')

    def _take(self, data) -> None:
        if isinstance(data, str):
            # With the digits of integers that JavaScript's numbers would round.
            self._message = JSON.parse(data, exact) if '"application/json"' in data else JSON.parse(data)
            self._message.expected = self._message.buffers
            self._message.buffers = Array()
        else:
            self._message.buffers.push(Uint8Array(data))
        message = self._message
        if message.buffers.length == message.expected:
            self._receive(message)


def exact(key, value, source):
    """A reviver for JSON.parse: integers beyond 2^53 become BigInts, where the browser tells how they were written."""
    text: str = '' if source is None else source.source
    if isinstance(value, float) and text and text.lstrip('-').isdigit() and not Number.isSafeInteger(value):
        return BigInt(text)
    return value


def new_id() -> str:
    """An id for a message, which its answers name."""
    return ''.join([byte.toString(16).padStart(2, '0') for byte in Array.from_(crypto.getRandomValues(Uint8Array(16)))])
