"""A Chromium for the tests: Playwright's own if it can be downloaded, else the system's, else Debian's from apt."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

from toolchain.errors import BuildError
from toolchain.progress import Step, run
from toolchain.setup.lock import exclusive

STAMP = 'browser.json'
# The system's Chromium: names on the PATH, and locations that are not on it.
SYSTEM_NAMES = (
    'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge',
    '/usr/bin/chromium', '/usr/bin/google-chrome', '/snap/bin/chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:/Program Files/Google/Chrome/Application/chrome.exe',
)


def ensure(root: Path) -> str | None:
    """The path of a working Chromium, or None for Playwright's own; installs one if there is none.

    The choice is saved in ``.venv``; CHROMIUM in the environment overrides it.
    """
    chosen = os.environ.get('CHROMIUM')
    if chosen:
        problem = _problem(chosen)
        if problem:
            raise BuildError(f'The browser that CHROMIUM names, {chosen}, does not start: {problem}.')
        return chosen
    stamp = root / '.venv' / STAMP
    try:
        executable = json.loads(stamp.read_text(encoding='utf-8'))['executable']
        if executable is None and _playwright_browser() or executable is not None and Path(executable).exists():
            return executable
    except (OSError, ValueError, KeyError):
        pass
    with exclusive(root):
        executable = _find()
    stamp.write_text(json.dumps({'executable': executable}) + '\n', encoding='utf-8')
    return executable


def _find() -> str | None:
    if _playwright_browser() and not _problem(None):
        return None
    print('Looking for a browser (once):', flush=True)
    with Step("Playwright's browsers") as step:
        run(step, [sys.executable, '-m', 'playwright', 'install', '--only-shell', 'chromium'])
        if _playwright_browser() and not _problem(None):
            step.status("Playwright's Firefox and WebKit")  # without them, the tests in these are skipped
            run(step, [sys.executable, '-m', 'playwright', 'install', 'firefox', 'webkit'])
            return None
    executable = _system()
    if executable is None and shutil.which('apt-get'):
        with Step('Chromium, by apt') as step:
            environment = {**os.environ, 'DEBIAN_FRONTEND': 'noninteractive'}
            for arguments in (['update'], ['install', '--yes', '--no-install-recommends', 'chromium']):
                run(step, [*_as_root(), 'apt-get', *arguments], environment=environment)
        executable = _system()
    if executable is None:
        raise BuildError('No browser: install Chromium or Chrome (on Debian `apt install chromium`), or connect to the '
                         'network so that playwright can download its own, and run the command again.')
    return executable


def _as_root() -> list[str]:
    is_root = hasattr(os, 'geteuid') and os.geteuid() == 0
    return [] if is_root or not shutil.which('sudo') else ['sudo', '--non-interactive']


def _system() -> str | None:
    for name in SYSTEM_NAMES:
        path = shutil.which(name)
        if path and not _problem(path):
            return path
    return None


def _playwright_browser() -> bool:
    """Whether Playwright has downloaded its own browser; tests use the headless one."""
    home = os.environ.get('PLAYWRIGHT_BROWSERS_PATH')
    places = [Path(home)] if home and home != '0' else [
        Path.home() / '.cache' / 'ms-playwright', Path.home() / 'Library' / 'Caches' / 'ms-playwright',
        Path(os.environ.get('LOCALAPPDATA', '')) / 'ms-playwright']
    return any(list(place.glob('chromium*')) for place in places if place.is_dir())


def _problem(executable: str | None) -> str:
    """The reason why a browser does not start, in one line; '' if it does."""
    from playwright.sync_api import Error, sync_playwright
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable, timeout=30000)
            browser.new_page().close()
            browser.close()
    except Error as error:
        return str(error).strip().splitlines()[0]
    return ''
