"""The terminal has the size of its container, wherever that is, and follows each change once the size is stable."""

from __future__ import annotations

import base64

import pytest

from tests.support.webterm_pages import open_pair, wait_for_text

pytestmark = pytest.mark.slow


@pytest.fixture
def page(terminal_page):
    return terminal_page


# Sets the style of the container, and waits until all observers have seen its new size.
STYLED = '''style => {
    out.style.cssText = style;
    return new Promise(done => {
        const observer = new ResizeObserver(() => { observer.disconnect(); done(); });
        observer.observe(out); }); }'''


def sizes(page, peer) -> list[tuple[int, int]]:
    """The sizes that the server has received so far."""
    page.evaluate('t.term.input("!", true)')
    found = []
    while (message := peer.receive())['type'] != 'stdin' or base64.b64decode(message['chars']) != b'!':
        if message['type'] == 'resize':
            found.append((message['cols'], message['rows']))
    return found


def test_the_size_follows_the_container_once_it_settles_and_is_never_silly(new_terminal_page, terminals):
    page = new_terminal_page
    page.clock.install()
    peer = open_pair(page, terminals, reconnect=False)
    peer.output(b'$')
    wait_for_text(page, '$')
    page.clock.pause_at(page.evaluate('Date.now()') + 1000)
    sizes(page, peer)
    for width in range(790, 390, -10):
        page.evaluate(STYLED, f'width: {width}px; height: 480px')
        page.clock.run_for(90)
    assert page.evaluate('t.term.cols') == 92
    page.clock.run_for(110)
    (size,) = sizes(page, peer)
    assert 44 <= size[0] <= 48 and size[1] == 29
    for style in ['display: none', 'width: 0', 'height: 0', 'width: 3px; height: 3px', 'visibility: hidden']:
        page.evaluate(STYLED, f'width: 400px; height: 480px; {style}')
        page.clock.run_for(200)
        assert page.evaluate('[t.term.cols, t.term.rows]') == [*size]
    page.evaluate(STYLED, 'width: 800px; height: 300px')
    page.clock.run_for(200)
    assert sizes(page, peer) == [(92, 18)]
    page.evaluate('() => { out.style.cssText = "width: 800px; height: 480px"; t.term.options.fontSize = 28; t.resizeToFit(); }')
    cols, rows = sizes(page, peer)[-1]
    assert 40 <= cols <= 48 and rows <= 15


def test_a_container_that_comes_later(page, terminals):
    page.evaluate('''url => make().then(async made => {
        made.dispose();
        window.later = document.createElement('div');
        later.style.cssText = 'width: 800px; height: 480px';
        window.t = new BackendAI.Webterm(later, 'x', {});
        await t.connect(url);
        out.append(later); })''', terminals.url())
    peer = terminals.accept()
    while peer.receive_kind('resize')['cols'] != 92:
        pass
    assert page.evaluate('getComputedStyle(later.querySelector(".xterm-helper-textarea")).opacity') == '0'
    page.evaluate('() => { t.dispose(); later.remove(); }')


def wait_for_size(peer, cols: int, rows: int) -> None:
    """Wait until the server receives this size."""
    while (size := peer.receive_kind('resize'))['cols'] != cols or size['rows'] != rows:
        pass


def test_a_tab_of_the_page_that_is_opened_later(page, terminals):
    """A terminal that is created and connected while hidden gets its size as soon as it is visible."""
    page.evaluate('() => { out.style.cssText = "width: 800px; height: 480px; display: none"; }')
    peer = open_pair(page, terminals)
    hidden = peer.receive_kind('resize')
    assert hidden['cols'] >= 20 and hidden['rows'] >= 10  # a usable default size
    page.evaluate('() => { out.style.display = ""; }')
    wait_for_size(peer, 92, 29)
    page.evaluate('() => { out.style.display = "none"; }')
    page.evaluate('() => { out.style.width = "500px"; }')
    page.evaluate('() => { out.style.display = ""; }')
    page.wait_for_function('t.term.cols < 60')
    wait_for_size(peer, page.evaluate('t.term.cols'), 29)
    page.evaluate('() => { out.style.width = "800px"; }')
    wait_for_size(peer, 92, 29)


def test_another_font_takes_another_size(page, terminals):
    peer = open_pair(page, terminals)
    wait_for_size(peer, 92, 29)
    page.evaluate('() => { t.term.options.fontSize = 28; }')
    page.wait_for_function('t.term.rows < 16')
    box, place = (page.locator(part).bounding_box() for part in ('.xterm-screen', '.backendai-webterm-screen'))
    assert box['width'] <= place['width'] and box['height'] <= place['height']
    page.evaluate('() => { t.term.options.fontSize = 14; }')
    wait_for_size(peer, 92, 29)


def test_a_zoomed_page_keeps_the_terminal_within_its_place(new_terminal_page, terminals):
    """Zooming with Ctrl and + raises the pixel density and shrinks the page in CSS pixels."""
    page = new_terminal_page
    page.evaluate('() => { document.body.style.margin = 0; out.style.cssText = "width: 100vw; height: 100vh"; }')
    peer = open_pair(page, terminals)
    devtools = page.context.new_cdp_session(page)
    for zoom in (1.5, 0.8, 3):
        width, height = int(1000 / zoom), int(700 / zoom)
        devtools.send('Emulation.setDeviceMetricsOverride',
                      {'width': width, 'height': height, 'deviceScaleFactor': zoom, 'mobile': False})
        cols, rows = width // 9, height // 18
        page.wait_for_function('([cols, rows, zoom]) => devicePixelRatio.toFixed(1) === zoom.toFixed(1) && t.term.cols >= cols - 4'
                               ' && t.term.cols <= cols * 1.2 && t.term.rows >= rows - 1 && t.term.rows <= rows * 1.2', arg=[cols, rows, zoom])
        assert page.evaluate('document.querySelector(".xterm-screen").getBoundingClientRect().right <= innerWidth')
        assert page.evaluate('document.querySelector(".xterm-screen").getBoundingClientRect().bottom <= innerHeight')
        wait_for_size(peer, *page.evaluate('[t.term.cols, t.term.rows]'))


def test_a_phone_that_is_turned_and_pinched(phone, terminals):
    """Rotation changes the size; pinch zoom only magnifies, without changing it."""
    phone.evaluate('() => { document.body.style.margin = 0; out.style.cssText = "width: 100vw; height: 100vh"; }')
    peer = open_pair(phone, terminals)
    phone.wait_for_selector('.backendai-webterm-keys button')
    phone.set_viewport_size({'width': 640, 'height': 360})
    phone.wait_for_function('t.term.cols > 60 && t.term.rows < 20')
    wait_for_size(peer, *phone.evaluate('[t.term.cols, t.term.rows]'))
    phone.set_viewport_size({'width': 360, 'height': 640})
    phone.wait_for_function('t.term.cols < 45 && t.term.rows > 30')
    upright = phone.evaluate('[t.term.cols, t.term.rows]')
    wait_for_size(peer, *upright)
    phone.context.new_cdp_session(phone).send('Emulation.setPageScaleFactor', {'pageScaleFactor': 2.5})
    phone.wait_for_function('visualViewport.scale > 2')
    phone.evaluate('() => new Promise(done => setTimeout(done, 250))')  # longer than the debounce
    assert phone.evaluate('[t.term.cols, t.term.rows]') == upright
    assert sizes(phone, peer) == []
