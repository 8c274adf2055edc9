"""Jupyter messages in a console: the duration of tasks during floods of displays and updates.

The longest task is in processor time, without other load on the machine. The page's own count of tasks over 50 ms, by a
PerformanceObserver, uses wall-clock time, and is larger on a busy machine.
"""

from __future__ import annotations

from tests.bench.harness import SETTLED, Bench, Table

TOOLS = '''
globalThis.begin = () => {
  globalThis.made?.dispose();
  globalThis.place = document.createElement('div');
  out.replaceChildren(place);
  globalThis.made = new BackendAI.Console('r', place);
  made.append(message('stream', {name: 'stdout', text: 'begin\\n'}));
};
globalThis.message = (msg_type, content) => ({header: {msg_type}, content});
globalThis.svg = number => `<svg xmlns="http://www.w3.org/2000/svg" width="${20 + number % 40}" height="10"><rect width="9" height="9"/></svg>`;
'''

FLOODS = {
    '20,000 displays of text': '''for (let number = 0; number < 20000; number++)
        made.append(message('display_data', {data: {'text/plain': `result ${number}`}}));''',
    '2,000 displays of HTML': '''for (let number = 0; number < 2000; number++)
        made.append(message('display_data', {data: {'text/html': `<b>result ${number}</b>`, 'text/plain': 'x'}}));''',
    '10,000 updates of a display in a second': '''made.append(message('display_data', {data: {'text/html': '<b>0</b>'}, transient: {display_id: 'd'}}));
      const start = performance.now();
      for (let number = 1; number <= 10000; number++) {
        made.append(message('update_display_data', {data: {'text/html': `<b>${number}</b>`}, transient: {display_id: 'd'}}));
        if (number % 100 === 0) await new Promise(done => setTimeout(done, Math.max(0, start + number / 10 - performance.now())));
      }''',
    '500 pictures, each in place of the last': '''for (let number = 0; number < 500; number++) {
        made.append(message('clear_output', {wait: true}));
        made.append(message('display_data', {data: {'image/svg+xml': svg(number)}}));
        await new Promise(done => setTimeout(done, 5));
      }''',
}


def run(bench: Bench):
    table = Table('Floods of messages', 'ms', remark='No task may take longer than 50 ms.')
    seen = Table('Tasks that the page itself saw take over 50 ms', '')
    for what, flood in FLOODS.items():
        page = bench.page()
        page.evaluate('BackendAI.loadConsole()')
        page.evaluate(f'() => {{{SETTLED}{TOOLS}}}')
        page.evaluate('''async () => { begin(); made.append(message('display_data', {data: {'text/html': '<b>warm</b>', 'image/svg+xml': svg(1)}}));
            made.append(message('display_data', {data: {'image/svg+xml': svg(1)}})); await settled(); begin(); await settled(); }''')
        page.evaluate('''() => { globalThis.long = [];
            new PerformanceObserver(list => long.push(...list.getEntries())).observe({type: 'longtask'}); }''')
        longest, spent = bench.tasks(page, f'async () => {{{flood} await settled(); }}')
        table.add(f'{what}: longest task', longest)
        table.add(f'{what}: all tasks', spent)
        seen.add(what, page.evaluate('long.length'))
        page.context.close()
    yield table
    yield seen
