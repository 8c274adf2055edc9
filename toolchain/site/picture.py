"""The screenshot of the gallery in README.md, taken with a browser."""

from __future__ import annotations

import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

from toolchain.setup import browser

WIDTH, HEIGHT = 1280, 1500
QUALITY = 60
# All figures in the visible part of the page must be rendered.
READY = """[...document.querySelectorAll('figure')].every(figure =>
  figure.dataset.state !== 'waiting' || figure.getBoundingClientRect().top > innerHeight)"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments) -> None:
        pass


def take(root: Path, site: Path, target: Path) -> None:
    """Write a JPEG of the top of a published gallery."""
    server = ThreadingHTTPServer(('127.0.0.1', 0), functools.partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with sync_playwright() as playwright:
            opened = playwright.chromium.launch(executable_path=browser.ensure(root), args=['--no-sandbox'])
            page = opened.new_page(viewport={'width': WIDTH, 'height': HEIGHT}, color_scheme='light')
            page.goto(f'http://127.0.0.1:{server.server_port}/')
            page.wait_for_function('document.documentElement.dataset.ready === "yes"')
            page.wait_for_function(READY)
            page.wait_for_timeout(3000)  # drawings are animated
            page.screenshot(path=target, type='jpeg', quality=QUALITY)
            opened.close()
    finally:
        server.shutdown()
        server.server_close()
