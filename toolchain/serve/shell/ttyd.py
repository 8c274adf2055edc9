"""The protocol of ttyd 1.7, used by current Backend.AI sessions: subprotocol ``tty``, messages with a type byte.

As in https://github.com/tsl0922/ttyd/blob/main/src/protocol.c, the first message, which is JSON, starts the program,
and each socket has its own program.
"""

from __future__ import annotations

import asyncio
import json
import platform
from contextlib import suppress

from aiohttp import WSCloseCode, WSMsgType, web

from toolchain.serve.shell.sessions import Session
from toolchain.serve.shell.terminal import Terminal

SUBPROTOCOL = 'tty'

INPUT, RESIZE, PAUSE, RESUME, HELLO = b'0', b'1', b'2', b'3', b'{'
OUTPUT, TITLE, PREFERENCES = b'0', b'1', b'2'


async def talk(request: web.Request, socket: web.WebSocketResponse, session: Session) -> None:
    """Serve one socket until it is closed, and then end its program.

    Close codes are those of ttyd: 1000 after exit status 0, 1011 after any other, 1008 for a wrong token.
    """
    is_running = asyncio.Event()
    is_running.set()
    terminal: Terminal | None = None

    async def show(data: bytes) -> None:
        await is_running.wait()
        with suppress(ConnectionError):  # the page has closed the socket, so the loop below ends
            await socket.send_bytes(OUTPUT + data)

    async def over(status: int) -> None:
        await socket.close(code=WSCloseCode.INTERNAL_ERROR if status else WSCloseCode.OK)

    try:
        async for message in socket:
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                continue
            data = message.data.encode() if isinstance(message.data, str) else message.data
            command, rest = data[:1], data[1:]
            if command == HELLO and terminal is None:
                hello = json.loads(data)
                if hello.get('AuthToken', '') not in ('', session.token):
                    await socket.close(code=WSCloseCode.POLICY_VIOLATION)
                    break
                terminal = await session.start(hello.get('rows', 0), hello.get('columns', 0))
                title = f'{" ".join(session.command)} ({platform.node()})'
                await socket.send_bytes(TITLE + title.encode())
                await socket.send_bytes(PREFERENCES + b'{ }')
                terminal.listen(socket, show, over)
            elif terminal is None:
                continue
            elif command == INPUT:
                terminal.write(rest)
            elif command == RESIZE:
                size = json.loads(rest)
                terminal.resize(size['rows'], size['columns'])
            elif command == PAUSE:
                is_running.clear()
            elif command == RESUME:
                is_running.set()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        await socket.close(code=WSCloseCode.INTERNAL_ERROR)
    finally:
        is_running.set()
        if terminal is not None:
            await terminal.end()
