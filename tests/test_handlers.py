"""The contract of handlers: matching of types, MIME bundles, views, and renderers that hosts register."""

from __future__ import annotations


import pytest

from tests.test_api import ITEM, PNG, SVG, element_ids
from toolchain.build import registry
from toolchain.errors import DialectErrors

# A renderer that logs its calls and shows text.
RENDERER = '''
window.log = [];
window.renderer = (types, more) => ({types, slotClass: 'media-item host', render(item, slot, id) {
    log.push(['render', item.type, item.data, id]);
    const node = document.createElement('p');
    node.id = id;
    node.append(item.data);
    return {node,
        update(item) { log.push(['update', item.data]); node.replaceChildren(item.data); },
        dispose() { log.push(['dispose', node.innerText]); }};
}, ...more});
'''
SHOW = '([item, id]) => BackendAI.Media.handleAll([item], id ?? "r", out).then(outcomes => outcomes[0])'


@pytest.fixture
def page(visit):
    page = visit.open()
    page.evaluate(RENDERER)
    return page


@pytest.mark.parametrize('mime', [
    'image/png; charset=utf-8', 'IMAGE/PNG;x="a;b"', ' image/png ', 'image/x-png', 'image/png.v2', 'image/png;', 'image/png.v2.json'])
def test_a_type_is_matched_by_one_rule(visit, mime):
    page = visit.open()
    assert page.evaluate('([mime, data]) => BackendAI.Media.handle([mime, data], "r", out)', [mime, ITEM[1]]) is True
    page.wait_for_function('out.querySelector("img#r")?.naturalWidth === 1')


@pytest.mark.parametrize('mime', [
    'image/pngv2', 'image/png+xml', 'x-image/png', 'image/png.v', 'image', '', ';', 'image/png image/gif', 'text/html.x'])
def test_what_the_rule_does_not_say_is_another_type(visit, mime):
    page = visit.open()
    assert page.evaluate('([mime, data]) => BackendAI.Media.handle([mime, data], "r", out)', [mime, ITEM[1]]) is False


def test_main_and_the_build_have_the_same_rule(page):
    """Versioned types, as kernels send them: each spelling finds the handler registered for the plain one."""
    spellings = {
        'application/vnd.vegalite+json': ['application/vnd.vegalite.v6.json', 'application/vnd.vegalite.v5+json',
                                          'application/vnd.vegalite.v5.20.1+json', 'Application/Vnd.Vegalite.V6.Json; a=b'],
        'application/vnd.plotly+json': ['application/vnd.plotly.v1+json', 'application/vnd.plotly+json'],
        'application/vnd.dataresource+json': ['application/vnd.dataresource.json'],
        'audio/made-up': ['audio/x-made-up'],
    }
    page.evaluate('types => { BackendAI.Media.register(renderer(types)); }', list(spellings))
    for plain, others in spellings.items():
        for mime in [plain, *others]:
            assert registry.canonical(mime) == registry.canonical(plain)
            assert page.evaluate(SHOW, [[mime, 'x'], None])['ok'], mime
            assert page.evaluate('log.at(-1)[0]') in ('render', 'update')


def test_a_handler_gets_its_type_in_lower_case_with_the_version(page):
    page.evaluate('void BackendAI.Media.register(renderer(["application/vnd.vegalite+json"]))')
    page.evaluate(SHOW, [['Application/VND.VegaLite.v6.json; charset=utf-8', 'x'], None])
    assert page.evaluate('log') == [['render', 'application/vnd.vegalite.v6.json', 'x', 'r-0']]


BUNDLE = {'data': {'text/plain': 'words', 'image/png': PNG, 'x/unknown': 1}, 'metadata': {'image/png': {'width': 7}}}


def test_the_best_of_a_bundle_is_shown(visit):
    page = visit.open()
    assert page.evaluate('bundle => BackendAI.Media.handle(bundle, "a", out)', BUNDLE) is True
    outcome = page.evaluate(SHOW, [BUNDLE, None])
    assert outcome == {'id': 'r-0', 'type': 'image/png', 'ok': True, 'reason': None}
    assert element_ids(page) == ['a', 'r-0']
    assert page.evaluate('[out.lastChild.className, out.lastChild.firstChild.width]') == ['media-item media-image', 7]
    assert set(visit.chunk_requests()) - {'presence.js'} == {'bundle.js', 'image.js'}


def test_a_bundle_that_no_handler_knows(visit):
    page = visit.open()
    for bundle in [{'data': {'x/y': 1}}, {'data': {}}, {'type': None, 'data': {'__proto__': 1}}, {'data': [1]}, {'data': None}]:
        assert page.evaluate('bundle => BackendAI.Media.handle(bundle, "r", out)', bundle) is False
    assert visit.chunk_requests() == []


def test_a_host_takes_part_in_bundles_by_its_rank(page):
    bundle = {'data': {'image/png': PNG, 'host/high': 'high', 'host/low': 'low'}}
    page.evaluate('void BackendAI.Media.register(renderer(["host/low"], {rank: 1}))')
    page.evaluate(SHOW, [bundle, None])
    assert page.evaluate('out.firstChild.firstChild.localName') == 'img'
    page.evaluate('void BackendAI.Media.register(renderer(["host/high"], {rank: 99}))')
    page.evaluate(SHOW, [bundle, None])
    assert page.evaluate('[out.children.length, out.innerText, out.firstChild.className]') == [1, 'high', 'media-item host']


def test_a_view_is_updated_in_place_and_disposed_of_when_replaced(page):
    page.evaluate('void BackendAI.Media.register(renderer(["host/a"])); void BackendAI.Media.register(renderer(["host/b"]))')
    page.evaluate(SHOW, [['host/a', 'one'], None])
    page.evaluate('window.first = document.querySelector("#r-0")')
    page.evaluate(SHOW, [['host/a', 'two'], None])
    assert page.evaluate('[first.isConnected, first.innerText, out.children.length]') == [True, 'two', 1]
    page.evaluate(SHOW, [['host/b', 'three'], None])
    page.evaluate(SHOW, [SVG, None])
    page.wait_for_function('log.length === 5')
    assert page.evaluate('log.map(entry => entry.join()).sort()') == [
        'dispose,three', 'dispose,two', 'render,host/a,one,r-0', 'render,host/b,three,r-0', 'update,two']


def test_a_renderer_takes_over_a_type_of_ours_until_it_is_taken_back(visit, page):
    page.evaluate('void (window.back = BackendAI.Media.register(renderer(["image/png"])))')
    page.evaluate(SHOW, [['image/png', 'mine'], None])
    assert page.inner_text('#out') == 'mine'
    page.evaluate('back(); back();')
    page.evaluate(SHOW, [ITEM, None])
    assert page.evaluate('out.querySelector("img#r-0").naturalWidth') == 1
    page.wait_for_function('log.at(-1).join() === "dispose,mine"')
    assert sorted(visit.chunk_requests()) == ['image.js', 'presence.js']


def test_a_renderer_registered_before_main(visit, assets):
    gate = assets.hold('main.min.js')
    page = visit.open(main=f'<script>{RENDERER} BackendAI = {{queue: [() => BackendAI.Media.register(renderer(["host/a"])),'
                           f'() => BackendAI.Media.handle(["host/a", "early"], "e", out)]}}</script>'
                           f'<script async src="{visit.main}"></script>', wait='commit')
    gate.set()
    page.wait_for_function('document.querySelector("#e")?.innerText === "early"')


@pytest.mark.parametrize('render, reason', [
    ('() => { throw Error("broken") }', 'broken'), ('async () => { throw Error("later") }', 'later'),
    ('() => { throw null }', 'null'), ('() => Promise.reject("words")', 'words'), ('() => { throw Object.create(null) }', None)])
def test_a_renderer_that_fails_is_isolated(visit, page, render, reason):
    page.evaluate(f'void BackendAI.Media.register({{types: ["host/a"], render: {render}}})')
    outcomes = visit.show(['host/a', 1], ITEM)
    assert [outcome['ok'] for outcome in outcomes] == [False, True]
    if reason:
        assert outcomes[0]['reason'] == reason
        assert page.inner_text('#out') == f'Cannot show host/a: {reason}.'


@pytest.mark.parametrize('wrong', ['null', '{}', '{types: "x/y", render() {}}', '{types: ["x/y"]}', '{types: ["x/y"], render: 5}', '{types: [5], render() {}}'])
def test_a_wrong_renderer_is_an_event(visit, page, wrong):
    assert page.evaluate(f'BackendAI.Media.register({wrong})()') is None
    assert [error['reason'] for error in visit.errors] == [
        'register() needs types, a list, and render, a function']
    assert page.evaluate('BackendAI.Media.handle(["x/y", 1], "r", out)') is False


def test_a_late_view_is_disposed_of_unseen(page):
    page.evaluate('''() => { BackendAI.Media.register({types: ['host/slow'], render: () => new Promise(done => { window.finish = () => done(
        {node: document.createElement('b'), dispose() { log.push(['dispose', 'late']); }}); })});
        window.slow = BackendAI.Media.handleAll([['host/slow', 1]], 'r', out); }''')
    page.evaluate(SHOW, [ITEM, None])
    page.evaluate('() => { finish(); return slow; }')
    assert page.evaluate('[log.join(), out.querySelector("b")]') == ['dispose,late', None]
    assert element_ids(page) == ['r-0']


# Declarations


HANDLER = '"""A handler."""\nMIME_TYPES = {types}\n{more}\nSLOT_CLASS = "media-item"\n\n\ndef render(item, slot, result_id):\n    return None\n'


def declare(tmp_path, types: str = "('x/y',)", more: str = '') -> object:
    for folder in ('handlers', 'features'):
        (tmp_path / 'media' / folder).mkdir(parents=True, exist_ok=True)
    (tmp_path / 'media' / 'features' / 'tools.py').write_text('"""Tools."""\n')
    (tmp_path / 'media' / 'handlers' / 'one.py').write_text(HANDLER.format(types=types, more=more))
    return tmp_path


@pytest.mark.parametrize('more, message', [
    ('NEEDS = ("tool",)', 'NEEDS names tool, which is neither'), ('NEEDS = "tools"', 'NEEDS is not a tuple'),
    ('NEEDS = (name,)', 'NEEDS is computed'), ('NEEDS = ("tools", 3)', 'NEEDS is not a tuple'),
    ('NEEDS = (("tools", "a b"),)', 'the pattern of tools is empty or holds'), ('NEEDS = ("one",)', 'one NEEDS itself'),
    ('RANK = "high"', 'RANK is not an integer'), ('RANK = 5 + x', 'RANK is computed')])
def test_wrong_declarations_stop_the_build(tmp_path, more, message):
    root = declare(tmp_path, more=more)
    with pytest.raises(DialectErrors, match=r'media/handlers/one\.py:3: ' + message):
        registry.handlers(root)
        registry.needs(root)


def test_two_spellings_of_a_type_belong_to_one_handler(tmp_path):
    root = declare(tmp_path, "('audio/x-wav', 'audio/wav')")
    assert registry.handlers(root)[0].mime_types == ('audio/x-wav', 'audio/wav')
    (root / 'media' / 'handlers' / 'two.py').write_text(HANDLER.format(types="('audio/wav.v3',)", more=''))
    with pytest.raises(DialectErrors, match='audio/wav.v3 is claimed by media/handlers/one.py, too'):
        registry.handlers(root)


def test_declarations_end_in_the_generated_modules(tmp_path):
    root = declare(tmp_path, more='RANK = 7\nNEEDS = ("tools", ("more", "<b>"))')
    (root / 'media' / 'handlers' / 'best.py').write_text(HANDLER.format(types="('x/best.v2.json',)", more='RANK = 8'))
    source: dict = {}
    (root / 'media' / 'features' / 'tools.py').write_text('"""Tools."""\nNEEDS = ("more",)\n')
    (root / 'media' / 'features' / 'more.py').write_text('"""More tools."""\n')
    exec(registry.source('1', registry.handlers(root), registry.needs(root)), source)
    assert source['HANDLERS'] == 'best x/best;one,tools,more~<b> x/y;tools,more'
    assert source['SLOTS'] == {'best': 'media-item', 'one': 'media-item'}
    exec(registry.ranks(registry.handlers(root)), source)
    assert source['RANKS'] == {'best': 8, 'one': 7}
