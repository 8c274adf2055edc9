"""Jupyter messages in consoles: the content of the page after each, as Jupyter's protocol specifies."""

from __future__ import annotations

import json
import random

import pytest

from tests.support import jupyter
from tests.support.jupyter import clear, display, error, message, png, status, stream, update

pytestmark = pytest.mark.slow

SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 2 2'><rect width='2' height='2'/></svg>"


@pytest.fixture
def page(visit):
    page = visit.open()
    page.add_script_tag(content=jupyter.TOOLS)
    return page


def make(page, name: str = 'run', **options) -> None:
    page.evaluate('([name, options]) => make(name, options)', [name, options])


def feed(page, *messages, name: str = 'run') -> list[str]:
    """The content of a console after these messages."""
    page.evaluate('([name, messages]) => feed(name, messages)', [name, list(messages)])
    return seen(page, name)


def seen(page, name: str = 'run') -> list[str]:
    return page.evaluate('name => seen(name)', name)


def html(text: str) -> dict:
    return {'text/html': f'<b>{text}</b>', 'text/plain': f'plain {text}'}


# Each kind of message


@pytest.mark.parametrize('given, expected', [
    ([stream('a\n'), stream(['b', 'c\n']), stream('bad', 'stderr'), stream('d')], ['a', 'bc', 'bad', 'd']),
    ([stream('50%'), stream('\r100%\n')], ['100%']),
    ([stream('going on'), display({'text/plain': '42'}, msg_type='execute_result'), stream('end')], ['going on', '42', 'end']),
    ([display({'text/plain': ['line 1\n', 'line 2']})], ['line 1', 'line 2']),
    ([display({'text/plain': '1\x1b[31m'}), display({'text/plain': '2'})], ['1', '2']),
    ([display({'image/png': png(30), 'text/plain': '<Figure>'})], ['<30 x 8>']),
    ([display({'image/png': png(30)}, {'image/png': {'width': 15}})], ['<15 x 4>']),
    ([display({'image/png': png(30)}, {'width': 60})], ['<60 x 16>']),
    ([display(html('x'))], ['x']),
    ([display({'text/html': ['<b>lines', ' joined</b>']})], ['lines joined']),
    ([display({'application/vnd.unknown': 'a'})], ['application/vnd.unknown cannot be shown here.']),
    ([display({'a/b': 1, 'c/d': 2})], ['a/b, c/d cannot be shown here.']),
    ([display({}), display({'text/plain': 'shown'})], ['shown']),
    ([message('input_request', {'prompt': 'Name: ', 'password': False})], ['Name: The program waits for input.']),
    ([message('execute_reply', {'status': 'ok', 'payload': [{'source': 'page', 'data': {'text/plain': 'help of it'}, 'start': 0}]})], ['help of it']),
    ([message('execute_reply', {'status': 'ok', 'payload': [{'source': 'set_next_input', 'text': 'x = 1', 'replace': False}]})],
     ['The kernel suggests this as the next input:', 'x = 1']),
    ([message('execute_reply', {'status': 'ok', 'payload': [{'source': 'ask_exit', 'keepkernel': False}]})], ['The kernel exits.']),
    ([message('execute_reply', {'status': 'aborted'})], ['Not run, because an earlier run failed.']),
    ([message('x_invented', {'some': 'thing'})], ['A message of the type x_invented cannot be shown.']),
    ([status('dead')], ['The kernel died.']),
    ([status('busy'), message('execute_input', {'code': '1', 'execution_count': 1}), status('idle'), message('kernel_info_reply', {}),
      message('execute_reply', {'status': 'ok'})], []),
    ([error('ValueError', 'bad', [])], ['ValueError: bad']),
    ([[['media', {'data': html('of a record')}], ['media', {'data': {'x/y': 1}}]]], ['of a record', 'x/y cannot be shown here.']),
    ([{'output_type': 'stream', 'name': 'stdout', 'text': ['of a ', 'notebook']}], ['of a notebook']),
    ([[stream('in a list\n'), stream('of messages')]], ['in a list', 'of messages']),
])
def test_each_message_ends_in_what_a_person_sees(page, given, expected):
    make(page)
    feed(page, *given)
    if message('input_request', {})['header']['msg_type'] in json.dumps(given):
        page.wait_for_selector('.media-note')
    assert seen(page) == expected


def test_what_is_no_message_costs_only_itself(page, visit):
    make(page)
    odd = [{'msg_type': kind, 'content': content} for kind in ('stream', 'display_data', 'update_display_data', 'clear_output', 'error', 'status',
           'input_request', 'execute_reply', 'comm_open', 'comm_msg', 'comm_close') for content in (None, 5, 'x', [], {}, {
               'text': {'toString': 1}, 'data': {'text/plain': {'toString': 1}}, 'traceback': {'a': 1}, 'ename': {'toString': 1}, 'payload': 7,
               'prompt': [[]], 'transient': 5, 'metadata': 'x', 'comm_id': {}, 'data ': None})]
    shown = feed(page, stream('first\n'), *odd, {'header': {'msg_type': 5}}, {'header': 'x', 'msg_type': 'stream', 'content': {'text': 'last'}})
    assert any('last' in row for row in shown)


EVIL = '<img src=x onerror="top.__pwn=1"><script>top.__pwn=1</script>\x1b]8;;javascript:top.__pwn=1\x07link\x1b]8;;\x07'


def test_hostile_messages_run_nothing_and_change_nothing(page, visit):
    page.evaluate('globalThis.make("run", {onInput() {}})')
    before = page.evaluate('[Object.keys(window).filter(name => !/^\\d+$/.test(name)).join(), Object.getOwnPropertyNames(Object.prototype).join()]')
    feed(page, error(EVIL, EVIL, [EVIL, EVIL]), message('x' + EVIL, {}), display({EVIL: EVIL}), display({'text/html': EVIL, 'image/svg+xml': EVIL}),
         display({'text/plain': EVIL}), display(html(EVIL), display_id='__proto__'), update({'text/html': EVIL}, '__proto__'), stream(EVIL),
         message('execute_reply', {'payload': [{'source': EVIL}, {'source': 'page', 'data': {EVIL: 1}}, {'source': 'set_next_input', 'text': EVIL}]}),
         message('comm_open', {'comm_id': '__proto__', 'target_name': EVIL, 'data': {'state': {'a': {}}, 'buffer_paths': [
             ['__proto__', 'polluted'], ['constructor', 'prototype', 'polluted'], ['a', '__proto__', 'polluted'], [], 5]}}, buffers=['x', 'x', 'x', 'x', 'x']),
         message('comm_msg', {'comm_id': '__proto__', 'data': {'method': 'update', 'state': json.loads('{"__proto__": {"polluted": 1}}')}}),
         message('input_request', {'prompt': EVIL, 'password': EVIL}))
    page.wait_for_selector('form.backendai-prompt')
    assert page.evaluate('({}).polluted ?? Object.prototype.polluted ?? null') is None
    page.evaluate('document.querySelectorAll("#run a, #run button").forEach(element => element.click())')
    page.wait_for_timeout(300)
    assert page.evaluate('window.__pwn ?? null') is None
    assert page.evaluate('[Object.keys(window).filter(name => !/^\\d+$/.test(name)).join(), Object.getOwnPropertyNames(Object.prototype).join()]') == before
    assert page.locator('#run [src="x"], #run [href^=javascript], #run script').count() == 0


# Displays with an id


def test_an_empty_display_shows_nothing(page):
    """HoloViews sends one with the id of a display."""
    make(page)
    assert feed(page, display({}), display({}, display_id='empty'), stream('text\n')) == ['text']


def test_updates_reach_every_display_of_an_id_in_all_consoles_of_a_kernel(page):
    for name, kernel in (('one', 'k'), ('two', 'k'), ('other', 'another')):
        make(page, name, kernel=kernel)
    feed(page, display({'text/plain': 'first'}, display_id='same'), stream('between\n'), name='one')
    assert feed(page, display({'text/plain': 'second'}, display_id='same'), name='two') == ['second']
    # A second display with the same id is shown, and also updates the first.
    assert seen(page, 'one') == ['second', 'between']
    feed(page, display({'text/plain': 'mine'}, display_id='same'), name='other')
    feed(page, update(html('third'), 'same'), name='two')
    assert [seen(page, name) for name in ('one', 'two', 'other')] == [['third', 'between'], ['third'], ['mine']]
    feed(page, update({'text/plain': 'x'}, 'unknown'), update({'text/plain': 'x'}, ''), name='one')
    assert seen(page, 'one') == ['third', 'between']


def test_an_update_changes_type_and_metadata(page):
    make(page)
    assert feed(page, display({'image/svg+xml': SVG}, {'image/svg+xml': {'width': 20}}, display_id='d')) == ['<20 x 20>']
    assert feed(page, update({'image/svg+xml': SVG}, 'd', {'image/svg+xml': {'width': 60}})) == ['<60 x 60>']
    for data, shown in ((html('now HTML'), ['now HTML']), ({'text/plain': 'now text'}, ['now text']), ({'image/png': png(5)}, ['<5 x 8>']),
                        ({'x/unknown': 1}, ['x/unknown cannot be shown here.']), (html('again'), ['again'])):
        assert feed(page, update(data, 'd')) == shown
    assert page.locator('#run .media-item').count() == 1


def test_ten_thousand_updates_are_joined_to_what_can_be_seen(page):
    make(page)
    feed(page, display(html('0'), display_id='d'))
    changes = page.evaluate('''async () => {
        let changes = 0;
        const slot = document.querySelector('#run .media-item');
        new MutationObserver(records => { changes += records.filter(record => record.addedNodes.length).length; }).observe(slot, {childList: true});
        for (let number = 1; number <= 10000; number++) {
          consoles.run.append({msg_type: 'update_display_data', content: {data: {'text/html': `<b>${number}</b>`}, transient: {display_id: 'd'}}});
          if (number % 100 === 0) await new Promise(done => setTimeout(done, 1));
        }
        await settled();
        return changes; }''')
    assert seen(page) == ['10000']
    assert 0 < changes < 500


# Clearing


def test_clear_output_at_once_or_with_what_comes_next(page):
    make(page)
    assert feed(page, stream('a\n'), display(html('b'))) == ['a', 'b']
    assert feed(page, clear(True)) == ['a', 'b']
    assert feed(page, status('idle')) == ['a', 'b'], 'the end of a run clears nothing'
    assert feed(page, stream('c\n')) == ['c']
    assert feed(page, clear(True), display(html('d'))) == ['d']
    assert feed(page, clear(False)) == []
    assert feed(page, stream('e\n'), clear(True), clear(False), stream('f\n')) == ['f']


def test_an_update_does_not_carry_out_a_waiting_clear(page):
    make(page)
    feed(page, display(html('a'), display_id='d'), clear(True))
    assert feed(page, update(html('b'), 'd')) == ['b']
    assert feed(page, stream('c')) == ['c']
    assert feed(page, update(html('gone'), 'd')) == ['c'], 'a display that was cleared is not updated'


def test_a_loop_of_clear_and_show_ends_in_the_last_and_nothing_jumps(page):
    make(page)
    page.evaluate('document.getElementById("out").insertAdjacentHTML("beforeend", "<p id=below>below</p>")')
    feed(page, stream('frame 0\n'), display({'image/png': png(40, 200)}), display({'image/png': png(41, 30)}))
    tops = page.evaluate('''async images => {
        const tops = [];
        const look = () => { tops.push(document.getElementById('below').getBoundingClientRect().top); globalThis.looking = requestAnimationFrame(look); };
        look();
        for (const [number, image] of images.entries()) {
          consoles.run.append({msg_type: 'clear_output', content: {wait: number % 2 === 0}});
          await frames(2);
          consoles.run.append({msg_type: 'stream', content: {name: 'stdout', text: `frame ${number + 1}\\n`}});
          await frames(1);
          consoles.run.append({msg_type: 'display_data', content: {data: {'image/png': image}}});
          await frames(1);
          consoles.run.append({msg_type: 'display_data', content: {data: {'image/png': image}}});
          await frames(3);
        }
        await settled();
        cancelAnimationFrame(looking);
        return tops; }''', [png(40, 200), png(44, 200), png(48, 200), png(52, 200)])
    assert seen(page) == ['frame 4', '<52 x 200>', '<52 x 200>']
    assert min(tops) >= tops[0] - 1


def test_pictures_of_a_loop_are_replaced_in_place(page):
    """There is always a picture on the page between two pictures of an animation."""
    make(page)
    feed(page, display({'image/png': png(40, 100)}))
    counts = page.evaluate('''async images => {
        const counts = [];
        const look = () => { counts.push(document.querySelectorAll('#run img').length); globalThis.looking = requestAnimationFrame(look); };
        look();
        for (const image of images) {
          consoles.run.append({msg_type: 'clear_output', content: {wait: true}});
          consoles.run.append({msg_type: 'display_data', content: {data: {'image/png': image}}});
          await frames(4);
        }
        await settled();
        cancelAnimationFrame(looking);
        return counts; }''', [png(40 + number, 100) for number in range(12)])
    assert set(counts) == {1}
    assert seen(page) == ['<51 x 100>']


def test_fewer_pictures_after_clearing_leave_none_of_the_old(page):
    make(page)
    feed(page, *(display({'image/png': png(width)}) for width in (11, 12, 13)))
    feed(page, clear(True), stream('text\n'), display({'image/png': png(21)}))
    page.wait_for_function('document.querySelectorAll("#run img").length === 1')
    assert seen(page) == ['text', '<21 x 8>']


# Runs


def test_one_stream_of_messages_for_five_runs(page):
    """Messages are interleaved, some are late, some belong to no run; each run gets its own."""
    rng = random.Random(7)
    for number in range(5):
        make(page, f'run{number}')
    page.evaluate('''async () => { await BackendAI.loadConsole(); globalThis.router = await BackendAI.Console.router(); }''')
    page.evaluate('() => Object.entries(consoles).forEach(([name, made]) => router.run(name, made))')
    queues = [[status('busy', parent=f'run{run}'), stream(f'begin {run}\n', parent=f'run{run}'), display(html(f'item {run}'), parent=f'run{run}', display_id='shared' if run == 1 else None),
               stream(f'err {run}\n', 'stderr', parent=f'run{run}'), status('idle', parent=f'run{run}'), stream(f'late {run}\n', parent=f'run{run}')]
              for run in range(5)]
    mixed = []
    while any(queues):
        mixed.append(rng.choice([queue for queue in queues if queue]).pop(0))
    mixed += [update(html('updated'), 'shared', parent='run3'), stream('of no run\n'), stream('of an unknown run\n', parent='elsewhere')]
    page.evaluate('messages => messages.forEach(message => router.append(message))', mixed)
    page.evaluate('settled()')
    for run in range(5):
        last = ['of no run', 'of an unknown run'] if run == 4 else []
        item = 'updated' if run == 1 else f'item {run}'
        assert seen(page, f'run{run}') == [f'begin {run}', item, f'err {run}', f'late {run}', *last]


def test_a_restart_ends_what_was_and_drops_what_comes_late(page):
    make(page)
    page.evaluate('async () => { globalThis.router = await BackendAI.Console.router(); router.append({header: {msg_type: "stream", session: "s1"}, content: {text: "early\\n"}}); router.run("a", consoles.run); }')

    def route(*messages) -> list[str]:
        page.evaluate('messages => messages.forEach(message => router.append(message))', list(messages))
        page.evaluate('settled()')
        return seen(page)

    assert route(status('busy', parent='a'), display(html('old'), display_id='d', parent='a')) == ['early', 'old']
    page.evaluate('router.restart()')
    assert route(stream('of the old kernel', parent='a')) == ['early', 'old', 'The kernel was restarted.']
    assert route(stream('new\n', session='s2', parent='a'), update(html('changed'), 'd', session='s2')) == ['early', 'old', 'The kernel was restarted.', 'new']
    page.evaluate('router.remove(consoles.run)')
    assert route(stream('to nobody', session='s2', parent='a'))[-1] == 'new'


def test_a_prompt_is_answered_and_withdrawn(page):
    page.evaluate('async () => { globalThis.entered = []; await make("run", {onInput: text => entered.push(text)}); }')
    feed(page, message('input_request', {'prompt': 'Name: ', 'password': False}, parent='a'))
    page.fill('.backendai-prompt input', 'A')
    assert page.get_by_role('textbox', name='Name:').input_value() == 'A'
    # The channels are not ordered: output from before the prompt, and the end of the previous run, may arrive later.
    late = [message('execute_input', {'code': ''}, parent='a'), stream('printed before\n', parent='a'), display(html('shown before'), parent='a'),
            clear(False, parent='a'), stream('after clearing\n', parent='a'), status('idle', parent='earlier')]
    assert feed(page, *late) == ['after clearing', '<prompt>']
    assert page.get_by_role('textbox', name='Name:').input_value() == 'A'
    assert feed(page, display({'image/png': png(7)}, parent='a')) == ['after clearing', '<7 x 8>', '<prompt>']
    page.fill('.backendai-prompt input', 'Ada')
    page.keyboard.press('Enter')
    assert page.evaluate('entered') == ['Ada']
    assert feed(page, stream('hello Ada\n')) == ['after clearing', '<7 x 8>', 'Name: Ada', 'hello Ada']
    feed(page, message('input_request', {'prompt': 'Password: ', 'password': True}, parent='b'))
    page.wait_for_selector('.backendai-prompt input[type=password]')
    # After an interrupt, there is no message other than the end of the run.
    assert feed(page, error('KeyboardInterrupt', 'Interrupted by user', []))[-1] == 'KeyboardInterrupt: Interrupted by user'
    assert page.locator('.backendai-prompt').count() == 0
    feed(page, message('input_request', {'prompt': 'More: ', 'password': False}, parent='c'))
    page.wait_for_selector('.backendai-prompt')
    feed(page, status('idle', parent='c'))
    assert page.locator('.backendai-prompt').count() == 0


def test_the_next_input_goes_to_the_host_that_takes_it(page):
    page.evaluate('async () => { globalThis.given = []; await make("run", {onNextInput: (text, replace) => given.push([text, replace])}); }')
    reply = message('execute_reply', {'status': 'ok', 'payload': [{'source': 'set_next_input', 'text': '%load x', 'replace': True}]})
    assert feed(page, reply) == []
    assert page.evaluate('given') == [['%load x', True]]


# Widgets' models


def test_comm_messages_are_kept_as_models(page):
    make(page, kernel='k')
    feed(page, message('comm_open', {'comm_id': 'm', 'target_name': 'jupyter.widget', 'data': {'state': {'value': 1, 'nested': {'list': [0, 0]}}, 'buffer_paths': [['data'], ['nested', 'list', 1]]}},
                       buffers=['first', 'second']))
    state = '''BackendAI.load('messages').then(chunk => chunk.shared.kernel_of({kernel: 'k'}).models.get('m')?.state)'''
    assert page.evaluate(state) == {'value': 1, 'data': 'first', 'nested': {'list': [0, 'second']}}
    page.evaluate('''BackendAI.load('messages').then(chunk => { const model = chunk.shared.kernel_of({kernel: 'k'}).models.get('m');
        globalThis.changes = []; model.listeners.push((model, change) => changes.push([change.kind, change.state ?? change.content ?? null])); model.sent.set('value', 'mine'); })''')

    def change(method: str, parent: str = '', **state) -> dict:
        return message('comm_msg', {'comm_id': 'm', 'data': {'method': method, 'state': state, 'buffer_paths': []}}, parent=parent)

    # An echo of an older message of the page would move a dragged slider back.
    feed(page, change('echo_update', 'older', value=2), change('echo_update', 'mine', value=3), change('update', value=4),
         message('comm_msg', {'comm_id': 'm', 'data': {'method': 'custom', 'content': {'event': 'x'}}}), message('comm_msg', {'comm_id': 'unknown', 'data': {}}))
    assert page.evaluate('changes') == [['update', {}], ['update', {'value': 3}], ['update', {'value': 4}], ['custom', {'event': 'x'}]]
    feed(page, message('comm_close', {'comm_id': 'm'}))
    assert page.evaluate('changes.at(-1)') == ['close', None]
    assert page.evaluate(state) is None
    assert seen(page) == []


# Errors

IPYTHON = ['\x1b[31m---------------------------------------------------------------------------\x1b[39m',
           '\x1b[31mZeroDivisionError\x1b[39m                         Traceback (most recent call last)',
           '\x1b[36mCell\x1b[39m\x1b[36m \x1b[39m\x1b[32mIn[1]\x1b[39m\x1b[32m, line 2\x1b[39m\n\x1b[32m      1\x1b[39m x = 0\n\x1b[32m----> \x1b[39m\x1b[32m2\x1b[39m \x1b[32m1\x1b[39m/x\n',
           '\x1b[31mZeroDivisionError\x1b[39m: division by zero\nwith a second line']
PLAIN = ['Traceback (most recent call last):', '  File "/srv/app.py", line 3, in run\n    return 1 / x', 'ZeroDivisionError: division by zero\nwith a second line']


@pytest.mark.parametrize('traceback', [IPYTHON, PLAIN], ids=['ansi', 'plain'])
def test_an_error_folds_and_its_name_and_message_stand_out(page, visit, traceback):
    make(page)
    shown = feed(page, stream('before\n'), error('ZeroDivisionError', 'division by zero\nwith a second line', traceback))
    assert shown[-2:] == ['ZeroDivisionError: division by zero', 'with a second line']
    weights = page.evaluate('[...document.querySelectorAll("#run .backendai-row")].map(row => [row.textContent, getComputedStyle(row).fontWeight])')
    assert [text for text, weight in weights if weight == '600'] == ['ZeroDivisionError: division by zero', 'with a second line']
    # Stack frames are colored, even if the kernel has not colored them.
    assert page.evaluate('[...document.querySelectorAll("#run .backendai-row span")].some(span => span.style.color)')
    page.click('.backendai-fold')
    page.evaluate('settled()')
    assert [row for row in seen(page) if row.strip()][-2:] == ['ZeroDivisionError: division by zero', 'with a second line']
    assert len(seen(page)) < len(shown)
    visit.context.grant_permissions(['clipboard-read', 'clipboard-write'])
    page.focus('.backendai-viewport')
    page.keyboard.press('Control+a')
    page.keyboard.press('Control+c')
    copied = page.evaluate('navigator.clipboard.readText()')
    assert '\x1b' not in copied
    assert 'ZeroDivisionError: division by zero' in copied


def test_frames_fold_one_by_one(page):
    make(page)
    frames = [f'  File "/srv/app{number}.py", line {number}, in f{number}\n    call{number}()' for number in range(3)]
    shown = feed(page, error('KeyError', "'x'", ['Traceback (most recent call last):', *frames, "KeyError: 'x'"]))
    page.wait_for_selector('.backendai-frame')
    assert page.locator('.backendai-frame').count() == 3
    page.locator('.backendai-frame[aria-label="Frame, 2 lines"]').nth(1).click()
    page.evaluate('settled()')
    assert seen(page) == [row for row in shown if row != '    call1()']
    page.locator('.backendai-fold').click()
    page.evaluate('settled()')
    assert seen(page) == ['Traceback (most recent call last):', "KeyError: 'x'"]
    page.locator('.backendai-fold').click()
    page.evaluate('settled()')
    assert seen(page) == [row for row in shown if row != '    call1()'], 'a frame stays folded'
    page.locator('.backendai-frame[aria-expanded=false]').click()
    page.evaluate('settled()')
    assert seen(page) == shown


def test_what_people_hear_is_text_and_complete(page):
    make(page)
    page.evaluate('consoles.run.viewport.element.focus()')
    feed(page, stream('\x1b[31mred\x1b[m line\n10%'), stream('\r20%'), stream('\r30%'))
    page.wait_for_function('document.querySelector(".backendai-announcer")?.textContent === "red line\\n"')
    feed(page, stream('\r100%\n'), display({'text/plain': '\x1b[1m42\x1b[m'}))
    page.wait_for_function('document.querySelector(".backendai-announcer").textContent === "100%\\n42\\n"')


def test_an_exception_group_on_stderr_folds(page):
    make(page)
    text = ('  + Exception Group Traceback (most recent call last):\n  |   File "/srv/app.py", line 2, in <module>\n  |     raise ExceptionGroup("several", [])\n'
            '  |   File "/usr/lib/python3.12/asyncio/runners.py", line 194, in run\n  |     return runner.run(main)\n'
            '  | ExceptionGroup: several (2 sub-exceptions)\n  +-+---------------- 1 ----------------\n    | ValueError: one\n'
            '    +---------------- 2 ----------------\n    | TypeError: two\n    +------------------------------------\nafter\n')
    feed(page, stream(text, 'stderr'))
    # Library code is dim, but messages are not.
    dim = page.evaluate('[...document.querySelectorAll("#run .backendai-dim")].map(row => row.textContent.trim())')
    assert dim == ['|   File "/usr/lib/python3.12/asyncio/runners.py", line 194, in run', '|     return runner.run(main)']
    page.click('.backendai-fold')
    page.evaluate('settled()')
    assert seen(page) == ['  + Exception Group Traceback (most recent call last):', '  | ExceptionGroup: several (2 sub-exceptions)',
                          '    | ValueError: one', '    | TypeError: two', 'after']


# Bundles


def test_a_representation_that_fails_gives_way_to_the_next(page, visit):
    make(page)
    broken = {'image/png': 'not base64 of anything', 'text/html': '<i>instead</i>', 'text/plain': 'plain'}
    assert feed(page, display({**broken, 'text/html': {'not': 'text'}})) == ['plain']
    reasons = [event['reason'] for event in visit.errors]
    assert [reason.split(':')[0] for reason in reasons] == ['text/html', 'image/png']


def test_all_that_fails_is_said_by_type(page, visit):
    make(page)
    shown = feed(page, display({'image/png': 'not base64 of anything', 'text/html': {'not': 'text'}}))
    assert len(shown) == 1
    assert 'image/png: ' in shown[0] and 'text/html: ' in shown[0]


def test_an_empty_vendor_type_and_an_unknown_widget_come_last(page):
    page.evaluate('''() => { BackendAI.Media.register({types: ['application/vnd.marker', 'application/vnd.jupyter.widget-view+json'], rank: 200, render(item) {
        const node = document.createElement('p'); node.className = 'media-note'; node.textContent = `drawn ${JSON.stringify(item.data)}`; return node; }}); }''')
    make(page, kernel='k')
    assert feed(page, display({'application/vnd.marker': '', **html('a')})) == ['a']
    assert feed(page, display({'application/vnd.marker': 'x', **html('b')}))[1:] == ['drawn "x"']
    view = display({'application/vnd.jupyter.widget-view+json': {'model_id': 'm'}, 'text/plain': 'Slider()'})
    assert feed(page, view)[2:] == ['Slider()']
    feed(page, message('comm_open', {'comm_id': 'm', 'target_name': 'jupyter.widget', 'data': {'state': {}}}))
    assert feed(page, view)[3:] == ['drawn {"model_id":"m"}']


def test_a_picture_stands_in_while_a_larger_chunk_loads(page, assets):
    gate = assets.hold('html.js')
    make(page)
    page.evaluate('([name, message]) => consoles[name].append(message)', ['run', display({'text/html': '<b>table</b>', 'image/png': png(33)})])
    page.wait_for_function('document.querySelector("#run img")?.width === 33')
    gate.set()
    page.evaluate('settled()')
    assert seen(page) == ['table']


def test_messages_are_missed_and_said_to_be_where_their_chunk_is_lost(page, assets, visit):
    assets.failures['messages.js'] = 9
    make(page)
    page.evaluate('message => { consoles.run.append([["stdout", "before\\n"]]); consoles.run.append(message); consoles.run.append([["stdout", "after\\n"]]); }', stream('lost'))
    page.wait_for_function('document.getElementById("run").innerText.includes("after")')
    shown = seen(page)
    assert shown[0] == 'before' and shown[2:] == ['after']
    assert shown[1].startswith('Messages cannot be shown: ') and 'messages.js' in shown[1]
    visit.console.clear()
