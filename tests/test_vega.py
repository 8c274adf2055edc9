"""Vega and Vega-Lite charts: the positions of marks, and specifications that try to do more than draw a chart."""

from __future__ import annotations

import copy

import pytest
from PIL import Image

from tests.support.pixels import picture_of

LITE = 'application/vnd.vegalite.v6.json'
VEGA = 'application/vnd.vega.v6+json'
POLICY = ("default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; img-src data:; "
          "require-trusted-types-for 'script'; trusted-types 'none'")
RED, BLUE, GREEN = (255, 0, 0), (0, 0, 255), (0, 255, 0)
CANVAS = '#out > div.media-item.media-vega > div.backendai-vega#r-0 canvas'
SCATTER = {'x': {'field': 'x', 'type': 'quantitative'}, 'y': {'field': 'y', 'type': 'quantitative'}}


@pytest.fixture
def visit(shared_visit):
    return shared_visit


@pytest.fixture
def strict(visit):
    """A page whose policy forbids as much as possible."""
    visit.open(main=f'<script nonce="abc" src="{visit.main}"></script>', headers={'Content-Security-Policy': POLICY})
    yield visit
    assert visit.violations == []


def runs(image: Image.Image, row: int, color: tuple) -> list[tuple[int, int]]:
    """The starts and ends of runs of a color in a row of pixels."""
    found, start = [], None
    for column in range(image.width + 1):
        is_there = column < image.width and image.getpixel((column, row)) == color
        if is_there and start is None:
            start = column
        if not is_there and start is not None:
            found.append((start, column))
            start = None
    return found


def longest_runs(image: Image.Image) -> list[tuple[int, int]]:
    """The red runs in the row with the most of them."""
    return max((runs(image, row, RED) for row in range(image.height)), key=len)


def height_of(image: Image.Image, column: int, color: tuple) -> int:
    return sum(image.getpixel((column, row)) == color for row in range(image.height))


def until(page, expression: str, timeout: int = 10000) -> None:
    """Wait until an expression is true; Playwright's own function needs eval."""
    for _ in range(timeout // 50):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f'never true: {expression}')


def lite(mark='point', values=(), **more) -> list:
    return [LITE, {'data': {'values': list(values)}, 'mark': mark, **more}]


def test_bars_are_as_high_as_their_data(strict, fixtures):
    outcome, = strict.show(fixtures('vega')['bars'])
    assert outcome == {'id': 'r-0', 'type': LITE, 'ok': True, 'reason': None}
    image = picture_of(strict.page.locator(CANVAS))
    bars = longest_runs(image)
    assert len(bars) == 3
    apple, banana, cherry = (height_of(image, (start + end) // 2, RED) for start, end in bars)
    # The axis is 200 pixels high and ends at 30; bars have a border of one pixel.
    assert abs(apple - 200) < 4 and abs(banana - 200 / 3) < 4 and abs(cherry - 400 / 3) < 4


@pytest.mark.parametrize('name', ['line over the width', 'selection', 'slider', 'comma-separated', 'side by side',
                                  'vega', 'plain types', 'plain Vega'])
def test_every_kind_of_specification_is_drawn(strict, fixtures, name):
    outcome, = strict.show(fixtures('vega')[name])
    assert outcome['ok'], outcome
    assert any(color != (255, 255, 255) for _, color in picture_of(strict.page.locator(CANVAS)).getcolors(10 ** 6))
    assert strict.errors == []


def test_comma_separated_values_are_read_without_eval(strict, fixtures):
    strict.show(fixtures('vega')['comma-separated'])
    image = picture_of(strict.page.locator(CANVAS))
    blue = (76, 120, 168)
    lengths = [sum(end - start for start, end in runs(image, row, blue)) for row in range(image.height)]
    longest, shortest = max(lengths), min(length for length in lengths if length)
    assert abs(longest / shortest - 3) < 0.1


def test_a_chart_follows_the_width_of_its_slot(strict, fixtures):
    page = strict.page
    strict.show(fixtures('vega')['line over the width'])
    assert abs(page.locator(CANVAS).bounding_box()['width'] - page.locator('#out').bounding_box()['width']) <= 1
    page.evaluate('out.style.width = "400px"')
    until(page, f'document.querySelector("{CANVAS}").offsetWidth <= 400')
    assert page.locator(CANVAS).bounding_box()['width'] > 390


def test_a_chart_wider_than_the_slot_scrolls_and_is_in_reach_of_the_keyboard(strict):
    strict.show(lite('bar', [{'x': 1, 'y': 1}], encoding=SCATTER, width=2000))
    until(strict.page, 'document.getElementById("r-0").tabIndex === 0')
    strict.page.keyboard.press('Tab')  # to the output
    strict.page.keyboard.press('Tab')
    assert strict.page.evaluate('document.activeElement.id') == 'r-0'
    assert strict.page.evaluate('document.documentElement.scrollWidth <= innerWidth')


def test_a_selection_colors_what_it_holds(strict, fixtures):
    page = strict.page
    strict.show(fixtures('vega')['selection'])

    def colored() -> int:
        return sum(count for count, (red, green, blue) in picture_of(page.locator(CANVAS)).getcolors(10 ** 6)
                   if max(red, green, blue) - min(red, green, blue) > 60)
    before = colored()
    box = page.locator(CANVAS).bounding_box()
    page.mouse.move(box['x'] + 60, box['y'] + 30)
    page.mouse.down()
    page.mouse.move(box['x'] + 130, box['y'] + 100, steps=4)
    page.mouse.up()
    page.wait_for_timeout(100)
    assert 0 < colored() < before / 2


def test_a_slider_changes_the_chart(strict, fixtures):
    page = strict.page
    strict.show(fixtures('vega')['slider'])
    before = picture_of(page.locator(CANVAS))
    slider = page.locator('#r-0 input[type=range]')
    slider.focus()
    page.keyboard.press('End')
    page.wait_for_timeout(100)
    assert picture_of(page.locator(CANVAS)).tobytes() != before.tobytes()
    assert page.locator('#r-0 form').inner_text().split() == ['waves', '10']


def test_a_tooltip_has_names_and_values_as_text(strict):
    values = [{'name': '<img src=x onerror=alert(1)>', 'size': 5}]
    strict.show(lite({'type': 'bar', 'color': '#f00'}, values, width=200, height=100, encoding={
        'x': {'field': 'size', 'type': 'quantitative'}, 'tooltip': [{'field': 'name'}, {'field': 'size'}]}))
    strict.page.hover(CANVAS, position={'x': 100, 'y': 40})
    tooltip = strict.page.locator('.backendai-vega-tooltip')
    tooltip.wait_for()
    assert tooltip.inner_text() == 'name: <img src=x onerror=alert(1)>\nsize: 5'
    strict.page.mouse.move(900, 600)
    tooltip.wait_for(state='detached')


def test_what_the_pointer_is_on_is_drawn_as_vega_says(strict, fixtures):
    strict.show(fixtures('vega')['vega'])
    box = strict.page.locator(CANVAS).bounding_box()
    strict.page.mouse.move(box['x'] + box['width'] / 2, box['y'] + box['height'] / 2)
    strict.page.wait_for_timeout(100)
    image = picture_of(strict.page.locator(CANVAS))
    row = image.height // 2
    assert len(runs(image, row, GREEN)) == 1 and len(runs(image, row, BLUE)) == 2


def test_a_dark_page_has_light_letters_and_keeps_its_ground(visit, fixtures):
    page = visit.open(head='<style>html { background: #111; color: #eee } html.light { background: #fff; color: #111 }</style>')
    visit.show(fixtures('vega')['bars'])
    dark = picture_of(page.locator(CANVAS))
    assert dark.getpixel((1, 1)) == (17, 17, 17)
    assert any(min(color) > 200 for _, color in dark.getcolors(10 ** 6))
    page.evaluate('document.documentElement.className = "light"')
    page.wait_for_timeout(500)
    light = picture_of(page.locator(CANVAS))
    assert light.getpixel((1, 1)) == (255, 255, 255)
    assert any(max(color) < 60 for _, color in light.getcolors(10 ** 6))


def test_a_chart_with_a_ground_of_its_own_is_left_alone(visit, fixtures):
    page = visit.open(head='<style>html { background: #111; color: #eee }</style>')
    item = copy.deepcopy(fixtures('vega')['bars'])
    item[1]['config'] = {'background': 'white'}
    visit.show(item)
    image = picture_of(page.locator(CANVAS))
    assert image.getpixel((1, 1)) == (255, 255, 255)
    assert any(max(color) < 60 for _, color in image.getcolors(10 ** 6))


def test_a_chart_is_named_for_screen_readers(strict, fixtures):
    strict.show(fixtures('vega')['bars'], lite('bar', [{'x': 1}], description='One bar'), lite('bar', [{'x': 1}]))
    assert strict.page.evaluate('[...document.querySelectorAll("[role=graphics-document]")].map(each => each.ariaLabel)') == [
        'Chart: Fruit sold', 'One bar', 'Chart']


def test_data_from_elsewhere_are_fetched_after_a_click(visit, site, fixtures):
    page = visit.open()
    site.add_page('/data.json', '[{"x": 1, "y": 1}, {"x": 2, "y": 2}]', {'Content-Type': 'application/json'})
    item = [LITE, {'data': {'url': f'{site.origin}/data.json'}, 'mark': {'type': 'bar', 'color': '#f00'}, 'encoding': SCATTER}]
    outcome, = visit.show(item)
    assert outcome['ok']
    host = site.origin.split('//')[1]
    assert page.inner_text('#out') == f'Remote addresses not loaded: 1 ({host}). Load'
    assert not any('data.json' in request for request in visit.requests)
    page.click('text=Load')
    page.wait_for_function('!document.querySelector("#out button")')
    assert sum('data.json' in request for request in visit.requests) == 1
    assert RED in {color for _, color in picture_of(page.locator(CANVAS)).getcolors(10 ** 6)}


def test_the_host_can_allow_or_forbid_data_from_elsewhere(visit, site):
    page = visit.open()
    site.add_page('/data.json', '[{"x": 1, "y": 1}]', {'Content-Type': 'application/json'})
    item = [LITE, {'data': {'url': f'{site.origin}/data.json'}, 'mark': 'bar', 'encoding': SCATTER}]
    show = '([item, remote]) => BackendAI.Media.handle_all([item], "r", out, {remote})'
    page.evaluate(show, [item, 'block'])
    assert page.inner_text('#out').endswith('.') and not any('data.json' in request for request in visit.requests)
    page.evaluate(show, [item, [site.origin]])
    assert page.inner_text('#out') == '' and any('data.json' in request for request in visit.requests)


def test_addresses_that_lead_nowhere_are_told(visit):
    page = visit.open()
    visit.show([LITE, {'data': {'url': 'data/cars.csv'}, 'mark': 'point', 'encoding': SCATTER}])
    assert page.inner_text('#out') == 'The address “data/cars.csv” is relative, and cannot be loaded.'
    assert len(visit.errors) == 1


@pytest.mark.parametrize(('data', 'reason'), [
    ('{"mark":', 'Unexpected end of JSON input'),
    (None, 'its data is not a specification'),
    ([], 'its data is not a specification'),
    ({'mark': 'nonsense', 'data': {'values': []}, 'encoding': {}}, 'Vega cannot read it'),
    ({'$schema': 'https://vega.github.io/schema/vega/v6.json', 'signals': [{'name': 'a', 'update': 'b +'}]}, 'Vega cannot read it'),
    ({'$schema': 'https://vega.github.io/schema/vega/v6.json', 'signals': [{'name': 'a', 'update': 'eval("1")'}]}, 'Vega cannot read it'),
])
def test_errors_are_told_in_place(visit, fixtures, data, reason):
    page = visit.open()
    bad, good = visit.show([LITE, data], fixtures('vega')['bars'])
    assert not bad['ok'] and reason in bad['reason'] and good['ok']
    assert page.inner_text('#out > div').startswith(f'Cannot show {LITE}: ')
    assert page.locator('#r-1 canvas').count() == 1


def test_an_update_replaces_the_chart_without_a_blank(visit, fixtures):
    page = visit.open()
    item = fixtures('vega')['bars']
    visit.show(item)
    node = page.query_selector('#r-0')
    changed = copy.deepcopy(item)
    changed[1]['data']['values'][0]['count'] = 60
    page.evaluate('''window.blanks = 0; new MutationObserver(() => blanks += !document.querySelector("#r-0 canvas"))
        .observe(out, {childList: true, subtree: true})''')
    visit.show(changed)
    assert page.evaluate('node => node.isConnected && node.querySelectorAll("canvas").length', node) == 1
    assert page.evaluate('blanks') == 0
    image = picture_of(page.locator(CANVAS))
    first, second, _ = longest_runs(image)
    ratio = height_of(image, sum(first) // 2, RED) / height_of(image, sum(second) // 2, RED)
    assert abs(ratio - 6) < 0.5


def test_the_data_of_the_host_stay_as_they_are(visit):
    page = visit.open()
    assert page.evaluate('''async mime => {
        const values = [{x: 1}, {x: 2}], item = [mime, {data: {values}, mark: "bar", transform: [{calculate: "1", as: "y"}],
            encoding: {x: {field: "x", bin: true}, y: {aggregate: "count"}}}], before = JSON.stringify(item);
        await BackendAI.Media.handle_all([item], "r", out);
        return JSON.stringify(item) === before && Object.getOwnPropertySymbols(values[0]).length === 0;
    }''', LITE)


def test_a_chart_that_is_cleared_holds_nothing(visit):
    page = visit.open()
    visit.show([VEGA, {'width': 50, 'height': 50, 'signals': [{'name': 'n', 'value': 0, 'on': [
        {'events': {'type': 'timer', 'throttle': 10}, 'update': 'n + 1'}]}], 'marks': [{'type': 'text', 'encode': {
            'update': {'text': {'signal': 'n'}, 'y': {'value': 20}, 'fill': {'value': 'black'}}}}]}])
    first = picture_of(page.locator(CANVAS))
    page.wait_for_timeout(100)
    assert picture_of(page.locator(CANVAS)).tobytes() != first.tobytes()
    canvas = page.query_selector(CANVAS)
    page.evaluate('BackendAI.Media.clear(out)')
    page.wait_for_timeout(100)
    drawn = page.evaluate('canvas => canvas.toDataURL()', canvas)
    page.wait_for_timeout(100)
    assert page.evaluate('canvas => canvas.toDataURL()', canvas) == drawn
    assert page.inner_html('#out') == ''


def test_a_picture_stands_in_until_the_chart_is_there(visit, assets, fixtures):
    page = visit.open()
    picture = ('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgYPgPAAEDAQAIicLsAAAAAElFTkSuQmCC')
    there = assets.hold('vega_charts.js')
    mime, spec = fixtures('vega')['bars']
    page.evaluate('''item => { BackendAI.Media.handle_all([item], "r", out); }''',
                  {'data': {mime: spec, 'image/png': picture, 'text/plain': 'a chart'}})
    page.wait_for_selector('#out img')
    there.set()
    page.wait_for_selector(CANVAS)
    page.wait_for_function('!document.querySelector("#out img")')


EXPRESSIONS = {
    '1 + 2 * 3 - 4 / 2': '5', '7 % 4': '3', '"a" + 1': 'a1', '+"5" - 2': '3', '-(2)': '-2', '!0': 'true', '~5': '-6', '5 & 3': '1',
    '5 | 3': '7', '5 ^ 3': '6', '1 << 4': '16', '-16 >> 2': '-4', '-1 >>> 28': '15', '1 == "1"': 'true', '1 === "1"': 'false',
    '1 != "1"': 'false', '1 !== "1"': 'true', 'null == 0': 'false', '2 < 10': 'true', '"2" < "10"': 'false', '2 >= 2': 'true',
    '0 || "or"': 'or', '0 && "and"': '0', '1 ? "yes" : "no"': 'yes', 'if(0, "yes", "no")': 'no', 'datum.deep.list[1]': '20',
    'datum["two words"]': 'found', 'length(datum.deep.list)': '2', 'isValid(datum.missing)': 'false', 'PI > 3.14': 'true',
    'isNaN(NaN)': 'true', 'MAX_VALUE > 1e300': 'true', 'SQRT2 * SQRT1_2 > 0.99': 'true', 'abs(-3)': '3', 'clamp(7, 1, 5)': '5',
    'max(1, 4, 2)': '4', 'round(2.5)': '3', 'pow(2, 10)': '1024', 'upper("abc")': 'ABC', 'substring("abcdef", 1, 3)': 'bc',
    'split("a-b", "-")[1]': 'b', 'replace("aXa", /X/g, "-")': 'a-a', 'test(/^a.c$/, "abc")': 'true', 'indexof("abc", "c")': '2',
    'join(reverse([1, 2, 3]), ",")': '3,2,1', 'year(datetime(2026, 4, 5))': '2026', 'month(datetime(2026, 4, 5))': '4',
    'format(1234.5, ",.1f")': '1,234.5', 'pad("7", 3, "0", "left")': '007', 'toNumber("4")': '4', 'length(sequence(0, 10, 2))': '5',
    'span([1, 9])': '8', 'lerp([0, 10], 0.5)': '5', 'slice("abcd", 1, 3)': 'bc', 'trim(" x ")': 'x', 'parseInt("12px")': '12',
    'signalled + 1': '43', 'merge({a: 1}, {b: 2}).b': '2', '{a: 1, kept: 2}.kept': '2',
}


@pytest.mark.parametrize('start', range(0, len(EXPRESSIONS), 25))
def test_expressions_mean_what_they_mean_in_vega(strict, start):
    """Each expression is the value of a row in a tooltip."""
    wanted = dict(list(EXPRESSIONS.items())[start:start + 25])
    rows = ', '.join(f'r{number}: ({expression}) + ""' for number, expression in enumerate(wanted))
    strict.show([VEGA, {**SIGNAL, 'signals': [{'name': 'signalled', 'value': 42}], 'data': [
        {'name': 'd', 'values': [{'deep': {'list': [10, 20]}, 'two words': 'found'}]}], 'marks': [
        {'type': 'rect', 'from': {'data': 'd'}, 'encode': {'update': {
            'width': {'value': 100}, 'height': {'value': 100}, 'fill': {'value': 'red'}, 'tooltip': {'signal': f'{{{rows}}}'}}}}]}])
    assert strict.errors == []
    strict.page.hover(CANVAS, position={'x': 50, 'y': 50})
    strict.page.wait_for_selector('.backendai-vega-tooltip')
    shown = strict.page.locator('.backendai-vega-tooltip div').all_inner_texts()
    assert dict(zip(wanted, (row.partition(': ')[2] for row in shown))) == wanted


# Specifications that try to do more than draw a chart.


SIGNAL = {'$schema': 'https://vega.github.io/schema/vega/v6.json', 'width': 100, 'height': 100}


@pytest.mark.parametrize('expression', [
    'event.view.alert(1)', 'event.target.ownerDocument.cookie', 'event.view.document.title', 'view()._el.ownerDocument.title',
    'event.dataflow._el.ownerDocument.title', 'item().mark.group.context.dataflow._el.ownerDocument.title',
    '"".constructor.constructor', '[].map.constructor', 'event.__proto__.constructor',
])
def test_expressions_reach_nothing_around_the_chart(strict, expression):
    strict.page.evaluate('document.title = "the title"')
    strict.show([VEGA, {**SIGNAL, 'signals': [{'name': 'got', 'value': '', 'on': [
        {'events': '*:click', 'update': f'"got: " + ({expression})'}]}], 'marks': [
            {'type': 'rect', 'encode': {'enter': {'width': {'value': 100}, 'height': {'value': 100}, 'fill': {'value': 'white'},
                                                  'tooltip': {'signal': 'got'}}, 'update': {'tooltip': {'signal': 'got'}}}}]}])
    if strict.errors:
        return  # Vega rejects it
    strict.page.click(CANVAS, position={'x': 50, 'y': 50})
    strict.page.mouse.move(300, 400)
    strict.page.hover(CANVAS, position={'x': 40, 'y': 40})
    strict.page.wait_for_timeout(100)
    shown = strict.page.locator('.backendai-vega-tooltip').all_inner_texts()
    assert all(text == 'got: undefined' for text in shown), shown
    assert 'the title' not in strict.page.inner_text('#out')


def test_functions_of_the_page_cannot_be_called(visit):
    page = visit.open()
    page.evaluate('window.called = 0; window.open = window.fetch = () => { called += 1; }; 0')
    visit.show([VEGA, {**SIGNAL, 'signals': [{'name': 'got', 'value': '', 'on': [
        {'events': '*:click', 'update': 'replace("https://evil.example", regexp("^.*$"), event.view.open)'},
        {'events': '*:click', 'update': 'replace("https://evil.example", regexp("^.*$"), event.view.fetch)'}]}]}])
    page.click(CANVAS, position={'x': 50, 'y': 50})
    page.wait_for_timeout(100)
    assert page.evaluate('called') == 0


def test_inputs_and_listeners_of_the_page_are_out_of_reach(visit):
    page = visit.open(body='<form id="login"><input id="password" value="secret"></form><div id="out"></div>')
    visit.show([VEGA, {**SIGNAL, 'config': {'events': {'globalCursor': True, 'bind': 'any', 'selector': True}}, 'signals': [
        {'name': 'stolen', 'value': '', 'bind': {'element': '#password'}},
        {'name': 'typed', 'value': 'nothing', 'on': [
            {'events': 'window:keydown', 'update': 'event.key'}, {'events': '#password:input', 'update': '"input"'}]},
        {'name': 'picture', 'value': '', 'bind': {'input': 'image', 'src': 'https://evil.example/x.png', 'style': 'position:fixed'}},
        {'name': 'cursor', 'value': 'url(https://evil.example/x.cur), auto'}],
        'marks': [{'type': 'text', 'encode': {'update': {'text': {'signal': 'typed'}}}},
                  {'type': 'rect', 'encode': {'enter': {'width': {'value': 100}, 'height': {'value': 100}, 'fill': {'value': 'red'},
                                                        'cursor': {'value': 'url(https://evil.example/y.cur), auto'}}}}]}])
    assert page.input_value('#password') == 'secret'
    page.locator('#password').press('x')
    page.hover(CANVAS, position={'x': 50, 'y': 50})
    page.wait_for_timeout(100)
    assert page.evaluate('[...out.querySelectorAll("input")].every(input => input.type === "text" && !input.src && !input.style.length)')
    assert page.evaluate('document.body.style.cursor + [...out.querySelectorAll("*")].map(each => each.style.cursor).join("")') == ''


def test_marks_fetch_nothing_and_lead_nowhere_else(strict):
    page = strict.page
    page.evaluate('''window.clicked = []; addEventListener("click", event => { const link = event.composedPath()[0];
        if (link.localName === "a") { clicked.push(link.href); event.preventDefault(); } }, true)''')
    strict.show(*[[VEGA, {**SIGNAL, 'marks': [{'type': 'rect', 'encode': {'enter': {
        'width': {'value': 100}, 'height': {'value': 100}, 'fill': {'value': 'red'}, 'href': {'value': address}}}}]}]
        for address in ('javascript:alert(1)', 'data:text/html,x', 'blob:null/x', ' javascript:alert(1)')],
        [VEGA, {**SIGNAL, 'marks': [{'type': 'image', 'encode': {'enter': {
            'url': {'value': 'https://evil.example/x.png'}, 'width': {'value': 50}, 'height': {'value': 50}}}}]}])
    for index in range(4):
        page.click(f'#r-{index} canvas', position={'x': 50, 'y': 50})
    page.wait_for_timeout(100)
    assert page.evaluate('clicked') == []
    assert 'Remote addresses not loaded: 1 (evil.example).' in page.inner_text('#out')


@pytest.mark.parametrize('spec', [
    {**SIGNAL, 'data': [{'name': 'd', 'transform': [{'type': 'sequence', 'start': 0, 'stop': 1e12}]}]},
    {**SIGNAL, 'signals': [{'name': 's', 'update': 'sequence(0, 1e12)'}]},
    {**SIGNAL, 'signals': [{'name': 's', 'update': 'pad("", 1e9)'}]},
    {**SIGNAL, 'signals': [{'name': 's', 'update': 'test(regexp("(a+)+$"), "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")'}]},
    {**SIGNAL, 'data': [{'name': 'd', 'values': list(range(2000)), 'transform': [{'type': 'cross'}]}]},
    {**SIGNAL, 'width': 1e6, 'height': 1e6},
    {**SIGNAL, 'data': [{'name': 'd', 'values': [1, 2], 'transform': [{'type': 'quantile', 'field': 'data', 'step': 1e-10}]}]},
    {**SIGNAL, 'data': [{'name': 'd', 'values': ['a' * 50 + '!'], 'transform': [{'type': 'countpattern', 'field': 'data', 'pattern': '(a+)+$'}]}]},
    {**SIGNAL, 'signals': [{'name': 's', 'update': 'timeSequence("milliseconds", datetime(1900, 0), datetime(2100, 0))'}]},
    {**SIGNAL, 'scales': [{'name': 'x', 'type': 'time', 'domain': [0, 1e12], 'range': 'width'}],
     'axes': [{'scale': 'x', 'orient': 'bottom', 'tickCount': {'interval': 'millisecond'}}]},
    {'$schema': 'https://vega.github.io/schema/vega-lite/v6.json', 'data': {'values': []}, 'repeat': {
        'row': ['a'] * 1000, 'column': ['b'] * 1000}, 'spec': {'mark': 'point', 'encoding': {'x': {'field': {'repeat': 'row'}}}}},
    {**SIGNAL, 'scales': [{'name': 'x', 'domain': [0, 1], 'range': 'width'}], 'axes': [{'scale': 'x', 'orient': 'left', 'tickCount': 1e9}]},
])
def test_what_would_hang_a_page_is_an_error(visit, spec):
    visit.open()
    outcome, = visit.show([VEGA, spec])
    assert not outcome['ok'] and outcome['reason'], outcome


def test_no_specification_changes_what_the_page_has_built_in(strict):
    polluting = [VEGA, {**SIGNAL, 'data': [{'name': 'd', 'values': [{'a': 1}], 'transform': [
        {'type': 'formula', 'as': '__proto__', 'expr': '{polluted: 1}'}, {'type': 'formula', 'as': 'x', 'expr': '{__proto__: {polluted: 1}}'}]}],
        'config': {'__proto__': {'polluted': 1}, 'constructor': {'prototype': {'polluted': 1}}}}]
    strict.page.evaluate('''spec => BackendAI.Media.handle_all([[spec[0], JSON.stringify(spec[1])]], "r", out)''', polluting)
    assert strict.page.evaluate('({}).polluted') is None
    assert strict.page.evaluate('Object.keys(window).filter(name => /vega/i.test(name))') == []


@pytest.mark.slow
def test_50000_points_are_drawn_and_can_be_selected(visit):
    page = visit.open()
    page.evaluate('''mime => {
        const values = Array.from({length: 50000}, (_, index) => ({x: index % 250, y: Math.floor(index / 250), k: 'abc'[index % 3]}));
        return BackendAI.Media.handle_all([[mime, {data: {values}, mark: {type: 'square', size: 4}, width: 500, height: 400, params: [
            {name: 'b', select: 'interval'}], encoding: {x: {field: 'x', type: 'quantitative'}, y: {field: 'y', type: 'quantitative'},
            color: {condition: {param: 'b', field: 'k', type: 'nominal'}, value: 'white'}}}]], 'r', out);
    }''', LITE)
    canvas = page.locator(CANVAS)
    box = canvas.bounding_box()
    before = picture_of(canvas)
    assert before.getpixel((300, 200)) != (255, 255, 255)
    page.mouse.move(box['x'] + 100, box['y'] + 50)
    page.mouse.down()
    page.mouse.move(box['x'] + 200, box['y'] + 150, steps=3)
    page.mouse.up()
    for _ in range(100):
        page.wait_for_timeout(100)
        after = picture_of(canvas)
        if after.getpixel((400, 300)) == (255, 255, 255):
            break
    inside = after.crop((120, 70, 180, 130)).getcolors(10 ** 4)
    outside = dict((color, count) for count, color in after.crop((320, 220, 480, 330)).getcolors(10 ** 5))
    assert len(inside) > 20 and outside[255, 255, 255] > 160 * 110 * .9
