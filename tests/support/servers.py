"""Servers on the loopback: one with scripted faults (latency, failures, missing CORS), the gallery's, and a shell's."""

from __future__ import annotations

import asyncio
import os
import queue
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from toolchain.build.pages import HEADERS
from toolchain.serve.shell import Shell

TYPES = {'.html': 'text/html; charset=utf-8', '.htm': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.json': 'application/json',
         '.css': 'text/css; charset=utf-8', '.md': 'text/markdown; charset=utf-8', '.map': 'application/json',
         '.txt': 'text/plain; charset=utf-8', '.svg': 'image/svg+xml'}


class _QuietServer(ThreadingHTTPServer):
    def handle_error(self, request, client_address) -> None:
        pass  # a closed page aborts its connections


@contextmanager
def gallery(root: Path):
    """Run `build.py serve` on a free port, as a user would; yields its address once it answers."""
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        port = probe.getsockname()[1]
    command = [sys.executable, str(root / 'build.py'), 'serve', '--port', str(port), '--no-open']
    # A shell that reads no startup files of the user who runs the tests: they may be slow, or block each other.
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True, env={**os.environ, 'SHELL': 'sh'})
    try:
        for line in process.stdout:
            if line.startswith('The gallery is at'):
                break
        yield f'http://127.0.0.1:{port}'
    finally:
        process.terminate()
        process.communicate()


class ShellServer:
    """The real shell server of `build.py serve`, on a free port, without the gallery; ``loop`` is its thread's loop."""

    def __init__(self, shell: Shell, loop: asyncio.AbstractEventLoop, port: int) -> None:
        self.shell, self.loop = shell, loop
        self.host = f'127.0.0.1:{port}'
        self.origin = f'http://{self.host}'

    def addresses(self) -> dict[str, str]:
        """The addresses for one page, by protocol, with a new token; also contains ``session`` and ``token``."""
        session = self.run(self._new_session())
        query = f'?token={session.token}'
        return {'session': session.id, 'token': session.token,
                'backendai': f'ws://{self.host}/stream/session/{session.id}/pty{query}',
                'ttyd': f'ws://{self.host}/shell/ttyd/{session.id}/ws{query}'}

    def run(self, coroutine):
        """Run a coroutine in the server's loop, and return its result."""
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(30)

    async def _new_session(self):
        return self.shell.new_session()


@contextmanager
def running(app: web.Application, host: str = '127.0.0.1'):
    """Run an application of aiohttp in a thread, on a free port; yields its event loop and the port."""
    started: queue.Queue[tuple[asyncio.AbstractEventLoop, int, asyncio.Event]] = queue.Queue()

    async def serve() -> None:
        runner = web.AppRunner(app, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, host, 0).start()
        stop = asyncio.Event()
        started.put((asyncio.get_running_loop(), runner.addresses[0][1], stop))
        await stop.wait()
        await runner.cleanup()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    loop, port, stop = started.get(timeout=30)
    try:
        yield loop, port
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()


@contextmanager
def shell(command: tuple[str, ...] = ('bash', '--norc', '--noprofile'), host: str = '127.0.0.1', **options):
    """Run a shell server; ``options`` are those of Shell, such as ``origins={site.origin}`` for the pages of a test."""
    app = web.Application()
    served = Shell(list(command), **options)
    served.add_to(app)
    with running(app, host) as (loop, port):
        yield ShellServer(served, loop, port)


def run_apart(coroutine):
    """Run a coroutine in a separate thread, since playwright's loop may be running in this one; returns its result."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


@dataclass
class Server:
    """Serves ``folders`` (by URL prefix) and ``pages`` (by path); ``reset`` removes all faults between tests."""

    folders: dict[str, Path] = field(default_factory=dict)
    pages: dict[str, tuple[bytes, dict[str, str]]] = field(default_factory=dict)
    has_cors: bool = True
    has_page_headers: bool = True
    # Events to wait for before an answer, and how many times to fail first, by the end of the path.
    gates: dict[str, threading.Event] = field(default_factory=dict)
    failures: dict[str, int] = field(default_factory=dict)
    # Redirects by path: the target, and all headers besides it.
    redirects: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    # The duration of a round trip, in seconds, added to each answer and to each new connection.
    latency: float = 0
    # The client port of the connection over which each path was last requested.
    ports: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = 'HTTP/1.1'

            def setup(self) -> None:
                time.sleep(server.latency)
                super().setup()

            def do_GET(self) -> None:
                server._answer(self)

            def log_message(self, *arguments) -> None:
                pass

        self._http = _QuietServer(('127.0.0.1', 0), Handler)
        self._http.daemon_threads = True
        threading.Thread(target=self._http.serve_forever, kwargs={'poll_interval': 0.05}, daemon=True).start()

    @property
    def origin(self) -> str:
        return f'http://127.0.0.1:{self._http.server_port}'

    def reset(self) -> None:
        """Remove the faults and pages of the previous test."""
        for gate in self.gates.values():
            gate.set()
        self.pages, self.gates, self.failures, self.redirects, self.log, self.has_cors, self.has_page_headers = {}, {}, {}, {}, [], True, True

    def hold(self, ending: str) -> threading.Event:
        """Delay answers for paths with that ending until the event is set."""
        return self.gates.setdefault(ending, threading.Event())

    def add_page(self, path: str, text: str, headers: dict[str, str] | None = None) -> str:
        self.pages[path] = (text.encode(), {'Content-Type': TYPES['.html'], **(headers or {})})
        return self.origin + path

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        path = urlsplit(request.path).path
        time.sleep(self.latency)
        self.log.append(request.path)
        self.ports[path] = request.client_address[1]
        for ending, gate in list(self.gates.items()):
            if path.endswith(ending):
                gate.wait(30)
        for ending, left in self.failures.items():
            if path.endswith(ending) and left > 0:
                self.failures[ending] = left - 1
                self._send(request, 503, b'scripted failure', {})
                return
        if path in self.redirects:
            target, headers = self.redirects[path]
            self._send(request, 301, b'', {'Location': target, **headers}, has_cors=False)
            return
        if path in self.pages:
            body, headers = self.pages[path]
            self._send(request, 200, body, headers)
            return
        for prefix, folder in self.folders.items():
            file = folder / path.removeprefix(prefix).lstrip('/')
            if path.startswith(prefix) and file.is_file():
                headers = {'Content-Type': TYPES[file.suffix], **(HEADERS.get(file.name, {}) if self.has_page_headers else {})}
                self._send(request, 200, file.read_bytes(), headers)
                return
        self._send(request, 404, b'not here', {'Content-Type': 'text/plain'})

    def _send(self, request: BaseHTTPRequestHandler, status: int, body: bytes, headers: dict[str, str], has_cors: bool = True) -> None:
        try:
            request.send_response(status)
            for name, value in headers.items():
                request.send_header(name, value)
            if self.has_cors and has_cors:
                request.send_header('Access-Control-Allow-Origin', '*')
            request.send_header('Content-Length', str(len(body)))
            request.send_header('Cache-Control', 'no-store')
            request.end_headers()
            request.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the page was closed meanwhile
