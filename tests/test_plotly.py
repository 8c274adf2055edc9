"""Plotly figures: drawn in a frame of the release, in each engine; the limit of live ones, and isolation of hostile ones."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image

from tests.support.pixels import picture, picture_of


pytestmark = pytest.mark.slow

TYPE = 'application/vnd.plotly.v1+json'
RED, BLUE = (224, 0, 0), (0, 0, 224)
POLICY = ("default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; frame-src {assets}; img-src data: blob:; "
          "require-trusted-types-for 'script'; trusted-types 'none'")


def violations(engine) -> list[str]:
    """The policy violations, except for that of WebKit's request for the page's icon."""
    return [each for each in engine.run('return __violations') if not each.endswith('/favicon.ico')]


def chart(index: int = 0) -> str:
    return f'#r-{index} iframe'


def inner(visit, index: int = 0):
    """The document in which Plotly draws, once it has drawn."""
    page = visit.page.wait_for_selector(chart(index)).content_frame()
    frame = page.wait_for_selector('iframe', state='attached', timeout=30000).content_frame()
    frame.wait_for_selector('.main-svg', state='attached', timeout=30000)
    return frame


def where(image: Image.Image, color: tuple) -> list[tuple[int, int]]:
    """The positions of pixels of a color, one in four."""
    small = image.resize((image.width // 2, image.height // 2), Image.Resampling.NEAREST)
    pixels = small.load()
    return [(2 * x, 2 * y) for y in range(small.height) for x in range(small.width)
            if max(abs(one - other) for one, other in zip(pixels[x, y], color)) < 12]


def columns(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The left edge and height of each run of adjacent columns; those of legends are too low to count."""
    tops: dict[int, int] = {}
    for x, _ in places:
        tops[x] = tops.get(x, 0) + 2
    runs: list[tuple[int, int]] = []
    previous = None
    for x in sorted(tops):
        if previous is None or x - previous > 2:
            runs.append((x, 0))
        runs[-1] = (runs[-1][0], max(runs[-1][1], tops[x]))
        previous = x
    return [(left, height) for left, height in runs if height > 20]


def test_bars_stand_where_the_data_are_in_each_engine(engine, fixtures, assets):
    """Under the strictest policy, with typed arrays, and with only the cartesian library."""
    engine.open(main=f'<script nonce="abc" src="{engine.root}/js/main.min.js"></script>',
                headers={'Content-Security-Policy': POLICY.format(assets=assets.origin)})
    assert engine.show(fixtures('plotly')['bars'])[0]['ok']
    engine.wait_for('document.querySelector("#r-0 iframe")?.offsetHeight === 450')
    assert violations(engine) == [] and engine.run('return __errors') == []
    assert engine.run('return document.querySelector("#r-0 iframe").title') == 'Chart: Fruit sold'
    assert not any('plotly_strict' in path for path in assets.log)
    if engine.name != 'chromium':
        return
    engine.page.wait_for_function('() => true')
    for _ in range(100):
        image = picture_of(engine.page.locator(chart()))
        red = columns(where(image, RED))
        if len(red) == 3:
            break
        engine.page.wait_for_timeout(100)
    blue = columns(where(image, BLUE))
    heights = [round(height / red[1][1] * 8, 1) for _, height in red]
    assert heights == pytest.approx([4, 8, 2], abs=0.2)
    assert [round(height / red[1][1] * 8, 1) for _, height in blue] == pytest.approx([2.5, 1.5, 6], abs=0.2)
    assert all(one[0] < other[0] for one, other in zip(red, blue))


def test_every_fixture_is_drawn(visit, fixtures):
    page = visit.open()
    # Those that need the whole library are slow; see below.
    items = [item for name, item in fixtures('plotly').items() if name not in ('surface', 'map')]
    assert all(outcome['ok'] for outcome in visit.show(*items))
    for index in range(len(items)):
        page.locator(f'#r-{index}').scroll_into_view_if_needed()
        frame = inner(visit, index)
        frame.wait_for_selector('.main-svg text, .main-svg path', state='attached')
    assert visit.violations == []
    assert not hasattr(page, '__pwn') and page.evaluate('window.__pwn') is None


def test_sizes_and_config_of_the_figure_and_the_width_of_the_page(visit, fixtures):
    page = visit.open()
    visit.show(fixtures('plotly')['lines'], fixtures('plotly')['bars'])
    plot = inner(visit).wait_for_selector('.main-svg')
    assert (plot.bounding_box()['width'], plot.bounding_box()['height']) == (420, 260)
    bar = inner(visit).wait_for_selector('.modebar')
    assert bar.evaluate('each => getComputedStyle(each).position') == 'absolute'
    assert 'cloud' not in inner(visit).evaluate('document.body.innerHTML').lower()
    wide = inner(visit, 1).wait_for_selector('.main-svg')
    assert wide.bounding_box()['width'] == page.locator('#out').bounding_box()['width']
    page.set_viewport_size({'width': 500, 'height': 700})
    page.wait_for_timeout(100)
    for _ in range(50):
        if wide.bounding_box()['width'] == page.locator('#out').bounding_box()['width'] < 500:
            return
        page.wait_for_timeout(100)
    raise AssertionError('it has not become narrower')


def test_an_update_changes_the_chart_in_its_frame(visit, fixtures):
    page = visit.open()
    visit.show(fixtures('plotly')['bars'])
    frame = inner(visit)
    frame.evaluate('window.mark = 1')
    visit.show([TYPE, {'data': [{'type': 'bar', 'x': ['a'], 'y': [1], 'marker': {'color': '#00b000'}}], 'layout': {'title': {'text': 'Second'}}}])
    frame.wait_for_function('document.querySelector(".gtitle")?.textContent === "Second"')
    assert frame.evaluate('window.mark') == 1
    assert len(where(picture_of(page.locator(chart())), (0, 176, 0))) > 1000
    assert frame.evaluate('document.querySelectorAll(".js-plotly-plot").length') == 1


def test_sliders_move_through_frames(visit, fixtures):
    page = visit.open()
    visit.show(fixtures('plotly')['frames'])
    frame = inner(visit)
    before = min(where(picture_of(page.locator(chart())), RED))
    frame.locator('.slider-tick-group, .slider-rail-touch-rect').last.click(force=True)
    step = frame.locator('.slider-rail-touch-rect').bounding_box()
    page.mouse.click(step['x'] + step['width'] - 4, step['y'] + step['height'] / 2)
    for _ in range(50):
        after = min(where(picture_of(page.locator(chart())), RED), default=before)
        if after[0] > before[0] + 200 and after[1] < before[1]:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f'{before} became {after}')


@pytest.mark.parametrize('scheme', ['dark', 'light'])
def test_a_figure_whose_template_nobody_has_chosen_follows_the_page(visit, fixtures, scheme):
    page = visit.open(head='<meta name="color-scheme" content="light dark">')
    page.emulate_media(color_scheme=scheme)
    own = {'data': [{'y': [1, 2]}], 'layout': {'template': {'layout': {'paper_bgcolor': 'white', 'plot_bgcolor': 'white'}}, 'height': 300}}
    default = {**fixtures('plotly')['template'][1], 'layout': {**fixtures('plotly')['template'][1]['layout'], 'height': 300}}
    visit.show(fixtures('plotly')['bars'], [TYPE, default], [TYPE, own])
    inner(visit, 2), inner(visit, 1), inner(visit)
    page.wait_for_timeout(300)
    for index in (0, 1):  # without a template, and with plotly.py's default
        assert (sum(picture_of(page.locator(chart(index))).getpixel((5, 5))) < 150) == (scheme == 'dark')
    letters = inner(visit, 1).locator('.xtick text').first.evaluate('each => getComputedStyle(each).fill')
    assert letters == ('rgb(42, 63, 95)' if scheme == 'light' else page.evaluate('getComputedStyle(out).color'))
    assert picture_of(page.locator(chart(2))).getpixel((5, 5)) == (255, 255, 255)
    page.emulate_media(color_scheme='light' if scheme == 'dark' else 'dark')
    for _ in range(50):
        if (sum(picture_of(page.locator(chart())).getpixel((5, 5))) < 150) != (scheme == 'dark'):
            return
        page.wait_for_timeout(100)
    raise AssertionError('it has not changed with the page')


def test_the_picture_of_a_bundle_stands_in(visit, assets, fixtures):
    data = io.BytesIO()
    picture().save(data, 'PNG')
    page = visit.open()
    item = {'data': {TYPE: fixtures('plotly')['bars'][1], 'image/png': base64.b64encode(data.getvalue()).decode()}}
    page.evaluate('''item => { window.seen = []; new MutationObserver(() => { const image = document.querySelector('#out img');
        if (image?.naturalWidth === 60) seen.push(1); }).observe(out, {childList: true, subtree: true});
        return BackendAI.Media.handle_all([item], 'r', out).then(() => 0) }''', item)
    inner(visit)
    page.wait_for_function('!document.querySelector("#out img")')
    assert page.locator(chart()).evaluate('each => getComputedStyle(each).opacity') == '1'
    assert page.evaluate('seen.length') > 0


def test_where_the_policy_forbids_frames_the_picture_stays(visit, assets, fixtures):
    data = io.BytesIO()
    picture().save(data, 'PNG')
    page = visit.open(main=f'<script nonce="abc" src="{visit.main}"></script>',
                      headers={'Content-Security-Policy': "default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; img-src data: blob:"})
    visit.show({'data': {TYPE: fixtures('plotly')['bars'][1], 'image/png': base64.b64encode(data.getvalue()).decode()}}, fixtures('plotly')['bars'])
    page.wait_for_selector('#r-0 .media-note')
    page.wait_for_selector('#r-1 .media-note')
    assert page.locator('#r-0 .media-note').inner_text() == (
        'Chart: Fruit sold: the page for scripts did not run; allow it in frame-src, and serve it without a policy that stops scripts')
    assert len(where(picture_of(page.locator('#r-0 img')), (255, 0, 0))) > 100
    assert page.locator('#out iframe').count() == 0


@pytest.mark.parametrize(('data', 'reason'), [
    (None, 'the figure has no list of traces as its data'), ([], 'the figure has no list of traces as its data'),
    ({'data': {}}, 'the figure has no list of traces as its data'), ({'data': [], 'layout': 5}, 'the layout of the figure is not an object'),
    ('{"data": [', None),
])
def test_what_is_no_figure_says_why(visit, data, reason):
    visit.open()
    outcome, = visit.show([TYPE, data])
    assert not outcome['ok'] and (reason is None or outcome['reason'] == reason)
    assert visit.text().startswith(f'Cannot show {TYPE}: ')


def test_what_is_drawn_from_damaged_traces_disturbs_nothing(visit, fixtures):
    visit.open()
    strange = [None, 5, 'x', {'type': {}}, {'type': '__proto__', 'y': [1]}, {'y': {'dtype': 'f8', 'bdata': '!!'}}, {'x': {}, 'y': 7}]
    outcomes = visit.show([TYPE, {'data': strange, 'frames': 7, 'config': 3}], fixtures('plotly')['bars'])
    assert outcomes[1]['ok']
    inner(visit, 1)


def test_map_data_are_asked_for(visit, fixtures):
    """The shapes of countries come from a server: their addresses are counted, and the user is asked for permission."""
    page = visit.open()
    visit.show(fixtures('plotly')['map'])
    page.wait_for_selector('#r-0 .media-note button', timeout=40000)
    page.locator('#r-0 .media-note', has_text='Remote addresses not loaded: 1 (cdn.plot.ly).').wait_for()
    assert not [url for url in visit.requests if not url.startswith(('http://127.0.0.1', 'http://localhost'))]


def test_of_many_charts_some_live_and_the_others_are_pictures(visit, fixtures):
    """100 charts: there are never more live ones than the limit, and each is live in view, with the user's changes."""
    page = visit.open()
    items = [fixtures('plotly')['bars']] * 100
    page.evaluate('''items => { window.most = 0; setInterval(() => { most = Math.max(most, document.querySelectorAll('#out iframe').length); }, 5);
        return BackendAI.Media.handle_all(items, 'r', out).then(() => 0) }''', items)
    first = inner(visit)
    first.evaluate('Plotly.relayout(document.querySelector(".js-plotly-plot"), {"title.text": "Changed"})')
    for index in (20, 35, 50, 65, 80, 99):
        page.locator(f'#r-{index}').scroll_into_view_if_needed()
        inner(visit, index)
    page.wait_for_selector('#r-0 img', state='attached')
    frozen = page.locator('#r-0')
    assert frozen.locator('iframe').count() == 0
    frozen.evaluate('each => scrollTo(0, 0)')
    assert inner(visit).wait_for_selector('.gtitle').text_content() == 'Changed'
    assert len(columns(where(picture_of(page.locator(chart())), RED))) == 3
    assert 0 < page.evaluate('most') <= 16
    assert visit.errors == []


def test_webgl_is_released_out_of_sight_and_restored(visit, fixtures):
    """A chart that uses WebGL is replaced by a picture, whether or not this browser supports WebGL."""
    page = visit.open(body='<div id="out"></div><div style="height: 5000px"></div>')
    visit.show(fixtures('plotly')['surface'])
    inner(visit)
    page.wait_for_function('frames.length === 1')
    page.evaluate('scrollTo(0, 4000)')
    page.wait_for_selector('#r-0 img', state='attached', timeout=30000)
    assert page.evaluate('frames.length') == 0
    assert page.locator('#r-0').evaluate('each => each.offsetHeight') >= 360
    page.evaluate('scrollTo(0, 0)')
    inner(visit)
    assert page.evaluate('frames.length') == 1


def test_frames_end_with_their_slot(visit, fixtures):
    page = visit.open()
    visit.show(fixtures('plotly')['bars'])
    inner(visit)
    page.evaluate('BackendAI.Media.clear(out)')
    page.wait_for_function('window.length === 0')
    assert visit.errors == []
