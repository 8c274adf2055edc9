"""Recorded sessions, cut into chunks anywhere, give the same cells as in xterm alone."""

from __future__ import annotations

import base64
import json
import random
from pathlib import Path

import pytest

from tests.support.webterm_pages import connect, encoded

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parent / 'fixtures' / 'webterm'
SIZES = json.loads((FOLDER / 'sizes.json').read_text(encoding='utf-8'))


def steps_of(name: str) -> list:
    """A session as bytes and, where the terminal was resized, ``[cols, rows]``."""
    steps, time = [], 0.0
    resizes = [(moment, [cols, rows]) for moment, rows, cols in SIZES[name]['resizes']]
    for delay, data in json.loads((FOLDER / f'{name}.json').read_text(encoding='utf-8')):
        time += delay
        while resizes and resizes[0][0] <= time:
            steps.append(resizes.pop(0)[1])
        if steps and isinstance(steps[-1], bytes):
            steps[-1] += base64.b64decode(data)
        else:
            steps.append(base64.b64decode(data))
    return steps



def cut(data: bytes, chance: random.Random) -> list[bytes]:
    """Chunks of random lengths, including many of one or two bytes if the data is short enough."""
    pieces, start = [], 0
    longest = [1, 2, 3, 7, 40, 700] if len(data) < 50000 else [1, 3, 700, 4096, 20000, 30000]
    while start < len(data):
        length = chance.choice(longest)
        pieces.append(data[start:start + length])
        start += length
    return pieces


def show(page, peer, steps: list, chance: random.Random | None) -> str:
    """Send a session, and return the cells of our terminal after it."""
    sent = 0
    page.evaluate("""() => {
        const write = t.term.write.bind(t.term);
        window.parsed = 0;
        t.term.write = (data, done) => write(data, () => { window.parsed += data.length; done?.(); }); }""")
    for step in steps:
        if isinstance(step, list):
            page.wait_for_function('sent => window.parsed === sent', arg=sent)
            page.evaluate('size => t.term.resize(...size)', step)
            continue
        sent += len(step)
        peer.output(*([step[start:start + 4096] for start in range(0, len(step), 4096)] if chance is None else cut(step, chance)))
    page.evaluate('() => { window.ended = whenEnded(t.term); }')
    peer.output(b'\x18\x1b]7777;\x07')
    page.evaluate('ended')
    return page.evaluate('cells(t.term)')


@pytest.mark.parametrize('name', sorted(SIZES))
def test_every_recorded_session_looks_as_xterm_makes_it(terminal_page, terminals, name):
    page, size, steps = terminal_page, SIZES[name], steps_of(name)
    wanted = page.evaluate('([steps, cols, rows]) => straight(steps, cols, rows)', [
        [encoded(step) if isinstance(step, bytes) else step for step in steps], size['cols'], size['rows']])
    seed = sum(name.encode())
    for protocol, chance in (('backendai', None), ('backendai', random.Random(seed)), ('ttyd', random.Random(seed + 1))):
        connect(page, terminals.url(protocol), {'protocol': protocol})
        page.evaluate('([cols, rows]) => t.term.resize(cols, rows)', [size['cols'], size['rows']])
        assert show(page, terminals.accept(), steps, chance) == wanted, (name, protocol)
        assert page.evaluate('t.skipped') == 0
    page.evaluate('t.dispose()')
