"""Audio: playback, and data that cannot be played."""

from __future__ import annotations

import base64
import math
import struct

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


def remainder_of(data: bytes, polynomial: int, bits: int) -> bytes:
    """FLAC's checksum (CRC) of some bytes, with this number of bits."""
    value = 0
    for byte in data:
        value ^= byte << (bits - 8)
        for _ in range(8):
            value = (value << 1 ^ (polynomial if value >> (bits - 1) else 0)) & ((1 << bits) - 1)
    return value.to_bytes(bits // 8, 'big')


def flac() -> bytes:
    """Half a second of 440 Hz as FLAC with uncompressed samples: mono, 8,000 samples of 16 bits a second, in ten frames."""
    size, count = 400, 4000
    about = struct.pack('>HH', size, size) + bytes(6) + (8000 << 44 | 15 << 36 | count).to_bytes(8, 'big') + bytes(16)
    data = b'fLaC\x80' + len(about).to_bytes(3, 'big') + about
    for number in range(count // size):
        head = b'\xff\xf8\x74\x08' + bytes([number]) + struct.pack('>H', size - 1)
        head += remainder_of(head, 0x07, 8)
        times = range(number * size, (number + 1) * size)
        frame = head + b'\x02' + struct.pack(f'>{size}h', *(round(16000 * math.sin(2 * math.pi * 440 * time / 8000)) for time in times))
        data += frame + remainder_of(frame, 0x8005, 16)
    return data


# A player counts the bytes that it has decoded; decoding the same bytes gives samples that are not silent.
DECODED = '''async () => {
    const player = document.querySelector('#r-0');
    player.muted = true;
    await player.play();
    for (let turn = 0; turn < 100 && !(player.currentTime && player.webkitAudioDecodedByteCount); turn++) await new Promise(done => setTimeout(done, 50));
    const bytes = await (await fetch(player.src)).arrayBuffer();
    const samples = (await new OfflineAudioContext(1, 8, 8000).decodeAudioData(bytes)).getChannelData(0);
    return {duration: player.duration, played: player.currentTime, bytes: player.webkitAudioDecodedByteCount, peak: Math.max(...samples)}; }'''


@pytest.mark.parametrize(('mime', 'name'), [('audio/opus', 'tone.opus'), ('audio/x-m4a', 'tone.m4a'), ('audio/x-flac', None)])
def test_sounds_under_other_names_are_decoded(visit, fixtures, mime, name):
    page = visit.open()
    data = f'data:{mime};base64,{base64.b64encode(flac()).decode()}' if name is None else fixtures('audio')[name][1]
    if 'm4a' in mime and not page.evaluate("document.createElement('audio').canPlayType('audio/mp4; codecs=\"mp4a.40.2\"')"):
        pytest.skip('This Chromium was built without AAC.')
    outcome, = visit.show([mime, data])
    assert outcome['ok'], outcome
    found = page.evaluate(DECODED)
    assert 0.49 < found['duration'] < 0.52 and found['played'] > 0 and found['bytes'] > 100 and 0.2 < found['peak'] < 1, found


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
