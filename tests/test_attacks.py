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


def data_uri(text: str) -> str:
    return f'data:text/html;base64,{base64.b64encode(text.encode("utf-8", "surrogatepass")).decode()}'


def drawing(text: str) -> str:
    return text if '<svg' in text else f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{text}</svg>'


# Where a kernel's text enters, as ``(items, result id, options)`` of a batch of attacks.
ENTRIES = {
    'text/html': lambda texts: ([['text/html', text] for text in texts], 'r', None),
    'text/html, without scripts': lambda texts: ([['text/html', data_uri(text)] for text in texts], 'r', {'scripts': 'never'}),
    'image/svg+xml': lambda texts: ([['image/svg+xml', drawing(text)] for text in texts], 'r', None),
    'titles of drawings': lambda texts: ([['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>'
                                          + text.replace('&', '&amp;').replace('<', '&lt;') + '</title></svg>'] for text in texts], 'r', None),
    'descriptions': lambda texts: ([['image/gif', GIF, {'alt': text, 'width': text}] for text in texts], 'r', None),
    'MIME names': lambda texts: ([[text, text] for text in texts], 'r', None),
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


@pytest.mark.parametrize('entry', ENTRIES)
def test_nothing_runs_leaves_or_covers(new_visit, elsewhere, entry):
    visit = new_visit()
    target = Target(visit, elsewhere)
    attacks = payloads(elsewhere)
    size = BATCHES.get(entry, 140)
    failures = []
    for start in range(0, len(attacks), size):
        batch = attacks[start:start + size]
        if target.damage(SHOW, list(ENTRIES[entry]([attack.text for attack in batch]))):
            target = Target(visit, elsewhere)
            for attack in batch:
                found = [each for each in target.damage(SHOW, list(ENTRIES[entry]([attack.text])))
                         if attack.name not in BEARABLE.get(each, [])]
                if found:
                    failures.append(f'{attack.name}: {found}')
                    target = Target(visit, elsewhere)
    # Output in frames may complain about itself as it likes; what it asked for was counted by who would have answered.
    visit.problems.clear()
    assert failures == []
