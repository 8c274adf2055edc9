"""500 widgets on one page: the time to draw and update them, and the memory that remains after they are closed.

The longest task is in processor time, without other load on the machine.
"""

from __future__ import annotations

from tests.bench.harness import SETTLED, Bench, Table

TOOLS = '''
globalThis.message = (msg_type, content) => ({msg_type, parent_header: {msg_id: 'run'}, content});
globalThis.opened = (comm_id, name, state) => message('comm_open', {comm_id, target_name: 'jupyter.widget',
  data: {state: {_model_name: name + 'Model', ...state}, buffer_paths: []}});
globalThis.changed = (comm_id, state) => message('comm_msg', {comm_id, data: {method: 'update', state, buffer_paths: []}});
globalThis.shown = model_id => message('display_data', {data: {'application/vnd.jupyter.widget-view+json': {model_id}}});
globalThis.numbers = Array.from({length: 500}, (_, number) => number);
globalThis.feed = messages => messages.forEach(each => made.append(each));
globalThis.open = () => feed([
  ...numbers.flatMap(number => [opened('l' + number, 'Layout', {width: '400px'}), opened('y' + number, 'SliderStyle', {handle_color: 'red'}),
    opened('s' + number, 'IntSlider', {value: number % 100, min: 0, max: 100, description: 'n ' + number, layout: 'IPY_MODEL_l' + number, style: 'IPY_MODEL_y' + number})]),
  opened('all', 'VBox', {children: numbers.map(number => 'IPY_MODEL_s' + number)}), shown('all')]);
globalThis.close = () => feed(['all', ...numbers.flatMap(number => ['s' + number, 'y' + number, 'l' + number])].map(
  comm_id => message('comm_close', {comm_id, data: {}})));
'''


def run(bench: Bench):
    page = bench.page()
    page.evaluate('BackendAI.loadConsole()')
    page.evaluate(f'() => {{{SETTLED}{TOOLS}}}')
    page.evaluate('''async () => { globalThis.place = document.createElement('div'); out.replaceChildren(place);
        globalThis.made = new BackendAI.Console('r', place, {onComm() {}}); feed([opened('w', 'IntSlider', {value: 1}), shown('w')]); await settled(); }''')
    tools = page.context.new_cdp_session(page)
    tools.send('Performance.enable')

    def heap() -> float:
        for _ in range(3):
            tools.send('HeapProfiler.collectGarbage')
        return next(each['value'] for each in tools.send('Performance.getMetrics')['metrics'] if each['name'] == 'JSHeapUsedSize')

    table = Table('500 sliders in one box', 'ms', remark='No task may take longer than 200 ms.')
    memory = Table('Memory for 500 sliders', 'kB')
    before = heap()
    longest, spent = bench.tasks(page, 'async () => { open(); await settled(); }')
    table.add('drawing: longest task', longest)
    table.add('drawing: all tasks', spent)
    memory.add('open', (heap() - before) / 1000)
    longest, spent = bench.tasks(page, '''async () => { feed(numbers.map(number => changed('s' + number, {value: 5}))); await settled(); }''')
    table.add('500 updates: longest task', longest)
    table.add('500 updates: all tasks', spent)
    longest, spent = bench.tasks(page, 'async () => { close(); await settled(); }')
    table.add('closing: longest task', longest)
    memory.add('after they are closed', (heap() - before) / 1000)
    return [table, memory]
