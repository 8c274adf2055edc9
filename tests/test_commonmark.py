"""The examples of the CommonMark specification: all render as specified, except those listed in docs/markdown.md."""

from __future__ import annotations

import pytest

import re

from tests.conftest import ROOT

pytestmark = pytest.mark.slow

# The examples that render differently, by number.
FORMULA = {12}  # an escaped bracket starts a formula
GITHUB = {602, 608, 611, 612}  # addresses become links, as on GitHub
ENTITY = {28}  # a number that is too large, and a name that only the HTML parser knows
# Comments, processing instructions, scripts, styles and unknown elements are removed.
SANITIZED = {150, 163, 170, 172, 173, 176, 177, 178, 179, 180, 182, 183, 201, 308, 309, 491, 524, 536, 613, 614, 615, 617, 625, 626, 627, 628, 629}
# HTML elements without an end tag end with their paragraph.
LEFT_OPEN = {148, 187, 344, 476, 477, 494, 616, 630, 631, 642, 643}

COMPARE = r'''async examples => {
  function normal(root) {
    for (const part of root.querySelectorAll('.part, .scroll')) part.replaceWith(...part.childNodes);
    for (const [selector, name] of [['a, span.unresolved:not([role])', 'a'], ['img, span.unresolved[role]', 'img']])
      for (const element of root.querySelectorAll(selector)) {
        const plain = document.createElement(name);
        if (name === 'a') plain.append(...element.childNodes);
        element.replaceWith(plain);
      }
    for (const element of root.querySelectorAll('*'))
      for (const name of element.getAttributeNames()) if (name !== 'start' || element.start === 1) element.removeAttribute(name);
    root.normalize();
    const texts = [], walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest('pre')) texts.push(walker.currentNode);
    for (const text of texts) text.data = text.data.replace(/\s+/g, ' ');
    return root.innerHTML.replace(/\s*(<\/?(?:p|li|ul|ol|blockquote|h\d|pre|hr|br|div|table|thead|tbody|tr|th|td)>)\s*/g, '$1').replace(/\n<\/code>/g, '</code>').trim();
  }
  const different = [];
  for (const [index, [source, html]] of examples.entries()) {
    const place = document.createElement('div'), ours = document.createElement('div'), expected = document.implementation.createHTMLDocument().createElement('div');
    out.replaceChildren(place);
    await BackendAI.Media.handle_all([['text/markdown', source]], 'r', place);
    ours.append(...[...place.querySelector('.backendai-markdown > div').shadowRoot.childNodes].map(node => node.cloneNode(true)));
    expected.innerHTML = html;
    if (normal(ours) !== normal(expected)) different.push(index + 1);
  }
  return different;
}'''


def test_the_examples_of_the_specification(visit):
    path = ROOT / 'tests' / 'node_modules' / 'commonmark-spec' / 'spec.txt'
    found = re.findall(r'^`{32} example\n(.*?)^\.\n(.*?)^`{32}$', path.read_text(encoding='utf-8').replace('→', '\t'), re.MULTILINE | re.DOTALL)
    assert len(found) == 652
    page = visit.open()
    page.set_default_timeout(120_000)
    assert set(page.evaluate(COMPARE, found)) == FORMULA | GITHUB | ENTITY | SANITIZED | LEFT_OPEN


# What GitHub's specification adds to CommonMark, each rule with a text of our own: (source, HTML).
GFM = [
    # Tables: alignment, escaped pipes, where they end, too many and too few cells, no rows, a wrong second row.
    ('| size | color |\n| --- | --- |\n| big | red |', '<table><thead><tr><th>size</th><th>color</th></tr></thead><tbody><tr><td>big</td><td>red</td></tr></tbody></table>'),
    ('left | mid\n:-: | ---:\n1 | 2', '<table><thead><tr><th>left</th><th>mid</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>'),
    ('| x\\|y |\n| --- |\n| `\\|` **\\|** |', '<table><thead><tr><th>x|y</th></tr></thead><tbody><tr><td><code>|</code> <strong>|</strong></td></tr></tbody></table>'),
    ('| a |\n| - |\n| 1 |\n> quote', '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table><blockquote><p>quote</p></blockquote>'),
    ('| a |\n| - |\nrow\n\nafter', '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>row</td></tr></tbody></table><p>after</p>'),
    ('| a | b |\n| - |\n| 1 |', '<p>| a | b | | - | | 1 |</p>'),
    ('| a | b |\n| - | - |\n| 1 |\n| 1 | 2 | 3 |', '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td></td></tr><tr><td>1</td><td>2</td></tr></tbody></table>'),
    ('| a |\n| - |', '<table><thead><tr><th>a</th></tr></thead><tbody></tbody></table>'),
    # Tasks, also nested.
    ('- [ ] open\n- [x] done', '<ul><li><input>open</li><li><input>done</li></ul>'),
    ('- [x] one\n  - [ ] two\n- [ ] three', '<ul><li><input>one<ul><li><input>two</li></ul></li><li><input>three</li></ul>'),
    # Strikethrough: one or two tildes, not three, and not across paragraphs.
    ('~~two~~ ~one~ ~~~three~~~', '<p><del>two</del> <del>one</del> ~~~three~~~</p>'),
    ('~~a\n\nb~~', '<p>~~a</p><p>b~~</p>'),
    # Addresses: where they begin and end.
    ('www.example.org', '<p><a>www.example.org</a></p>'), ('go to www.example.org/help now', '<p>go to <a>www.example.org/help</a> now</p>'),
    ('www.example.org. www.example.org/a.b.', '<p><a>www.example.org</a>. <a>www.example.org/a.b</a>.</p>'),
    ('(www.example.org/?q=(b)) www.example.org/?q=(b)))', '<p>(<a>www.example.org/?q=(b)</a>) <a>www.example.org/?q=(b)</a>))</p>'),
    ('www.example.org/?q=(b))+c', '<p><a>www.example.org/?q=(b))+c</a></p>'),
    ('www.example.org/?q=x&hl=en www.example.org/?q=x&hl;', '<p><a>www.example.org/?q=x&amp;hl=en</a> <a>www.example.org/?q=x</a>&amp;hl;</p>'),
    ('www.example.org/he<lp', '<p><a>www.example.org/he</a>&lt;lp</p>'), ('(http://example.org/a?b=c.)', '<p>(<a>http://example.org/a?b=c</a>.)</p>'),
    ('one@two.example three@four+five.example six+seven@eight.example.', '<p><a>one@two.example</a> three@four+five.example <a>six+seven@eight.example</a>.</p>'),
    ('a.b-c_d@e.f. a.b-c_d@e.f- a.b-c_d@e.f_', '<p><a>a.b-c_d@e.f</a>. a.b-c_d@e.f- a.b-c_d@e.f_</p>'),
    ('mailto:one@two.example', '<p><a>mailto:one@two.example</a></p>'),
]

# Rules that are different here, for safety: links that open nothing, and elements that GitHub shows as text.
GFM_DIFFERENT = [('xmpp:one@two.example/x', '<p><a>xmpp:one@two.example/x</a></p>'), ('a <title> <xmp> b', '<p>a &lt;title&gt; &lt;xmp&gt; b</p>')]


def test_what_github_adds(visit):
    page = visit.open()
    different = page.evaluate(COMPARE, [*GFM, *GFM_DIFFERENT])
    assert [(GFM + GFM_DIFFERENT)[index - 1][0] for index in different] == ['a <title> <xmp> b']
