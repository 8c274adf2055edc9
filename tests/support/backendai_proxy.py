"""An imitation of what Backend.AI has between a page and a ttyd: the web server, the app proxy, and its worker's cookie."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager

import aiohttp
from aiohttp import web

from tests.support.servers import running

COOKIE = 'appproxy_permit'


class AppProxy:
    """Answers as the real ones do, on one origin; ``requests`` are the paths that were asked for."""

    def __init__(self, ttyd: str, ttyd_origin: str) -> None:
        self.ttyd, self.ttyd_origin = ttyd, ttyd_origin
        self.page = ''
        self.origin = ''
        self.requests: list[str] = []

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get('/terminal', self._serve_page)
        app.router.add_post('/func/session/{session}/start-service', self._start_service)
        app.router.add_get('/v2/proxy/{token}/{session}/add', self._add)
        app.router.add_get('/setup', self._set_up)
        app.router.add_get('/app/', self._serve_app)
        app.router.add_get('/app/token', self._serve_token)
        app.router.add_get('/app/ws', self._connect)
        return app

    async def _serve_page(self, request: web.Request) -> web.Response:
        return web.Response(text=self.page, content_type='text/html')

    async def _start_service(self, request: web.Request) -> web.Response:
        self.requests.append(request.path)
        if await request.json() != {'app': 'ttyd'}:
            return web.json_response({'title': 'Unknown app'}, status=400)
        return web.json_response({'token': 'one', 'wsproxy_addr': self.origin})

    async def _add(self, request: web.Request) -> web.Response:
        self.requests.append(request.path)
        if request.match_info['token'] != 'one' or dict(request.query) != {'app': 'ttyd', 'protocol': 'http'}:
            return web.json_response({'title': 'Not allowed'}, status=403)
        return web.json_response({'code': 200, 'url': f'{self.origin}/setup?token=two'})

    async def _set_up(self, request: web.Request) -> web.Response:
        self.requests.append(request.path)
        answer = web.Response(status=302, headers={'Location': '/app/'})
        if request.query.get('token') == 'two':
            answer.set_cookie(COOKIE, 'three', httponly=True, samesite='Lax')
        return answer

    def _check(self, request: web.Request) -> None:
        self.requests.append(request.path)
        if request.cookies.get(COOKIE) != 'three':
            raise web.HTTPForbidden

    async def _serve_app(self, request: web.Request) -> web.Response:
        self._check(request)
        return web.Response(text='<title>ttyd</title>', content_type='text/html')

    async def _serve_token(self, request: web.Request) -> web.Response:
        self._check(request)
        return web.json_response({'token': ''})

    async def _connect(self, request: web.Request) -> web.WebSocketResponse:
        self._check(request)
        inner = web.WebSocketResponse(protocols=('tty',))
        await inner.prepare(request)
        headers = {'Origin': self.ttyd_origin}
        async with aiohttp.ClientSession() as client, client.ws_connect(self.ttyd, protocols=('tty',), headers=headers) as outer:
            await asyncio.wait([asyncio.create_task(_copy(inner, outer)), asyncio.create_task(_copy(outer, inner))],
                               return_when=asyncio.FIRST_COMPLETED)
        await inner.close(code=1000)
        return inner


async def _copy(source, target) -> None:
    async for message in source:
        await (target.send_bytes if message.type is aiohttp.WSMsgType.BINARY else target.send_str)(message.data)


@contextmanager
def app_proxy(ttyd: str, ttyd_origin: str):
    """Run the imitation on a free port, in front of a ttyd: the address of its WebSocket, and an origin that it allows."""
    proxy = AppProxy(ttyd, ttyd_origin)
    with running(proxy.app()) as (_, port):
        proxy.origin = f'http://127.0.0.1:{port}'
        yield proxy
