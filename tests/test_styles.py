"""Our style sheets apply in the page, in a shadow root and in another document, even if policies forbid <style>."""

from __future__ import annotations

from tests.support.compiled_pages import compiled_page

SOURCE = '''
from browser import window
from media.styles import adopt


def paint(element):
    adopt(element, '.paint { color: rgb(1, 2, 3) }')


window.paint = paint
'''

PAGE = '''<meta http-equiv="Content-Security-Policy" content="style-src 'none'"><p class="paint" id="plain">x</p>
<div id="host"></div><iframe id="frame" srcdoc="<p class=paint>x</p>"></iframe>'''


def test_a_style_sheet_reaches_every_kind_of_place(root, tmp_path, chromium):
    page = compiled_page(chromium, root, tmp_path, {'case': ['paint']}, {'case': SOURCE})
    page.set_content(PAGE)
    page.add_script_tag(path=tmp_path / 'all.js')
    page.wait_for_function('frame.contentDocument?.querySelector("p")')
    colors = page.evaluate('''() => {
        const shadow = host.attachShadow({mode: 'open'});
        shadow.innerHTML = '<p class="paint">x</p>';
        const inside = shadow.firstChild, foreign = frame.contentDocument.querySelector('p');
        const loose = document.createElement('p');
        for (const element of [plain, plain, inside, foreign, loose]) paint(element);
        return [...[plain, inside, foreign].map(element => element.ownerDocument.defaultView.getComputedStyle(element).color),
                document.adoptedStyleSheets.length, shadow.adoptedStyleSheets.length]; }''')
    assert colors == ['rgb(1, 2, 3)'] * 3 + [1, 1]
    page.close()
