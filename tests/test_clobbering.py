"""DOM clobbering: elements of the host page with the names of globals that the release reads change nothing."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow

# Elements that define a property with their name on the document, and elements that define one on the window.
ELEMENTS = {
    'image': '<img name="{0}" id="{0}" src="{1}">',
    'form': '<form name="{0}" id="{0}" action="{1}"></form>',
    'embed': '<embed name="{0}" id="{0}" src="data:,">',
    'object': '<object name="{0}" id="{0}"></object>',
    'anchors': '<a id="{0}" name="assetRoot" href="{1}"></a><a id="{0}" name="queue" href="{1}"></a>',
    'frame': '<iframe name="{0}" srcdoc="" hidden></iframe>',
    'foreign frame': '<iframe name="{0}" src="data:text/html," hidden></iframe>',
}
NAMES = ('currentScript', 'baseURI', 'head', 'body', 'createElement', 'createElementNS', 'createDocumentFragment', 'createTreeWalker',
         'createRange', 'defaultView', 'ownerDocument', 'nodeType', 'addEventListener', 'removeEventListener', 'dispatchEvent',
         'adoptedStyleSheets', 'implementation', 'documentElement', 'location', 'getSelection', 'execCommand', 'activeElement',
         'visibilityState', 'importNode', 'getElementsByTagName', 'createNodeIterator', 'contains', 'append', 'querySelector',
         'createEvent', 'createTextNode', 'hasFocus', 'queryCommandSupported', 'fonts', 'compatMode',
         'trustedTypes', 'BackendAI', 'WebSocketStream', 'Media', 'define', 'module', 'exports', 'process', 'vscode')

SHOW_IN = '''async (items) => { const out = window.place;
  const outcomes = await BackendAI.Media.handle_all(items, 'r', out);
  await BackendAI.Media.handle_result({status: 'finished', console: [['stdout', 'from a console']]}, 'c', out);
  return outcomes.map(({type, ok, reason}) => ok ? '' : `${type}: ${reason}`).filter(Boolean); }'''

OPEN_TERMINAL = '''const Webterm = await BackendAI.loadWebterm();
  window.t = new Webterm(box, 'session', {images: true});
  await t.connect(arguments[0]); t.focus();'''

# The containers are kept in variables before any element takes the name of a method to find them.
PLACE = '''<div id="screen" style="width: 800px; height: 300px"></div><div id="out"></div>
<script>var place = document.getElementById("out"), box = document.getElementById("screen")</script>'''


def clobbers(element: str, address: str) -> str:
    return ''.join(ELEMENTS[element].format(name, address) for name in NAMES)


@pytest.fixture
def items(fixtures):
    """An item of every handler, and an output for each way of showing HTML."""
    return [['text/html', '<table><tr><td>cell<td><b style="color: red">x</b></table>'], ['text/html', '<p>frame</p><script>document.title = 1</script>'],
            ['text/latex', '$$\\frac{x^2}{y}$$'], fixtures('vega')['bars'],
            ['image/svg+xml', '<svg width=9 height=9><rect width=9 height=9></svg>'], ['text/plain', 'plain \x1b[31mred\x1b[m https://example.com/'],
            *([mime, data] for mime, data, *_ in (next(iter(fixtures(name).values())) for name in ('image', 'svg', 'gitgraph', 'drawing', 'audio')))]


@pytest.mark.parametrize('element', ELEMENTS)
def test_names_of_elements_change_neither_where_code_comes_from_nor_whether_it_works(visit, items, terminals, element):
    evil = f'{visit.site.origin}/evil/js/main.min.js'
    main = f'{PLACE}{clobbers(element, evil)}<script src="{visit.main}"></script>'
    page = visit.open('', main=main)
    assert page.evaluate(SHOW_IN, items) == []
    assert [url for url in visit.requests if '/evil/js/' in url and 'main.min.js' not in url] == []
    page.wait_for_function('place.innerText.split("from a console").length === 2')  # rendered in the next frame
    assert page.evaluate('BackendAI.assetRoot') == visit.root + '/'
    page.evaluate(f'async (...arguments) => {{ {OPEN_TERMINAL} }}', terminals.url())
    peer = terminals.accept()
    peer.output(b'pea\x1b[31mch\x1b[m')
    page.wait_for_function('box.querySelector(".xterm-rows").innerText.includes("peach")')
    page.keyboard.type('pear')
    assert peer.receive_input(4, skip=b'\x0c') == b'pear'
    top, left = page.evaluate('(({top, left}) => [top, left])(box.getBoundingClientRect())')
    page.mouse.move(left + 2, top + 8)
    page.mouse.down()
    page.mouse.move(left + 300, top + 8, steps=3)
    page.mouse.up()
    page.wait_for_function('t.term.getSelection() === "peach"')


def test_every_engine_shows_outputs_and_terminals_among_such_elements(engine, items, terminals):
    elements = list(ELEMENTS.values())
    named = ''.join(elements[number % len(elements)].format(name, '/evil/js/main.min.js') for number, name in enumerate(NAMES))
    engine.open('', main=f'{PLACE}{named}<script src="{engine.root}/js/main.min.js"></script>')
    assert engine.run(f'return ({SHOW_IN})(arguments[0])', items) == []
    engine.run(OPEN_TERMINAL, terminals.url())
    peer = terminals.accept()
    peer.output(b'peach')
    engine.wait_for('box.querySelector(".xterm-rows").innerText.includes("peach")')
    peer.messages.queue.clear()
    engine.type('pear')
    assert peer.receive_input(4, skip=b'\x0c') == b'pear'


def test_without_the_guards_it_would_be_noticed(visit):
    """Elements really clobber these names in this browser; otherwise the test above would prove nothing."""
    page = visit.open('', main=PLACE + clobbers('image', '/x.png') + f'<script src="{visit.main}"></script>')
    assert page.evaluate('''names => names.filter(name => name !== 'location' && !(document[name] instanceof HTMLImageElement))''', list(NAMES)) == []
