"""Markdown: its appearance, and that nothing in it runs, misleads, or fetches without permission."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow

ROOT = 'document.querySelector("#r-0 > .backendai-markdown > div").shadowRoot'


def show(visit, text, metadata: dict | None = None, options: dict | None = None, result_id: str = 'r') -> dict:
    outcome, = visit.page.evaluate('([item, id, options]) => BackendAI.Media.handle_all([item], id, out, options)',
                                   [['text/markdown', text, metadata or {}], result_id, options])
    return outcome


def read(visit, script: str):
    """The value of a script that uses ``root``, the shadow root of the text."""
    return visit.page.evaluate(f'root => {script}', visit.page.evaluate_handle(ROOT))


def markup(visit) -> str:
    """The markup of the text, without the wrappers of its parts, and with normalized whitespace."""
    return read(visit, '[...root.querySelectorAll(".part")].map(part => part.innerHTML).join("").replace(/\\s+/g, " ").trim()')


def texts(visit, selector: str) -> list[str]:
    return read(visit, f'[...root.querySelectorAll({selector!r})].map(each => each.textContent.trim())')


def test_what_github_knows(visit, fixtures):
    visit.open()
    outcome, = visit.show(fixtures('markdown')['overview'])
    assert outcome['ok'] and visit.errors == []
    assert texts(visit, 'strong') == ['bold', 'weights', 'small'] and texts(visit, 'del') == ['struck']
    assert texts(visit, 'a[href^=https]') == ['https://example.com/autolink', 'link']
    assert read(visit, '[...root.querySelectorAll("li.task > input")].map(box => [box.checked, box.disabled])') == [[True, True], [False, True]]
    assert texts(visit, 'th') == ['name', 'value', 'note'] and texts(visit, 'td') == ['mean', '1.25', 'stable', 'deviation', '0.5', 'n - 1']
    assert read(visit, '[...root.querySelectorAll("tbody tr:first-child td")].map(cell => getComputedStyle(cell).textAlign)') == ['left', 'right', 'center']
    assert texts(visit, '.alert.warning > p') == ['Warning', 'The sample is small.'] and texts(visit, 'blockquote') == ['A quotation, as of old.']
    assert texts(visit, 'sup') == ['1', '2'] and ':smile:' in read(visit, 'root.textContent')
    assert texts(visit, '.notes li') == ['The archive, with code. ↩', 'A note of\ntwo lines. ↩']


def test_code_has_colors_in_every_language(visit, fixtures):
    page = visit.open()
    visit.show(fixtures('markdown')['code'])
    page.wait_for_function(f'{ROOT}.querySelectorAll("pre:has(span)").length === 11')
    tokens = {text: kind for text, kind in read(visit, '[...root.querySelectorAll("pre span")].map(span => [span.textContent, span.className])')}
    expected = {'def': 'kwd', '# may raise': 'cmnt', 'lm': 'func', '# a line': 'cmnt', 'function': 'kwd', 'Float64': 'class', 'const': 'kwd', 'for': 'kwd',
                'SELECT': 'kwd', '"name"': 'var', 'template': 'kwd', '<p': 'kwd', '-old': 'deleted', '+new': 'insert', 'name': 'var'}
    assert {text: tokens.get(text) for text in expected} == {text: f'code-{kind}' for text, kind in expected.items()}
    color = read(visit, '[...root.querySelectorAll(".code-kwd")].map(span => getComputedStyle(span).color)')
    assert len(set(color)) == 1 and color[0] != read(visit, 'getComputedStyle(root.querySelector("pre")).color')
    assert texts(visit, 'pre')[-1] == 'as it is'
    visit.page.emulate_media(color_scheme='dark')


def test_raw_html_is_there_and_harmless(visit, fixtures):
    page = visit.open('<style>body { margin: 0 }</style><p id="host">host</p><div id="out"></div>')
    page.set_viewport_size({'width': 800, 'height': 900})
    visit.show(fixtures('markdown')['raw_html'])
    assert texts(visit, 'sub') == ['2'] and texts(visit, 'kbd') == ['Ctrl'] and 'Äpfel' in read(visit, 'root.textContent')
    assert texts(visit, 'details > p > strong') == ['bold'] and texts(visit, 'div[align=center] > p > strong') == ['centered']
    assert page.evaluate('window.hit === undefined')
    assert read(visit, 'root.querySelectorAll("script, [onerror], a[href], [data-node]").length') == 0
    box = page.evaluate('document.elementFromPoint(20, 25).id')
    assert box == 'host'  # a fixed element covers only its own output


def test_raw_html_cannot_take_the_place_of_what_is_ours(visit):
    visit.open()
    show(visit, 'a <i data-node="0"></i><i data-node="99"></i><i data-node="x"></i><i data-node="-1">y</i> *b* <b>c</b>')
    assert read(visit, 'root.querySelectorAll("[data-node]").length') == 0
    assert texts(visit, 'em') == ['b'] and texts(visit, 'b') == ['c']


def test_images_wait_for_the_person(visit, assets, fixtures):
    assets.pages['/far.svg'] = (b'<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"/>', {'Content-Type': 'image/svg+xml'})
    page = visit.open()
    kind, text, metadata = fixtures('markdown')['images']
    show(visit, text.replace('https://images.example/far.png', f'{assets.origin}/far.svg'), metadata)
    assert texts(visit, '.unresolved') == ['gone (not available: attachment:gone.png)', 'local (not available: figures/local.png)', 'other']
    assert read(visit, 'root.querySelector("span.unresolved:not([role])").title') == 'Relative link: other.ipynb#part'
    page.wait_for_function(f'{ROOT}.querySelector("img[alt=dot]").naturalWidth === 8')
    assert page.inner_text('#r-0 .media-note') == f'Remote addresses not loaded: 1 ({assets.origin[7:]}). Load'
    assert not [path for path in assets.log if 'far' in path]
    page.click('#r-0 .media-note button')
    page.wait_for_function(f'{ROOT}.querySelector("img[alt=far]").naturalWidth === 7')
    assert page.locator('.media-note').count() == 0


@pytest.mark.parametrize(('text', 'expected'), [
    ('[a](javascript:alert(1))', '<p><span class="unresolved" title="This link cannot be opened here">a</span></p>'),
    ('[a](JavaScript&colon;alert(1))', None),
    ('![a](javascript:alert(1))', '<p><span class="unresolved" role="img" aria-label="a (not available: javascript:alert(1))">a (not available: javascript:alert(1))</span></p>'),
    ('![a](data:text/html,x)', '<p><span class="unresolved" role="img" aria-label="a (not available: data:text/html,x)">a (not available: data:text/html,x)</span></p>'),
    ('<javascript:alert(1)>', '<p><span class="unresolved" title="This link cannot be opened here">javascript:alert(1)</span></p>'),
    ('[a]: vbscript:x\n\n[a]', '<p><span class="unresolved" title="This link cannot be opened here">a</span></p>'),
    ('# <img src=x onerror=alert(1)>', None),
    ('```"onload=x\n</code><script>x</script>\n```', '<pre><code>&lt;/code&gt;&lt;script&gt;x&lt;/script&gt;</code></pre>'),
])
def test_nothing_in_it_runs(visit, text, expected):
    visit.open()
    assert show(visit, text)['ok']
    assert read(visit, 'root.querySelectorAll("script, [onerror], [onload], [href]").length') == 0
    assert expected is None or markup(visit) == expected


def test_links_never_lead_into_the_site_of_the_page_by_being_relative(visit):
    visit.open()
    show(visit, '[a](http:logout) [b](HTTP:/logout) [c](https:out) [d](//example.com/x) [e](\\\\\\logout)')
    site = visit.site.origin.split('//')[1]
    links = read(visit, '[...root.querySelectorAll("[href]")].map(link => link.href)')
    assert links[:2] == ['http://logout/', 'http://logout/'] and not any(site in link for link in links)


def test_places_are_those_of_the_text(visit):
    page = visit.open('<p id="end">host</p><div id="out"></div>')
    show(visit, '[go](#end) [two](#end-1)\n\n' + 'text\n\n' * 100 + '# End\n\n# End')
    assert page.evaluate('document.querySelectorAll("#end, #end-1").length') == 1
    assert read(visit, '[...root.querySelectorAll("h1")].map(each => each.id)') == ['end', 'end-1']
    page.locator('#r-0 a', has_text='two').click()
    page.wait_for_function(f'{ROOT}.getElementById("end-1").getBoundingClientRect().bottom <= innerHeight')
    assert page.evaluate('location.hash') == '' and read(visit, 'root.activeElement.id') == 'end-1'


def test_a_text_that_grows_keeps_its_elements(visit):
    page = visit.open()
    text = '# Plan\n\nSee [docs].\n\n- one\n- two\n\n```python\nx = 1\n\ny = 2\n```\n\nA note[^1].\n\n'
    show(visit, text)
    show(visit, text + 'more')
    page.evaluate(f'window.kept = [...{ROOT}.querySelectorAll("h1, p, ul")].slice(0, 3)')
    show(visit, text + 'more and\n\n[^1]: the note')
    assert page.evaluate('kept.filter(each => each.isConnected).map(each => each.localName)') == ['h1', 'p', 'ul']
    assert texts(visit, '.notes li') == ['the note ↩'] and texts(visit, 'a[href]') == ['1', '↩']
    show(visit, text + '[docs]: https://example.com')
    assert texts(visit, 'a[href]') == ['docs'] and texts(visit, '.notes') == []
    assert page.evaluate('kept[0].isConnected') and page.locator('#r-0').count() == 1
    show(visit, 'short')
    assert markup(visit) == '<p>short</p>'


def test_the_forms_in_which_it_comes(visit):
    visit.open()
    for text in ('**x**', ['**', 'x**'], '**x**\r\n', '\n\n**x**'):
        show(visit, text)
        assert markup(visit) == '<p><strong>x</strong></p>'
    assert show(visit, '')['ok'] and markup(visit) == ''
    for data in (None, 5, {}):
        outcome = show(visit, data, result_id='bad')
        assert outcome['reason'] == 'its data is not text'


@pytest.mark.parametrize('text', ['>' * 3000 + ' x', '- ' * 3000 + 'x', '1. ' * 3000 + 'x'])
def test_deep_nesting_is_shown_as_its_source(visit, text):
    visit.open()
    assert show(visit, text)['ok']
    assert texts(visit, 'pre') == [text] and 'nested too deeply' in visit.errors[0]['reason']


@pytest.mark.parametrize(('width', 'scheme'), [(1000, 'light'), (400, 'dark')])
def test_it_is_readable_and_stays_in_its_width(visit, fixtures, width, scheme):
    page = visit.open(head='<meta name="color-scheme" content="light dark"><meta name="viewport" content="width=device-width">')
    page.set_viewport_size({'width': width, 'height': 800})
    page.emulate_media(color_scheme=scheme)
    wide = '| ' + ' | '.join(f'column {index}' for index in range(40)) + ' |\n|' + '-|' * 40
    visit.show(fixtures('markdown')['overview'], fixtures('markdown')['code'], ['text/markdown', wide + '\n\n' + 'long' * 400])
    assert page.evaluate('document.documentElement.scrollWidth') <= width
    colors = page.evaluate(f'[getComputedStyle({ROOT}.querySelector("p")).color, getComputedStyle({ROOT}.querySelector("a")).color]')
    assert len(set(colors)) == 2


def test_long_texts_are_whole(visit):
    page = visit.open()
    rows = ''.join(f'| row {index} | *{index}* |\n' for index in range(3000))
    items = ''.join(f'- item {index}\n' for index in range(3000))
    words = ' '.join(f'word{index}' for index in range(8000))
    show(visit, f'# Start\n\n| a | b |\n|---|---|\n{rows}\n{items}\n{words}\n\n```python\n{"x = 1" + chr(10)}\n\n' + 'y = 2\n' * 9000 + '```\n\n[end]\n\n[end]: https://example.com')
    page.wait_for_function('document.querySelector("#r-0").ariaBusy === null')
    assert texts(visit, 'td:first-child') == [f'row {index}' for index in range(3000)] and texts(visit, 'td em') == [str(index) for index in range(3000)]
    assert texts(visit, 'li') == [f'item {index}' for index in range(3000)]
    assert ' '.join(texts(visit, 'p')).split() == words.split() + ['end'] and texts(visit, 'a') == ['end']
    assert read(visit, 'root.querySelectorAll("pre").length === 1 && root.querySelector("pre").textContent.split("y = 2").length') == 9001


WRITTEN = r'''# Plan of the *work*

1. **first** step with `code`
2. second *step*

| name | value |
|------|-------|
| a | **1** |

See [the docs](https://example.com/a) and $x^2 + y$ here, snake_case too.

$$
\int x
$$

```python
print(1)
```

- one
- ~~two~~
'''


def test_a_text_that_is_being_written_looks_right_at_every_moment(visit):
    page = visit.open()
    show(visit, r'$x$ `y`', result_id='other')  # loads the chunks
    seen = page.evaluate('''async text => { const seen = [];
      for (let end = 1; end <= text.length; end += 2) {
        await BackendAI.Media.handle_all([['text/markdown', text.slice(0, end)]], 'r', out);
        const root = document.querySelector("#r-0 > .backendai-markdown > div").shadowRoot;
        const copy = [...root.children].map(each => { const part = each.cloneNode(true); part.querySelectorAll('.math, code').forEach(each => each.remove()); return part.textContent; });
        seen.push([copy.join(''), [...root.querySelectorAll('h1, h2, table, ol, ul, pre')].map(each => each.localName).join(' ')]);
      } return seen; }''', WRITTEN)
    for text, _ in seen[1:]:  # the first version is not yet known to be updated
        assert not any(mark in text for mark in ('**', '~~', '`', '|', '](', '[', '$', '--', '*st', '*wo')), text
    order = list(dict.fromkeys(elements for _, elements in seen))
    assert order == ['', 'h1', 'h1 ol', 'h1 ol table', 'h1 ol table pre', 'h1 ol table', 'h1 ol table pre', 'h1 ol table pre ul'][:len(order)] or order[-1] == 'h1 ol table pre ul', order
    page.wait_for_timeout(700)  # until its final state
    grown = markup(visit)
    show(visit, WRITTEN, result_id='whole')
    whole = page.evaluate(f'[...{ROOT.replace("#r-0", "#whole-0")}.querySelectorAll(".part")].map(part => part.innerHTML).join("").replace(/\\s+/g, " ").trim()')
    stop = ' tabindex="0"'  # of code that has been scrollable
    assert grown.replace(stop, '') == whole.replace(stop, '')


def test_what_only_looks_unfinished_is_shown_when_nothing_more_comes(visit):
    page = visit.open()
    for end in ('It costs **5', 'It costs **5 and [more'):
        show(visit, end)
    page.wait_for_function(f'{ROOT}.textContent === "It costs **5 and [more"')


def test_the_last_part_changes_as_little_as_possible(visit):
    page = visit.open()

    def grow(*ends: str) -> None:
        for end in ends:
            show(visit, end)

    listed = '- one\n- two\n\n| a | b |\n|---|---|\n' + ''.join(f'| {index} | *{index}* |\n' for index in range(1000))
    grow(listed[:20], listed)
    page.evaluate(f'window.kept = [...{ROOT}.querySelectorAll("td")]')
    grow(listed + '| more', listed + '| more | *1* |\n')
    assert page.evaluate('kept.every(each => each.isConnected)') and texts(visit, 'td')[-2:] == ['more', '1'] and '|' not in read(visit, 'root.textContent')
    assert read(visit, 'root.querySelectorAll("table").length') > 1  # it has been split
    # What a later text changes about earlier parts: nothing that is complete, but markup and definitions do.
    grow('a', 'a **b\n\n', 'a **b\n\nc', 'a **b\n\nc [d]\n\n<pre>\n\n*x*\n\ny', 'a **b\n\nc [d]\n\n<pre>\n\n*x*\n\ny</pre>\n\n[d]: https://example.com/')
    page.wait_for_function(f'{ROOT}.querySelector("a[href]")?.textContent === "d"')
    assert markup(visit).startswith('<p>a **b</p><p>c <a href="https://example.com/"') and texts(visit, 'pre') == ['*x*\n\ny']


def test_updates_are_joined(visit):
    page = visit.open()
    show(visit, 'start')
    page.evaluate(f'window.changes = 0; new MutationObserver(() => changes++).observe({ROOT}, {{childList: true}})')
    page.evaluate('''async () => { for (let index = 0; index < 400; index++) { BackendAI.Media.handle_all([['text/markdown', 'word '.repeat(index) + 'end']], 'r', out); await new Promise(done => setTimeout(done)); } }''')
    page.wait_for_function(f'{ROOT}.textContent.split("word").length === 400')
    assert page.evaluate('changes') < 100
