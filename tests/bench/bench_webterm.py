"""The terminal's throughput, for the same bytes straight to xterm, only received, and through ours; floods.

All ways have the same conditions: the same page without Playwright's instrumentation (which would copy every WebSocket
frame to the test, and thereby do most of the work), frames of 4096 bytes from a server in a separate process, and xterm
with the same size, font and scrollback, in the same page. Straight means chunk by chunk, in the sizes in which the bytes
are sent, all of them already in memory, without waiting for the previous chunk: xterm's fastest way. It draws in every
animation frame; ours does, too, except in floods, where it draws every 100 ms, as it does for users. Both draw
elements; the speed of WebGL in this browser, on a screen full of changes, is measured last.

The response to Ctrl+C is measured with real shells, those of ``build.py serve``, which write endlessly.
"""

from __future__ import annotations

import base64
import json
import statistics

from tests.support import servers
from tests.bench.terminal_floods import FRAME, Flooding
from tests.bench.harness import Bench, Table, Unwatched

# The bytes of one run and of a long flood, and the number of runs.
TOTAL = 16 * 1024 * 1024
FLOOD = 100 * 1024 * 1024
TURNS = 9

PROTOCOLS = ('backendai', 'ttyd')
BELL = b'\x07'

BY_HAND = '''
import { Terminal } from '@xterm/xterm';
import css from '@xterm/xterm/css/xterm.css';

const style = document.createElement('style');
style.textContent = css;
document.head.append(style);

globalThis.straight = async (data, piece, times) => {
  const bytes = Uint8Array.fromBase64(data), pieces = [];
  for (let start = 0; start < bytes.length; start += piece) pieces.push(bytes.slice(start, start + piece));
  const {fontFamily, fontSize, scrollback} = sample;
  const terminal = new Terminal({cols: 100, rows: 30, fontFamily, fontSize, scrollback});
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

const made = async protocol => {
  const Webterm = await BackendAI.loadWebterm();
  const terminal = new Webterm(out, 'bench', {protocol});
  terminal.term.resize(100, 30);
  return terminal;
};
const bell = terminal => new Promise(done => terminal.addEventListener('bell', () => done(performance.now()), {once: true}));

globalThis.prepare = async () => {
  const {term} = globalThis.terminal = await made('backendai');
  globalThis.sample = {...term.options};
  terminal.dispose();
};

// From the first bytes to the bell at the end.
globalThis.ours = async (url, protocol) => {
  const terminal = await made(protocol), ended = bell(terminal);
  const started = new Promise(done => { const first = terminal.term.onWriteParsed(() => { first.dispose(); done(performance.now()); }); });
  await terminal.connect(url);
  const took = -(await started) + await ended;
  terminal.dispose();
  return took;
};

// The longest task of the page, and the most bytes that waited.
globalThis.flood = async (url, protocol) => {
  const terminal = await made(protocol), ended = bell(terminal);
  let longest = 0, waited = 0;
  const observer = new PerformanceObserver(list => {
    for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration); });
  terminal.term.onWriteParsed(() => {
    if (!waited) observer.observe({entryTypes: ['longtask']});
    waited = Math.max(waited, terminal.waiting); });
  await terminal.connect(url);
  await ended;
  observer.disconnect();
  terminal.dispose();
  return [longest, waited];
};

// A shell's, whose prompt rings the bell.
globalThis.open = async (url, protocol) => {
  globalThis.terminal = await made(protocol);
  const prompt = bell(terminal);
  await terminal.connect(url);
  await prompt;
  terminal.term.input('yes a line that comes again and again, without an end in sight\\r');
};

// Frames a second that are drawn while each changes every cell.
globalThis.frames = async renderer => {
  const Webterm = await BackendAI.loadWebterm();
  const terminal = new Webterm(out, 'bench', {renderer});
  terminal.term.resize(100, 30);
  await new Promise(done => setTimeout(done, 1000));
  let count = 0;
  const end = performance.now() + 3000;
  while (performance.now() < end) {
    let text = '\x1b[H';
    for (let cell = 0; cell < 2990; cell += 1) text += `\x1b[38;5;${16 + (cell * 7 + count) % 200}m${String.fromCharCode(33 + (cell + count) % 90)}`;
    await new Promise(done => terminal.term.write(text, done));
    await new Promise(done => requestAnimationFrame(done));
    count += 1;
  }
  const drawn = out.querySelector('.xterm-screen canvas') ? 'webgl' : 'dom';
  terminal.dispose();
  return [drawn, count / 3];
};

// Terminals that come and go, with some output each.
globalThis.cycle = async (url, times) => {
  for (let time = 0; time < times; time += 1) {
    const terminal = await made('backendai'), prompt = bell(terminal);
    await terminal.connect(url);
    await prompt;
    terminal.dispose();
  }
};
globalThis.interrupt = async () => {
  const prompt = bell(terminal), start = performance.now();
  terminal.term.input('\\x03');
  const took = await prompt - start;
  terminal.dispose();
  return took;
};
'''


def run(bench: Bench):
    script = bench.script('webterm_by_hand', BY_HAND)
    opener = bench.page('')
    page = bench.unwatched(opener, '<div id="out" style="width: 1000px; height: 600px"></div>', (script,))
    page.evaluate('prepare()')
    samples = {'plain': _plain(), 'colored': _colored(bench)}
    floods = {f'{protocol}-{name}-{total}': {'protocol': protocol, 'data': sample, 'times': -(-total // len(sample)), 'end': BELL}
              for protocol in PROTOCOLS for name, sample in samples.items() for total in (TOTAL, FLOOD)}
    server = Flooding(bench.folder / 'floods.json', floods)
    for name, sample in samples.items():
        for protocol in PROTOCOLS:
            yield _rates(page, server, protocol, name, sample)
    yield from _floods(page, server)
    server.close()
    yield _interrupted(bench, page, opener)
    yield _reopened(bench, page)
    yield _drawn(page)
    page.close()
    opener.context.close()


def _rates(page: Unwatched, server: Flooding, protocol: str, name: str, sample: bytes) -> Table:
    """The throughput of the three ways, measured alternately."""
    times = -(-TOTAL // len(sample))
    size, url = times * len(sample), server.url(f'{protocol}-{name}-{TOTAL}')
    data = base64.b64encode(sample).decode()
    ways = {'(a) straight to xterm': ('([data, piece, times]) => straight(data, piece, times)', [data, FRAME, times]),
            '(b) received and decoded alone': ('([url, protocol, size]) => receive(url, protocol, size)', [url, protocol, size]),
            '(c) our terminal': ('([url, protocol]) => ours(url, protocol)', [url, protocol])}
    rates = {way: [] for way in ways}
    for turn in range(TURNS + 1):
        for way, (code, argument) in ways.items():
            rate = size / page.evaluate(code, argument) / 1000
            if turn > 0:  # the first is a warm-up
                rates[way].append(rate)
    medians = {way: statistics.median(found) for way, found in rates.items()}
    first, second, _ = medians.values()
    table = Table(f'{size / 2**20:.0f} MB of {name} output, {protocol} frames of {FRAME} bytes', 'MB/s')
    for way, rate in medians.items():
        table.add(way, rate, min(first, second))
    return table


def _floods(page: Unwatched, server: Flooding):
    """100 MB at once: the responsiveness of the page, and its queue."""
    tasks = Table('100 MB of colored output: the longest task of the page, where one took over 50 ms', 'ms')
    memory = Table('The same: the most that waited in the page', 'MB')
    for protocol in PROTOCOLS:
        longest, waited = page.evaluate('([url, protocol]) => flood(url, protocol)',
                                        [server.url(f'{protocol}-colored-{FLOOD}'), protocol])
        tasks.add(protocol, longest)
        memory.add(protocol, waited / 2**20)
    yield tasks
    yield memory


def _interrupted(bench: Bench, page: Unwatched, opener) -> Table:
    """Ctrl+C in a flood from a real shell, until its prompt is on the screen."""
    table = Table('A flood from a real shell: from Ctrl+C to the prompt, the longest of five', 'ms')
    command = ('env', 'TERM=xterm-256color', 'PS1=\\a$ ', 'bash', '--norc', '--noprofile')
    with servers.shell(command, origins={bench.site.origin}) as shell:
        for protocol in PROTOCOLS:
            took = []
            for _ in range(5):
                page.evaluate('([url, protocol]) => open(url, protocol)', [shell.addresses()[protocol], protocol])
                opener.wait_for_timeout(1000)  # by then all buffers are full
                took.append(page.evaluate('interrupt()'))
            table.add(protocol, max(took))
    return table


def _drawn(page: Unwatched) -> Table:
    table = Table('Frames in which every cell changes, 100 columns and 30 rows', 'frames/s')
    for renderer in ('dom', 'webgl'):
        drawn, rate = page.evaluate('renderer => frames(renderer)', renderer)
        table.add(renderer if drawn == renderer else f'{renderer}, which is not there', rate)
    return table


def _reopened(bench: Bench, page: Unwatched) -> Table:
    """The memory that the page keeps of disposed terminals."""
    table = Table('Memory of the page, with all terminals disposed of', 'MB')
    command = ('env', 'TERM=xterm-256color', 'PS1=\\a$ ', 'bash', '--norc', '--noprofile')
    with servers.shell(command, origins={bench.site.origin}) as shell:
        for times, what in ((5, 'after 5'), (40, 'after 40 more'), (40, 'after 40 more')):
            page.evaluate('([url, times]) => cycle(url, times)', [shell.addresses()['backendai'], times])
            for _ in range(3):
                page.send('HeapProfiler.collectGarbage', {})
            table.add(what, page.send('Runtime.getHeapUsage', {})['usedSize'] / 2**20)
    return table


def _plain() -> bytes:
    lines = [f'{number:07} the quick brown fox jumps over the lazy dog: step {number * 7919 % 1000}, 안녕, ok\r\n'
             for number in range(3000)]
    return ''.join(lines).encode()


def _colored(bench: Bench) -> bytes:
    path = bench.root / 'tests' / 'fixtures' / 'webterm' / 'git_log_color.json'
    frames = json.loads(path.read_text(encoding='utf-8'))
    return b''.join(base64.b64decode(data) for _, data in frames) * 3
