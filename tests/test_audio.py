"""Audio: playback, and data that cannot be played."""

from __future__ import annotations

import pytest

# Formats that every Chromium plays; the others depend on its codecs.
PLAYED = ['tone.mp3', 'tone.ogg', 'tone.opus', 'tone.wav', 'tone_audio.webm']
PLAYER = 'document.querySelector("#out > div.media-item.media-audio > audio#r-0")'


@pytest.mark.parametrize('name', PLAYED)
def test_sounds_can_be_played(visit, fixtures, name):
    page = visit.open()
    outcome, = visit.show(fixtures('audio')[name])
    assert outcome['ok'], outcome
    assert page.evaluate(f'{PLAYER}.controls && {PLAYER}.duration > 0.2')
    assert page.locator('#r-0').bounding_box()['height'] > 20
    page.evaluate(f'{PLAYER}.muted = true, {PLAYER}.play()')
    page.wait_for_function(f'{PLAYER}.currentTime > 0')


def test_every_fixture_gives_a_player_or_a_reason(visit, fixtures):
    visit.open()
    for outcome in visit.show(*fixtures('audio').values()):
        assert outcome['ok'] or outcome['reason'] == 'it is damaged, or of a kind that this browser cannot play'


@pytest.mark.parametrize(('data', 'reason'), [
    ('data:audio/wav;base64,AAAA', 'it is damaged, or of a kind that this browser cannot play'),
    ('data:text/html,<script>top.__pwn=1</script>', 'its data is text/html'),
    ('https://example.com/x.mp3', 'its data is neither a data URI nor base64, and addresses are not fetched'),
    (None, 'its data is not text'),
])
def test_what_is_no_sound_says_why(visit, data, reason):
    page = visit.open()
    outcome, = visit.show(['audio/wav', data])
    assert (outcome['ok'], outcome['reason']) == (False, reason)
    assert page.inner_text('#out') == f'Cannot show audio/wav: {reason}.'
