"""The development server: the gallery with its shell, and its release, which is rebuilt on every change."""

from __future__ import annotations

import asyncio
import errno
import gc
import ipaddress
import signal
import sys
import tempfile
import webbrowser
from contextlib import nullcontext, suppress
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from toolchain import arguments
from toolchain.build.contenttypes import content_type
from toolchain.build.pages import HEADERS
from toolchain.errors import BuildError, DialectErrors
from toolchain.kernel import Kernel
from toolchain.progress import Step, say
from toolchain.site import pages
from toolchain.serve.incremental import Build, IncrementalBuild
from toolchain.serve.reload import ReloadChannel
from toolchain.serve.shell import Shell
from toolchain.serve.watcher import built, toolchain_problem, watch, watched

HOST = '127.0.0.1'
NAME = web.AppKey('name', str)


def serve(root: Path, port: int, host: str = HOST, opens_browser: bool = False, python: Path | None = None) -> bool:
    """Build and serve until stopped. Return True if the toolchain has changed, so that the command must be restarted.

    Raises BuildError if the address cannot be used, or the first build fails.
    """
    arguments.address(host, port)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the folder is removed
    with tempfile.TemporaryDirectory(prefix='backend-ai-media-') as folder:
        builder = IncrementalBuild(root, Path(folder))
        build = _first_build(root, builder)
        if build is None:
            return True
        if build.made:
            with suppress(OSError):  # without it, the next start builds everything
                builder.remember()
        gc.freeze()  # the next build needs the caches, too, and garbage collection of them takes as long as a build
        try:
            return asyncio.run(_run(root, builder, build, host, port, opens_browser, python))
        except OSError as error:
            raise BuildError(arguments.address_problem(error, host, port)) from None
        except KeyboardInterrupt:
            say('')
            return False


def _first_build(root: Path, builder: IncrementalBuild) -> Build | None:
    """The first successful build, after any number of fixes; None if the toolchain changes in the meantime."""
    try:
        with Step('Building'):
            return built(builder)
    except DialectErrors as error:
        problem = str(error)
        say(f'\n{problem}')
    for changes in watched(root):
        if builder.is_outdated():
            broken = toolchain_problem(root)
            if not broken:
                return None
            say(f'\n{broken}')
            continue
        try:
            with Step('Building') if changes else nullcontext():
                return built(builder)
        except DialectErrors as error:
            if changes or str(error) != problem:
                problem = str(error)
                say(f'\n{problem}')
            say('Waiting for a fix (Ctrl+C to stop).')


def application(root: Path, builder: IncrementalBuild, channel: ReloadChannel,
                python: Path | None = None, host: str = HOST) -> web.Application:
    """The application: ``/`` is the gallery, ``/latest/`` the release, with CORS; a shell; a kernel."""
    app = web.Application(middlewares=[_with_headers])
    app[NAME] = host

    measuring = asyncio.Lock()

    async def sizes(request: web.Request) -> web.Response:
        # Later requests reuse the sizes that one request has measured.
        async with measuring:
            try:
                files = await asyncio.to_thread(builder.sizes, channel.build)
            except FileNotFoundError:
                raise web.HTTPServiceUnavailable(text='A newer build has replaced this one; ask again.') from None
        return web.json_response([vars(file) for file in files])

    def scripts(request: web.Request):
        return _file(channel.build.gallery, request.match_info['path'])

    async def page(request: web.Request) -> web.Response:
        path = request.match_info['path']
        body = await asyncio.to_thread(pages.read, root, path, True)
        if body is None:
            raise web.HTTPNotFound
        name = 'index.html' if path == '' or path.endswith('/') else path
        return web.Response(body=body, headers={'Content-Type': content_type(name)})

    app.router.add_get('/gallery/sizes.json', sizes)
    app.router.add_get('/gallery/events', channel.serve_events)
    app.router.add_get(r'/gallery/{path:[a-z]+\.js(\.map)?}', scripts)
    app.router.add_get('/gallery/{path:demos/.+}', scripts)
    app.router.add_get('/latest/{path:.+}', lambda request: _file(channel.build.release, request.match_info['path']))
    app.on_shutdown.append(channel.close)
    Shell().add_to(app)
    Kernel(root, python).add_to(app)
    app.router.add_get('/{path:.*}', page)
    return app


async def _run(root: Path, builder: IncrementalBuild, build: Build, host: str, port: int,
               opens_browser: bool, python: Path | None) -> bool:
    """Serve until stopped; return whether the reason was a change of the toolchain."""
    stop = _stop()  # before the address is printed, after which this may be stopped at any time
    channel = ReloadChannel(build)
    runner = web.AppRunner(application(root, builder, channel, python, host), shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        url = f'http://{_shown(host)}:{runner.addresses[0][1]}/'
        say(f'The gallery is at {url} (stop it with Ctrl+C)')
        if not _is_loopback(host):
            say(f'Warning: with --host {host}, everybody who reaches this machine can see the gallery and its sources. '
                'Its shell and its kernel answer to this machine alone.')
        if opens_browser and sys.stdout.isatty():
            webbrowser.open(url)
        watching, stopped = asyncio.create_task(watch(root, channel, builder)), asyncio.create_task(stop.wait())
        await asyncio.wait([watching, stopped], return_when=asyncio.FIRST_COMPLETED)
        return watching.done() and not stopped.done()
    finally:
        await runner.cleanup()


def _is_loopback(host: str) -> bool:
    try:
        return host == 'localhost' or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _shown(host: str) -> str:
    """A host in the form for an address that this machine can open."""
    host = {'0.0.0.0': HOST, '::': '::1'}.get(host, host)
    return f'[{host}]' if ':' in host else host


def _stop() -> asyncio.Event:
    """An event that is set when a signal stops this process, so that it can clean up."""
    stop = asyncio.Event()
    for name in ('SIGTERM', 'SIGHUP'):
        with suppress(NotImplementedError, AttributeError):  # on Windows
            asyncio.get_running_loop().add_signal_handler(getattr(signal, name), stop.set)
    return stop


async def _file(folder: Path | None, path: str = '') -> web.Response:
    file = (folder / path).resolve() if path else folder
    if file is None or not file.is_file() or path and folder.resolve() not in file.parents:
        raise web.HTTPNotFound
    return web.Response(body=file.read_bytes(), headers={'Content-Type': content_type(file.name)})


def _is_own(request: web.Request) -> bool:
    """Whether the Host header names this server; a foreign name may also resolve to it (DNS rebinding)."""
    headers = request.headers.getall('Host', [])
    name, port = '', 0
    try:
        host = urlsplit(f'//{headers[0]}')
        name, port = host.hostname or '', host.port or 80
        is_number = bool(ipaddress.ip_address(name))
    except (IndexError, ValueError):
        is_number = False
    return (len(headers) == 1 and port == request.transport.get_extra_info('sockname')[1]
            and (is_number or name in ('localhost', request.app[NAME])))


@web.middleware
async def _with_headers(request: web.Request, handler):
    if not _is_own(request):
        raise web.HTTPForbidden(text='This server answers to localhost, IP addresses and the name given as --host.')
    try:
        response = await handler(request)
    except ValueError:  # a path with a null character
        raise web.HTTPNotFound from None
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise
        raise web.HTTPNotFound from None
    if response.prepared:  # a WebSocket or an event stream, which has ended
        return response
    response.headers['Cache-Control'] = 'no-store'
    if request.path.startswith('/latest/'):
        response.headers['Access-Control-Allow-Origin'] = '*'
        response.headers.update(HEADERS.get(request.path.rpartition('/')[2], {}))
    else:  # no other page may frame ours and trick users into typing into its shell
        response.headers['Content-Security-Policy'] = "frame-ancestors 'self'"
    return response
