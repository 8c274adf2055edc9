"""Notebooks: the appearance of every version, hidden parts, and that hostile ones do no harm."""

from __future__ import annotations

import copy
import json

import pytest

from tests.test_plotly import violations

pytestmark = pytest.mark.slow

NOTEBOOK = '#r-0.backendai-notebook'
DONE = f'document.querySelector("{NOTEBOOK}")?.ariaBusy === null'
HOSTILE = '<img src=x onerror="window.hit=1"><script>window.hit=1</script><svg onload="window.hit=1">"\'></details></section>{{x}}`'


def show(visit, notebook) -> dict:
    outcome, = visit.show(['application/x-ipynb+json', notebook])
    if outcome['ok']:
        visit.page.wait_for_function(DONE)
    return outcome


def cell(source='', kind='code', **fields) -> dict:
    return {'cell_type': kind, 'source': source, 'metadata': {}, **({'outputs': [], 'execution_count': 1} if kind == 'code' else {}), **fields}


def notebook(*cells) -> dict:
    return {'nbformat': 4, 'nbformat_minor': 5, 'metadata': {'language_info': {'name': 'python'}}, 'cells': list(cells)}


def inner_texts(visit, selector: str) -> list[str]:
    return [text.strip() for text in visit.page.locator(f'{NOTEBOOK} {selector}').all_inner_texts()]


def test_a_notebook_of_version_4(visit, fixtures):
    page = visit.open()
    show(visit, fixtures('notebook')['version_4'][1])
    assert inner_texts(visit, '.backendai-prompt') == ['[1]:', '[ ]:', '[3]:', '[4]:', '[6]:', '[7]:'][:3] + ['', '[6]:', '[7]:']
    assert inner_texts(visit, 'h1, h2, h3') == ['A notebook', 'Second part', 'Third']
    page.wait_for_function('document.querySelector(".backendai-code-cell .code-kwd")?.textContent === "import"')
    assert inner_texts(visit, '.backendai-stdout')[0].split() == ['hi', 'there', 'more'] and inner_texts(visit, '.backendai-stderr') == ['warning!']
    assert 'ZeroDivisionError: division by zero' in inner_texts(visit, '.backendai-error')[0]
    assert page.locator(f'{NOTEBOOK} .media-image img').bounding_box()['width'] == 180
    assert page.evaluate('[...document.querySelectorAll(".backendai-markdown > div")][0].shadowRoot.querySelector("img").naturalWidth') == 40
    assert inner_texts(visit, '.backendai-raw') == ['<b>raw</b>', 'what']
    assert inner_texts(visit, 'p.media-note') == ['Cell 9 is of an unknown type: future.', 'An output is of an unknown type: strange.',
                                                 'No handler shows an output of the type application/vnd.custom.']
    assert [error['reason'] for error in visit.errors] == [text.rstrip('.') for text in inner_texts(visit, 'p.media-note')]


def test_text_formulas_and_notebooks_in_each_engine(engine, fixtures):
    """Under a strict policy with Trusted Types, without a report; and a text that grows ends as the same text at once."""
    policy = ("default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; img-src data: blob:; require-trusted-types-for 'script'; "
              "trusted-types backendai-html")
    engine.open(main=f'<script nonce="abc" src="{engine.root}/js/main.min.js"></script>', headers={'Content-Security-Policy': policy})
    markdown = fixtures('markdown')
    text = markdown['overview'][1] + '\n\n' + markdown['formulas'][1]
    assert [outcome['ok'] for outcome in engine.show(['text/markdown', text], fixtures('math')['mixed'], fixtures('notebook')['version_4'])] == [True] * 3
    root = 'document.querySelector("#r-{} > .backendai-markdown > div").shadowRoot'
    engine.wait_for('document.querySelectorAll(".backendai-cell .code-kwd").length && document.querySelector(".backendai-notebook").ariaBusy === null')
    seen = engine.run(f"""const root = {root.format(0)}, latex = document.querySelector("#r-1.backendai-math > div").shadowRoot;
      return [root.querySelectorAll("li.task > input, td, .alert, .notes li, math").length, latex.querySelectorAll("math").length,
              [root, latex].map(each => getComputedStyle(each.querySelector(".katex")).fontFamily.split(",")[0]),
              document.querySelectorAll(".backendai-prompt").length, [...document.fonts].every(font => font.status === "loaded")]""")
    assert seen[0] > 15 and seen[1] == 2 and seen[2] == ['KaTeX_Main'] * 2 and seen[3] == 6 and seen[4]
    engine.run("""const box = document.body.appendChild(document.createElement('section')), [text] = arguments;
      for (let end = 0; end <= text.length; end += 40) { BackendAI.Media.handle_all([['text/markdown', text.slice(0, end)]], 'grown', box); await new Promise(done => setTimeout(done, 20)); }
      await BackendAI.Media.handle_all([['text/markdown', text]], 'grown', box);""", text)
    plain = '[...{}.querySelectorAll(".part, .notes")].map(each => each.textContent.trim()).join("").replace(/\\s+/g, "")'
    engine.wait_for(f'{plain.format(root.format(0))} === {plain.format(root.format(0).replace("r-0", "grown-0"))}')
    assert violations(engine) == [] and len(engine.run('return __errors')) == 3  # the notebook's unknown cell and outputs


def test_what_is_hidden(visit):
    page = visit.open()
    text = [{'output_type': 'stream', 'name': 'stdout', 'text': 'output'}]
    show(visit, notebook(
        cell('a', outputs=text, metadata={'tags': ['remove-cell']}), cell('b', outputs=text, metadata={'tags': ['remove_input']}),
        cell('c', outputs=text, metadata={'tags': ['remove-output']}), cell('d', outputs=text, metadata={'tags': ['hide-input']}),
        cell('e', outputs=text, metadata={'tags': ['hide_output']}), cell('f', 'markdown', metadata={'tags': ['hide-cell']}),
        cell('g', outputs=text, metadata={'jupyter': {'source_hidden': True, 'outputs_hidden': True}}), cell('h', outputs=text, metadata={'collapsed': True}),
        cell('#@title The form\ni', metadata={'cellView': 'form'}), cell('j', outputs=text, metadata={'tags': 5, 'jupyter': 'x', 'collapsed': 'yes'}),
        cell('k', outputs=text, metadata='wrong')))
    # Each line of output ends with a separate element without visible text.
    assert [section.inner_text().rstrip('\n').split('\n') for section in page.locator('section').all()] == [
        ['output'], ['[1]:', 'c'], ['Show the code', 'output'], ['[1]:', 'e', 'Show the output'], ['Show this cell'], ['Show the code', 'Show the output'],
        ['[1]:', 'h', 'Show the output'], ['The form'], ['[1]:', 'j', 'output'], ['[1]:', 'k', 'output']]
    page.click('text=Show this cell')
    assert page.locator('section:has(> details[open]) p').inner_text() == 'f'


def test_older_versions(visit, fixtures):
    visit.open()
    show(visit, fixtures('notebook')['version_3'][1])
    assert inner_texts(visit, 'h2') == ['An old notebook'] and inner_texts(visit, '.backendai-prompt') == ['[7]:']
    assert inner_texts(visit, '.backendai-input code') == ['x = 1\nx'] and [text.rstrip('\n') for text in inner_texts(visit, '.backendai-stderr')] == ['careful']
    assert [text for text in inner_texts(visit, '.backendai-outputs')[0].split('\n') if text.strip()] == ['1', 'careful', 'E: v']
    assert inner_texts(visit, '.backendai-outputs b') == ['bold']
    show(visit, fixtures('notebook')['version_2'][1])
    assert inner_texts(visit, '.backendai-input') == ['[1]:\n2 + 2'] and [text.rstrip('\n') for text in inner_texts(visit, '.backendai-outputs')] == ['4']


def test_the_table_of_contents_leads_to_headings(visit):
    page = visit.open(body='<div id="out"></div>')
    show(visit, notebook(cell('# First\n\n' + 'text\n\n' * 60 + '## **Second** `part`', 'markdown'), cell('```\n# none\n```', 'markdown'), *[cell('x')] * 50, cell('# Third', 'markdown')))
    page.click('nav summary')
    assert inner_texts(visit, 'nav li') == ['First', 'Second part', 'Third']
    for name in ('Third', 'Second part'):
        page.locator('nav a', has_text=name).click()
        page.wait_for_function('name => { const box = document.activeElement.shadowRoot?.activeElement; const {top, bottom} = box?.getBoundingClientRect() ?? {}; return box?.textContent === name && top >= 0 && bottom <= innerHeight; }', arg=name)
    assert page.evaluate('location.hash') == ''


def places_of(value, path=()):
    """The path of every value in a tree."""
    yield path
    if isinstance(value, (dict, list)):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places_of(inner, (*path, key))


def changed(tree, path, value):
    result = copy.deepcopy(tree)
    place = result
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return result


def test_hostile_text_at_every_place_is_harmless(visit, fixtures):
    page = visit.open('<p id="host">host</p><div id="out"></div>')
    for version in ('version_4', 'version_3'):
        tree = fixtures('notebook')[version][1]
        for path in places_of(tree):
            if path and isinstance(path[-1], str) and path[-1] not in ('cells', 'worksheets'):
                parent = tree
                for key in path[:-1]:
                    parent = parent[key]
                if not isinstance(parent[path[-1]], (dict, list)):
                    tree = changed(tree, path, HOSTILE)
        whole = fixtures('notebook')[version][1]
        places = [path for path in places_of(whole) if path and isinstance(path[-1], str) and 'text/html' not in path]
        # Several places per notebook, to need fewer pages.
        for start in range(0, len(places), 12):
            hostile = copy.deepcopy(whole)
            for path in sorted(places[start:start + 12], key=len, reverse=True):
                hostile = changed(hostile, path, HOSTILE)
            show(visit, hostile)
        show(visit, tree)
    page.wait_for_timeout(100)
    assert page.evaluate('window.hit === undefined') and page.inner_text('#host') == 'host'
    assert page.evaluate('document.querySelectorAll("#out script, #out [onerror], #out [onload]").length') == 0


@pytest.mark.parametrize('value', [None, 5, '', [], {}, True, 'text', [[]], {'a': None}])
def test_a_value_of_another_type_anywhere_costs_itself_alone(visit, fixtures, value):
    page = visit.open()
    whole = fixtures('notebook')['version_4'][1]
    places = [path for path in places_of(whole) if len(path) > 2 and path[1] != 0]
    hostile = whole
    for path in places[::7]:
        try:
            hostile = changed(hostile, path, value)
        except (TypeError, KeyError, IndexError):
            continue  # an earlier change removed its parent
    outcome = show(visit, hostile)
    assert outcome['ok'], outcome
    assert page.locator('section').first.locator('h1').inner_text() == 'A notebook'


@pytest.mark.parametrize(('data', 'reason'), [
    ('{"cells": [', 'its data is not JSON'), ('', 'its data is not JSON'), ('[]', 'its data is not a notebook, which has cells'), ('5', 'its data is not a notebook, which has cells'),
    (None, 'its data is not a notebook, which has cells'), ({}, 'its data is not a notebook, which has cells'),
])
def test_what_is_no_notebook_says_why(visit, data, reason):
    visit.open()
    outcome = show(visit, data)
    assert not outcome['ok'] and outcome['reason'] == reason
    assert visit.page.inner_text('#out').startswith('Cannot show application/x-ipynb+json: ')


def test_empty_ones(visit):
    page = visit.open()
    for empty in ({'nbformat': 4}, {'nbformat': 3, 'worksheets': []}, {'cells': []}, json.dumps(notebook())):
        assert show(visit, empty)['ok'] and page.locator('section').count() == 0
        assert visit.text() == 'The notebook has no cells.'
    show(visit, notebook(cell(), cell('x')))
    blank, line = (page.locator('.backendai-input > pre').nth(index).bounding_box()['height'] for index in (0, 1))
    assert blank == line


def test_a_large_one_shows_its_first_cells_while_the_page_answers(visit):
    page = visit.open()
    cells = [cell(f'# Part {index}\n\n' + 'Some words about it. ' * 40, 'markdown') if index % 2 else
             cell('x = 1\n' * 20, outputs=[{'output_type': 'stream', 'name': 'stdout', 'text': 'line\n' * 100}]) for index in range(600)]
    page.evaluate('''window.longest = 0; let last = performance.now(); window.timer = setInterval(() => {
        window.longest = Math.max(window.longest, performance.now() - last); last = performance.now(); }, 0)''')
    outcome, = visit.show(['application/x-ipynb+json', notebook(*cells)])
    assert outcome['ok']
    assert page.evaluate('document.querySelector("section").innerText').startswith('[1]:')
    assert page.evaluate(f'document.querySelector("{NOTEBOOK}").ariaBusy') == 'true'  # the rest follows
    page.evaluate('scrollTo(0, document.body.scrollHeight)')
    page.wait_for_function('[...document.querySelectorAll("section")].at(-1).querySelector(".backendai-markdown > div")?.shadowRoot.textContent.startsWith("Part 599")')
    page.evaluate('BackendAI.Media.clear(out)')
    page.evaluate('clearInterval(timer)')


@pytest.mark.parametrize('width', [1000, 400])
def test_it_stays_in_its_width(visit, fixtures, width):
    page = visit.open(head='<meta name="viewport" content="width=device-width">')
    page.set_viewport_size({'width': width, 'height': 800})
    show(visit, notebook(cell('x = "' + 'long ' * 200 + '"', outputs=[{'output_type': 'stream', 'name': 'stdout', 'text': 'w' * 500}]), cell('w' * 500, 'raw'), cell('w' * 500, 'markdown')))
    assert page.evaluate('document.documentElement.scrollWidth') <= width
