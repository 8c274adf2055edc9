"""A page in Chromium that a test drives, and that fails the test on anything unexpected."""

from __future__ import annotations

from contextlib import suppress

from playwright.sync_api import Browser, Error, Page

from tests.support.servers import Server

# Without these, Chromium contacts servers of its own at every start.
FLAGS = [
    '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--no-first-run',
    '--disable-gpu', '--js-flags=--expose-gc', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
]

# Collects error events and CSP violations from the beginning. Errors of scripts in the outputs' frames are ignored;
# such scripts fail, for example, because nothing is loaded for them.
WATCH = '''
if (window !== top) for (const kind of ['error', 'unhandledrejection']) addEventListener(kind, event => event.preventDefault());
window.__errors = [];
document.addEventListener('backendai:error', event => window.__errors.push({...event.detail, error: undefined,
    place: event.composedPath()[0].nodeName}));
window.__violations = [];
document.addEventListener('securitypolicyviolation', event => window.__violations.push(
    event.violatedDirective + ' ' + event.blockedURI));
'''


class Visit:
    """One page in its own context; ``options`` are playwright's for the context, such as those of a phone."""

    def __init__(self, browser: Browser, site: Server, assets: Server, root: str, **options) -> None:
        self.site, self.assets, self.root = site, assets, root
        self.context = browser.new_context(**{'viewport': {'width': 1000, 'height': 700}, **options})
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15000)
        self.problems: list[str] = []
        self.requests: list[str] = []
        self.console: list[str] = []
        self.page.add_init_script(WATCH)
        self.page.on('pageerror', lambda error: self.problems.append(f'page error: {error}'))
        self.page.on('crash', lambda page: self.problems.append('the page crashed'))
        self.page.on('console', lambda message: self.console.append(message.text))
        self.page.on('request', lambda request: self._note(request.url))
        self.page.on('requestfailed', lambda request: self._forget(request.url) if request.failure == 'csp' else None)

    def _note(self, url: str) -> None:
        # The browser shows PDFs with a built-in extension.
        if url.startswith(('data:', 'blob:', 'about:', 'chrome-extension:', 'chrome:')):
            return
        self.requests.append(url)
        if not url.startswith((f'{self.site.origin}/', f'{self.assets.origin}/')):
            self.problems.append(f'unexpected request: {url}')

    def _forget(self, url: str) -> None:
        """Ignore a request that a policy blocked, because it was never sent."""
        if url in self.requests:  # it may have no destination, such as `x:`
            self.requests.remove(url)
        problem = f'unexpected request: {url}'
        if problem in self.problems:
            self.problems.remove(problem)

    @property
    def main(self) -> str:
        """The address of main.min.js."""
        return f'{self.root}/js/main.min.js'

    def open(self, body: str = '<div id="out"></div>', head: str = '', headers: dict | None = None,
             main: str | None = None, wait: str = 'load') -> Page:
        """Open a page whose head loads main (or has the given ``main`` markup in its place).

        ``wait`` is playwright's name of the event to wait for: ``commit`` is before scripts of the head are loaded.
        """
        script = f'<script src="{self.main}"></script>' if main is None else main
        text = (f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>test</title>{head}{script}</head>'
                f'<body>{body}</body></html>')
        self.page.goto(self.site.add_page('/page.html', text, headers), wait_until=wait)
        return self.page

    def show(self, *items, result_id: str = 'r') -> list[dict]:
        """Show items in #out through handle_all; returns their outcomes."""
        return self.page.evaluate(
            '([items, id]) => BackendAI.Media.handle_all(items, id, document.getElementById("out"))'
            '.then(outcomes => outcomes.map(({error, ...rest}) => rest))', [list(items), result_id])

    @property
    def errors(self) -> list[dict]:
        """The backendai:error events so far."""
        return self.page.evaluate('window.__errors')

    @property
    def violations(self) -> list[str]:
        return self.page.evaluate('window.__violations')

    def text(self) -> str:
        return self.page.inner_text('#out')

    def chunk_requests(self) -> list[str]:
        """The chunks that were requested, as ``image.js`` or ``image.js?1``."""
        return [url.rsplit('/', 1)[1] for url in self.requests
                if url.startswith(self.assets.origin) and 'main.min.js' not in url]

    def settle(self) -> None:
        """Wait until pending errors are reported; a closed or crashed page has none."""
        with suppress(Error):
            self.page.evaluate("""new Promise(done => { const channel = new MessageChannel();
                channel.port1.onmessage = done; channel.port2.postMessage(0); }).then(() => 0)""")

    def hand_over(self) -> None:
        """Fail the current test if anything went wrong, and reset the records, since the next test reuses the page."""
        self.settle()
        problems = '\n'.join(self.problems)
        for noted in (self.problems, self.requests, self.console):
            noted.clear()
        assert not problems, problems

    def close(self) -> None:
        self.settle()
        self.context.close()
