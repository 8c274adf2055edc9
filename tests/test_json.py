"""JSON trees: reading, expanding, searching and copying data of every size, depth and type."""

from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.slow

ROWS = '#out [role=treeitem]'
TREE = '#out [role=tree]'
CURRENT = '#out [aria-selected=true]'

# Runs an action and returns the longest time, in milliseconds, for which the page was blocked.
HELD = '''async action => {
  let last = performance.now(), longest = 0, goes = true;
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last); last = now;
    if (goes) setTimeout(() => channel.port2.postMessage(0));
  };
  channel.port2.postMessage(0);
  await eval(action);
  goes = false;
  return longest; }'''


def rows(visit, place: str = '#out') -> list[str]:
    return visit.page.locator(f'{place} [role=treeitem]').all_inner_texts()


def wait_for_rows(visit, expected: list[str]) -> None:
    """Wait for rows: the first interaction takes effect when its chunk has been loaded."""
    visit.page.wait_for_function(f'expected => JSON.stringify([...document.querySelectorAll("{ROWS}")].map(row => row.innerText)) === expected',
                                 arg=json.dumps(expected, ensure_ascii=False, separators=(',', ':')))


def wait_for_text(visit, selector: str, expected: str) -> None:
    visit.page.wait_for_function('([selector, expected]) => document.querySelector(selector)?.innerText === expected', arg=[selector, expected])


def show(visit, data, metadata=None, mime='application/json') -> None:
    outcome, = visit.show([mime, data, metadata])
    assert outcome['ok'], outcome


def test_the_fixtures(visit, fixtures):
    visit.open()
    items = fixtures('json')
    outcomes = dict(zip(items, visit.show(*items.values())))
    assert [name for name, outcome in outcomes.items() if not outcome['ok']] == ['cut off']
    shown = {name: rows(visit, f'#out > :nth-child({number + 1})') for number, name in enumerate(items)}
    assert shown['nested'] == [
        '{} 5 keys', 'experiment: "iris"', 'id: 42', 'parameters: {} 3 keys', 'rate: 0.01', 'layers: [] 2 items', '0: 64', '1: 32',
        'dropout: null', 'done: true', 'notes: "First run.\\nConverged after 12 epochs."']
    assert shown['exact'] == [
        '{} 5 keys', 'order: 12345678901234567890', 'price: 3.1400', 'ratio: NaN', 'limit: -Infinity', 'tiny: 1e-400']
    assert shown['lines'][:4] == ['[] 3 items', '0: {} 2 keys', 'step: 1', 'loss: 0.91']
    assert shown['collapsed'] == ['response: {} 2 keys', 'rows: [] 2 items', 'total: 2']
    assert shown['false'] == ['false']
    assert outcomes['cut off']['reason'] == 'it is not valid JSON: it is cut off at line 1, column 16'


@pytest.mark.parametrize(('data', 'row'), [
    (0, '0'), (False, 'false'), (None, 'null'), ('', '""'), ('0', '0'), ('""', '""'), ('null', 'null'), ([], '[] 0 items'), ({}, '{} 0 keys'),
    ('nan', '"nan"'), ('NaN', 'NaN'), ('-Infinity', '-Infinity'), ('inf', '"inf"'), ('hello "you"', '"hello \\"you\\""'), (' 7 ', '7'),
    ('"\\u00e9\\ud83d\\ude00"', '"é😀"'), ('-0', '-0'), (1.5, '1.5'), ('1E+2', '1E+2'), ('12 apples', '"12 apples"'),
])
def test_scalars_and_empty_containers_show_what_they_are(visit, data, row):
    visit.open()
    show(visit, data)
    assert rows(visit) == [row]


@pytest.mark.parametrize(('text', 'reason'), [
    ('{"a": 1,}', 'a key in quotes and a colon are missing at line 1, column 9'),
    ('[1 2]', 'a comma or an end is missing at line 1, column 4'),
    ('[1,]', 'a value is missing at line 1, column 4'),
    ('{"a" 1}', 'a key in quotes and a colon are missing at line 1, column 6'),
    ('{a: 1}', 'a key in quotes and a colon are missing at line 1, column 2'),
    ('{"a": 1}}', 'there is more after the value at line 1, column 9'),
    ('[1}', 'a comma or an end is missing at line 1, column 3'),
    ('{"a": \n\n  tru}', 'a value is missing at line 3, column 3'),
    ('["open', 'a string has no end at line 1, column 2'),
    ('[[[', 'it is cut off at line 1, column 4'),
    ('{"a": 01x}', 'a comma or an end is missing at line 1, column 9'),
])
def test_what_is_wrong_is_named_with_its_place(visit, text, reason):
    visit.open()
    outcome, = visit.show(['application/json', text])
    assert outcome['reason'] == f'it is not valid JSON: {reason}'
    assert visit.text() == f'Cannot show application/json: it is not valid JSON: {reason}.'


def test_hostile_keys_and_markup_are_text(visit):
    visit.open()
    data = {'__proto__': 1, 'toString': {'valueOf': None}, 'constructor': '<img src=x onerror=alert(1)>', '': 3, 'length': 'x'}
    for parse in ('JSON.parse(text)', 'text'):
        visit.page.evaluate(f'text => BackendAI.Media.handle_all([["application/json", {parse}, {{expanded: true}}]], "r", out)', json.dumps(data))
        assert rows(visit)[1:] == ['__proto__: 1', 'toString: {} 1 key', 'valueOf: null', 'constructor: "<img src=x onerror=alert(1)>"',
                                   '"": 3', 'length: "x"']
    assert visit.page.locator('#out img').count() == 0


def test_keys_with_quotes_and_backslashes_are_read_back_from_the_source(visit):
    visit.open()
    show(visit, json.dumps({'a"b\\': 1, '\\"': 2, 'a:b,{': 3, 'é': 4}))
    assert rows(visit)[1:] == ['a"b\\: 1', '\\": 2', 'a:b,{: 3', 'é: 4']


@pytest.mark.parametrize(('metadata', 'count'), [
    ({'expanded': True}, 43), ({'expanded': False}, 4), ({'application/json': {'expanded': True}}, 43), (None, 4), (5, 4)])
def test_metadata_open_all_or_the_first_level(visit, metadata, count):
    visit.open()
    show(visit, {'a': list(range(19)), 'b': list(range(20)), 'c': 1}, metadata)
    assert visit.page.locator('#out [role=none]').first.evaluate('space => space.style.height') == f'{count * 24}px'


def test_a_click_opens_and_closes_and_a_person_reads_paths(visit):
    page = visit.open()
    show(visit, {'rows': [{'b c': 1}, 2]}, {'expanded': False, 'root': 'data'})
    page.click(f'{ROWS} >> nth=1')
    assert rows(visit) == ['data: {} 1 key', 'rows: [] 2 items', '0: {} 1 key', '1: 2']
    page.click(f'{ROWS} >> nth=2')
    page.click(f'{ROWS} >> nth=3')
    wait_for_text(visit, '#out footer code', 'data["rows"][0]["b c"]')
    page.click(f'{ROWS} >> nth=1')
    assert rows(visit) == ['data: {} 1 key', 'rows: [] 2 items']


def test_keys_walk_the_tree_as_aria_says(visit):
    page = visit.open()
    show(visit, {'a': {'b': [1, 2]}, 'c': 3}, {'expanded': False})
    page.focus(TREE)
    steps = [('ArrowDown', 'a: {} 1 key'), ('ArrowRight', 'a: {} 1 key'), ('ArrowRight', 'b: [] 2 items'), ('ArrowRight', 'b: [] 2 items'),
             ('ArrowRight', '0: 1'), ('End', 'c: 3'), ('ArrowUp', '1: 2'), ('ArrowLeft', 'b: [] 2 items'), ('ArrowLeft', 'b: [] 2 items'),
             ('ArrowLeft', 'a: {} 1 key'), ('ArrowLeft', 'a: {} 1 key'), ('c', 'c: 3'), ('Home', '{} 2 keys'), ('Enter', '{} 2 keys'),
             ('Enter', '{} 2 keys'), ('*', '{} 2 keys')]
    for key, expected in steps:
        page.keyboard.press(key)
        # The first keys may arrive before their handler has been loaded.
        page.wait_for_function('''expected => document.getElementById(document.querySelector('#out [role=tree]')
            .getAttribute('aria-activedescendant'))?.innerText === expected''', arg=expected)
        assert page.inner_text(CURRENT) == expected
    tree = page.evaluate('''() => [...document.querySelectorAll('#out [role=treeitem]')].map(row =>
        [row.ariaLevel, row.ariaPosInSet, row.ariaSetSize, row.ariaExpanded])''')
    assert tree == [['1', '1', '1', 'true'], ['2', '1', '2', 'false'], ['2', '2', '2', None]]


def test_expand_and_collapse_all(visit):
    page = visit.open()
    show(visit, {'a': [[[1]]] * 20})
    assert len(rows(visit)) == 2
    page.click('text=Expand all')
    page.wait_for_function(f'document.querySelector("#out [role=none]").style.height === "{62 * 24}px"')
    page.click('text=Collapse all')
    wait_for_rows(visit, ['{} 1 key', 'a: [] 20 items'])


def test_search_opens_what_it_finds_and_marks_it(visit):
    page = visit.open()
    show(visit, {'list': [{'Name': f'person {number}', 'deep': {'er': [number]}} for number in range(500)]})
    page.fill('#out input', 'PERSON 49')
    page.wait_for_function('document.querySelector("#out .backendai-json [role=status]").innerText === "1 of 11"')
    assert page.inner_text(CURRENT) == 'Name: "person 49"'
    assert page.inner_text(f'{CURRENT} mark') == 'person 49'
    page.press('#out input', 'Enter')
    wait_for_text(visit, CURRENT, 'Name: "person 490"')
    page.press('#out input', 'Shift+Enter')
    page.press('#out input', 'Shift+Enter')
    wait_for_text(visit, CURRENT, 'Name: "person 499"')
    assert page.inner_text('#out .backendai-json [role=status]') == '11 of 11'
    box, tree = page.locator(CURRENT).bounding_box(), page.locator(TREE).bounding_box()
    assert tree['y'] <= box['y'] and box['y'] + box['height'] <= tree['y'] + tree['height']
    page.fill('#out input', 'nobody')
    page.wait_for_function('document.querySelector("#out .backendai-json [role=status]").innerText === "not found"')


def test_path_and_value_are_copied_exactly(visit):
    visit.context.grant_permissions(['clipboard-read', 'clipboard-write'])
    page = visit.open()
    source = '{"a": {"id":  12345678901234567890,  "x": "tab\\there"}}'
    show(visit, source)
    clip = 'navigator.clipboard.readText()'

    def copied(row: int, button: str) -> str:
        page.click(f'{ROWS} >> nth={row}', position={'x': 150, 'y': 10})
        page.click(f'{ROWS} >> nth={row}', position={'x': 150, 'y': 10})
        page.click(f'#out footer button >> nth={["path", "value"].index(button)}')
        page.wait_for_function('[...document.querySelectorAll("#out footer button")].some(button => button.innerText === "Copied")')
        return page.evaluate(clip)

    assert copied(2, 'path') == 'root["a"]["id"]'
    assert copied(2, 'value') == '12345678901234567890'
    assert copied(3, 'value') == 'tab\there'
    assert copied(1, 'value') == '{"id":  12345678901234567890,  "x": "tab\\there"}'
    page.focus(TREE)
    page.keyboard.press('Home')
    page.keyboard.press('Control+c')
    page.wait_for_function(f'source => {clip}.then(text => text === source)', arg=source)


def test_the_value_of_objects_is_json_again(visit):
    visit.context.grant_permissions(['clipboard-read', 'clipboard-write'])
    page = visit.open()
    data = {'a': [1, {'b': None, 'c"': []}, {}, 'x\n'], 'd': {'e': [[True]]}, 'f': -0.5}
    show(visit, data)
    page.click('#out footer button >> nth=1')
    page.wait_for_function('[...document.querySelectorAll("#out footer button")].some(button => button.innerText === "Copied")')
    assert json.loads(page.evaluate('navigator.clipboard.readText()')) == data


def test_all_of_a_long_string_can_be_read(visit):
    page = visit.open()
    show(visit, {'text': 'x' * 5000, 'lines': 'one\ntwo'})
    assert rows(visit)[1] == f'text: "{"x" * 200}"… 5,000 characters'
    page.click(f'{ROWS} >> nth=1')
    wait_for_text(visit, '#out footer pre', 'x' * 5000)
    page.click(f'{ROWS} >> nth=2')
    wait_for_text(visit, '#out footer pre', 'one\ntwo')


@pytest.mark.parametrize('data', ['"[".repeat(100000) + "]".repeat(100000)', '(() => { let v = []; for (let i = 1; i < 100000; i++) v = [v]; return v })()'])
def test_a_hundred_thousand_levels(visit, data):
    page = visit.open()
    page.evaluate(f'BackendAI.Media.handle_all([["application/json", {data}]], "r", out)')
    assert rows(visit) == ['[] 1 item', '0: [] 1 item']
    page.click('text=Expand all')
    page.wait_for_function(f'document.querySelectorAll("{ROWS}")[1].ariaExpanded === "true"')
    page.focus(TREE)
    page.keyboard.press('End')
    wait_for_text(visit, CURRENT, 'level 100,000 0: [] 0 items')
    page.click('text=Copy path')
    page.wait_for_function('document.querySelector("#out footer button").innerText !== "Copy path"')
    assert page.inner_text('#out footer code').endswith('[0][0][0]')


def test_an_update_keeps_what_a_person_has_opened(visit):
    """State is kept by path: new nodes start as in a new tree, and the current row keeps its position."""
    page = visit.open()
    page.evaluate('async () => { await BackendAI.loadConsole(); globalThis.console_ = new BackendAI.Console("run", out); }')

    def send(kind: str, data, **metadata) -> None:
        page.evaluate('''([kind, data, metadata]) => console_.append({msg_type: kind, content: {
            data: {'application/json': data, 'text/plain': 'x'}, metadata, transient: {display_id: 'd'}}})''', [kind, data, metadata])

    rest = {f'other {number}': [number] for number in range(30)}
    send('display_data', {'epoch': 1, 'layers': [{'size': [64, 3]}, {'size': [32]}], 'log': {'a': [1]}, **rest})
    page.wait_for_selector(ROWS)
    page.click(f'{ROWS} >> nth=2')
    page.click(f'{ROWS} >> nth=3')
    page.click(f'{ROWS} >> nth=4')
    page.evaluate(f'document.querySelector("{TREE}").scrollTop = 30')
    opened = ['layers: [] 2 items', '0: {} 1 key', 'size: [] 2 items', '0: 64', '1: 3', '1: {} 1 key']
    assert rows(visit)[2:8] == opened
    send('update_display_data', {'new': {'x': 1}, 'epoch': 2, 'layers': [{'size': [64, 3]}, {'size': [16]}, {}], 'log': {'a': [1, 2]}, **rest})
    page.wait_for_function(f'[...document.querySelectorAll("{ROWS}")].some(row => row.innerText === "epoch: 2")')
    assert rows(visit)[1:10] == ['new: {} 1 key', 'epoch: 2', 'layers: [] 3 items', *opened[1:], '2: {} 0 keys']
    assert page.inner_text(CURRENT) == 'size: [] 2 items'
    assert page.evaluate(f'document.querySelector("{TREE}").scrollTop') == 30
    # JSON as text is equivalent, and an expanded node may change its type.
    send('update_display_data', json.dumps({'epoch': 3, 'layers': {'0': {'size': 5}}, 'log': 0}))
    page.wait_for_function(f'[...document.querySelectorAll("{ROWS}")].some(row => row.innerText === "epoch: 3")')
    assert rows(visit) == ['{} 3 keys', 'epoch: 3', 'layers: {} 1 key', '0: {} 1 key', 'size: 5', 'log: 0']
    # Changed metadata take effect.
    send('update_display_data', {'epoch': 4, 'layers': {'0': {'size': 5}}}, expanded=False)
    page.wait_for_function(f'[...document.querySelectorAll("{ROWS}")].some(row => row.innerText === "epoch: 4")')
    assert rows(visit) == ['{} 2 keys', 'epoch: 4', 'layers: {} 1 key']
    send('update_display_data', 5, expanded=False)
    wait_for_rows(visit, ['5'])
    assert not page.locator('#out header').is_visible() and not page.locator('#out footer').is_visible()


def test_data_that_refers_to_itself_is_refused(visit):
    page = visit.open()
    outcomes = page.evaluate('(() => { const v = {a: []}; v.a.push(v); return BackendAI.Media.handle_all([["application/json", v]], "r", out) })()')
    assert outcomes[0]['reason'] == 'it refers to itself'


@pytest.mark.parametrize('data', [
    'JSON.stringify(Array.from({length: 16000}, (_, i) => ({id: i, name: "name " + i, tags: ["a", "b"]})))',
    '"[" + "1,".repeat(500000) + "1]"', '"[".repeat(500000) + "]".repeat(500000)', '\'"\' + "\\\\\\"".repeat(500000) + \'"\'',
    '"{" + \'"a":{\'.repeat(150000)', 'Array.from({length: 300000}, (_, i) => i)', '"\\\\".repeat(1000000)', '" ".repeat(1000000)'])
def test_a_megabyte_never_holds_the_page(visit, data):
    """The page is never blocked for two seconds, even on slow machines; a blocking reader would take far longer."""
    page = visit.open()
    show(visit, [1])
    page.evaluate(f'() => {{ globalThis.data = {data} }}')
    held = page.evaluate(HELD, 'BackendAI.Media.handle_all([["application/json", data]], "r", out)')
    assert held < 2000
    assert visit.text()


def test_fifty_megabytes_are_a_tree(visit):
    page = visit.open()
    page.evaluate('''() => { globalThis.data = '[' + Array.from({length: 700000}, (_, i) =>
        `{"id": ${i}, "name": "name ${i}", "values": [0.25, ${i}.5], "is_new": false}`).join(',') + ']'; }''')
    assert page.evaluate('data.length') > 50_000_000
    assert page.evaluate('BackendAI.Media.handle_all([["application/json", data]], "r", out).then(([outcome]) => outcome.ok)')
    assert rows(visit)[:2] == ['[] 700,000 items', '0: {} 4 keys']
    page.focus(TREE)
    page.keyboard.press('End')
    page.wait_for_function(f'document.querySelector("{CURRENT}")?.innerText === "699999: {{}} 4 keys"')
    page.click('text=Expand all')
    page.wait_for_function(f'document.querySelector("{CURRENT}")?.ariaExpanded === "true"', timeout=60000)
    page.focus(TREE)
    page.keyboard.press('End')
    wait_for_text(visit, CURRENT, 'is_new: false')
    assert page.inner_text('#out footer code') == 'root[699999]["is_new"]'
    page.evaluate(f'document.querySelector("{TREE}").scrollTop = 0')
    page.wait_for_function(f'document.querySelector("{ROWS}").innerText === "[] 700,000 items"')
    page.evaluate(f'document.querySelector("{TREE}").scrollTop = 1e9')
    page.wait_for_function(f'[...document.querySelectorAll("{ROWS}")].at(-1).innerText === "is_new: false"')


def test_narrow_and_dark(chromium, visit):
    page = visit.open('<div id="out" style="width: 320px; color-scheme: dark"></div>')
    show(visit, {'a': [[[[[['deep']]]]]], 'text': 'long ' * 100})
    page.click('text=Expand all')
    page.wait_for_selector(f'{ROWS} >> text=deep')
    assert page.evaluate('out.scrollWidth <= 320')
    assert page.locator('[data-kind=string]').first.evaluate('element => getComputedStyle(element).color') == 'rgb(134, 214, 155)'


def test_unknown_types_of_json_are_trees_unless_something_else_says_more(visit):
    visit.open()
    show(visit, {'@type': 'Person'}, mime='application/ld+json')
    assert rows(visit) == ['{} 1 key', '@type: "Person"']
    show(visit, {'a': 1}, mime='application/vnd.nobody.v3.json')
    assert rows(visit)[1:] == ['a: 1']
    show(visit, '{"a": 1}\n{"a": 2}', mime='application/x-ndjson')
    assert rows(visit)[:2] == ['[] 2 items', '0: {} 1 key']
    outcome, = visit.show({'data': {'application/vnd.nobody+json': {'a': 1}, 'text/plain': 'Figure(1)'}}, result_id='both')
    assert outcome['ok'] and visit.page.inner_text('#out > :last-child').strip() == 'Figure(1)'
    outcome, = visit.show({'data': {'application/ld+json; charset=utf-8': {'a': 1}}}, result_id='alone')
    assert outcome['ok'] and rows(visit, '#out > :last-child') == ['{} 1 key', 'a: 1']
    outcome, = visit.show({'data': {'application/json': {'a': 1}, 'text/plain': '<JSON>'}}, result_id='known')
    assert outcome['ok'] and rows(visit, '#out > :last-child') == ['{} 1 key', 'a: 1']
