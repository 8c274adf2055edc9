"""A WebSocket with the interface that links use.

WebSocketStream would let a page apply backpressure, but in Chromium 156 a second write after the peer has reset the
connection crashes the tab, and a page cannot detect the reset in time; so floods are bounded in ``flow`` instead.
"""

from browser import WebSocket


def open_socket(url: str, subprotocols: list, listener):
    """Open a socket; returns an object with ``put(frame)`` and ``close()``, which may be called more than once.

    ``listener`` holds ``opened()``, ``frame(data)`` and ``closed(code, reason)``.
    """
    socket = WebSocket(url, subprotocols)
    socket.binaryType = 'arraybuffer'
    socket.onopen = lambda event: listener.opened()
    socket.onmessage = lambda event: listener.frame(event.data)
    socket.onclose = lambda event: listener.closed(event.code, event.reason)

    def put(frame):
        if socket.readyState == 1:
            socket.send(frame)

    return {'put': put, 'close': lambda: socket.close(1000)}
