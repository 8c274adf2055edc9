"""The toolbar of an item: copying, saving, enlarging, and other views."""

from __future__ import annotations

import io
import json

import pytest
from PIL import Image

from tests.support.pixels import data_uri, encoded
from playwright.sync_api import expect


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="80" height="40" fill="#f00"/></svg>'
CSV = 'name,count\npear,3\n"a, b",4\n'
READ = '''async () => { const found = {}; for (const item of await navigator.clipboard.read()) for (const type of item.types)
    found[type] = type === 'image/png' ? [...new Uint8Array(await (await item.getType(type)).arrayBuffer())] :
        await (await item.getType(type)).text();
    return found; }'''


@pytest.fixture(scope='module')
def _visit(_make_visit):
    visit = _make_visit(permissions=['clipboard-read', 'clipboard-write'])
    yield visit
    visit.close()


@pytest.fixture
def visit(_visit, site, assets):
    yield _visit
    _visit.page.goto('about:blank')
    _visit.hand_over()


def picture(width: int = 60, height: int = 40) -> list:
    image = Image.new('RGB', (width, height), 'red')
    image.paste('blue', (0, height // 2, width, height))
    return ['image/png', data_uri(encoded(image, 'PNG'))]


def approach(page, number: int = 0):
    """Move the pointer to an item and return its toolbar."""
    slot = page.locator(f'[data-backendai-id=r-{number}]')
    slot.hover(position={'x': 3, 'y': 3})
    bar = slot.get_by_role('toolbar', name='Actions')
    expect(bar).to_be_visible()
    return bar


def clipboard(bar, name: str = 'Copy') -> dict:
    bar.get_by_role('status').evaluate('status => { status.textContent = ""; }')  # clear the status of an earlier copy
    if name == 'Copy':
        bar.get_by_role('button', name='Copy', exact=True).click()
    else:
        bar.get_by_role('button', name='More actions').click()
        bar.get_by_role('menuitem', name=name).click()
    expect(bar.get_by_role('status')).to_have_text('Copied')
    return bar.page.evaluate(READ)


def saved(bar, name: str = 'Save') -> tuple[str, bytes]:
    with bar.page.expect_download() as waiting:
        if name == 'Save':
            bar.get_by_role('button', name='Save', exact=True).click()
        else:
            bar.get_by_role('button', name='More actions').click()
            bar.get_by_role('menuitem', name=name).click()
    with open(waiting.value.path(), 'rb') as file:
        return waiting.value.suggested_filename, file.read()


def pixels(data) -> Image.Image:
    return Image.open(io.BytesIO(bytes(data))).convert('RGB')


def test_nothing_is_loaded_before_a_pointer_or_the_focus_comes(visit):
    page = visit.open('<button>before</button><div id="out"></div>')
    visit.show(picture(), ['text/plain', 'words'])
    assert not [name for name in visit.chunk_requests() if 'actions' in name]
    page.keyboard.press('Tab')
    page.keyboard.press('Tab')
    expect(page.get_by_role('toolbar', name='Actions')).to_have_count(1)
    assert [name for name in visit.chunk_requests() if 'actions' in name] == ['actions.js']
    page.get_by_role('button', name='before').focus()
    expect(page.get_by_role('toolbar')).to_have_count(0)
    assert page.evaluate('out.firstChild.children.length') == 1  # the slot is unchanged


def test_a_picture_is_copied_as_png_and_saved_as_it_came(visit):
    page = visit.open()
    image = Image.new('RGB', (50, 30), 'blue')
    visit.show(picture(), ['image/jpeg', data_uri(encoded(image, 'JPEG'), 'image/jpeg')])
    copied = clipboard(approach(page))
    assert list(copied) == ['image/png']
    assert pixels(copied['image/png']).size == (60, 40) and pixels(copied['image/png']).getpixel((5, 5)) == (255, 0, 0)
    assert saved(approach(page)) == ('r-0.png', encoded(_red_and_blue(), 'PNG'))
    bar = approach(page, 1)
    assert pixels(clipboard(bar)['image/png']).getpixel((9, 9))[2] > 230
    assert saved(bar) == ('r-1.jpg', encoded(image, 'JPEG'))
    assert Image.open(io.BytesIO(saved(bar, 'Save as PNG')[1])).format == 'PNG'


def _red_and_blue() -> Image.Image:
    image = Image.new('RGB', (60, 40), 'red')
    image.paste('blue', (0, 20, 60, 40))
    return image


def test_a_drawing_is_copied_as_a_picture_or_as_its_source(visit):
    page = visit.open()
    visit.show(['image/svg+xml', SVG])
    bar = approach(page)
    copied = clipboard(bar)
    assert list(copied) == ['image/png'] and pixels(copied['image/png']).getpixel((9, 9)) == (255, 0, 0)
    assert clipboard(bar, 'Copy as SVG') == {'text/plain': SVG}
    assert saved(bar) == ('r-0.svg', SVG.encode())
    assert saved(bar, 'Save as PNG')[0] == 'r-0.png'


def test_a_canvas_is_a_picture(visit, fixtures):
    page = visit.open()
    outcome, = visit.show(next(iter(fixtures('drawing').values())))
    assert outcome['ok']
    assert len(set(pixels(clipboard(approach(page))['image/png']).tobytes())) > 1


@pytest.mark.parametrize(('item', 'copied', 'name', 'content'), [
    (['text/plain', 'one \x1b[31mred\x1b[m <b>'], {'text/plain': 'one red <b>'}, 'r-0.txt', 'one red <b>'),
    (['text/markdown', '# Title\n\n*word*'], {'text/plain': '# Title\n\n*word*'}, 'r-0.md', '# Title\n\n*word*'),
    (['text/latex', '$x^2$'], {'text/plain': '$x^2$'}, 'r-0.tex', '$x^2$'),
    (['application/json', {'a': [1, 2]}], {'text/plain': '{\n  "a": [\n    1,\n    2\n  ]\n}'}, 'r-0.json', '{\n  "a": [\n    1,\n    2\n  ]\n}'),
    (['application/json', '{"a": 12345678901234567890}'], {'text/plain': '{"a": 12345678901234567890}'}, 'r-0.json', '{"a": 12345678901234567890}'),
    (['text/csv', CSV], {'text/plain': 'name\tcount\npear\t3\na, b\t4\n'}, 'r-0.csv', CSV),
    (['text/html', '<p>one <b>two</b></p>'], {'text/plain': 'one two'}, 'r-0.html', '<p>one <b>two</b></p>'),
], ids=lambda value: value[0] if isinstance(value, list) else '')
def test_text_is_copied_as_text_and_saved_under_its_name(visit, item, copied, name, content):
    page = visit.open()
    visit.show(item)
    bar = approach(page)
    found = clipboard(bar)
    assert found['text/plain'] == copied['text/plain']
    assert saved(bar) == (name, content.encode())


def test_what_has_a_look_is_copied_as_html_too(visit):
    page = visit.open()
    visit.show(['text/csv', CSV], ['text/markdown', '**bold**'], ['text/html', '<p>one <b>two</b></p>'], ['text/plain', 'a < b'])
    for number, part in enumerate(['<td>pear</td>', '<strong>bold</strong>', '<b>two</b>', 'a &lt; b']):
        assert part in clipboard(approach(page, number))['text/html']


def test_a_refusal_is_told(visit):
    page = visit.open()
    page.evaluate('() => { navigator.clipboard.write = () => Promise.reject(new DOMException("not allowed", "NotAllowedError")); }')
    visit.show(picture(), ['text/plain', 'words'])
    bar = approach(page)
    bar.get_by_role('button', name='Copy').click()
    expect(bar.get_by_role('status')).to_have_text('The browser does not allow copying.')
    assert [error['reason'] for error in visit.errors] == ['not allowed']
    # Text has a fallback, for pages without TLS.
    bar = approach(page, 1)
    bar.get_by_role('button', name='Copy').click()
    expect(bar.get_by_role('status')).to_have_text('Copied')
    assert page.evaluate(READ)['text/plain'] == 'words'


def test_an_enlarged_picture_is_zoomed_and_moved_by_all_means(visit):
    page = visit.open('<div id="out" style="width: 200px"></div>')
    visit.show(picture(), ['text/plain', 'words'])
    approach(page).get_by_role('button', name='Enlarge').click()
    dialog = page.get_by_role('dialog', name='Enlarged output')
    expect(dialog).to_be_visible()
    stage, image = dialog.locator('.backendai-stage'), dialog.get_by_role('img')
    expect(stage).to_be_focused()
    width = lambda: image.bounding_box()['width']  # noqa: E731
    assert width() == pytest.approx(240, abs=1)  # small images are shown four times as large
    expect(image).to_have_css('image-rendering', 'pixelated')
    shot = pixels(image.screenshot())
    colors = {color for _, color in shot.crop((3, 3, shot.width - 3, shot.height - 3)).getcolors()}
    assert colors == {(255, 0, 0), (0, 0, 255)}  # no blur between the two colors
    page.keyboard.press('+')
    assert width() == pytest.approx(300, abs=1)
    dialog.get_by_role('button', name='Zoom out').click()
    assert width() == pytest.approx(240, abs=1)
    stage.focus()
    page.keyboard.press('0')
    page.mouse.move(500, 300)
    page.mouse.wheel(0, -800)
    page.wait_for_function('document.querySelector("dialog img").getBoundingClientRect().width > 1000')
    before = page.evaluate('document.querySelector(".backendai-stage").scrollLeft')
    page.mouse.down()
    page.mouse.move(400, 300)
    page.mouse.up()
    assert page.evaluate('document.querySelector(".backendai-stage").scrollLeft') == pytest.approx(before + 100, abs=2)
    stage.focus()
    page.keyboard.press('ArrowLeft')
    assert page.evaluate('document.querySelector(".backendai-stage").scrollLeft') == pytest.approx(before + 40, abs=2)
    page.keyboard.press('Escape')
    expect(dialog).to_have_count(0)
    page.wait_for_function('[...out.children].map(slot => slot.dataset.backendaiId).join() === "r-0,r-1"')
    page.wait_for_function('out.firstChild.contains(document.activeElement)')
    assert page.locator('#r-0').bounding_box()['width'] == 60


def test_an_update_reaches_an_enlarged_item_and_removal_closes_it(visit):
    page = visit.open()
    visit.show(['text/plain', 'old'], picture())
    approach(page).get_by_role('button', name='Enlarge').click()
    visit.show(['text/plain', 'new'], picture())
    expect(page.get_by_role('dialog')).to_contain_text('new')
    page.evaluate('BackendAI.Media.clear(out)')
    expect(page.get_by_role('dialog')).to_have_count(0)
    page.wait_for_function('out.innerHTML === ""')  # its elements are removed by the event that follows


def test_two_fingers_zoom(visit):
    page = visit.open()
    visit.show(picture())
    approach(page).get_by_role('button', name='Enlarge').click()
    stage = page.locator('.backendai-stage')
    expect(stage).to_be_focused()
    widths = stage.evaluate('''stage => { const width = () => stage.querySelector('img').getBoundingClientRect().width;
        const send = (type, pointerId, clientX) => stage.firstChild.dispatchEvent(new PointerEvent(type, {pointerId, clientX, clientY: 300, bubbles: true}));
        stage.setPointerCapture = () => {};
        const before = width();
        send('pointerdown', 1, 400); send('pointerdown', 2, 500); send('pointermove', 2, 600);
        return [before, width()]; }''')
    assert widths[1] == pytest.approx(2 * widths[0], rel=.01)


def test_a_picture_that_is_shown_smaller_is_enlarged_by_a_click(visit):
    page = visit.open('<div id="out" style="width: 300px"></div>')
    visit.show(picture(900, 600), picture())
    approach(page, 1)
    expect(page.locator('#r-1')).not_to_have_css('cursor', 'zoom-in')
    approach(page)
    expect(page.locator('#r-0')).to_have_css('cursor', 'zoom-in')
    page.locator('#r-0').click(position={'x': 20, 'y': 120})
    expect(page.get_by_role('dialog')).to_be_visible()
    page.get_by_role('button', name='Close').click()
    expect(page.get_by_role('dialog')).to_have_count(0)


def test_a_bundle_is_shown_in_another_form_and_stays_so(visit):
    page = visit.open()
    html = '<table><thead><tr><th></th><th>n</th></tr></thead><tbody><tr><th>0</th><td>{}</td></tr></tbody></table>'
    show = lambda number: visit.show({'data': {'text/html': html.format(number), 'text/plain': f'the text {number}'}})  # noqa: E731
    show(1)
    bar = approach(page)
    bar.get_by_role('button', name='More actions').click()
    choices = bar.get_by_role('menuitemradio')
    expect(choices).to_have_text(['Show as Table', 'Show as Text', 'Show as Source'])
    expect(choices.first).to_be_checked()
    choices.nth(1).click()
    expect(page.locator('#out')).to_contain_text('the text 1')
    show(2)
    expect(page.locator('#out')).to_contain_text('the text 2')
    bar = approach(page)
    bar.get_by_role('button', name='More actions').click()
    expect(bar.get_by_role('menuitemradio').nth(1)).to_be_checked()
    bar.get_by_role('menuitemradio', name='Source').click()
    expect(page.locator('#out')).to_contain_text('<td>2</td>')
    bar = approach(page)
    bar.get_by_role('button', name='More actions').click()
    bar.get_by_role('menuitemradio', name='Table').click()
    expect(page.get_by_role('grid')).to_be_visible()
    assert visit.errors == []


def test_the_host_chooses_the_actions_and_adds_its_own(visit):
    page = visit.open()
    labels = '''[...document.querySelectorAll('[role=toolbar] > button')].map(button => button.textContent)'''
    page.evaluate('item => BackendAI.Media.handleAll([item], "r", out, {actions: false})', picture())
    page.locator('#r-0').hover()
    page.wait_for_timeout(300)
    assert page.evaluate(labels) == [] and 'actions.js' not in visit.chunk_requests()
    page.mouse.move(900, 600)
    page.evaluate('''item => BackendAI.Media.handleAll([item], "r", out, {actions: ['copy',
        {label: 'Send', run: (item, slot) => { window.sent = [item.type, slot.dataset.backendaiId]; }}]})''', picture())
    bar = approach(page)
    assert page.evaluate(labels) == ['Copy', 'Send', '⋯']
    bar.get_by_role('button', name='Send').click()
    assert page.evaluate('window.sent') == ['image/png', 'r-0']


def test_the_keyboard_and_the_style(visit):
    page = visit.open(head='<style>#out { --backendai-actions-background: rgb(1, 2, 3); --backendai-actions-color: rgb(250, 251, 252) }</style>')
    visit.show(picture())
    bar = approach(page)
    expect(bar).to_have_css('background-color', 'rgb(1, 2, 3)')
    expect(bar.get_by_role('button').first).to_have_css('color', 'rgb(250, 251, 252)')
    page.mouse.move(900, 600)
    page.locator('[data-backendai-id]').focus()
    page.keyboard.press('Tab')
    focused = lambda: page.evaluate('document.activeElement.ariaLabel ?? document.activeElement.textContent')  # noqa: E731
    found = [focused()]
    for key in ['ArrowRight', 'End', 'Home', 'ArrowLeft']:
        page.keyboard.press(key)
        found.append(focused())
    assert found == ['Copy', 'Save', 'More actions', 'Copy', 'Copy']
    page.keyboard.press('End')
    page.keyboard.press('Enter')
    expect(page.get_by_role('menuitem').first).to_be_focused()
    page.keyboard.press('ArrowUp')
    assert page.evaluate('document.activeElement.textContent') == 'Save as PNG'
    page.keyboard.press('Escape')
    expect(page.get_by_role('button', name='More actions')).to_be_focused()
    sizes = page.evaluate('[...document.querySelectorAll("[role=toolbar] button")].map(e => e.getBoundingClientRect()).filter(r => r.width > 0).map(r => Math.min(r.width, r.height))')
    assert len(sizes) >= 3 and min(sizes) >= 24


def test_a_toolbar_outlives_an_update_and_acts_on_what_is_new(visit):
    page = visit.open()
    visit.show(picture())
    bar = approach(page)
    visit.show(['application/json', [1]])
    expect(bar).to_be_visible()
    assert json.loads(clipboard(bar)['text/plain']) == [1]


def test_a_toolbar_goes_with_its_item(visit):
    page = visit.open()
    visit.show(picture())
    bar = approach(page)
    visit.show(['image/png', 'no picture'])
    expect(bar).to_have_count(0)
    assert len(visit.errors) == 1


def test_it_works_under_a_strict_policy(visit):
    page = visit.open(headers={'Content-Security-Policy': (
        f"default-src 'none'; script-src {visit.assets.origin}; img-src data: blob:; require-trusted-types-for 'script'; trusted-types 'none'")})
    visit.show(picture(), ['image/svg+xml', SVG])
    for number in (0, 1):
        bar = approach(page, number)
        assert list(clipboard(bar)) == ['image/png']
        saved(bar)
        bar.get_by_role('button', name='Enlarge').click()
        expect(page.get_by_role('dialog')).to_be_visible()
        page.keyboard.press('Escape')
        expect(page.get_by_role('dialog')).to_have_count(0)
    assert visit.violations == []
