"""One interface for the browser's two kinds of WebSocket.

``listener`` holds ``opened()``, ``frame(data)``, ``closed(code, reason)`` and ``free()``, a Promise while no frame is
wanted, else None. What is returned holds ``send(frame)`` and ``close(reason)``; closing more than once does no harm.
"""

from browser import WebSocket, window


def open_socket(url: str, subprotocols: list, listener):
    """A WebSocket as every browser has it: frames come whether or not they are wanted."""
    socket = WebSocket(url, subprotocols)
    socket.binaryType = 'arraybuffer'
    socket.onopen = lambda event: listener.opened()
    socket.onmessage = lambda event: listener.frame(event.data)
    socket.onclose = lambda event: listener.closed(event.code, event.reason)

    def send(frame):
        if socket.readyState == 1:
            socket.send(frame)

    return {'send': send, 'close': lambda reason: socket.close(1000, reason)}


def has_stream() -> bool:
    return window.WebSocketStream is not None


def open_stream(url: str, subprotocols: list, listener):
    """A WebSocketStream: what is not read stays with the server, so that a flood takes no memory here."""
    stream = window.WebSocketStream(url, {'protocols': subprotocols})
    handle = {'send': lambda frame: None, 'close': lambda reason: stream.close({'closeCode': 1000, 'reason': reason})}

    async def run():
        opened = await stream.opened
        writer = opened.writable.getWriter()
        writer.closed.catch(_ignore)
        # Each write is on its way before the next is asked for, so they stay in order.
        handle.send = lambda frame: writer.write(frame).catch(_ignore)
        listener.opened()
        await _read(opened.readable.getReader(), listener)

    async def watch():
        code, reason = 1006, ''
        try:
            end = await stream.closed
            code, reason = end.closeCode or 1005, end.reason
        except Exception as error:
            code, reason = error.closeCode or 1006, error.reason or ''
        listener.closed(code, reason)

    run().catch(_ignore)
    watch()
    return handle


async def _read(reader, listener) -> None:
    while True:
        step = await reader.read()
        if step.done:
            break
        listener.frame(step.value)
        free = listener.free()
        if free is not None:
            await free


def _ignore(error):
    """The end is told by ``closed``."""
