"""The first chart of a page: in our frame, compared with Plotly in the page and its own HTML in an opaque-origin frame."""

from __future__ import annotations

import statistics

from tests.bench.harness import Bench, Table

ROUNDS = 5
FIGURE = {'data': [{'type': 'scatter', 'mode': 'markers', 'x': list(range(2000)), 'y': [index * 7919 % 997 for index in range(2000)]}],
          'layout': {'width': 600, 'height': 400}}

# From the call to the chart. Ours is drawn when the frame has the figure's height and the placeholder is removed.
OURS = '''async figure => {
  const start = performance.now();
  let drawn; const done = new Promise(resolve => { drawn = resolve; });
  // What frames send comes through ports of the page.
  const Channel = MessageChannel;
  globalThis.MessageChannel = class extends Channel { constructor() { super();
    this.port1.addEventListener('message', event => { if (event.data?.drawn) drawn(); }); } };
  await BackendAI.Media.handleAll([['application/vnd.plotly.v1+json', figure]], 'r', out);
  await done;
  globalThis.MessageChannel = Channel;
  return performance.now() - start; }'''

IN_PAGE = '''async ([figure, address]) => {
  const start = performance.now();
  await new Promise(done => { const script = document.createElement('script'); script.src = address; script.onload = done; document.head.append(script); });
  await Plotly.newPlot(out, figure.data, figure.layout);
  return performance.now() - start; }'''

IN_FRAME = '''async ([figure, address]) => {
  const start = performance.now();
  const frame = document.createElement('iframe');
  frame.sandbox = 'allow-scripts'; frame.width = 620; frame.height = 420;
  frame.srcdoc = `<div id="plot"></div><script src="${address}"></scr` + `ipt><script>Plotly.newPlot('plot', ${JSON.stringify(figure.data)},
    ${JSON.stringify(figure.layout)}).then(() => parent.postMessage('drawn', '*'))</scr` + 'ipt>';
  const done = new Promise(resolve => { addEventListener('message', resolve, {once: true}); });
  out.append(frame);
  await done;
  return performance.now() - start; }'''


def run(bench: Bench):
    library = bench.root / 'node_modules' / 'plotly.js-cartesian-dist-min' / 'plotly-cartesian.min.js'
    bench.site.pages['/plotly.js'] = (library.read_bytes(), {'Content-Type': 'text/javascript'})
    address = f'{bench.site.origin}/plotly.js'
    ways = {'Plotly in the page': (IN_PAGE, [FIGURE, address]), "Plotly's HTML in a frame without an origin": (IN_FRAME, [FIGURE, address]),
            'handleAll, in its frame': (OURS, FIGURE)}
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, (code, argument) in ways.items():
            page = bench.page()
            times[name].append(page.evaluate(code, argument))
            page.context.close()
    table = Table('First chart of a page, 2,000 points, with its library from the loopback', 'ms')
    base = statistics.median(times['Plotly in the page'])
    for name, found in times.items():
        table.add(name, statistics.median(found), base)
    yield table
