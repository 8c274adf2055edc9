"""Servers on the loopback: one whose faults a test scripts (latency, failures, missing CORS), the gallery's, and a shell's."""

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

TYPES = {'.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.json': 'application/json',
         '.css': 'text/css; charset=utf-8', '.md': 'text/markdown; charset=utf-8', '.map': 'application/json', '.svg': 'image/svg+xml'}


class _QuietServer(ThreadingHTTPServer):
    def handle_error(self, request, client_address) -> None:
        pass  # a page that is closed leaves its connections


@contextmanager
def gallery(root: Path):
    """`build.py serve` on a free port, as a person calls it; its address once it answers."""
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        port = probe.getsockname()[1]
    command = [sys.executable, str(root / 'build.py'), 'serve', '--port', str(port), '--no-open']
    # A shell that reads no files of the person who runs the tests: they may take long, or wait for each other.
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
    """The real shell of `build.py serve`, by itself on a free port; ``loop`` is that of the thread it runs in."""

    def __init__(self, shell: Shell, loop: asyncio.AbstractEventLoop, port: int) -> None:
        self.shell, self.loop = shell, loop
        self.host = f'127.0.0.1:{port}'
        self.origin = f'http://{self.host}'

    def addresses(self) -> dict[str, str]:
        """The addresses for one page, by protocol, with a new token; also ``session`` and ``token``."""
        session = self.run(self._new_session())
        query = f'?token={session.token}'
        return {'session': session.id, 'token': session.token,
                'backendai': f'ws://{self.host}/stream/session/{session.id}/pty{query}',
                'ttyd': f'ws://{self.host}/shell/ttyd/{session.id}/ws{query}'}

    def run(self, coroutine):
        """What a coroutine returns that is run in the server's loop."""
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(30)

    async def _new_session(self):
        return self.shell.new_session()


@contextmanager
def shell(command: tuple[str, ...] = ('bash', '--norc', '--noprofile'), host: str = '127.0.0.1', **options):
    """A shell server; ``options`` are those of Shell, as ``origins={site.origin}`` for the pages of a test."""
    started: queue.Queue[tuple[ShellServer, asyncio.Event]] = queue.Queue()

    async def serve() -> None:
        app = web.Application()
        served = Shell(list(command), **options)
        served.add_to(app)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, host, 0).start()
        stop = asyncio.Event()
        started.put((ShellServer(served, asyncio.get_running_loop(), runner.addresses[0][1]), stop))
        await stop.wait()
        await runner.cleanup()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    server, stop = started.get(timeout=30)
    try:
        yield server
    finally:
        server.loop.call_soon_threadsafe(stop.set)
        thread.join()


def run_apart(coroutine):
    """What a coroutine returns, run in a thread of its own: in this one playwright's loop may be running."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


@dataclass
class Server:
    """Serves ``folders`` (by URL prefix) and ``pages`` (by path); each test gets a clean one of faults."""

    folders: dict[str, Path] = field(default_factory=dict)
    pages: dict[str, tuple[bytes, dict[str, str]]] = field(default_factory=dict)
    has_cors: bool = True
    has_page_headers: bool = True
    # What is awaited before an answer, and how many times to fail first, by end of path.
    gates: dict[str, threading.Event] = field(default_factory=dict)
    failures: dict[str, int] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    # What a round trip takes, in seconds: for each answer, and before that for each new connection.
    latency: float = 0
    # The browser's end of the connection that each path was last asked for over.
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
        """Forget the faults and pages of the test before."""
        for gate in self.gates.values():
            gate.set()
        self.pages, self.gates, self.failures, self.log, self.has_cors, self.has_page_headers = {}, {}, {}, [], True, True

    def hold(self, ending: str) -> threading.Event:
        """Answer paths with that end only once the event is set."""
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

    def _send(self, request: BaseHTTPRequestHandler, status: int, body: bytes, headers: dict[str, str]) -> None:
        try:
            request.send_response(status)
            for name, value in headers.items():
                request.send_header(name, value)
            if self.has_cors:
                request.send_header('Access-Control-Allow-Origin', '*')
            request.send_header('Content-Length', str(len(body)))
            request.send_header('Cache-Control', 'no-store')
            request.end_headers()
            request.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the page went away meanwhile
