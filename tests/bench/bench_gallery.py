"""The published gallery as a visitor loads it: requests, bytes, paint and layout shift, on a desktop and on a phone.

The files are served with gzip, as static hosts do. The phone has Lighthouse's slow network, 1.6 Mbit/s with round trips
of 150 ms, and a processor that is four times slower. The numbers are those until the page has been quiet for two
seconds; then a reader scrolls through the page once.
"""

from __future__ import annotations

import gzip
from pathlib import Path

from tests.bench.harness import Bench, Table
from tests.support.servers import TYPES, Server
from toolchain.site import publishing

DEVICES = {
    'desktop': ({'viewport': {'width': 1350, 'height': 940}}, None, 1),
    'phone': ({'viewport': {'width': 412, 'height': 823}, 'device_scale_factor': 2, 'is_mobile': True, 'has_touch': True},
              {'offline': False, 'latency': 150, 'downloadThroughput': 1_638_400 / 8, 'uploadThroughput': 675_000 / 8}, 4),
}
QUIET_MS = 2000

# Records what Lighthouse does: the largest paint, shifts that no input caused, and the time that tasks take beyond 50 ms.
OBSERVE = '''window.seen = {paint: 0, shift: 0, blocking: 0};
for (const [type, take] of [
  ['largest-contentful-paint', entry => { seen.paint = entry.startTime; seen.element = entry.element?.outerHTML.slice(0, 80); }],
  ['layout-shift', entry => { if (!entry.hadRecentInput) seen.shift += entry.value; }],
  ['longtask', entry => { seen.blocking += entry.duration - 50; }],
]) new PerformanceObserver(list => list.getEntries().forEach(take)).observe({type, buffered: true});'''

SCROLL = '''async () => { seen.shift = 0;
  for (const figure of document.querySelectorAll('figure')) {
    figure.scrollIntoView();
    for (let turns = 0; figure.dataset.state === 'waiting' && turns < 400; turns++) await new Promise(done => setTimeout(done, 25));
  } }'''


def run(bench: Bench):
    folder = bench.folder / 'gallery'
    publishing.publish(bench.root, folder)
    server = Server()
    for path in folder.rglob('*'):
        if path.is_file():
            _add(server, folder, path)
    for device, (screen, network, slowdown) in DEVICES.items():
        table = Table(f'The published gallery on a {device}', '')
        context = bench.browser.new_context(**screen)
        page = context.new_page()
        devtools = context.new_cdp_session(page)
        devtools.send('Network.enable')
        if network:
            devtools.send('Network.emulateNetworkConditions', network)
            devtools.send('Emulation.setCPUThrottlingRate', {'rate': slowdown})
        loaded: list[int] = []
        devtools.on('Network.loadingFinished', lambda event, loaded=loaded: loaded.append(event['encodedDataLength']))
        page.add_init_script(OBSERVE)
        page.goto(f'{server.origin}/index.html')
        page.wait_for_function('document.documentElement.dataset.ready === "yes"', timeout=120_000)
        count = -1
        while count != len(loaded):
            count = len(loaded)
            page.wait_for_timeout(QUIET_MS)
        seen = page.evaluate('seen')
        _report(table, 'until the page is quiet', loaded, seen)
        table.add('  first paint, ms', page.evaluate('performance.getEntriesByName("first-contentful-paint")[0].startTime'))
        table.add('  largest paint, ms', seen['paint'])
        table.remark = f'largest paint: {seen.get("element")}'
        page.evaluate(SCROLL)
        page.wait_for_timeout(QUIET_MS)
        _report(table, 'after scrolling through it', loaded, page.evaluate('seen'))
        context.close()
        yield table
    server.close()


def _add(server: Server, folder: Path, path: Path) -> None:
    body, headers = path.read_bytes(), {'Content-Type': TYPES.get(path.suffix, 'application/octet-stream')}
    if path.suffix in TYPES:
        body, headers['Content-Encoding'] = gzip.compress(body, 6), 'gzip'
    server.pages[f'/{path.relative_to(folder).as_posix()}'] = (body, headers)


def _report(table: Table, when: str, loaded: list[int], seen: dict) -> None:
    table.add(f'{when}: requests', len(loaded))
    table.add('  kB transferred', sum(loaded) / 1000)
    table.add('  layout shift', seen['shift'])
    table.add('  blocking time, ms', seen['blocking'])
