"""The development server: the gallery and its shell, and the release it shows, built into a temporary folder."""

from __future__ import annotations

import asyncio
import signal
import sys
import tempfile
import webbrowser
from contextlib import suppress
from pathlib import Path

from aiohttp import web

from toolchain import gallery, release
from toolchain.console import say
from toolchain.errors import BuildError
from toolchain.shell import Shell

HOST = '127.0.0.1'

# What machines guess for these differs, and browsers run no module of another type.
CONTENT_TYPES = {'.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json',
                 '.map': 'application/json'}


def serve(root: Path, port: int, opens_browser: bool = False) -> None:
    """Build, and serve until the person stops it. Raises BuildError where the port is taken."""
    with tempfile.TemporaryDirectory(prefix='backend-ai-media-') as folder:
        made = Path(folder)
        built = release.build(root, made / 'assets', source_maps=True)
        gallery.build(root, made)
        say(built.table())
        try:
            asyncio.run(_run(application(root, made, built), port, opens_browser))
        except OSError as error:
            raise BuildError(f'Port {port} cannot be used ({error.strerror or error}); stop what uses it, or choose '
                             f'another: `python3 build.py serve --port {port + 1}`.') from None
        except KeyboardInterrupt:
            say('')


def application(root: Path, made: Path, built: release.Release) -> web.Application:
    """What is served: ``/`` is the gallery, ``/latest/`` the release, open to pages of other origins; and a shell."""
    app = web.Application(middlewares=[_with_headers])
    pages = root / 'static' / 'gallery'
    app.router.add_get('/', lambda request: _file(pages / 'index.html'))
    app.router.add_get('/gallery/items.json', lambda request: _json(gallery.sections(root)))
    app.router.add_get('/gallery/sizes.json', lambda request: _json([vars(file) for file in built.files]))
    app.router.add_get('/gallery/data/{path:.+}', lambda request: _file(gallery.data(root, request.match_info['path'])))
    app.router.add_get(r'/gallery/{path:gallery\.js(\.map)?}', lambda request: _file(made, request.match_info['path']))
    app.router.add_get('/gallery/{path:demos/.+}', lambda request: _file(made, request.match_info['path']))
    app.router.add_get('/gallery/gallery.css', lambda request: _file(pages / 'gallery.css'))
    app.router.add_get('/latest/{path:.+}', lambda request: _file(built.directory, request.match_info['path']))
    Shell().add_to(app)
    return app


async def _run(app: web.Application, port: int, opens_browser: bool) -> None:
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port).start()
        address = f'http://{HOST}:{port}/'
        say(f'The gallery is at {address} (stop it with Ctrl+C)')
        if opens_browser and sys.stdout.isatty():
            webbrowser.open(address)
        await _stopped()
    finally:
        await runner.cleanup()


async def _stopped() -> None:
    """Wait until somebody stops this process in a way that lets it tidy up."""
    stop = asyncio.Event()
    for name in ('SIGTERM', 'SIGHUP'):
        with suppress(NotImplementedError, AttributeError):  # on Windows
            asyncio.get_running_loop().add_signal_handler(getattr(signal, name), stop.set)
    await stop.wait()


async def _file(folder: Path | None, path: str = '') -> web.Response:
    file = (folder / path).resolve() if path else folder
    if file is None or not file.is_file() or path and folder.resolve() not in file.parents:
        raise web.HTTPNotFound
    return web.Response(body=file.read_bytes(), content_type=CONTENT_TYPES[file.suffix], charset='utf-8')


async def _json(value) -> web.Response:
    return web.json_response(value)


@web.middleware
async def _with_headers(request: web.Request, handler):
    response = await handler(request)
    if response.prepared:  # a WebSocket's, which is over
        return response
    response.headers['Cache-Control'] = 'no-store'
    if request.path.startswith('/latest/'):
        response.headers['Access-Control-Allow-Origin'] = '*'
    else:  # no other page may show ours, and have a person type into its shell
        response.headers['Content-Security-Policy'] = "frame-ancestors 'self'"
    return response
