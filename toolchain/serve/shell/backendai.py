"""Backend.AI's pty stream, ``/stream/session/<id>/pty``, as its manager speaks it: JSON both ways."""

from __future__ import annotations

import asyncio
import base64
import json
from contextlib import suppress

from aiohttp import WSCloseCode, WSMsgType, web

from toolchain.serve.shell.sessions import Session
from toolchain.serve.shell.terminal import Terminal

# In the range of what went wrong on the server, with the reason in words.
CANNOT_START = 4001

# How many bytes go between two of a socket's own pings, and how many of those may lack their pong. A browser answers
# when it has read what came before. A system would else keep megabytes for a page that is slow, and Ctrl+C come behind
# them.
PORTION = 65536
MOST_UNANSWERED = 4


async def talk(request: web.Request, socket: web.WebSocketResponse, session: Session) -> None:
    """Serve one socket until it is closed; all sockets of a session share its terminal.

    As with the real one: after a restart the socket stays open and silent, pings and resizes get no answer, messages of
    an unknown type do nothing, and what is no such message ends the connection with code 1000. So does a shell that
    ended by itself; with one that was killed the connection breaks (1006).
    """
    has_text_frames = request.query.get('frames') == 'text'
    room, portion = asyncio.Semaphore(MOST_UNANSWERED), 0

    async def show(data: bytes) -> None:
        nonlocal portion
        text = json.dumps({'type': 'out', 'data': base64.b64encode(data).decode()})
        with suppress(ConnectionError):  # the page went away, and the loop below ends
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
        room.release()  # who still waits goes on


async def _obey(message: dict, terminal: Terminal, session: Session) -> None:
    kind = message['type']
    if kind == 'stdin':
        terminal.write(base64.b64decode(message['chars'], validate=True))
    elif kind == 'resize':
        terminal.resize(message['rows'], message['cols'])
    elif kind == 'restart':
        await session.restart()
