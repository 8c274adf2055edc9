"""Drawings in the page: the pixels of each command, of every real drawing, and during playback."""

from __future__ import annotations

import base64
import io
import json
import random

import pytest
from PIL import Image, ImageChops

from tests.support.messagepack import TYPE, data_of, drawing, packed
from tests.support.pixels import picture_of
from tests.support.servers import run_apart
from tests.support.tabs import browse
from toolchain.setup.browser import ensure as ensure_browser

pytestmark = pytest.mark.slow

WHITE, BLACK, RED, GREEN, BLUE = (255, 255, 255), (0, 0, 0), (255, 0, 0), (0, 255, 0), (0, 0, 255)
CLEAR = '#ffffff00'


def start(width=100, height=100, back='#ffffffff', fore='#000000ff', key=0) -> list:
    return [key, 'canvas', width, height, back, fore]


def still(*commands, key=0) -> list:
    """An item with these commands, after the creation of a canvas, without animation."""
    return drawing(start(key=key), [key, 'stop-anim'], *([key, *command] for command in commands))


def line(number: int, x0, y0, x1, y1, color='#ff0000ff') -> list:
    return ['obj', number, ['line', x0, y0, x1, y1, color]]


def pixels(page, points: list, key=0, place: str = '#out') -> list[tuple]:
    """The canvas's colors at points in pixels of the drawing, as (r, g, b); None where it is transparent."""
    found = page.evaluate('''([selector, points]) => {
        const canvas = document.querySelector(selector), pen = canvas.getContext('2d');
        const scale = canvas.width / parseFloat(canvas.style.width);
        return points.map(([x, y]) => [...pen.getImageData(Math.floor(x * scale), Math.floor(y * scale), 1, 1).data]); }''',
                          [f'{place} canvas#sorna-canvas-{key}', points])
    return [tuple(color[:3]) if color[3] == 255 else None if color[3] == 0 else tuple(color) for color in found]


def settle(page) -> None:
    """Wait until the page has been laid out and painted."""
    page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))')


def end(page, key=0) -> None:
    """Skip to the end, with the button."""
    page.evaluate('key => document.querySelector(`#sorna-canvas-${key} + div [title=Skip]`).click()', key)


def test_each_object_is_drawn_where_it_belongs(visit):
    page = visit.open()
    visit.show(still(line(0, 10, 10.5, 90, 10.5), ['obj', 1, ['circle', 20, 40, 10, '#0000ffff', '#00ff00ff', 0]],
                     ['obj', 2, ['rect', 60, 40, 20, 10, '#0000ffff', '#00ff00ff', 0]], ['obj', 3, ['triangle', 30, 80, 20, 20, '#0000ffff', '#00ff00ff', 0]],
                     ['obj', 4, ['rect', 70, 80, 30, 4, '#00ff00ff', '#00ff00ff', 90]], line(5, 90.5, 50, 90.5, 90)))
    assert pixels(page, [(50, 10), (50, 13), (5, 10), (95, 10), (90, 70)]) == [RED, WHITE, WHITE, WHITE, RED]
    assert pixels(page, [(20, 40), (29, 40), (10, 40), (11, 31)]) == [GREEN, BLUE, BLUE, WHITE]
    assert pixels(page, [(60, 40), (50, 40), (69, 40), (60, 35), (60, 44), (60, 47), (72, 40)]) == [GREEN, BLUE, BLUE, BLUE, BLUE, WHITE, WHITE]
    assert pixels(page, [(30, 85), (30, 89), (22, 74), (38, 74)]) == [GREEN, BLUE, WHITE, WHITE]  # the tip is above
    assert pixels(page, [(70, 68), (70, 92), (58, 80), (82, 80)]) == [GREEN, GREEN, WHITE, WHITE]  # rotated upright


def test_angles_are_in_degrees_and_clockwise(visit):
    page = visit.open()
    visit.show(still(['obj', 0, ['triangle', 50, 50, 20, 40, '#ff0000ff', '#ff0000ff', 90]]))
    assert pixels(page, [(62, 50), (38, 50), (33, 43), (66, 43)]) == [RED, RED, RED, WHITE]  # the tip is on the right
    visit.show(still(['obj', 0, ['rect', 50, 50, 60, 4, '#ff0000ff', '#ff0000ff', 45]]), result_id='s')
    assert pixels(page, [(65, 65), (35, 35), (65, 35), (35, 65)]) == [RED, RED, WHITE, WHITE]


PROPERTIES = [
    (['line', 10, 10.5, 50, 10.5, '#ff0000ff'], [('x2', 90)], (80, 10), WHITE),
    (['line', 10, 10.5, 50, 10.5, '#ff0000ff'], [('x1', 60)], (30, 10), RED),
    (['line', 10, 10.5, 50, 10.5, '#ff0000ff'], [('y1', 50.5), ('y2', 50.5)], (30, 50), WHITE),
    (['line', 10, 10.5, 50, 10.5, '#ff0000ff'], [('x', 70), ('y', 50.5)], (85, 50), WHITE),
    (['line', 10, 10.5, 50, 10.5, '#ff0000ff'], [('color', '#0000ffff')], (30, 10), RED),
    (['line', 10, 50.5, 90, 50.5, '#ff0000ff'], [('rotate', 45), ('rotate', 45)], (50, 85), WHITE),
    (['rect', 20, 20, 10, 10, '#ff0000ff', '#ff0000ff', 0], [('x', 80), ('y', 70)], (80, 70), WHITE),
    (['rect', 50, 50, 60, 4, '#ff0000ff', '#ff0000ff', 45], [('angle', 90)], (50, 75), WHITE),
    (['rect', 50, 50, 60, 4, '#ff0000ff', '#ff0000ff', 45], [('rotate', 45)], (50, 75), WHITE),
    (['rect', 50, 50, 40, 40, '#ff0000ff', '#ff0000ff', 0], [('fill', '#0000ffff')], (50, 50), RED),
    (['rect', 50, 50, 40, 40, '#ff0000ff', '#ff0000ff', 0], [('border', '#0000ffff')], (30, 50), RED),
    (['circle', 50, 50, 10, '#ff0000ff', '#ff0000ff', 0], [('radius', 40)], (80, 50), WHITE),
]


def test_each_property_is_changed_at_once_and_by_an_animation(played):
    page, show = played.page, played.visit.show
    for shape, updates, point, before in PROPERTIES:
        changes = [['update', 7, name, value] for name, value in updates]
        show(still(['obj', 7, shape]))
        assert pixels(page, [point]) == [before], updates
        show(still(['obj', 7, shape], *changes), result_id='at once')
        expected = pixels(page, [point])
        assert expected != [before], updates
        show(drawing(start(), [0, 'stop-anim'], [0, 'obj', 7, shape], [0, 'resume-anim'], *([0, *change] for change in changes)),
             result_id='played')
        assert pixels(page, [point]) == [before], updates
        end(page)
        assert pixels(page, [point]) == expected, updates


def test_the_colors_of_the_canvas(visit):
    page = visit.open()
    visit.show(drawing(start(back='#0000ff80', fore='#00ff00ff'), [0, 'stop-anim'], [0, 'obj', 1, ['line', 0, 50, 100, 50]]))
    assert pixels(page, [(50, 50), (50, 20)]) == [GREEN, (0, 0, 255, 128)]
    visit.show(drawing([0, 'stop-anim'], [0, 'bgcolor', '#ff0000ff'], [0, 'fgcolor', '#0000ffff'], [0, 'obj', 2, ['circle', 50, 80, 10]]), result_id='s')
    assert pixels(page, [(50, 50), (50, 20), (59, 80), (50, 80)]) == [GREEN, RED, BLUE, RED]
    visit.show(drawing(start(back='#00000000')), result_id='t')
    assert pixels(page, [(50, 50)]) == [None]


def test_fills(visit):
    page = visit.open()
    square = [(20, 20), (80, 20), (80, 80), (20, 80)]
    sides = [line(number, *square[number], *square[number - 3], color='#0000ffff') for number in range(4)]
    visit.show(still(['obj', 9, ['rect', 50, 50, 10, 10, CLEAR, '#00ff00ff', 0]], ['begin-fill', '#ff0000ff'], *sides, ['end-fill']))
    assert pixels(page, [(50, 50), (30, 70), (10, 50), (20, 50)]) == [RED, RED, WHITE, BLUE]  # above older objects, below its own lines
    mixed = [sides[2], sides[0], ['obj', 3, ['line', 20, 20, 20, 80, '#0000ffff']], sides[1]]
    visit.show(still(['begin-fill', '#ff0000ff'], *mixed, ['end-fill']), result_id='s')
    whole = page.evaluate('''() => { const canvas = document.querySelector('canvas');
        const data = canvas.getContext('2d').getImageData(22, 22, 56, 56).data;
        return [...data].every((value, index) => value === [255, 0, 0, 255][index % 4]); }''')
    assert whole  # without hairlines along invisible edges
    tips = [(50, 5), (79, 95), (2, 39), (98, 39), (21, 95), (50, 5)]
    star = [line(number, *tips[number], *tips[number + 1], color=CLEAR) for number in range(5)]
    visit.show(still(['begin-fill', '#ff0000ff'], *star[:3]), result_id='t')
    assert pixels(page, [(50, 25)]) == [WHITE]
    visit.show(drawing(*([0, *command] for command in [*star[3:], ['end-fill']])), result_id='u')  # continued in a second item
    assert pixels(page, [(50, 25), (50, 55), (10, 42)]) == [RED, WHITE, RED]


def test_order(visit):
    page = visit.open()
    squares = [['obj', number, ['rect', 50, 50, 40, 40, CLEAR, color, 0]] for number, color in enumerate(['#ff0000ff', '#0000ffff'])]
    visit.show(still(*squares))
    assert pixels(page, [(50, 50)]) == [BLUE]
    visit.show(drawing([0, 'update', 0, 'x', 55]), result_id='s')
    assert pixels(page, [(50, 50)]) == [BLUE]
    visit.show(drawing([0, 'resume-anim'], [0, 'update', 0, 'x', 50]), result_id='t')
    end(page)
    assert pixels(page, [(50, 50)]) == [RED]


# Playback, with a fake clock


@pytest.fixture
def played(visit):
    """A page with a paused clock, which the test advances with ``played(milliseconds)``."""
    page = visit.page
    page.clock.install(time=0)
    visit.open()
    page.clock.pause_at(1000)

    def run(milliseconds: int) -> None:
        page.clock.run_for(milliseconds)
    run.page, run.visit = page, visit
    return run


def test_lines_grow_and_shapes_fade_in(played):
    page = played.page
    played.visit.show(drawing(start(), [0, *line(0, 10, 10.5, 90, 10.5)], [0, 'obj', 1, ['rect', 50, 50, 20, 20, '#000000ff', '#000000ff', 0]]))
    points = [(12, 10), (60, 10), (88, 10), (50, 50)]
    assert pixels(page, points) == [WHITE] * 4
    played(16 + 90)
    assert pixels(page, points) == [RED, RED, WHITE, WHITE]  # at three quarters
    played(90)
    assert pixels(page, points) == [RED, RED, RED, WHITE]
    played(120)
    assert pixels(page, points)[3] == WHITE
    played(70)
    middle = pixels(page, points)[3]
    assert 30 < middle[0] < 225
    assert page.evaluate('document.querySelector("canvas").ariaLabel').startswith('Drawing, 100 × 100 pixels')
    played(150)
    assert pixels(page, points) == [RED, RED, RED, BLACK]
    assert page.evaluate('document.querySelector("canvas").ariaLabel') == 'Drawing, 100 × 100 pixels: 1 line, 1 rectangle'
    assert page.get_by_role('img', name='Drawing, 100 × 100 pixels: 1 line, 1 rectangle').count() == 1


def test_colors_ease_by_a_cosine_and_groups_move_together(played):
    page = played.page
    square = [0, 'obj', 0, ['rect', 30, 30, 20, 20, CLEAR, '#000000ff', 0]]
    other = [0, 'obj', 1, ['rect', 30, 70, 20, 20, CLEAR, '#0000ffff', 0]]
    played.visit.show(drawing(start(), [0, 'stop-anim'], square, other, [0, 'resume-anim'], [0, 'begin-group'], [0, 'update', 0, 'fill', '#ff0000ff'],
                              [0, 'update', 1, 'x', 70], [0, 'end-group']))
    played(16 + 90)
    red, green, blue = pixels(page, [(30, 30)])[0]
    assert 55 < red < 100 and green == blue == 0  # 1 − cos(π/4) of 255, give or take a frame
    assert pixels(page, [(60, 70), (45, 70), (75, 70)]) == [BLUE, WHITE, WHITE]
    played(120)
    assert pixels(page, [(30, 30), (78, 70)]) == [RED, BLUE]


def test_new_data_while_playing_leaves_the_right_picture(played):
    page = played.page
    played.visit.show(drawing(start(), *([0, *line(number, 10, 10.5 + 10 * number, 90, 10.5 + 10 * number)] for number in range(4))))
    played(150)
    played.visit.show(drawing([0, 'update', 0, 'y1', 90.5], [0, 'update', 0, 'y2', 90.5], [0, 'stop-anim'], [0, *line(9, 10, 60.5, 90, 60.5)]), result_id='s')
    played(4000)
    assert pixels(page, [(50, y) for y in (10, 20, 30, 40, 60, 90)]) == [WHITE, RED, RED, RED, RED, RED]
    assert page.evaluate('BackendAI.Drawing.prototype') is not None


def test_nobody_waits_five_minutes(played, fixtures):
    page = played.page
    played.visit.show(fixtures('drawing')['10_lines_1000_animated'])
    assert page.evaluate('document.querySelector("canvas + div [title=Skip]").hidden') is False
    played(10400)
    assert page.evaluate('document.querySelector("canvas + div [title=Skip]").hidden') is True
    assert page.evaluate('document.querySelector("canvas").ariaLabel') == 'Drawing, 600 × 600 pixels: 1,000 lines'


def test_a_still_drawing_asks_for_no_frames(played):
    page = played.page
    page.evaluate('''() => { window.frames_ = 0; const request = window.requestAnimationFrame;
        window.requestAnimationFrame = call => { window.frames_++; return request(call); }; }''')
    played.visit.show(still(line(0, 1, 1, 9, 9)))
    played(1000)
    assert page.evaluate('window.frames_') == 0
    played.visit.show(drawing(start(), [0, *line(0, 1, 1, 9, 9)]), result_id='s')
    played(1000)
    asked = page.evaluate('window.frames_')
    assert 8 < asked < 20
    played(1000)
    assert page.evaluate('window.frames_') == asked


def test_what_is_out_of_sight_waits(visit):
    page = visit.open('<div id="space" style="height: 3000px"></div><div id="out"></div>')
    page.evaluate('''() => { window.frames_ = 0; const request = window.requestAnimationFrame;
        window.requestAnimationFrame = call => { window.frames_++; return request(call); }; }''')
    commands = [[0, *line(number, 10, 10.5 + number, 90, 10.5 + number)] for number in range(12)]
    visit.show(drawing(start(), *commands))
    page.wait_for_function('document.querySelector("canvas").style.width')
    settle(page)
    asked = page.evaluate('window.frames_')
    settle(page)
    assert page.evaluate('window.frames_') - asked <= 4  # only those of settle()
    page.evaluate('document.querySelector("canvas").scrollIntoView()')
    page.wait_for_function('asked => window.frames_ > asked + 20', arg=asked)
    page.evaluate('scrollTo(0, 0)')  # during playback
    settle(page)
    settle(page)
    asked = page.evaluate('window.frames_')
    settle(page)
    assert page.evaluate('window.frames_') - asked <= 4
    page.evaluate('space.remove()')
    page.wait_for_function('document.querySelector("canvas + div [title=Skip]").hidden', timeout=14000)
    assert pixels(page, [(50, 20)]) == [RED]


# Counts the work that a page causes by itself: animation frames, timers, and drawn pictures.
COUNT = '''window.asked = window.drawn = 0;
    for (const name of ['requestAnimationFrame', 'setTimeout', 'setInterval', 'requestIdleCallback']) {
        const own = window[name];
        window[name] = (...given) => { asked++; return own.call(window, ...given); }; }
    const clear = CanvasRenderingContext2D.prototype.clearRect;
    CanvasRenderingContext2D.prototype.clearRect = function (...given) { drawn++; return clear.apply(this, given); };'''


def test_a_hidden_tab_waits_and_goes_on(root, site, assets, built):
    executable = ensure_browser(root)
    if executable is None:
        pytest.skip("playwright's headless shell has no tabs to hide")
    address = site.add_page('/page.html', f'''<!doctype html><div id="out"></div><script>const pause = setTimeout; {COUNT}</script>
        <script src="{assets.origin}/{built.hash}/js/main.min.js"></script>''')
    item = drawing(start(), *([0, *line(number, 10, 10.5 + number, 90, 10.5 + number)] for number in range(30)))

    async def visit(browser):
        tab = await browser.open(address)
        await tab.evaluate(f'BackendAI.Media.handle_all([{json.dumps(item)}], "r", out)')
        await tab.wait_for('drawn > 5')
        await browser.open('about:blank#other')
        await tab.wait_for('document.hidden')
        before = await tab.evaluate('new Promise(done => pause(() => done([asked, drawn]), 50))')
        assert await tab.evaluate('new Promise(done => pause(() => done([asked, drawn]), 500))') == before
        await tab.show()
        await tab.wait_for(f'drawn > {before[1]} + 5')
        assert await tab.evaluate('document.querySelector("[title=Skip]").hidden') is False  # it continues from there

    run_apart(browse(executable, visit))


def test_reduced_motion_shows_the_final_picture_at_once(visit):
    visit.page.emulate_media(reduced_motion='reduce')
    page = visit.open()
    visit.show(drawing(start(), [0, *line(0, 10, 10.5, 90, 10.5)]))
    assert pixels(page, [(88, 10)]) == [RED]
    assert not page.locator('.backendai-drawing-controls').is_visible()


def test_controls(played):
    page = played.page
    buttons = page.locator('.backendai-drawing-controls').get_by_role('button')
    played.visit.show(drawing(start(300, 200), *([0, *line(number, 10, 10.5 + 10 * number, 290, 10.5 + 10 * number)] for number in range(4))))
    opacity = 'getComputedStyle(document.querySelector(".backendai-drawing-controls")).opacity'
    assert page.evaluate(opacity) == '0'
    page.hover('canvas')
    assert page.evaluate(opacity) == '1'
    page.mouse.move(800, 600)
    assert page.evaluate(opacity) == '0'
    page.locator('.backendai-drawing-controls button').first.focus()
    assert page.evaluate(opacity) == '1'
    assert page.evaluate('document.activeElement.title') == 'Replay'
    page.keyboard.press('Tab')
    page.keyboard.press('Enter')
    assert page.evaluate('document.activeElement.title') == 'Resume'
    played(3000)
    assert pixels(page, [(280, 40)]) == [WHITE]
    page.keyboard.press('Space')
    assert page.evaluate('document.activeElement.title') == 'Pause'
    played(500)
    assert pixels(page, [(280, 10)]) == [RED]
    page.keyboard.press('Tab')
    assert page.evaluate('document.activeElement.title') == 'Skip'
    page.keyboard.press('Enter')
    assert pixels(page, [(280, 40)]) == [RED]
    assert page.evaluate('document.activeElement.title') == 'Replay'  # the focus is not lost
    assert buttons.count() == 1
    page.keyboard.press('Enter')
    assert pixels(page, [(280, 40)]) == [WHITE] and buttons.count() == 3
    played(1500)
    assert pixels(page, [(280, 40)]) == [RED]
    page.hover('canvas')
    buttons.click()  # Replay, with the mouse
    assert pixels(page, [(280, 40)]) == [WHITE]
    page.locator('[title=Pause]').click()
    played(3000)
    assert pixels(page, [(280, 40)]) == [WHITE]
    page.locator('[title=Resume]').click()
    page.locator('[title=Skip]').click()
    assert pixels(page, [(280, 40)]) == [RED]


def test_controls_by_touch(chromium, site, assets, built):
    context = chromium.new_context(viewport={'width': 320, 'height': 400}, has_touch=True, is_mobile=True, device_scale_factor=2)
    page = context.new_page()
    page.goto(site.add_page('/page.html', '<!doctype html><meta name="viewport" content="width=device-width"><div id="out"></div>'
                            f'<script src="{assets.origin}/{built.hash}/js/main.min.js"></script>'))
    commands = [[0, *line(number, 10, 10.5 + number, 290, 10.5 + number)] for number in range(30)]
    page.evaluate('item => BackendAI.Media.handle_all([item], "r", out)', drawing(start(300, 200), *commands))
    shown = 'getComputedStyle(document.querySelector(".backendai-drawing-controls")).opacity === "1"'
    assert page.evaluate(shown) is False
    box = page.locator('canvas').bounding_box()
    page.touchscreen.tap(box['x'] + 20, box['y'] + 150)
    page.wait_for_function(shown)
    buttons = page.locator('.backendai-drawing-controls').get_by_role('button').all()
    assert [button.get_attribute('title') for button in buttons] == ['Replay', 'Pause', 'Skip']
    for button in buttons:  # wide enough for a thumb, and within the screen
        place = button.bounding_box()
        assert min(place['width'], place['height']) >= 36 and place['x'] + place['width'] <= 320
    page.locator('[title=Skip]').tap()
    page.wait_for_function('document.querySelector("[title=Skip]").hidden')
    assert pixels(page, [(280, 39)]) == [RED]
    page.locator('[title=Replay]').tap()
    page.wait_for_function('!document.querySelector("[title=Skip]").hidden')
    page.locator('[title=Pause]').tap()
    page.wait_for_selector('[title=Resume]')
    page.touchscreen.tap(160, 380)  # elsewhere
    page.wait_for_function(f'!({shown})')
    context.close()


# State


def test_later_items_continue_earlier_ones_and_containers_do_not_mix(visit):
    page = visit.open('<div id="out"></div><div id="other"></div>')
    visit.show(still(line(0, 10, 10.5, 50, 10.5)))
    page.evaluate('item => BackendAI.Media.handle(item, "r-9", other)', drawing(start(50, 50, back='#00ff00ff')))
    page.wait_for_selector('#other canvas')
    visit.show(drawing([0, 'update', 0, 'x2', 90]), result_id='s')
    assert pixels(page, [(80, 10)]) == [RED]
    assert pixels(page, [(40, 10)], place='#other') == [GREEN]
    assert page.locator('#out canvas').count() == 1
    visit.show(drawing(start(60, 60), [0, 'stop-anim'], [0, *line(0, 5, 30.5, 55, 30.5)]), result_id='t')  # as after a restart of the kernel
    assert pixels(page, [(40, 10), (40, 30)]) == [WHITE, RED]
    assert page.evaluate('document.querySelector("#out canvas").getBoundingClientRect().width') == 60


def test_the_markup_that_host_styles_rely_on(visit):
    page = visit.open()
    visit.show(still(line(0, 1, 1, 9, 9)), drawing(start(key='a b'), [7, 'canvas', 20, 20, '#ffffffff', '#000000ff'], [2 ** 40, *start()[1:]]))
    assert page.locator('div#out > div.sorna-media-item.sorna-media-drawing > canvas#sorna-canvas-0').count() == 1
    slot = page.locator('div#out > div.sorna-media-item.sorna-media-drawing').nth(1)
    assert slot.locator('> canvas').evaluate_all('all => all.map(one => one.id)') == [
        'sorna-canvas-a b', 'sorna-canvas-7', 'sorna-canvas-1099511627776']


def test_a_canvas_that_the_host_removed_is_drawn_again(visit):
    page = visit.open()
    visit.show(still(line(0, 10, 10.5, 50, 10.5)))
    page.evaluate('out.replaceChildren()')
    visit.show(drawing([0, *line(1, 10, 60.5, 50, 60.5)]), result_id='s')
    assert pixels(page, [(30, 10), (30, 60)]) == [RED, RED]
    page.evaluate('document.querySelector("canvas").remove()')
    visit.show(drawing([0, *line(1, 10, 60.5, 50, 60.5)]), result_id='s')
    assert pixels(page, [(30, 10), (30, 60)]) == [RED, RED]


def test_the_same_result_again_replays_and_does_not_add_up(played):
    page = played.page
    first = drawing(start(), [0, 'stop-anim'], [0, 'obj', 0, ['rect', 50, 50, 60, 4, '#ff0000ff', '#ff0000ff', 0]], [0, 'resume-anim'])
    turn = drawing([0, 'update', 0, 'rotate', 90])
    played.visit.show(first, turn)
    played(400)
    assert pixels(page, [(50, 75), (75, 50)]) == [RED, WHITE]
    played.visit.show(first, turn)
    assert pixels(page, [(50, 75), (75, 50)]) == [WHITE, RED]  # starts again
    played(400)
    assert pixels(page, [(50, 75), (75, 50)]) == [RED, WHITE]
    page.evaluate('item => BackendAI.Media.handle(item, "r-1", out)', turn)
    played(0)
    page.wait_for_function('!document.querySelector("canvas + div [title=Skip]").hidden')
    assert pixels(page, [(50, 75), (75, 50)]) == [WHITE, RED]
    played(400)
    assert pixels(page, [(50, 75), (75, 50)]) == [RED, WHITE]


def test_many_records_at_once(visit):
    page = visit.open()
    records = [drawing([0, *line(number, number, 0, number, 100)]) for number in range(500)]
    outcomes = visit.show(drawing(start(500, 100), [0, 'stop-anim']), *records)
    assert all(outcome['ok'] for outcome in outcomes)
    assert pixels(page, [(1, 50), (499, 50)]) == [RED, RED]
    assert page.locator('canvas').count() == 1


# Size and density


@pytest.mark.parametrize('density', [1, 2, 1.5])
def test_it_is_sharp_on_every_screen(chromium, site, assets, built, density):
    context = chromium.new_context(viewport={'width': 400, 'height': 400}, device_scale_factor=density)
    page = context.new_page()
    page.goto(site.add_page('/page.html', '<!doctype html><div id="out"></div>'
                            f'<script src="{assets.origin}/{built.hash}/js/main.min.js"></script>'))
    item = drawing(start(201, 101), [0, 'stop-anim'], [0, *line(0, 0, 50, 201, 50)])
    page.evaluate('item => BackendAI.Media.handle_all([item], "r", out)', item)
    settle(page)
    size, box = page.evaluate('(canvas => [[canvas.width, canvas.height], canvas.getBoundingClientRect().toJSON()])(document.querySelector("canvas"))')
    assert abs(size[0] - 201 * density) <= 1 and abs(size[1] - 101 * density) <= 1
    assert (box['width'], box['height']) == (201, 101)
    image = picture_of(page.locator('canvas'))
    column = [image.getpixel((image.width // 2, y)) for y in range(image.height)]
    assert column.count(RED) in (2 * density, 2 * density - 1)  # a stroke of two pixels, without avoidable blur
    context.close()


def test_it_is_sharp_again_after_zoom(visit):
    """The browser's zoom changes the number of device pixels for the same canvas."""
    page = visit.open()
    page.evaluate('item => BackendAI.Media.handle_all([item], "r", out)', drawing(start(100, 60), [0, 'stop-anim'], [0, *line(0, 50, 0, 50, 60)]))
    settle(page)
    assert page.evaluate('document.querySelector("canvas").width') == 100
    for zoom in (3, 2, 1):
        page.evaluate('zoom => { document.documentElement.style.zoom = zoom; }', zoom)
        page.wait_for_function('width => document.querySelector("canvas").width === width', arg=100 * zoom)
        row = page.evaluate("""zoom => [...document.querySelector("canvas").getContext("2d").getImageData(0, 20 * zoom, 100 * zoom, 1).data]
            .filter((value, index) => index % 4 === 1 && value < 128).length""", zoom)
        assert row == 2 * zoom, zoom


def test_it_shrinks_with_its_container_and_stays_sharp(visit):
    page = visit.open('<div id="out" style="width: 310px"></div>')
    visit.show(drawing(start(1000, 500), [0, 'stop-anim'], [0, 'obj', 0, ['rect', 500, 250, 500, 250, '#ff0000ff', '#ff0000ff', 0]]))
    settle(page)
    state = '(canvas => [canvas.width, canvas.height, canvas.getBoundingClientRect().width, canvas.getBoundingClientRect().height])(document.querySelector("canvas"))'
    assert page.evaluate(state) == [300, 150, 300, 150]
    assert picture_of(page.locator('canvas')).getpixel((150, 75)) == RED
    page.evaluate('out.style.width = "610px"')
    settle(page)
    assert page.evaluate(state) == [600, 300, 600, 300]
    assert picture_of(page.locator('canvas')).getpixel((300, 150)) == RED
    assert picture_of(page.locator('canvas')).getpixel((100, 50)) == WHITE


SIZES = [
    (0, 0, 'This drawing of 0 × 0 pixels cannot be shown.'), (-5, 10, 'This drawing of -5 × 10 pixels cannot be shown.'),
    ('300', None, 'This drawing of ? × 0 pixels cannot be shown.'), (float('nan'), float('inf'), 'This drawing of ? × ? pixels cannot be shown.'),
    (20000, 20000, 'This drawing of 20000 × 20000 pixels is shown smaller than it is.'), ([], {}, ''), (1e300, 1, 'cannot be shown'),
    (200.5, 150.25, ''), (1, 1, ''), (True, True, ''), (60000, 1, ''),
]


def test_sizes_that_make_no_sense(visit):
    page = visit.open()
    for width, height, note in SIZES:
        outcome, = visit.show(drawing([0, 'canvas', width, height, '#ff0000ff', '#000000ff'], [0, *line(0, 0, 0, 10, 10)]))
        settle(page)
        assert outcome['ok'] and note in page.inner_text('#out')
        canvas = page.locator('canvas')
        assert canvas.count() == 0 or canvas.evaluate('canvas => canvas.width * canvas.height <= 2 ** 24')
        visit.show(still(line(0, 10, 10.5, 90, 10.5)), result_id='s')
        assert pixels(page, [(50, 10)]) == [RED] and page.inner_text('#out') == '', (width, height)


# Errors


UNREADABLE = [
    ('!!!', 'its data is not base64'), (None, 'its data is not base64'), (5, 'its data is not base64'), ([], 'its data is not base64'),
    ('', 'it is empty'), (base64.b64encode(b'\x05').decode(), 'its data is not a list of commands'),
    (base64.b64encode(packed({'a': 1})).decode(), 'its data is not a list of commands'),
]


def test_what_cannot_be_read_says_why_and_leaves_what_was_drawn(visit):
    page = visit.open()
    for number, (data, reason) in enumerate(UNREADABLE):
        page.evaluate('document.querySelector("#out").replaceWith(Object.assign(document.createElement("div"), {id: "out"}))')
        outcome, = visit.show([TYPE, data])
        assert not outcome['ok'] and outcome['reason'] == reason
        assert page.inner_text('#out').startswith(f'Cannot show {TYPE}: ')
        visit.show(still(line(0, 10, 10.5, 90, 10.5)))
        assert page.inner_text('#out') == '' and pixels(page, [(50, 10)]) == [RED]
        bad, = visit.show([TYPE, data])
        assert not bad['ok'] and page.inner_text('#out').startswith(f'Cannot show {TYPE}: ')
        assert pixels(page, [(50, 10)]) == [RED] and page.locator('canvas').is_visible()
        visit.show(still(line(0, 10, 60.5, 90, 60.5)))
        assert page.inner_text('#out') == '' and pixels(page, [(50, 10), (50, 60)]) == [WHITE, RED]
        assert len(visit.errors) == 2 * number + 2


def test_a_drawing_that_is_cut_off_is_shown_as_far_as_it_goes(visit):
    page = visit.open()
    data = packed([start(), [0, 'stop-anim'], [0, *line(0, 10, 10.5, 90, 10.5)], [0, *line(1, 10, 60.5, 90, 60.5)]])
    outcome, = visit.show([TYPE, base64.b64encode(data[:-5]).decode()])
    assert outcome['ok'] and page.inner_text('#out') == 'This drawing is cut off.'
    assert pixels(page, [(50, 10), (50, 60)]) == [RED, WHITE]
    visit.show([TYPE, base64.b64encode(data).decode()])
    assert page.inner_text('#out') == '' and pixels(page, [(50, 60)]) == [RED]


def test_random_damage_does_no_harm(visit, fixtures):
    """Real drawings with changed, removed and added bytes do not break the page or later drawings."""
    page = visit.open()
    source = random.Random(3)
    sources = [base64.b64decode(item[1]) for name, item in fixtures('drawing').items() if len(item[1]) < 20000]
    items = []
    for _ in range(250):
        data = bytearray(source.choice(sources))
        for _ in range(source.randrange(1, 6)):
            place = source.randrange(len(data))
            if source.random() < 0.7:
                data[place] = source.randrange(256)
            elif source.random() < 0.5:
                data[place:place] = source.randbytes(source.randrange(4))
            else:
                del data[place:place + source.randrange(1, 9)]
            data = data or bytearray(b'\x90')
        items.append([TYPE, base64.b64encode(bytes(data)).decode()])
    outcomes = page.evaluate('''async items => { const found = [];
        for (const [index, item] of items.entries()) {
            const place = document.createElement('div');
            document.body.append(place);
            found.push(...await BackendAI.Media.handle_all([item, item], 'r' + index, place));
            for (const button of place.querySelectorAll('[title=Skip], [title=Replay]')) button.click();
            place.remove(); }
        return found; }''', items)
    reasons = {outcome['reason'] for outcome in outcomes}
    assert reasons <= {None, 'its data is not a list of commands', 'it is empty'}, reasons
    assert [outcome['ok'] for outcome in outcomes].count(True) > 250
    visit.show(still(line(0, 10, 10.5, 90, 10.5)))
    assert pixels(page, [(50, 10)]) == [RED]


def test_strict_pages(visit):
    policy = ("default-src 'none'; script-src 'nonce-x' 'strict-dynamic'; style-src 'self'; img-src data: blob:; "
              "require-trusted-types-for 'script'")
    page = visit.open(headers={'Content-Security-Policy': policy}, main=f'<script nonce="x" src="{visit.main}"></script>')
    visit.show(drawing(start(), [0, *line(0, 10, 10.5, 90, 10.5)]), drawing([1, 'canvas', 0, 0]))
    page.hover('canvas')
    end(page)
    settle(page)
    assert pixels(page, [(50, 10)]) == [RED] and visit.violations == []
    assert page.evaluate('getComputedStyle(document.querySelector(".backendai-drawing-controls > div")).position') == 'absolute'


# The API


def test_the_class_for_hosts(played):
    page = played.page
    assert page.evaluate('typeof BackendAI.Drawing') == 'undefined'
    played.visit.show(drawing())
    assert page.evaluate('typeof BackendAI.Drawing') == 'function'
    page.evaluate('''([first, second]) => { document.body.insertAdjacentHTML('beforeend', '<div id="own"></div>');
        window.drawing = new BackendAI.Drawing('mine', own);
        return drawing.update(first).then(() => drawing.update(second)); }''',
                  [data_of([start(), [0, *line(0, 10, 10.5, 90, 10.5)]]), data_of([[0, *line(1, 10, 60.5, 90, 60.5)]])])

    def state(*points):
        return page.evaluate('drawing.playing'), pixels(page, list(points), place='#own')
    ends = (88, 10), (88, 60)
    assert state(*ends) == (True, [WHITE, WHITE])
    assert page.evaluate('drawing.getCanvas(0) === document.querySelector("#own canvas#sorna-canvas-0") && drawing.getCanvas("0") === drawing.getCanvas(0)')
    assert page.evaluate('drawing.getCanvas(5) == null')
    page.evaluate('drawing.pause()')
    played(1000)
    assert state(*ends) == (False, [WHITE, WHITE])
    page.evaluate('drawing.resume()')
    played(230)
    assert state(*ends) == (True, [RED, WHITE])
    page.evaluate('drawing.finish()')
    assert state(*ends) == (False, [RED, RED])
    page.evaluate('drawing.replay()')
    assert state(*ends) == (True, [WHITE, WHITE])
    played(700)
    assert state(*ends) == (False, [RED, RED])
    assert page.evaluate('drawing.update("!!!").catch(error => error.message)') == 'its data is not base64'
    page.evaluate('item => BackendAI.Media.handle(item, "x", own)', drawing([0, 'stop-anim'], [0, *line(2, 10, 80.5, 90, 80.5)]))  # continues the drawing
    page.wait_for_function('drawing.getCanvas(0).ariaLabel.includes("3 lines")')
    page.evaluate('drawing.dispose()')
    assert page.locator('#own canvas, #own .backendai-drawing-controls').count() == 0
    page.evaluate('item => BackendAI.Media.handle(item, "x", own)', drawing([0, 'stop-anim']))
    page.wait_for_function('document.querySelector("#own canvas")')


def test_removed_drawings_are_collected(visit):
    page = visit.open('<div id="out"></div>')
    for commands in ([line(0, 10, 10.5, 90, 10.5)], [line(number, 1, 1, 9, 9) for number in range(200)]):
        page.evaluate('''async item => {
            const place = document.createElement('div');
            out.append(place);
            await BackendAI.Media.handle_all([item], 'r', place);
            await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
            window.kept = [new WeakRef(place), new WeakRef(place.querySelector('canvas'))];
            place.remove(); }''', drawing(start(), *([0, *command] for command in commands)))
        for _ in range(30):
            settle(page)
            page.evaluate('new Promise(done => setTimeout(done)).then(() => gc())')
            if page.evaluate('window.kept.every(reference => reference.deref() === undefined)'):
                break
        assert page.evaluate('window.kept.every(reference => reference.deref() === undefined)')


# Real drawings, compared with reviewed pictures


def pictures(root) -> dict[str, str]:
    return json.loads((root / 'tests' / 'fixtures' / 'drawing_pictures.json').read_text(encoding='utf-8'))


def test_every_real_drawing_looks_as_reviewed(visit, fixtures, root):
    """Compare each drawing with a reviewed picture (tests/fixtures/drawing_pictures.json), at a quarter of its size.

    To review new pictures: delete the file, run this test, look at the pictures in the file, and commit it.
    """
    visit.page.emulate_media(reduced_motion='reduce')
    page = visit.open()
    path = root / 'tests' / 'fixtures' / 'drawing_pictures.json'
    known = json.loads(path.read_text(encoding='utf-8')) if path.exists() else {}
    names = list(dict.fromkeys(name.rsplit('-', 1)[0] for name in fixtures('drawing')))
    found = {}
    for name in names:
        page.evaluate('document.querySelector("#out").replaceWith(Object.assign(document.createElement("div"), {id: "out"}))')
        items = [item for key, item in fixtures('drawing').items() if key.rsplit('-', 1)[0] == name]
        assert all(outcome['ok'] for outcome in visit.show(*items))
        for canvas in page.locator('canvas:not([hidden])').all():
            data = page.evaluate('canvas => canvas.toDataURL()', canvas.element_handle())
            image = Image.open(io.BytesIO(base64.b64decode(data.split(',')[1]))).convert('RGB')
            small = image.resize((max(1, image.width // 4), max(1, image.height // 4)), Image.Resampling.BOX)
            key = f'{name} {canvas.get_attribute("id")}'
            buffer = io.BytesIO()
            small.save(buffer, 'PNG', optimize=True)
            found[key] = 'data:image/png;base64,' + base64.b64encode(buffer.getvalue()).decode()
            if key in known:
                expected = Image.open(io.BytesIO(base64.b64decode(known[key].split(',')[1])))
                assert small.size == expected.size, key
                worst = max(high for _, high in ImageChops.difference(small, expected).getextrema())
                assert worst < 40, f'{key} differs by {worst} of 255 somewhere'
    if not path.exists():
        path.write_text(json.dumps(found, indent=0) + '\n', encoding='utf-8')
    assert set(found) == set(pictures(root))


def test_data_uris_of_drawings(visit):
    page = visit.open()
    data = still(line(0, 10, 10.5, 90, 10.5))[1]
    for number, text in enumerate([f'data:{TYPE};base64,{data}', f'data:application/octet-stream;base64,{data}', data.replace('+', '-').replace('/', '_'),
                                   f'data:{TYPE};base64,{data}'.replace('+', '%2B').replace('=', '%3D')]):
        page.evaluate('document.querySelector("#out").replaceWith(Object.assign(document.createElement("div"), {id: "out"}))')
        outcome, = visit.show([TYPE, text], result_id=f'uri{number}')
        assert outcome['ok'] and pixels(page, [(50, 10)]) == [RED]


def test_commands_that_are_not_known_are_reported_once_by_name(visit):
    page = visit.open()
    first = still(line(0, 10, 10.5, 90, 10.5), ['obj', 1, ['text', 5, 5, 'hello']], ['obj', 2, ['text', 5, 9, 'again']], ['sparkle', 3], ['sparkle', 4])
    outcome, = visit.show(first)
    assert outcome['ok'] and pixels(page, [(50, 10)]) == [RED]
    reason = 'it has commands that are not known: text, sparkle'
    assert page.inner_text('#out') == f'This drawing is incomplete: {reason}.'
    assert [error['reason'] for error in visit.errors] == [reason]
    visit.show(first, drawing([0, 'sparkle'], [0, 'glow']))
    assert [error['reason'] for error in visit.errors] == [reason, 'it has commands that are not known: glow']


def test_a_wide_drawing_is_read_in_its_full_size_by_choice(visit):
    page = visit.open('<div id="out" style="width: 300px"></div>')
    visit.show(drawing(start(1200, 100), [0, 'stop-anim'], [0, *line(0, 600, 0, 600, 100)]))
    settle(page)
    canvas = page.locator('canvas')
    assert round(canvas.bounding_box()['width']) <= 300
    canvas.hover()
    page.get_by_role('button', name='Full size').click()
    settle(page)
    assert canvas.bounding_box()['width'] == 1200 and page.evaluate('document.documentElement.scrollWidth') <= 1000
    assert page.evaluate('(slot => { slot.scrollLeft = 500; return slot.scrollLeft; })(document.querySelector("#out > div"))') == 500
    assert pixels(page, [(599, 50)]) == [RED]
    page.get_by_role('button', name='Fit to width').click()
    settle(page)
    assert round(canvas.bounding_box()['width']) <= 300
    # A drawing that fits needs no such button.
    visit.show(drawing(start(100, 100, key=1), [1, 'stop-anim']), result_id='small')
    settle(page)
    assert page.locator('#sorna-canvas-1 + div').get_by_role('button').count() == 0


def test_long_drawings_are_drawn_in_the_order_in_which_they_came(visit):
    page = visit.open()
    many = drawing(start(), [0, 'stop-anim'], *([0, *line(number, 0, number % 100, 90, number % 100, '#00ff00ff')] for number in range(9000)))
    assert len(many[1]) > 300000
    outcomes = visit.show(many, drawing([0, *line(1, 0, 10.5, 90, 10.5)]))
    assert [outcome['ok'] for outcome in outcomes] == [True, True]
    assert pixels(page, [(50, 10), (50, 30)]) == [RED, GREEN]


# Slow painting over several frames


# Draws the same as the commands, but in one go: translucent rectangles around the center.
BY_HAND = '''sizes => {
    const pen = Object.assign(document.createElement('canvas'), {width: 800, height: 800}).getContext('2d');
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, 800, 800);
    pen.lineWidth = 2;
    for (const [size, color] of sizes) {
        pen.beginPath();
        pen.rect(400 - size / 2, 400 - size / 2, size, size);
        pen.fillStyle = color;
        pen.fill();
        pen.strokeStyle = '#0000ff80';
        pen.stroke();
    }
    const one = pen.getImageData(0, 0, 800, 800).data;
    const canvas = document.querySelector('#sorna-canvas-0');
    const other = canvas.getContext('2d').getImageData(0, 0, 800, 800).data;
    return [canvas.width, one.reduce((most, value, index) => Math.max(most, Math.abs(value - other[index])), 0)]; }'''
SHOW_AND_COUNT = '''async ([item, id]) => {
    let frames = 0, stop = false;
    const count = () => { frames++; if (!stop) requestAnimationFrame(count); };
    requestAnimationFrame(count);
    await BackendAI.Media.handle_all([item], id, out);
    stop = true;
    return frames; }'''


def squares(count: int) -> tuple[list, list]:
    """Large squares, as commands and in the format of ``BY_HAND``."""
    sizes = [[300 + number * 37 % 450, f'#{number * 9 % 256:02x}{number * 5 % 256:02x}2020'] for number in range(count)]
    return [[0, 'obj', number, ['rect', 400, 400, size, size, '#0000ff80', color, 0]] for number, (size, color) in enumerate(sizes)], sizes


def test_much_is_painted_over_several_frames_and_comes_out_alike(visit):
    page = visit.open()
    commands, sizes = squares(600)
    frames = page.evaluate(SHOW_AND_COUNT, [drawing(start(800, 800), [0, 'stop-anim'], *commands), 'r'])
    assert frames >= 3, 'the page could not go on'
    assert page.evaluate(BY_HAND, sizes) == [800, 0]
    # A change of a shape at the back requires repainting everything.
    sizes[0][1] = '#00ff0080'
    page.evaluate(SHOW_AND_COUNT, [drawing([0, 'update', 0, 'fill', '#00ff0080']), 's'])
    assert page.evaluate(BY_HAND, sizes) == [800, 0]


def test_what_is_too_much_to_be_animated_is_moved_at_once(visit):
    page = visit.open()
    commands, sizes = squares(600)
    visit.show(drawing(start(800, 800), [0, 'begin-group'], *commands, [0, 'end-group'], [0, 'obj', 600, ['rect', 400, 400, 20, 20, '#0000ff80', '#ff000080', 0]]))
    page.wait_for_function("document.querySelector('canvas + div [title=Skip]').hidden")
    assert page.evaluate(BY_HAND, [*sizes, [20, '#ff000080']]) == [800, 0]


def test_a_long_drawing_is_played_again_from_its_beginning(visit):
    page = visit.open()
    item = drawing(start(800, 800), *([0, *line(number, number % 800, 0, 800 - number % 800, 800)] for number in range(6000)))
    assert len(base64.b64decode(item[1])) > 200000
    visit.show(item)
    end(page)
    page.wait_for_function("document.querySelector('canvas').ariaLabel.endsWith(': 6,000 lines')")
    for again in ("document.querySelector('canvas + div [title=Replay]').click()", 'show'):
        if again == 'show':
            visit.show(item)  # under its own result id
        else:
            page.evaluate(again)
        page.wait_for_function("!document.querySelector('canvas').ariaLabel.endsWith(': 6,000 lines')")
        assert page.evaluate("document.querySelector('canvas + div [title=Skip]').hidden") is False
        end(page)
        page.wait_for_function("document.querySelector('canvas').ariaLabel.endsWith(': 6,000 lines')")
        page.wait_for_function('''() => { const data = document.querySelector('canvas').getContext('2d').getImageData(0, 400, 800, 1).data;
            return data[400 * 4] === 255 && data[400 * 4 + 1] < 128; }''')
