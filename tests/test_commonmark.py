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
    for (const part of root.querySelectorAll('.part')) part.replaceWith(...part.childNodes);
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
    return root.innerHTML.replace(/\s*(<\/?(?:p|li|ul|ol|blockquote|h\d|pre|hr|br|div|table|tbody|tr|td)>)\s*/g, '$1').replace(/\n<\/code>/g, '</code>').trim();
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
