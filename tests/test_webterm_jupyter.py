"""Terminals of a real Jupyter server, with terminado's protocol."""

from __future__ import annotations

import pytest

from tests.support import terminal_programs
from tests.support.webterm_pages import connect, screen, status, wait_for_state, wait_for_text

pytestmark = pytest.mark.slow


@pytest.fixture(scope='module')
def jupyter(tmp_path_factory):
    with terminal_programs.jupyter(tmp_path_factory.mktemp('jupyter')) as new_terminal:
        yield new_terminal


@pytest.fixture
def page(terminal_page, jupyter):
    connect(terminal_page, jupyter(), {'protocol': 'jupyter'})
    wait_for_text(terminal_page, 'ready>')
    terminal_page.evaluate('t.focus()')
    yield terminal_page
    terminal_page.evaluate('t.dispose()')


def run(page, line: str, wanted: str) -> None:
    page.keyboard.type(f'{line}\n')
    wait_for_text(page, wanted)


def test_input_output_and_sizes(page):
    run(page, 'echo $((6 * 7)) 안녕 🎉', '\n42 안녕 🎉')
    run(page, 'stty size', '\n29 92')
    page.evaluate('() => { out.style.height = "240px"; }')
    page.wait_for_function('t.term.rows === 14')
    run(page, 'stty size', '\n14 92')
    page.evaluate('() => { out.style.height = "480px"; }')
    page.wait_for_function('t.term.rows === 29')
    run(page, 'echo begun; sleep 100', '\nbegun')  # before that, Ctrl+C would discard only what bash has read
    page.keyboard.press('Control+c')
    run(page, 'echo over', '\nover')
    assert page.evaluate('t.skipped') == 0


def test_another_connection_meets_the_same_terminal_and_shows_it_once(terminal_page, jupyter):
    """The server replays its output; queries of programs in it are not answered a second time."""
    page, url = terminal_page, jupyter()
    connect(page, url, {'protocol': 'jupyter'})
    wait_for_text(page, 'ready>')
    page.evaluate('t.focus()')
    run(page, r"kept=yes; printf '\033[6n'; read -rsdR answer; echo answered", '\nanswered')
    before = screen(page)
    for _ in range(2):
        page.evaluate('url => { t.close(); return t.connect(url); }', url)
        wait_for_text(page, '\nanswered')
    # A typed key would follow the answer to a query.
    run(page, 'echo "[$kept]"', '\n[yes]')
    assert screen(page).startswith(before.rstrip()) and 'R' not in screen(page).splitlines()[-3]
    page.evaluate('t.dispose()')


def test_the_end_of_the_shell_is_the_end(page):
    page.keyboard.type('exit\n')
    detail = wait_for_state(page, 'gone')
    assert detail['reason'] == 'the session has ended'
    assert status(page) == 'The session has ended. Enter connects again.'


def test_a_restart_is_refused(page):
    page.evaluate('t.restartKernel()')
    page.wait_for_function('document.querySelector(".backendai-webterm-status span").innerText.startsWith("This server cannot restart")')
    run(page, 'echo still here', '\nstill here')
