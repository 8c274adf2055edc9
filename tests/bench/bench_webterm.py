"""The terminal's throughput: the same bytes straight to xterm, received without a terminal, and through ours; and floods."""

from __future__ import annotations

import base64
import json
import statistics

from tests.bench.harness import Bench, Table
from tests.terminal_server import TerminalServer

# Bytes of one run, in frames as large as one read of a pty.
TOTAL = 16 * 1024 * 1024
FRAME = 4096

BY_HAND = '''
import { Terminal } from '@xterm/xterm';
import css from '@xterm/xterm/css/xterm.css';

const style = document.createElement('style');
style.textContent = css;
document.head.append(style);

// The bytes are there already, and xterm gets them as they come: without waiting, which is its fastest way.
globalThis.straight = async (frames, times) => {
  const pieces = frames.map(text => Uint8Array.fromBase64(text));
  const terminal = new Terminal({cols: 100, rows: 30, scrollback: 5000});
  terminal.open(out);
  await new Promise(done => terminal.write('ready', done));
  const start = performance.now();
  for (let time = 0; time < times; time += 1) for (const piece of pieces) terminal.write(piece);
  await new Promise(done => terminal.write('', done));
  const took = performance.now() - start;
  terminal.dispose();
  return took;
};

// What every client of the protocol has to do, and nothing else.
globalThis.receive = (url, protocol, total) => new Promise((done, fail) => {
  const socket = new WebSocket(url, protocol === 'ttyd' ? ['tty'] : []);
  const utf8 = new TextDecoder();
  let start = 0, size = 0;
  socket.binaryType = 'arraybuffer';
  socket.onerror = fail;
  socket.onmessage = event => {
    if (!start) start = performance.now();
    const data = protocol === 'ttyd' ? new Uint8Array(event.data, 1)
      : Uint8Array.fromBase64(JSON.parse(utf8.decode(event.data)).data);
    size += data.length;
    if (size >= total) { done(performance.now() - start); socket.close(); }
  };
});

// From the first bytes to the bell at the end; also the longest task of the page, and the most bytes that waited.
globalThis.ours = (url, protocol) => new Promise(async done => {
  await BackendAI.loadWebterm();
  const terminal = new BackendAI.Webterm(out, 'bench', {protocol});
  terminal.term.resize(100, 30);
  let start = 0;
  globalThis.longest = 0;
  globalThis.waited = 0;
  const observer = new PerformanceObserver(list => { for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration); });
  terminal.term.onWriteParsed(() => {
    if (!start) { start = performance.now(); observer.observe({entryTypes: ['longtask']}); }
    waited = Math.max(waited, terminal.waiting); });
  terminal.addEventListener('bell', () => {
    const took = performance.now() - start;
    observer.disconnect();
    terminal.dispose();
    done(took); });
  await terminal.connect(url);
});
'''


def run(bench: Bench):
    script = bench.script('webterm_by_hand', BY_HAND)
    server = TerminalServer()
    page = bench.page('<div id="out" style="width: 1000px; height: 600px"></div>', scripts=(script,))
    for name, sample in (('plain', _plain()), ('coloured', _coloured(bench))):
        pieces = [sample[start:start + FRAME] for start in range(0, len(sample), FRAME)]
        texts = [base64.b64encode(piece).decode() for piece in pieces]
        times = -(-TOTAL // len(sample))
        size = times * len(sample)
        for protocol in ('backendai', 'ttyd'):
            rates = {'straight': [], 'receive': [], 'ours': []}
            for turn in range(4):
                took = page.evaluate('([texts, times]) => straight(texts, times)', [texts, times])
                rates['straight'].append(size / took)
                for what in ('receive', 'ours'):
                    page.evaluate('([what, url, protocol, total]) => { window.took = window[what](url, protocol, total); }',
                                  [what, server.url(protocol), protocol, size])
                    peer = server.accept()
                    peer.flood(pieces, times, b'\x07')
                    rates[what].append(size / page.evaluate('window.took'))
                if turn == 0:
                    rates = {what: [] for what in rates}  # the first warms up
            medians = {what: statistics.median(found) / 1000 for what, found in rates.items()}
            slower = min(medians['straight'], medians['receive'])
            table = Table(f'{size / 2**20:.0f} MB of {name} output, {protocol} frames of {FRAME} bytes', 'MB/s')
            table.add('(a) straight to xterm', medians['straight'], slower)
            table.add('(b) received and decoded alone', medians['receive'], slower)
            table.add('(c) our terminal', medians['ours'], slower)
            yield table
    yield from _flood(page, server, _coloured(bench))
    page.context.close()
    server.close()


def _flood(page, server: TerminalServer, sample: bytes):
    """100 MB at once: whether the page stays quick, and what it keeps."""
    pieces = [sample[start:start + FRAME] for start in range(0, len(sample), FRAME)]
    tasks = Table('100 MB of coloured output: the longest task of the page, where one took over 50 ms', 'ms')
    memory = Table('The same: the most that waited in the page', 'MB')
    for protocol in ('backendai', 'ttyd'):
        page.evaluate('([url, protocol]) => { window.took = ours(url, protocol); }', [server.url(protocol), protocol])
        server.accept().flood(pieces, -(-100 * 2**20 // len(sample)), b'\x07')
        page.evaluate('window.took')
        tasks.add(protocol, page.evaluate('longest'))
        memory.add(protocol, page.evaluate('waited') / 2**20)
    yield tasks
    yield memory


def _plain() -> bytes:
    lines = [f'{number:07} the quick brown fox jumps over the lazy dog: step {number * 7919 % 1000}, 안녕, ok\r\n'
             for number in range(3000)]
    return ''.join(lines).encode()


def _coloured(bench: Bench) -> bytes:
    path = bench.root / 'tests' / 'fixtures' / 'webterm' / 'git_log_color.json'
    frames = json.loads(path.read_text(encoding='utf-8'))
    return b''.join(base64.b64decode(data) for _, data in frames) * 3
