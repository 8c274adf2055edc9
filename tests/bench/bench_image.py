"""The first image on a page, until its pixels are shown, compared with hand-written JavaScript for only that."""

from __future__ import annotations

import base64
import json
import statistics

from tests.bench.harness import Bench, Table

# The code that a page would contain only for this image.
BY_HAND = '''
globalThis.showByHand = async ([mime, data], container) => {
  const picture = new Image();
  picture.src = data;
  await picture.decode();
  const slot = document.createElement('div');
  slot.append(picture);
  container.append(slot);
};
'''

FIRST = '''async ([item, ours]) => {
  const start = performance.now();
  await (ours ? BackendAI.Media.handle_all([item], 'r', out) : showByHand(item, out));
  return performance.now() - start; }'''

# Uses different images each time, since the browser caches decoded images by address.
MANY = '''async ([items, ours]) => {
  out.replaceChildren();
  const turn = globalThis.turn = (globalThis.turn ?? 0) + 1;
  const fresh = items.map(([mime, data]) => [mime, data.slice(0, -4) + btoa(String.fromCharCode(turn >> 8, turn, 0))]);
  const start = performance.now();
  await (ours ? BackendAI.Media.handle_all(fresh, 'r', out) : Promise.all(fresh.map(item => showByHand(item, out))));
  return performance.now() - start; }'''


def run(bench: Bench):
    items = json.loads((bench.root / 'tests' / 'fixtures' / 'image.json').read_text(encoding='utf-8'))
    item = items['retina'][:2]
    script = bench.script('by_hand', BY_HAND)
    firsts = {True: [], False: []}
    for _ in range(9):
        for ours in (False, True):
            page = bench.page(scripts=(script,))
            firsts[ours].append(page.evaluate(FIRST, [item, ours]))
            page.context.close()
    table = Table('First image of a page, from the call to the decoded picture (chunk loaded from the loopback)', 'ms')
    by_hand, ours = statistics.median(firsts[False]), statistics.median(firsts[True])
    table.add('by hand', by_hand)
    table.add('handle_all, with its chunk', ours, by_hand)
    yield table
    page = bench.page(scripts=(script,))
    raw = base64.b64decode(items['small.jpg'][1].split(',')[1])
    small = [['image/jpeg', 'data:image/jpeg;base64,' + base64.b64encode(raw + bytes([number, 0]) * 3 + b'end').decode()]
             for number in range(200)]
    table = Table('200 small images, all different', 'ms')
    by_hand, ours = bench.median(page, MANY, [small, False]), bench.median(page, MANY, [small, True])
    table.add('by hand', by_hand)
    table.add('handle_all', ours, by_hand)
    yield table
    page.context.close()
