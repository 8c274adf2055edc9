"""Published attacks, rewritten, through every entry: nothing runs, leaves, or covers the host page."""

from __future__ import annotations

import base64
import json

import pytest

from tests.support.attacks import Elsewhere, Target, payloads
from tests.support.messagepack import drawing as commands

pytestmark = pytest.mark.slow

# Shows items and waits for their frames, which load after the items are in the page.
SHOW = '''([items, id, options]) => new Promise(done => { const out = document.getElementById('out'); let loaded = 0;
  let isShown = false;
  const check = () => { if (isShown && loaded >= out.querySelectorAll('iframe').length) finish(); };
  const listen = event => { if (event.target.localName === 'iframe') { loaded++; check(); } };
  const finish = () => { out.removeEventListener('load', listen, true); done(); };
  out.addEventListener('load', listen, true);
  BackendAI.Media.handle_all(items, id, out, options).then(() => { isShown = true; check(); }); })'''
GIF = 'data:image/gif;base64,R0lGODlhEAAQAIAAAP+AAP///ywAAAAAEAAQAAACDoSPqcvtD6OctNqLsz4FADs='


# Shows responses in a console.
EXECUTE = '''async ([results, id, options]) => { const out = document.getElementById('out');
  for (const result of results) await BackendAI.Media.handle_result(result, id, out, options); }'''

# Connects a terminal; its output is sent afterwards.
CONNECT = '''async ([url, id, protocol]) => { const out = document.getElementById('out'); out.style.overflow = 'hidden';
  await BackendAI.loadWebterm();
  out.terminal = new BackendAI.Webterm(out, id, {protocol}); await out.terminal.connect(url); }'''


def data_uri(text: str) -> str:
    return f'data:text/html;base64,{base64.b64encode(text.encode("utf-8", "surrogatepass")).decode()}'


def drawing(text: str) -> str:
    return text if '<svg' in text else f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{text}</svg>'


def histories(texts: list) -> list:
    """Git graphs that are short enough to show all of their commits."""
    return [['application/vnd.sorna.gitgraph', [
        {'oid': text, 'parent_ids': texts[start + index - 1:start + index] + ['missing ' + text], 'author': text, 'message': text, 'branch': text,
         'parent_branches': [text, None]} for index, text in enumerate(texts[start:start + 8])]] for start in range(0, len(texts), 8)]


def canvases(texts: list) -> list:
    """Drawings with these texts as canvases, objects, properties and colors."""
    return [item for text in texts for item in (
        commands([text, 'canvas', 9, 9, text, text], [text, 'obj', text, ['rect', 1, 1, text, text, text, text, 0]], [text, 'update', text, text, text],
                 [text, text, text], [text, 'bgcolor', text]),
        commands([text, 'canvas', text, text, text, text], [0, 'obj', 0, [text, text]]), commands(text))]


def figure(texts: list) -> list:
    """A Plotly figure with these texts in every place that accepts text."""
    numbers = list(range(len(texts)))
    return ['application/vnd.plotly.v1+json', {
        'data': [{'type': 'scatter', 'mode': 'text+markers', 'x': numbers, 'y': numbers, 'text': texts, 'hovertext': texts, 'customdata': texts,
                  'hovertemplate': texts[0], 'name': texts[0], 'meta': texts, 'ids': texts},
                 *({'type': text, 'x': [text], 'y': [text], 'name': text, 'text': text, 'marker': {'color': text}} for text in texts[:20])],
        'layout': {'title': {'text': texts[0]}, 'annotations': [{'text': text, 'x': 0, 'y': 0, 'hovertext': text} for text in texts],
                   'images': [{'source': text, 'x': 0, 'y': 0, 'sizex': 1, 'sizey': 1} for text in texts], 'height': 400,
                   'xaxis': {'title': {'text': texts[-1]}, 'ticktext': texts, 'tickvals': numbers}},
        'config': {'plotlyServerURL': texts[0], 'topojsonURL': texts[0], 'locale': texts[0], 'showLink': True, 'linkText': texts[0]}}]


def diagrams(texts: list) -> list:
    """Mermaid diagrams with these texts as names, links and source."""
    safe = [' '.join(text.split()).replace('"', '#quot;') for text in texts]
    return [['text/vnd.mermaid', '\n'.join(['graph TD', *(f'  N{index}["{text}"]\n  click N{index} href "{text}"' for index, text in enumerate(safe[start:start + 20]))])]
            for start in range(0, len(safe), 20)] + [['text/vnd.mermaid', text] for text in texts[:5]]


def charts(texts: list) -> list:
    """Vega and Vega-Lite charts with these texts in every place that accepts text."""
    values = [{'text': text, 'place': index} for index, text in enumerate(texts)]
    place = {'field': 'place', 'type': 'quantitative'}
    return [
        ['application/vnd.vegalite.v6.json', {
            'title': {'text': texts[0], 'subtitle': texts[1]}, 'description': texts[0], 'data': {'values': values}, 'width': 300, 'height': 200,
            'mark': {'type': 'text', 'tooltip': {'content': 'data'}, 'cursor': texts[0], 'font': texts[0]},
            'params': [{'name': 'p', 'value': texts[0], 'bind': {'input': 'select', 'options': texts[:20], 'name': texts[0]}}],
            'encoding': {'x': place, 'y': {**place, 'title': texts[0]}, 'text': {'field': 'text'}, 'href': {'field': 'text'},
                         'url': {'field': 'text'}, 'color': {'field': 'text', 'scale': {'range': texts[:9]}}}}],
        ['application/vnd.vega.v6+json', {
            'width': 99, 'height': 99, 'background': texts[0], 'data': [{'name': 'd', 'values': values}, {'name': 'e', 'url': texts[0]}],
            'signals': [{'name': 'cursor', 'value': texts[0]}, {'name': 's', 'value': 0, 'bind': {'input': texts[0], 'element': texts[0], 'style': texts[0]}}],
            'marks': [{'type': kind, 'from': {'data': 'd'}, 'encode': {'enter': {
                name: {'field': 'text'} for name in ('url', 'href', 'text', 'fill', 'stroke', 'cursor', 'tooltip', 'path', 'shape')}}}
                for kind in ('image', 'path', 'symbol', 'text')]}],
        *(['application/vnd.vega.v6+json', {'signals': [{'name': 's', 'update': text}], 'marks': []}] for text in texts[:10])]


def geography(texts: list) -> list:
    """A map with these texts as properties, types and colors."""
    return ['application/geo+json', {'type': 'FeatureCollection', 'features': [
        {'type': 'Feature', 'properties': {'name': text, text: text, 'fill': text, 'stroke': text, 'marker-color': text},
         'geometry': {'type': 'Point', 'coordinates': [index % 90, index % 60]}} for index, text in enumerate(texts)] + [
        {'type': text, 'geometry': {'type': text, 'coordinates': text}} for text in texts]}]


def script(texts: list) -> list:
    """A script that inserts these texts into its own document, so that their scripts run there."""
    return ['application/javascript', f'for (const text of {json.dumps(texts)}) element.append(document.createRange().createContextualFragment(text));']


def console(records: list) -> tuple:
    return [{'status': 'continued', 'console': records}], 'r', {'rows': 9}


# The entries for a kernel's text: each returns ``(items, result id, options)`` for a batch of attacks.
ENTRIES = {
    'text/html': lambda texts: ([['text/html', text] for text in texts], 'r', None),
    'text/html, without scripts': lambda texts: ([['text/html', data_uri(text)] for text in texts], 'r', {'scripts': 'never'}),
    'image/svg+xml': lambda texts: ([['image/svg+xml', drawing(text)] for text in texts], 'r', None),
    'titles of drawings': lambda texts: ([['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>'
                                          + text.replace('&', '&amp;').replace('<', '&lt;') + '</title></svg>'] for text in texts], 'r', None),
    'descriptions': lambda texts: ([['image/gif', GIF, {'alt': text, 'width': text}] for text in texts], 'r', None),
    'MIME names': lambda texts: ([[text, text] for text in texts], 'r', None),
    'console: html': lambda texts: console([['html', text] for text in texts]),
    'console: text': lambda texts: console([[kind, text + '\n'] for text in texts for kind in ('stdout', 'stderr')]),
    'console: links': lambda texts: console([['stdout', f'\x1b]8;;{text}\x1b\\a link\x1b]8;;\x1b\\ https://example.com/{text} mailto:{text}\n']
                                             for text in texts]),
    'console: logs': lambda texts: console([['log', fields] for text in texts
                                            for fields in ([text, text, text, text], text, ['info', '2026-01-01T00:00:00', text, text])]),
    'console: media': lambda texts: console([['media', item] for text in texts for item in (text, [text, text], ['image/gif', GIF])]),
    'console: status': lambda texts: ([{'status': text, 'msg': text, 'options': {'is_password': text}, 'console': [['stdout', text]]}
                                       for text in texts], 'r', {'onInput': 1}),
    'Git graphs': lambda texts: (histories(texts), 'r', None),
    'drawings': lambda texts: (canvases(texts), 'r', None),
    'Plotly': lambda texts: ([figure(texts)], 'r', None),
    'Vega': lambda texts: (charts(texts), 'r', None),
    'GeoJSON': lambda texts: ([geography(texts)], 'r', None),
    'Mermaid': lambda texts: (diagrams(texts), 'r', None),
    'JavaScript': lambda texts: ([script(texts)], 'r', None),
    'result ids': lambda texts: ([['image/gif', GIF], ['text/html', '<b>x</b>'], ['x', 1]], ' '.join(texts), None),
}
# Effects that scripts in a frame cannot be kept from, by prefix: they can take the focus and lengthen the history.
BEARABLE = {'focus: BODY became IFRAME': ['framed: grabs the focus'], 'history: ': ['framed: fills the history', 'framed: scrolls the page']}
# The number of attacks per batch. Entries that run scripts in frames have smaller batches, since the host waits longer.
BATCHES = {'text/html': 14, 'text/html, without scripts': 60, 'JavaScript': 14}
# How long outputs are watched, in milliseconds: charts are slow.
PATIENCE_MS = {'Plotly': 1000, 'Mermaid': 1000}


@pytest.fixture(scope='module')
def elsewhere():
    server = Elsewhere()
    yield server
    server.close()


def test_there_are_as_many_as_promised(elsewhere):
    found = payloads(elsewhere)
    assert len(found) >= 400
    assert len({payload.name for payload in found}) == len(found)
    assert len({payload.text for payload in found}) == len(found)


def test_what_runs_leaves_or_covers_is_noticed(new_visit, elsewhere):
    """The other tests can fail: each of these attacks, without protection, is detected."""
    visit = new_visit()
    attacks = {payload.name: payload.text for payload in payloads(elsewhere)}
    for name, sign in [('handlers: image error', 'pwn'), ('fetches: image', 'reached elsewhere: TCP GET /i.png'),
                       ('overlays: fixed', 'covered'), ('links: javascript', 'pwn'), ('links: router of the host', 'hash'),
                       ('fetches: relative to the host', 'asked the host'), ('styles: background in a sheet', 'reached elsewhere')]:
        found = Target(visit, elsewhere).damage('text => { document.getElementById("out").innerHTML = text }', attacks[name])
        assert any(sign in each for each in found), (name, found)
    visit.problems.clear()


@pytest.mark.parametrize('entry', ENTRIES)
def test_nothing_runs_leaves_or_covers(new_visit, elsewhere, entry):
    assert failures_of(new_visit(), elsewhere, entry, payloads(elsewhere), BEARABLE, PATIENCE_MS.get(entry, 150)) == []


def test_without_the_header_of_the_page_for_frames_browsers_connect_but_nothing_is_sent(new_visit, elsewhere, assets):
    assets.has_page_headers = False
    attacks = [attack for attack in payloads(elsewhere) if attack.name.startswith(('framed', 'documents'))]
    assert failures_of(new_visit(), elsewhere, 'text/html', attacks, {**BEARABLE, 'reached elsewhere: TCP, silent': [
        'framed: leaves for elsewhere', 'framed: leaves in other ways', 'framed: leaves by way of a blank document', 'framed: asks by frames',
        'framed: asks by documents it makes']}, patience=500) == []


def failures_of(visit, elsewhere, entry: str, attacks: list, bearable: dict, patience: int = 150) -> list[str]:
    """The failures other than ``bearable`` ones, which maps effects to the attacks that may have them."""
    target = Target(visit, elsewhere)
    size = BATCHES.get(entry, 140)
    failures = []
    attack_with = EXECUTE if entry.startswith('console') else SHOW

    def damage(batch: list) -> list[str]:
        found = target.damage(attack_with, list(ENTRIES[entry]([attack.text for attack in batch])), patience)
        names = {attack.name for attack in batch}
        return [each for each in found if not any(each.startswith(start) and names & set(may) for start, may in bearable.items())]

    for start in range(0, len(attacks), size):
        if damage(attacks[start:start + size]):
            # Find out which attack it was.
            for attack in attacks[start:start + size]:
                target = Target(visit, elsewhere)
                found = damage([attack])
                failures += [f'{attack.name}: {found}'] if found else []
            target = Target(visit, elsewhere)
    # Outputs in frames may log any errors; their requests were recorded by the servers.
    visit.problems.clear()
    return failures


def frames(text: str) -> list[bytes]:
    """A terminal's output for a text: plain, in titles, in links, and in other sequences that terminals interpret."""
    data = text.encode('utf-8', 'replace')
    encoded = base64.b64encode(data)
    return [data + b'\r\n', b'\x1b]8;id=x;' + data + b'\x1b\\link\x1b]8;;\x1b\\ https://example.com/' + data + b'\r\n',
            *(b'\x1b]' + code + b';' + data + b'\x07' for code in (b'0', b'1', b'2', b'4;1', b'7', b'9', b'10', b'52;c', b'133;A', b'777;notify', b'1337;File=')),
            b'\x1b]52;c;' + encoded + b'\x07', b'\x1b]1337;File=inline=1:' + encoded + b'\x07',
            *(b'\x1b' + start + data + b'\x1b\\' for start in (b'P', b'P$q', b'P+q', b'Pq', b'_G', b'^', b'X', b'k')), b'\x1b[21t\x1b[c\x1b[6n']


def send(page, peer, texts: list) -> None:
    """Send texts to a terminal as output and in control messages, and wait until all has arrived."""
    for text in texts:
        peer.output(*frames(text))
        if peer.protocol == 'ttyd':
            peer.send(b'1' + text.encode('utf-8', 'replace'))
            peer.send(b'2' + json.dumps({'titleFixed': text, 'theme': {'background': text}, text: text}).encode())
    peer.output(b'\x18\x1b\\\r\nall of it')
    page.wait_for_function("""() => { const buffer = document.getElementById('out').terminal.term.buffer.active;
        return [...Array(buffer.length).keys()].some(y => buffer.getLine(y).translateToString().includes('all of it')); }""")
    if peer.protocol == 'backendai':
        peer.send(json.dumps({'type': 'error', 'reason': ' '.join(texts)}))
        peer.send(json.dumps({'type': texts[0], 'data': texts[0], 'reason': texts[0]}))
    peer.close(4000, texts[0][:100])


@pytest.mark.parametrize('protocol', ['backendai', 'ttyd'])
def test_nothing_runs_leaves_or_covers_from_a_terminal(new_visit, elsewhere, terminals, protocol):
    visit = new_visit()
    target = Target(visit, elsewhere)
    failures = []
    attacks = [attack.text for attack in payloads(elsewhere)]
    for start in range(0, len(attacks), 140):
        texts = attacks[start:start + 140]
        failures += target.damage(CONNECT, [terminals.url(protocol), texts[0], protocol],
                                  then=lambda texts=texts: send(visit.page, terminals.accept(), texts))
        visit.page.evaluate('document.getElementById("out").terminal.dispose()')
        terminals.reset()  # it may have reconnected
    visit.problems.clear()
    assert failures == []
