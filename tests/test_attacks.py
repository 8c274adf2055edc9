"""Published attacks, rewritten, through every entry: nothing runs, leaves, or covers the host page."""

from __future__ import annotations

import base64
import json

import pytest

from tests.support.attack_entries import entries
from tests.support.attacks import Elsewhere, Target, payloads
from tests.support.project import ROOT

pytestmark = pytest.mark.slow

# Shows items and waits for their frames, which load after the items are in the page.
SHOW = '''([items, id, options]) => new Promise(done => { const out = document.getElementById('out'); let loaded = 0;
  let isShown = false;
  const check = () => { if (isShown && loaded >= out.querySelectorAll('iframe').length) finish(); };
  const listen = event => { if (event.target.localName === 'iframe') { loaded++; check(); } };
  const finish = () => { out.removeEventListener('load', listen, true); done(); };
  out.addEventListener('load', listen, true);
  BackendAI.Media.handle_all(items, id, out, options).then(() => { isShown = true; check(); }); })'''

# Shows responses in a console.
EXECUTE = '''async ([results, id, options]) => { const out = document.getElementById('out');
  for (const result of results) await BackendAI.Media.handle_result(result, id, out, options); }'''

# Connects a terminal; its output is sent afterwards.
CONNECT = '''async ([url, id, protocol]) => { const out = document.getElementById('out'); out.style.overflow = 'hidden';
  await BackendAI.loadWebterm();
  out.terminal = new BackendAI.Webterm(out, id, {protocol}); await out.terminal.connect(url); }'''


ENTRIES = entries(ROOT)

# Effects that scripts in a frame cannot be kept from, by prefix: they can take the focus and lengthen the history.
BEARABLE = {'focus: BODY became IFRAME': ['framed: grabs the focus'],
            'history: ': ['framed: fills the history', 'framed: scrolls the page', 'framed: leaves by way of a blank document']}
# The number of attacks in a page. Entries that run scripts, in frames, are slower and have smaller batches.
BATCH = 600
BATCHES = {'text/html': 60, 'handler: javascript': 60}
# Entries that show an attack in many places, or slowly, get every nth attack; the others get all.
SHARE = 12
SHARES = {'image/svg+xml': 3, 'titles of drawings': 3}
# Entries whose output takes the focus and opens menus on clicks, by design.
UNCLICKED = ('handler: csv', 'handler: dataresource', 'handler: markdown', 'handler: vega')
# How long outputs are watched, in milliseconds: charts are slow.
PATIENCE_MS = {'handler: plotly': 1000, 'handler: mermaid': 1000}
# The maximum number of successful attacks that are reported for each entry.
MAX_REPORTED = 5


@pytest.fixture(scope='module')
def elsewhere():
    server = Elsewhere()
    yield server
    server.close()


def test_there_are_as_many_as_promised(elsewhere):
    found = payloads(elsewhere)
    assert len(found) >= 1000
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


def tried_at(entry: str, attacks: list) -> list:
    share = SHARES.get(entry, SHARE if entry.startswith('handler: ') else 1)
    return attacks[list(ENTRIES).index(entry) % share::share]


@pytest.mark.parametrize('entry', ENTRIES)
def test_nothing_runs_leaves_or_covers(new_visit, elsewhere, entry, record_property):
    attacks = tried_at(entry, payloads(elsewhere))
    assert failures_of(new_visit(), elsewhere, entry, attacks, BEARABLE, PATIENCE_MS.get(entry, 150)) == []
    record_property('payloads tried', len(attacks))


def test_without_the_header_of_the_page_for_frames_browsers_connect_but_nothing_is_sent(new_visit, elsewhere, assets):
    assets.has_page_headers = False
    attacks = [attack for attack in payloads(elsewhere) if attack.name.startswith(('framed', 'documents'))]
    assert failures_of(new_visit(), elsewhere, 'text/html', attacks, {**BEARABLE, 'reached elsewhere: TCP, silent': [
        'framed: leaves for elsewhere', 'framed: leaves in other ways', 'framed: leaves by way of a blank document', 'framed: asks by frames',
        'framed: asks by documents it makes']}, patience=500) == []


def failures_of(visit, elsewhere, entry: str, attacks: list, bearable: dict, patience: int = 150) -> list[str]:
    """The failures other than ``bearable`` ones, which maps effects to the attacks that may have them."""
    target = Target(visit, elsewhere)
    failures = []
    attack_with = EXECUTE if entry.startswith('console') else SHOW

    def damage(batch: list) -> list[str]:
        found = target.damage(attack_with, list(ENTRIES[entry]([attack.text for attack in batch])), patience, clicks=entry not in UNCLICKED)
        names = {attack.name for attack in batch}
        return [each for each in found if not any(each.startswith(start) and names & set(may) for start, may in bearable.items())]

    def search(batch: list) -> None:
        """Find the responsible attacks in a batch by bisection, each time in a new page."""
        if len(failures) >= MAX_REPORTED:
            return
        target.open()
        found = damage(batch)
        if found and len(batch) == 1:
            failures.append(f'{batch[0].name}: {found}')
        elif found:
            before = len(failures)
            search(batch[:len(batch) // 2])
            search(batch[len(batch) // 2:])
            if len(failures) == before:
                failures.append(f'{batch[0].name} to {batch[-1].name}, together: {found}')

    size = BATCHES.get(entry, BATCH)
    for start in range(0, len(attacks), size):
        batch = attacks[start:start + size]
        if damage(batch):
            search(batch)
            target.open()
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
    attacks = [attack.text for attack in payloads(elsewhere)][protocol == 'ttyd'::2]
    for start in range(0, len(attacks), 140):
        texts = attacks[start:start + 140]
        failures += target.damage(CONNECT, [terminals.url(protocol), texts[0], protocol],
                                  then=lambda texts=texts: send(visit.page, terminals.accept(), texts))
        visit.page.evaluate('document.getElementById("out").terminal.dispose()')
        terminals.reset()  # it may have reconnected
    visit.problems.clear()
    assert failures == []
