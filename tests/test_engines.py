"""The same in Chromium, Firefox and WebKit: all fixtures, consoles, terminals, toolbars, chunks, snapshots, modules."""

from __future__ import annotations

import pytest

from tests.test_api import SVG

pytestmark = pytest.mark.slow

PNG = ['image/png', 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==']

# The fixtures that no browser can show, and those that one cannot.
BROKEN = {('image', name) for name in ('bad_crc.png', 'bomb_30000x30000.png', 'html_named.png', 'small.tiff', 'variant_data_html_under_png',
                                       'variant_null', 'variant_object')} | {
    ('json', 'cut off'), ('pdf', 'no PDF'), ('svg', 'svg_not_svg'), ('svg', 'svg_plain_text'), ('video', 'cut off')}
BROKEN_IN = {'webkit': {('svg', 'svg_billion_laughs')}}
MAX_FIXTURE_UNITS = 50000
MAX_FIXTURES = 12

STOLEN = b'window.stolen = true; export const render = () => "stolen"; export const checksums = {};'
HEADERS = {'Content-Type': 'text/javascript'}


def test_every_handler_shows_its_fixtures(engine, fixtures, root):
    """Widgets, which need a kernel, have a test of their own in all engines."""
    engine.open()
    for name in sorted(path.stem for path in (root / 'media' / 'handlers').glob('[!_]*.py') if path.stem != 'widget'):
        small = [key for key, item in fixtures(name).items() if len(str(item)) < MAX_FIXTURE_UNITS][:MAX_FIXTURES]
        outcomes = {}
        for start in range(0, len(small), 4):  # few at a time: each call has 30 seconds
            keys = small[start:start + 4]
            outcomes.update(zip(keys, engine.show(*[fixtures(name)[key] for key in keys])))
        failed = {(name, key): outcome['reason'] for key, outcome in outcomes.items() if not outcome['ok']}
        assert set(failed) == (BROKEN | BROKEN_IN.get(engine.name, set())) & {(name, key) for key in small}, failed


def test_long_consoles_show_their_ends_and_middle_and_are_searched(engine):
    engine.open('<div id="out" style="width: 700px"></div>')
    engine.run('''await BackendAI.loadConsole();
        window.con = new BackendAI.Console('run', document.getElementById('out'));
        window.rows = () => [...con.element.querySelectorAll('.backendai-row')].filter(row => { const {top, bottom} = row.getBoundingClientRect();
          const frame = con.viewport.element.getBoundingClientRect(); return top >= frame.top - 1 && bottom <= frame.bottom + 1; }).map(row => row.textContent);
        const lines = [];
        for (let line = 0; line < 1e5; line += 1) lines.push(`\\x1b[32mline ${line}\\x1b[0m\\n`);
        con.append({status: 'continued', console: [['stdout', lines.join('')], ['log', ['error', '2026-01-01T00:00:00', 'name', 'logged']]]});''')
    engine.wait_for('rows().some(row => row.includes("logged"))', seconds=30)
    for share, line in ((0, 'line 0'), (.5, 'line 50000')):
        engine.run('const pane = con.viewport.element; pane.scrollTop = arguments[0] * (pane.scrollHeight - pane.clientHeight)', share)
        engine.wait_for('rows().includes(arguments[0])', line)
    engine.run('con.viewport.element.dispatchEvent(new Event("focusin"))')
    engine.wait_for('con.viewport.tools && con.element.querySelector("input[type=search]")')
    engine.run('''const field = con.element.querySelector('input[type=search]');
        field.value = 'line 77777'; field.dispatchEvent(new Event('input'));''')
    engine.wait_for('con.element.innerText.includes("1 of 1") && rows().includes("line 77777")')
    assert engine.run('return window.__errors') == []


@pytest.mark.parametrize('protocol', ['backendai', 'ttyd'])
def test_a_terminal_shows_what_comes_and_sends_what_is_typed(engine, terminals, protocol):
    engine.open('<div id="out" style="width: 800px; height: 400px"></div>')
    engine.run('''const Webterm = await BackendAI.loadWebterm();
        window.t = new Webterm(document.getElementById('out'), 'session', {protocol: arguments[1]});
        await t.connect(arguments[0]);''', terminals.url(protocol), protocol)
    peer = terminals.accept()
    peer.output('\x1b[31m$\x1b[0m 한글 🎉|'.encode())
    engine.wait_for('document.querySelector(".xterm-rows").innerText.includes("한글 🎉|")')
    assert engine.run('return t.term.buffer.active.cursorX') == 10
    engine.run('t.focus()')
    peer.messages.queue.clear()
    engine.type('ls -l\n')
    assert peer.receive_input(6, skip=b'\x0c') == b'ls -l\r'
    rows = engine.run('return t.term.rows')
    engine.run('document.getElementById("out").style.height = "200px"')
    engine.wait_for('t.term.rows < arguments[0]', rows)
    peer.abort()
    if protocol == 'backendai':
        peer = terminals.accept()
        peer.output(b'\r\nagain')
        engine.wait_for('document.querySelector(".xterm-rows").innerText.includes("again")')
    else:
        engine.wait_for('t.state === "gone"')
    engine.run('t.dispose()')


def test_lost_chunks_are_reported_and_load_later(engine, assets):
    assets.failures['svg.js'] = 3
    engine.open()
    outcomes = engine.show(SVG, PNG)
    assert [outcome['ok'] for outcome in outcomes] == [False, True] and 'svg.js could not be loaded' in outcomes[0]['reason']
    assert 'svg.js could not be loaded' in engine.run('return document.querySelector("[data-backendai-id=r-0]").innerText')
    assert [outcome['ok'] for outcome in engine.show(SVG, PNG)] == [True, True]


@pytest.mark.parametrize('is_warm', [False, True], ids=['first', 'from the cache'])
def test_an_altered_chunk_does_not_run(engine, assets, built, is_warm):
    tag = built.snippet(engine.root)
    if is_warm:
        engine.open(main=tag)
        assert engine.show(SVG)[0]['ok']
    assets.pages[f'/{built.hash}/js/svg.js'] = (STOLEN, HEADERS)
    engine.open(main=tag)
    outcomes = engine.show(SVG, PNG)
    assert [outcome['ok'] for outcome in outcomes] == [False, True] and 'svg.js could not be loaded' in outcomes[0]['reason']
    assert engine.run('return window.stolen ?? null') is None


def test_a_toolbar_comes_with_the_focus(engine):
    engine.open()
    engine.show(SVG)
    engine.run('document.querySelector("[data-backendai-id=r-0]").dispatchEvent(new FocusEvent("focusin", {bubbles: true}))')
    engine.wait_for('[...document.querySelectorAll("[role=toolbar] button")].some(each => each.ariaLabel === "More actions")')
    assert engine.run('return window.__errors') == []


def test_a_snapshot_has_the_whole_output_and_nothing_else(engine):
    engine.open()
    engine.show(['text/plain', '\n'.join(f'line {number}' for number in range(300))], ['text/csv', 'n\n' + '\n'.join(f'row{number}' for number in range(300))])
    text = engine.run('return await BackendAI.Media.snapshot(document.getElementById("out"))')
    assert all(word in text for word in ('line 0', 'line 150', 'line 299', 'row0', 'row150', 'row299')) and '<script' not in text


@pytest.mark.parametrize('markup', ['<script type="module" src="MAIN"></script>', '<script>import("MAIN")</script>'], ids=['module', 'import()'])
def test_main_finds_its_chunks_in_modules(engine, markup):
    engine.open(main=markup.replace('MAIN', f'{engine.root}/js/main.min.js'))
    engine.wait_for('window.BackendAI?.Media')
    assert engine.show(PNG)[0]['ok']
