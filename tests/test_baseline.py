"""The release works in the oldest browsers in docs/browsers.md: by MDN's data, and with their missing features removed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support import baseline
from toolchain.build.bundle import BASELINE
from toolchain.setup import installation

pytestmark = pytest.mark.slow

# Names of our own objects and options, which also occur in newer interfaces of browsers.
OWN_NAMES = set('''
    actions adopt alpha alternate aspectRatio build changed chunks config connecting connection
    details dispose draw Duration element entry features first
    forget format handle identity interval last layer layout level lines locale margin node number opened outputs paint path
    properties queue reading reconnect records redraw region remote resultIndex retry run separator session skipped space tag take token
    touched turn unit watch
'''.split())

# Features that are newer than the baseline, or unknown in the data for some of its browsers, with the effect if missing.
ALLOWED = {
    'css': {
        '-webkit-user-drag': 'a dragged picture shows a ghost',
        ':-moz-range-thumb': "Firefox's name, in a rule of its own",
        ':-moz-range-track': "Firefox's name, in a rule of its own",
        ':-webkit-slider-thumb': 'the name of other browsers, in a rule of its own',
        ':has': 'rules that something depends on have another one behind @supports',
        ':highlight': 'console_tools/search.py marks rows instead',
        ':popover-open': 'media/popovers.py shows and hides the element',
        'color-mix()': 'Chrome 109 and 110 use the declaration before it, or an inherited color',
        'contain-intrinsic-inline-size': 'the block takes the width of its container in any case',
        'contain-intrinsic-size': 'long documents are laid out as a whole',
        'content-visibility': 'long documents are laid out as a whole',
        'e()': 'a comment in an error message, no CSS',
        'font-family: ui-monospace': 'the next font of the list',
        'forced-color-adjust': 'Safari has no forced colors',
        'forcedColorAdjust': 'Safari has no forced colors',
        'light-dark()': 'features/schemes.py writes the colors of one scheme; console/colors.py has its own',
        'nesting': 'an ampersand of LaTeX, no CSS',
        'oklch()': 'only inside light-dark() of console/colors.py, which asks first',
        'overflow-anchor': 'Safari does not move what is in view',
        'relative colors': 'only inside light-dark() of console/colors.py, which asks first',
        'rx': 'ellipses have the radius as an attribute',
        'ry': 'ellipses have the radius as an attribute',
        'scrollbar-width': 'the bar of keys has a scrollbar',
        'text-decoration: dashed': "xterm's; Safari draws a plain line",
        'text-decoration: dotted': 'Safari draws a plain line',
        'text-decoration: double': "xterm's; Safari draws a plain line",
        'text-decoration: wavy': "xterm's; Safari draws a plain line",
        'user-select': 'esbuild adds the name that Safari knows',
        'size': "KaTeX's name of a class",
        'zoom': 'actions/enlarging.py shows pictures without zooming',
    },
    'global': {
        'ClipboardItem': 'clipboard.py copies text by an event instead, and says that a picture cannot be copied',
        'Highlight': 'console_tools/search.py asks first',
        'trustedTypes': 'asked for first',
        'ML': "a word of d3's",
    },
    'member': {
        'createHTML': 'handlers/svg.py and html/parsing.py do without Trusted Types',
        'createPolicy': 'handlers/svg.py and html/parsing.py do without Trusted Types',
        'changedTouches': 'desktop browsers without touch; every touch event has it',
        'touches': 'desktop browsers without touch; every touch event has it',
        'devicePixelContentBoxSize': 'drawing/sheet.py computes it',
        'fromBase64': 'webterm/base64.py decodes by atob()',
        'setFromBase64': 'features/webterm_flood.py asks for fromBase64 first',
        'getOrInsertComputed': 'handlers/pdf.py says so',
        'sumPrecise': 'handlers/pdf.py says so',
        'hidePopover': 'media/popovers.py defines it on the element',
        'showPopover': 'media/popovers.py and vega/tooltip.py ask first',
        'popover': 'vega/tooltip.py; the tooltip is placed all the same',
        'newState': 'media/popovers.py sets it on its events',
        'highlights': 'console_tools/search.py asks first',
        'moveBefore': 'actions/enlarging.py asks first',
        'playsInline': 'for phones; other browsers do so in any case',
        'readText': 'features/webterm_menu.py and webterm_touch/bar.py ask first',
        'toWellFormed': 'datauri.py asks first',
        **dict.fromkeys(('colorScheme', 'fontStyle', 'fontWeight', 'maxWidth', 'minHeight', 'opacity'),
                        'a property of every style declaration; the data name another interface'),
    },
}


@pytest.fixture(scope='module')
def missing(root, built) -> list[tuple[str, str, str, str]]:
    node = Path(installation.npm(root)[0]).with_name('node.exe' if os.name == 'nt' else 'node')
    return baseline.missing(root, built, node)


def is_ours(source: str) -> bool:
    # The maps give the beginning of a library to the module that esbuild injects before it.
    return source.startswith(('media/', 'static')) and source != 'media/guarded.py'


def test_nothing_newer_than_the_baseline_is_used_without_a_fallback(missing):
    found = [each for each in missing if each[0] == 'syntax' or is_ours(each[3]) and each[1] not in ALLOWED[each[0]]
             and not (each[0] == 'member' and each[1] in OWN_NAMES)]
    assert found == [], 'rewrite it, or give it a fallback and say in ALLOWED which'


def test_every_exception_is_still_needed(missing):
    names = {(kind, name) for kind, name, _, _ in missing}
    assert [(kind, name) for kind, known in ALLOWED.items() for name in known if (kind, name) not in names] == []
    assert [name for name in OWN_NAMES if ('member', name) not in names] == []


def test_the_documents_name_the_baseline(root):
    words = f'Chrome and Edge {BASELINE["chrome"]}, Firefox {BASELINE["firefox"]}, Safari {BASELINE["safari"]}'
    for name in ('README.md', 'docs/browsers.md'):
        assert words in ' '.join((root / name).read_text(encoding='utf-8').replace('*', '').split()), name


# Removes features from Chromium that browsers of the baseline lack, as far as scripts can.
OLDER = '''<script>
for (const name of Object.getOwnPropertyNames(Element.prototype)) if (name === 'role' || name.startsWith('aria')) delete Element.prototype[name];
for (const name of ['popover', 'showPopover', 'hidePopover', 'togglePopover']) delete HTMLElement.prototype[name];
delete Promise.withResolvers; delete Array.prototype.toSorted; delete Array.prototype.toSpliced; delete String.prototype.toWellFormed;
delete Map.prototype.getOrInsertComputed;
const { supports } = CSS;
CSS.supports = (...given) => !given.join().includes('light-dark') && supports.apply(CSS, given);
</script>'''
COLOR = 'name => getComputedStyle(document.querySelector(name)).color'


@pytest.fixture
def older(visit):
    """A page without the properties of Chromium that older browsers lack."""
    def open_page(scheme: str):
        return visit.open(head=f'{OLDER}<style>:root {{ color-scheme: {scheme} }}</style>')
    visit.open_older = open_page
    return visit


@pytest.mark.parametrize(('scheme', 'color'), [('light', 'rgb(31, 35, 40)'), ('dark', 'rgb(228, 228, 231)'), ('light dark', 'rgb(31, 35, 40)')])
def test_sheets_have_the_colors_of_the_page_without_light_dark(older, scheme, color):
    page = older.open_older(scheme)
    older.show(['text/plain', 'text \x1b[31mred \x1b[30mblack'])
    page.wait_for_function("![...document.adoptedStyleSheets].some(sheet => [...sheet.cssRules].some(rule => rule.cssText.includes('light-dark')))")
    assert page.evaluate(COLOR, '.backendai-console') == color
    assert page.evaluate("[...document.querySelectorAll('.backendai-row span')].map(span => span.style.color)") == ['rgb(204, 34, 34)', '']


def test_roles_names_and_menus_work_without_newer_properties(older):
    page = older.open_older('light')
    page.add_style_tag(content='[popover]:not([hidden]) { display: block }')  # older browsers do not hide them
    outcomes = older.show(['text/csv', 'a,b\n1,2\n'], ['application/json', {'name': [1]}], ['text/plain', 'x'])
    assert [outcome['ok'] for outcome in outcomes] == [True] * 3
    assert page.get_by_role('grid').count() == 1 and page.get_by_role('tree').count() == 1
    assert page.get_by_role('columnheader', name='b').count() == 1
    page.hover('[data-backendai-id="r-2"]')
    page.get_by_role('button', name='More actions').click()
    menu = page.get_by_role('menu')
    menu.wait_for()
    assert page.get_by_role('menuitem').count() > 0
    page.keyboard.press('Escape')
    menu.wait_for(state='detached')
    page.get_by_role('button', name='More actions').click()
    menu.wait_for()
    page.mouse.click(900, 650)
    menu.wait_for(state='detached')


# Removes what main might use and browsers of 2019 lack.
OUTDATED = """<script>
const remove = (owner, ...names) => { for (const name of names) delete owner[name]; };
remove(Array.prototype, 'toSorted', 'at', 'flat', 'flatMap', 'findLast'); remove(Intl.NumberFormat.prototype, 'formatRange');
remove(String.prototype, 'at', 'replaceAll', 'matchAll'); remove(Object, 'hasOwn', 'fromEntries'); remove(Promise, 'allSettled', 'any');
remove(Element.prototype, 'replaceChildren', ...Object.getOwnPropertyNames(Element.prototype).filter(name => /^(role$|aria)/.test(name)));
remove(Document.prototype, 'adoptedStyleSheets', 'replaceChildren');
remove(window, 'WeakRef', 'ResizeObserver', 'FinalizationRegistry', 'CSSStyleSheet', 'structuredClone');
</script>"""


def test_a_browser_below_the_baseline_is_told_so_in_each_slot(visit, assets):
    page = visit.open(head=OUTDATED)
    visit.show(['text/plain', 'x'], ['x/unknown', 1])
    outcomes = visit.show(['text/plain', 'x'], ['image/png', 'x'], {'data': {'text/html': '<b>x</b>'}}, 'no item')
    assert page.evaluate("BackendAI.Media.handle(['application/json', 1], 'alone', out)") is True
    assert page.evaluate("BackendAI.Media.handleResult({}, 'console', out)") is None
    needed = f'Chrome or Edge {BASELINE["chrome"]}, Firefox {BASELINE["firefox"]} or Safari {BASELINE["safari"]}'
    reason = f'this browser is too old; use {needed}, or later'
    assert [outcome['reason'] for outcome in outcomes] == [reason] * 4
    page.wait_for_function('out.children.length === 6')
    assert page.evaluate('[...out.children].map(slot => slot.innerText)') == [f'Cannot show this output: {reason}.'] * 6
    assert reason in page.evaluate('BackendAI.loadWebterm().catch(error => error.message)')
    assert visit.chunk_requests() == []


def test_a_browser_too_old_for_a_library_is_told_so(older, fixtures):
    page = older.open_older('light')
    page.evaluate("Object.defineProperty(navigator, 'pdfViewerEnabled', {value: false})")
    older.show(fixtures('pdf')['two pages'])
    note = 'Its pages cannot be shown here: this browser is too old for that'
    page.wait_for_selector(f'text={note}')
    assert page.inner_text('#out >> text=Save') == 'Save'
