"""User interaction with a terminal: the menu, the search, keys, phones, zoom, and pages that move it."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image

from tests.support.pixels import picture_of
from tests.support.webterm_pages import connect, open_pair, screen, wait_for_text
from tests.test_webterm_backendai import cell, drag

pytestmark = pytest.mark.slow


@pytest.fixture
def page(terminal_page):
    return terminal_page


def shown(page, terminals, output: bytes = b'$ ', **options):
    """Open a focused terminal with some output, and return the server's end, with its received messages cleared."""
    peer = open_pair(page, terminals, **options)
    peer.output(output)
    page.wait_for_function('text(t.term) !== ""')
    page.evaluate('t.focus()')
    peer.messages.queue.clear()
    return peer


# The menu


def choose(page, name: str) -> None:
    page.keyboard.press('Control+Shift+M')
    page.get_by_role('menuitem', name=name).or_(page.get_by_role('menuitemradio', name=name)).click()


def test_the_menu_copies_pastes_saves_and_clears(page, terminals):
    page.context.grant_permissions(['clipboard-read', 'clipboard-write'])
    peer = shown(page, terminals, 'first 안녕\r\nsecond\r\n$ '.encode())
    page.keyboard.press('Control+Shift+M')
    page.wait_for_function('document.activeElement.role === "menuitem"')
    assert page.locator('.backendai-webterm-menu [aria-disabled="true"]').all_inner_texts() == ['Copy']
    page.keyboard.press('End')
    assert page.evaluate('document.activeElement.innerText') == 'Theme: light'
    page.keyboard.press('Escape')
    page.wait_for_function('document.activeElement === t.term.textarea')
    choose(page, 'Select all')
    choose(page, 'Copy')
    page.wait_for_function('navigator.clipboard.readText().then(text => text.startsWith("first 안녕\\nsecond"))')
    page.evaluate('navigator.clipboard.writeText("pasted")')
    choose(page, 'Paste')
    assert peer.receive_input(6, skip=b'\x0c') == b'pasted'
    with page.expect_download() as download:
        choose(page, 'Save output')
    assert download.value.suggested_filename == 'terminal.txt'
    assert Path(download.value.path()).read_text(encoding='utf-8') == 'first 안녕\nsecond\n$\n'
    choose(page, 'Clear')
    page.wait_for_function('text(t.term) === "$"')
    choose(page, 'Find')
    page.wait_for_selector('.backendai-webterm-search input:focus')
    page.context.clear_permissions()


def test_the_host_hears_of_text_sizes_and_themes(page, terminals):
    shown(page, terminals)
    page.evaluate('() => { window.heard = []; t.addEventListener("settings", event => heard.push(event.detail)); }')
    page.keyboard.press('Control+Shift+M')
    page.get_by_role('menuitem', name='Larger text').click()
    page.get_by_role('menuitem', name='Larger text').click()
    page.get_by_role('menuitem', name='Smaller text').click()
    page.get_by_role('menuitemradio', name='Theme: dark').click()
    assert page.evaluate('heard') == [{'fontSize': size, 'theme': theme} for size, theme in
                                      ((15, None), (16, None), (15, None), (15, 'dark'))]
    assert page.evaluate('[t.term.options.fontSize, t.theme, getComputedStyle(out.firstChild).backgroundColor]') == [
        15, 'dark', 'rgb(20, 23, 28)']


def test_a_theme_that_does_not_exist_follows_the_page(page, terminals):
    shown(page, terminals, theme='solarized')
    assert page.evaluate('t.term.options.theme.background') == '#fbfbfc'
    page.evaluate('() => { document.documentElement.style.colorScheme = "dark"; }')
    page.wait_for_function('t.term.options.theme.background === "#14171c"')
    page.evaluate('() => { document.documentElement.style.colorScheme = ""; }')


def test_the_search_has_switches(page, terminals):
    shown(page, terminals, b'word Word sword w.rd\r\n')
    page.evaluate('t.search()')
    page.fill('.backendai-webterm-search input', 'word')
    count = '.backendai-webterm-search output'

    def has(text: str) -> None:
        page.wait_for_function('([place, text]) => document.querySelector(place).innerText.endsWith(text)', arg=[count, text])

    has('of 3')
    page.click('[aria-label="Match case"]')
    has('of 2')
    page.click('[aria-label="Whole words"]')
    has('1 of 1')
    page.click('[aria-label="Match case"]')
    page.click('[aria-label="Whole words"]')
    page.click('[aria-label="Regular expression"]')
    page.fill('.backendai-webterm-search input', 'w.rd')
    has('of 4')
    page.fill('.backendai-webterm-search input', 'w(')
    has('not a regular expression')
    assert page.get_attribute('.backendai-webterm-search input', 'aria-invalid') == 'true'


# Keys


def test_keys_that_xterm_does_not_know(page, terminals):
    peer = shown(page, terminals)
    for key, code in (('Control+/', b'\x1f'), ('Control+2', b'\x00'), ('Control+3', b'\x1b'), ('Control+Space', b'\x00')):
        page.keyboard.press(key)
        assert peer.receive_input(1, skip=b'\x0c') == code, key


# Looks


@pytest.mark.parametrize('style', ['zoom: 1.5', 'zoom: .75', 'transform: scale(.6); transform-origin: 0 0',
                                   'transform: scale(1.4); transform-origin: 0 0'])
def test_clicks_hit_the_right_cell_where_the_page_is_scaled(page, terminals, style):
    page.evaluate('style => { document.body.style.cssText = style; }', style)
    peer = shown(page, terminals, b'\r\n\r\n0123456789 select this text\x1b[?1000h\x1b[?1006h')
    page.mouse.click(*cell(page, 20, 2))
    assert peer.receive_input(10, skip=b'\x0c').startswith(b'\x1b[<0;21;3M')
    peer.output(b'\x1b[?1000l ')
    page.wait_for_function('t.term.modes.mouseTrackingMode === "none"')
    drag(page, cell(page, 10.6, 2), cell(page, 16.6, 2))
    assert page.evaluate('t.term.getSelection()') == 'select'
    page.evaluate('() => { document.body.style.cssText = ""; }')


def test_a_terminal_that_moves_to_another_document_keeps_working(new_terminal_page, terminals):
    page = new_terminal_page
    peer = shown(page, terminals, b'\x1b[41mred\x1b[0m text', theme='dark')
    page.evaluate('t.search()')
    page.wait_for_selector('.backendai-webterm-search')
    look = '''() => {
        const place = document.querySelector('#out') ?? frame.contentDocument.querySelector('#out');
        const view = place.ownerDocument.defaultView;
        const of = (selector, name) => view.getComputedStyle(place.querySelector(selector))[name];
        return [of('.xterm-rows span', 'backgroundColor'), of('.xterm-rows', 'color'), of('.xterm-helper-textarea', 'opacity'),
                of('.backendai-webterm-search', 'position'), of('.backendai-webterm-status', 'position')].join(); }'''
    first = page.evaluate(look)
    page.evaluate('''() => {
        window.frame = document.createElement('iframe');
        frame.style.cssText = 'width: 700px; height: 400px; border: 0';
        document.body.append(frame);
        frame.contentDocument.body.append(out); }''')
    page.wait_for_function(f'wanted => ({look})() === wanted', arg=first)
    peer.output(b'\r\nafter')
    page.wait_for_function('frame.contentDocument.querySelector(".xterm-rows").innerText.includes("after")')
    page.evaluate('() => { t.theme = "light"; }')
    page.wait_for_function('frame.contentWindow.getComputedStyle(frame.contentDocument.querySelector(".xterm-rows")).color === "rgb(36, 41, 47)"')
    frame = page.frames[1]
    frame.click('.xterm-screen')
    page.keyboard.type('typed')
    assert peer.receive_input(5, skip=b'\x0c') == b'typed'
    frame.evaluate('() => { document.querySelector("#out").style.width = "400px"; }')
    page.wait_for_function('t.term.cols < 50')
    page.evaluate('() => { t.theme = "dark"; document.body.append(frame.contentDocument.querySelector("#out")); }')
    page.wait_for_function(f'wanted => ({look})() === wanted', arg=first)
    page.evaluate('t.dispose()')


def test_a_container_without_a_height_gets_one_and_a_warning(visit, new_terminal_page, terminals):
    page = new_terminal_page
    page.evaluate('() => { out.style.height = ""; }')
    shown(page, terminals)
    assert page.evaluate('out.clientHeight') == 400 and page.evaluate('t.term.rows') > 20
    assert [text for text in visit.console if 'no height' in text] == [
        '[backend.ai-media] The container of the terminal has no height, so the terminal is 400 pixels high; set a height in CSS.']
    visit.console.clear()
    page.evaluate('() => { out.style.height = "200px"; }')
    shown(page, terminals)
    assert page.evaluate('out.clientHeight') == 200 and page.evaluate('t.term.rows') < 13 and visit.console == []


def test_what_is_composed_has_the_colors_of_the_theme(page, terminals):
    shown(page, terminals, theme={'background': '#203040', 'foreground': '#ffeedd'})
    devtools = page.context.new_cdp_session(page)
    devtools.send('Input.imeSetComposition', {'text': '한', 'selectionStart': 1, 'selectionEnd': 1})
    page.wait_for_selector('.composition-view.active')
    assert page.evaluate('''() => { const {color, backgroundColor} = getComputedStyle(document.querySelector('.composition-view'));
        return [color, backgroundColor]; }''') == ['rgb(255, 238, 221)', 'rgb(32, 48, 64)']
    devtools.send('Input.imeSetComposition', {'text': '', 'selectionStart': 0, 'selectionEnd': 0})
    devtools.detach()


def test_a_binary_file_on_the_screen_leaves_the_console_alone(visit, new_terminal_page, terminals):
    page = new_terminal_page
    peer = shown(page, terminals)
    noise = bytes(range(256)) * 40 + b''.join(b'\x1b' + bytes([code]) + b'\x90\x1bP\x9b?;x' for code in range(256)) * 10
    peer.output(noise, b'\x18\x1bc\x1b[0mwell')
    wait_for_text(page, 'well')
    page.evaluate('t.dispose()')
    assert visit.console == []


# Phones


def tap(phone, name: str) -> None:
    phone.locator(f'.backendai-webterm-keys [aria-label="{name}"]').dispatch_event('click')


def test_the_bar_has_what_phones_lack(phone, terminals):
    phone.context.grant_permissions(['clipboard-read', 'clipboard-write'])
    peer = shown(phone, terminals)
    phone.wait_for_selector('.backendai-webterm-keys button')
    phone.evaluate('navigator.clipboard.writeText("clip")')
    for names, wanted in ((['Home'], b'\x1b[H'), (['End'], b'\x1b[F'), (['Page up'], b'\x1b[5~'), (['Page down'], b'\x1b[6~'),
                          (['Ctrl', 'Left'], b'\x1b[1;5D'), (['Alt', 'Right'], b'\x1b[1;3C'), (['Ctrl', 'Alt', 'Page up'], b'\x1b[5;7~'),
                          (['Up'], b'\x1b[A'), (['Ctrl', '/'], b'\x1f'), (['Paste'], b'clip')):
        for name in names:
            tap(phone, name)
        assert peer.receive_input(len(wanted), skip=b'\x0c') == wanted, names
    sizes = phone.evaluate('[...document.querySelectorAll(".backendai-webterm-keys button")].map(key => key.getBoundingClientRect().height)')
    assert min(sizes) >= 24


def test_ctrl_of_the_bar_works_with_every_keyboard(phone, terminals):
    peer = shown(phone, terminals)
    phone.wait_for_selector('.backendai-webterm-keys button')
    devtools = phone.context.new_cdp_session(phone)

    def got(wanted: bytes) -> None:
        assert peer.receive_input(len(wanted), skip=b'\x0c') == wanted
        assert phone.locator('.backendai-webterm-keys [aria-pressed="true"]').count() == 0

    tap(phone, 'Ctrl')
    phone.keyboard.press('c')  # a hardware keyboard
    got(b'\x03')
    tap(phone, 'Ctrl')
    phone.keyboard.press('ArrowLeft')
    got(b'\x1b[1;5D')
    tap(phone, 'Alt')
    phone.keyboard.press('b')
    got(b'\x1bb')
    tap(phone, 'Ctrl')
    devtools.send('Input.insertText', {'text': 'd'})  # an on-screen keyboard that inserts letters
    got(b'\x04')
    tap(phone, 'Ctrl')
    devtools.send('Input.imeSetComposition', {'text': 'e', 'selectionStart': 1, 'selectionEnd': 1})  # an on-screen keyboard that composes words
    got(b'\x05')
    phone.wait_for_timeout(100)
    phone.keyboard.type('x')
    got(b'x')
    # In the middle of a word: the word is committed, and Ctrl applies to the next letter.
    devtools.send('Input.imeSetComposition', {'text': 'ls', 'selectionStart': 2, 'selectionEnd': 2})
    tap(phone, 'Ctrl')
    got_word = peer.receive_input(2, skip=b'\x0c')
    assert got_word == b'ls'
    devtools.send('Input.imeSetComposition', {'text': 'l', 'selectionStart': 1, 'selectionEnd': 1})
    assert peer.receive_input(1) == b'\x0c'
    devtools.detach()


def test_a_long_press_selects_and_offers_to_copy(phone, terminals):
    shown(phone, terminals, b'first second third')
    phone.wait_for_selector('.backendai-webterm-keys button')
    devtools = phone.context.new_cdp_session(phone)
    x, y = cell(phone, 8, 0)
    devtools.send('Input.dispatchTouchEvent', {'type': 'touchStart', 'touchPoints': [{'x': x, 'y': y}]})
    phone.wait_for_function('t.term.getSelection() === "second"')
    far = cell(phone, 17, 0)
    devtools.send('Input.dispatchTouchEvent', {'type': 'touchMove', 'touchPoints': [{'x': far[0], 'y': far[1]}]})
    phone.wait_for_function('t.term.getSelection() === "second third"')
    devtools.send('Input.dispatchTouchEvent', {'type': 'touchEnd', 'touchPoints': []})
    phone.context.grant_permissions(['clipboard-read', 'clipboard-write'])
    phone.get_by_role('menuitem', name='Copy').click()
    phone.wait_for_function('navigator.clipboard.readText().then(text => text === "second third")')


def test_the_keyboard_on_the_screen_does_not_cover_the_prompt(phone, terminals):
    """Browsers report it through the visual viewport, whose change a test can only simulate."""
    shown(phone, terminals, b''.join(b'%d\r\n' % number for number in range(60)) + b'$ ')
    phone.wait_for_selector('.backendai-webterm-keys button')
    # The rows above the bar of keys.
    phone.wait_for_function('''() => document.querySelector('.xterm-screen').getBoundingClientRect().bottom
        <= document.querySelector('.backendai-webterm-keys').getBoundingClientRect().top''')
    rows = phone.evaluate('t.term.rows')
    phone.evaluate('''() => { Object.defineProperty(visualViewport, 'height', {configurable: true, get: () => 260});
        visualViewport.dispatchEvent(new Event('resize')); }''')
    phone.wait_for_function('rows => t.term.rows < rows', arg=rows)
    # xterm gives its element the new height when it paints.
    phone.wait_for_function('''() => {
        const bottom = name => document.querySelector(name).getBoundingClientRect().bottom;
        return bottom('.xterm-screen') <= bottom('.backendai-webterm-keys') && bottom('.backendai-webterm-keys') <= 260; }''')
    assert screen(phone).endswith('$')
    phone.evaluate('() => { delete visualViewport.height; visualViewport.dispatchEvent(new Event("resize")); }')
    phone.wait_for_function('rows => t.term.rows === rows', arg=rows)


# Images and WebGL


def red_png() -> bytes:
    file = io.BytesIO()
    Image.new('RGB', (40, 40), (255, 0, 0)).save(file, 'PNG')
    return base64.b64encode(file.getvalue())


SIXEL = b'\x1bPq#0;2;0;100;0#0!40~-!40~-!40~\x1b\\'


def test_images_are_shown_where_the_host_wants_them(new_terminal_page, terminals):
    page = new_terminal_page
    image = red_png()
    size = len(base64.b64decode(image))
    sequence = f'\x1b]1337;File=inline=1;size={size};width=40px;height=40px:'.encode() + image + b'\x07'
    for options in ({}, {'images': True}):
        connect(page, terminals.url(), options)
        peer = terminals.accept()
        peer.output(SIXEL + b'\r\n' + sequence + b'\r\nend')
        wait_for_text(page, 'end')
        is_shown = options.get('images') is True
        red, green = (255, 0, 0), (0, 255, 0)
        for _ in range(50 if is_shown else 1):
            colors = {color for count, color in picture_of(page.locator('.backendai-webterm-screen')).getcolors(1 << 20) if count > 300}
            if {red, green} <= colors:
                break
            page.wait_for_timeout(50)
        assert ({red, green} <= colors) is is_shown
    page.evaluate('t.dispose()')


def test_webgl_draws_and_gives_way_when_it_is_lost(new_terminal_page, terminals):
    page = new_terminal_page
    peer = shown(page, terminals, b'\x1b[48;2;200;10;30m         \x1b[0m text', renderer='webgl')
    page.evaluate('new Promise(done => setTimeout(done, 300))')
    if page.locator('.xterm-screen canvas').count() == 0:  # a browser without WebGL 2
        assert page.locator('.xterm-rows').inner_text().strip() == ''
    else:
        page.evaluate('''() => { for (const canvas of document.querySelectorAll('.xterm-screen canvas'))
            canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context').loseContext(); }''')
        page.wait_for_selector('.xterm-rows > div', state='attached')
    peer.output(b'\r\nafter')
    page.wait_for_function('document.querySelector(".xterm-rows").innerText.includes("after")')
    assert (200, 10, 30) in {color for count, color in picture_of(page.locator('.backendai-webterm-screen')).getcolors(1 << 20) if count > 100}
    page.evaluate('t.dispose()')
