"""Floods of output: no loss, backpressure, few frames, and a working Ctrl+C; over both protocols."""

from __future__ import annotations

import base64
import json
import random

import pytest

from tests.support import servers
from tests.support.webterm_pages import connect, wait_for_text

pytestmark = pytest.mark.slow

PROTOCOLS = ['backendai', 'ttyd']
LINES = ''.join(f'{number:06} \x1b[3{number % 8}ma line of a flood\x1b[m, 안녕\r\n' for number in range(20000)).encode()
PIECES = [LINES[start:start + 4096] for start in range(0, len(LINES), 4096)]

# The bytes of a flood in 200 ms; the time that a page needs for them depends on the machine's load.
MOST_AFTER = 4_000_000


@pytest.fixture
def page(terminal_page):
    return terminal_page


def open_pair(page, terminals, protocol: str):
    connect(page, terminals.url(protocol), {'protocol': protocol})
    return terminals.accept()


def flood(page, peer, times: int) -> None:
    """Send the lines ``times`` times, and wait until they are shown."""
    page.evaluate('''() => {
        window.most = 0;
        t.term.onWriteParsed(() => { window.most = Math.max(window.most, t.waiting); });
        window.ended = new Promise(done => t.addEventListener('bell', done, {once: true})); }''')
    peer.flood(PIECES, times, b'the end\x07')
    page.evaluate('ended.then(() => true)')
    wait_for_text(page, 'the end')
    lines = page.evaluate('''() => {
        const buffer = t.term.buffer.active, lines = [];
        for (let y = 0; y < buffer.length - 1; y += 1) lines.push(buffer.getLine(y).translateToString(true));
        return lines; }''')
    assert len(lines) > 5000
    assert lines[-5000:] == [f'{number:06} a line of a flood, 안녕' for number in range(15000, 20000)]


@pytest.mark.parametrize('protocol', PROTOCOLS)
def test_a_flood_is_shown_whole_while_little_waits(page, terminals, protocol):
    peer = open_pair(page, terminals, protocol)
    flood(page, peer, 4)
    if protocol == 'ttyd':
        messages = list(peer.messages.queue)
        assert messages.count(b'2') == messages.count(b'3') > 0
    else:
        assert page.evaluate('most') < 4_000_000


# Lines with a color that continues over lines, with the end of a color, and with only a number.
COLORFUL = ''.join(f'\x1b[38;5;{number // 7 % 200 + 20}m{number:07}\x1b[K {"wide 안녕 " * (number % 5)}\r\n' if number % 7 == 0 else
                   f'{number:07}\x1b[m plain\r\n' if number % 7 == 6 else f'{number:07} colored\r\n' for number in range(400000)).encode()
MEGABYTE = 1048576

CELLS = '''terminal => {
    const buffer = terminal.buffer.active, lines = [];
    for (let y = 0; y < buffer.length; y += 1) {
        const line = buffer.getLine(y);
        lines.push(line.translateToString(true) + ' ' + [0, 9, 40].map(x => line.getCell(x)?.getFgColor()).join());
    }
    return lines; }'''


def test_what_would_leave_the_scrollback_unseen_is_skipped(page, terminals):
    """The scrollback and the screen are the same as if all had been written, colors included."""
    peer = open_pair(page, terminals, 'backendai')
    flood(page, peer, 2)
    # The terminal's writes are delayed until everything has arrived.
    page.evaluate('''() => {
        window.written = 0;
        window.held = [];
        const write = t.term.write;
        t.term.write = (...held) => { window.held.push(held); };
        window.resume = () => {
            t.term.write = (data, done) => { written += data.length; write.call(t.term, data, done); };
            held.forEach(each => t.term.write(...each)); }; }''')
    data = b'\x1b[2J\x1b[3J\x1b[H' + COLORFUL + b'\x1b[mthe very end'
    rng, pieces, start = random.Random(1), [], 0
    while start < len(data):
        size = rng.choice([1, 5, 100, 4096, 60000, 200000])
        pieces.append(data[start:start + size])
        start += size
    peer.flood(pieces, 1)
    page.wait_for_function('size => t.waiting === size', arg=len(data))
    page.evaluate('resume()')
    wait_for_text(page, 'the very end')
    assert page.evaluate('written') < len(data) / 4
    found = page.evaluate(f'({CELLS})(t.term)')
    page.evaluate('''() => { t.term.reset(); }''')
    reference = page.evaluate(f'''async text => {{
        const bytes = Uint8Array.fromBase64(text);
        for (let start = 0; start < bytes.length; start += 65536)
            await new Promise(done => t.term.write(bytes.slice(start, start + 65536), done));
        return ({CELLS})(t.term); }}''', base64.b64encode(data).decode())
    assert len(found) > 5000 and found == reference


def test_a_backlog_that_cannot_be_skipped_renews_the_connection(page, terminals):
    """For example, from a full-screen program: the memory of the page stays bounded."""
    peer = open_pair(page, terminals, 'backendai')
    flood(page, peer, 2)
    page.evaluate('() => { window.most = 0; window.watch = setInterval(() => { most = Math.max(most, t.waiting); }, 5); }')
    # More output than the limit, while the terminal's writes are disabled.
    page.evaluate('() => { window.write = t.term.write; t.term.write = () => {}; }')
    peer.flood([b'\x1b[H' + b'x' * MEGABYTE], 80)
    second = terminals.accept()
    page.evaluate('() => { t.term.write = window.write; t.requestRedraw(); clearInterval(watch); }')
    assert page.evaluate('most') < 70 * MEGABYTE
    assert 'Too much output' in page.evaluate('t.log.map(detail => detail.text).join()')
    second.output(b'x')
    page.evaluate('t.dispose()')


def test_frames_are_few_in_a_flood_and_the_last_is_drawn(page, terminals):
    peer = open_pair(page, terminals, 'ttyd')
    flood(page, peer, 1)  # the terminal has now detected a flood
    page.evaluate('''() => {
        window.times = [];
        t.term.onRender(() => { times.push([performance.now(), t.waiting]); }); }''')
    flood(page, peer, 20)
    times = page.evaluate('times')
    # Frames start at least 100 ms apart, and are recorded when they are done.
    gaps = [second - first for (first, _), (second, waiting) in zip(times, times[1:], strict=False) if waiting > 32768]
    assert gaps and sum(gaps) / len(gaps) > 60
    page.wait_for_function('document.querySelector("#out .xterm-rows").innerText.includes("the end")')


def test_what_is_drawn_less_often_is_still_right(page, terminals):
    """Selections are drawn, moved and cleared; the input method's text is at the cursor."""
    peer = open_pair(page, terminals, 'backendai')
    flood(page, peer, 2)
    drawn = 'document.querySelectorAll("#out .xterm-selection div").length'
    page.evaluate('t.term.select(2, t.term.buffer.active.baseY + 20, 10)')
    page.wait_for_function(f'{drawn} > 0')
    top = 'parseFloat(document.querySelector("#out .xterm-selection div").style.top)'
    before = page.evaluate(top)
    peer.output(b'\r\nmore\r\n')
    page.wait_for_function(f'before => {top} < before', arg=before)
    page.evaluate('t.term.clearSelection()')
    page.wait_for_function(f'{drawn} === 0')
    peer.output(b'\x1b[3;20H')
    page.wait_for_function('''() => {
        const cell = document.querySelector('#out .xterm-screen').getBoundingClientRect();
        const {left, top} = t.term.textarea.style;
        return Math.abs(parseFloat(left) - 19 * cell.width / t.term.cols) < 1
            && Math.abs(parseFloat(top) - 2 * cell.height / t.term.rows) < 1; }''')
    page.evaluate('t.dispose()')


def test_output_is_read_however_it_is_written_as_json(page, terminals):
    peer = open_pair(page, terminals, 'backendai')
    flood(page, peer, 2)
    skipped = page.evaluate('t.skipped')
    shown = ['compact', 'spaced', 'order', 'more', 'blank', 'escaped???', 'text', 'large' + '.' * 70000, 'last']
    data = {text.strip('.'): base64.b64encode(f'\r\n{text}'.encode()).decode() for text in shown}
    escaped = data['escaped???'].replace('/', '\\/')
    assert '\\/' in escaped
    for frame in [json.dumps({'type': 'out', 'data': data['compact']}, separators=(',', ':')).encode(),
                  json.dumps({'type': 'out', 'data': data['spaced']}).encode(),
                  json.dumps({'data': data['order'], 'type': 'out'}).encode(),
                  json.dumps({'type': 'out', 'data': data['more'], 'sid': 'x'}).encode(),
                  f' {{"type" : "out", "data": "{data["blank"]}" }}\n'.encode(),
                  f'{{"type": "out", "data": "{escaped}"}}'.encode(),
                  json.dumps({'type': 'out', 'data': data['text']}),
                  json.dumps({'type': 'out', 'data': data['large']}).encode()]:
        peer.send(frame)
    bad = [b'{"type": "out", "data": "AAAA', b'{"type": "out", "data": "AAAA"]', b'{"type": "out", "data": "A?AA"}',
           b'{"type": "out", "data": 5}', b'{"type": "out", "data": ""AA"}']
    for frame in bad:
        peer.send(frame)
    peer.output(base64.b64decode(data['last']))
    wait_for_text(page, 'last')
    seen = page.evaluate('''() => {
        const buffer = t.term.buffer.active, lines = [];
        for (let y = 0; y < buffer.length; y += 1)
            lines.push((buffer.getLine(y).isWrapped ? '' : '\\n') + buffer.getLine(y).translateToString(true));
        return lines.join(''); }''')
    assert seen.rstrip().endswith('\n'.join(['the end', *shown]))
    assert page.evaluate('t.skipped') - skipped == len(bad)


@pytest.fixture(scope='module')
def shell(_servers):
    command = ('env', 'TERM=xterm-256color', 'LANG=C.UTF-8', 'PS1=ready> ', 'bash', '--norc', '--noprofile')
    with servers.shell(command, origins={_servers[0].origin}) as server:
        yield server


@pytest.mark.parametrize('protocol', PROTOCOLS)
def test_ctrl_c_is_answered_in_a_flood(page, shell, protocol):
    """If output arrives faster than the page shows it, there is still little output between the key and the prompt."""
    connect(page, shell.addresses()[protocol], {'protocol': protocol})
    wait_for_text(page, 'ready>')
    page.evaluate('''() => {
        window.shown = 0;
        const write = t.term.write;
        t.term.write = (data, done) => write.call(t.term, data, () => { window.shown += data.length; done(); }); }''')
    devtools = page.context.new_cdp_session(page)
    devtools.send('Emulation.setCPUThrottlingRate', {'rate': 4})
    page.evaluate('t.term.input("yes a long line that comes again and again without an end in sight\\r", true)')
    page.wait_for_function('shown > 3000000')
    before = page.evaluate('() => { t.term.input("\\x03", true); return shown; }')
    page.wait_for_function('text(t.term).endsWith("\\nready>")')
    after = page.evaluate('shown') - before
    devtools.send('Emulation.setCPUThrottlingRate', {'rate': 1})
    devtools.detach()
    page.evaluate('t.dispose()')
    assert after < MOST_AFTER
