"""One interface for the browser's two kinds of WebSocket.

``listener`` holds ``opened()``, ``frame(data)``, ``closed(code, reason)`` and ``free()``, a Promise while no frame is
wanted, else None. What is returned holds ``put(frame)`` and ``close()``; closing more than once does no harm.
"""

from browser import WebSocket, window


def open_socket(url: str, subprotocols: list, listener):
    """A WebSocket as every browser has it: frames come whether or not they are wanted."""
    socket = WebSocket(url, subprotocols)
    socket.binaryType = 'arraybuffer'
    socket.onopen = lambda event: listener.opened()
    socket.onmessage = lambda event: listener.frame(event.data)
    socket.onclose = lambda event: listener.closed(event.code, event.reason)

    def put(frame):
        if socket.readyState == 1:
            socket.send(frame)

    return {'put': put, 'close': lambda: socket.close(1000)}


def open_stream(url: str, subprotocols: list, listener):
    """A WebSocketStream: what is not read stays with the server, so that a flood takes no memory here."""
    stream = window.WebSocketStream(url, {'protocols': subprotocols})
    handle = {'put': lambda frame: None, 'close': lambda: stream.close({'closeCode': 1000})}

    async def run():
        opened = await stream.opened
        writer = opened.writable.getWriter()
        writer.closed.catch(lambda error: None)
        # Each write is on its way before the next is asked for, so they stay in order.
        handle.put = lambda frame: writer.write(frame).catch(lambda error: None)
        listener.opened()
        await _read(opened.readable.getReader(), listener)

    async def watch():
        try:
            end = await stream.closed
            listener.closed(end.closeCode, end.reason)
        except Exception as error:
            is_told: bool = error.closeCode is not None
            listener.closed(error.closeCode if is_told else 1006, error.reason if is_told else '')

    run().catch(lambda error: None)  # the end is told by ``closed``
    watch()
    return handle


async def _read(reader, listener) -> None:
    while True:
        step = await reader.read()
        if step.done is True:
            break
        listener.frame(step.value)
        free = listener.free()
        if free is not None:
            await free
