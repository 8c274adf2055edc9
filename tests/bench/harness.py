"""Common tools of benchmarks: a served release, pages, peers from npm, and a table of ratios."""

from __future__ import annotations

import json
import statistics
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.support.servers import Server
from toolchain.build import bundle, release

# For pages with a console in `made`: wait for frames, or until it has shown everything.
SETTLED = '''
globalThis.frames = async count => { for (let each = 0; each < count; each++) await new Promise(done => requestAnimationFrame(() => setTimeout(done))); };
globalThis.settled = async () => {
  do { await frames(3); } while (made.queue.pending.length || made.element.querySelector('[aria-busy]'));
};
'''


@dataclass
class Table:
    """One comparison. ``rows`` are (what, value, ratio or None); ``unit`` is the unit of the values."""

    title: str
    unit: str
    rows: list[tuple[str, float, float | None]] = field(default_factory=list)
    remark: str = ''

    def add(self, what: str, value: float, base: float | None = None) -> None:
        """Add a row; ``base`` is the value that the ratio refers to."""
        self.rows.append((what, value, None if base is None else value / base))

    def text(self) -> str:
        width = max([len(what) for what, _, _ in self.rows], default=0)
        lines = [self.title]
        for what, value, ratio in self.rows:
            shown = f'{value:,.0f}' if value >= 100 else f'{value:.2f}'
            lines.append(f'  {what.ljust(width)}  {shown:>10} {self.unit}' + ('' if ratio is None else f'   × {ratio:.2f}'))
        return '\n'.join([*lines, *([f'  {self.remark}'] if self.remark else [])])


class Unwatched:
    """A page without Playwright's instrumentation, in a window that a Playwright page opens.

    Playwright makes every page report all network traffic, including each WebSocket frame, which takes several times as
    long as receiving it. Here the developer tools are only used to evaluate expressions.
    """

    def __init__(self, browser: Browser, opener: Page, url: str) -> None:
        self._opener = opener
        self._answers: dict[int, dict] = {}
        self._sent = 0
        self._devtools = browser.new_browser_cdp_session()
        self._devtools.on('Target.receivedMessageFromTarget', lambda event: self._take(json.loads(event['message'])))
        self._target = self._devtools.send('Target.createTarget', {
            'url': url, 'newWindow': True, 'width': 1000, 'height': 700})['targetId']
        self._session = self._devtools.send('Target.attachToTarget', {'targetId': self._target, 'flatten': False})['sessionId']
        while not self.evaluate('location.href !== "about:blank" && document.readyState === "complete"'):
            pass

    def _take(self, message: dict) -> None:
        if 'id' in message:
            self._answers[message['id']] = message

    def send(self, method: str, parameters: dict) -> dict:
        """Call a method of the DevTools protocol, and return its result."""
        self._sent += 1
        message = {'id': self._sent, 'method': method, 'params': parameters}
        self._devtools.send('Target.sendMessageToTarget', {'sessionId': self._session, 'message': json.dumps(message)})
        while self._sent not in self._answers:
            self._opener.wait_for_timeout(20)
        return self._answers.pop(self._sent)['result']

    def evaluate(self, expression: str, argument=None):
        """Like Playwright's: evaluate an expression, or call a function of one argument; Promises are awaited."""
        code = f'({expression})({json.dumps(argument)})' if '=>' in expression else expression
        answer = self.send('Runtime.evaluate', {'expression': code, 'awaitPromise': True, 'returnByValue': True})
        if 'exceptionDetails' in answer:
            raise RuntimeError(answer['exceptionDetails']['exception'].get('description', answer['exceptionDetails']['text']))
        return answer['result'].get('value')

    def close(self) -> None:
        self._devtools.send('Target.closeTarget', {'targetId': self._target})
        self._devtools.detach()


@dataclass
class Bench:
    """The tools of one run."""

    root: Path
    folder: Path
    browser: Browser
    peers: Path
    built: release.Release
    assets: Server
    site: Server

    def page(self, body: str = '<div id="out"></div>', scripts: tuple[str, ...] = (), main: bool = True) -> Page:
        """A new page, with main and further scripts of this site, by path."""
        page = self.browser.new_context(viewport={'width': 1000, 'height': 700}).new_page()
        page.set_default_timeout(120000)
        page.goto(self._address(body, scripts, main))
        return page

    def unwatched(self, opener: Page, body: str, scripts: tuple[str, ...]) -> Unwatched:
        """A page for measurements with WebSockets; ``opener`` is any Playwright page, which must stay open."""
        return Unwatched(self.browser, opener, self._address(body, scripts, True))

    def _address(self, body: str, scripts: tuple[str, ...], main: bool) -> str:
        tags = [f'<script src="{self.assets.origin}/{self.built.hash}/js/main.min.js"></script>'] if main else []
        tags += [f'<script src="{path}"></script>' for path in scripts]
        return self.site.add_page('/page.html', f'<!doctype html><meta charset="utf-8">{body}{"".join(tags)}')

    def script(self, name: str, source: str) -> str:
        """Bundle JavaScript of a benchmark with the npm packages it imports, including peers; return its path on the site."""
        folder = self.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / 'source.js').write_text(source, encoding='utf-8')
        bundle.bundle(self.root, [bundle.Bundle(folder / 'source.js', folder / 'out.js', 'iife')], packages=[self.root / 'node_modules', self.peers])
        self.site.pages[f'/{name}.js'] = ((folder / 'out.js').read_bytes(), {'Content-Type': 'text/javascript'})
        return f'/{name}.js'

    def median(self, page: Page, expression: str, argument=None, times: int = 7) -> float:
        """The median of the numbers that an expression (a function) returns in a page, after one warm-up."""
        page.evaluate(expression, argument)
        return statistics.median(page.evaluate(expression, argument) for _ in range(times))

    def tasks(self, page: Page, expression: str, argument=None) -> tuple[float, float]:
        """The longest task of a page during an action and the sum of all tasks, in milliseconds of processor time.

        They come from Chromium's trace of its main thread, which does not include other load on the machine.
        """
        self.browser.start_tracing(page=page, categories=['disabled-by-default-devtools.timeline'])
        page.evaluate(expression, argument)
        events = json.loads(self.browser.stop_tracing())['traceEvents']
        main = {(event['pid'], event['tid']) for event in events
                if event['name'] == 'thread_name' and event['args']['name'] == 'CrRendererMain'}
        threads: dict[tuple, list[float]] = {}
        for event in events:
            if event['name'] == 'RunTask' and (event['pid'], event['tid']) in main:
                threads.setdefault((event['pid'], event['tid']), []).append(event.get('tdur', 0) / 1000)
        busiest = max(threads.values(), key=sum)
        return max(busiest), sum(busiest)
