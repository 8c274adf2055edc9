"""The gallery as a new visitor sees it, from the real server."""

from __future__ import annotations

import http.client
import json
import re
import urllib.error
import urllib.request
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.support import servers
from tests.test_accessibility import AXE, violations
from toolchain.site.gallery import demos
from toolchain.site.gallery import sections as sections_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope='module')
def gallery(root):
    with servers.gallery(root) as address:
        yield address


@contextmanager
def open_gallery(chromium, gallery: str):
    context = chromium.new_context(viewport={'width': 1200, 'height': 900})
    page = context.new_page()
    problems: list[str] = []
    # Scripts of outputs report errors in their frames if their libraries are not loaded.
    page.on('pageerror', lambda error: None if 'about:srcdoc' in (error.stack or '') else problems.append(str(error)))
    page.on('request', lambda request: None if request.url.startswith((gallery, 'data:', 'blob:', 'chrome')) else problems.append(request.url))
    # Chromium's PDF viewer is an extension.
    # Requests of outputs in frames that the policy forbids are never sent.
    page.on('requestfailed', lambda request: problems.remove(request.url) if request.failure == 'csp' else None)
    page.goto(gallery)
    page.wait_for_function('document.documentElement.dataset.ready === "yes"')
    yield page
    context.close()
    assert problems == []


@pytest.fixture
def page(chromium, gallery):
    with open_gallery(chromium, gallery) as page:
        yield page


@pytest.fixture(scope='module')
def scrolled(chromium, gallery):
    """The page after scrolling through all of it, for tests that leave it as it was."""
    with open_gallery(chromium, gallery) as page:
        scroll_through(page)
        yield page


def fetch(address: str):
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer, answer.read()


def test_the_page_for_outputs_that_may_not_fetch_may_not_connect(gallery):
    for name, connections in [('frame.html', '()'), ('open.html', None)]:
        answer, _ = fetch(f'{gallery}/latest/{name}')
        assert answer.headers['Connection-Allowlist'] == connections


def scroll_through(page) -> None:
    """Scroll down like a reader, until every figure has been shown."""
    page.evaluate("""async () => {
      for (const figure of document.querySelectorAll('figure')) {
        figure.scrollIntoView();
        for (let turns = 0; figure.dataset.state === 'waiting' && turns < 400; turns++) await new Promise(done => setTimeout(done, 25));
      }
    }""")


def test_a_page_shows_figures_as_they_come_near(page):
    """Figures far below load nothing yet."""
    first, last = page.locator('figure').first, page.locator('figure').last
    expect(first).to_have_attribute('data-state', 'shown')
    expect(last).to_have_attribute('data-state', 'waiting')
    last.scroll_into_view_if_needed()
    expect(last).not_to_have_attribute('data-state', 'waiting', timeout=20_000)


def test_every_figure_is_shown_with_its_facts_and_its_data(scrolled, root):
    page = scrolled
    items = [item for section in sections_of(root) for item in section['items']]
    states = dict(page.evaluate('[...document.querySelectorAll("figure")].map(figure => [figure.id, figure.dataset.state])'))
    assert list(states) == [item['id'] for item in items]
    refused = [name for name, state in states.items() if state == 'refused']
    assert refused == ['failures-bomb-30000x30000-png', 'failures-variant-data-html-under-png']
    assert {name for name, state in states.items() if state != 'shown'} == set(refused)
    shown = '.stage:has(img, audio, video, canvas, iframe, svg, [class^=backendai-], .media-item > [id])'
    empty = page.evaluate(f'[...document.querySelectorAll("figure[data-state=shown] > .stage:not({shown})")].map(stage => stage.parentNode.id)')
    assert empty == []
    assert page.evaluate('[...document.querySelectorAll("figure img[src]")].every(image => image.naturalWidth > 0)')
    media_items = [item for item in items if not item['demo']]
    facts = page.locator('figure .facts').all_inner_texts()
    assert sum(bool(re.search(r'(bytes|kB), (shown|refused) in [\d,]+ ms', text)) for text in facts) == len(media_items)
    plot = page.locator('#highlights-waves')
    assert not plot.locator('.data pre').is_visible()
    plot.get_by_text('Data', exact=True).click()
    assert plot.locator('.data pre').inner_text().startswith('{"data":{"image/png"')


def test_every_figure_says_what_is_special_and_where_it_comes_from(root):
    for section in sections_of(root):
        assert section['title'] and section['text'] and (section['items'] or section['demo']), section['id']
        for item in section['items']:
            assert item['title'] and item['caption'].endswith('.') and item['origin'], item['id']


def test_no_item_appears_twice(root):
    ids = [item['id'] for section in sections_of(root) for item in section['items']]
    fixtures = [tuple(item['fixture']) for section in sections_of(root) for item in section['items'] if not item['demo']]
    assert len(set(ids)) == len(ids) and len(set(fixtures)) == len(fixtures)


def test_sections_and_figures_have_links_that_last(page, gallery, root):
    named = [section['id'] for section in sections_of(root)]
    contents = page.locator('#contents a')
    assert contents.evaluate_all('links => links.map(link => link.hash.slice(1))') == [*named, 'try', 'release']
    assert page.evaluate('[...document.querySelectorAll("h2")].map(heading => heading.innerText)') == [
        section['title'] for section in sections_of(root)] + ['Try your own', 'What a page loads']
    page.goto(f'{gallery}/#math-matrix')
    page.reload()
    expect(page.locator('#math-matrix')).to_be_in_viewport()
    expect(page.locator('#math-matrix')).to_have_attribute('data-state', 'shown')


def test_every_demo_has_its_place_and_starts(scrolled, root):
    page = scrolled
    parts = [part for section in sections_of(root) for part in (section, *section['items'])]
    named = [part['demo'] for part in parts if part['demo']]
    assert sorted(named) == demos(root)
    page.wait_for_function('[...document.querySelectorAll(".demo")].every(stage => stage.dataset.ready)')
    assert page.locator('.demo[data-ready=yes]').count() == len(named), page.locator('.demo[data-ready=failed]').all_inner_texts()


@pytest.mark.parametrize(('scheme', 'width'), [('light', 1200), ('dark', 1200), ('light', 360)])
def test_it_is_accessible(scrolled, scheme, width):
    """axe-core finds no violation in the whole gallery, except those that tests/test_accessibility.py explains."""
    page = scrolled
    page.evaluate(AXE.read_text(encoding='utf-8'))
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({'width': width, 'height': 900})
    page.wait_for_timeout(500)  # outputs that depend on the size render again
    try:
        assert violations(page) == []
        assert page.evaluate('document.documentElement.scrollWidth <= innerWidth')  # nothing scrolls sideways
    finally:
        page.set_viewport_size({'width': 1200, 'height': 900})
        page.emulate_media(color_scheme='light')


def test_printing_shows_everything_first(page):
    page.evaluate('window.print = () => { window.printed = document.querySelectorAll("[data-state=waiting]").length; }')
    page.get_by_role('button', name='Show and print everything').click()
    page.wait_for_function('window.printed === 0')
    page.emulate_media(media='print')
    assert page.locator('#contents').is_hidden() and page.locator('#highlights-waves img').is_visible()


def test_a_pasted_item_is_shown(page):
    assert page.inner_text('#verdict').strip() == '1 of 1 shown.'
    page.fill('#item', '[["image/svg+xml", "<svg width=\'9\' height=\'9\'/>"], ["x/y", 1]]')
    page.get_by_role('button', name='Show it').press('Enter')
    page.wait_for_function('document.querySelector("#verdict").innerText.includes("of 2")')
    assert page.inner_text('#verdict') == '1 of 2 shown. x/y: no handler shows this type'
    assert page.locator('#stage img').count() == 1
    page.fill('#item', 'no json')
    page.press('#item', 'Control+Enter')
    page.wait_for_function('document.querySelector("#verdict").innerText.startsWith("This is not valid JSON")')


def test_the_sizes_are_those_of_the_build(page, gallery):
    sizes = json.loads(fetch(f'{gallery}/gallery/sizes.json')[1])
    page.wait_for_selector('#table tr', state='attached')
    rows = page.locator('#table tr').all_inner_texts()
    assert len(rows) == len(sizes) + 1
    assert f'{sizes[0]["brotli"]:,}' in rows[1]
    brotli = {file['name']: f'{file["brotli"] / 1000:.1f} kB' for file in sizes}
    assert brotli['js/main.min.js'] in page.inner_text('#sizes') and brotli['js/image.js'] in page.inner_text('#sizes')


def test_figures_are_shown_while_the_sizes_are_measured(page):
    held = []
    page.route('**/gallery/sizes.json', lambda route: held.append(route))
    page.reload()
    page.wait_for_selector('figure[data-state=shown] .facts')
    assert held and page.locator('#table tr').count() == 0
    held[0].continue_()
    page.wait_for_selector('#table tr', state='attached')
    page.wait_for_function('[...document.querySelectorAll("figure .facts")].some(facts => facts.innerText.endsWith("kB of code"))')


@pytest.mark.parametrize(('width', 'scheme'), [(1200, 'light'), (1200, 'dark'), (320, 'light')])
def test_it_fits_every_screen_and_reads_in_the_dark(page, width, scheme):
    page.set_viewport_size({'width': width, 'height': 800})
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function('width => document.documentElement.scrollWidth <= width', arg=width)
    back, text = page.evaluate('[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]')
    shades = [sum(int(part) for part in color.strip('rgb()').split(',')[:3]) for color in (back, text)]
    assert (shades[0] > shades[1]) == (scheme == 'light') and abs(shades[0] - shades[1]) > 400


def test_the_terminal_has_the_colors_of_the_page_until_a_person_chooses(page):
    page.emulate_media(color_scheme='dark')
    page.locator('#contents').get_by_role('link', name='A terminal', exact=True).click()
    terminal, colors = page.locator('.backendai-webterm'), page.get_by_label('Colors', exact=True)
    expect(terminal).to_have_css('color-scheme', 'light dark')
    expect(terminal).to_have_css('background-color', 'rgb(20, 23, 28)')
    page.emulate_media(color_scheme='light')
    expect(terminal).to_have_css('background-color', 'rgb(251, 251, 252)')
    colors.select_option('dark')
    expect(terminal).to_have_css('background-color', 'rgb(20, 23, 28)')
    colors.select_option('as the page')
    expect(terminal).to_have_css('background-color', 'rgb(251, 251, 252)')


def test_keyboard_and_labels(page):
    assert page.get_by_label('Item, as JSON').count() == 1
    assert page.get_by_role('navigation', name='Kinds of output').get_by_role('link').count() >= 5
    assert page.evaluate('[...document.querySelectorAll("img")].every(image => image.alt)')
    page.keyboard.press('Tab')
    assert page.evaluate('document.activeElement.innerText') == 'Skip to the gallery'


def test_the_release_is_open_to_local_front_ends_and_nothing_else_is(gallery):
    answer, body = fetch(f'{gallery}/latest/js/main.min.js')
    assert answer.headers['Access-Control-Allow-Origin'] == '*' and answer.headers['Content-Type'].startswith('text/javascript')
    assert b'sourceMappingURL' in body
    assert fetch(f'{gallery}/latest/js/main.min.js.map')[0].status == 200
    assert fetch(gallery)[0].headers['Access-Control-Allow-Origin'] is None
    for path in ['/latest/../pyproject.toml', '/latest/%2e%2e/%2e%2e/etc/passwd', '/latest/js', '/latest/js/none.js', '/pyproject.toml',
                 '/gallery/../index.html', '/gallery/sections/10-pictures.json', '/gallery/data/image.json',
                 '/gallery/data/../test_api.py', '/gallery/demos/none.js', '/gallery/demos/../../etc/passwd']:
        with pytest.raises(urllib.error.HTTPError) as caught:
            fetch(gallery + path)
        assert caught.value.code == 404
        caught.value.close()


def test_the_docs_are_served_beside_the_gallery(page, gallery):
    page.goto(f'{gallery}/docs/')
    expect(page.get_by_role('heading', name='backend.ai-media')).to_be_visible()
    page.get_by_role('link', name='API reference', exact=True).click()
    expect(page.get_by_role('heading', name='Showing output')).to_be_visible()
    assert fetch(f'{gallery}/docs/api.md')[1].startswith(b'# API reference')


def test_the_page_has_a_shell_and_no_other_page_may_frame_it(page, gallery):
    assert page.evaluate('''async () => {
      const {ttyd} = await (await fetch('/shell/token', {method: 'POST'})).json();
      const socket = new WebSocket(ttyd, 'tty');
      socket.binaryType = 'arraybuffer';
      await new Promise((done, fail) => { socket.onopen = done; socket.onerror = fail; });
      const send = text => socket.send(new TextEncoder().encode(text));
      send('{"AuthToken": "", "columns": 80, "rows": 24}');
      send('0echo real-$((6 * 7))\\n');
      let output = '';
      await new Promise(done => { socket.onmessage = event => {
        output += new TextDecoder().decode(event.data);
        if (output.includes('real-42')) done();
      }; });
      socket.close();
      return output;
    }''')
    answer, _ = fetch(gallery)
    assert answer.headers['Content-Security-Policy'] == "frame-ancestors 'self'"


@pytest.mark.parametrize('path', ['/', '/gallery/sections.json', '/latest/js/main.min.js', '/gallery/events', '/nowhere'])
@pytest.mark.parametrize('host', ['evil.example:{}', 'localhost.evil.example:{}', '127.0.0.1:1', '127.0.0.1', 'evil.example', ':{}', '127.0.0.1:{}.evil.example', '[::1', ''])
def test_every_route_answers_only_to_the_name_of_this_server(gallery, path, host):
    assert status(gallery, path, host.format(urlsplit(gallery).port)) in (400, 403)


def test_its_own_names_are_answered_and_odd_paths_are_refused(gallery):
    port = urlsplit(gallery).port
    assert [status(gallery, '/', f'{name}:{port}') for name in ('127.0.0.1', 'localhost', '[::1]', '192.0.2.7')] == [200] * 4
    for path in ('/latest/%00', '/gallery/data/%00', '/latest/js/' + 'x' * 5000, '/gallery/data/' + 'x' * 5000, '/gallery/demos/%00/..', '/latest/..%2f..%2fsecret'):
        assert status(gallery, path, f'127.0.0.1:{port}') in (400, 404), path[:30]


def status(gallery: str, path: str, host: str) -> int:
    connection = http.client.HTTPConnection('127.0.0.1', urlsplit(gallery).port, timeout=10)
    connection.putrequest('GET', path, skip_host=True)
    connection.putheader('Host', host)
    connection.endheaders()
    try:
        return connection.getresponse().status
    finally:
        connection.close()


def test_a_second_gallery_runs_beside_the_first(gallery, root):
    """Both are of one folder, with one build."""
    with servers.gallery(root) as address:
        assert fetch(address)[0].status == fetch(gallery)[0].status == 200
