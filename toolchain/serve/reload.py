"""The build that the development server currently serves, and notifications for the gallery's pages."""

from __future__ import annotations

import asyncio
import json
import secrets

from aiohttp import web

from toolchain.serve.incremental import Build


class ReloadChannel:
    """The last successful build, and the current error in the sources, if there is one."""

    def __init__(self, build: Build) -> None:
        self.build = build
        self.problem = ''
        self._number = 0
        self._process = secrets.token_hex(4)
        self._changed = asyncio.Event()
        self._is_over = False

    def succeed(self, build: Build) -> None:
        self.build, self.problem = build, ''
        self._number += 1
        self._tell()

    def fail(self, problem: str) -> None:
        self.problem = problem
        self._tell()

    async def close(self, app: web.Application) -> None:
        """End the event streams of all pages."""
        self._is_over = True
        self._tell()

    async def serve_events(self, request: web.Request) -> web.StreamResponse:
        """Send events to an EventSource, immediately and after every change: ``{"version", "problem"}``. A page that
        was loaded with another version is out of date."""
        response = web.StreamResponse(headers={'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store'})
        await response.prepare(request)
        while not self._is_over:
            changed = self._changed
            state = json.dumps({'version': self.version, 'problem': self.problem})
            try:
                await response.write(f'retry: 300\ndata: {state}\n\n'.encode())
            except ConnectionError:
                break
            await changed.wait()
        return response

    @property
    def version(self) -> str:
        """The version of the build, which differs after each build and in each process."""
        return f'{self._process}-{self._number}'

    def _tell(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()
