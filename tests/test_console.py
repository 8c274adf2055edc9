"""Consoles in the page: real execution results, cut into chunks at any place, of any size, and user interaction."""

from __future__ import annotations

import json
import random
import re

import pytest

pytestmark = pytest.mark.slow

# Creates a console in `out`, and waits for its output.
TOOLS = '''
globalThis.make = async (options, id = 'run') => {
  await BackendAI.loadConsole();
  globalThis.consoles = (globalThis.consoles ?? []);
  const made = new BackendAI.Console(id, document.getElementById('out'), options);
  consoles.push(made);
  globalThis.con = made;
};
globalThis.frames = async (count = 2) => {
  for (let each = 0; each < count; each++) await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
};
globalThis.settled = async () => {
  while (con.queue.pending.length) await frames(1);
  await frames(2);
};
globalThis.rows = () => [...con.element.querySelectorAll('.backendai-row')].map(row => row.textContent);
globalThis.withTools = async () => {
  con.viewport.element.dispatchEvent(new Event('focusin'));
  while (!con.viewport.tools) await frames(1);
  await settled();
};
'''


@pytest.fixture
def page(visit):
    page = visit.open()
    page.add_script_tag(content=TOOLS)
    return page


def show(page, *results, options=None) -> list[str]:
    """The rows of a new console after these results."""
    page.evaluate('options => make(options)', options)
    page.evaluate('results => results.forEach(result => con.append(result))', list(results))
    page.evaluate('settled()')
    return page.evaluate('rows()')


def answers(root) -> dict[str, dict]:
    return {path.stem: json.loads(path.read_text(encoding='utf-8'))
            for path in sorted((root / 'tests' / 'fixtures' / 'console').glob('*.json'))}


def cut(results: list[dict], seed: int) -> list[dict]:
    """The same results with their texts cut at random places, into further records and results."""
    rng = random.Random(seed)
    found = []
    for result in results:
        records = []
        for kind, payload in (result.get('console') or []):
            if kind in ('stdout', 'stderr') and payload:
                places = sorted(rng.randint(0, len(payload)) for _ in range(rng.randint(0, 4)))
                records += [[kind, payload[start:end]] for start, end in zip([0, *places], [*places, len(payload)])]
            else:
                records.append([kind, payload])
        while len(records) > 1 and rng.random() < .6:
            place = rng.randint(1, len(records) - 1)
            found.append({'status': 'continued', 'console': records[:place]})
            records = records[place:]
        found.append({**result, 'console': records})
    return found


COMPARE = '''async ([whole, cut]) => {
  await BackendAI.load('console_copy');
  const shown = [];
  for (const results of [whole, cut]) {
    const place = document.createElement('div');
    out.append(place);
    const made = new BackendAI.Console('case', place);
    for (const result of results) made.append(result);
    globalThis.con = made;
    do await settled(); while (place.querySelector('[aria-busy]'));  // an item comes after the chunk that shows items
    await frames(2);
    shown.push([made.text(), rows(), place.querySelectorAll('.media-item').length, place.querySelector('.backendai-content').innerText]);
    made.dispose();
    place.remove();
  }
  return shown; }'''


def test_every_real_execution_is_shown_and_the_same_however_it_is_cut(page, root, visit):
    page.evaluate('BackendAI.loadConsole()')
    for seed, (name, execution) in enumerate(answers(root).items()):
        results = execution['api_results']
        whole, pieces = page.evaluate(COMPARE, [results, cut(results, seed)])
        assert whole == pieces, name
        for result in results:
            for kind, payload in result.get('console') or []:
                if kind in ('stdout', 'stderr') and '\x1b' not in payload and '\r' not in payload and '\b' not in payload and payload.isprintable():
                    assert payload in whole[0], name
    assert not [error for error in visit.errors if error.get('type') not in ('image/svg+xml', 'image/webp', 'image/png', 'text/html')]


def test_version_1_answers_hold_the_same(page, root):
    page.evaluate('BackendAI.loadConsole()')
    count = 0
    for name, execution in answers(root).items():
        kinds = {record[0] for result in execution['api_results'] for record in result.get('console') or []}
        if kinds <= {'stdout'} and execution.get('api_v1') and all('stdout' in answer for answer in execution['api_v1']):
            whole, old = page.evaluate(COMPARE, [
                [{**result, 'status': 'continued'} for result in execution['api_results']], execution['api_v1']])
            assert whole[0] == old[0], name
            count += 1
    assert count > 15


def test_streams_are_told_apart_and_do_not_run_together(page):
    rows = show(page, [['stdout', '42'], ['stderr', 'bad\n\nmore'], ['stdout', 'done']])
    assert rows == ['42', 'bad', '', 'more', 'done']
    marked = page.evaluate('[...con.element.querySelectorAll(".backendai-row")].map(row => row.classList.contains("backendai-stderr"))')
    assert marked == [False, True, True, True, False]
    assert page.evaluate('getComputedStyle(con.element.querySelector(".backendai-stderr"), "::before").content').endswith('"stderr: "')


def test_a_progress_bar_goes_on_below_what_was_printed_meanwhile(page):
    rows = show(page, [['stderr', '\r 10%|#   |']], [['stdout', 'epoch 1\n'], ['stderr', '\r 50%|##  |'], ['stdout', 'epoch 2\n']],
                [['stderr', '\r100%|####|\n'], ['stdout', 'end\n']])
    assert rows == ['epoch 1', 'epoch 2', '100%|####|', 'end']


def test_escape_sequences_go_on_in_the_next_answer(page):
    assert show(page, [['stdout', 'a\x1b[3']], [['stderr', 'x']], [['stdout', '1mred\x1b]8;;https://exa']], [['stdout', 'mple.org\x07link']]) == ['a', 'x', 'redlink']
    assert page.evaluate('con.element.querySelector("a").href') == 'https://example.org/'


def test_links_lead_to_web_addresses_and_nowhere_else(page):
    show(page, [['stdout', 'see https://a.org/x?y=1, (http://b.org/(1)) mailto:me@c.org. javascript:alert(1)\n'
                           '\x1b]8;;javascript:alert(1)\x07click\x1b]8;;\x07 \x1b]8;;http:logout\x07out\x1b]8;;\x07 \x1b]8;;HTTP:/logout\x07out\x1b]8;;\x07 \x1b]8;;https://d.org/\x1b\\safe\x1b]8;;\x1b\\\n']])
    page.wait_for_function('con.element.querySelectorAll("a").length === 4')
    links = page.evaluate('[...con.element.querySelectorAll("a")].map(link => [link.href, link.rel, link.target])')
    assert [link[0] for link in links] == ['https://a.org/x?y=1', 'http://b.org/(1)', 'mailto:me@c.org', 'https://d.org/']
    assert all('noopener' in link[1] and link[2] == '_blank' for link in links)


def test_media_and_html_stand_where_they_came(page, visit):
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    show(page, [['stdout', 'before\n'], ['media', ['image/svg+xml', svg]], ['stdout', 'between\n'], ['media', [None, None]],
                ['media', None], ['media', {'type': 'image/svg+xml', 'data': svg}], ['media', ['x/unknown', 1]], ['stdout', 'after\n']])
    page.wait_for_function('con.element.querySelectorAll("img").length === 2')
    kinds = page.evaluate('[...con.viewport.content.children].map(child => child.matches(".media-item") ? "item" : child.innerText.trim())')
    assert kinds == ['before', 'item', 'between', 'An item without a type cannot be shown here.',
                     'An item without a type cannot be shown here.', 'item', 'x/unknown cannot be shown here.', 'after']
    assert visit.errors == []


def test_html_is_shown_by_its_handler_with_the_options_of_the_host(page, root):
    replays = json.loads((root / 'tests' / 'fixtures' / 'console_replays.json').read_text(encoding='utf-8'))
    table = next(replay for replay in replays if replay['name'] == 'A DataFrame')['records'][0][2]
    show(page, [['stdout', 'before\n'], ['html', table], ['media', '<b>markup</b> by itself'], ['html', '<img src="https://example.org/x.png">'],
                ['stdout', 'after\n']], options={'remote': 'block'})
    page.wait_for_selector('.media-html [role=grid]')
    page.wait_for_selector('.media-html b')
    kinds = page.evaluate('[...con.viewport.content.children].map(child => child.className.replace(" backendai-living", ""))')
    assert kinds == ['backendai-text', *['media-item media-html'] * 3, 'backendai-text']
    page.wait_for_selector('text=Remote addresses not loaded: 1')
    assert page.get_by_role('button', name='Load').count() == 0


def test_a_run_goes_on_by_its_result_id(page):
    page.evaluate('''async () => {
        const one = BackendAI.Media.handle_result({status: 'continued', console: [['stdout', 'a']]}, 'r1', out);
        const other = BackendAI.Media.handle_result({status: 'finished', exitCode: 3, console: [['stdout', 'x']]}, 'r2', out);
        globalThis.same = (await BackendAI.Media.handle_result({result: {status: 'finished', exitCode: 0, console: [['stdout', 'b']]}}, 'r1', out)) === await one;
        await other; }''')
    assert page.evaluate('same')
    page.wait_for_function('out.innerText.includes("Exit code 3.")')
    assert page.evaluate('[...out.children].map(slot => slot.querySelector(".backendai-row").textContent)') == ['ab', 'x']
    assert page.evaluate('BackendAI.Media.handle_result({}, "r", null)') is None


def test_status_is_said(page):
    show(page, {'status': 'exec-timeout', 'console': []}, {'status': 'error', 'msg': 'no such kernel'}, {'status': 'server-restarting', 'msg': None},
         {'status': 'build-finished', 'exitCode': 2, 'console': []}, {'status': 'clean-finished', 'exitCode': 0, 'console': []})
    assert page.evaluate('[...con.element.querySelectorAll(".media-note")].map(note => note.textContent)') == [
        'The execution took too long and was stopped.', 'no such kernel', 'The server is restarting.', 'Exit code 2.']


def test_what_is_no_answer_does_no_harm(page):
    rows = show(page, None, {}, [], [None, 'x', ['stdout'], ['stdout', None], ['stdout', 5], ['odd', 'x'], [None, None]], 'text', 7)
    assert rows == ['{}', 'x5text7']


# Records and whole responses that throw when they are read; `console` also has values that JSON cannot represent.
POISON = r'''() => {
  const object = {toString: 1, valueOf: 2}, cycle = [], thrower = {get length() { throw null; }, toString() { throw null; }};
  cycle.push(cycle);
  let deep = [];
  for (let level = 0; level < 50000; level++) deep = [deep];
  const getter = key => Object.defineProperty(key === 'record' ? ['stdout', 'x'] : [], 0, {get() { throw undefined; }});
  const {proxy, revoke} = Proxy.revocable([], {});
  revoke();
  return {records: [['media', [object, 'x']], ['media', {type: object}], ['stdout', object], ['stdout', [object]], ['stderr', thrower], ['log', [object, object, object, object]],
      ['log', [thrower]], ['html', [thrower]], ['media', proxy], proxy, ['stdout', cycle], ['stdout', deep], getter('record'), ['media', getter('item')]],
    results: [{get status() { throw null; }}, {status: 'finished', exitCode: object}, {status: 'waiting-input', get options() { throw 1; }},
      {get console() { throw null; }}, {result: {get result() { throw 1; }}}, getter('record'), proxy]}; }'''


def test_a_record_that_throws_costs_only_that_record(page):
    count = page.evaluate(f"""async () => {{
        await make();
        const {{records}} = ({POISON})();
        for (const [index, record] of records.entries())
          con.append({{status: 'continued', console: [['stdout', `before ${{index}}\n`], record, ['stdout', `after ${{index}}\n`]]}});
        await settled();
        return records.length; }}""")
    rows = page.evaluate('rows()')
    assert [row for row in rows if row.startswith(('before', 'after'))] == [
        f'{word} {index}' for index in range(count) for word in ('before', 'after')]
    assert 'A part of the output cannot be read.' in page.inner_text('#out')


def test_append_never_throws_and_the_next_response_is_shown(page):
    count = page.evaluate(f"""async () => {{
        await make();
        const {{results}} = ({POISON})();
        for (const [index, result] of results.entries()) {{
          con.append(result);
          con.append([['stdout', `next ${{index}}\n`]]);
        }}
        await settled();
        return results.length; }}""")
    assert re.findall(r'next \d+', '\n'.join(page.evaluate('rows()'))) == [f'next {index}' for index in range(count)]


def test_logs_are_aligned_and_filtered(page):
    rows = show(page, [['log', ['info', '2026-03-01T09:15:02.120', 'app', 'started\nsecond line']], ['log', 'plain words'],
                       ['log', ['error', '2026-03-01T09:15:03.120', 'app.db', '\x1b[31mlost\x1b[0m']], ['stdout', 'text\n']])
    page.wait_for_function('con.viewport.tools')
    assert rows == ['09:15:02.120 INFO    app started', 'second line', 'INFO        plain words', '09:15:03.120 ERROR   app.db lost', 'text']
    page.select_option('select', label='Errors and up')
    page.evaluate('settled()')
    assert page.evaluate('rows()') == ['09:15:03.120 ERROR   app.db lost', 'text']
    page.evaluate("con.append([['log', ['info', '', 'app', 'later']], ['log', ['fatal', '', 'app', 'last']]])")
    page.evaluate('settled()')
    assert page.evaluate('rows()') == ['09:15:03.120 ERROR   app.db lost', 'text', 'FATAL   app    last']
    assert page.get_attribute('.backendai-error', 'title') == '2026-03-01T09:15:03.120'


def test_a_program_that_waits_gets_what_is_entered(page):
    page.evaluate('globalThis.entered = []')
    page.evaluate('make({onInput: text => entered.push(text)})')
    page.evaluate('con.append({status: "waiting-input", options: {is_password: false}, console: [["stdout", "name: "]]})')
    page.fill('.backendai-prompt input', '홍길동')
    page.keyboard.press('Enter')
    page.evaluate('con.append({status: "waiting-input", options: {is_password: true}, console: [["stdout", "hi\\npassword: "]]})')
    page.wait_for_selector('input[type=password]')
    page.fill('input[type=password]', 'secret')
    page.click('.backendai-prompt button')
    page.evaluate('con.append({status: "finished", exitCode: 0, console: [["stdout", "ok\\n"]]})')
    page.evaluate('settled()')
    assert page.evaluate('entered') == ['홍길동', 'secret']
    assert page.evaluate('con.text()') == 'name: 홍길동\nhi\npassword: \nok\n'
    assert page.locator('.backendai-prompt').count() == 0
    page.evaluate('make({})')
    page.evaluate('con.append({status: "waiting-input", options: null, console: []})')
    page.wait_for_selector('text=The program waits for input.')


# SGR parameters, and the computed styles that they cause.
STYLES = {
    '1': {'fontWeight': '700'}, '2': {'opacity': '0.7'}, '3': {'fontStyle': 'italic'}, '8': {'color': 'rgba(0, 0, 0, 0)'},
    '4': {'textDecorationLine': 'underline', 'textDecorationStyle': 'solid'},
    '21': {'textDecorationLine': 'underline', 'textDecorationStyle': 'double'},
    '4:3': {'textDecorationLine': 'underline', 'textDecorationStyle': 'wavy'},
    '4:4': {'textDecorationStyle': 'dotted'}, '4:5': {'textDecorationStyle': 'dashed'},
    '4;9': {'textDecorationLine': 'underline line-through', 'textDecorationStyle': 'solid'},
    '9': {'textDecorationLine': 'line-through'}, '53': {'textDecorationLine': 'overline'},
    '41': {'backgroundColor': 'rgb(204, 34, 34)', 'color': 'rgb(255, 255, 255)'},
    '48;5;226': {'backgroundColor': 'rgb(255, 255, 0)', 'color': 'rgb(0, 0, 0)'},
    '48;2;1;2;3': {'backgroundColor': 'rgb(1, 2, 3)'}, '48:2::1:2:3': {'backgroundColor': 'rgb(1, 2, 3)'},
    '30;47': {'backgroundColor': 'rgb(204, 204, 204)', 'color': 'rgb(0, 0, 0)'},
    '37;47': {'color': 'rgb(0, 0, 0)'},
    '7': {'backgroundColor': 'rgb(31, 35, 40)', 'color': 'rgb(255, 255, 255)'},
    '7;33;44': {'backgroundColor': 'rgb(187, 136, 0)'},
    '48;5;244': {'backgroundColor': 'rgb(128, 128, 128)'},
}


def test_all_attributes_are_seen(page):
    page.evaluate("document.documentElement.style.colorScheme = 'light'")
    show(page, [['stdout', '\n'.join(f'\x1b[{codes}mtext\x1b[m plain' for codes in STYLES)]])
    found = page.evaluate('''styles => [...con.element.querySelectorAll('.backendai-row')].map((row, index) => {
        const [span, rest] = row.childNodes, style = getComputedStyle(span);
        return [span.textContent, rest.nodeType === 3 && rest.textContent, Object.fromEntries(Object.keys(styles[index]).map(name => [name, style[name]]))]; })''', list(STYLES.values()))
    for (codes, expected), (text, rest, style) in zip(STYLES.items(), found, strict=True):
        assert (text, rest, style) == ('text', ' plain', expected), codes


def test_wide_characters_take_two_cells_and_stay_with_their_marks(page):
    show(page, [['stdout', 'ab가나か\u3099c\x1b[31md漢\x1b[m🙂e\u0301\n']])
    parts = page.evaluate('''[...con.element.querySelector('.backendai-row').querySelectorAll('.backendai-wide')].map(part => part.textContent)''')
    assert parts == ['가나か\u3099', '漢', '🙂']
    assert page.evaluate('rows()') == ['ab가나か\u3099cd漢🙂e\u0301']
    assert page.evaluate("getComputedStyle(con.element.querySelector('.backendai-wide')).letterSpacing").endswith('px')


def test_lines_wrap_or_scroll_as_a_person_likes(page):
    rows = show(page, [['stdout', 'word ' * 100 + '\nshort\n']])
    assert len(rows) > 3 and ''.join(rows[:-1]) == 'word ' * 100
    page.evaluate('withTools()')
    wrap = page.get_by_role('button', name='Wrap')
    assert wrap.get_attribute('aria-pressed') == 'true'
    wrap.click()
    page.evaluate('settled()')
    assert page.evaluate('rows()') == ['word ' * 100, 'short'] and wrap.get_attribute('aria-pressed') == 'false'
    assert page.evaluate('con.viewport.element.scrollWidth > con.viewport.element.clientWidth')
    wrap.click()
    page.evaluate('settled()')
    assert page.evaluate('rows()') == rows
    assert show(page, [['stdout', 'word ' * 100]], options={'wrap': False}) == ['word ' * 100]


PLAIN = '''Traceback (most recent call last):
  File "<input>", line 1, in <module>
  File "/opt/venv/lib/python3.6/site-packages/pkg/a.py", line 22, in display
    raise TypeError('no')
TypeError: no
'''

# Tracebacks of other languages and tools, each with its lines in libraries, and the lines that remain when folded.
OTHERS = {
    'rich': ('\x1b[31m╭─\x1b[0m\x1b[31m───\x1b[0m\x1b[31m \x1b[0m\x1b[1;31mTraceback \x1b[0m\x1b[1;2;31m(most recent call last)\x1b[0m\x1b[31m \x1b[0m\x1b[31m───\x1b[0m\x1b[31m─╮\x1b[0m\n'
             '\x1b[31m│\x1b[0m \x1b[2m/home/\x1b[0m\x1b[1mr.py\x1b[0m:6 in <module>          \x1b[31m│\x1b[0m\n'
             '\x1b[31m│\x1b[0m \x1b[31m❱ \x1b[0m6 \x1b[94mtry\x1b[0m: f(\x1b[33m\'\x1b[0m\x1b[33m[\x1b[0m\x1b[33m\'\x1b[0m)                    \x1b[31m│\x1b[0m\n'
             '\x1b[31m│\x1b[0m \x1b[2m/opt/lib/python3.11/json/\x1b[0m\x1b[1mdecoder.py\x1b[0m:337 in decode    \x1b[31m│\x1b[0m\n'
             '\x1b[31m╰──────────────────────────────────────────╯\x1b[0m\n'
             '\x1b[1;91mJSONDecodeError: \x1b[0mExpecting value: line \x1b[1;36m1\x1b[0m\n', [3, 4], [0, 5]),
    'Java': ('Exception in thread "main" java.lang.RuntimeException: x\n\tat java.base/java.util.A.b(A.java:3)\n\tat Main.main(Main.java:5)\n'
             'Caused by: java.io.IOException: y\n\tat java.io.F.open(F.java:1)\n\t... 2 more\n', [1, 4, 5], [0]),
    'JavaScript': ('TypeError: x is not a function\n    at f (/home/a.js:1:2)\n    at node:internal/modules:1:1\n', [2], [0]),
    'Chrome': ('Uncaught ReferenceError: y is not defined\n    at https://a.org/a.js:1:2\n', [], [0]),
    'C#': ('Unhandled exception. System.Exception: no\n   at System.Int32.Parse(String s)\n   at P.Main() in /home/p.cs:line 3\n', [1], [0]),
    'Go': ('panic: oh\n\ngoroutine 1 [running]:\nmain.f(...)\n\t/home/a.go:10 +0x1d\nruntime.main()\n\t/usr/local/go/src/runtime/proc.go:5 +0x1\n', [6], [0]),
    'Ruby': ("a.rb:1:in `f': no (RuntimeError)\n\tfrom /var/lib/gems/x.rb:4:in `g'\n\tfrom a.rb:4:in `<main>'\n", [1], [0]),
    'Julia': ('ERROR: DivideError: integer division error\nStacktrace:\n [1] div\n   @ Base ./int.jl:1\n [2] top-level scope\n   @ a.jl:1\n', [3], [0]),
    'Rust': ("thread 'main' panicked at src/main.rs:2:5:\nno\nstack backtrace:\n   0: rust_begin_unwind\n             at /rustc/1/library/std/src/panicking.rs:1:5\n"
             '   1: a::main\n             at ./src/main.rs:2:5\n', [4], [0, 1, 2]),
    'R': ('Error in `f()`:\n! no\nBacktrace:\n 1. └─global f()\n 2.   └─rlang::abort("no")\n', [4], [0, 1, 2]),
    'Rscript': ('Error in f(1) : no\nCalls: f -> stop\nExecution halted\n', [], [0, 2]),
    'Lua': ("stack traceback:\n\t[C]: in function 'error'\n\ta.lua:1: in main chunk\n", [], [0]),
    'PHP': ('PHP Fatal error: Uncaught Exception: no in /a.php:2\nStack trace:\n#0 /a.php(5): f()\n#1 {main}\n  thrown in /a.php on line 2\n', [], [0]),
}


def test_tracebacks_of_many_languages_fold_and_dim_what_is_of_libraries(page):
    for language, (text, library, kept) in OTHERS.items():
        show(page, [['stderr', text], ['stdout', 'end\n']])
        page.wait_for_function('con.element.querySelectorAll(".backendai-fold").length === 1', timeout=5000)
        dimmed = page.evaluate('[...con.element.querySelectorAll(".backendai-row")].flatMap((row, index) => row.classList.contains("backendai-dim") ? [index] : [])')
        assert dimmed == library, language
        page.evaluate('con.element.querySelector(".backendai-fold").click()')
        page.evaluate('settled()')
        # The first line stays, and so does text outside of the traceback: the message before or after it.
        left = page.evaluate('rows()')
        plain = re.sub('\x1b\\[[\\d;]*m', '', text).split('\n')
        assert left == [plain[row] for row in kept] + ['end'], language


@pytest.mark.parametrize('name', ['head_err_zerodiv', 'k142_err_zerodiv', 'head_err_after_output'])
def test_real_tracebacks_fold_in_plain_and_in_ansi_form(page, root, name):
    results = answers(root)[name]['api_results']
    show(page, *results)
    page.wait_for_selector('.backendai-fold')
    before = page.evaluate('rows()')
    assert page.locator('.backendai-fold').count() == 1
    assert any('Traceback' in row for row in before)
    page.locator('.backendai-fold').click()
    page.evaluate('settled()')
    after = page.evaluate('rows()')
    assert len(after) < len(before) and any('Traceback' in row for row in after)
    assert not any(' line 1, in' in row or '----> 1' in row for row in after)


def test_words_that_only_look_like_a_traceback_do_not_fold(page):
    show(page, [['stdout', 'Error: just words\nand more\n  indented\nError in my mind\n1. first\nTraceback (most recent call last) is how they begin\nso\n']])
    page.evaluate('withTools()')
    assert page.evaluate('con.element.querySelectorAll(".backendai-fold").length') == 0


FLOOD = '''async () => {
  await make();
  let line = 0;
  for (let append = 0; append < 500; append++) {
    let text = '';
    for (let each = 0; each < 20; each++, line++) text += `\\x1b[3${line % 8}mline ${line}\\x1b[0m and \\x1b[1mmore\\x1b[0m\\n`;
    con.append({status: 'continued', console: [['stdout', text]]});
    if (append % 10 === 0) await new Promise(done => setTimeout(done));
  }
  await settled(); }'''


def test_a_flood_is_followed_and_searched_and_only_what_is_in_sight_is_on_the_page(page):
    page.evaluate(FLOOD)
    page.evaluate('withTools()')
    assert page.evaluate('con.element.querySelectorAll(".backendai-row").length') < 80
    assert page.evaluate('rows().at(-1)') == 'line 9999 and more'
    assert page.evaluate('con.text().split("\\n").length') == 10001
    # After scrolling up, the position stays; after returning to the end, the console follows output again.
    page.evaluate('con.viewport.element.scrollTop = 1000')
    page.evaluate('frames(3)')
    page.evaluate('con.append([["stdout", "new\\n"]])')
    page.evaluate('settled()')
    assert page.evaluate('con.viewport.element.scrollTop') == 1000
    page.click('text=↓ Newest')
    page.evaluate('settled()')
    page.evaluate('con.append([["stdout", "newer\\n"]])')
    page.evaluate('settled()')
    assert page.evaluate('rows().at(-1)') == 'newer'
    # The search finds rows that are not in the page.
    page.fill('input[type=search]', 'LINE 4321 ')
    page.wait_for_function('con.element.querySelector("output").textContent === "1 of 1"')
    page.evaluate('settled()')
    assert 'line 4321 and more' in page.evaluate('rows()')
    assert page.evaluate('[...CSS.highlights.get("backendai-current")].map(String)') == ['line 4321 ']
    page.fill('input[type=search]', 'line 43')
    page.wait_for_function('con.element.querySelector("output").textContent === "1 of 111"')
    page.keyboard.press('Shift+Enter')
    page.wait_for_function('con.element.querySelector("output").textContent === "111 of 111"')
    page.click('text=Show all')
    page.evaluate('settled()')
    assert page.evaluate('con.viewport.element.clientHeight') > 100000
    assert page.evaluate('con.element.querySelectorAll(".backendai-row").length') < 120
    with page.expect_download() as download:
        page.click('text=Save')
    assert download.value.suggested_filename == 'run.txt'
    assert len(download.value.path().read_text(encoding='utf-8').split('\n')) == 10003


@pytest.mark.parametrize('is_wrapped', [True, False])
def test_a_hit_behind_wide_characters_is_brought_into_sight(page, is_wrapped):
    show(page, [['stdout', '\u6f22' * 20000 + 'needle' + '\u5b57' * 20000 + '\n' * 60]], options={'wrap': is_wrapped})
    page.evaluate('withTools()')
    page.fill('.backendai-bar input', 'needle')
    page.wait_for_function("""() => { const walker = document.createTreeWalker(con.viewport.content, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) if (walker.currentNode.data.includes('needle')) {
          const span = document.createRange();
          span.selectNode(walker.currentNode);
          const box = span.getBoundingClientRect(), frame = con.viewport.element.getBoundingClientRect();
          return box.top >= frame.top && box.bottom <= frame.bottom && box.left >= frame.left && box.right <= frame.right; } }""")


def test_a_long_line_is_there_in_part(page):
    page.evaluate('make()')
    page.evaluate('con.append([["stdout", "0123456789".repeat(200000) + "\\n"]])')
    page.evaluate('withTools()')
    assert page.evaluate('con.element.querySelectorAll(".backendai-row").length') < 80
    page.click('text=Wrap')
    page.evaluate('settled()')
    page.evaluate('con.viewport.element.scrollLeft = 5000000')
    page.evaluate('frames(4)')
    found = page.evaluate('''() => { const row = con.element.querySelector('.backendai-row'), frame = con.viewport.element.getBoundingClientRect();
        const range = document.createRange(); range.selectNodeContents(row); const text = range.getBoundingClientRect();
        return [row.textContent.length, text.left < frame.left, text.right > frame.right, row.textContent.slice(0, 10)]; }''')
    assert found[0] < 5000 and found[1] and found[2]


def test_the_oldest_lines_go_and_a_note_says_so(page):
    show(page, [['stdout', ''.join(f'line {number}\n' for number in range(5000))]], options={'maxLines': 1000})
    page.wait_for_selector('text=The oldest')
    assert page.evaluate('con.viewport.blocks[0].buffer.lines.length') <= 1000
    assert page.evaluate('con.text().split("\\n").at(-2)') == 'line 4999'
    assert page.evaluate('con.element.querySelectorAll(".media-note").length') == 1
    page.evaluate('con.clear()')
    page.evaluate('con.append("fresh")')
    page.evaluate('settled()')
    assert page.evaluate('con.viewport.content.innerText.trim()') == 'fresh' and page.evaluate('con.text()') == 'fresh'


def test_few_lines_are_kept_where_the_host_wants_few(page):
    rows = show(page, [['stdout', ''.join(f'line {number}\n' for number in range(500))]], [['stdout', 'a\nb\nc\n']], options={'maxLines': 10})
    assert rows == [f'line {number}' for number in range(494, 500)] + ['a', 'b', 'c']


def test_the_end_is_followed_again_after_clearing(page):
    show(page, [['stdout', 'line\n' * 200]])
    page.evaluate('con.viewport.element.scrollTop = 0')
    page.wait_for_function('con.viewport.is_following === false')
    page.evaluate('con.clear()')
    page.evaluate('con.append("line\\n".repeat(200))')
    page.evaluate('settled()')
    assert page.evaluate('con.viewport.element.scrollTop + con.viewport.element.clientHeight + 8 >= con.viewport.element.scrollHeight')


@pytest.mark.parametrize('response, shown', [
    ({'type': 'https://api.example.org/probs/not-found', 'title': 'Not found', 'status': 404}, 'Not found'),
    ({'type': 'about:blank', 'title': 'Bad request', 'status': 400, 'msg': 'no such kernel'}, 'Bad request: no such kernel'),
    ({'status': 'finished', 'console': 'text here'}, 'text here'),
    ({'answer': 42}, '{\n  "answer": 42\n}'),
    ({'status': 'constructor', 'console': []}, ''),
    ({'status': '__proto__', 'console': []}, ''),
    ({'status': 'finished', 'console': [], 'stdout': 'v1\n', 'html': None}, 'v1'),
    ({'result': {'status': 'finished', 'console': [['stdout', 'nested']]}}, 'nested'),
    ([['log', ['info', '', '', {'key': [1]}]]], 'INFO    {\n  "key": [\n    1\n  ]\n}'),
    (5, '5'), (['a', 'b'], 'ab'),
])
def test_a_response_without_records_is_shown_as_what_it_is(page, response, shown):
    show(page, response)
    assert page.evaluate("[...con.viewport.content.children].map(part => [...part.querySelectorAll('.backendai-row')].map(row => row.textContent).join('\\n') || part.textContent).join('\\n')") == shown


def test_cyclic_results_cost_only_themselves(page):
    page.evaluate("""async () => { await make(); const cycle = {}; cycle.result = cycle; const object = {a: {}}; object.a.object = object;
        for (const odd of [cycle, object, [['log', ['info', '', '', object]]]]) con.append(odd); con.append('after'); await settled(); }""")
    assert page.evaluate('rows()')[-1] == 'after'


def test_a_frame_that_is_removed_with_its_console_throws_nothing(page, visit):
    page.evaluate("""async () => { await BackendAI.loadConsole();
        const frame = document.createElement('iframe');
        out.append(frame);
        globalThis.con = new BackendAI.Console('c', frame.contentDocument.body.appendChild(frame.contentDocument.createElement('div')));
        con.append('line\\n'.repeat(100));
        while (!con.viewport.tools) await frames(1);
        con.append({msg_type: 'display_data', content: {data: {'text/html': '<b>x</b>'}}});
        await settled();
        con.append({msg_type: 'clear_output', content: {wait: true}});
        con.append('more\\n'.repeat(100));
        frame.remove();
        con.append('late\\n');
        dispatchEvent(new Event('resize'));
        document.body.style.height = '5000px';
        scrollTo(0, 500);
        await frames(20); }""")
    assert page.evaluate('con.text()').endswith('late\n')
    assert not visit.problems


def test_what_the_host_throws_away_is_let_go(page):
    page.evaluate("""() => { globalThis.gone = new WeakRef(document.createElement('div')); out.append(gone.deref());
        return BackendAI.Media.handle_result([['stdout', 'x\\n'.repeat(100)]], 'r', gone.deref()).then(() => frames(3)); }""")
    page.evaluate('gone.deref().remove(), out.append("x".repeat(9)), document.dispatchEvent(new Event("scroll"))')
    for _ in range(20):
        page.evaluate('async () => { await new Promise(done => setTimeout(done, 100)); gc(); }')
        if page.evaluate('gone.deref() === undefined'):
            break
    assert page.evaluate('gone.deref() === undefined')


def test_copies_are_clean(page, visit):
    visit.context.grant_permissions(['clipboard-read', 'clipboard-write'])
    show(page, [['stdout', '\x1b[31mred\x1b[0m   \n' + 'wide ' * 60 + '\nend\n']])
    page.evaluate('withTools()')
    page.focus('.backendai-viewport')
    page.keyboard.press('Control+a')
    page.keyboard.press('Control+c')
    assert page.evaluate('navigator.clipboard.readText()') == 'red\n' + ('wide ' * 60).rstrip() + '\nend\n'
    page.evaluate('''() => { const all = [...con.element.querySelectorAll('.backendai-row')], range = document.createRange();
        range.setStart(all[0].querySelector('span').firstChild, 1); range.setEnd(all.at(-1).firstChild, 3);
        getSelection().removeAllRanges(); getSelection().addRange(range); }''')
    page.keyboard.press('Control+c')
    copied = page.evaluate('navigator.clipboard.readText()')
    assert copied == 'ed\n' + ('wide ' * 60).rstrip() + '\nend'


def test_it_is_a_log_that_people_can_listen_to_and_scroll_by_keys(page):
    page.evaluate(FLOOD)
    page.evaluate('withTools()')
    assert page.get_attribute('.backendai-viewport', 'role') == 'log'
    assert page.get_attribute('.backendai-viewport', 'aria-live') == 'off'
    page.wait_for_function('con.element.querySelector(".backendai-announcer").textContent.includes("line 9999")')
    page.focus('.backendai-viewport')
    page.keyboard.press('Home')
    page.wait_for_function('con.viewport.element.scrollTop === 0')
    page.wait_for_function('rows()[0].startsWith("line 0")')
    page.keyboard.press('Control+f')
    assert page.evaluate('document.activeElement.type') == 'search'


CONTRAST = '''() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgb = (...colors) => { canvas.clearRect(0, 0, 1, 1); for (const color of colors) { canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const luminance = ([r, g, b]) => [r, g, b].map(part => (part /= 255) <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4)
    .reduce((sum, part, index) => sum + part * [.2126, .7152, .0722][index], 0);
  const ground = getComputedStyle(con.element).backgroundColor;
  return [...con.element.querySelectorAll('.backendai-row span')].map(span => {
    const row = getComputedStyle(span.closest('.backendai-row')).backgroundColor;
    const [one, two] = [luminance(rgb(ground, row)), luminance(rgb(ground, row, getComputedStyle(span).color))];
    return [span.textContent, (Math.max(one, two) + .05) / (Math.min(one, two) + .05)]; }); }'''


@pytest.mark.parametrize('scheme', ['light', 'dark'])
def test_every_color_can_be_read(page, scheme):
    page.evaluate('scheme => document.documentElement.style.colorScheme = scheme', scheme)
    text = ' '.join(f'\x1b[38;5;{color}mc{color}\x1b[0m' for color in range(256)) + ' \x1b[38;2;250;240;90mtrue\x1b[0m'
    show(page, [['stdout', text]], [['stderr', text]])
    contrasts = page.evaluate(CONTRAST)
    assert len(contrasts) >= 514
    assert not [found for found in contrasts if found[1] < 4.5]


def test_a_strict_page_with_two_consoles_and_their_end(visit):
    page = visit.open('<div id="out"></div>', headers={'Content-Security-Policy': (
        f"default-src 'none'; script-src 'nonce-n' 'strict-dynamic' {visit.assets.origin}; style-src 'self'; "
        "img-src data: blob:; require-trusted-types-for 'script'")}, main=f'<script nonce="n" src="{visit.main}"></script>')
    page.evaluate('''async () => { const all = [];
        for (const id of ['a', 'b']) all.push(await BackendAI.Media.handle_result([['stderr', 'x\\n'.repeat(50)]], id, out));
        globalThis.all = all; }''')
    page.wait_for_selector('.backendai-console:nth-child(1) .backendai-bar')
    page.wait_for_selector('#out > :nth-child(2) .backendai-bar')
    assert page.evaluate('getComputedStyle(out.querySelector(".backendai-row")).position') == 'absolute'
    page.evaluate('all.forEach(each => each.dispose())')
    assert page.locator('.backendai-console').count() == 0
    assert visit.violations == []
