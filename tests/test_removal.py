"""Removal of items by clear, by a shorter list, by the host, by frameworks; and restored items that work again."""

from __future__ import annotations

import pytest

from tests.test_api import ITEM, SVG, element_ids
from tests.test_handlers import RENDERER

pytestmark = pytest.mark.slow

TEXT = ['text/plain', 'some \x1b[31mred\x1b[m text\n' * 40]
SHOW = '([items, id]) => BackendAI.Media.handleAll(items, id ?? "r", out).then(outcomes => outcomes.map(each => each.ok))'


@pytest.fixture
def page(visit):
    page = visit.open()
    page.evaluate(RENDERER)
    page.evaluate('void BackendAI.Media.register(renderer(["host/a"]))')
    return page


def shown(page) -> list[str]:
    return page.evaluate('[...out.children].map(slot => slot.querySelector("[id]")?.id ?? slot.innerText)')


def test_clear_removes_what_a_result_shows(page):
    page.evaluate(SHOW, [[ITEM, SVG], 'a'])
    page.evaluate(SHOW, [[ITEM, ITEM], 'b'])
    page.evaluate('item => { BackendAI.Media.handle(item, "c", out); BackendAI.Media.handle(item, "a-x", out); }', ITEM)
    page.wait_for_selector('#a-x')
    page.evaluate('BackendAI.Media.clear(out, "a")')
    assert shown(page) == ['b-0', 'b-1', 'c', 'a-x']
    page.evaluate('BackendAI.Media.clear(out, "c"); BackendAI.Media.clear(out, "unknown"); BackendAI.Media.clear(out, "b-0")')
    assert shown(page) == ['b-1', 'a-x']
    page.evaluate(SHOW, [[ITEM], 'b'])
    assert shown(page) == ['a-x', 'b-0']


def test_clear_leaves_what_is_not_ours_and_other_containers(visit):
    page = visit.open('<div id="out"><p>mine</p></div><div id="other"></div>')
    page.evaluate(SHOW, [[ITEM, SVG], None])
    page.evaluate('item => BackendAI.Media.handleAll([item], "r", other)', ITEM)
    page.evaluate('BackendAI.Media.clear(out)')
    assert page.evaluate('[out.innerHTML, other.children.length]') == ['<p>mine</p>', 1]


def test_clear_with_a_wrong_container_is_an_event(visit, page):
    assert page.evaluate('[BackendAI.Media.clear(null), BackendAI.Media.clear("out"), BackendAI.Media.clear()]') == [None] * 3
    assert [error['reason'] for error in visit.errors] == ['clear() needs a container'] * 3
    page.evaluate('BackendAI.Media.clear(document.createElement("div"))')
    assert len(visit.errors) == 3


def test_the_slots_of_a_canvas_are_cleared_as_well(visit):
    page = visit.open('<div><canvas id="out"></canvas><p>mine</p></div>')
    page.evaluate(SHOW, [[ITEM, SVG], None])
    page.evaluate(SHOW, [[ITEM], None])
    assert page.evaluate('[...out.parentNode.children].map(each => each.localName)') == ['div', 'canvas', 'p']
    page.evaluate('BackendAI.Media.clear(out)')
    assert page.evaluate('[...out.parentNode.children].map(each => each.localName)') == ['canvas', 'p']


def test_what_is_on_its_way_when_it_is_cleared_never_appears(visit, assets, page):
    gate = assets.hold('image.js')
    page.evaluate('item => { window.done = BackendAI.Media.handleAll([item], "r", out); BackendAI.Media.clear(out); }', ITEM)
    gate.set()
    page.evaluate('done')
    assert page.inner_html('#out') == ''
    assert visit.errors == []


@pytest.mark.parametrize('gap', ['out.children[2].remove()', 'BackendAI.Media.clear(out, "r-2")', ''])
def test_a_list_shows_exactly_the_items_it_is_given(page, gap):
    """This holds even if the host has removed an earlier item."""
    page.evaluate(SHOW, [[ITEM, SVG, ITEM, SVG, ITEM], None])
    page.evaluate(gap or '0')
    page.evaluate(SHOW, [[ITEM, ITEM], None])
    assert shown(page) == ['r-0', 'r-1']
    page.evaluate(SHOW, [[SVG, SVG, SVG], None])
    assert shown(page) == ['r-0-svg', 'r-1-svg', 'r-2-svg']
    page.evaluate(SHOW, [[], None])
    assert page.inner_html('#out') == ''


def test_the_lists_of_other_results_stay(page):
    page.evaluate(SHOW, [[ITEM, ITEM], 'r-1'])
    page.evaluate(SHOW, [[ITEM, ITEM], 'r'])
    page.evaluate(SHOW, [[], 'r'])
    assert shown(page) == ['r-1-0', 'r-1-1']


@pytest.mark.parametrize('removal', [
    'BackendAI.Media.clear(out)', 'BackendAI.Media.clear(out, "r")', 'BackendAI.Media.handleAll([], "r", out)', 'out.remove()',
    'out.firstChild.remove()', 'out.innerHTML = ""', 'out.textContent = "other"', 'document.body.replaceChildren()',
    'document.body.innerHTML = "<p>next page</p>"', 'document.documentElement.removeChild(document.body)'])
def test_a_view_is_disposed_of_once_however_it_leaves(page, removal):
    page.evaluate(SHOW, [[['host/a', 'one'], ITEM], None])
    page.wait_for_load_state('networkidle')
    page.evaluate(f'void ({removal})')
    page.wait_for_function('log.length === 2')
    page.evaluate('BackendAI.Media.clear(document.createElement("div"))')
    assert page.evaluate('log.map(entry => entry[0])') == ['render', 'dispose']


def test_in_shadow_roots_and_frames(visit, page):
    """The shadow root, its ancestors, and the frame's document may be removed."""
    for number, (make, leave) in enumerate([
            ('out.attachShadow({mode: "closed"})', 'place.replaceChildren()'),
            ('holder.attachShadow({mode: "open"}).appendChild(document.createElement("b"))', 'holder.remove()'),
            ('frame.contentDocument.body', 'frame.contentDocument.body.firstChild.remove()'),
            ('frame.contentDocument.body', 'frame.remove()')]):
        page = visit.open('<div id="out"></div><span id="holder"></span><iframe id="frame"></iframe>')
        page.evaluate(RENDERER)
        page.evaluate('void BackendAI.Media.register(renderer(["host/a"]))')
        page.evaluate(f'() => {{ window.place = {make}; return BackendAI.Media.handleAll([["host/a", "x"]], "r", place); }}')
        page.wait_for_load_state('networkidle')
        page.evaluate(f'void ({leave})')
        page.wait_for_function('log.length === 2')
        assert page.evaluate('log[1][0]') == 'dispose', number


def test_what_moves_within_a_task_stays_and_what_comes_back_is_rendered_again(visit):
    page = visit.open('<div id="place"><div id="out"></div></div><div id="other"></div>')
    page.evaluate(RENDERER)
    page.evaluate('void BackendAI.Media.register(renderer(["host/a"]))')
    page.evaluate(SHOW, [[['host/a', 'one'], ITEM], None])
    page.wait_for_load_state('networkidle')
    page.evaluate('() => { window.kept = out; other.append(out); out.remove(); place.append(kept); }')
    page.evaluate('new Promise(done => setTimeout(done, 20))')
    assert page.evaluate('log.length') == 1
    page.evaluate('() => { kept.remove(); }')
    page.wait_for_function('log.length === 2')
    page.evaluate('() => { place.append(kept); }')
    page.wait_for_function('log.length === 3')
    page.evaluate(SHOW, [[['host/a', 'two'], ITEM], None])
    assert page.evaluate('[log.map(entry => entry[0]).join(), out.innerText, out.children.length]') == [
        'render,dispose,render,update', 'two', 2]
    page.evaluate('() => { kept.remove(); }')
    page.wait_for_function('log.at(-1).join() === "dispose,two"')


def test_what_was_attached_late_is_noticed_when_it_leaves(page):
    page.evaluate('''async () => { window.late = document.createElement('div');
        const done = BackendAI.Media.handleAll([['host/a', 'one']], 'r', late);
        document.body.append(late);
        await done; }''')
    page.wait_for_load_state('networkidle')
    page.evaluate('() => { late.remove(); }')
    page.wait_for_function('log.length === 2')


def test_a_dispose_that_throws_is_an_event(visit, page):
    page.evaluate('''void BackendAI.Media.register({types: ['host/bad'], render: () => ({node: document.createElement('b'),
        dispose() { throw Error('cannot let go'); }})})''')
    page.evaluate(SHOW, [[['host/bad', 1], ['host/a', 'x']], None])
    page.wait_for_load_state('networkidle')
    page.evaluate('BackendAI.Media.clear(out)')
    page.wait_for_function('log.length === 2')
    assert [error['reason'] for error in visit.errors] == ['cannot let go']


# Ways of restoring our markup without its state.

@pytest.mark.parametrize('restore', [
    'out.innerHTML = out.innerHTML', 'out.replaceWith(out.cloneNode(true))',
    # Turbo caches a clone of the body; htmx caches its markup.
    'document.body.replaceWith(document.body.cloneNode(true))', 'document.body.innerHTML = document.body.innerHTML',
    # Morphing keeps the container and inserts new children.
    'out.replaceChildren(...document.importNode(out, true).childNodes)'])
def test_restored_markup_is_taken_over(visit, fixtures, restore):
    """Repeating the calls shows each item once, working, in order."""
    page = visit.open('<div id="out"><h2>Results</h2></div>')
    items = [ITEM, TEXT, fixtures('gitgraph')['small'] if 'small' in fixtures('gitgraph') else next(iter(fixtures('gitgraph').values())), SVG]
    call = '''async ([items, id]) => {
        const place = document.getElementById('out');
        const outcomes = await BackendAI.Media.handleAll(items, 'r', place);
        const console = await BackendAI.Media.handleResult({console: [['stdout', 'from a console']]}, 'c', place);
        return [outcomes.map(each => each.ok).every(Boolean), console.element.isConnected,
                [...place.children].map(each => each.className)]; }'''
    first = page.evaluate(call, [items, 'r'])
    page.wait_for_function('document.getElementById("out").innerText.includes("from a console")')
    page.evaluate(f'void ({restore})')
    second = page.evaluate(call, [items, 'r'])
    assert second == first and first[:2] == [True, True]
    page.wait_for_function('document.getElementById("out").innerText.split("from a console").length === 2')
    assert page.locator('#out').inner_text().count('some red text') >= 1
    assert page.evaluate('document.querySelectorAll("#r-0").length + document.querySelectorAll(".backendai-gitgraph").length') == 2
    page.evaluate('item => BackendAI.Media.handleAll([item], "r", document.getElementById("out"))', ITEM)
    assert page.evaluate('document.querySelectorAll("#out > div").length') == 2
    page.evaluate('BackendAI.Media.clear(document.getElementById("out"))')
    assert page.inner_html('#out') == '<h2>Results</h2>'


def test_restored_markup_can_be_cleared(visit):
    page = visit.open()
    page.evaluate(SHOW, [[ITEM, SVG, ITEM], None])
    page.evaluate('void (out.innerHTML = out.innerHTML)')
    page.evaluate(SHOW, [[ITEM], None])
    assert element_ids(page) == ['r-0']
    page.evaluate('void (out.innerHTML = out.innerHTML)')
    page.evaluate('BackendAI.Media.clear(out)')
    assert page.inner_html('#out') == ''


# Leaks: Chromium's counts of nodes and listeners, after garbage collection.

COUNTS = '''async () => { for (let i = 0; i < 4; i++) { gc(); await new Promise(done => setTimeout(done, 30)); } }'''


def counts(page, session) -> dict[str, float]:
    page.evaluate(COUNTS)
    session.send('HeapProfiler.collectGarbage')
    page.evaluate(COUNTS)
    metrics = {entry['name']: entry['value'] for entry in session.send('Performance.getMetrics')['metrics']}
    return {name: metrics[name] for name in ('Nodes', 'JSEventListeners', 'JSHeapUsedSize', 'Documents')}


# Vue's v-if removes and recreates the container; clear() empties it; a text may also be replaced by an image.
CYCLES = {
    'v-if': '''async ([items, times]) => { for (let i = 0; i < times; i++) {
        const place = document.createElement('div');
        host.append(place);
        await BackendAI.Media.handleAll([items[i % items.length]], 'r', place);
        if (i % 10 === 0) await new Promise(requestAnimationFrame);
        place.remove(); } }''',
    'clear': '''async ([items, times]) => { for (let i = 0; i < times; i++) {
        await BackendAI.Media.handleAll([items[i % items.length]], 'r', host);
        if (i % 10 === 0) await new Promise(requestAnimationFrame);
        BackendAI.Media.clear(host); } }''',
    'replace': '''async ([items, times]) => { for (let i = 0; i < times; i++) {
        await BackendAI.Media.handleAll([items[i % items.length]], 'r', host);
        if (i % 10 === 0) await new Promise(requestAnimationFrame); }
        BackendAI.Media.clear(host); }''',
    'console': '''async ([items, times]) => { for (let i = 0; i < times; i++) {
        const place = document.createElement('div');
        host.append(place);
        await BackendAI.Media.handleResult({console: [['stdout', 'text'], ['media', items[0]]]}, 'c', place);
        if (i % 10 === 0) await new Promise(requestAnimationFrame);
        i % 2 ? place.remove() : BackendAI.Media.clear(place) ?? place.remove(); } }''',
}


@pytest.mark.parametrize('cycle', CYCLES)
def test_a_thousand_cycles_leave_nothing_behind(visit, fixtures, cycle):
    """Cleaning up needs no scrolling or other event."""
    page = visit.open('<div id="host"></div>')
    kinds = [name for name in ('image', 'svg', 'text', 'html', 'gitgraph', 'json') if fixtures(name)]
    items = [ITEM, TEXT, ['host/a', 'x'], *(next(iter(fixtures(kind).values())) for kind in kinds)]
    page.evaluate('''() => void BackendAI.Media.register({types: ['host/a'], render() {
        const timer = setInterval(() => {}, 1000), node = document.createElement('b');
        return {node, dispose() { clearInterval(timer); }}; }})''')
    session = page.context.new_cdp_session(page)
    session.send('Performance.enable')
    page.evaluate('''() => { window.blobs = new Set(); const {createObjectURL, revokeObjectURL} = URL;
        URL.createObjectURL = blob => { const address = createObjectURL(blob); blobs.add(address); return address; };
        URL.revokeObjectURL = address => { blobs.delete(address); revokeObjectURL(address); }; }''')
    page.evaluate(CYCLES[cycle], [items, 300])  # until the browser has compiled the code
    before = counts(page, session)
    page.evaluate(CYCLES[cycle], [items, 1000])
    after = counts(page, session)
    growth = {name: after[name] - before[name] for name in before}
    assert growth['Nodes'] < 100, growth
    assert growth['JSEventListeners'] < 20, growth
    assert growth['Documents'] <= 1, growth
    assert growth['JSHeapUsedSize'] < 400_000, growth
    assert page.evaluate('blobs.size') <= 3
