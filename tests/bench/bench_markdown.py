"""Markdown and formulas, compared with only marked and KaTeX: a complete text, a streamed text, 200 formulas."""

from __future__ import annotations

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
    table = Table('200 formulas', 'ms')
    by_katex, ours = bench.median(page, FORMULAS, [formulas, False]), bench.median(page, FORMULAS, [formulas, True])
    table.add('katex.render', by_katex)
    table.add('handle_all', ours, by_katex)
    yield table
    longest, once = bench.tasks(page, WRITTEN, [text, 1])
    table = Table(f'A text of {len(text):,} characters in 2,000 updates, 5 ms apart: processor time of the page', 'ms')
    table.add('in one update', once)
    longest, written = bench.tasks(page, WRITTEN, [text, 2000])
    table.add('in 2,000 updates', written, once)
    table.add('of these, the longest task', longest)
    yield table
