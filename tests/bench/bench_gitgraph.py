"""Git graphs, from the data to the first picture and along a scroll, beside @gitgraph/js, which draws each commit."""

from __future__ import annotations

import statistics

from tests.bench.harness import Bench, Table
from tests.support.git_histories import made

# Numbers of commits: ours, and up to where the peer answers within seconds.
SIZES = [500, 2000, 5000, 20000, 200000]
LAST_OF_PEER = 5000

# The peer reads what git2json writes, the newest commit first, and draws it at once, as long as refs lead to all of it.
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

# Scrolls by a page a frame; the median time from one frame to the next.
SCROLL = '''async () => {
  const list = document.querySelector('#out [role=listbox]'), times = [];
  for (let turn = 0; turn < 60; turn++) {
    const start = performance.now();
    list.scrollTop += 450;
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    times.push(performance.now() - start);
  }
  return times.sort((one, other) => one - other)[30]; }'''


def run(bench: Bench):
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
