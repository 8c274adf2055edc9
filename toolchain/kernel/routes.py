"""The kernel's routes: one that issues a token to a page, and the WebSocket that requires it."""

from __future__ import annotations

import asyncio
import secrets
import sys
from contextlib import suppress
from pathlib import Path

from aiohttp import WSCloseCode, web

from toolchain.errors import BuildError
from toolchain.kernel import environment
from toolchain.kernel.session import Session
from toolchain.progress import say
from toolchain.serve.shell import guard

# The limit for one WebSocket message of a page, such as a buffer of a widget.
LARGEST_MESSAGE = 64 * 1024 * 1024

_INSTALL = 'import sys; from toolchain.kernel.environment import install; sys.exit(install(sys.argv[1]))'


class Kernel:
    """All sessions of one server.

    ``python`` is the interpreter of the kernels (default: the environment that is installed on first use);
    ``origins`` has the origins of other pages that may use kernels, in addition to this server's own; a session without
    a socket ends after ``idle_seconds``.
    """

    def __init__(self, root: Path, python: Path | None = None, origins: frozenset[str] | set[str] = frozenset(),
                 idle_seconds: float = 120) -> None:
        self.root = root
        self.python = python
        self.origins = frozenset(origins)
        self.idle_seconds = idle_seconds
        self._sessions: dict[str, Session] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._ending: set[asyncio.Task] = set()
        self._installing = asyncio.Lock()

    def add_to(self, app: web.Application) -> None:
        """Add the routes, and end all kernels when the application shuts down."""
        app.router.add_post('/kernel/token', self._answer_token)
        app.router.add_get('/kernel/{id}/messages', self._answer_messages)
        app.on_shutdown.append(self._close)

    async def _answer_token(self, request: web.Request) -> web.Response:
        guard.check(request, self.origins, 'The kernel')
        session = Session(self._interpreter)
        self._sessions[session.id] = session
        self._watch(session)
        response = web.json_response({
            'session': session.id, 'token': session.token,
            'address': f'ws://{request.headers["Host"]}/kernel/{session.id}/messages?token={session.token}'})
        if request.headers['Origin'] in self.origins:
            response.headers['Access-Control-Allow-Origin'] = request.headers['Origin']
        return response

    async def _answer_messages(self, request: web.Request) -> web.WebSocketResponse:
        guard.check(request, self.origins, 'The kernel')
        session = self._sessions.get(request.match_info['id'])
        token = request.query.get('token', '')
        if session is None or not secrets.compare_digest(session.token.encode(), token.encode()):
            raise web.HTTPForbidden(text='This token opens no kernel, or no longer; reload the page.')
        socket = web.WebSocketResponse(max_msg_size=LARGEST_MESSAGE, compress=False, heartbeat=30)
        await socket.prepare(request)
        if session.id in self._timers:
            self._timers.pop(session.id).cancel()
        try:
            await session.talk(socket)
        finally:
            if session.socket is None and session.id in self._sessions:
                self._watch(session)
        return socket

    async def _interpreter(self, tell_step) -> Path:
        """The kernel's interpreter; installs its environment first if necessary."""
        if self.python is not None:
            return self.python
        async with self._installing:
            if not environment.is_ready(self.root):
                await self._install(tell_step)
            return environment.python_of(self.root, environment.FOLDER)

    async def _install(self, tell_step) -> None:
        """Install the environment in a separate process, whose output is shown in the terminal and in the page."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, '-u', '-c', _INSTALL, self.root, cwd=self.root,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT)
        assert process.stdout  # a pipe
        try:
            lines = []
            async for line in process.stdout:
                text = line.decode(errors='replace').rstrip()
                lines.append(text)
                say(text)
                await tell_step(text.strip())
            if await process.wait():
                raise BuildError(lines[-1] if lines else 'The environment of the kernel could not be installed.')
        finally:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.terminate()

    def _watch(self, session: Session) -> None:
        """Schedule the end of a session, in case no page connects or reconnects in time."""
        self._timers[session.id] = asyncio.get_running_loop().call_later(self.idle_seconds, self._end, session)

    def _end(self, session: Session) -> None:
        self._sessions.pop(session.id, None)
        self._timers.pop(session.id, None)
        task = asyncio.create_task(session.end())
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    async def _close(self, app: web.Application) -> None:
        for timer in self._timers.values():
            timer.cancel()
        sockets = [session.socket for session in self._sessions.values() if session.socket is not None]
        for session in list(self._sessions.values()):
            self._end(session)
        await asyncio.gather(*(socket.close(code=WSCloseCode.GOING_AWAY) for socket in sockets), *self._ending)
