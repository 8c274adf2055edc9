"""axe-core on every fixture, in light and dark and at the width of a phone; docs/accessibility.md is the contract."""

from __future__ import annotations

import pytest

from tests.support.project import ROOT
from toolchain.build import registry

pytestmark = pytest.mark.slow

AXE = ROOT / 'tests' / 'node_modules' / 'axe-core' / 'axe.min.js'

# Violations that are accepted, by axe-core's rule: the selector of the elements, and the reason.
ALLOWED = {
    'color-contrast': ('.backendai-html, .backendai-row span, .katex', 'the colors are those of the output'),
    'image-alt': ('.backendai-html, .backendai-markdown', 'the description is missing in the output'),
    'label-content-name-mismatch': ('.backendai-gitgraph [role=option]',
                                    'rows are named by message, author and hash, whatever columns there is room for'),
}

CHECK = '''async allowed => {
  const {violations} = await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      resultTypes: ['violations'], iframes: false});
  const found = [];
  for (const {id, help, nodes} of violations) for (const {target, html} of nodes) {
    let element = null;
    for (const step of target) for (const selector of [step].flat()) element = (element?.shadowRoot ?? document).querySelector(selector);
    let host = element, isAllowed = false;
    while (host) { isAllowed ||= Boolean(allowed[id] && host.closest(allowed[id])); host = host.getRootNode().host; }
    if (!isAllowed) found.push(`${id}: ${help}: ${target} ${html.slice(0, 160)}`);
  }
  return found;
}'''


def violations(page) -> list[str]:
    return page.evaluate(CHECK, {rule: selector for rule, (selector, _) in ALLOWED.items()})


@pytest.mark.parametrize('chunk', [handler.chunk for handler in registry.handlers(ROOT)])
def test_no_output_has_a_violation(new_visit, fixtures, chunk):
    visit = new_visit()
    page = visit.open('<main><h1>Outputs</h1><div id="out"></div></main>',
                      head='<meta name="viewport" content="width=device-width"><style>:root { color-scheme: light dark } body { background: Canvas; color: CanvasText }</style>')
    items = [item for item in fixtures(chunk).values() if len(str(item)) < 300_000][:30]
    page.evaluate('items => BackendAI.Media.handleAll(items, "r", out).then(() => 0)', items)
    page.evaluate(AXE.read_text(encoding='utf-8'))
    slot = page.locator('[data-backendai-id]').first
    slot.scroll_into_view_if_needed()
    slot.focus()
    for scheme, width in [('light', 1000), ('dark', 1000), ('light', 360)]:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({'width': width, 'height': 700})
        page.wait_for_timeout(300)  # outputs that depend on the size render again
        assert violations(page) == [], (scheme, width)


def test_a_result_is_announced_once_when_it_is_finished(visit):
    page = visit.open()
    page.evaluate("""() => { window.heard = []; new MutationObserver(records => records.forEach(({target}) => target.role === 'status'
        && target.textContent && heard.push(target.textContent))).observe(document.body, {childList: true, subtree: true}); }""")
    visit.show(['text/plain', 'words'], ['text/csv', 'a\n1'], ['image/png', 'iVBO'])
    page.wait_for_function('heard.length > 0')
    # A progress bar, for example, is not announced until it has come to its end.
    page.evaluate("""async () => { for (let i = 0; i < 12; i++) {
        await BackendAI.Media.handleAll([['application/json', i]], 'other', out); await new Promise(done => setTimeout(done, 50)); } }""")
    page.wait_for_function('heard.length > 1')
    page.wait_for_timeout(600)
    assert page.evaluate('heard') == [
        'Output: Text, Table, Cannot show image/png: it is damaged, or of a kind that this browser cannot read.', 'Output: JSON']
    visit.errors.clear()


def test_every_output_is_a_named_figure(visit):
    page = visit.open()
    visit.show(['text/plain', 'words'], ['text/csv', 'a\n1'], ['application/json', 1], ['text/html', '<p>x</p>'],
               {'data': {'image/svg+xml': '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', 'text/plain': 'a small dot'}})
    figures = page.get_by_role('figure')
    assert figures.count() == 5
    names = figures.evaluate_all('figures => figures.map(figure => figure.ariaLabel)')
    assert names == ['Text', 'Table', 'JSON', 'HTML', 'a small dot']
