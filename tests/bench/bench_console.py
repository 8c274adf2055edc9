"""Colored text in the page: the time, compared with ansi_up, which converts it to markup, and the longest tasks."""

from __future__ import annotations

from tests.bench.harness import Bench, Table

PEER = '''
import {AnsiUp} from 'ansi_up';
globalThis.showByPeer = (text, place) => {
  const peer = new AnsiUp();
  peer.use_classes = false;
  const block = document.createElement('pre');
  block.innerHTML = peer.ansi_to_html(text);
  place.append(block);
};
'''

# The whole time from the text until the page is laid out and painted.
WHOLE = '''async ([lines, ours]) => {
  let text = '';
  for (let line = 0; line < lines; line++) text += `\\x1b[3${line % 8}mline ${line}\\x1b[0m and \\x1b[1;38;5;${line % 256}mmore\\x1b[0m of it\\n`;
  const place = document.createElement('div');
  out.replaceChildren(place);
  const start = performance.now();
  let made;
  if (ours) {
    made = new BackendAI.Console('r', place);
    made.append([['stdout', text]]);
    while (made.queue.pending.length) await new Promise(done => setTimeout(done));
  } else showByPeer(text, place);
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  const elapsed = performance.now() - start;
  made?.dispose();
  return elapsed; }'''

TOOLS = '''
globalThis.text = lines => {
  const parts = [];
  for (let line = 0; line < lines; line++) parts.push(`\\x1b[3${line % 8}mline ${line}\\x1b[0m and \\x1b[1mmore\\x1b[0m of it\\n`);
  return parts.join('');
};
globalThis.begin = () => {
  globalThis.made?.dispose();
  globalThis.place = document.createElement('div');
  out.replaceChildren(place);
};
globalThis.settled = async () => {
  while (globalThis.made?.queue.pending.length) await new Promise(done => setTimeout(done));
  for (let each = 0; each < 2; each++) await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
};
globalThis.pieces = Array.from({length: 500}, () => text(20));
'''

# Preparation before the measurement: a console or none, and a text of so many lines, or a line of so many characters.
# Its garbage is collected here, not during the measurement.
BEGIN = '''([ours, lines, characters]) => {
  begin();
  globalThis.made = ours ? new BackendAI.Console('r', place) : null;
  globalThis.all = lines ? text(lines) : '\\x1b[32m0123456789\\x1b[33mabcdefghij'.repeat(characters / 20) + '\\n';
  gc(); }'''

# 500 chunks of 20 lines, one every 10 ms.
PACE = '''async () => {
  const start = performance.now();
  for (const [index, piece] of pieces.entries()) {
    const wait = start + index * 10 - performance.now();
    if (wait > 0) await new Promise(done => setTimeout(done, wait));
    if (made) made.append([['stdout', piece]]);
    else showByPeer(piece, place);
  }
  await settled(); }'''

AT_ONCE = '''async () => {
  if (made) made.append([['stdout', all]]);
  else showByPeer(all, place);
  await settled(); }'''


def run(bench: Bench):
    page = bench.page(scripts=(bench.script('peer', PEER),))
    page.evaluate('BackendAI.loadConsole()')
    for lines in (1000, 50000):
        table = Table(f'{lines:,} colored lines, from text to the page', 'ms', remark='ansi_up knows no carriage return and no cursor.')
        peer = bench.median(page, WHOLE, [lines, False], times=3)
        ours = bench.median(page, WHOLE, [lines, True], times=3)
        table.add('ansi_up', peer)
        table.add('Console', ours, peer)
        yield table
    page.context.close()

    def tasks(ours: bool, action: str, lines: int = 0, characters: int = 0) -> tuple[float, float]:
        """Measure in a new page, so that garbage of other measurements is not collected in it."""
        page = bench.page(scripts=(bench.script('peer', PEER),))
        page.evaluate('BackendAI.loadConsole()')
        page.evaluate(f'() => {{{TOOLS}}}')
        page.evaluate(BEGIN, [True, 1000, 0])
        page.evaluate(AT_ONCE)  # warms up
        page.evaluate(BEGIN, [ours, lines, characters])
        found = bench.tasks(page, action)
        page.context.close()
        return found

    longest, spent = tasks(False, PACE)
    ours = tasks(True, PACE)
    table = Table('10,000 colored lines in 500 pieces, one every 10 ms', 'ms')
    table.add('longest task, ansi_up', longest)
    table.add('longest task, Console', ours[0], longest)
    table.add('all tasks, ansi_up', spent)
    table.add('all tasks, Console', ours[1], spent)
    yield table
    table = Table('All at once', 'ms', remark='Of 1,000,000 lines the ratio is to 100,000: about 10, where time grows as the input does.')
    fewer = None
    for what, lines, characters in (('100,000 lines', 100_000, 0), ('1,000,000 lines', 1_000_000, 0), ('a line of 10 MB', 0, 10_000_000)):
        longest, spent = (None, fewer) if lines > 100_000 else tasks(False, AT_ONCE, lines, characters)
        if longest:
            table.add(f'{what}: longest task, ansi_up', longest)
            table.add(f'{what}: all tasks, ansi_up', spent)
        ours = tasks(True, AT_ONCE, lines, characters)
        table.add(f'{what}: longest task, Console', ours[0], longest)
        table.add(f'{what}: all tasks, Console', ours[1], spent)
        fewer = ours[1]
    yield table
