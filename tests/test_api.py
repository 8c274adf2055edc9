"""The API for front-end developers: handle, handle_all, their ids, outcomes and errors."""

from __future__ import annotations

import pytest

from tests.support.project import VERSION

PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
ITEM = ['image/png', f'data:image/png;base64,{PNG}']
SVG = ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>']
NAMES_OF = '''value => { const names = []; const walk = (prefix, value) => { for (const name of Object.keys(value).sort()) {
    names.push(prefix + name); if (typeof value[name] === 'object' && value[name]) walk(prefix + name + '.', value[name]); } };
    walk('', value); return names; }'''


def element_ids(page) -> list[str]:
    return page.evaluate('[...document.querySelectorAll("#out [id]")].map(element => element.id)')


def test_the_public_surface_is_pinned(visit, built):
    page = visit.open()
    assert page.evaluate(f'({NAMES_OF})(BackendAI)') == [
        'Media', 'Media.clear', 'Media.handle', 'Media.handleAll', 'Media.handleResult', 'Media.handle_all', 'Media.handle_result',
        'Media.register', 'Media.snapshot', 'Utils', 'Utils.asyncSeries', 'Utils.async_series', 'assetRoot', 'load', 'loadConsole', 'loadWebterm', 'preload', 'queue', 'queue.push', 'say', 'version']
    assert page.evaluate('''[BackendAI.Media.handleAll === BackendAI.Media.handle_all,
        BackendAI.Media.handleResult === BackendAI.Media.handle_result,
        BackendAI.Utils.asyncSeries === BackendAI.Utils.async_series]''') == [True] * 3
    assert page.evaluate('BackendAI.version') == VERSION


def test_items_are_lists_or_objects(visit):
    page = visit.open()
    assert page.evaluate('item => BackendAI.Media.handle(item, "a", out)', ITEM) is True
    assert page.evaluate('([type, data]) => BackendAI.Media.handle({type, data}, "b", out)', ITEM) is True
    assert page.evaluate('([type, data]) => BackendAI.Media.handle({type: type.toUpperCase(), data}, 3, out)', ITEM) is True
    page.wait_for_function('document.querySelectorAll("#out > div.media-item.media-image > img").length === 3')
    assert element_ids(page) == ['a', 'b', '3']


def test_an_unknown_type_is_false_and_leaves_the_page_alone(visit):
    page = visit.open()
    for mime in ['application/x-unknown', '__proto__', 'constructor', 'toString', '', 'image/', 'hasOwnProperty']:
        assert page.evaluate('mime => BackendAI.Media.handle([mime, "x"], "r", out)', mime) is False
        assert page.evaluate('mime => BackendAI.Media.handle({type: mime, data: "x"}, "r", out)', mime) is False
    for item in [[], [None, 'x'], [7, 'x'], {}, 5, 'text', True, {'type': None}]:
        assert page.evaluate('item => BackendAI.Media.handle(item, "r", out)', item) is False
    assert page.inner_html('#out') == ''
    assert visit.errors == []
    assert visit.chunk_requests() == []


def test_handle_all_says_in_its_place_what_it_cannot_show(visit):
    visit.open()
    outcomes = visit.show(ITEM, ['application/x-unknown', 1], SVG, None, [], ['__proto__', 1], ITEM)
    assert [outcome['ok'] for outcome in outcomes] == [True, False, True, False, False, False, True]
    assert [outcome['id'] for outcome in outcomes] == [f'r-{index}' for index in range(7)]
    assert [outcome['type'] for outcome in outcomes] == [
        'image/png', 'application/x-unknown', 'image/svg+xml', None, None, '__proto__', 'image/png']
    assert outcomes[1]['reason'] == 'no handler shows this type'
    slots = visit.page.evaluate('[...out.children].map(slot => slot.querySelector("img")?.id ?? slot.innerText)')
    assert slots == ['r-0', 'Cannot show application/x-unknown: no handler shows this type.', 'r-2-svg',
                     'Cannot show this item: not a valid item.', 'Cannot show this item: not a valid item.',
                     'Cannot show __proto__: no handler shows this type.', 'r-6']
    assert [(error['id'], error['reason'], error['place']) for error in visit.errors] == [
        ('r-1', 'no handler shows this type', 'DIV'), ('r-3', 'not a valid item', 'DIV'), ('r-4', 'not a valid item', 'DIV'),
        ('r-5', 'no handler shows this type', 'DIV')]


def test_bad_calls_are_events_and_never_exceptions(visit):
    page = visit.open()
    assert page.evaluate('''async item => [
        BackendAI.Media.handle(null, 'r', out), BackendAI.Media.handle(undefined, 'r', out),
        BackendAI.Media.handle(item, 'r', null), BackendAI.Media.handle(item, 'r', undefined),
        BackendAI.Media.handle(item, 'r', 'out'), BackendAI.Media.handle(item, 'r', {}), BackendAI.Media.handle(),
        BackendAI.Media.handle(item, Object.create(null), out), BackendAI.Media.handle(item, 'r', document),
        BackendAI.Media.handle({get type() { throw Error('getter'); }}, 'r', out)]''', ITEM) == [False] * 10
    reasons = [error['reason'] for error in visit.errors]
    assert reasons[:7] == ['handle() needs an item and a container'] * 7
    assert len(reasons) == 10 and reasons[9] == 'getter'
    assert page.inner_html('#out') == ''


def test_handle_all_never_rejects(visit):
    page = visit.open()
    results = page.evaluate('''async item => Promise.all([
        BackendAI.Media.handle_all(null, 'r', out), BackendAI.Media.handle_all([], 'r', out), BackendAI.Media.handle_all(),
        BackendAI.Media.handle_all('items', 'r', out), BackendAI.Media.handle_all({length: 1}, 'r', out),
        BackendAI.Media.handle_all([item, item], 'r', null), BackendAI.Media.handle_all([item], Object.create(null), out),
        BackendAI.Media.handle_all([{get type() { throw Error('getter'); }}, item], 'g', out)])''', ITEM)
    assert results[:5] == [[]] * 5
    assert [[outcome['ok'] for outcome in outcomes] for outcomes in results[5:]] == [[False, False], [False], [False, True]]
    assert results[7][0]['reason'] == 'getter'
    reasons = [error['reason'] for error in visit.errors]
    assert len(reasons) == 7
    assert reasons[:5] == ['handle_all() needs a list of items and a container'] * 5  # the problem, and the call
    assert element_ids(page) == ['g-1']


def test_a_host_may_take_the_errors(visit):
    page = visit.open()
    page.evaluate('out.addEventListener("backendai:error", event => { window.taken = event.detail; event.preventDefault(); })')
    visit.show(['application/x-unknown', 1])
    assert page.evaluate('({id: taken.id, type: taken.type, reason: taken.reason})') == {
        'id': 'r-0', 'type': 'application/x-unknown', 'reason': 'no handler shows this type'}
    assert not [line for line in visit.console if 'backend.ai-media' in line]
    page.evaluate('BackendAI.Media.handle(null, "r", null)')
    assert '[backend.ai-media] handle() needs an item and a container' in visit.console


def test_a_detached_container_is_filled_and_reported(visit):
    page = visit.open()
    outcomes = page.evaluate('''async item => {
        window.detached = document.createElement('div');
        detached.addEventListener('backendai:error', event => { window.heard = event.detail.reason; });
        return BackendAI.Media.handle_all([item], 'r', detached); }''', ITEM)
    assert outcomes[0]['ok']
    assert page.evaluate('detached.querySelector("img#r-0") !== null')
    assert page.evaluate('heard') == 'the container is not in a document'
    assert [error['reason'] for error in visit.errors] == ['the container is not in a document']


def test_handle_fills_and_reports_a_detached_container_too(visit):
    page = visit.open()
    assert page.evaluate('''item => {
        window.detached = document.createElement('div');
        return BackendAI.Media.handle(item, 'r', detached); }''', ITEM) is True
    page.wait_for_function('window.__errors.length === 1')
    assert [error['reason'] for error in visit.errors] == ['the container is not in a document']
    assert page.evaluate('detached.querySelector("img#r") !== null')


def test_a_container_that_is_attached_in_time_is_no_error(visit):
    page = visit.open()
    page.evaluate('''async item => {
        const container = document.createElement('div');
        const done = BackendAI.Media.handle_all([item], 'r', container);
        document.body.append(container);
        await done; }''', ITEM)
    assert visit.errors == []


def test_order_is_that_of_the_items_whatever_loads_first(visit, assets):
    gate = assets.hold('image.js')
    page = visit.open()
    page.evaluate('([png, svg]) => { window.done = BackendAI.Media.handle_all([png, svg, png], "a", out);'
                  'BackendAI.Media.handle(svg, "b", out); }', [ITEM, SVG])
    page.wait_for_selector('#b-svg')
    assert page.evaluate('[...out.children].map(slot => slot.querySelector("img")?.id ?? "")') == ['', 'a-1-svg', '', 'b-svg']
    gate.set()
    page.evaluate('done')
    assert page.evaluate('[...out.children].map(slot => slot.firstChild.id)') == ['a-0', 'a-1-svg', 'a-2', 'b-svg']


def test_the_same_result_id_updates_in_place(visit, fixtures):
    page = visit.open('<div id="out"><p>before</p></div>')
    images = fixtures('image')
    visit.show(images['small.png'] if 'small.png' in images else images['small.gif'], ITEM)
    page.evaluate('window.first = out.children[1]')
    visit.show(images['small.jpg'], ITEM)
    assert page.evaluate('out.children.length') == 3
    assert page.evaluate('out.children[1] === first && first.querySelector("img").naturalWidth') == 120
    visit.show(SVG, ITEM)
    assert page.evaluate('first.firstChild.id') == 'r-0-svg'
    visit.show(['application/x-unknown', 1])
    assert page.evaluate('first.innerText') == 'Cannot show application/x-unknown: no handler shows this type.'
    assert page.evaluate('first.className') == 'media-item'


def test_an_update_does_not_flicker(visit, fixtures):
    """There is always a picture during an update, and the new one is already decoded."""
    page = visit.open()
    visit.show(fixtures('image')['small.gif'])
    states = page.evaluate('''async item => {
        const seen = new Set();
        let watching = true;
        const watch = () => { const images = [...out.querySelectorAll('img')];
            seen.add(images.length + ' ' + images.every(image => image.complete && image.naturalWidth > 0));
            if (watching) requestAnimationFrame(watch); };
        new MutationObserver(() => seen.add(out.querySelectorAll('img').length + ' ' + out.querySelector('img')?.complete))
            .observe(out, {subtree: true, childList: true});
        watch();
        await BackendAI.Media.handle_all([item], 'r', out);
        await new Promise(done => setTimeout(done, 100));
        watching = false;
        return [...seen]; }''', fixtures('image')['retina'])
    assert states == ['1 true']


def test_a_new_image_is_decoded_before_it_is_swapped_in(visit, fixtures):
    """While decoding is delayed, the old picture stays."""
    page = visit.open()
    visit.show(ITEM)
    before, during, after = page.evaluate('''async item => {
        const decode = HTMLImageElement.prototype.decode;
        let release;
        const asked = new Promise(done => {
            HTMLImageElement.prototype.decode = function () {
                done();
                return new Promise(go => { release = go; }).then(() => decode.call(this)); }; });
        const width = () => [...out.querySelectorAll('img')].map(image => image.naturalWidth).join();
        const states = [width()];
        const done = BackendAI.Media.handle_all([item], 'r', out);
        await Promise.race([asked, done]);
        await new Promise(go => setTimeout(go, 50));
        states.push(width());
        release?.();
        await done;
        HTMLImageElement.prototype.decode = decode;
        return [...states, width()]; }''', fixtures('image')['small.jpg'])
    assert (before, during, after) == ('1', '1', '120')


def test_a_slow_answer_does_not_replace_a_newer_one(visit, assets):
    gate = assets.hold('svg.js')
    page = visit.open()
    page.evaluate('''async ([svg, png]) => {
        window.slow = BackendAI.Media.handle_all([svg], 'r', out);
        await BackendAI.Media.handle_all([png], 'r', out); }''', [SVG, ITEM])
    gate.set()
    page.evaluate('slow')
    assert element_ids(page) == ['r-0']


def test_results_of_two_containers_do_not_mix(visit):
    page = visit.open('<div id="out"></div><div id="other"></div>')
    page.evaluate('''async ([png, svg]) => {
        await BackendAI.Media.handle_all([png], 'r', out);
        await BackendAI.Media.handle_all([svg], 'r', other); }''', [ITEM, SVG])
    assert page.evaluate('[out.firstChild.firstChild.id, other.firstChild.firstChild.id]') == ['r-0', 'r-0-svg']


def test_a_slot_that_the_host_removed_is_made_anew_at_the_end(visit):
    page = visit.open()
    visit.show(ITEM, SVG)
    page.evaluate('out.firstChild.remove()')
    page.evaluate('item => BackendAI.Media.handle(item, "r-0", out)', ITEM)
    page.wait_for_selector('img#r-0')
    assert element_ids(page) == ['r-1-svg', 'r-0']


def test_a_shadow_root_and_another_document(visit):
    page = visit.open('<div id="out"></div><div id="host"></div><iframe id="frame"></iframe>')
    places = page.evaluate('''async ([png, svg]) => {
        const shadow = host.attachShadow({mode: 'open'});
        const inner = document.createElement('section');
        shadow.append(inner);
        const foreign = frame.contentDocument.body;
        const outcomes = [
            ...await BackendAI.Media.handle_all([png], 'a', shadow), ...await BackendAI.Media.handle_all([svg], 'b', inner),
            ...await BackendAI.Media.handle_all([png, svg], 'c', foreign)];
        const image = foreign.querySelector('#c-0');
        return [outcomes.map(outcome => outcome.ok), shadow.querySelector('#a-0').naturalWidth,
                inner.querySelector('#b-0-svg').naturalWidth, image.naturalWidth, image.ownerDocument === frame.contentDocument,
                foreign.querySelector('#c-1-svg').naturalWidth]; }''', [ITEM, SVG])
    assert places == [[True] * 4, 1, 40, 1, True, 40]


def test_errors_cross_shadow_roots(visit):
    page = visit.open('<div id="out"></div><div id="host"></div>')
    page.evaluate('BackendAI.Media.handle_all([["x/y", 1]], "r", host.attachShadow({mode: "open"}))')
    assert [error['reason'] for error in visit.errors] == ['no handler shows this type']


def test_async_series_waits_for_each(visit):
    page = visit.open()
    assert page.evaluate('''async () => {
        const log = [];
        const results = await BackendAI.Utils.async_series([30, 1, 10], async milliseconds => {
            log.push('start ' + milliseconds);
            await new Promise(done => setTimeout(done, milliseconds));
            log.push('end ' + milliseconds);
            return milliseconds * 2; });
        return [log, results, await BackendAI.Utils.async_series([], () => 1)]; }''') == [
        ['start 30', 'end 30', 'start 1', 'end 1', 'start 10', 'end 10'], [60, 2, 20], []]


@pytest.mark.slow
def test_a_feature_that_this_release_lacks_is_a_rejection(visit, built):
    """A name that is no word is no file; with checksums, only features that have one exist. Nothing is requested."""
    load = 'name => BackendAI.load(name).catch(error => error.message)'
    page = visit.open()
    for name in ['../../elsewhere', 'x/y', 'a?b', '']:
        assert page.evaluate(load, name) == 'this release does not have it'
    assert visit.chunk_requests() == []
    assert page.evaluate(load, 'constructor').startswith(f'{visit.root}/js/constructor.js could not be loaded')
    page = visit.open(main=built.snippet(visit.root))
    for name in ['nothing', 'constructor', '__proto__', 'main', '../../elsewhere']:
        assert page.evaluate(load, name) == 'this release does not have it'
    assert visit.chunk_requests()[3:] == ['integrity.js']


@pytest.mark.slow
def test_a_feature_that_cannot_be_loaded_is_a_rejection_and_an_event(visit, assets):
    assets.failures['webterm.js'] = 99
    page = visit.open()
    message = page.evaluate('BackendAI.loadWebterm(() => { window.called = true; }).then(() => "loaded", error => error.message)')
    assert 'webterm.js could not be loaded' in message
    page.evaluate('() => { BackendAI.loadWebterm(); }')  # its promise is ignored: this must not cause an unhandled rejection
    page.wait_for_function('window.__errors.length === 2')
    assert not page.evaluate('"called" in window')
    assert {error['reason'] for error in visit.errors} == {f'Webterm: {message}'}


def test_host_style_sheets_find_what_they_rely_on(visit):
    page = visit.open(head='<style>div.media-item.media-image { padding: 7px } #r-0 { border: 3px solid red }</style>')
    visit.show(ITEM, SVG)
    assert page.evaluate('getComputedStyle(out.children[0]).paddingTop') == '7px'
    assert page.evaluate('getComputedStyle(document.getElementById("r-0")).borderTopWidth') == '3px'
    assert page.evaluate('out.children[1].className') == 'media-item media-image'


def test_many_items_at_once(visit):
    page = visit.open()
    outcomes = visit.show(*[ITEM, SVG] * 100)
    assert all(outcome['ok'] for outcome in outcomes)
    assert page.evaluate('out.querySelectorAll("img").length') == 200
    assert sorted(visit.chunk_requests()) == ['image.js', 'svg.js']
