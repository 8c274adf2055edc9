"""Scripts of kernels in frames: their output, their isolation, and libraries that other outputs provide."""

from __future__ import annotations

import json
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support.pixels import picture_of
from tests.test_html import inner, note
from tests.test_plotly import violations

pytestmark = pytest.mark.slow

TYPE = 'application/javascript'
CHART = '''(function(root) { const id = "0f1e2d3c-aaaa-4bbb-8ccc-0123456789ab"; const place = root.document.getElementById(id);
    place.textContent = root.ourLibrary ? root.ourLibrary.draw() : "no library"; })(window);'''
LIBRARY = 'window.ourLibrary = {draw: () => "drawn by the library"};'


def load(kind: str = 'bokehjs', code: str = LIBRARY) -> dict:
    return {'data': {TYPE: code, f'application/vnd.{kind}_load.v0+json': code}}


def show(visit, items: list, options: dict | None = None, result_id: str = 'r') -> list[dict]:
    return visit.page.evaluate('''([items, id, options]) => BackendAI.Media.handle_all(items, id, out, options)
        .then(outcomes => outcomes.map(({ok, reason, type}) => ({ok, reason, type})))''', [items, result_id, options])


def test_scripts_write_into_their_element_in_each_engine(engine, fixtures, assets):
    policy = ("default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; "
              f"frame-src {assets.origin}; require-trusted-types-for 'script'; trusted-types 'none'")
    engine.open(main=f'<script nonce="abc" src="{engine.root}/js/main.min.js"></script>', headers={'Content-Security-Policy': policy})
    assert all(outcome['ok'] for outcome in engine.show(fixtures('javascript')['canvas']))
    engine.wait_for('document.querySelector("#r-0 iframe")?.offsetHeight >= 80')
    assert violations(engine) == [] and engine.run('return __errors') == []


def test_real_scripts(visit, fixtures):
    page = visit.open()
    visit.show(*fixtures('javascript').values())
    assert inner(visit).wait_for_selector('text=from script').evaluate('each => getComputedStyle(each.closest("div")).color') == 'rgb(0, 128, 128)'
    assert inner(visit, 2).wait_for_selector('p').text_content() == 'later'
    inner(visit, 1).wait_for_selector('canvas')
    for _ in range(50):
        if (224, 0, 0) in [color for _, color in picture_of(page.locator('#r-1 iframe')).getcolors(10 ** 6)]:
            return
        page.wait_for_timeout(100)
    raise AssertionError('the canvas is not seen')


def test_an_error_is_told_below_the_frame_and_disturbs_nothing(visit):
    page = visit.open()
    visit.show([TYPE, 'element.append("kept"); nothing.there()'], [TYPE, 'this is no script'], [TYPE, 'element.append("fine")'])
    page.wait_for_selector('#r-0 .media-note')
    assert 'nothing is not defined' in note(visit)
    page.wait_for_selector('#r-1 .media-note')
    assert 'SyntaxError' in note(visit, 1)
    inner(visit, 2).wait_for_selector('text=fine')
    assert page.locator('#r-2 .media-note').count() == 0


def test_what_a_script_wants_to_load_is_asked_for_once_per_host(visit, assets):
    assets.pages['/lib.js'] = (b'element = document.body; document.body.append("loaded")', {'Content-Type': 'text/javascript'})
    code = f'''new Promise((done, fail) => {{ const s = document.createElement('script'); s.src = '{assets.origin}/lib.js';
        s.onload = done; s.onerror = () => done(); document.head.append(s); }})'''
    page = visit.open()
    visit.show([TYPE, code], [TYPE, code])
    page.wait_for_selector('#r-1 .media-note button')
    page.wait_for_selector('#r-0 .media-note button')
    assert '/lib.js' not in assets.log
    page.click('#r-0 .media-note button')
    inner(visit).wait_for_selector('text=loaded')
    page.wait_for_function('!document.querySelector(".media-note")')
    inner(visit, 1).wait_for_selector('text=loaded')
    show(visit, [[TYPE, code]], result_id='later')
    inner(visit, 0, 'later').wait_for_selector('text=loaded')
    assert page.locator('.media-note').count() == 0


def test_the_option_scripts_counts(visit):
    page = visit.open()
    bundle = {'data': {TYPE: 'element.append("ran")', 'text/plain': 'a script'}}
    assert show(visit, [bundle], {'scripts': 'never'})[0]['type'] == 'text/plain'
    assert visit.text().strip() == 'a script'
    show(visit, [bundle], {'scripts': 'ask'}, 'asked')
    assert page.locator('#asked-0 iframe').count() == 0
    page.click('#asked-0 button')
    inner(visit, 0, 'asked').wait_for_selector('text=ran')


@pytest.mark.parametrize('kind', ['bokehjs', 'holoviews'])
def test_a_chart_gets_the_library_that_another_output_has_brought(visit, kind):
    """The library comes from the same result or from an earlier one."""
    visit.open()
    chart = {'data': {TYPE: CHART, f'application/vnd.{kind}_exec.v0+json': ''}, 'metadata': {f'application/vnd.{kind}_exec.v0+json': {'id': 'p1'}}}
    place = ['text/html', '<div id="0f1e2d3c-aaaa-4bbb-8ccc-0123456789ab" data-root-id="p1" style="display: contents;"></div>']
    assert all(outcome['ok'] for outcome in show(visit, [load(kind), place, chart]))
    assert visit.text() == ''
    inner(visit, 2).wait_for_selector('text=drawn by the library')
    show(visit, [chart], result_id='later')
    inner(visit, 0, 'later').wait_for_selector('text=drawn by the library')


def test_the_html_of_a_holoviews_chart_runs_with_its_library(visit):
    visit.open()
    markup = f'<div id="0f1e2d3c-aaaa-4bbb-8ccc-0123456789ab"></div><script type="application/javascript">{CHART}</script>'
    chart = {'data': {'text/html': markup, 'application/vnd.holoviews_exec.v0+json': '', 'text/plain': ':Curve'}}
    assert all(outcome['ok'] for outcome in show(visit, [load('holoviews'), chart]))
    inner(visit, 1).wait_for_selector('text=drawn by the library')


def test_a_real_chart_of_bokeh_draws_with_the_library_that_came_before(visit, assets, fixtures):
    """Its own script embeds the document; nothing is fetched, and no permission is requested."""
    library = (Path(find_spec('bokeh').submodule_search_locations[0]) / 'server' / 'static' / 'js' / 'bokeh.min.js').read_text(encoding='utf-8')
    markup = re.sub(r'<script[^>]*src="https://cdn[^>]*></script>', '', fixtures('html')['bokeh_cdn'][1])
    assert markup != fixtures('html')['bokeh_cdn'][1]
    page = visit.open()
    visit.show(load(code=library), {'data': {'text/html': markup, 'application/vnd.holoviews_exec.v0+json': ''}})
    for _ in range(100):
        colors = picture_of(page.locator('#r-1 iframe')).getcolors(10 ** 7) if page.locator('#r-1 iframe').count() else []
        if sum(count for count, color in colors if max(abs(one - other) for one, other in zip(color, (31, 119, 180))) < 40) > 50:
            assert page.locator('.media-note').count() == 0
            return
        page.wait_for_timeout(100)
    raise AssertionError('the chart is not seen')


def test_scripts_reach_neither_the_page_nor_the_network(visit):
    codes = [
        'top.__pwn = 1', 'parent.parent.__pwn = 1', 'top.location = "https://example.com/"', 'window.open("https://example.com/")',
        'fetch("https://example.com/x")', 'new Image().src = "https://example.com/x"', 'location = "https://example.com/x"',
        'for (let i = 0; i < 1000; i++) parent.postMessage({height: 9e9, drawn: true, frozen: true, picture: "x"}, "*")']
    page = visit.open()
    visit.show(*[[TYPE, code] for code in codes], [TYPE, 'element.append("fine")'])
    inner(visit, len(codes)).wait_for_selector('text=fine')
    page.wait_for_timeout(300)
    assert page.evaluate('window.__pwn') is None and page.url.endswith('/page.html')
    assert page.locator(f'#r-{len(codes) - 1}').evaluate('each => each.offsetHeight') <= 10_100


ALTAIR = '''<div id="viz"></div><script type="text/javascript">
const paths = {"vega": "https://cdn.jsdelivr.net/npm/vega@6?noext", "vega-lite": "https://cdn.jsdelivr.net/npm/vega-lite@6.4.1?noext", "vega-embed": "https://cdn.jsdelivr.net/npm/vega-embed@7?noext"};
const load = name => new Promise((done, fail) => { const s = document.createElement('script'); s.async = true; s.onload = done; s.onerror = fail; s.src = paths[name]; document.head.append(s); });
load('vega').then(() => load('vega-lite')).then(() => load('vega-embed')).then(() => vegaEmbed('#viz', SPEC, {"mode": "vega-lite"}));
</script>'''


def test_html_of_altair_draws_with_the_vega_of_the_release(visit, assets):
    """Nothing is fetched and no permission is requested, since the release includes the libraries at these addresses."""
    spec = {'width': 300, 'height': 200, 'data': {'values': [{'a': 'x', 'b': 2}, {'a': 'y', 'b': 5}]}, 'mark': {'type': 'bar', 'color': '#e00000'},
            'encoding': {'x': {'field': 'a', 'type': 'nominal'}, 'y': {'field': 'b', 'type': 'quantitative'}}}
    page = visit.open()
    visit.show(['text/html', ALTAIR.replace('SPEC', json.dumps(spec))])
    inner(visit).wait_for_selector('#viz canvas, #viz svg', timeout=30000)
    assert page.locator('.media-note').count() == 0
    for _ in range(50):
        count = dict((color, number) for number, color in picture_of(page.locator('#r-0 iframe')).getcolors(10 ** 6)).get((224, 0, 0), 0)
        if count > 5000:
            return
        page.wait_for_timeout(100)
    raise AssertionError('no bars are seen')


def test_other_versions_and_addresses_are_asked_for(visit):
    addresses = ['https://cdn.jsdelivr.net/npm/vega@5', 'https://cdn.jsdelivr.net/npm/vega-lite@6.9.0', 'https://cdn.plot.ly/plotly-2.35.2.min.js',
                 'https://cdn.jsdelivr.net.evil.example/npm/vega@6', 'https://cdn.jsdelivr.net/npm/vega@6.4.0-evil']
    page = visit.open()
    visit.show(*[['text/html', f'<script src="{address}"></script>'] for address in addresses])
    for index in range(len(addresses)):
        page.wait_for_selector(f'#r-{index} .media-note button')
    assert not [name for name in visit.chunk_requests() if 'vega' in name or 'plotly' in name]
