"""Half-open connections, and networks and tabs that go away and return: only dead connections are replaced."""

from __future__ import annotations

import pytest

from tests.support import tabs
from tests.support.servers import run_apart
from tests.support.webterm_pages import open_pair, screen, status, wait_for_state, wait_for_text
from toolchain.setup.browser import ensure as ensure_browser

pytestmark = pytest.mark.slow

# Milliseconds until unanswered input makes the terminal test its connection, and until it shows a message.
DOUBT, SILENCE = 5001, 15001


@pytest.fixture
def page(new_terminal_page):
    """A page with a fake clock."""
    new_terminal_page.clock.install()
    return new_terminal_page


def type_in_vain(page, terminals, protocol: str = 'backendai', **options):
    """Open a connection that works, and type without getting an answer; return the server's end."""
    peer = open_pair(page, terminals, protocol, **options)
    peer.output(b'$ ')
    wait_for_text(page, '$')
    page.evaluate('t.term.input("x", true)')
    peer.receive_input(1, skip=b'\x0c')
    return peer


def states(page) -> list[str]:
    return page.evaluate('t.log.map(detail => detail.state)')


# Half-open sockets


def test_a_dead_socket_is_replaced_by_one_through_which_the_session_answers(page, terminals):
    peer = type_in_vain(page, terminals)
    page.clock.fast_forward(DOUBT)
    second = terminals.accept()
    # A different size makes programs redraw, and the correct size follows.
    assert second.receive() == {'sid': 'session', 'type': 'resize', 'rows': 28, 'cols': 92}
    assert second.receive_kind('resize')['rows'] == 29
    assert page.evaluate('t.state') == 'open'
    second.output(b'\r\x1b[K$ x', b'!')
    wait_for_text(page, '$ x!')
    assert states(page) == ['connecting', 'open', 'lost', 'open']
    assert peer.closed.get(timeout=15) == 1000
    page.evaluate('t.term.input("y", true)')
    assert second.receive_input(1, skip=b'\x0c') == b'y'


def test_a_socket_that_is_just_slow_stays(page, terminals):
    """Even if the same output arrives through the second socket first; it is shown only once."""
    peer = type_in_vain(page, terminals)
    page.clock.fast_forward(DOUBT)
    second = terminals.accept()
    second.receive_kind('resize')
    second.output(b'late')
    peer.output(b'late')
    wait_for_text(page, '$ late')
    assert second.closed.get(timeout=15) == 1000
    page.clock.fast_forward(SILENCE)
    assert states(page) == ['connecting', 'open'] and screen(page) == '$ late'
    assert peer.receive_kind('resize')['rows'] in (28, 29)  # the size is correct again, whatever happens to the second socket
    page.evaluate('t.term.input("y", true)')
    assert peer.receive_input(1) == b'y'


def test_a_program_that_says_nothing_is_left_alone_and_hears_what_is_typed(page, terminals):
    """For example, a password prompt, which cannot be distinguished from a dead connection."""
    peer = type_in_vain(page, terminals)
    page.clock.fast_forward(DOUBT)
    second = terminals.accept()
    second.receive_kind('resize')
    page.clock.fast_forward(SILENCE)
    assert status(page) == 'Nothing answers what was typed.'
    page.evaluate('t.term.input("secret", true)')
    assert second.receive_input(6) == b'secret'
    page.clock.fast_forward(60000)
    assert terminals.peers.empty() and states(page) == ['connecting', 'open']
    peer.output(b'welcome')
    wait_for_text(page, 'welcome')
    assert status(page) == '' and second.closed.get(timeout=15) == 1000


def test_where_no_second_socket_can_be_had_either_the_connection_is_lost(page, terminals):
    type_in_vain(page, terminals)
    terminals.refusals = 2
    page.clock.fast_forward(DOUBT)
    page.wait_for_function('() => true')
    assert page.evaluate('t.state') == 'open'  # the address may just not allow a second socket
    page.clock.fast_forward(SILENCE)
    page.wait_for_function('t.log.some(detail => detail.state === "lost")')
    page.clock.fast_forward(500)
    terminals.accept().output(b'again')
    wait_for_text(page, 'again')


@pytest.mark.parametrize('options', [{'protocol': 'ttyd'}, {'reconnect': False}], ids=str)
def test_where_a_second_socket_could_do_harm_the_person_decides(page, terminals, options):
    """Each socket of ttyd has its own process, which ends with the socket."""
    type_in_vain(page, terminals, **options)
    page.clock.fast_forward(DOUBT)
    page.clock.fast_forward(SILENCE)
    page.evaluate('() => { window.dispatchEvent(new Event("online")); }')
    assert status(page) in ('Nothing answers what was typed.',
                            'What is typed has no effect: this terminal may be read-only, or the connection dead.')
    assert states(page) == ['connecting', 'open'] and terminals.tries == 1
    page.click('.backendai-webterm-status button')
    terminals.accept()
    wait_for_state(page, 'open')


def test_answers_to_the_program_expect_none(page, terminals):
    """For example, a program that queries the cursor's position and then waits for input."""
    peer = open_pair(page, terminals)
    peer.output(b'\x1b[6n\x1b[cwell')
    assert peer.receive_input(3, skip=b'\x0c').startswith(b'\x1b[')
    page.clock.fast_forward(DOUBT)
    page.clock.fast_forward(SILENCE)
    assert status(page) == 'Connected.' and terminals.tries == 1
    page.evaluate('t.term.input("\\x1b[A", true)')
    page.clock.fast_forward(DOUBT)
    terminals.accept()


# Networks


def test_a_network_that_returns_is_used_at_once(page, terminals):
    peer = open_pair(page, terminals)
    peer.output(b'$')
    wait_for_text(page, '$')
    page.context.set_offline(True)
    peer.abort()
    page.wait_for_function('t.log.filter(detail => detail.state === "lost").length === 1')
    for _ in range(25):  # far more than the limit of retries for a server that is down
        lost = len(states(page))
        page.clock.fast_forward(30001)
        page.wait_for_function('lost => t.log.length >= lost + 2', arg=lost)
    assert page.evaluate('t.state') == 'lost' and terminals.tries == 1
    assert page.evaluate('t.log.at(-1).wait') > 22000
    page.clock.pause_at(page.evaluate('Date.now()') + 10)
    page.context.set_offline(False)
    terminals.accept()
    wait_for_state(page, 'open')


def test_a_connection_that_may_have_died_with_the_network_is_looked_after(page, terminals):
    peer = open_pair(page, terminals)
    peer.output(b'$')
    wait_for_text(page, '$')
    page.context.set_offline(True)
    page.wait_for_function('!navigator.onLine')
    page.context.set_offline(False)
    second = terminals.accept()
    second.receive_kind('resize')
    second.output(b'\r$ moved')
    wait_for_text(page, 'moved')
    assert states(page) == ['connecting', 'open', 'lost', 'open']


# Tabs


def test_a_tab_that_returns_connects_at_once(root, new_terminal_page, terminals):
    executable = ensure_browser(root)
    if executable is None:
        pytest.skip("playwright's headless shell has no tabs to hide")
    address = new_terminal_page.url

    async def visit(browser):
        tab = await browser.open(address)
        await tab.evaluate(f'make().then(made => (window.t = made).connect("{terminals.url()}"))')
        peer = terminals.accept()
        peer.output(b'$ ')
        await tab.wait_for('text(t.term) === "$"')
        await browser.open('about:blank#other')
        await tab.wait_for('document.hidden')
        terminals.refusals = 2
        peer.abort()
        await tab.wait_for('t.log.filter(detail => detail.state === "lost").length === 3')
        start = await tab.evaluate('performance.now()')
        await tab.show()
        await tab.wait_for('t.state === "open"')
        took = await tab.evaluate('performance.now()') - start
        assert took < await tab.evaluate('t.log.findLast(detail => detail.state === "lost").wait')
        peer = terminals.accept()
        # Output that arrives while the tab is hidden is shown when the tab is visible again.
        await browser.open('about:blank#again')
        await tab.wait_for('document.hidden')
        peer.output(b'meanwhile')
        await tab.wait_for('text(t.term).endsWith("meanwhile")')
        await tab.show()
        await tab.wait_for('document.querySelector(".xterm-rows").innerText.includes("meanwhile")')

    run_apart(tabs.browse(executable, visit))
