"""Pages with a terminal for tests: opening, connecting, feeding and reading them."""

from __future__ import annotations

import base64
from pathlib import Path

from playwright.sync_api import Page, TimeoutError

from tests.support.terminal_server import Peer, TerminalServer
from tests.support.visits import Visit
from toolchain.build import bundle

# A headless xterm to compare with, fed without a connection; and the contents of a screen, cell by cell.
BESIDE = '''
import { Terminal } from '@xterm/headless/lib-headless/xterm-headless.mjs';

globalThis.cells = terminal => {
  const buffer = terminal.buffer.active, lines = [], cell = buffer.getNullCell();
  for (let y = 0; y < buffer.length; y += 1) {
    const line = buffer.getLine(y), found = [line.isWrapped];
    for (let x = 0; x < line.length; x += 1) {
      line.getCell(x, cell);
      found.push([cell.getChars(), cell.getWidth(), cell.getFgColorMode(), cell.getFgColor(), cell.getBgColorMode(),
        cell.getBgColor(), cell.isBold(), cell.isItalic(), cell.isDim(), cell.isUnderline(), cell.isBlink(),
        cell.isInverse(), cell.isInvisible(), cell.isStrikethrough(), cell.isOverline()].join());
    }
    lines.push(found.join('|'));
  }
  return [buffer.type, buffer.cursorX, buffer.cursorY, buffer.baseY, terminal.cols, terminal.rows, ...lines].join('\\n');
};

// What comes after all else, wherever that was cut off.
globalThis.END = '\\x18\\x1b]7777;\\x07';
globalThis.whenEnded = terminal => new Promise(done => {
  const handler = terminal.parser.registerOscHandler(7777, () => { handler.dispose(); queueMicrotask(done); return true; }); });

// xterm without our code, but for the widths of characters.
globalThis.straight = async (steps, cols, rows) => {
  await BackendAI.loadWebterm();
  const terminal = new Terminal({cols, rows, scrollback: 5000, allowProposedApi: true, logLevel: 'off'});
  const ours = new BackendAI.Webterm(document.createElement('div'), 'widths');
  terminal.unicode.register(ours.term._core.unicodeService._activeProvider);
  terminal.unicode.activeVersion = ours.term.unicode.activeVersion;
  ours.dispose();
  for (const step of steps) {
    if (Array.isArray(step)) { terminal.resize(step[0], step[1]); continue; }
    await new Promise(done => terminal.write(Uint8Array.fromBase64(step), done));
  }
  await new Promise(done => terminal.write(END, done));
  const found = cells(terminal);
  terminal.dispose();
  return found;
};

globalThis.text = terminal => {
  const buffer = terminal.buffer.active, lines = [];
  for (let y = buffer.viewportY; y < buffer.viewportY + terminal.rows; y += 1)
    lines.push(buffer.getLine(y)?.translateToString(true) ?? '');
  return lines.join('\\n').trimEnd();
};

globalThis.make = async (options = {}, id = 'session') => {
  await BackendAI.loadWebterm();
  window.t?.dispose();
  const made = new BackendAI.Webterm(out, id, options);
  made.log = [];
  made.addEventListener('state', event => made.log.push(event.detail));
  return made;
};
'''

BODY = '<div id="out" style="width: 800px; height: 480px"></div>'


def beside(root: Path, folder: Path) -> bytes:
    """The script with which tests read terminals; it bundles headless xterm."""
    (folder / 'beside.js').write_text(BESIDE, encoding='utf-8')
    bundle.bundle(root, [bundle.Bundle(folder / 'beside.js', folder / 'out.js', 'iife')],
                  packages=[root / 'tests' / 'node_modules'])
    return (folder / 'out.js').read_bytes()


def open_page(visit: Visit, script: bytes, headers: dict | None = None, body: str = BODY) -> Page:
    """Open a page with a container for a terminal."""
    visit.site.pages['/beside.js'] = (script, {'Content-Type': 'text/javascript'})
    return visit.open(body, head='<script nonce="abc" src="/beside.js"></script>', headers=headers,
                      main=f'<script nonce="abc" src="{visit.main}"></script>')


def connect(page: Page, url: str, options: dict | None = None) -> None:
    """Create ``t``, a terminal for the URL, and connect it."""
    page.evaluate('''async ([url, options]) => {
        window.t = await make(options);
        await t.connect(url); }''', [url, options or {}])


def open_pair(page: Page, terminals: TerminalServer, protocol: str = 'backendai', **options) -> Peer:
    """Create ``t``, a connected terminal; returns the server's end."""
    connect(page, terminals.url(protocol), {'protocol': protocol, **options})
    return terminals.accept()


def screen(page: Page) -> str:
    """The text on the screen of ``t``."""
    return page.evaluate('text(t.term)')


def wait_for_text(page: Page, wanted: str) -> None:
    """Wait until the screen of ``t`` shows a text."""
    try:
        page.wait_for_function('wanted => text(t.term).includes(wanted)', arg=wanted)
    except TimeoutError:
        raise AssertionError(f'{wanted!r} is not on the screen:\n{screen(page)}') from None


def wait_for_state(page: Page, state: str) -> dict:
    """Wait until ``t`` is in a state; returns the detail of its last event."""
    page.wait_for_function('state => t.state === state', arg=state)
    return page.evaluate('t.log.at(-1)')


def status(page: Page) -> str:
    """The text of the status line, whether visible or only for assistive technology."""
    return page.inner_text('.backendai-webterm-status span')


def wait_for_status(page: Page, wanted: str) -> None:
    """Wait until the status line says a text."""
    page.wait_for_function(
        'wanted => document.querySelector(".backendai-webterm-status span").textContent === wanted', arg=wanted)


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()
