"""GeoJSON as a map: positions, panning and zooming, and tooltips."""

from __future__ import annotations

import pytest

from tests.support.pixels import picture_of

GEO = 'application/geo+json'
POLICY = "default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; require-trusted-types-for 'script'; trusted-types 'none'"
MAP = '#out > div.media-item.media-geo > div.backendai-geo#r-0 > svg'


@pytest.fixture
def visit(shared_visit):
    return shared_visit


@pytest.fixture
def strict(visit):
    visit.open(main=f'<script nonce="abc" src="{visit.main}"></script>', headers={'Content-Security-Policy': POLICY})
    yield visit
    assert visit.violations == []


def box(visit, label: str) -> dict:
    """The bounding box of a feature on the screen."""
    return visit.page.locator(f'[aria-label="{label}"]').bounding_box()


def is_reddish(color) -> bool:
    return color[0] > 200 and color[1] < 200 and color[2] < 200


def test_features_are_where_they_are_on_the_earth(strict, fixtures):
    outcome, = strict.show(fixtures('geo')['city'])
    assert outcome['ok'] and strict.page.locator(f'{MAP} path:not(.grid)').count() == 4
    old, new, tram, station = (box(strict, name) for name in ('Old town', 'New town', 'Tram 4', 'Station'))
    assert old['x'] + old['width'] < new['x'] and station['y'] < old['y'] and tram['x'] < old['x']
    assert abs(old['height'] - new['height']) < 2 and 1.15 < old['width'] / new['width'] < 1.35
    image, corner = picture_of(strict.page.locator(MAP)), strict.page.locator(MAP).bounding_box()

    def at(place: dict, across: float, down: float):
        return image.getpixel((int(place['x'] - corner['x'] + place['width'] * across),
                               int(place['y'] - corner['y'] + place['height'] * down)))
    assert is_reddish(at(new, .5, .5))
    assert at(old, .1, .9)[2] > at(old, .1, .9)[0]  # blue
    assert at(old, .45, .5) == (255, 255, 255)  # its hole


@pytest.mark.parametrize(('name', 'features'), [
    ('across the date line', 2), ('world', 1), ('no degrees', 1), ('collection', 3), ('partly broken', 1)])
def test_every_kind_of_geometry_is_drawn(strict, fixtures, name, features):
    outcome, = strict.show(fixtures('geo')[name])
    assert outcome['ok'] and strict.page.locator(f'{MAP} path:not(.grid)').count() == features
    frame = strict.page.locator(MAP).bounding_box()
    for shape in strict.page.locator(f'{MAP} path:not(.grid)').all():
        place = shape.bounding_box()
        assert frame['x'] <= place['x'] and place['x'] + place['width'] <= frame['x'] + frame['width']
        assert frame['y'] <= place['y'] and place['y'] + place['height'] <= frame['y'] + frame['height']


def test_what_lies_across_the_date_line_stays_in_one_piece(strict, fixtures):
    strict.show(fixtures('geo')['across the date line'])
    ocean, island = box(strict, 'Ocean'), box(strict, 'Island')
    assert ocean['x'] < island['x'] < ocean['x'] + ocean['width']
    assert ocean['width'] < 2 * ocean['height']


def test_parts_without_a_geometry_are_counted(strict, fixtures):
    strict.show(fixtures('geo')['partly broken'])
    assert strict.page.locator('.media-note').inner_text() == 'Parts of it without a valid geometry: 2.'


def test_properties_are_shown_under_the_pointer_as_text(strict):
    strict.show([GEO, {'type': 'Feature', 'properties': {
        'name': '<b onclick=alert(1)>x</b>', 'link': 'javascript:alert(1)', 'list': [1, 2], 'fill': 'url(https://evil.example/x.svg#a)'},
        'geometry': {'type': 'Polygon', 'coordinates': [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]}}])
    strict.page.hover(f'{MAP} .area')
    assert strict.page.inner_text('.properties').split('\n') == [
        '<b onclick=alert(1)>x</b>', 'name: <b onclick=alert(1)>x</b>', 'link: javascript:alert(1)', 'list: [1,2]',
        'fill: url(https://evil.example/x.svg#a)']
    assert strict.page.locator('.properties b, .properties a').count() == 0
    strict.page.mouse.move(5, 690)
    assert strict.page.locator('.properties').is_hidden()


def test_keys_go_from_feature_to_feature_and_move_the_map(strict, fixtures):
    page = strict.page
    strict.show(fixtures('geo')['city'])
    page.keyboard.press('Tab')  # to the output, which loads what the keyboard needs
    page.wait_for_selector('[aria-label="Old town"][tabindex="0"]')
    for _ in range(6):  # past the toolbar, if it is there
        page.keyboard.press('Tab')
        if page.evaluate('document.activeElement.ariaLabel') == 'Old town':
            break
    assert page.evaluate('document.activeElement.ariaLabel') == 'Old town'
    assert page.inner_text('.properties').startswith('Old town\nname: Old town\npeople: 5200')
    page.keyboard.press('ArrowRight')
    assert page.evaluate('document.activeElement.ariaLabel') == 'New town'
    before = box(strict, 'Station')
    page.keyboard.press('+')
    zoomed = box(strict, 'New town')
    page.keyboard.press('Shift+ArrowRight')
    assert box(strict, 'New town')['x'] < zoomed['x']
    page.keyboard.press('0')
    assert box(strict, 'Station') == before
    page.keyboard.press('Tab')
    assert page.evaluate('document.activeElement.ariaLabel') == 'Zoom in'


def test_the_map_follows_the_pointer_and_buttons_zoom(strict, fixtures):
    page = strict.page
    strict.show(fixtures('geo')['city'])
    before = box(strict, 'Old town')
    page.click('button[aria-label="Zoom in"]')
    zoomed = box(strict, 'Old town')
    assert 1.3 < zoomed['width'] / before['width'] < 1.7
    corner = page.locator(MAP).bounding_box()
    page.mouse.move(corner['x'] + 400, corner['y'] + 100)
    page.mouse.down()
    page.mouse.move(corner['x'] + 460, corner['y'] + 140, steps=3)
    page.mouse.up()
    moved = box(strict, 'Old town')
    assert abs(moved['x'] - zoomed['x'] - 60) < 2 and abs(moved['y'] - zoomed['y'] - 40) < 2
    page.click('button[aria-label="Show all"]')
    assert box(strict, 'Old town') == before


def test_the_wheel_scrolls_the_page_and_zooms_with_a_key(strict, fixtures):
    page = strict.page
    strict.show(fixtures('geo')['city'])
    page.evaluate('document.body.style.height = "3000px"')
    before = box(strict, 'Old town')
    page.hover(MAP, position={'x': 500, 'y': 200})
    page.keyboard.down('Control')
    page.mouse.wheel(0, -100)
    page.keyboard.up('Control')
    page.wait_for_timeout(50)
    assert box(strict, 'Old town')['width'] > before['width'] * 1.2 and page.evaluate('scrollY') == 0
    page.mouse.wheel(0, 100)
    page.wait_for_timeout(500)
    assert page.evaluate('scrollY') > 0


@pytest.mark.parametrize(('data', 'reason'), [
    ({'type': 'FeatureCollection', 'features': []}, 'there is no geometry in it'),
    ({'type': 'Point', 'coordinates': 'nowhere'}, 'there is no geometry in it'),
    ({'type': 'Polygon', 'coordinates': [[[0, 'x']]]}, 'there is no geometry in it'),
    ({'type': 'Polygon', 'coordinates': [[[0, 0], []]]}, 'there is no geometry in it'),
    (None, 'there is no geometry in it'), ('{"type"', ''),
    ({'features': [{'type': 'Point', 'coordinates': [0, 0]}] * 60000}, 'it has more than 50000 features or 1000000 positions'),
])
def test_what_is_no_map_says_why(visit, data, reason):
    visit.open()
    outcome, = visit.show([GEO, data])
    assert not outcome['ok'] and reason in outcome['reason']


def test_nesting_of_any_depth_is_no_matter(visit):
    page = visit.open()
    assert page.evaluate('''mime => {
        let nested = {type: 'Point', coordinates: [1, 2]};
        for (let depth = 0; depth < 20000; depth++) nested = {type: 'GeometryCollection', geometries: [nested]};
        return BackendAI.Media.handle_all([[mime, nested]], 'r', out).then(([outcome]) => outcome.ok);
    }''', GEO)


def test_10000_features_are_drawn_in_slices(visit):
    page = visit.open()
    longest = page.evaluate('''async mime => {
        const features = Array.from({length: 10000}, (_, index) => { const x = index % 100 / 10, y = Math.floor(index / 100) / 10;
            return {type: 'Feature', properties: {name: 'cell ' + index}, geometry: {type: 'Polygon', coordinates: [[
                [x, y], [x + .08, y], [x + .08, y + .08], [x, y + .08], [x, y]]]}}; });
        let turns = 0, done = false;
        const count = () => { turns++; done || setTimeout(count); };
        setTimeout(count);
        await BackendAI.Media.handle_all([[mime, {type: 'FeatureCollection', features}]], 'r', out);
        done = true;
        return turns;
    }''', GEO)
    assert longest > 5
    assert page.locator(f'{MAP} path:not(.grid)').count() == 10000
    page.locator(MAP).hover(position={'x': 480, 'y': 300})
    assert page.locator(MAP).get_attribute('aria-label') == 'Map, 10,000 features'


def test_styles_of_the_page_for_classes_of_the_same_names_change_nothing(visit, fixtures):
    """Host pages have classes such as ``bar``, too: the gallery did, and its bar covered the map."""
    def drawn(style: str):
        page = visit.open(head=f'<style>{style}</style>')
        visit.show(fixtures('geo')['city'])
        page.hover('.backendai-geo')
        page.wait_for_selector('.backendai-geo .bar')
        page.mouse.move(900, 600)
        return picture_of(page.locator('.backendai-geo'))

    plain = drawn('')
    changed = drawn('.bar, .properties, span { padding: 30px; border: 9px solid red; background: red; } button { margin: 9px; background: red; }')
    assert plain.size == changed.size and plain.tobytes() == changed.tobytes()
