"""Round trips: the order of requests, over real HTTP, with and without checksums and preloading.

A file that the server delays must not delay the requests for other files that the page needs.
"""

from __future__ import annotations

import pytest

from tests.test_api import ITEM, PNG, SVG

pytestmark = pytest.mark.slow

TEXT = ['text/plain', 'some text']
TABLE = ['text/html', '<table><tr><td>cell</td></tr></table>']
START = 'items => { window.done = BackendAI.Media.handleAll(items, "r", out); }'
CONSOLE = ('() => { window.done = BackendAI.Media.handleResult({console: [["stdout", "from a console"]]}, "c", out)'
           '.then(console => [{ok: console !== null}]); }')
DONE = 'window.done.then(outcomes => outcomes.map(outcome => outcome.ok))'

MARKDOWN = '# Title\n\nSee[^1] <b>this</b>: $x^2$\n\n```python\nx = 1\n```\n\n[^1]: a note\n'
DATAFRAME = ['text/html', '<div>\n<table border="1" class="dataframe">\n<thead>\n<tr><th></th><th>a</th></tr>\n</thead>\n'
             '<tbody>\n<tr><th>0</th><td>1</td></tr>\n</tbody>\n</table>\n</div>']
DRAWING = ['text/html', '<svg width="40" height="20"><rect width="40" height="20"/></svg>']

# The chunks that each first output needs, however they are loaded.
FIRST = {
    'image': ([ITEM], ['image.js']),
    'svg': ([SVG], ['svg.js']),
    'text': ([TEXT], ['console.js', 'text.js']),
    'html': ([TABLE], ['html.js', 'sanitizer.js']),
    'html with a drawing': ([DRAWING], ['html.js', 'sanitizer.js', 'svg_work.js']),
    'html with a script': ([['text/html', '<p>text<script>1</script>']], ['html.js', 'html_frame.js']),
    'html of pandas': ([DATAFRAME], ['html.js', 'table.js', 'table_markup.js', 'table_print.js']),
    'markdown': ([['text/markdown', '*text* for $5, or a < b']], ['markdown.js', 'markdown_math.js']),
    'markdown with all': ([['text/markdown', MARKDOWN]], [
        'highlight.js', 'katex.js', 'markdown.js', 'markdown_html.js', 'markdown_math.js', 'markdown_notes.js',
        'math_fonts.js', 'sanitizer.js']),
    'long markdown': ([['text/markdown', 'some words\n\n' * 1000]], ['markdown.js', 'markdown_parts.js']),
    'math': ([['text/latex', '$x^2$']], ['katex.js', 'math.js', 'math_fonts.js']),
    'table': ([['text/csv', 'a,b\n1,2\n']], ['csv.js', 'table.js', 'table_print.js']),
    'json': ([['application/json', {'a': 1}]], ['json.js', 'json_print.js']),
    'json as text': ([['application/json', '{"a": 1}']], ['json.js', 'json_print.js', 'json_text.js']),
    'console': (None, ['console.js']),
    'bundle': ([{'data': {'text/plain': 'an image', 'image/png': PNG}}], ['bundle.js', 'image.js']),
    'bundle of markdown': ([{'data': {'text/plain': 'code', 'text/markdown': '```python\nx = 1\n```'}}],
                           ['bundle.js', 'highlight.js', 'markdown.js']),
}


def tags(visit, built, attributes: str = '') -> str:
    """The HTML that `build.py build` prints, for the servers of the tests."""
    return built.snippet(visit.root).replace('<script ', f'<script {attributes} ')


def begin(page, items) -> None:
    page.evaluate(CONSOLE) if items is None else page.evaluate(START, items)


# Files that may be requested after an output is shown, and that tests do not wait for.
LATER = {'console_boxes.js', 'console_copy.js', 'console_print.js', 'console_tools.js', 'frame.html', 'presence.js', 'table.js',
         'table_markup.js', 'table_print.js'}


def wait_for(page, visit, names: list[str]) -> None:
    """Wait until exactly these chunks have been requested, apart from those in LATER."""
    for _ in range(100):
        if sorted(set(visit.chunk_requests()) - (LATER - set(names))) == sorted(names):
            return
        page.wait_for_timeout(20)
    assert sorted(visit.chunk_requests()) == sorted(names)


@pytest.mark.parametrize('kind', FIRST)
def test_all_that_a_first_output_needs_is_requested_at_once(visit, assets, built, kind):
    """Before any of it has arrived, without and with checksums; then the output is shown without another request."""
    items, chunks = FIRST[kind]
    for main, before in (None, []), (tags(visit, built), ['integrity.js']):
        page = visit.open(main=main)
        page.evaluate('BackendAI.load("integrity")' if before else '0')
        assert visit.chunk_requests() == before
        gate = assets.hold('.js')
        begin(page, items)
        wait_for(page, visit, [*before, *chunks])
        gate.set()
        assets.gates.clear()
        assert page.evaluate(DONE) == [True]
        requested = [name for name in visit.chunk_requests() if name in chunks or name not in LATER]
        assert sorted(requested) == sorted([*before, *chunks])
        assert visit.errors == []
        visit.requests.clear()


def test_the_printed_line_requests_the_table_before_main_arrives(visit, assets, built):
    gate = assets.hold('main.min.js')
    page = visit.open(main=tags(visit, built, 'async'), wait='commit')
    wait_for(page, visit, ['integrity.js'])
    gate.set()
    page.wait_for_function('window.BackendAI?.Media')
    page.evaluate(START, [ITEM])
    assert page.evaluate(DONE) == [True]
    assert visit.chunk_requests() == ['integrity.js', 'image.js']


def test_without_that_line_main_requests_the_table_as_it_runs(visit, built):
    page = visit.open(main=built.snippet(visit.root).split('\n')[1])
    wait_for(page, visit, ['integrity.js'])
    page.evaluate(START, [ITEM])
    assert page.evaluate(DONE) == [True]
    assert visit.chunk_requests() == ['integrity.js', 'image.js']


@pytest.mark.parametrize('is_checked', [False, True])
@pytest.mark.parametrize('kind', ['image', 'text', 'html', 'console', 'markdown with all'])
def test_what_the_tag_names_is_there_before_the_first_call(visit, built, kind, is_checked):
    items, chunks = FIRST[kind]
    names = 'console' if items is None else f'{items[0][0]} x/unknown  text/*'
    if kind == 'markdown with all':
        names += ' highlight katex markdown_html markdown_math markdown_notes'
    attributes = f'data-preload="{names}"'
    page = visit.open(main=tags(visit, built, attributes) if is_checked else
                      f'<script {attributes} crossorigin src="{visit.main}"></script>')
    expected = [*chunks, *['integrity.js'] * is_checked]
    wait_for(page, visit, expected)
    page.wait_for_load_state('networkidle')
    requested = len(visit.requests)
    begin(page, items)
    assert page.evaluate(DONE) == [True]
    assert [url for url in visit.requests[requested:] if url.rsplit('/', 1)[1] not in LATER] == []


def test_a_page_preloads_later(visit):
    page = visit.open()
    page.evaluate('BackendAI.preload("image/x-png;q=1 IMAGE/GIF")')
    wait_for(page, visit, ['image.js'])
    page.evaluate('BackendAI.preload("x/unknown ../image "); BackendAI.preload(); BackendAI.preload(null)')
    page.evaluate('void BackendAI.Media.register({types: ["host/a"], render() {}}); BackendAI.preload("host/a")')
    page.evaluate(START, [ITEM])
    assert page.evaluate(DONE) == [True]
    assert visit.chunk_requests() == ['image.js']
    assert visit.errors == []


def test_what_could_not_be_preloaded_is_loaded_when_it_is_needed(visit, assets):
    """Before that, the failure causes no error."""
    assets.failures['image.js'] = 3
    page = visit.open(main=f'<script data-preload="image/png" src="{visit.main}"></script>')
    wait_for(page, visit, ['image.js', 'image.js?1', 'image.js?2'])
    page.wait_for_timeout(100)
    assert visit.errors == []
    page.evaluate(START, [ITEM])
    assert page.evaluate(DONE) == [True]
    assert visit.chunk_requests()[-1] == 'image.js?3'


def test_a_lost_table_is_requested_again(visit, assets, built):
    assets.failures['integrity.js'] = 2
    page = visit.open(main=tags(visit, built))
    page.evaluate(START, [TABLE])
    assert page.evaluate(DONE) == [True]
    assert visit.chunk_requests().count('integrity.js?1') == 1
    # If the printed line and main share a request, the second failure is that of the next address.
    assert sorted(set(visit.chunk_requests()) - LATER - {'integrity.js?2'}) == [
        'html.js', 'integrity.js', 'integrity.js?1', 'sanitizer.js']


def test_a_table_lost_for_good_keeps_every_chunk_from_running(visit, assets, built):
    assets.failures['integrity.js'] = 99
    page = visit.open(main=tags(visit, built, 'data-preload="image/png"'))
    page.evaluate(START, [ITEM])
    assert page.evaluate(DONE) == [False]
    assert 'integrity.js could not be loaded' in page.inner_text('#out')
    assert [name for name in visit.chunk_requests() if not name.startswith('integrity')] == []


@pytest.mark.parametrize('chunk', ['text.js', 'console.js'])
def test_a_needed_chunk_with_a_wrong_sum_does_not_run(visit, assets, built, chunk):
    """Whether it is the requested chunk itself or one that is needed with it."""
    assets.pages[f'/{built.hash}/js/{chunk}'] = (b'window.stolen = true; export const shared = {}', {'Content-Type': 'text/javascript'})
    page = visit.open(main=tags(visit, built))
    page.evaluate(START, [TEXT])
    assert page.evaluate(DONE) == [False]
    assert f'{chunk} could not be loaded' in page.inner_text('#out')
    assert page.evaluate('window.stolen') is None


def test_under_a_strict_policy_the_line_works_with_the_nonce(visit, assets, built):
    """Without the nonce, the browser blocks the link, which only costs a round trip."""
    policy = {'Content-Security-Policy': "default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; img-src data:"}
    lines = tags(visit, built).replace('<script ', '<script nonce="abc" ')
    page = visit.open(main=lines.replace('<link ', '<link nonce="abc" '), headers=policy)
    page.evaluate(START, [ITEM])
    assert page.evaluate(DONE) == [True]
    assert visit.violations == []
    page = visit.open(main=lines, headers=policy)
    page.evaluate(START, [ITEM])
    assert page.evaluate(DONE) == [True]
    assert visit.chunk_requests() == ['integrity.js', 'image.js'] * 2


@pytest.mark.parametrize('attributes, is_same', [('crossorigin', True), ('', False)])
def test_the_first_chunk_comes_over_the_connection_of_main(visit, assets, built, attributes, is_same):
    """A script without ``crossorigin`` is fetched with credentials, so that the browser opens another connection for chunks."""
    page = visit.open(main=f'<script {attributes} src="{visit.main}"></script>')
    page.evaluate(START, [ITEM])
    assert page.evaluate(DONE) == [True]
    ports = [assets.ports[f'/{built.hash}/js/{name}.js'] for name in ('main.min', 'image')]
    assert (ports[0] == ports[1]) is is_same
