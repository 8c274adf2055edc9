"""Backend.AI's pty stream, ``/stream/session/<id>/pty``, in its manager's protocol: JSON in both directions."""

from __future__ import annotations

import asyncio
import base64
import json
from contextlib import suppress

from aiohttp import WSCloseCode, WSMsgType, web

from toolchain.serve.shell.sessions import Session
from toolchain.serve.shell.terminal import Terminal

# The close code for a failed start, in the range of server errors; the reason is in the close message.
CANNOT_START = 4001

# The number of bytes between two pings of a socket, and the limit of unanswered pings. A browser answers a ping after
# reading the data before it. Without this, the system would buffer megabytes for a slow page, and the response to
# Ctrl+C would be queued behind them.
PORTION = 65536
MOST_UNANSWERED = 4


async def talk(request: web.Request, socket: web.WebSocketResponse, session: Session) -> None:
    """Serve one socket until it is closed; all sockets of a session share its terminal.

    As in the original: after a restart, the socket stays open without output; pings and resizes get no answer; messages
    of an unknown type are ignored; and an invalid message closes the connection with code 1000. So does the exit of the
    shell; if the shell is killed, the connection breaks (1006).
    """
    has_text_frames = request.query.get('frames') == 'text'
    room, portion = asyncio.Semaphore(MOST_UNANSWERED), 0

    async def show(data: bytes) -> None:
        nonlocal portion
        text = json.dumps({'type': 'out', 'data': base64.b64encode(data).decode()})
        with suppress(ConnectionError):  # the page has closed the socket, so the loop below ends
            await (socket.send_str(text) if has_text_frames else socket.send_bytes(text.encode()))
            portion += len(text)
            if portion >= PORTION:
                portion = 0
                await socket.ping()
                await room.acquire()

    async def over(status: int) -> None:
        if status < 0 and request.transport:
            request.transport.abort()
        else:
            await socket.close()

    try:
        terminal = await session.terminal()
    except OSError as error:
        await socket.close(code=CANNOT_START, message=str(error).encode())
        return
    terminal.listen(socket, show, over)
    try:
        async for message in socket:
            if message.type in (WSMsgType.TEXT, WSMsgType.BINARY):
                await _obey(json.loads(message.data), terminal, session)
            elif message.type is WSMsgType.PING:
                await socket.pong(message.data)
            elif message.type is WSMsgType.PONG:
                room.release()
    except (ValueError, KeyError, TypeError):
        await socket.close(code=WSCloseCode.OK)
    finally:
        terminal.forget(socket)
        room.release()  # unblocks a pending show()


async def _obey(message: dict, terminal: Terminal, session: Session) -> None:
    kind = message['type']
    if kind == 'stdin':
        terminal.write(base64.b64decode(message['chars'], validate=True))
    elif kind == 'resize':
        terminal.resize(message['rows'], message['cols'])
    elif kind == 'restart':
        await session.restart()
