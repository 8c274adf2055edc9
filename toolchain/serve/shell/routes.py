"""The shell's routes: one that issues a token to a page, and the two WebSockets that require it."""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import socket as sockets

from aiohttp import WSCloseCode, web

from toolchain.serve.shell import backendai, guard, ttyd
from toolchain.serve.shell.sessions import Session
from toolchain.serve.shell.terminal import NO_PTY, is_possible

# The limit for one message, which may contain a whole paste.
LARGEST_MESSAGE = 16 * 1024 * 1024

# The system's buffer for output that a page has not read; it is small, so that Ctrl+C stops a flood quickly.
SEND_BUFFER = 64 * 1024


class Shell:
    """All sessions of one server.

    ``command`` is the program (default: the user's own shell). ``origins`` has the origins of other pages that may use
    it, in addition to this server's own. A session without a socket ends after ``idle_seconds``.
    """

    def __init__(self, command: list[str] | None = None, origins: frozenset[str] | set[str] = frozenset(),
                 idle_seconds: float = 120) -> None:
        # Containers do not set SHELL. bash, unlike sh, handles the Ctrl+L that redraws its prompt.
        self.command = command or [os.environ.get('SHELL') or shutil.which('bash') or 'sh']
        self.origins = frozenset(origins)
        self.idle_seconds = idle_seconds
        self._sessions: dict[str, Session] = {}
        self._sockets: set[web.WebSocketResponse] = set()
        self._timers: dict[Session, asyncio.TimerHandle] = {}
        self._ending: set[asyncio.Task] = set()

    def add_to(self, app: web.Application) -> None:
        """Add the routes, and end all processes when the application shuts down."""
        app.router.add_post('/shell/token', self._answer_token)
        app.router.add_get('/stream/session/{id}/pty', self._answer_backendai)
        app.router.add_get('/shell/ttyd/{id}/ws', self._answer_ttyd)
        app.on_shutdown.append(self._close)

    def new_session(self) -> Session:
        """Create a session for one page, which must connect within ``idle_seconds``."""
        session = Session(self.command)
        self._sessions[session.id] = session
        self._watch(session)
        return session

    def _join(self, session: Session) -> None:
        session.sockets += 1
        if session in self._timers:
            self._timers.pop(session).cancel()

    def _leave(self, session: Session) -> None:
        session.sockets -= 1
        if session.sockets == 0 and session.id in self._sessions:
            self._watch(session)

    async def _answer_token(self, request: web.Request) -> web.Response:
        guard.check(request, self.origins)
        if not is_possible():
            return web.json_response({'reason': NO_PTY}, status=501)
        session = self.new_session()
        base, query = f'ws://{request.headers["Host"]}', f'?token={session.token}'
        return self._open_to_origins(request, web.json_response({
            'session': session.id, 'token': session.token,
            'backendai': f'{base}/stream/session/{session.id}/pty{query}',
            'ttyd': f'{base}/shell/ttyd/{session.id}/ws{query}'}))

    def _open_to_origins(self, request: web.Request, response: web.Response) -> web.Response:
        """Let pages of ``origins`` read the response; the server's own pages can read it anyway."""
        if request.headers['Origin'] in self.origins:
            response.headers['Access-Control-Allow-Origin'] = request.headers['Origin']
        return response

    async def _answer_backendai(self, request: web.Request) -> web.WebSocketResponse:
        return await self._serve(request, backendai.talk, autoping=False)  # it handles pongs itself

    async def _answer_ttyd(self, request: web.Request) -> web.WebSocketResponse:
        return await self._serve(request, ttyd.talk, (ttyd.SUBPROTOCOL,))

    async def _serve(self, request: web.Request, talk, subprotocols: tuple[str, ...] = (),
                     autoping: bool = True) -> web.WebSocketResponse:
        guard.check(request, self.origins)
        session = self._session(request)
        self._join(session)
        socket = web.WebSocketResponse(protocols=subprotocols, max_msg_size=LARGEST_MESSAGE, compress=False,
                                      autoping=autoping)
        self._sockets.add(socket)
        try:
            request.transport.get_extra_info('socket').setsockopt(sockets.SOL_SOCKET, sockets.SO_SNDBUF, SEND_BUFFER)
            await socket.prepare(request)
            if subprotocols and socket.ws_protocol is None:
                await socket.close(code=WSCloseCode.PROTOCOL_ERROR, message=b'the subprotocol is tty')
            else:
                await talk(request, socket, session)
        finally:
            self._sockets.discard(socket)
            self._leave(session)
        return socket

    def _session(self, request: web.Request) -> Session:
        """The session of the address. Raises 403 if the token is not that session's."""
        session = self._sessions.get(request.match_info['id'])
        token = request.query.get('token', '')
        if session is None or session.is_over or not secrets.compare_digest(session.token.encode(), token.encode()):
            raise web.HTTPForbidden(text='This token opens no terminal, or not any more; load the page anew.')
        return session

    def _watch(self, session: Session) -> None:
        """Schedule the end of a session, in case no page connects or reconnects in time."""
        seconds = 0 if session.is_over else self.idle_seconds
        self._timers[session] = asyncio.get_running_loop().call_later(seconds, self._end, session)

    def _end(self, session: Session) -> None:
        self._sessions.pop(session.id, None)
        self._timers.pop(session, None)
        task = asyncio.create_task(session.end())
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    async def _close(self, app: web.Application) -> None:
        await asyncio.gather(*(socket.close(code=WSCloseCode.GOING_AWAY) for socket in list(self._sockets)))
        for timer in self._timers.values():
            timer.cancel()
        for session in list(self._sessions.values()):
            self._end(session)
        await asyncio.gather(*self._ending)
