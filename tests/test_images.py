"""Raster images: the appearance of real and hostile ones."""

from __future__ import annotations

import base64
import struct
import zlib

import pytest
from PIL import Image

from tests.support.pixels import data_uri, encoded, picture, picture_of

SHOWN = {
    'anim.gif': (100, 60), 'anim.png': (100, 60), 'anim.webp': (100, 60), 'anim_loop1.gif': (100, 60), 'anim.apng': (100, 60),
    'cmyk.jpg': (120, 90), 'exif_rot90.jpg': (90, 120), 'graphviz.png': (231, 317), 'gray16.png': (64, 64),
    'lossless.webp': (120, 90), 'small.avif': (120, 90), 'small.bmp': (120, 90), 'small.gif': (120, 90), 'small.ico': (64, 48),
    'small.jpg': (120, 90), 'small.webp': (120, 90), 'wide_20000x3.png': (20000, 3), 'jupyter_mpl_png': (534, 434),
    'jupyter_mpl_two_figs': (547, 413), 'retina': (1069, 826), 'variant_urlsafe_base64': (120, 90),
    'variant_charset_param': (120, 90), 'variant_object_form': (120, 90),
}

REFUSED = {
    'bad_crc.png': 'it is damaged',
    'bomb_30000x30000.png': 'its 30000 × 30000 pixels are more than a page can hold',
    'html_named.png': 'it is markup, not pixels',
    'small.tiff': 'it is damaged, or of a kind that this browser cannot read',
    'variant_data_html_under_png': 'its data is text/html',
    'variant_null': 'its data is not text',
    'variant_object': 'its data is not text',
}

IMAGE = 'document.querySelector("#out > div.media-item.media-image > img#r-0")'


@pytest.fixture
def visit(shared_visit):
    return shared_visit


def count_colors(image: Image.Image) -> int:
    return len(image.getcolors(image.width * image.height))


def test_every_fixture_has_its_place_in_these_tests(fixtures):
    assert set(fixtures('image')) == {*SHOWN, *REFUSED, 'truncated.png'}


@pytest.mark.parametrize('name', SHOWN)
def test_every_kind_of_image_is_shown(visit, fixtures, name):
    page = visit.open()
    outcome, = visit.show(fixtures('image')[name])
    assert outcome == {'id': 'r-0', 'type': outcome['type'], 'ok': True, 'reason': None}
    assert page.evaluate(f'[{IMAGE}.naturalWidth, {IMAGE}.naturalHeight]') == list(SHOWN[name])
    assert page.evaluate(f'{IMAGE}.complete')
    assert {color for _, color in picture_of(page.locator('#r-0')).getcolors(10 ** 7)} != {(255, 255, 255)}  # not blank
    assert visit.errors == []


@pytest.mark.parametrize('name', REFUSED)
def test_what_cannot_be_shown_says_why(visit, fixtures, name):
    page = visit.open()
    item = fixtures('image')[name]
    bad, good = visit.show(item, ['image/png', data_uri(encoded(picture(), 'PNG'))])
    assert (bad['ok'], bad['reason']) == (False, REFUSED[name])
    assert page.inner_text('#out') == f'Cannot show {item[0]}: {REFUSED[name]}.'
    assert good['ok']
    assert [error['reason'] for error in visit.errors] == [REFUSED[name]]


@pytest.mark.parametrize('address', [
    'https://example.com/x.png', '//example.com/x.png', '/x.png', 'x.png', 'javascript:alert(1)', 'blob:http://127.0.0.1/x',
    'file:///etc/passwd', 'data', 'ftp://x', 'about:blank', 'DATA:text/html;base64,PGI+', ' javascript:alert(1)', '<b>html</b>',
])
def test_addresses_are_never_fetched(visit, address):
    page = visit.open()
    outcome, = visit.show(['image/png', address])
    assert not outcome['ok']
    assert page.evaluate('out.querySelectorAll("img").length') == 0
    assert visit.chunk_requests() == ['image.js']


def test_the_pixels_are_the_pictures(visit):
    page = visit.open()
    for kind, mime in [('PNG', 'image/png'), ('JPEG', 'image/jpeg'), ('GIF', 'image/gif'), ('WEBP', 'image/webp'),
                       ('BMP', 'image/bmp'), ('AVIF', 'image/avif'), ('ICO', 'image/x-icon')]:
        image = picture().resize((60, 40)) if kind != 'ICO' else picture().resize((64, 64))
        visit.show([mime, data_uri(encoded(image, kind), mime)])
        shot = picture_of(page.locator('#r-0'))
        above, below = shot.getpixel((30, 5)), shot.getpixel((30, shot.height - 5))
        assert above[0] > 230 and above[2] < 30 and below[2] > 230 and below[0] < 30, kind


@pytest.mark.parametrize('change', [
    lambda text: text, lambda text: text + '\n', lambda text: text.split(',')[1], lambda text: '  ' + text.split(',')[1] + '\r\n',
    lambda text: '\n'.join(text[start:start + 76] for start in range(0, len(text), 76)),
    lambda text: text.replace('data:image/png', 'DATA:IMAGE/PNG'), lambda text: text.replace(';base64', '; charset=x ;BASE64'),
    lambda text: text.replace('+', '-').replace('/', '_').replace('data:image_png', 'data:image/png').rstrip('='),
    lambda text: 'data:image/png,' + ''.join(f'%{byte:02x}' for byte in base64.b64decode(text.split(',')[1])),
    lambda text: [text[:50], text[50:]],
])
def test_the_ways_in_which_data_comes(visit, change):
    page = visit.open()
    outcome, = visit.show(['image/png', change(data_uri(encoded(picture(), 'PNG')))])
    assert outcome['ok'], outcome
    assert picture_of(page.locator('#r-0')).getpixel((30, 5)) == (255, 0, 0)


@pytest.mark.parametrize('data', [
    '', '   ', 'data:', 'data:,', 'data:image/png;base64,', 'data:image/png;base64,!!!!', 'data:image/png;base64', '====',
    'A', 'iVBORw0KGgo=', 'data:image/png;base64,' + 'A' * 100000, '\x00\x01', '\ud800', None, 5, True, {}, [], [1, 2], [[]],
])
def test_malformed_data_is_a_reason_in_its_place(visit, data):
    page = visit.open()
    outcome, = visit.show(['image/png', data])
    assert not outcome['ok'] and outcome['reason']
    assert page.inner_text('#out').startswith('Cannot show image/png: ')
    assert len(visit.errors) == 1


@pytest.mark.parametrize(('kind', 'mime'), [
    ('PNG', 'image/png'), ('JPEG', 'image/jpeg'), ('GIF', 'image/gif'), ('BMP', 'image/bmp')])
def test_a_cut_off_image_is_shown_as_far_as_it_goes_and_said_to_be(visit, fixtures, kind, mime):
    page = visit.open()
    noise = Image.effect_noise((300, 200), 80).convert('RGB')
    whole = encoded(noise, kind)
    outcomes = visit.show([mime, data_uri(whole, mime)], [mime, data_uri(whole[:len(whole) * 2 // 3], mime)])
    assert [outcome['ok'] for outcome in outcomes] == [True, True]
    assert page.evaluate('[...out.children].map(slot => slot.innerText)') == ['', 'This image is cut off.']
    shot = picture_of(page.locator('#r-1'))
    assert count_colors(shot.crop((0, 0, 300, 40))) > 20 or kind == 'BMP'
    assert page.evaluate('document.querySelector("#r-1").nextSibling.className') == 'media-note'


def test_a_cut_off_image_of_which_the_browser_shows_nothing_is_said_to_be(visit):
    page = visit.open()
    whole = encoded(Image.effect_noise((300, 200), 80).convert('RGB'), 'WEBP')
    for size in (len(whole) * 2 // 3, 200):
        visit.show(['image/webp', data_uri(whole[:size], 'image/webp')])
        assert 'cut off' in page.inner_text('#out')


def test_the_real_cut_off_image(visit, fixtures):
    page = visit.open()
    outcome, = visit.show(fixtures('image')['truncated.png'])
    assert outcome['ok'] and page.inner_text('#out') == 'This image is cut off.'
    assert page.evaluate(f'{IMAGE}.naturalWidth') == 120


def test_an_image_whose_header_alone_arrived(visit):
    outcome = None
    visit.open()
    outcome, = visit.show(['image/png', data_uri(encoded(picture(), 'PNG')[:20])])
    assert not outcome['ok'] and outcome['reason'] == 'it is cut off'


def bomb(width: int, height: int) -> bytes:
    """A PNG with one bit per pixel, all zero: a few kilobytes that decompress to a huge picture."""
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data))
    packer = zlib.compressobj(9)
    row = b'\0' * ((width + 7) // 8 + 1)
    rows = b''.join(packer.compress(row) for _ in range(height)) + packer.flush()
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 1, 0, 0, 0, 0))
            + chunk(b'IDAT', rows) + chunk(b'IEND', b''))


def test_the_page_survives_bombs(visit):
    page = visit.open()
    outcomes = visit.show(*[['image/png', data_uri(bomb(side, side))] for side in (12000, 20000, 30000)],
                          ['image/png', data_uri(encoded(picture(), 'PNG'))])
    assert [outcome['ok'] for outcome in outcomes] == [False, False, False, True]
    assert outcomes[1]['reason'] == 'its 20000 × 20000 pixels are more than a page can hold'
    assert page.evaluate('1 + 1') == 2


def test_large_but_sane_images_are_shown(visit):
    visit.open()
    outcome, = visit.show(['image/png', data_uri(bomb(8000, 6000))])
    assert outcome['ok']


@pytest.mark.parametrize(('metadata', 'width'), [
    ({'image/png': {'width': 30}}, 30), ({'width': 30, 'height': 20}, 30), ({'width': '30px'}, 30), ({'width': '50%'}, 450), ({'height': 20}, 30), ({'width': '30'}, 30),
    ({'width': 0}, 60), ({'width': -5}, 60), ({'width': 'wide'}, 60), ({'width': None}, 60), ({}, 60), (None, 60), ('text', 60),
    (5, 60), ({'image/png': None}, 60), ({'image/png': {'height': 10}, 'width': 99}, 15), ({'width': 1e9}, 900),
])
def test_metadata_gives_the_width_on_dense_screens(visit, metadata, width):
    page = visit.open('<div id="out" style="width: 900px"></div>')
    outcome, = visit.show(['image/png', data_uri(encoded(picture(), 'PNG')), metadata])
    assert outcome['ok']
    box = page.locator('#r-0').bounding_box()
    assert (round(box['width']), round(box['height'])) == (width, round(width * 2 / 3))


def test_metadata_of_an_item_that_is_an_object(visit):
    page = visit.open()
    visit.show({'type': 'image/png', 'data': data_uri(encoded(picture(), 'PNG')), 'metadata': {'width': 20, 'alt': 'A flag'}})
    assert page.locator('#r-0').bounding_box()['width'] == 20
    assert page.get_by_alt_text('A flag').count() == 1


def test_a_high_density_plot_is_sharp(chromium, visit, fixtures):
    """With the width from its metadata, each image pixel is one device pixel on a screen with density 2."""
    page = visit.open('<div id="out" style="width: 900px"></div>')
    visit.show(fixtures('image')['retina'])
    assert page.evaluate(f'[{IMAGE}.naturalWidth / {IMAGE}.width, {IMAGE}.width]') == [1069 / 534, 534]


def test_wide_images_shrink_to_their_container_and_keep_their_shape(visit):
    page = visit.open('<div id="out" style="width: 100px"></div>')
    visit.show(['image/png', data_uri(encoded(picture().resize((600, 400)), 'PNG'))])
    box = page.locator('#r-0').bounding_box()
    assert (round(box['width']), round(box['height'])) == (100, 67)


def test_exif_rotation_is_applied(visit):
    page = visit.open()
    exif = Image.Exif()
    exif[0x0112] = 6  # rotate clockwise by 90 degrees
    visit.show(['image/jpeg', data_uri(encoded(picture(), 'JPEG', exif=exif, quality=95), 'image/jpeg')])
    shot = picture_of(page.locator('#r-0'))
    assert shot.size == (40, 60)
    assert shot.getpixel((35, 30))[0] > 200 and shot.getpixel((5, 30))[2] > 200  # red on the right, blue on the left


def test_the_description_says_what_it_is(visit):
    page = visit.open()
    png = data_uri(encoded(picture(), 'PNG'))
    visit.show(['image/png', png], ['image/png', png, {'alt': 'A <b>flag</b>'}], ['image/png', png, {'image/png': {'alt': 7}}],
               ['image/png', png, {'alt': ''}])
    assert page.evaluate('[...out.querySelectorAll("img")].map(image => image.alt)') == [
        'PNG image, 60 × 40 pixels', 'A <b>flag</b>', '7', '']


@pytest.mark.slow
def test_animated_images_move(visit, fixtures):
    page = visit.open()
    for name in ['anim.gif', 'anim.png', 'anim.webp']:
        visit.show(fixtures('image')[name])
        frames = set()
        for _ in range(12):
            frames.add(page.locator('#r-0').screenshot())
            page.wait_for_timeout(60)
        assert len(frames) > 1, name


def test_the_memory_of_a_removed_image_is_let_go(visit):
    """Its Blob is revoked when the element is removed, but not while the element is in the page or only detached."""
    page = visit.open()
    noise = data_uri(encoded(Image.effect_noise((400, 300), 90), 'PNG'))
    visit.show(['image/png', noise], ['image/png', noise])
    page.evaluate('''() => { window.address = document.querySelector('#r-0').src; window.kept = out.children[1];
                             window.other = document.querySelector('#r-1').src; kept.remove(); }''')
    alive = 'address => fetch(address).then(answer => answer.ok, () => false)'
    assert page.evaluate(alive, page.evaluate('address'))
    page.evaluate('out.firstChild.remove()')
    for _ in range(40):
        page.evaluate('async () => { gc(); await new Promise(done => setTimeout(done, 50)); gc(); }')
        if not page.evaluate(alive, page.evaluate('address')):
            break
    assert not page.evaluate(alive, page.evaluate('address'))
    assert page.evaluate(alive, page.evaluate('other'))
    page.evaluate('out.append(kept)')
    assert page.evaluate('document.querySelector("#r-1").naturalWidth') == 400


def test_a_large_image_is_not_in_the_page_as_text(visit):
    page = visit.open()
    noise = data_uri(encoded(Image.effect_noise((1500, 1000), 90), 'PNG'))
    assert len(noise) > 1_000_000
    visit.show(['image/png', noise])
    assert page.evaluate('document.documentElement.outerHTML.length') < 2000
    assert page.evaluate(f'{IMAGE}.src').startswith('blob:')
