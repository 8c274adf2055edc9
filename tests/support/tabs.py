"""A Chromium whose tabs can be hidden and shown; playwright's pages do not notice that, and always appear visible.

It is driven by the DevTools protocol itself (https://chromedevtools.github.io/devtools-protocol/).
"""

from __future__ import annotations

import asyncio
import itertools
import json
import re
import subprocess
import tempfile
import time
from contextlib import contextmanager

from aiohttp import ClientSession, ClientWebSocketResponse

# Seconds to wait for something that should be immediate, on a busy machine.
PATIENCE = 20

FLAGS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--remote-debugging-port=0', 'about:blank']


class Tab:
    """One tab; its methods are coroutines."""

    def __init__(self, browser: Browser, target: str, session: str) -> None:
        self._browser, self._target, self._session = browser, target, session

    async def evaluate(self, expression: str):
        """The value of an expression; if that is a Promise, its result."""
        answer = await self._browser.send('Runtime.evaluate', self._session, expression=expression, awaitPromise=True,
                                          returnByValue=True)
        assert 'exceptionDetails' not in answer, answer['exceptionDetails']
        return answer['result'].get('value')

    async def wait_for(self, condition: str) -> None:
        """Wait until an expression is true."""
        deadline = time.monotonic() + PATIENCE
        while not await self.evaluate(condition):
            assert time.monotonic() < deadline, condition
            await asyncio.sleep(0.02)

    async def show(self) -> None:
        """Bring the tab to the front, which hides the one that was there."""
        await self._browser.send('Target.activateTarget', targetId=self._target)


class Browser:
    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)

    async def send(self, method: str, session: str | None = None, **params) -> dict:
        number = next(self._numbers)
        await self._socket.send_str(json.dumps({
            'id': number, 'method': method, 'params': params, **({'sessionId': session} if session else {})}))
        while (answer := json.loads((await self._socket.receive()).data)).get('id') != number:
            pass
        assert 'error' not in answer, answer
        return answer['result']

    async def open(self, url: str) -> Tab:
        """Open a tab in front of all others; returns once its page is loaded."""
        target = (await self.send('Target.createTarget', url=url))['targetId']
        session = (await self.send('Target.attachToTarget', targetId=target, flatten=True))['sessionId']
        tab = Tab(self, target, session)
        await tab.wait_for('document.readyState === "complete" && location.href !== "about:blank"')
        return tab


@contextmanager
def _process(executable: str):
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        process = subprocess.Popen([executable, f'--user-data-dir={folder}', *FLAGS], stderr=subprocess.PIPE, text=True)
        try:
            yield process
        finally:
            process.terminate()
            process.communicate()


async def browse(executable: str, visit) -> None:
    """Run ``visit(browser)`` with a new browser."""
    with _process(executable) as process:
        address = next(found[1] for line in process.stderr if (found := re.search(r'listening on (ws://\S+)', line)))
        async with ClientSession() as session, session.ws_connect(address, max_msg_size=0) as socket:
            await visit(Browser(socket))
