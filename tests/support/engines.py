"""Chromium, Firefox and WebKit behind one small interface; Playwright's own, or Debian's packages in their place.

``open(body, …)`` opens a page that loads main, ``run(code, *arguments)`` runs an async function with that body there
and returns its result, ``show(*items)`` shows items in #out, ``type(text)`` types where the focus is. Playwright
drives Chromium and Firefox, WebDriver drives WebKitGTK.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
import warnings
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Playwright

from tests.support.servers import Server

NAMES = ('chromium', 'firefox', 'webkit')
MINI_BROWSERS = ('/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser', '/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser')
PACKAGES = {'firefox': 'firefox-esr', 'webkit': 'webkit2gtk-driver and xvfb'}

# The timeout of one command of WebKit's driver.
COMMAND_TIMEOUT_S = 90

# Collects error events and violations of the page's policy; requires a policy that allows it, or none.
WATCH = '''<script nonce="abc">window.__errors = []; window.__violations = [];
document.addEventListener('backendai:error', event => __errors.push(event.detail.reason));
document.addEventListener('securitypolicyviolation', event => __violations.push(event.violatedDirective + ' ' + event.blockedURI));</script>'''

# Keep Firefox from contacting servers on its own.
PREFERENCES = {'browser.chrome.site_icons': False, 'network.captive-portal-service.enabled': False,
               'network.connectivity-service.enabled': False}


class Engine:
    """The part that all engines share."""

    name = ''

    def prepare(self, site: Server, root: str) -> None:
        """Serve pages from ``site``, and main from the release at ``root``."""
        self.site, self.root = site, root

    def open(self, body: str = '<div id="out"></div>', head: str = '', headers: dict | None = None, main: str | None = None) -> None:
        """Open a page whose head loads main, or has the given ``main`` markup in its place."""
        script = f'<script src="{self.root}/js/main.min.js"></script>' if main is None else main
        self.get(self.site.add_page('/page.html', (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>test</title>{WATCH}{head}{script}</head><body>{body}</body></html>'),
            headers))

    def show(self, *items, options: dict | None = None) -> list[dict]:
        """Show items in #out through handle_all; returns their outcomes."""
        return self.run('''return (await BackendAI.Media.handle_all(arguments[0], 'r', document.getElementById('out'), arguments[1]))
            .map(({id, type, ok, reason}) => ({id, type, ok, reason}))''', list(items), options)

    def wait_for(self, condition: str, *arguments, seconds: float = 15) -> None:
        """Wait until a JavaScript expression is true."""
        end = time.monotonic() + seconds
        while not self.run(f'return !!({condition})', *arguments):
            assert time.monotonic() < end, f'never true in {self.name}: {condition}'
            time.sleep(0.1)


class PlaywrightEngine(Engine):
    """A page of a browser driven by Playwright."""

    def __init__(self, browser: Browser, owns_browser: bool = False) -> None:
        self.name = browser.browser_type.name
        self._browser, self._owns_browser = browser, owns_browser
        self._context = browser.new_context()
        self.page = self._context.new_page()

    def get(self, url: str) -> None:
        try:
            self.page.goto(url)
        except Error as error:
            # Firefox fails so if a frame of the page that it leaves is still loading.
            if 'NS_BINDING_ABORTED' not in str(error):
                raise
            self.page.close()
            self.page = self._context.new_page()
            self.page.goto(url)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def screenshot(self) -> bytes:
        """The visible part of the page, as PNG."""
        return self.page.screenshot()

    def run(self, code: str, *arguments):
        return self.page.evaluate(f'a => (async function () {{ {code} }}).apply(null, a)', list(arguments))

    def close(self) -> None:
        self._context.close()
        if self._owns_browser:
            self._browser.close()


class WebKit(Engine):
    """MiniBrowser on a display of its own: WebKitGTK has no headless mode."""

    name = 'webkit'

    def __init__(self, binary: str) -> None:
        from selenium.webdriver import Remote
        from selenium.webdriver.remote.client_config import ClientConfig
        from selenium.webdriver.webkitgtk.options import Options
        from selenium.webdriver.webkitgtk.service import Service
        # Without -noreset, Xvfb ends when its first client leaves, since it cannot write its number a second time.
        self._screen = subprocess.Popen(
            ['Xvfb', '-displayfd', '1', '-noreset', '-nolisten', 'tcp'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        display = self._screen.stdout.readline().strip()
        assert display, 'Xvfb did not start'
        options = Options()
        options.binary_location = binary
        options.add_argument('--automation')
        environment = {**os.environ, 'DISPLAY': f':{display}', 'GDK_BACKEND': 'x11'}
        self._service = Service(shutil.which('WebKitWebDriver'), env=environment)
        self._service.start()
        with warnings.catch_warnings():
            warnings.simplefilter('ignore', DeprecationWarning)  # raised by one part of selenium about another
            # Without a timeout, a browser that does not start would block the tests forever.
            self.driver = Remote(self._service.service_url, options=options, client_config=ClientConfig(
                self._service.service_url, timeout=COMMAND_TIMEOUT_S))
        self.driver.set_script_timeout(30)

    def get(self, url: str) -> None:
        self.driver.get(url)

    def type(self, text: str) -> None:
        from selenium.webdriver import ActionChains, Keys
        ActionChains(self.driver).send_keys(text.replace('\n', Keys.RETURN)).perform()

    def screenshot(self) -> bytes:
        return self.driver.get_screenshot_as_png()

    def run(self, code: str, *arguments):
        value, error = self.driver.execute_async_script(
            f'const done = arguments[arguments.length - 1]; (async function () {{ {code} }}).apply(null, [...arguments].slice(0, -1))'
            '.then(value => done([value ?? null, null]), error => done([null, String(error)]))', *arguments)
        assert error is None, error
        return value

    def close(self) -> None:
        with suppress(Exception):
            self.driver.quit()
        self._service.stop()
        with self._screen:
            self._screen.terminate()


def open_engine(name: str, playwright: Playwright) -> Engine:
    """Open Firefox or WebKit: Playwright's own if it was downloaded, else Debian's.

    If there is neither, the test is skipped, or fails in continuous integration.
    """
    own = getattr(playwright, name)
    if Path(own.executable_path).exists():
        return PlaywrightEngine(own.launch(**({'firefox_user_prefs': PREFERENCES} if name == 'firefox' else {})), owns_browser=True)
    if name == 'firefox' and (binary := shutil.which('firefox-esr')):
        return PlaywrightEngine(playwright.firefox.launch(
            channel='moz-firefox', executable_path=binary, firefox_user_prefs=PREFERENCES), owns_browser=True)
    mini = next((path for path in MINI_BROWSERS if Path(path).exists()), None)
    if name == 'webkit' and mini and shutil.which('WebKitWebDriver') and shutil.which('Xvfb'):
        return WebKit(mini)
    return missing(name)


def missing(name: str):
    message = f'{name} is not installed (Debian: {PACKAGES[name]})'
    if os.environ.get('CI') == 'true':
        pytest.fail(message)
    pytest.skip(message)
