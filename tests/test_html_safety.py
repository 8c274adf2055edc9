"""HTML in the host page: it starts no custom element of the host, links to no address of the host, and violates no policy."""

from __future__ import annotations

import pytest

from tests.test_svg import nest

pytestmark = pytest.mark.slow

ROOT = 'document.querySelector("#r-0 > .backendai-html > div").shadowRoot'
CUSTOM = '''<script>window.started = [];
for (const [name, base, tag] of [['host-d', HTMLDivElement, 'div'], ['host-b', HTMLButtonElement, 'button'], ['host-x', HTMLElement, null]])
  customElements.define(name, class extends base { constructor() { super(); started.push(name); } connectedCallback() { started.push(name); } },
                        tag ? {extends: tag} : {});
</script>'''


@pytest.mark.parametrize('markup', [
    '<div is="host-d" data-x="1">text</div>', '<div is=host-d>text</div>', "<div IS='host-d'>text</div>", '<div/is=host-d>text</div>',
    '<div a="1"is=host-d>text</div>', '<button is="host-b">text</button>', '<host-x>text</host-x>', '<div is="host-x">text</div>',
    "<!-- <a title=' --><div is=host-d>text</div><!-- '> -->", '<p title=a"b is=host-d>x</p><div b\'c is=host-d>text</div>',
    '<textarea><a title="</textarea><div is=host-d>text</div>', '<table><tr><td><div is="host-d">text</div></table>',
    '<svg><foreignObject><div is="host-d">text</div></foreignObject></svg><div>text</div>', '<template><div is=host-d></div></template>text',
    '<div is="host-d"><div is="host-d">text</div></div>'])
def test_no_element_of_an_output_becomes_one_of_the_host(visit, markup):
    page = visit.open(head=CUSTOM)
    outcome, = visit.show(['text/html', markup])
    assert outcome['ok']
    assert 'text' in page.evaluate(f'{ROOT}.textContent')
    assert page.evaluate('started') == []
    page.evaluate('document.body.append(document.createElement("host-x"))')
    assert page.evaluate('started').count('host-x') == 2  # the test can detect it


def test_addresses_are_absolute_before_they_are_compared_or_linked(visit):
    page = visit.open()
    host = visit.site.origin.partition(':')[2]
    spellings = ['http:logout', 'HTTP:logout', 'http:/logout', 'http:\\logout', 'ht\ntp:logout', ' http:logout', 'http:allowed.example/../../logout', 'http:?logout',
                 'https:logout', 'logout', '/logout', '//relative.invalid/logout', '\\logout']
    markup = ''.join(f'<img src="{each}"><a href="{each}">x</a><p style="background-image: url(\'{each}\')"></p><style>p{{ background: url("{each}") }}</style>'
                     for each in spellings)
    for options in ({}, {'remote': ['http://allowed.example']}, {'remote': 'block'}):
        page.evaluate('([item, options]) => BackendAI.Media.handle_all([item], "r", out, options)', [['text/html', markup], options])
        page.wait_for_selector('#r-0 > .backendai-html')
        found = page.evaluate(f'[...{ROOT}.querySelectorAll("[href], [src]")].map(each => each.href ?? each.src)')
        assert [each for each in found if each.startswith(visit.site.origin) or host in each] == []
    assert all('/logout' not in path for path in visit.site.log)
    visit.show(['text/html', '<a href="HTTPS://Example.com:443/a/../b?c#d">x</a>'])
    assert page.evaluate(f'{ROOT}.querySelector("a").getAttribute("href")') == 'https://example.com/b?c#d'
    visit.problems.clear()  # addresses of allowed.example were requested


REPORTED = ['<input onclick>', "<a=' onclick=1 b='>", '<input onclick onfocus style>', '<input/onclick/>', '<p style>x</p>', '<b a=1 onclick>', '<b a=\'1\'onclick=1>', '<b a=b"c onclick=1>x',
            '<b a=b\'c style=color:red>x', '<b "onclick=1>x', '<b =onclick=1 style=1>x', '<b a = onclick=2 style>', '<b a="\n>" onclick>', '<!-- <b title=" --><i onclick=1>x</i>',
            '<svg onload><g style="fill:red" onclick=1 />', '<a\x0conclick\x0c=1>', '<p ONCLICK sTyLe>', '<td onclick><table style>', '<b onclick']


@pytest.mark.parametrize('kind', ['Content-Security-Policy', 'Content-Security-Policy-Report-Only'])
def test_a_strict_page_gets_no_report(visit, kind):
    policy = "default-src 'none'; img-src data: blob:; script-src 'nonce-abc' 'strict-dynamic'; trusted-types backendai-html backendai-svg; require-trusted-types-for 'script'"
    page = visit.open(main=f'<script nonce="abc" src="{visit.main}"></script>', headers={kind: policy})
    page.evaluate('''([items, options]) => BackendAI.Media.handle_all(items, "r", out, options)''',
                  [[['text/html', markup] for markup in REPORTED], {'scripts': 'never'}])
    assert page.evaluate('out.querySelectorAll(".backendai-html").length') == len(REPORTED)
    assert [each for each in visit.violations if 'eval' not in each] == []


def test_a_form_cannot_hide_what_its_output_holds(visit):
    page = visit.open()
    fields = ''.join(f'<input name={name}>' for name in ('matches', 'getAttributeNames', 'attributes', 'localName', 'querySelectorAll', 'removeAttribute', 'parentNode'))
    outcome, = visit.show(['text/html', f'<form onclick="top.__pwn = 1">{fields}text</form>'])
    assert outcome['ok'] and page.evaluate('window.length') == 1
    page.evaluate('([item]) => BackendAI.Media.handle_all([item], "r", out, {scripts: "never"})', [['text/html', f'<form>{fields}text</form>']])
    page.wait_for_selector('#r-0 > .backendai-html', state='attached')
    assert page.evaluate(f'{ROOT}.querySelectorAll("form").length') == 0 and visit.errors == []


def test_html_in_a_host_page_of_xhtml(visit):
    text = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title><script src="{visit.main}"></script></head><body><div id="out"></div></body></html>'
    visit.page.goto(visit.site.add_page('/page.html', text, {'Content-Type': 'application/xhtml+xml'}))
    outcomes = visit.show(['text/html', '<ul><li>1<li>2<br></ul>'], ['text/html', '<p>x<script>1</script>'], ['image/svg+xml', '<svg width=9 height=9><rect></svg>'])
    assert [outcome['reason'] for outcome in outcomes] == [None] * 3
    assert visit.page.evaluate(f'{ROOT}.querySelectorAll("li").length') == 2


@pytest.mark.parametrize('drawing', [
    nest('marker', 6, 8, 'marker-mid="{0}" marker-end="{0}"'), nest('pattern', 9, 10, 'fill="{}"'), nest('pattern', 9, 10, 'style="stroke: {}"'), nest('mask', 8, 8, 'mask="{}"'),
    nest('clipPath', 8, 8, 'clip-path="{}"'), nest('mask', 8, 8, 'class="m"', '.m { mask: url(#l7) } #l7 path { mask: url(#l6) } #l6 path { mask: url(#l5) } #l5 path { mask: url(#l4) }'
         '#l4 path { mask: url(#l3) } #l3 path { mask: url(#l2) } #l2 path { mask: url(#l1) }')],
    ids=['markers', 'patterns', 'styles', 'masks', 'clips', 'sheets'])
def test_drawings_that_would_keep_the_page_busy_are_refused(visit, drawing):
    page = visit.open()
    outcome, = visit.show(['text/html', f'<p>x</p>{drawing}'])
    assert outcome['reason'] == 'its drawings draw their own parts too often'
    assert page.inner_text('#out') == 'Cannot show text/html: its drawings draw their own parts too often.'


def test_other_drawings_are_shown(visit):
    page = visit.open()
    once = nest('marker', 1, 1, 'marker-mid="{}"') + nest('mask', 2, 3, 'mask="{}"') + '<svg><style>a{fill:url(#b)}</style><use href="#c"/><g id="c"></g></svg>'
    outcome, = visit.show(['text/html', once])
    assert outcome['ok'] and page.evaluate(f'{ROOT}.querySelectorAll("svg").length') == 3
