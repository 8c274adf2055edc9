"""Attacks: payloads from tests/fixtures/attacks, a server that must not be reached, and a page that detects damage."""

from __future__ import annotations

import socket
import threading
from dataclasses import dataclass
from pathlib import Path

from tests.support.attack_generators import generated
from tests.support.visits import Visit

FOLDER = Path(__file__).resolve().parents[1] / 'fixtures' / 'attacks'

# Proves that code ran in the page; it would also reach the page from a frame of the same origin.
RUN = 'top.__pwn=1'

# Elements of the host all around the output, which must remain visible and clickable.
HOST = '''
<style>body{margin:0} #above,#below,#aside{background:#cde} #above,#below{height:60px} #aside{float:left;width:200px;height:500px}
#out{margin-left:200px;height:500px;overflow:auto}</style>
<div id="above"><form id="host-form" action="/sent"><label><input type="checkbox" id="host-check">host</label></form></div>
<div id="aside"><datalist id="host-list"></datalist></div><div id="out"></div><div id="below"></div>'''

# The state of the host page, all of which must be the same after an attack.
STATE = '''() => ({pwn: window.__pwn, title: document.title, name: window.name, hash: location.href,
  cookie: document.cookie, stored: localStorage.length + sessionStorage.length, opener: window.opener, scroll: scrollY, history: history.length,
  globals: Object.keys(window).filter(name => !/^(\\d+|__pwn|__errors|__violations)$/.test(name)).join(),
  focus: document.activeElement.tagName, above: getComputedStyle(above).display + getComputedStyle(above).backgroundImage,
  checked: document.getElementById('host-check').checked, fullscreen: document.fullscreenElement,
  head: document.head.childElementCount, sheets: document.styleSheets.length,
  body: document.body.querySelectorAll(':scope > :not(.backendai-announcer)').length})'''

# Where the output is visible outside its own area, over the host's elements.
COVERED = '''() => { const found = [];
  for (let x = 5; x < innerWidth; x += 45) for (let y = 5; y < innerHeight; y += 25) {
    const box = document.getElementById('out').getBoundingClientRect();
    if (x >= box.left && x < box.right && y >= box.top && y < box.bottom) continue;
    const seen = document.elementFromPoint(x, y);
    if (seen && document.getElementById('out').contains(seen)) found.push([x, y, seen.outerHTML.slice(0, 80)]); }
  return found.slice(0, 3); }'''

# Clicks everything clickable in outputs of the page itself, except links that openly lead elsewhere.
CLICK = '''() => { const inner = root => [...root.querySelectorAll('*')].flatMap(each => [each, ...(each.shadowRoot ? inner(each.shadowRoot) : [])]);
  for (const each of inner(document.getElementById('out')))
    if (each.matches('button, summary, label, input, area, a, [tabindex], rect, text') && !/Load|Copy|Save/i.test(each.textContent + each.title + each.ariaLabel) &&
        !/^(https?|mailto):/.test(each.getAttribute('href') || ''))
      each.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true, composed: true})); }'''


@dataclass(frozen=True)
class Payload:
    """One attack; ``name`` consists of its file and its title there."""

    name: str
    text: str


class Elsewhere:
    """A server that records who connects, over TCP or UDP, and never answers."""

    def __init__(self) -> None:
        self.visitors: list[str] = []
        self._tcp = socket.create_server(('127.0.0.1', 0))
        self._udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._udp.bind(('127.0.0.1', 0))
        self.host = f'127.0.0.1:{self._tcp.getsockname()[1]}'
        self.udp_port = self._udp.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()
        threading.Thread(target=self._receive, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._tcp.accept()
            except OSError:
                return
            connection.settimeout(0.2)
            try:
                self.visitors.append('TCP ' + connection.recv(200).decode('latin-1').split('\r\n')[0])
            except OSError:
                self.visitors.append('TCP, silent')
            connection.close()

    def _receive(self) -> None:
        while True:
            try:
                self._udp.recvfrom(2000)
            except OSError:
                return
            self.visitors.append('UDP')

    def close(self) -> None:
        self._tcp.close()
        self._udp.close()


def payloads(elsewhere: Elsewhere) -> list[Payload]:
    """All attacks, ready to send: RUN, EVIL, EVILHOST and UDP are filled in, control characters are real ones."""
    written = []
    for path in sorted(FOLDER.glob('*.txt')):
        _, *parts = path.read_text(encoding='utf-8').split('\n=== ')
        for part in parts:
            title, text = part.split('\n', 1)
            written.append((f'{path.stem}: {title}', text.removesuffix('\n')))
    found = {}
    for name, text in (*written, *generated(written)):
        for placeholder, value in (('RUN', RUN), ('EVILHOST', elsewhere.host), ('EVIL', f'http://{elsewhere.host}'),
                                   ('UDP', str(elsewhere.udp_port)), ('␀', '\0'), ('␛', '\x1b'), ('␇', '\x07')):
            text = text.replace(placeholder, value)
        found.setdefault(text, Payload(name, text))
    return list(found.values())


class Target:
    """A host page under attack."""

    def __init__(self, visit: Visit, elsewhere: Elsewhere, head: str = '') -> None:
        self.visit, self.elsewhere = visit, elsewhere
        page = visit.page
        self.surprises: list[str] = []
        page.on('dialog', lambda dialog: (self.surprises.append('a dialog'), dialog.dismiss()))
        page.on('download', lambda download: self.surprises.append('a download'))
        visit.context.on('page', lambda other: self.surprises.append('a window') if other is not page else None)
        page.on('framenavigated', lambda frame: self.surprises.append(f'the page went to {frame.url}')
                if frame is page.main_frame and not frame.url.endswith(('/page.html', '/before.html')) else None)
        self._head = head
        self.open()

    def open(self) -> None:
        """Open the host page, as it is before any attack."""
        page = self.visit.page
        page.goto(self.visit.site.add_page('/before.html', 'before'))
        self.visit.open(HOST, self._head)
        self.before = page.evaluate(STATE)

    def damage(self, attack: str, argument, patience: int = 150, then=None, clicks: bool = True) -> list[str]:
        """Run ``attack``, a JavaScript function that shows something in #out, and return what it damaged in the page.

        ``then``, unless None, is called after the attack has started, to deliver content from elsewhere. With
        ``clicks``, clickable elements of the output are clicked.
        """
        page = self.visit.page
        page.evaluate('document.getElementById("out").replaceChildren()')
        page.evaluate(attack, argument)
        if then is not None:
            then()
        page.wait_for_timeout(patience)
        found = [f'covered: {place}' for place in page.evaluate(COVERED)]
        if clicks:
            page.evaluate(CLICK)
            page.wait_for_timeout(patience)
            found += [f'covered after clicks: {place}' for place in page.evaluate(COVERED)]
        after = page.evaluate(STATE)
        found += [f'{key}: {self.before[key]} became {value}' for key, value in after.items() if value != self.before[key]]
        asked = [path for path in self.visit.site.log if path not in ('/page.html', '/before.html', '/favicon.ico')]
        found += [f'asked the host for {path}' for path in asked] + [f'reached elsewhere: {each}' for each in self.elsewhere.visitors]
        found += self.surprises
        self.surprises.clear()
        self.elsewhere.visitors.clear()
        self.visit.site.log.clear()
        return found
