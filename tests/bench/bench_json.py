"""JSON trees, to the first picture, compared with json-formatter-js, which creates elements when nodes are expanded."""

from __future__ import annotations

import statistics

from tests.bench.harness import Bench, Table

# Numbers of records, and the largest number for which all nodes are expanded.
SIZES = [100, 5_000, 200_000]
LAST_OPENED = 5_000

PEER = '''
import JSONFormatter from 'json-formatter-js';
globalThis.showByPeer = (value, depth) => out.append(new JSONFormatter(value, depth).render());
'''

# The peer takes objects, so text is parsed by JSON.parse, as its users have to do.
SHOW = '''async ([kind, isOurs, isOpen]) => {
  out.replaceChildren();
  const data = kind === 'text' ? text : value;
  const start = performance.now();
  if (isOurs) await BackendAI.Media.handle_all([['application/json', data, isOpen ? {expanded: true} : null]], 'r', out);
  else showByPeer(kind === 'text' ? JSON.parse(data) : data, isOpen ? Infinity : 1);
  out.getBoundingClientRect();
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start; }'''

MAKE = '''size => {
  globalThis.value = Array.from({length: size}, (_, i) => ({id: i, name: `name ${i}`, values: [i / 7, null, true]}));
  globalThis.text = JSON.stringify(value); }'''


def run(bench: Bench):
    script = bench.script('json_peer', PEER)
    table = Table('A list of records, from the data to the next frame (the chunk is there)', 'ms')
    for size in SIZES:
        page = bench.page(scripts=(script,))
        page.evaluate(MAKE, size)
        page.evaluate(SHOW, ['value', True, False])
        for kind in ('text', 'value'):
            for is_open in (False, True) if size <= LAST_OPENED else (False,):
                ours, peer = (statistics.median(page.evaluate(SHOW, [kind, is_ours, is_open]) for _ in range(3)) for is_ours in (True, False))
                what = f'{size:,} records as {"text" if kind == "text" else "objects"}{", all open" if is_open else ""}'
                table.add(what, ours)
                table.add(f'{what}, json-formatter-js', peer, ours)
        page.context.close()
    yield table
