"""Published ways of attack, in our own words, through every entry: nothing runs, leaves, or covers the host page."""

from __future__ import annotations

import base64

import pytest

from tests.attacking import Elsewhere, Target, payloads

# Shows items, and waits for their frames, which load after the items are on the page.
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


def data_uri(text: str) -> str:
    return f'data:text/html;base64,{base64.b64encode(text.encode("utf-8", "surrogatepass")).decode()}'


def drawing(text: str) -> str:
    return text if '<svg' in text else f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{text}</svg>'


def console(records: list) -> tuple:
    return [{'status': 'continued', 'console': records}], 'r', {'rows': 9}


# Where a kernel's text enters, as ``(items, result id, options)`` of a batch of attacks.
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
    'result ids': lambda texts: ([['image/gif', GIF], ['text/html', '<b>x</b>'], ['x', 1]], ' '.join(texts), None),
}
# What scripts in a frame can do all the same: a browser connects to where a frame is about to go before the policy stops
# it, and sends nothing; and a frame may take the focus.
BEARABLE = {
    'reached elsewhere: TCP, silent': ['documents: refresh in a document with scripts', 'framed: leaves for elsewhere',
                                       'framed: leaves in other ways', 'framed: leaves by way of a blank document', 'framed: asks by frames',
                                       'framed: asks by documents it makes'],
    'focus: BODY became IFRAME': ['framed: grabs the focus'],
}
# The one entry at which things do run, in frames of their own; there the host page has more to wait for.
BATCHES = {'text/html': 14, 'text/html, without scripts': 60}


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
    """A test that cannot fail is none: each of these is seen."""
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
    visit = new_visit()
    target = Target(visit, elsewhere)
    attacks = payloads(elsewhere)
    size = BATCHES.get(entry, 140)
    failures = []
    attack_with = EXECUTE if entry.startswith('console') else SHOW

    def damage(batch: list) -> list[str]:
        found = target.damage(attack_with, list(ENTRIES[entry]([attack.text for attack in batch])))
        return [each for each in found if not any(attack.name in BEARABLE.get(each, ()) for attack in batch)]

    for start in range(0, len(attacks), size):
        if damage(attacks[start:start + size]):
            # Which of them was it?
            for attack in attacks[start:start + size]:
                target = Target(visit, elsewhere)
                found = damage([attack])
                failures += [f'{attack.name}: {found}'] if found else []
            target = Target(visit, elsewhere)
    # Output in frames may complain about itself as it likes; what it asked for was counted by who would have answered.
    visit.problems.clear()
    assert failures == []
