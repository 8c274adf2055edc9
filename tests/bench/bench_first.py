"""The first output of a page, of every type, over networks of different latency, compared with the best by hand.

By hand, a page shows an output with code that it already has, without a round trip, or with a module that it imports on
demand, after one. Ours imports a chunk, or has preloaded it. A new connection takes another round trip, as in any
network.
"""

from __future__ import annotations

import json
import statistics

from tests.bench.harness import Bench, Table
from toolchain.build import registry

ROUNDS = 3
LATENCIES_MS = (0, 50, 150)

# The code that a page would contain only for an image or a text.
BY_HAND = '''export const show = async ([mime, data], container) => {
  const slot = document.createElement('div');
  if (mime.startsWith('image/')) {
    const picture = new Image();
    picture.src = data;
    await picture.decode();
    slot.append(picture);
  } else {
    const text = document.createElement('pre');
    text.append(data);
    slot.append(text);
  }
  container.append(slot);
};
'''

# The time from the call to the frame in which the output is visible.
FIRST = '''async ([item, how, address]) => {
  const start = performance.now();
  if (how === 'in page') await show(item, out);
  else if (how === 'imported') await (await import(address)).show(item, out);
  else if (item === null) await BackendAI.Media.handleResult({console: [['stdout', 'from a console']]}, 'r', out);
  else { const [outcome] = await BackendAI.Media.handleAll([item], 'r', out); if (!outcome.ok) throw Error(outcome.reason); }
  await new Promise(requestAnimationFrame);
  return performance.now() - start; }'''

# How the page includes main: with checksums, and with preloading of the kind.
WAYS = {'ours': (False, False), 'ours, integrity': (True, False), 'ours, preload': (False, True),
        'ours, integrity, preload': (True, True)}


def run(bench: Bench):
    kinds = {handler.chunk: _first_item(bench, handler.chunk) for handler in registry.handlers(bench.root)}
    kinds['text'], kinds['console'] = ['text/plain', 'some text'], None
    kinds['bundle'] = {'data': {'text/plain': 'an image', kinds['image'][0]: kinds['image'][1]}}
    module = (BY_HAND.encode(), {'Content-Type': 'text/javascript'})
    for latency in LATENCIES_MS:
        table = Table(f'First output, {latency} ms a round trip: from the call to the frame that shows it', 'ms')
        for kind, item in kinds.items():
            by_hand = {}
            if kind in ('image', 'text'):
                for how in ('in page', 'imported'):
                    by_hand[how] = _first(bench, latency, module, item, how, False, False)
                    table.add(f'{kind}: by hand, {how}', by_hand[how])
            for way, (is_checked, is_preloaded) in WAYS.items():
                value = _first(bench, latency, module, item, 'ours', is_checked, is_preloaded)
                table.add(f'{kind}: {way}', value, by_hand.get('in page' if is_preloaded else 'imported'))
        yield table
    yield _evaluation(bench)


def _first_item(bench: Bench, chunk: str):
    """The first fixture of a handler that is shown without an error."""
    items = json.loads((bench.root / 'tests' / 'fixtures' / f'{chunk}.json').read_text(encoding='utf-8'))
    page = bench.page()
    shown = page.evaluate('''async items => { for (let i = 0; i < items.length; i++)
        if ((await BackendAI.Media.handleAll([items[i]], 'r', out))[0].ok) return i; }''', list(items.values()))
    page.context.close()
    item = list(items.values())[shown]
    return item if isinstance(item, list) else [item['type'], item['data'], item.get('metadata')]


def _first(bench: Bench, latency: int, module, item, how: str, is_checked: bool, is_preloaded: bool) -> float:
    """The median of several pages, each with an empty cache."""
    root = f'{bench.assets.origin}/{bench.built.hash}'
    bench.assets.pages['/by_hand.js'] = module
    address = f'{bench.assets.origin}/by_hand.js'
    name = 'console' if item is None else item[0] if isinstance(item, list) else f'bundle {" ".join(item["data"])}'
    tags = bench.built.snippet(root) if is_checked else f'<script src="{root}/js/main.min.js" crossorigin="anonymous"></script>'
    if is_preloaded:
        tags = tags.replace('<script ', f'<script data-preload="{name}" ')
    if how != 'ours':  # the connection already exists, as it does after loading main
        tags = f'<script type="module">import {{show}} from "{address}?page"; window.show = show</script>'
    values = []
    for _ in range(ROUNDS):
        page = bench.browser.new_context(viewport={'width': 1000, 'height': 700}).new_page()
        bench.assets.latency = latency / 1000
        page.goto(bench.site.add_page('/page.html', f'<!doctype html><meta charset="utf-8"><div id="out"></div>{tags}'))
        page.wait_for_load_state('networkidle')
        values.append(page.evaluate(FIRST, [item, how, address]))
        page.context.close()
        bench.assets.latency = 0
    return statistics.median(values)


def _evaluation(bench: Bench) -> Table:
    """Compiling and running main, in processor time as recorded by Chromium."""
    table = Table('Main, from the first byte compiled to the last run', 'ms')
    for rate in (1, 4):
        values = []
        for _ in range(9):
            page = bench.browser.new_context().new_page()
            page.context.new_cdp_session(page).send('Emulation.setCPUThrottlingRate', {'rate': rate})
            bench.browser.start_tracing(page=page, categories=['devtools.timeline'])
            page.goto(bench.site.add_page('/page.html', '<!doctype html><script src='
                                          f'"{bench.assets.origin}/{bench.built.hash}/js/main.min.js"></script>'))
            events = json.loads(bench.browser.stop_tracing())['traceEvents']
            values.append(sum(event.get('tdur', 0) for event in events if event['name'] == 'EvaluateScript' and
                              'main.min.js' in str(event['args'])) / 1000)
            page.context.close()
        table.add(f'{rate} × throttled' if rate > 1 else 'as it is', statistics.median(values))
    return table
