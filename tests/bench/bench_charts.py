"""Vega-Lite charts, compared with Vega itself, with its interpreter and with eval: the first one, and 50,000 points."""

from __future__ import annotations

from tests.bench.harness import Bench, Table

ALONE = '''
import {parse, View} from 'vega';
import {compile} from 'vega-lite';
import {expressionInterpreter} from 'vega-interpreter';
globalThis.vegaAlone = async (spec, place, ast) => {
  const options = {renderer: 'canvas', container: place, ...(ast ? {expr: expressionInterpreter} : {})};
  await new View(parse(compile(spec).spec, null, {ast}), options).runAsync();
};
'''

SHOW = '''async ([points, how]) => {
  const place = document.createElement('div');
  out.replaceChildren(place);
  const values = Array.from({length: points}, (_, index) => ({x: index % 251, y: Math.sin(index), kind: 'abc'[index % 3]}));
  const spec = {data: {values}, mark: 'point', encoding: {x: {field: 'x', type: 'quantitative'},
    y: {field: 'y', type: 'quantitative'}, color: {field: 'kind', type: 'nominal'}}};
  const start = performance.now();
  if (how === 'ours') await BackendAI.Media.handle_all([['application/vnd.vegalite+json', spec]], 'r', place);
  else await vegaAlone(spec, place, how === 'interpreter');
  return performance.now() - start; }'''


def run(bench: Bench):
    alone = bench.script('alone', ALONE)
    for points, times in ((100, 7), (50000, 3)):
        page = bench.page(scripts=(alone,))
        table = Table(f'A chart of {points:,} points', 'ms')
        interpreted = bench.median(page, SHOW, [points, 'interpreter'], times)
        table.add('Vega and vega-interpreter', interpreted)
        table.add('Vega and eval', bench.median(page, SHOW, [points, 'eval'], times), interpreted)
        table.add('handle_all', bench.median(page, SHOW, [points, 'ours'], times), interpreted)
        yield table
    page = bench.page(scripts=(alone,))
    table = Table('50,000 points: the longest task, in processor time', 'ms')
    longest = {}
    for how in ('interpreter', 'eval', 'ours'):
        longest[how], _ = bench.tasks(page, SHOW, [50000, how])
    table.add('Vega and vega-interpreter', longest['interpreter'])
    table.add('Vega and eval', longest['eval'], longest['interpreter'])
    table.add('handle_all', longest['ours'], longest['interpreter'])
    yield table
