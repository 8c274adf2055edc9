"""Video: it is shown and plays on request; and data that cannot be played."""

from __future__ import annotations

import pytest

from tests.support.pixels import picture_of

PLAYER = 'document.querySelector("#out > div.media-item.media-video > video#r-0")'


@pytest.fixture
def visit(shared_visit):
    return shared_visit


def test_a_video_shows_its_first_picture_and_waits(visit, fixtures):
    page = visit.open()
    outcome, = visit.show(fixtures('video')['red.webm'])
    assert outcome['ok'], outcome
    assert page.evaluate(f'{PLAYER}.controls && {PLAYER}.paused && {PLAYER}.currentTime === 0 && !{PLAYER}.autoplay')
    image = picture_of(page.locator('#r-0'))
    red, green, blue = image.getpixel((image.width // 2, 10))
    assert red > 200 and green < 60 and blue < 60
    page.evaluate(f'{PLAYER}.muted = true, {PLAYER}.play()')
    page.wait_for_function(f'{PLAYER}.currentTime > 0')


def test_metadata_give_the_size_and_the_page_the_most(visit, fixtures):
    page = visit.open()
    mime, data = fixtures('video')['red.webm']
    visit.show([mime, data, {'width': 200}], [mime, data, {mime: {'width': 5000, 'height': 100}}])
    assert page.locator('#r-0').bounding_box()['width'] == 200
    assert page.locator('#r-1').bounding_box()['width'] <= 1000


@pytest.mark.parametrize(('mime', 'data', 'reason'), [
    ('video/mp4', 'data:video/mp4;base64,AAAA', 'it is damaged, or of a kind that this browser cannot play'),
    ('video/webm', 'data:text/html,<script>top.__pwn=1</script>', 'its data is text/html'),
    ('video/ogg', 'https://example.com/x.ogv', 'its data is neither a data URI nor base64, and addresses are not fetched'),
    ('video/mp4', None, 'its data is not text'),
])
def test_what_is_no_video_says_why(visit, mime, data, reason):
    page = visit.open()
    outcome, = visit.show([mime, data])
    assert (outcome['ok'], outcome['reason']) == (False, reason)
    assert page.inner_text('#out') == f'Cannot show {mime}: {reason}.'
