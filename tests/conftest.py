"""What all tests share: one build, two servers of different origins, one browser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests import webterm_pages
from tests.forking import Forks
from tests.s3 import ENVIRONMENT, S3
from tests.serving import Server
from tests.terminal_server import TerminalServer
from tests.visiting import FLAGS, Visit
from toolchain import release
from toolchain.browser import ensure as ensure_browser

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope='session')
def root() -> Path:
    """The folder of build.py."""
    return ROOT


@pytest.fixture(scope='session')
def built(tmp_path_factory) -> release.Release:
    """The minified release, as build.py makes it."""
    return release.build(ROOT, tmp_path_factory.mktemp('release') / 'assets')


@pytest.fixture(scope='session')
def chromium():
    executable = ensure_browser(ROOT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope='session')
def _servers(built):
    site, assets = Server(), Server({'/': built.directory.parent})
    yield site, assets
    site.close()
    assets.close()


@pytest.fixture
def site(_servers) -> Server:
    """Where host pages live."""
    _servers[0].reset()
    return _servers[0]


@pytest.fixture
def assets(_servers) -> Server:
    """Where the release lives: another origin than the pages'."""
    _servers[1].reset()
    return _servers[1]


@pytest.fixture
def new_visit(chromium, site, assets, built):
    """Makes pages; at the end of the test none may have had an error or asked for anything unexpected."""
    visits: list[Visit] = []

    def make() -> Visit:
        visits.append(Visit(chromium, site, assets, f'{assets.origin}/{built.hash}'))
        return visits[-1]

    yield make
    problems = [problem for visit in visits for problem in visit.problems]
    for visit in visits:
        visit.close()
    assert not problems, '\n'.join(problems)


@pytest.fixture
def visit(new_visit) -> Visit:
    return new_visit()


@pytest.fixture(scope='module')
def _shared_visit(chromium, _servers, built):
    site, assets = _servers
    visit = Visit(chromium, site, assets, f'{assets.origin}/{built.hash}')
    yield visit
    visit.close()


@pytest.fixture
def shared_visit(_shared_visit, site, assets) -> Visit:
    """The same for modules of very many tests that each look at an item: to open a page anew takes less than a new one.

    Nothing may be changed that a page keeps when it is opened anew, such as the size of the window.
    """
    _shared_visit.forget()
    yield _shared_visit
    _shared_visit.page.goto('about:blank')  # what the test still waits for ends here, and belongs to it
    assert not _shared_visit.problems, '\n'.join(_shared_visit.problems)


@pytest.fixture(scope='session')
def s3():
    """A server of S3's protocol; each test makes a bucket of its own."""
    server = S3()
    yield server
    server.close()


@pytest.fixture(scope='session')
def forks():
    """build.py without the time it takes to start, with credentials for ``s3``."""
    processes = Forks(ENVIRONMENT)
    yield processes
    processes.close()


@pytest.fixture(scope='session')
def fixtures():
    """Real items of a handler, by name: ``fixtures('image')``."""
    def load(name: str) -> dict:
        return json.loads((ROOT / 'tests' / 'fixtures' / f'{name}.json').read_text(encoding='utf-8'))
    return load


# Terminals


@pytest.fixture(scope='session')
def _terminals():
    server = TerminalServer()
    yield server
    server.close()


@pytest.fixture
def terminals(_terminals) -> TerminalServer:
    """The server of terminals whose faults a test makes."""
    _terminals.reset()
    return _terminals


@pytest.fixture(scope='session')
def _beside(root, tmp_path_factory) -> bytes:
    return webterm_pages.beside(root, tmp_path_factory.mktemp('beside'))


@pytest.fixture
def new_terminal_page(visit, site, _beside):
    """A page of its own with the place of a terminal, and the functions of ``tests.webterm_pages``."""
    return webterm_pages.open_page(visit, site, _beside)


@pytest.fixture
def phone(chromium, _servers, built, _beside):
    """A page of a terminal on a touch screen, 360 pixels wide."""
    site, assets = _servers
    visit = Visit(chromium, site, assets, f'{assets.origin}/{built.hash}')
    visit.context.close()
    visit.context = chromium.new_context(viewport={'width': 360, 'height': 640}, has_touch=True, is_mobile=True)
    visit.page = visit.context.new_page()
    visit.page.set_default_timeout(15000)
    yield webterm_pages.open_page(visit, site, _beside, body='<meta name="viewport" content="width=device-width">'
                                  '<div id="out" style="width: 340px; height: 400px"></div>')
    visit.close()


@pytest.fixture(scope='module')
def _terminal_visit(chromium, _servers, built, _beside):
    site, assets = _servers
    visit = Visit(chromium, site, assets, f'{assets.origin}/{built.hash}')
    webterm_pages.open_page(visit, site, _beside)
    yield visit
    visit.close()


@pytest.fixture
def terminal_page(_terminal_visit):
    """The same, shared by the tests of a module; nothing may have gone wrong on it by the end of each."""
    yield _terminal_visit.page
    problems, _terminal_visit.problems[:] = list(_terminal_visit.problems), []
    assert not problems, '\n'.join(problems)
