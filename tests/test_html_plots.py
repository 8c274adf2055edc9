"""Plots from plotly and bokeh with their real libraries: from a server, once the user allows it, or inlined."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support.pixels import picture_of
from tests.test_html import inner, note, show

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


def draws(visit, name: str) -> bool:
    """Whether the plot is visible: its color is there, in a frame that is high enough."""
    _, _, color, height = PLOTS[name]
    frame = visit.page.locator('#r-0 iframe')
    if frame.bounding_box()['height'] < height:
        return False
    colors = picture_of(frame).getcolors(10 ** 7)
    return sum(count for count, found in colors if max(abs(one - other) for one, other in zip(found, color)) < 40) > 50


def wait_for_plot(visit, name: str) -> None:
    for _ in range(150):
        if draws(visit, name):
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
