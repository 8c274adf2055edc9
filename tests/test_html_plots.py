"""Plots from plotly and bokeh with their real libraries: from a server, once the user allows it, or inlined."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support.pixels import picture_of
from tests.test_html import ROOT_TEXT, inner, note, show

pytestmark = pytest.mark.slow

# By the name of the output: its library's host and path, a color that only the plot has, and its minimum height.
PLOTS = {
    'plotly_cdn': ('https://cdn.plot.ly', '/plotly-4.1.1.min.js', (99, 110, 250), 400),
    'bokeh_cdn': ('https://cdn.bokeh.org', '/bokeh/release/bokeh-3.9.2.min.js', (31, 119, 180), 200),
}


@pytest.fixture(scope='module')
def libraries(root) -> dict[str, bytes]:
    """The files that the servers of the libraries send."""
    bokeh = Path(find_spec('bokeh').submodule_search_locations[0]) / 'server' / 'static' / 'js' / 'bokeh.min.js'
    plotly = root / 'tests' / 'node_modules' / 'plotly.js-dist-min' / 'plotly.min.js'
    return {'plotly_cdn': plotly.read_bytes(), 'bokeh_cdn': bokeh.read_bytes()}


def draws(visit, name: str, index: int = 0) -> bool:
    """Whether the plot is visible: its color is there, in a frame that is high enough."""
    _, _, color, height = PLOTS[name]
    frame = visit.page.locator(f'#r-{index} iframe')
    if frame.bounding_box()['height'] < height:
        return False
    colors = picture_of(frame).getcolors(10 ** 7)
    return sum(count for count, found in colors if max(abs(one - other) for one, other in zip(found, color)) < 40) > 50


def wait_for_plot(visit, name: str, index: int = 0) -> None:
    for _ in range(150):
        if draws(visit, name, index):
            return
        visit.page.wait_for_timeout(100)
    raise AssertionError(f'{name} is not drawn')


@pytest.mark.parametrize('name', PLOTS)
def test_a_plot_whose_library_is_elsewhere_draws_once_that_may_be_loaded(visit, assets, fixtures, libraries, name):
    origin, path, _, _ = PLOTS[name]
    assets.pages[path] = (libraries[name], {'Content-Type': 'text/javascript'})
    page = visit.open()
    page.set_viewport_size({'width': 800, 'height': 900})
    markup = fixtures('html')[name][1]
    assert origin in markup
    show(visit, markup.replace(origin, assets.origin))
    page.wait_for_selector('#r-0 .media-note button')
    assert note(visit).startswith('Remote addresses not loaded: 1 (127.0.0.1:')
    assert path not in assets.log and not draws(visit, name)
    page.click('#r-0 .media-note button')
    wait_for_plot(visit, name)
    assert assets.log.count(path) == 1 and page.locator('.media-note').count() == 0
    show(visit, '<p>still</p>')
    page.wait_for_function('window.length === 0')
    assert visit.errors == []


@pytest.mark.parametrize('name', PLOTS)
def test_a_plot_with_its_library_inside_draws_at_once_and_asks_nobody(visit, assets, fixtures, libraries, name):
    page = visit.open()
    page.set_viewport_size({'width': 800, 'height': 900})
    library = libraries[name].decode().replace('</script', '<\\/script')
    markup = re.sub(r'<script[^>]*src="https://cdn[^>]*></script>', lambda match: f'<script>{library}</script>', fixtures('html')[name][1], count=1)
    assert len(markup) > 1_000_000
    show(visit, markup)
    wait_for_plot(visit, name)
    assert page.locator('.media-note').count() == 0
    assert [path for path in assets.log if not path.endswith(('.js', 'frame.html'))] == []
    inner(visit)
    assert visit.errors == []


def test_a_plot_draws_with_the_library_that_an_earlier_output_has_brought(visit, fixtures, libraries):
    """The renderer ``notebook`` of plotly.py outputs its library once, and then figures without any."""
    page = visit.open()
    library = libraries['plotly_cdn'].decode().replace('</script', '<\\/script')
    markup = re.sub(r'<script[^>]*src="https://cdn[^>]*></script>', '', fixtures('html')['plotly_cdn'][1], count=1)
    visit.show(['text/html', f'<script>{library}</script>'], ['text/html', markup])
    wait_for_plot(visit, 'plotly_cdn', 1)
    assert page.locator('.media-note').count() == 0


def test_a_table_of_itables_finds_the_library_of_its_notebook(visit):
    """What brings the library ends with a tag in a text, which must not end the script early."""
    page = visit.open()
    visit.show(['text/html', '''<script>if (!window._itables_2_9_1) { window._itables_2_9_1 = Promise.resolve({draw: place => {
        place.textContent = "drawn"; place.style.height = "333px"; place.dataset.text = "<!-- <\\/script>"; }}); }</script>'''],
               ['text/html', '<div id="t">Loading</div><script type="module">const {draw} = await window._itables_2_9_1; draw(t)</script>'])
    frame = inner(visit, 1)
    frame.wait_for_selector('text=drawn')
    page.wait_for_function('document.querySelector("#r-1 iframe").offsetHeight > 333')
    assert frame.evaluate('t.dataset.text') == '<!-- </script>'


def test_a_document_as_high_as_its_window_gets_a_window_of_450_pixels(visit):
    page = visit.open()
    visit.show(*[['text/html', markup] for markup in (
        '<!doctype html><style>html, body {height: 100%; margin: 0}</style><div style="height: 100%">x</div><script>1</script>',
        '<html><body style="margin: 0"><div style="height:100vh">x</div><script>1</script>',
        '<div style="height: 100%">x</div><script>1</script>')])
    for index, wanted in enumerate(('=== 450', '=== 450', '< 100')):
        page.wait_for_function(f'document.querySelector("#r-{index} iframe").offsetHeight {wanted}')


def test_a_frame_with_a_relative_address_is_named(visit):
    """As pyvis shows its networks."""
    page = visit.open()
    visit.show(['text/html', '<iframe width="100%" height="600px" src="graph.html" frameborder="0"></iframe>'])
    page.wait_for_selector('#r-0 .media-note')
    assert note(visit) == 'The address “graph.html” is relative, and cannot be loaded.'
    assert not any('graph.html' in url for url in visit.requests)


def test_the_logo_of_bokeh_does_not_wait_for_its_library(visit):
    visit.open()
    show(visit, '<a href="https://bokeh.org" class="bk-logo">B</a><span id="b1">Loading BokehJS ...</span>')
    text = visit.page.evaluate(ROOT_TEXT, 0)
    assert 'BokehJS' in text and 'Loading' not in text
