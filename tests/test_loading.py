"""Loading of main and its chunks: all ways to include it, asset roots, slow and missing chunks, strict pages."""

from __future__ import annotations

import re

import pytest

from tests.test_api import ITEM, SVG

pytestmark = pytest.mark.slow

# How long a slot stays empty before it shows a loading message, in milliseconds (media/rendering.py).
PATIENCE = 300

HANDLE = 'item => BackendAI.Media.handle_all([item], "r", out).then(outcomes => outcomes[0].ok)'


@pytest.mark.parametrize('attributes', ['', 'async', 'defer', 'crossorigin', 'async crossorigin="anonymous"'])
def test_plain_tags(visit, attributes):
    page = visit.open(main=f'<script {attributes} src="{visit.main}"></script>')
    page.wait_for_function('window.BackendAI?.Media')
    assert page.evaluate(HANDLE, ITEM)
    assert page.evaluate('BackendAI.assetRoot') == visit.root + '/'


def test_injected(visit):
    page = visit.open(main='')
    page.evaluate('src => new Promise(done => { const tag = document.createElement("script"); tag.src = src;'
                  'tag.onload = done; document.head.append(tag); })', visit.main)
    assert page.evaluate(HANDLE, ITEM)


# Ways to load main that do not tell the script which tag runs it.
SHADOW = """<div id="host"></div><script>const tag = document.createElement('script'); tag.src = 'MAIN';
host.attachShadow({mode: 'open'}).append(tag);</script>"""


@pytest.mark.parametrize('markup', ['<script type="module" src="MAIN"></script>', '<script type="module">import "MAIN"</script>',
                                    '<script>import("MAIN?version=1")</script>', SHADOW], ids=['module', 'import', 'import()', 'shadow root'])
def test_main_finds_its_chunks_where_no_script_tag_is_running(visit, markup):
    page = visit.open(main='', body=f'<div id="out"></div>{markup.replace("MAIN", visit.main)}')
    page.wait_for_function('window.BackendAI?.Media')
    assert page.evaluate('BackendAI.assetRoot') == visit.root + '/'
    assert page.evaluate(HANDLE, ITEM)


def test_the_attributes_of_a_module_tag_count(visit, built, assets):
    """Its `integrity` covers the chunks, and `data-preload` preloads."""
    page = visit.open(main=f'<script type="module" integrity="{built.integrity}" crossorigin data-preload="image/png" src="{visit.main}"></script>')
    page.wait_for_function('performance.getEntriesByType("resource").some(each => each.name.endsWith("/js/image.js"))')
    assert 'integrity.js' in visit.chunk_requests()
    assets.pages[f'/{built.hash}/js/svg.js'] = (b'export const render = 1', {'Content-Type': 'text/javascript'})
    outcome, = visit.show(SVG)
    # Main was read by CORS, so that its server's headers cannot be the cause.
    assert outcome['reason'] == f'{visit.root}/js/svg.js could not be loaded'


def test_loaded_twice_the_first_stays(visit):
    page = visit.open(main=f'<script src="{visit.main}"></script><script>first = BackendAI.Media</script>'
                           f'<script src="{visit.main}?again"></script>')
    assert page.evaluate('BackendAI.Media === first')
    assert page.evaluate(HANDLE, ITEM)


def test_from_the_pages_own_origin(visit, site, built):
    site.folders = {'/static/': built.directory.parent}
    page = visit.open(main=f'<script src="/static/{built.hash}/js/main.min.js"></script>')
    assert page.evaluate(HANDLE, ITEM)
    assert visit.requests[-1] == f'{site.origin}/static/{built.hash}/js/image.js'
    site.folders = {}


@pytest.mark.parametrize('ending', ['', '/', '///'])
def test_an_asset_root_set_before(visit, site, ending):
    page = visit.open(main=f'<script>BackendAI = {{assetRoot: "{visit.root}{ending}"}}</script>'
                           '<script src="/elsewhere/main.js"></script>')
    site.add_page('/elsewhere/main.js', 'nothing')
    page.evaluate('async src => { eval(await (await fetch(src)).text()); }', visit.main)  # there is no script tag to derive the root from
    assert page.evaluate(HANDLE, ITEM)
    assert visit.requests[-1] == f'{visit.root}/js/image.js'


def test_an_asset_root_set_late(visit, site):
    page = visit.open(main='')
    page.evaluate('async src => { (0, eval)(await (await fetch(src)).text()); }', visit.main)
    assert page.evaluate('BackendAI.assetRoot') == site.origin  # the fallback
    outcome, = visit.show(SVG)
    assert outcome['reason'] == f'{site.origin}/js/svg.js could not be loaded (set BackendAI.assetRoot to the address of the release)'
    page.evaluate('root => { BackendAI.assetRoot = root; }', visit.root)
    assert page.evaluate(HANDLE, ITEM)
    assert visit.chunk_requests()[-1] == 'image.js'


def test_a_relative_asset_root_is_below_the_page(visit, site, built):
    site.folders = {'/deep/static/': built.directory.parent}
    page = visit.open(head='<base href="/deep/">', main=f'<script src="{visit.main}"></script>'
                                                         f'<script>BackendAI.assetRoot = "static/{built.hash}"</script>')
    assert page.evaluate(HANDLE, ITEM)
    assert visit.requests[-1] == f'{site.origin}/deep/static/{built.hash}/js/image.js'
    site.folders = {}


def test_an_emptied_asset_root_falls_back_to_mains_own(visit):
    page = visit.open()
    page.evaluate('() => { BackendAI.assetRoot = ""; }')
    assert page.evaluate(HANDLE, ITEM)


def test_without_cors_the_error_says_what_the_server_lacks(visit, assets):
    assets.has_cors = False
    page = visit.open()  # a classic script needs no CORS, its imports do
    outcome, = visit.show(ITEM)
    assert not outcome['ok']
    assert outcome['reason'] == (f'{visit.root}/js/image.js could not be loaded '
                                 '(does its server send Access-Control-Allow-Origin?)')
    assert page.inner_text('#out') == f'Cannot show image/png: {outcome["reason"]}.'
    assets.has_cors = True
    assert page.evaluate(HANDLE, ITEM)  # a later call can succeed
    assert page.inner_text('#out') == ''


def test_the_hint_about_cors_appears_only_where_that_can_be_the_cause(visit, assets):
    assets.failures['image.js'] = assets.failures['svg.js'] = 9
    lost = [f'{visit.root}/js/{name}.js could not be loaded' for name in ('image', 'svg')]
    visit.open(main=f'<script crossorigin src="{visit.main}"></script>')  # the server has let the page read main
    assert [outcome['reason'] for outcome in visit.show(ITEM, SVG)] == lost
    visit.open()
    visit.show(['text/plain', 'x'])  # and here a chunk
    assert [outcome['reason'] for outcome in visit.show(ITEM)] == lost[:1]
    policy = {'Content-Security-Policy': f"script-src {visit.main} 'unsafe-eval'"}
    visit.open(headers=policy)
    assert [outcome['reason'] for outcome in visit.show(ITEM)] == [f"{lost[0]} (the page's policy forbids it: script-src)"]


def test_calls_queued_before_main_arrives(visit, assets):
    gate = assets.hold('main.min.js')
    page = visit.open(main='''<script>
        BackendAI = {queue: []};
        BackendAI.queue.push(() => BackendAI.Media.handle(ITEM, 'early', out));
        </script><script async src="MAIN"></script>'''.replace('ITEM', str(ITEM)).replace('MAIN', visit.main), wait='commit')
    page.wait_for_function('window.BackendAI?.queue.length === 1')
    gate.set()
    page.wait_for_selector('#early')
    page.evaluate('item => { BackendAI.queue.push(() => BackendAI.Media.handle(item, "late", out)); }', ITEM)
    page.wait_for_selector('#late')
    assert page.evaluate('BackendAI.assetRoot') == visit.root + '/'


def test_a_lost_chunk_is_asked_for_again_elsewhere(visit, assets):
    assets.failures['image.js'] = 2
    visit.open()
    outcome, = visit.show(ITEM)
    assert outcome['ok']
    assert visit.chunk_requests() == ['image.js', 'image.js?1', 'image.js?2']
    assert visit.errors == []


def test_tries_wait_longer_each_time_and_the_slot_says_so(visit, assets):
    """The delays are those that main passes to setTimeout; meanwhile the slot shows a text, but no error."""
    assets.failures['image.js'] = 2
    page = visit.open()
    page.evaluate('''item => {
        window.waits = [];
        const wait = window.setTimeout;
        window.setTimeout = (call, milliseconds) => { waits.push(milliseconds); return wait(call, milliseconds); };
        window.done = BackendAI.Media.handle_all([item], 'r', out); }''', ITEM)
    page.wait_for_function('out.innerText === "Loading…"')
    assert page.evaluate('done.then(outcomes => outcomes[0].ok)')
    *waits, _ = page.evaluate('waits')  # the last is that of the announcement
    assert waits[0] == PATIENCE and len(waits) == 3 and 0 < waits[1] < waits[2] < 5000
    assert page.inner_text('#out') == ''


def test_a_chunk_lost_for_good_is_an_error_until_it_is_back(visit, assets):
    assets.failures['image.js'] = 3
    page = visit.open()
    first, second = visit.show(ITEM, ITEM)
    assert not first['ok'] and not second['ok']
    assert re.fullmatch(r'http://\S+/js/image\.js could not be loaded \(does its server .*\?\)', first['reason'])  # main needs no CORS
    assert [error['id'] for error in visit.errors] == ['r-0', 'r-1']
    assert visit.chunk_requests() == ['image.js', 'image.js?1', 'image.js?2']  # both waited for the same requests
    assert page.evaluate(HANDLE, SVG)  # other chunks are not affected
    assert page.evaluate(HANDLE, ITEM)
    assert visit.chunk_requests()[-1] == 'image.js?3'
    assert page.inner_text('#out') == ''  # r-1 was not in the new list, so it is removed


def test_a_broken_chunk_is_an_error(visit, site, assets, built):
    """A file that is no module, as from a server that answers every request with its front page."""
    page = visit.open()
    broken = f'/{built.hash}/js/image.js'
    assets.pages[broken] = (b'<!doctype html>', {'Content-Type': 'text/javascript'})
    outcome, = visit.show(ITEM)
    assert not outcome['ok'] and 'image.js could not be loaded' in outcome['reason']
    assert 'image.js could not be loaded' in page.inner_text('#out')


def test_a_slow_chunk_leaves_an_unobtrusive_word(visit, assets):
    gate = assets.hold('image.js')
    page = visit.open('<div id="out"></div><p id="below">below</p>')
    assert page.evaluate('''item => {
        window.done = BackendAI.Media.handle_all([item], 'r', out);
        return [out.innerText, out.firstChild.ariaBusy]; }''', ITEM) == ['', 'true']
    page.wait_for_function('out.innerText === "Loading…"')
    assert page.evaluate('out.firstChild.getBoundingClientRect().height') < 60
    gate.set()
    page.evaluate('done')
    assert page.evaluate('[out.innerText, out.firstChild.ariaBusy, out.firstChild.firstChild.id]') == ['', None, 'r-0']


def test_a_chunk_that_arrives_in_time_moves_nothing(visit, fixtures):
    """There is no placeholder, and the only layout change is that to the picture's height."""
    page = visit.open('<div id="out"></div><p id="below">below</p>')
    heights = page.evaluate('''async item => {
        const heights = new Set();
        new MutationObserver(() => heights.add(out.offsetHeight)).observe(out, {subtree: true, childList: true});
        heights.add(out.offsetHeight);
        await BackendAI.Media.handle_all([item], 'r', out);
        await new Promise(done => setTimeout(done, 400));
        return [...heights]; }''', fixtures('image')['small.gif'])
    assert heights[0] == 0 and len(heights) == 2 and heights[1] >= 90


def test_an_update_shows_no_placeholder_over_what_is_there(visit, assets):
    page = visit.open()
    visit.show(ITEM)
    gate = assets.hold('svg.js')
    page.evaluate('item => { window.done = BackendAI.Media.handle_all([item], "r", out); }', SVG)
    page.wait_for_timeout(PATIENCE + 100)
    assert page.evaluate('[out.innerText, out.firstChild.firstChild.id]') == ['', 'r-0']
    gate.set()
    page.evaluate('done')
    assert page.evaluate('out.firstChild.firstChild.id') == 'r-0-svg'


def test_chunks_are_loaded_once(visit):
    page = visit.open()
    visit.show(ITEM, ITEM, SVG)
    page.evaluate(HANDLE, ITEM)
    assert sorted(visit.chunk_requests()) == ['image.js', 'svg.js']


STRICT = ("default-src 'none'; script-src 'nonce-abc' 'strict-dynamic' {origin}; style-src 'self'; "
          "img-src data: blob:; require-trusted-types-for 'script'")


@pytest.mark.parametrize('extra', ['', "; trusted-types backendai-svg"])
def test_a_strict_page_renders_everything_without_a_violation(visit, assets, fixtures, extra):
    page = visit.open(main=f'<script nonce="abc" src="{visit.main}"></script>',
                      headers={'Content-Security-Policy': STRICT.format(origin=assets.origin) + extra})
    images, drawings = fixtures('image'), fixtures('svg')
    outcomes = visit.show(images['small.jpg'], images['retina'], images['truncated.png'], drawings['mpl'],
                          drawings['svg_malformed_tags'], drawings['graphviz_cairo'], drawings['svgz'], ['x/unknown', 1])
    assert [outcome['ok'] for outcome in outcomes] == [True] * 7 + [False]
    assert page.evaluate('[...out.querySelectorAll("img")].every(image => image.naturalWidth > 0)')
    assert visit.violations == []


def test_a_page_that_forbids_our_policy_gets_a_reason(visit, assets, fixtures):
    visit.open(main=f'<script nonce="abc" src="{visit.main}"></script>', headers={
        'Content-Security-Policy': STRICT.format(origin=assets.origin) + "; trusted-types 'none'"})
    whole, damaged = visit.show(fixtures('svg')['mpl'], fixtures('svg')['svg_malformed_tags'])
    assert whole['ok']
    assert not damaged['ok'] and 'backendai-svg' in damaged['reason']


def test_the_stack_of_an_error_names_the_line_of_python(root, built):
    """The source map beside the release maps a position in the minified file to media/*.py."""
    import json

    from toolchain.compiler import sourcemap
    text = (built.directory / 'js' / 'main.min.js').read_text()
    document = json.loads((built.maps / 'main.min.js.map').read_text())
    assert 'media/main.py' in document['sources'] and 'media/loader.py' in document['sources']
    wanted = "'handle() needs an item and a container'"
    before = text[:text.index('handle() needs an item') - 1]
    place = sourcemap.lookup(document, before.count('\n') + 1, len(before) - before.rfind('\n') - 1)
    line = (root / place[0]).read_text().splitlines()[place[1] - 1]
    assert place[0] == 'media/main.py' and wanted in line
