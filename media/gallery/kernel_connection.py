"""The gallery's connection to its live kernel. The protocol is described in toolchain/kernel."""

from browser import JSON, Array, BigInt, Number, Promise, String, Uint8Array, WebSocket, crypto, fetch, sessionStorage

# The session storage key of the kernel's address, which is reused when the gallery reloads.
_KEY = 'backendai-gallery-kernel'


class KernelConnection:
    """``receive(message)`` is called for each message, in order, with its binary ``buffers``.

    ``closed(reason)`` is called when the connection fails or is lost.
    """

    def __init__(self, receive, closed):
        self._receive = receive
        self._closed = closed
        self._socket: WebSocket = None
        self._opening = None
        # The message whose buffers are still arriving.
        self._message = None

    def has_kernel(self) -> bool:
        """Return whether this tab has used a kernel, which may still be running."""
        return sessionStorage.getItem(_KEY) is not None

    async def send(self, order, buffers: list = ()) -> None:  # type: ignore[assignment]
        """Send an order as described in toolchain/kernel. Open the connection if necessary."""
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
                pass  # the kernel has ended in the meantime
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
            # Keep all digits of integers that JavaScript would round.
            self._message = JSON.parse(data, exact) if '"application/json"' in data else JSON.parse(data)
            self._message.expected = self._message.buffers
            self._message.buffers = Array()
        else:
            self._message.buffers.push(Uint8Array(data))
        message = self._message
        if message.buffers.length == message.expected:
            self._receive(message)


def exact(key, value, source):
    """Convert integers beyond 2^53 to BigInts. This JSON.parse reviver needs a browser that passes the source text."""
    text: str = '' if source is None else source.source
    if isinstance(value, float) and text and text.lstrip('-').isdigit() and not Number.isSafeInteger(value):
        return BigInt(text)
    return value


def new_id() -> str:
    """Return a new message id."""
    return ''.join([byte.toString(16).padStart(2, '0') for byte in Array.from_(crypto.getRandomValues(Uint8Array(16)))])
