"""Tables, to the first rows and to all rows, compared with Tabulator, innerHTML and hand-written inert parsing."""

from __future__ import annotations

import statistics

from tests.bench.harness import Bench, Table

PEER = '''
import {tableFromArrays, tableToIPC} from '@uwdata/flechette';
import {TabulatorFull} from 'tabulator-tables';
globalThis.showByPeer = (markup, container) => new Promise(done => {
  const parsed = document.createElement('template');
  parsed.innerHTML = markup;
  const [head, ...rows] = parsed.content.querySelectorAll('tr');
  const columns = [...head.cells].map((cell, index) => ({title: cell.textContent, field: `c${index}`}));
  const data = rows.map(row => Object.fromEntries([...row.cells].map((cell, index) => [`c${index}`, cell.textContent])));
  const place = document.createElement('div');
  container.append(place);
  new TabulatorFull(place, {data, columns, height: 540}).on('tableBuilt', done);
});
globalThis.showByInnerHTML = (markup, container) => { container.innerHTML = markup; };
globalThis.showByHand = (markup, container) => {
  const inert = document.implementation.createHTMLDocument('');
  inert.body.innerHTML = markup;
  const table = document.createElement('table');
  for (const row of [...inert.querySelectorAll('tr')].slice(0, 61)) {
    const line = document.createElement('tr');
    for (const cell of row.cells) {
      const copy = document.createElement(cell.localName);
      copy.textContent = cell.textContent;
      line.append(copy);
    }
    table.append(line);
  }
  container.append(table);
};
globalThis.frame = (rows, columns) => {
  const parts = ['<table border="1" class="dataframe">\\n  <thead>\\n    <tr style="text-align: right;">\\n      <th></th>\\n'];
  for (let column = 0; column < columns; column++) parts.push(`      <th>${column}</th>\\n`);
  parts.push('    </tr>\\n  </thead>\\n  <tbody>\\n');
  for (let row = 0; row < rows; row++) {
    parts.push(`    <tr>\\n      <th>${row}</th>\\n`);
    for (let column = 0; column < columns; column++) parts.push(`      <td>${Math.sin(row * 31 + column).toFixed(6)}</td>\\n`);
    parts.push('    </tr>\\n');
  }
  return parts.join('') + '  </tbody>\\n</table>';
};
globalThis.csv = rows => {
  const parts = ['id,name,value,when\\n'];
  for (let row = 0; row < rows; row++) parts.push(`${row},name ${row * 7919 % 100003},${Math.sin(row).toFixed(6)},2026-01-${String(1 + row % 28).padStart(2, '0')} 10:00:00\\n`);
  return parts.join('');
};
globalThis.arrow = rows => {
  const columns = {id: new Int32Array(rows), name: [], value: new Float64Array(rows)};
  for (let row = 0; row < rows; row++) {
    columns.id[row] = row;
    columns.name.push(`name ${row * 7919 % 100003}`);
    columns.value[row] = Math.sin(row);
  }
  return tableToIPC(tableFromArrays(columns), {format: 'stream'});
};
'''

PAINT = '''async how => {
  out.replaceChildren();
  const start = performance.now();
  if (how === 'ours') await BackendAI.Media.handle_all([['text/html', markup]], 'r', out);
  else await globalThis[how](markup, out);
  out.getBoundingClientRect();
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start; }'''

# The times until the first rows are shown, and until all are read.
READ = '''async ([mime, name, status]) => {
  out.replaceChildren();
  const data = globalThis[name];
  const start = performance.now();
  await BackendAI.Media.handle_all([[mime, data]], 'r', out);
  while (!document.querySelector('.backendai-table .head + * [role=row]')) await new Promise(requestAnimationFrame);
  const first = performance.now() - start;
  while (!document.querySelector('.backendai-table [role=status]').textContent.startsWith(status)) await new Promise(done => setTimeout(done, 5));
  return [first, performance.now() - start]; }'''

SORT = '''async column => {
  const start = performance.now();
  const name = () => [...document.querySelectorAll('.backendai-table .name')].at(column);
  name().click();
  // The tools are loaded with the first click.
  while (name().ariaSort !== 'ascending' || document.querySelector('.backendai-table [role=status]').textContent.startsWith('Sorting')) {
    await new Promise(done => setTimeout(done, 5));
  }
  return performance.now() - start; }'''


def run(bench: Bench):
    script = bench.script('table_peer', PEER)
    page = bench.page(scripts=(script,))
    page.evaluate('globalThis.markup = frame(5000, 12); 0')
    table = Table('5,000 × 12 cells of pandas HTML, to paint (chunks are there)', 'ms')
    times = {how: [] for how in ('showByHand', 'ours', 'showByPeer', 'showByInnerHTML')}
    for turn in range(4):
        for how in times:
            time = page.evaluate(PAINT, how)
            if turn > 0:
                times[how].append(time)
    base = statistics.median(times['showByHand'])
    table.add('inert parse, 60 rows by hand', base)
    table.add('ours', statistics.median(times['ours']), base)
    table.add('Tabulator', statistics.median(times['showByPeer']), base)
    table.add('innerHTML', statistics.median(times['showByInnerHTML']), base)
    yield table
    page.context.close()

    for title, mime, make, status in [
        ('100,000 × 20 cells of pandas HTML', 'text/html', 'frame(100000, 20)', '100,000 rows'),
        ('1,000,000 rows of CSV', 'text/csv', 'csv(1000000)', '1,000,000 rows'),
        ('1,000,000 rows of Arrow', 'application/vnd.apache.arrow.stream', 'arrow(1000000)', '1,000,000 rows'),
    ]:
        page = bench.page(scripts=(script,))
        page.evaluate(f'globalThis.data = {make}; globalThis.small = {make.replace("000000", "").replace("100000", "9")}; 0')
        page.evaluate(READ, [mime, 'small', ''])
        size = page.evaluate('data.length')
        first, whole = page.evaluate(READ, [mime, 'data', status])
        table = Table(f'{title}, {size / 1e6:.0f} MB', 'ms', remark='tasks are in processor time')
        table.add('first rows', first)
        table.add('all rows', whole)
        longest, total = bench.tasks(page, READ, [mime, 'data', status])
        table.add('longest task of reading', longest)
        table.add('all tasks of reading', total)
        session = page.context.new_cdp_session(page)
        session.send('HeapProfiler.collectGarbage')
        used = session.send('Runtime.getHeapUsage')['usedSize']
        for column, what in [(1, 'second column'), (-1, 'last column')]:
            longest, total = bench.tasks(page, SORT, column)
            table.add(f'longest task of sorting by the {what}', longest)
            table.add(f'all tasks of sorting by the {what}', total)
        yield table
        table = Table(f'{title}: memory', 'MB')
        table.add('the data', size / 1e6)
        table.add('the page with its data', used / 1e6, size / 1e6)
        yield table
        page.context.close()
