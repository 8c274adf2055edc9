"""What all tests share: one build, and, in each worker of a parallel run, two servers of different origins and one browser."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.support import engines, webterm_pages
from tests.support.forked_builds import Forks
from tests.support.once import once
from tests.support.s3_server import ENVIRONMENT, S3
from tests.support.servers import Server
from tests.support.terminal_server import TerminalServer
from tests.support.visits import FLAGS, Visit
from toolchain.build import release
from toolchain.setup.browser import ensure as ensure_browser

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser):
    parser.addoption('--browser', choices=engines.NAMES, help='run only the tests of this browser')


def pytest_collection_modifyitems(config, items):
    """Mark the tests of other engines than Chromium as slow; with ``--browser``, keep the tests of that one."""
    def engine_of(item) -> str:
        given = item.callspec.params if hasattr(item, 'callspec') else {}
        return given.get('_engine', 'chromium')

    for item in items:
        if engine_of(item) != 'chromium':
            item.add_marker(pytest.mark.slow)  # starting the engine takes longer than the test
    browser = config.getoption('--browser')
    if browser is not None:
        config.hook.pytest_deselected(items=[item for item in items if engine_of(item) != browser])
        items[:] = [item for item in items if engine_of(item) == browser]


@pytest.fixture(scope='session')
def root() -> Path:
    """The folder of build.py."""
    return ROOT


@pytest.fixture(scope='session')
def built(tmp_path_factory) -> release.Release:
    """The minified release, as build.py makes it; the workers of a parallel run share one."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if 'PYTEST_XDIST_WORKER' in os.environ else own
    return once(shared / 'release', lambda folder: release.build(ROOT, folder / 'assets'))


@pytest.fixture(scope='session')
def _playwright():
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope='session')
def chromium(_playwright):
    browser = _playwright.chromium.launch(executable_path=ensure_browser(ROOT), args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture(scope='session')
def _engines(chromium):
    """The open engines by name. They stay open while tests of others run, and close before Chromium does."""
    opened: dict[str, engines.Engine] = {}
    yield opened
    for each in opened.values():
        each.close()


@pytest.fixture(params=engines.NAMES)
def _engine(request, _playwright, _engines):
    name = request.param
    if name not in _engines:
        _engines[name] = (engines.PlaywrightEngine(request.getfixturevalue('chromium')) if name == 'chromium'
                          else engines.open_engine(name, _playwright))
    return _engines[name]


@pytest.fixture
def engine(_engine, site, assets, built):
    """Each of Chromium, Firefox and WebKit; ``open(body, …)`` opens a page that has loaded main."""
    _engine.prepare(site, f'{assets.origin}/{built.hash}')
    yield _engine
    _engine.get('about:blank')


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


@pytest.fixture(scope='session')
def _make_visit(chromium, _servers, built):
    """Makes pages, which must be closed; options are those of Visit. Who asks for ``site`` and ``assets``, too, has them clean."""
    site, assets = _servers
    return lambda **options: Visit(chromium, site, assets, f'{assets.origin}/{built.hash}', **options)


@pytest.fixture
def new_visit(_make_visit, site, assets):
    """Makes pages; at the end of the test none may have had an error or asked for anything unexpected."""
    visits: list[Visit] = []

    def make(**options) -> Visit:
        visits.append(_make_visit(**options))
        return visits[-1]

    yield make
    for visit in visits:
        visit.close()
    problems = [problem for visit in visits for problem in visit.problems]
    assert not problems, '\n'.join(problems)


@pytest.fixture
def visit(new_visit) -> Visit:
    return new_visit()


@pytest.fixture(scope='module')
def _shared_visit(_make_visit):
    visit = _make_visit()
    yield visit
    visit.close()


@pytest.fixture
def shared_visit(_shared_visit, site, assets) -> Visit:
    """The same for modules of very many tests that each look at an item: to open a page anew takes less than a new one.

    Nothing may be changed that a page keeps when it is opened anew, such as the size of the window.
    """
    yield _shared_visit
    _shared_visit.page.goto('about:blank')  # what the test still waits for ends here, and belongs to it
    _shared_visit.hand_over()


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
        path = ROOT / 'tests' / 'fixtures' / f'{name}.json'
        if not path.exists():
            pytest.fail(f'tests/fixtures/{name}.json is missing; test_handler_contract.py lists what a handler needs.')
        return json.loads(path.read_text(encoding='utf-8'))
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
def new_terminal_page(visit, _beside):
    """A page of its own with the place of a terminal, and the functions of ``tests.webterm_pages``."""
    return webterm_pages.open_page(visit, _beside)


@pytest.fixture
def phone(new_visit, _beside):
    """A page of a terminal on a touch screen, 360 pixels wide."""
    visit = new_visit(viewport={'width': 360, 'height': 640}, has_touch=True, is_mobile=True)
    return webterm_pages.open_page(visit, _beside, body='<meta name="viewport" content="width=device-width">'
                                   '<div id="out" style="width: 340px; height: 400px"></div>')


@pytest.fixture(scope='module')
def _terminal_visit(_shared_visit, _beside):
    webterm_pages.open_page(_shared_visit, _beside)
    return _shared_visit


@pytest.fixture
def terminal_page(_terminal_visit):
    """The same, shared by the tests of a module; nothing may have gone wrong on it by the end of each."""
    yield _terminal_visit.page
    _terminal_visit.hand_over()
