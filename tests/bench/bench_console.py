"""Coloured text on the page: beside ansi_up, which makes markup of it, and with what a page is then left to do."""

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

# Whole, from the text to a page that is laid out and painted.
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
    while (made.intake.queue.length) await new Promise(done => setTimeout(done));
  } else showByPeer(text, place);
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  const elapsed = performance.now() - start;
  made?.dispose();
  return elapsed; }'''

# As it comes: the longest time that the page did not answer while 500 pieces arrived.
PIECES = '''async ours => {
  const place = document.createElement('div');
  out.replaceChildren(place);
  const made = ours ? new BackendAI.Console('r', place) : null;
  let line = 0, spent = 0;
  for (let piece = 0; piece < 500; piece++) {
    let text = '';
    for (let each = 0; each < 20; each++, line++) text += `\\x1b[3${line % 8}mline ${line}\\x1b[0m and \\x1b[1mmore\\x1b[0m of it\\n`;
    const start = performance.now();
    if (ours) made.append([['stdout', text]]);
    else showByPeer(text, place);
    place.getBoundingClientRect();
    if (piece % 10 === 0) await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    spent += performance.now() - start;
  }
  made?.dispose();
  return spent; }'''


def run(bench: Bench):
    page = bench.page(scripts=(bench.script('peer', PEER),))
    page.evaluate('BackendAI.loadConsole()')
    for lines in (1000, 50000):
        table = Table(f'{lines:,} coloured lines, from text to the page', 'ms', remark='ansi_up knows no carriage return and no cursor.')
        peer = bench.median(page, WHOLE, [lines, False], times=3)
        ours = bench.median(page, WHOLE, [lines, True], times=3)
        table.add('ansi_up', peer)
        table.add('Console', ours, peer)
        yield table
    table = Table('10,000 coloured lines in 500 pieces, laid out each time', 'ms')
    peer, ours = bench.median(page, PIECES, False, times=3), bench.median(page, PIECES, True, times=3)
    table.add('ansi_up', peer)
    table.add('Console', ours, peer)
    yield table
    page.context.close()
