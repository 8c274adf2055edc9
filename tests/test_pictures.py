"""Pictures and sounds on dark, light and narrow pages, in every engine: backgrounds, sizes, names, notes."""

from __future__ import annotations

import base64
import io
import struct
import time
import wave
import zlib

import pytest
from PIL import Image, ImageDraw

from tests.support.messagepack import drawing
from tests.support.pixels import picture_of

NS = 'xmlns="http://www.w3.org/2000/svg"'
DARK = '<style>body { background: #121212; color: #eee; margin: 0 }</style>'
LIGHT = '<style>body { background: #fff; color: #111; margin: 0 }</style>'


def data_uri(data: bytes, mime: str = 'image/png') -> str:
    return f'data:{mime};base64,{base64.b64encode(data).decode()}'


def encoded(image: Image.Image, kind: str = 'PNG', **options) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def plot(ink: str, paper=(0, 0, 0, 0)) -> list:
    """A chart without a background: axes in one color, and a line in a color that is visible on any background."""
    image = Image.new('RGBA', (120, 80), paper)
    pen = ImageDraw.Draw(image)
    pen.line([(12, 8), (12, 68), (112, 68)], fill=ink, width=2)
    pen.line([(12, 60), (112, 20)], fill='#1f77b4', width=2)
    return ['image/png', data_uri(encoded(image))]


def vector(ink: str, more: str = '') -> list:
    return ['image/svg+xml', f'<svg {NS} width="120" height="80"{more}><path d="M12 8V68H112" fill="none" stroke="{ink}" stroke-width="4"/></svg>']


def noise(mode: str = 'RGB') -> Image.Image:
    return Image.effect_noise((120, 90), 90).convert(mode)


def grounds(engine) -> list:
    """The color on the screen of the upper right corner of each picture in #out, where nothing is drawn."""
    places = engine.run('''return [...document.querySelectorAll('#out img')].map(image => {
        const box = image.getBoundingClientRect(); return [box.right - 3, box.top + 3, innerWidth]; })''')
    shot = picture_of(engine)
    return [shot.getpixel((round(x * shot.width / width), round(y * shot.width / width))) for x, y, width in places]


def assert_grounds(engine, expected: list) -> None:
    """The colors of ``grounds`` become the expected ones: WebKit's screenshots can be older than its document."""
    end = time.monotonic() + 5
    while (found := grounds(engine)) != expected and time.monotonic() < end:
        time.sleep(0.1)
    assert found == expected


def test_transparent_pictures_are_seen_on_dark_and_light_pages(engine):
    items = [plot('#000'), plot('#fff'), plot('#000', 'white'), vector('#111'), vector('#fafafa'), plot('#c33')]
    engine.open(f'{DARK}<div id="out"></div>')
    assert all(outcome['ok'] for outcome in engine.show(*items))
    page, white, near = (18, 18, 18), (255, 255, 255), (17, 17, 17)
    assert_grounds(engine, [white, page, white, white, page, page])
    engine.open(f'{LIGHT}<div id="out"></div>')
    engine.show(*items)
    assert_grounds(engine, [white, near, white, white, near, white])


def test_grounds_follow_a_page_that_changes_its_colors(engine):
    engine.open('<style>body { background: #fff; margin: 0 } .night body { background: #121212 }</style><div id="out"></div>')
    engine.show(plot('#000'), plot('#fff'))
    assert_grounds(engine, [(255, 255, 255), (17, 17, 17)])
    engine.run('document.documentElement.className = "night"')
    engine.wait_for('document.querySelector("#out img").style.background != ""')
    assert_grounds(engine, [(255, 255, 255), (18, 18, 18)])
    engine.run('document.documentElement.className = ""')
    engine.wait_for('document.querySelector("#out img").style.background == ""')
    assert_grounds(engine, [(255, 255, 255), (17, 17, 17)])


def test_metadata_and_the_option_decide_about_the_ground(engine):
    engine.open(f'{DARK}<div id="out"></div>')
    needs = {'needs_background': 'light'}
    items = [[*plot('#fff'), needs], [*plot('#fff'), {'image/png': needs}], [*vector('#fff'), {'image/svg+xml': needs}], [*plot('#000'), {'needs_background': 'dark'}],
             [*plot('#000'), {'needs_background': 'plaid'}]]
    engine.show(*items)
    assert_grounds(engine, [(255, 255, 255)] * 3 + [(17, 17, 17), (255, 255, 255)])
    engine.show(*items, plot('#000'), options={'background': False})
    assert_grounds(engine, [(18, 18, 18)] * 6)


def test_current_color_follows_the_page(engine):
    for head, wanted in [(DARK, (238, 238, 238)), (LIGHT, (17, 17, 17))]:
        engine.open(f'{head}<div id="out"></div>')
        square = f'<svg {NS} width="40" height="40"><rect width="40" height="40" fill="currentColor"/></svg>'
        own = square.replace('<svg', '<svg color="#00f"')
        unnamed = f'<svg {NS} width="40" height="40"><rect width="40" height="40"/><path stroke="currentColor"/></svg>'
        engine.show(['image/svg+xml', square], ['image/svg+xml', own], ['image/svg+xml', unnamed])
        assert_grounds(engine, [wanted, (0, 0, 255), wanted])


def test_drawings_without_a_size_are_as_wide_as_their_container(engine):
    engine.open('<style>body { margin: 0 }</style><div id="out" style="width: 300px"></div>')
    box = 'viewBox="0 0 100 50"'
    sources = [f'<svg {NS} {box}>', f'<svg {NS} width="100%" {box}>', f'<svg {NS} width="100%" height="100%" {box}>', f'<svg {NS} width="0" height="0" {box}>',
               f'<svg {NS} width="60" {box}>', f'<svg {NS} width="0" height="0">']
    outcomes = engine.show(*(['image/svg+xml', f'{source}<rect width="100" height="50" fill="teal"/></svg>'] for source in sources))
    assert [outcome['reason'] for outcome in outcomes] == [None] * 6
    sizes = engine.run('''return [...document.querySelectorAll('#out img')].map(image => [image.getBoundingClientRect().width, image.getBoundingClientRect().height].map(Math.round))''')
    assert sizes[:5] == [[300, 150]] * 4 + [[60, 30]]
    assert sizes[5][0] > 50 and sizes[5][1] > 50


@pytest.mark.parametrize(('metadata', 'size'), [
    ({'width': '60px'}, (60, 40)), ({'width': '50%'}, (200, 133)), ({'width': 60, 'height': 60}, (60, 60)), ({'height': '20px'}, (30, 20)),
    ({'width': '50%', 'height': 30}, (200, 30)), ({'width': 800, 'height': 400}, (400, 200)), ({'width': '3em'}, (48, 32)), ({'height': '50%'}, (120, 80)),
    ({'width': '-4px'}, (120, 80)), ({'width': 'calc(1px)'}, (120, 80)), ({'width': '9px; color: red'}, (120, 80)), ({'width': ['60']}, (60, 40)),
])
def test_sizes_of_metadata(shared_visit, metadata, size):
    page = shared_visit.open('<div id="out" style="width: 400px"></div>')
    shared_visit.show([*plot('#000'), metadata], ['image/svg+xml', vector('#000')[1], metadata])
    for number in ('#r-0', '#r-1-svg'):
        box = page.locator(number).bounding_box()
        assert (round(box['width']), round(box['height'])) == size, number


def test_an_unconfined_picture_is_shown_in_full_size_in_a_box_that_scrolls(shared_visit):
    page = shared_visit.open('<div id="out" style="width: 200px"></div>')
    wide = ['image/png', data_uri(encoded(Image.new('RGB', (900, 20), 'red'))), {'unconfined': True, 'alt': 'A bar'}]
    shared_visit.show(wide, ['image/svg+xml', vector('#000')[1].replace('120', '900'), {'unconfined': True}])
    assert page.locator('#r-0').bounding_box()['width'] == 900 and page.locator('#r-1-svg').bounding_box()['width'] == 900
    box = page.get_by_role('region', name='A bar')
    assert box.bounding_box()['width'] == 200 and page.evaluate('document.documentElement.scrollWidth') <= 1000
    box.focus()
    page.keyboard.press('End')
    page.keyboard.press('ArrowRight')
    page.wait_for_function('document.querySelector("[role=region]").scrollLeft > 0')


# Files that are complete or cut off


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data))


def with_thumbnail() -> bytes:
    """A JPEG whose EXIF data contains another, complete JPEG."""
    inner = b'Exif\0\0' + encoded(noise().resize((16, 12)), 'JPEG')
    whole = encoded(noise(), 'JPEG', quality=95)
    return whole[:2] + b'\xff\xe1' + struct.pack('>H', len(inner) + 2) + inner + whole[2:]


def damaged(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes(255 - byte for byte in data[middle:middle + 40]) + data[middle + 40:]


def with_size(data: bytes, size: int) -> bytes:
    return data[:2] + struct.pack('<I', size) + data[6:]


def sound(seconds: float = 1) -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, 'wb') as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b'\0\1' * int(8000 * seconds))
    return buffer.getvalue()


PNG, BMP, GIF, ICO, WEBP = (encoded(noise(), kind) for kind in ('PNG', 'BMP', 'GIF', 'ICO', 'WEBP'))
EMPTY_GIF = b'GIF89a\0\0\1\0\x80\0\0' + b'\0\0\0\xff\xff\xff,' + b'\0\0\0\0\0\0\1\0\0' + b'\x02\x02D\x01\0;'
CUT, BROKEN = 'This image is cut off.', 'This image is damaged.'
NOTES = {
    'a JPEG with a thumbnail': ('jpeg', with_thumbnail(), ''),
    'half of it': ('jpeg', with_thumbnail()[:len(with_thumbnail()) * 2 // 3], CUT),
    'bytes behind the end of a JPEG': ('jpeg', with_thumbnail() + b'\0' * 100000, ''),
    'a PNG damaged in the middle': ('png', damaged(PNG), BROKEN),
    'a PNG without its end': ('png', PNG[:-12], ''),
    'a PNG without half of its end': ('png', PNG[:-6], CUT),
    'bytes behind the end of a PNG': ('png', PNG + b'IEND' * 1000, ''),
    'a PNG with a false checksum of a text': ('png', PNG[:33] + chunk(b'tEXt', b'a\0b')[:-1] + b'\0' + PNG[33:], ''),
    'half a PNG': ('png', PNG[:len(PNG) // 2], CUT),
    'a BMP with a wrong size': ('bmp', with_size(BMP, 10 ** 8), ''),
    'a BMP with no size': ('bmp', with_size(BMP, 0), ''),
    'half a BMP': ('bmp', BMP[:len(BMP) // 2], CUT),
    'half a BMP that says so': ('bmp', with_size(BMP[:len(BMP) // 2], len(BMP) // 2), CUT),
    'bytes behind the end of a GIF': ('gif', GIF + b'x' * 500, ''),
    'half a GIF': ('gif', GIF[:len(GIF) // 2], CUT),
    'bytes behind the end of a WebP': ('webp', WEBP + b'x' * 500, ''),
    'an ICO': ('x-icon', ICO, ''),
}


@pytest.mark.parametrize('name', NOTES)
def test_a_note_says_what_is_wrong_with_a_file(shared_visit, name):
    kind, data, note = NOTES[name]
    page = shared_visit.open()
    outcome, = shared_visit.show([f'image/{kind}', data_uri(data, f'image/{kind}')])
    assert outcome['ok'], outcome
    assert page.inner_text('#out') == note and page.locator('#r-0').is_visible()


def test_half_an_icon_is_cut_off(shared_visit):
    page = shared_visit.open()
    shared_visit.show(['image/x-icon', data_uri(ICO[:len(ICO) // 2], 'image/x-icon')])
    assert 'cut off' in page.inner_text('#out')


@pytest.mark.parametrize(('kind', 'data', 'reason'), [
    ('avif', encoded(noise(), 'AVIF')[:1500], 'it is cut off'), ('webp', WEBP[:100], 'it is cut off'),
    ('gif', EMPTY_GIF, 'it is empty: its size is 0 × 1 pixels'), ('png', b'<html>404</html>', 'it is markup, not pixels'),
    ('png', b'%PDF-1.4', 'it is a PDF file'), ('png', PNG[:16] + b'\0\0\0\0' + PNG[20:], 'it is empty: its size is 0 × 90 pixels'),
])
def test_reasons_name_what_is_wrong(shared_visit, kind, data, reason):
    page = shared_visit.open()
    outcome, = shared_visit.show([f'image/{kind}', data_uri(data, f'image/{kind}')])
    assert (outcome['ok'], outcome['reason']) == (False, reason) and page.locator('#out img').count() == 0


def test_a_megabyte_of_nonsense_takes_no_time(shared_visit):
    page = shared_visit.open()
    for start in (b'\x89PNG\r\n\x1a\n', b'\xff\xd8\xff\xe0', b'GIF89a', b'RIFF', b'BM', b'\0\0\1\0\xff\xff', b'\0\0\0\x08ftyp'):
        for filling in (b'\xff\xd0', b'\0', b'\1'):
            outcome, = shared_visit.show(['image/png', data_uri(start + filling * (10 ** 6 // len(filling)))])
            assert outcome['ok'] is False or start == b'GIF89a'
    assert page.evaluate('1 + 1') == 2


def test_sounds_that_are_cut_off_are_reported(shared_visit):
    page = shared_visit.open()
    whole = sound()
    streamed = whole[:4] + b'\xff\xff\xff\xff' + whole[8:]
    outcomes = shared_visit.show(*(['audio/wav', data_uri(data, 'audio/wav')] for data in (whole, whole[:len(whole) // 2], streamed)))
    assert [outcome['ok'] for outcome in outcomes] == [True] * 3
    assert page.evaluate('[...out.children].map(slot => slot.innerText.trim())') == ['', 'This sound is cut off.', '']


@pytest.mark.parametrize('mime', ['audio/wave', 'audio/vnd.wave', 'audio/x-wav', 'audio/wav; codecs=1', 'AUDIO/WAV'])
def test_names_of_sounds(shared_visit, mime):
    page = shared_visit.open()
    outcome, = shared_visit.show([mime, data_uri(sound(), 'audio/wav')])
    assert outcome['ok'] and page.evaluate('document.querySelector("#r-0").duration') == 1


@pytest.mark.parametrize('mime', ['image/x-png', 'image/png; charset=binary', 'image/pjpeg', 'image/svg+xml; charset=utf-8'])
def test_names_of_images(engine, mime):
    engine.open()
    data = vector('#000')[1] if 'svg' in mime else data_uri(encoded(noise(), 'JPEG'), 'image/jpeg') if 'pjpeg' in mime else data_uri(PNG)
    outcome, = engine.show([mime, data])
    assert outcome['ok'] and engine.run('return document.querySelector("#out img").naturalWidth') == 120


# SVG


RED = f'<svg {NS} width="30" height="20"><rect width="30" height="20" fill="red"/></svg>'


@pytest.mark.parametrize('source', [
    f'<!DOCTYPE html><html><body><p>A page</p>{RED}<p>more</p></body></html>', f'```svg\n{RED}\n```', f'{RED}<svg {NS} width="99" height="10"/>',
    f'Here it is: {RED}', f'<div>{RED}</div>', f'<?xml version="1.0"?>\n<!-- <svg> -->\n{RED}\n<!-- end -->', RED.replace(f' {NS}', ''),
    RED.replace('<rect', '<svg width="5" height="5"/><rect'), RED.replace('<rect', '<!-- a -- b --><rect'), RED.replace('<rect', '<desc><![CDATA[</svg>]]></desc><rect'),
])
def test_a_drawing_in_another_text_is_whole(shared_visit, source):
    page = shared_visit.open()
    outcome, = shared_visit.show(['image/svg+xml', source])
    assert outcome['ok'], outcome
    assert page.inner_text('#out') == ''
    shot = picture_of(page.locator('#r-0-svg'))
    assert (shot.size, shot.getpixel((25, 15))) == ((30, 20), (255, 0, 0))


@pytest.mark.parametrize('source', [RED[:-6], RED[:-12], f'<div>{RED[:-6]}</div>'])
def test_a_drawing_whose_end_is_missing_is_cut_off(shared_visit, source):
    page = shared_visit.open()
    shared_visit.show(['image/svg+xml', source])
    assert page.inner_text('#out') == 'This drawing is cut off.'


@pytest.mark.parametrize(('inner', 'attributes', 'name'), [
    ('<title>A &amp; B &lt;x&gt; &#233;</title>', '', 'A & B <x> é'), ('<g><title>node 17</title></g>', '', None), ('<desc>Bars</desc>', ' aria-label="Sales &amp; more"', 'Sales & more'),
    ('<desc>Bars\n of sales</desc>', '', 'Bars of sales'), ('<defs><g/></defs><title>Late</title>', '', 'Late'), ('<title> </title><desc>D</desc>', ' aria-label=" "', 'D'),
    ('<!-- <title>no</title> --><g/>', '', None),
])
def test_the_name_of_a_drawing_is_that_of_its_root(shared_visit, inner, attributes, name):
    page = shared_visit.open()
    source = RED.replace('<rect', f'{inner}<rect').replace('<svg', f'<svg{attributes}')
    shared_visit.show(['image/svg+xml', source], ['image/svg+xml', source, {'alt': 'Given'}],
                      {'data': {'image/svg+xml': source, 'text/plain': ['<Figure of ', 'two lines>']}}, {'data': {'image/png': plot('#000')[1], 'text/plain': 'A plot'}})
    assert page.evaluate('[...out.querySelectorAll("img")].map(image => image.alt)') == [
        name or 'SVG drawing, 30 × 20 pixels', 'Given', name or '<Figure of two lines>', 'A plot']


@pytest.mark.parametrize('uri', [
    'data:image/svg+xml;utf8,{}', 'data:image/svg+xml;charset=utf-8,{}', 'data:image/svg+xml,{}',
])
def test_data_uris_that_are_not_base64_keep_their_text(engine, uri):
    engine.open()
    source = f"<svg {NS.replace(chr(34), chr(39))} width='60' height='20'><title>héé 한글 100%u</title><rect width='60' height='20' fill='%23f00'/></svg>".replace('%u', '%25u')
    outcome, = engine.show(['image/svg+xml', uri.format(source)])
    assert outcome['ok'], outcome
    assert engine.run('return document.querySelector("#out img").alt') == 'héé 한글 100%u'


def test_percent_encoded_base64(engine):
    engine.open()
    outcome, = engine.show(['image/png', data_uri(PNG).replace('+', '%2B').replace('/', '%2F').replace('=', '%3D').replace('data:image%2F', 'data:image/')])
    assert outcome['ok'], outcome


@pytest.mark.parametrize('start', ['<svg ', '<svg "', '<!--', '<svg a="', '<![CDATA[', '</svg>'])
def test_text_like_drawings_takes_no_time(shared_visit, start):
    page = shared_visit.open()
    took = page.evaluate('''async start => { const begun = performance.now();
        await BackendAI.Media.handle_all([['image/svg+xml', '<svg>' + start.repeat(1e6 / start.length)]], 'r', out); return performance.now() - begun; }''', start)
    assert took < 20000


# Motion


@pytest.fixture
def still(new_visit):
    return new_visit(reduced_motion='reduce')


@pytest.mark.slow
@pytest.mark.parametrize('kind', ['gif', 'webp', 'png'])
def test_with_reduced_motion_images_move_only_when_asked_to(still, kind):
    page = still.open()
    frames = [Image.new('RGB', (40, 30), color) for color in ('red', 'blue', 'lime')]
    data = encoded(frames[0], kind.upper(), save_all=True, append_images=frames[1:], duration=80, loop=0)
    still.show([f'image/{kind}', data_uri(data, f'image/{kind}')], ['image/gif', data_uri(GIF, 'image/gif')])

    def colors() -> set:
        found = set()
        for _ in range(10):
            found.add(picture_of(page.locator('#r-0')).getpixel((20, 15)))
            page.wait_for_timeout(40)
        return found

    red, = colors()
    assert red[0] > 200 and red[2] < 60
    assert page.get_by_role('button').count() == 1
    page.get_by_role('button', name='Play').click()
    assert len(colors()) > 1
    page.get_by_role('button', name='Stop').click()
    assert colors() == {red}


@pytest.mark.parametrize(('scale', 'width'), [(1, 1000), (2, 1000), (2, 400)])
def test_grounds_on_dense_and_narrow_screens(new_visit, scale, width):
    visit = new_visit(device_scale_factor=scale, viewport={'width': width, 'height': 700}, color_scheme='dark')
    page = visit.open(head='<meta name="color-scheme" content="light dark"><meta name="viewport" content="width=device-width">')
    visit.show(plot('#000'), plot('#fff'), [*plot('#000'), {'width': 800}])
    shot = picture_of(page)
    for number, light in enumerate([True, False, True]):
        box = page.locator(f'#r-{number}').bounding_box()
        pixel = shot.getpixel((round((box['x'] + box['width'] - 4) * scale), round((box['y'] + 4) * scale)))
        assert (pixel == (255, 255, 255)) == light
        assert box['x'] + box['width'] <= width


def test_drawings_have_their_pixels_in_every_engine(engine):
    for head, page in [(DARK, (18, 18, 18)), (LIGHT, (255, 255, 255))]:
        engine.open(f'{head}<div id="out" style="width: 400px"></div>')
        many = [[0, 'obj', number, ['rect', 400, 200, 700, 350, '#00ff00ff', '#0000ffff', 0]] for number in range(300)]
        outcome, = engine.show(drawing([0, 'canvas', 800, 400, '#ffffff00', '#000000ff'], [0, 'stop-anim'], *many, [0, 'obj', 300, ['circle', 400, 200, 100, '#ff0000ff', '#ff0000ff', 0]]))
        assert outcome['ok'], outcome
        shot = picture_of(engine)
        scale = shot.width / engine.run('return innerWidth')
        # At half its size: its transparent border, a rectangle, the circle, and the page next to it.
        colors = [shot.getpixel((round(x * scale), round(y * scale))) for x, y in [(10, 100), (60, 100), (200, 100), (430, 100)]]
        assert colors == [page, (0, 0, 255), (255, 0, 0), page]
