"""Markdown and formulas, compared with only marked and KaTeX: a complete text, a streamed text, 200 formulas."""

from __future__ import annotations

import statistics

from tests.bench.harness import Bench, Table

ALONE = '''
import {marked} from 'marked';
import katex from 'katex';
globalThis.markedAlone = (text, place) => { place.innerHTML = marked(text); };
globalThis.katexAlone = (formulas, place) => { for (const formula of formulas) { const span = document.createElement('span'); katex.render(formula, span, {throwOnError: false}); place.append(span); } };
'''

WHOLE = '''async ([text, ours]) => {
  const place = document.createElement('div');
  out.replaceChildren(place);
  const start = performance.now();
  if (ours) await BackendAI.Media.handle_all([['text/markdown', text]], 'r', place);
  else markedAlone(text, place);
  place.getBoundingClientRect();
  return performance.now() - start; }'''

FORMULAS = '''async ([formulas, ours]) => {
  const place = document.createElement('div');
  out.replaceChildren(place);
  const start = performance.now();
  if (ours) await BackendAI.Media.handle_all([['text/latex', formulas.map(each => `$${each}$`).join(' ')]], 'r', place);
  else katexAlone(formulas, place);
  place.getBoundingClientRect();
  return performance.now() - start; }'''

WRITTEN = '''async ([text, updates]) => {
  const place = document.createElement('div');
  out.replaceChildren(place);
  let last;
  for (let index = 1; index <= updates; index++) {
    last = BackendAI.Media.handle_all([['text/markdown', text.slice(0, text.length * index / updates)]], 'r', place);
    await new Promise(done => setTimeout(done, 5));
  }
  await last; }'''

# The same loop, without showing anything, and with the text as it is in a <pre>, ten times a second.
SENT = '''async ([text, updates, shown]) => {
  const place = document.createElement('pre');
  place.style.whiteSpace = 'pre-wrap';
  out.replaceChildren(place);
  let time = 0;
  for (let index = 1; index <= updates; index++) {
    const part = text.slice(0, text.length * index / updates);
    if (shown && performance.now() - time > 100) { place.textContent = part; time = performance.now(); }
    await new Promise(done => setTimeout(done, 5));
  } }'''


def answer(parts: int) -> str:
    """A text as a language model writes it."""
    return ''.join(f'''## Part {index}

Some *words* about `x_{index}` with **weight**, and a [link](https://example.com/{index}) to follow.

- first
- second with `code`

| name | value |
|------|-------|
| a | {index} |

''' for index in range(parts))


def run(bench: Bench):
    alone = bench.script('alone', ALONE)
    page = bench.page(scripts=(alone,))
    text = answer(150)
    table = Table(f'A text of {len(text):,} characters, at once', 'ms')
    by_marked, ours = bench.median(page, WHOLE, [text, False]), bench.median(page, WHOLE, [text, True])
    table.add('marked and innerHTML', by_marked)
    table.add('handle_all', ours, by_marked)
    yield table
    formulas = [rf'\frac{{x_{{{index}}}^2}}{{1 + y}} = \sum_{{i=0}}^{{{index}}} a_i' for index in range(200)]
    table = Table('200 formulas: processor time of the page', 'ms')
    for ours in (False, True):
        bench.tasks(page, FORMULAS, [formulas, ours])  # loads what is needed
    by_katex = statistics.median(bench.tasks(page, FORMULAS, [formulas, False])[1] for _ in range(5))
    by_us = statistics.median(bench.tasks(page, FORMULAS, [formulas, True])[1] for _ in range(5))
    table.add('katex.render', by_katex)
    table.add('handle_all', by_us, by_katex)
    table.remark = f'{by_us - by_katex:,.0f} ms more'
    yield table
    idle = bench.tasks(page, SENT, [text, 2000, False])[1]
    longest, once = bench.tasks(page, WRITTEN, [text, 1])
    table = Table(f'A text of {len(text):,} characters in 2,000 updates, 5 ms apart: processor time of the page, '
                  'without that of the loop', 'ms')
    table.add('in one update', once)
    longest, written = bench.tasks(page, WRITTEN, [text, 2000])
    table.add('in 2,000 updates', written - idle, once)
    table.add('of these, the longest task', longest)
    table.add('as plain text, 10 times a second', bench.tasks(page, SENT, [text, 2000, True])[1] - idle, once)
    yield table
