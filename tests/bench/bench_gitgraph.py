"""Git graphs, to the first picture and while scrolling, compared with @gitgraph/js, which draws every commit.

Histories of 1 to 300 lanes, and this repository's, show the remaining width for messages on a page and on a phone.
"""

from __future__ import annotations

import statistics

from tests.bench.harness import Bench, Table
from tests.support.git_histories import made
from toolchain.site.git_history import exported

# Numbers of commits for ours, and the largest for which the peer finishes within seconds.
SIZES = [500, 2000, 5000, 20000, 200000]
LAST_OF_PEER = 5000

# Numbers of heads of histories with LANES_SIZE commits, and widths of the page.
LANES = [1, 8, 64, 300]
LANES_SIZE = 20000
WIDTHS = [1000, 600, 400]

# Half a million commits, for the measurement of tasks.
MANY = 500000

# The peer reads git2json's format, the newest commit first, and draws all commits that refs lead to synchronously.
PEER = '''
import {createGitgraph} from '@gitgraph/js';
globalThis.showByPeer = (commits, container) => {
  const person = author => ({name: author, email: '', timestamp: 0});
  const graph = createGitgraph(container);
  const inner = new Set(commits.flatMap(({parent_ids}) => parent_ids[0]));
  graph.import(commits.map(({oid, parent_ids, author, message}) => ({
    hash: oid, hashAbbrev: oid, tree: '', treeAbbrev: '', parents: parent_ids.filter(Boolean), parentsAbbrev: [],
    refs: inner.has(oid) ? [] : ['tip-' + oid],
    author: person(author), committer: person(author), subject: message, body: '', notes: '', stats: []})).reverse());
};
'''

SHOW = '''async ours => {
  out.replaceChildren();
  const start = performance.now();
  await (ours ? BackendAI.Media.handle_all([['application/vnd.sorna.gitgraph', commits]], 'r', out) : showByPeer(commits, out));
  out.getBoundingClientRect();
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start; }'''

# Scrolls by one page per frame, and returns the median time between frames.
SCROLL = '''async () => {
  const list = document.querySelector('#out [role=listbox]'), times = [];
  for (let turn = 0; turn < 60; turn++) {
    const start = performance.now();
    list.scrollTop += 450;
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    times.push(performance.now() - start);
  }
  return times.sort((one, other) => one - other)[30]; }'''


# The median width of messages, except those that share their space with a branch label.
TEXTS = '''() => {
  const widths = [...document.querySelectorAll('#out [role=option]')].filter(row => !row.querySelector('b'))
    .map(row => row.querySelector('span').getBoundingClientRect().width);
  return widths.sort((one, other) => one - other)[widths.length >> 1]; }'''

# Generates a history in the page, since it is large: many heads that branch and merge.
GROW = '''size => {
  const heads = [], chance = (seed => most => (seed = (seed * 1103515245 + 12345) % 2147483648) % most)(1);
  globalThis.commits = Array.from({length: size}, (_, number) => {
    const oid = (number * 2654435761 % 4294967296).toString(16).padStart(8, '0') + number.toString(16);
    let parents = [''];
    if (!heads.length || heads.length < 64 && !chance(10)) {
      if (heads.length) parents = [heads[chance(heads.length)]];
      heads.push(oid);
    } else {
      const head = chance(heads.length);
      parents = [heads[head]];
      heads[head] = oid;
      if (!chance(5) && heads.length > 1) {
        const other = (head + 1 + chance(heads.length - 1)) % heads.length;
        parents.push(heads[other]);
        if (chance(3)) heads.splice(other, 1);
      }
    }
    return {oid, parent_ids: parents, author: 'Ada Lovelace', message: 'Commit ' + number, branch: null, parent_branches: [null]};
  }); }'''


def run(bench: Bench):
    yield _lanes(bench)
    yield _tasks(bench)
    script = bench.script('gitgraph_peer', PEER)
    table = Table('A history, from its data to the next frame (the chunk is there)', 'ms')
    scrolls = Table('Scrolling it, from one frame to the next at 450 pixels a frame', 'ms')
    for size in SIZES:
        page = bench.page(scripts=(script,))
        page.evaluate('commits => { globalThis.commits = commits }', made(size, size))
        page.evaluate(SHOW, True)
        ours = statistics.median(page.evaluate(SHOW, True) for _ in range(5))
        table.add(f'{size:,} commits', ours)
        if size <= LAST_OF_PEER:
            table.add(f'{size:,} commits, @gitgraph/js', page.evaluate(SHOW, False), ours)
        page.evaluate(SHOW, True)
        scrolls.add(f'{size:,} commits', page.evaluate(SCROLL))
        page.context.close()
    yield table
    yield scrolls


def _lanes(bench: Bench) -> Table:
    """Times and widths by the number of lanes."""
    table = Table(f'Histories by their lanes: {LANES_SIZE:,} commits, and this repository', 'ms')
    remarks = []
    histories = {f'{heads} heads': made(heads, LANES_SIZE, heads) for heads in LANES}
    histories['this repository'] = exported(bench.root)[1]
    page = bench.page()
    for name, commits in histories.items():
        if not commits:
            continue
        page.evaluate('commits => { globalThis.commits = commits }', commits)
        widths = []
        for width in WIDTHS:
            page.set_viewport_size({'width': width, 'height': 700})
            page.evaluate(SHOW, True)
            page.evaluate("document.querySelector('#out [role=listbox]').scrollTop = 5000")
            page.wait_for_timeout(100)
            widths.append(f'{page.evaluate(TEXTS):.0f} of {width} px')
        page.set_viewport_size({'width': 1000, 'height': 700})
        page.evaluate(SHOW, True)
        table.add(f'{name}, from its data to the next frame', bench.median(page, SHOW, True, times=3))
        table.add(f'{name}, a frame of scrolling', page.evaluate(SCROLL))
        remarks.append(f'{name}: {", ".join(widths)}')
    page.context.close()
    table.remark = 'width of messages: ' + '; '.join(remarks)
    return table


def _tasks(bench: Bench) -> Table:
    table = Table(f'{MANY:,} commits of up to 64 heads: processor time of the page', 'ms')
    page = bench.page()
    page.evaluate(GROW, MANY)
    devtools = page.context.new_cdp_session(page)

    def heap() -> float:
        devtools.send('HeapProfiler.collectGarbage')
        return devtools.send('Runtime.getHeapUsage')['usedSize']

    before = heap()
    longest, total = bench.tasks(page, SHOW, True)
    table.add('to show them, the longest task', longest)
    table.add('to show them, all tasks', total)
    table.remark = f'{(heap() - before) / MANY:.0f} bytes of memory a commit, beyond the data'
    longest, total = bench.tasks(page, SCROLL)
    table.add('60 frames of scrolling, the longest task', longest)
    table.add('60 frames of scrolling, all tasks', total)
    page.context.close()
    return table
