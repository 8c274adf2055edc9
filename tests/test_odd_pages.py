"""Host pages with hostile styles, changed built-ins, or in XML: items are shown and legible."""

from __future__ import annotations

import json

import pytest

from tests.test_api import ITEM, SVG
from toolchain.build import registry

pytestmark = pytest.mark.slow

# Styles of a page for all elements, and thereby for the text of outputs. The container itself belongs to the host.
CONTAINER = '#out { display: block; height: auto; overflow: visible }'
STYLES = {
    'all unset, letters without a size': '* { all: unset } body { font-size: 0 }',
    'low and hidden elements': 'div { height: 1px; overflow: hidden } p, pre { height: 3px; overflow: hidden } div, p { display: none }',
}

# The legible texts in #out: large enough, in lines that run to the right, not covered and not clipped.
READABLE = '''async () => {
  const out = document.getElementById('out'), found = new Set();
  const within = (outer, inner) => { for (let each = inner; each; each = each.parentNode ?? (each instanceof ShadowRoot ? each.host : null)) if (each === outer) return true; return false; };
  const look = root => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.shadowRoot) look(node.shadowRoot);
      if (node.nodeType !== Node.TEXT_NODE || !node.data.trim() || node.parentNode.localName === 'style' || node.parentElement?.closest('.backendai-announcer, button')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const {left, top, width, height} = range.getClientRects()[0] ?? {};
      if (!(width > 1 && height >= 8) || getComputedStyle(node.parentElement ?? root.host).writingMode !== 'horizontal-tb') continue;
      let seen = document.elementFromPoint(left + 2, top + height / 2);
      while (seen?.shadowRoot?.elementFromPoint(left + 2, top + height / 2)) {
        const inner = seen.shadowRoot.elementFromPoint(left + 2, top + height / 2);
        if (inner === seen) break;
        seen = inner;
      }
      if (seen && (within(seen, node) || within(node.parentNode, seen)) && !within(seen, out)) found.add(node.data.trim().slice(0, 60));
    } };
  // What buttons say comes and goes. Until nothing more comes: chunks load others, and consoles draw with frames.
  for (let last = -1; last !== found.size || out.querySelector('[aria-busy]'); ) {
    last = found.size;
    await new Promise(done => setTimeout(done, 400));
    look(out);
  }
  return [...found]; }'''
CONSOLE = '''() => BackendAI.Media.handleResult({status: 'finished', console: [['stdout', 'first line\\nsecond line\\n'], ['stderr', 'an error\\n'],
  ['log', ['info', '2026-01-01T00:00:00', 'name', 'a log']], ['html', '<b>bold words</b>']]}, 'console', document.getElementById('out')).then(() => {})'''
ITEMS = [['text/html', '<p>words of HTML</p><table><tr><td>a cell</table>'], ['text/plain', 'plain words'], ITEM, SVG, ['x/unknown', 'x']]


@pytest.fixture(scope='module')
def shown(root):
    """An item of each handler."""
    return [next(iter(json.loads((root / 'tests' / 'fixtures' / f'{handler.chunk}.json').read_text(encoding='utf-8')).values()))
            for handler in registry.handlers(root)] + [['x/unknown', 'x']]


def readable(visit, items: list, style: str) -> tuple[list, set]:
    visit.page.set_viewport_size({'width': 1000, 'height': 12000})
    visit.open(head=f'<style>{style}</style>')
    outcomes = visit.show(*items)
    visit.page.evaluate(CONSOLE)
    return [(outcome['type'], outcome['ok']) for outcome in outcomes], set(visit.page.evaluate(READABLE))


@pytest.fixture(scope='module')
def plain(_make_visit, shown):
    visit = _make_visit()
    yield readable(visit, shown, CONTAINER)
    visit.close()


@pytest.mark.parametrize('name', STYLES)
def test_hostile_styles_hide_nothing(visit, shown, plain, name):
    outcomes, found = readable(visit, shown, STYLES[name] + CONTAINER)
    assert len(plain[1]) > 60 and {'Cannot show x/unknown: no handler shows this type.', 'second line', 'bold words'} <= plain[1]
    assert outcomes == plain[0]
    assert sorted(plain[1] - found) == []


def test_lines_run_to_the_right_in_a_page_whose_lines_run_down(visit):
    """Items are shown one at a time, since the host's style of the container decides where several are placed."""
    page = visit.open(head='<style>body { font-size: 0; writing-mode: vertical-rl }</style>')
    for item, expected in zip(ITEMS, (['words of HTML', 'a cell'], ['plain words'], [], [], ['Cannot show x/unknown: no handler shows this type.'])):
        page.evaluate('out.replaceChildren()')
        visit.show(item)
        found = page.evaluate(READABLE)
        assert set(expected) <= set(found)
        if not expected:
            box = page.locator('#out img').bounding_box()
            assert box['width'] > 0 and box['height'] > 0 and box['x'] >= 0


def test_the_styles_of_hosts_for_our_classes_stay_stronger(visit):
    page = visit.open(head='<style>.media-item { height: 77px; overflow: hidden; font-size: 8px } .media-note { display: none }</style>')
    visit.show(ITEMS[0], ['x/unknown', 'x'])
    assert page.evaluate('''() => { const {height, overflow, fontSize} = getComputedStyle(out.firstElementChild);
        return [height, overflow, fontSize, getComputedStyle(out.querySelector('.media-note')).display]; }''') == ['77px', 'hidden', '8px', 'none']


# Changes to built-ins by pages and their libraries, especially old ones.
LIBRARIES = """
    Array.prototype.toJSON = String.prototype.toJSON = function () { return 'x'; };
    Object.assign(HTMLElement.prototype, {
      remove() { this.parentNode.removeChild(this); return this; }, scrollTo() { window.scrollTo(0, this.offsetTop); return this; }, show() { this.style.display = ''; return this; },
      hide() { this.style.display = 'none'; return this; }, toggle() { return this; }, update() { this.replaceChildren(); return this; }, replace() { return this; },
      insert() { return this; }, select() { return []; }, clone() { return this.cloneNode(true); }, wrap() { return this; }, match() { return false; }, store() { return this; } });
    Function.prototype.bind = function (self, ...first) { const method = this; return function (...rest) { return method.apply(self, [...first, ...rest]); }; };
    String.prototype.contains = function (other) { return this.indexOf(other) > -1; };
    Object.assign(Element.prototype, {set() { return this; }, get() {}, erase() { return this; }, replaces() { return this; }, inject() { return this; }, grab() { return this; },
      contains(other) { return other && (this.compareDocumentPosition(other) & 16) !== 0; }});
    const added = function () { throw new Error('called'); };
    for (const name of ['each', 'clear', 'clone', 'inject', 'append', 'include', 'contains', 'flatten']) Array.prototype[name] = added;
    for (const name of ['getProperty', 'dispose', 'empty', 'clone']) Element.prototype[name] = added;
    Element.implement = Function.prototype.implement = Function.prototype.extend = added;"""
# Every other method is removed, and the others throw an error.
METHODS = """for (const kind of [Element, CharacterData, DocumentFragment, Document])
    ['append', 'prepend', 'before', 'after', 'remove', 'replaceWith', 'replaceChildren'].forEach((name, place) => {
      delete kind.prototype[name];
      if (place % 2 === ODD) kind.prototype[name] = function () { throw new Error('the page has replaced this'); }; });"""
CHANGES = {
    'application/vnd.vegalite.v6.json': """Object.prototype.extended = function () {}; Array.prototype.last = function () {};
        String.prototype.trimmed = function () {}; Node.prototype.extended = 1; Function.prototype.method = function () {};""",
    'application/vnd.apache.arrow.stream application/vnd.vegalite.v6.json': """
        Array.from = iterable => { const result = []; for (let index = 0; index < (iterable?.length ?? 0); index++) result.push(iterable[index]); return result; };
        for (const kind of Object.getOwnPropertyNames(window)) { const value = Object.getOwnPropertyDescriptor(window, kind).value;
          if (typeof value === 'function' && /^[A-Z]/.test(kind)) { Object.freeze(value.prototype ?? {}); Object.freeze(value); } }
        for (const each of [Math, JSON, Reflect]) Object.freeze(each);""",
}


def test_items_are_shown_in_xhtml_and_where_libraries_have_added_and_replaced_methods(visit, shown, plain):
    text = (f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title><style>{CONTAINER}</style><script><![CDATA[{LIBRARIES}]]></script>'
            f'<script src="{visit.main}"></script></head><body><div id="out"></div></body></html>')
    visit.page.set_viewport_size({'width': 1000, 'height': 12000})
    visit.page.goto(visit.site.add_page('/page.html', text, {'Content-Type': 'application/xhtml+xml'}))
    outcomes = [(outcome['type'], outcome['ok']) for outcome in visit.show(*shown)]
    visit.page.evaluate(CONSOLE)
    assert outcomes == plain[0]
    assert sorted(plain[1] - set(visit.page.evaluate(READABLE))) == []


@pytest.mark.parametrize('odd', [0, 1])
def test_items_are_shown_where_methods_of_elements_are_removed_or_replaced(visit, shown, plain, odd):
    visit.page.set_viewport_size({'width': 1000, 'height': 12000})
    visit.open(head=f'<style>{CONTAINER}</style><script>{METHODS.replace("ODD", str(odd))}</script>')
    outcomes = [(outcome['type'], outcome['ok'], outcome['reason']) for outcome in visit.show(*shown)]
    visit.page.evaluate(CONSOLE)
    assert [outcome for outcome, expected in zip(outcomes, plain[0]) if outcome[:2] != expected] == []
    assert sorted(plain[1] - set(visit.page.evaluate(READABLE))) == []
    assert visit.page.evaluate("'append' in Element.prototype") is (odd == 0)
    visit.page.evaluate('BackendAI.Media.clear(out)')
    assert visit.page.evaluate('out.childElementCount') == 0


@pytest.mark.parametrize('refused', CHANGES)
def test_where_built_ins_are_extended_or_frozen_only_what_libraries_draw_is_refused(visit, shown, plain, refused):
    """Vega needs built-ins that are neither frozen nor extended; flechette, which reads Arrow, needs Array.from's function."""
    visit.open(main=f'<script>{CHANGES[refused]}</script><script src="{visit.main}"></script>')
    outcomes = [(outcome['type'], outcome['ok']) for outcome in visit.show(*shown)]
    assert [mime for (mime, was_shown), (_, is_shown) in zip(plain[0], outcomes) if was_shown != is_shown] == refused.split()
