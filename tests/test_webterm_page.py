"""The terminal in its page: strict policies, hostile output, keys, themes, sizes, touch, screen readers."""

from __future__ import annotations

import base64

import pytest

from tests.support import webterm_pages
from tests.support.pixels import picture_of
from tests.support.webterm_pages import connect, screen, wait_for_text

pytestmark = pytest.mark.slow

STRICT = ("default-src 'none'; script-src 'nonce-abc' 'strict-dynamic' {assets} {site}; style-src 'self'; "
          "connect-src ws://127.0.0.1:*; img-src data: blob:; require-trusted-types-for 'script'; trusted-types 'none'")


@pytest.fixture
def page(terminal_page):
    return terminal_page


def open_pair(page, terminals, output: bytes = b'$', **options):
    """Connect a terminal, show a first output, and return the server's end."""
    connect(page, terminals.url(), options)
    peer = terminals.accept()
    peer.output(output)
    page.wait_for_function('text(t.term) !== ""')
    page.evaluate('() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))')
    return peer


def colors(page) -> set[tuple]:
    """The colors on the terminal, without antialiasing at the edges of letters."""
    picture = picture_of(page.locator('.backendai-webterm-screen'))
    return {color for count, color in picture.getcolors(1 << 20) if count > 30}


# Strict pages


def test_a_strict_page_shows_all_colors_without_a_violation(visit, site, assets, terminals, _beside):
    site.pages['/page.css'] = (b'#out { width: 800px; height: 480px }', {'Content-Type': 'text/css'})
    policy = STRICT.format(assets=assets.origin, site=site.origin)
    page = webterm_pages.open_page(visit, _beside, {'Content-Security-Policy': policy},
                                   '<link rel="stylesheet" href="/page.css"><div id="out"></div>')
    peer = open_pair(page, terminals, (
        '\x1b[41m     \x1b[48;5;208m     \x1b[48;2;10;200;30m     \x1b[0m\r\n'
        '\x1b[38;2;255;0;255m█████\x1b[0m \x1b[1;3;4;9mstyles\x1b[0m https://example.com/ \x1b[7minverse\x1b[0m').encode(),
        theme={'background': '#000000', 'foreground': '#ffffff', 'red': '#cc0000'}, screenReader=True, keyBar=True)
    page.wait_for_selector('.backendai-webterm-keys')
    found = colors(page)
    for color in [(204, 0, 0), (255, 135, 0), (10, 200, 30), (255, 0, 255), (0, 0, 0), (255, 255, 255)]:
        assert color in found, color
    assert page.evaluate('''() => {
        const [first, second] = document.querySelectorAll('.xterm-rows > div');
        const width = first.querySelector('span').getBoundingClientRect().width;
        return [second.querySelector('.xterm-bold.xterm-italic') !== null, Math.round(width / 5 * 10) / 10,
                getComputedStyle(document.querySelector('.xterm-helper-textarea')).opacity]; }''')[::2] == [True, '0']
    peer.abort()
    page.wait_for_function('getComputedStyle(document.querySelector(".backendai-webterm-status")).position === "absolute"')
    page.keyboard.press('Control+Shift+F')
    page.evaluate('t.search()')
    page.fill('.backendai-webterm-search input', 'styles')
    page.wait_for_function('document.querySelector(".backendai-webterm-search output").innerText === "1 of 1"')
    page.hover('.xterm-screen')
    page.evaluate('() => new Promise(done => setTimeout(done, 100))')
    assert visit.violations == []


def test_in_a_shadow_root_and_in_another_one(page, terminals):
    """The styles apply wherever the terminal is, even after the host moves it."""
    open_pair(page, terminals, b'\x1b[41mred\x1b[0m')
    background = '''element => {
        const style = element.ownerDocument.defaultView.getComputedStyle(element.querySelector('.xterm-rows span'));
        return [style.backgroundColor, style.display]; }'''
    first = page.evaluate(f'({background})(out)')
    assert first[1] == 'inline-block'
    page.evaluate('''() => {
        const host = document.createElement('div');
        host.style.cssText = 'width: 400px; height: 200px';
        out.after(host);
        window.shadow = host.attachShadow({mode: 'open'});
        shadow.append(out.firstChild); }''')
    page.wait_for_function(f'wanted => String(({background})(shadow.firstChild)) === wanted', arg=','.join(first))
    page.evaluate('() => { t.dispose(); shadow.host.remove(); }')
    assert page.evaluate('shadow.adoptedStyleSheets.length') == 1


# What output may do


LINKS = (b'see https://example.com/a and \x1b]8;;https://example.com/b\x1b\\marked\x1b]8;;\x1b\\ and '
         b'\x1b]8;;javascript:alert(1)\x1b\\evil\x1b]8;;\x1b\\ and \x1b]8;;file:///etc/passwd\x1b\\file\x1b]8;;\x1b\\')


def cell(page, text: str) -> tuple[float, float]:
    """The position in the page of a text in the first line."""
    place = page.evaluate('''wanted => {
        const at = text(t.term).split('\\n')[0].indexOf(wanted) + 1;
        const box = document.querySelector('.xterm-screen').getBoundingClientRect();
        return [box.x + (at + .5) * box.width / t.term.cols, box.y + box.height / t.term.rows / 2]; }''', text)
    return place[0], place[1]


def test_links_want_a_modifier_and_lead_only_to_the_web(page, terminals):
    open_pair(page, terminals, LINKS)
    page.evaluate('() => { window.opened = []; window.open = (...all) => { opened.push(all); }; window.alert = () => opened.push("alert");'
                  'window.confirm = () => { opened.push("confirm"); return true; }; }')
    page.hover('.xterm-screen')
    page.wait_for_function('performance.getEntriesByType("resource").some(entry => entry.name.includes("webterm_links"))')
    for text in ['https', 'marked', 'evil', 'file']:
        x, y = cell(page, text)
        page.mouse.move(x - 1, y + 40)
        page.mouse.move(x, y)
        page.wait_for_timeout(60)
        if text in ('https', 'marked'):
            page.wait_for_function('document.querySelector(".backendai-webterm-status").dataset.state === "hint"')
        page.mouse.click(x, y)
        page.keyboard.down('Control')
        page.mouse.click(x, y)
        page.keyboard.up('Control')
    assert page.evaluate('opened') == [[address, '_blank', 'noopener,noreferrer']
                                       for address in ('https://example.com/a', 'https://example.com/b')]


def test_links_do_nothing_where_their_chunk_can_not_be_loaded(new_terminal_page, assets, terminals):
    """xterm's default would ask in a dialog, and then open any address."""
    page = new_terminal_page
    assets.failures['/webterm_links.js'] = 99
    open_pair(page, terminals, LINKS)
    page.evaluate('() => { window.opened = []; window.open = window.confirm = (...all) => { opened.push(all); }; }')
    page.hover('.xterm-screen')
    page.wait_for_function('document.querySelector(".backendai-webterm-status").dataset.state === "note"')
    x, y = cell(page, 'marked')
    page.mouse.move(x, y)
    page.wait_for_selector('.xterm-cursor-pointer')
    page.keyboard.down('Control')
    page.mouse.click(x, y)
    page.keyboard.up('Control')
    assert page.evaluate('opened') == []


def test_the_clipboard_is_filled_only_where_the_host_allows_and_never_read(page, terminals):
    page.evaluate('''() => { window.written = [];
        Object.defineProperty(navigator, 'clipboard', {configurable: true, value: {
            writeText: async text => { written.push(text); }, readText: () => { written.push('read'); }, read: () => written.push('read')}}); }''')
    request = b'\x1b]52;c;' + base64.b64encode('복사'.encode()) + b'\x07\x1b]52;c;?\x07\x1b]52;c;%%%\x07done'
    for options, wanted in (({}, []), ({'clipboard': False}, []), ({'clipboard': True}, ['복사'])):
        peer = open_pair(page, terminals, **options)
        peer.messages.queue.clear()
        peer.output(request)
        wait_for_text(page, 'done')
        assert page.evaluate('written') == wanted
        assert all(message['type'] != 'stdin' for message in list(peer.messages.queue))


def test_output_runs_and_fetches_nothing(page, terminals):
    noise = b'<img src=x onerror=alert(1)><script>alert(1)</script>\x1b]2;<b>x</b>\x07' + bytes(range(256)) * 8
    peer = open_pair(page, terminals, noise, titles=True, screenReader=True)
    peer.output(b'\x18\x1b[0m\r\nstill well')
    wait_for_text(page, 'still well')
    assert page.locator('#out img, #out script, #out b').count() == 0


def test_questions_about_the_title_get_no_answer(page, terminals):
    """The answer would contain a title set by a program, as if it were typed."""
    peer = open_pair(page, terminals)
    peer.messages.queue.clear()
    peer.output(b'\x1b]2;rm -rf x\x07\x1b[21t\x1b[20t\x1b]52;c;?\x07\x1b[6n')
    assert peer.receive_input(4).startswith(b'\x1b[')  # the cursor's position, which any terminal reports
    assert all(message['type'] != 'stdin' for message in list(peer.messages.queue))


# Keys


SYSTEMS = {'Linux x86_64': 'Linux', 'Win32': 'Windows', 'MacIntel': 'Mac'}


@pytest.mark.parametrize('platform', SYSTEMS)
def test_copy_paste_and_search_as_each_system_has_them(visit, terminals, _beside, platform):
    visit.page.add_init_script(f'Object.defineProperty(Navigator.prototype, "platform", {{get: () => "{platform}"}});')
    page = webterm_pages.open_page(visit, _beside)
    page.evaluate('''() => { window.written = []; Object.defineProperty(navigator, 'clipboard', {value: {
        writeText: async text => { written.push(text); }}}); }''')
    peer = open_pair(page, terminals, b'copy me')
    # The clipboard may have content from other tests, which must not arrive.
    page.evaluate('() => { t.focus(); addEventListener("paste", event => event.stopImmediatePropagation(), true); }')
    peer.messages.queue.clear()

    def sent(*keys: str) -> bytes:
        for key in keys:
            page.keyboard.press(key)
        page.keyboard.type('.')
        data = b''
        while not data.endswith(b'.'):
            data += peer.receive_input(1)
        return data[:-1]

    system = SYSTEMS[platform]
    assert sent('Control+c') == b'\x03'
    page.evaluate('t.term.selectAll()')
    if system == 'Linux':
        assert sent('Control+c') == b'\x03'
        page.evaluate('t.term.selectAll()')
        assert sent('Control+Shift+c') == b''
    elif system == 'Windows':
        assert sent('Control+c', 'Control+c') == b'\x03'  # the first one copies and clears the selection
    if system != 'Mac':
        assert page.evaluate('written.map(text => text.trim())') == ['copy me']
    assert sent('Control+v') == (b'' if system == 'Windows' else b'\x16')
    assert sent('Control+Shift+v') == b''
    page.keyboard.press('Meta+f' if system == 'Mac' else 'Control+Shift+f')
    page.wait_for_selector('.backendai-webterm-search input:focus')
    page.keyboard.press('Escape')
    page.wait_for_function('document.activeElement === t.term.textarea')
    page.keyboard.press('Control+Shift+e')
    assert page.evaluate('document.activeElement === document.body')


def test_a_search_marks_and_counts_what_it_finds(page, terminals):
    open_pair(page, terminals, b''.join(b'line %d of many\r\n' % number for number in range(200)))
    page.evaluate('t.search()')
    field, count = page.locator('.backendai-webterm-search input'), page.locator('.backendai-webterm-search output')
    field.fill('line 1')
    page.wait_for_function('document.querySelector(".backendai-webterm-search output").innerText.endsWith("of 111")')
    field.fill('line 77 ')
    page.wait_for_function('document.querySelector(".backendai-webterm-search output").innerText === "1 of 1"')
    assert 'line 77 of many' in screen(page)
    field.fill('nothing')
    page.wait_for_function('document.querySelector(".backendai-webterm-search output").innerText === "none"')
    page.click('[aria-label="Close"]')
    assert count.is_hidden()


def test_korean_and_emoji_by_input_method(page, terminals):
    """Composed letters are sent once, when they are complete."""
    peer = open_pair(page, terminals)
    page.evaluate('t.focus()')
    peer.messages.queue.clear()
    devtools = page.context.new_cdp_session(page)
    for text in ['ㅎ', '하', '한']:
        devtools.send('Input.imeSetComposition', {'text': text, 'selectionStart': len(text), 'selectionEnd': len(text)})
    devtools.send('Input.insertText', {'text': '한'})
    assert peer.receive_input(3) == '한'.encode()
    devtools.send('Input.insertText', {'text': '글🙂'})
    assert peer.receive_input(7) == '글🙂'.encode()
    devtools.detach()


# Looks


def test_the_theme_follows_the_page_and_can_be_set(page, terminals):
    open_pair(page, terminals)
    background = 't.term.options.theme.background'
    assert page.evaluate(background) == '#fbfbfc'
    page.evaluate('() => { document.documentElement.style.colorScheme = "dark"; }')
    page.wait_for_function(f'{background} === "#14171c"')
    page.evaluate('() => { document.documentElement.style.colorScheme = "light dark"; }')
    page.wait_for_function(f'{background} === "#fbfbfc"')
    page.emulate_media(color_scheme='dark')
    page.wait_for_function(f'{background} === "#14171c"')
    page.evaluate('() => { t.theme = "light"; }')
    assert page.evaluate(background) == '#fbfbfc'
    # The parts beside the screen, such as the status and the keys, have the same theme.
    status = 'getComputedStyle(document.querySelector(".backendai-webterm-status")).color'
    assert page.evaluate(status) == 'rgb(36, 41, 47)'
    page.evaluate('() => { t.theme = "dark"; }')
    assert page.evaluate(status) == 'rgb(230, 234, 240)'
    page.evaluate('() => { t.theme = null; }')
    page.emulate_media(color_scheme='light')
    page.wait_for_function(f'{background} === "#fbfbfc"')
    page.evaluate('() => { t.theme = {background: "#010203", foreground: "#ffffff"}; }')
    assert page.evaluate('[t.theme.background, getComputedStyle(out.firstChild).backgroundColor]') == [
        '#010203', 'rgb(1, 2, 3)']
    page.emulate_media(color_scheme='light')
    page.evaluate('() => { document.documentElement.style.colorScheme = ""; }')


@pytest.mark.parametrize('theme', ['dark', 'light'])
def test_text_is_readable_in_every_pair_of_colors(page, terminals, theme):
    pairs = ''.join('\r\n' * (back > 0) + ''.join(f'\x1b[{fore};{base + back}mx' for fore in (39, *range(30, 38), *range(90, 98)))
                    for base in (40, 100) for back in range(8))
    open_pair(page, terminals, pairs.encode(), theme=theme)
    found = page.evaluate("""() => [...document.querySelectorAll('.xterm-rows span')].filter(span => span.innerText.includes('x')).map(span => {
        const style = getComputedStyle(span);
        return [style.color, style.backgroundColor].map(color => {
            const [red, green, blue] = color.match(/[\\d.]+/g).map(part => part / 255)
              .map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
            return .2126 * red + .7152 * green + .0722 * blue + .05; }); })""")
    assert len(found) > 200
    assert min(max(pair) / min(pair) for pair in found) > 4.4


@pytest.mark.parametrize('top', ['0', '.3px', '.5px', '.7px'])
def test_underscores_are_seen_wherever_the_page_puts_the_terminal(page, terminals, top):
    page.evaluate('top => { out.style.marginTop = top; }', top)
    open_pair(page, terminals, b'\x1b[?25l____', theme={'background': '#ffffff', 'foreground': '#000000'})
    picture = picture_of(page.locator('.backendai-webterm-screen'))
    line = picture.crop((8, 0, 36, 24)).convert('L')
    assert min(line.tobytes()) < 110
    page.evaluate('() => { out.style.marginTop = ""; }')


def test_screen_readers_get_the_screen_and_the_state(page, terminals):
    open_pair(page, terminals, b'heard\r\n', screenReader=True)
    page.wait_for_function('document.querySelector(".xterm-accessibility-tree")?.innerText.includes("heard")')
    assert page.evaluate('document.querySelector(".backendai-webterm-status").role') == 'status'
    assert page.text_content('.backendai-webterm-status span') == 'Connected.'
    assert page.evaluate('[t.term.textarea.ariaLabel, t.term.textarea.ariaDescription, out.firstChild.ariaLabel]') == [
        'Terminal input', 'Ctrl+Shift+E leaves the terminal', 'Terminal']


# Fingers


def test_fingers_scroll_and_the_bar_has_the_missing_keys(phone, terminals):
    peer = open_pair(phone, terminals, b''.join(b'%d\r\n' % number for number in range(300)))
    phone.wait_for_selector('.backendai-webterm-keys button')
    phone.wait_for_function('t.term.rows < 24')
    peer.messages.queue.clear()
    devtools = phone.context.new_cdp_session(phone)
    bottom = phone.evaluate('t.term.buffer.active.viewportY')
    for kind, y in [('touchStart', 100), *(('touchMove', y) for y in range(110, 260, 10)), ('touchEnd', None)]:
        devtools.send('Input.dispatchTouchEvent', {'type': kind, 'touchPoints': [] if y is None else [{'x': 100, 'y': y}]})
    phone.wait_for_function('bottom => t.term.buffer.active.viewportY < bottom - 5', arg=bottom)
    phone.evaluate('t.focus()')
    for name, wanted in [('Esc', b'\x1b'), ('Tab', b'\t'), ('Up', b'\x1b[A'), ('Interrupt', b'\x03')]:
        phone.tap(f'.backendai-webterm-keys [aria-label="{name}"]')
        assert peer.receive_input(len(wanted)) == wanted
    phone.tap('[aria-label="Ctrl"]')
    assert phone.get_attribute('[aria-label="Ctrl"]', 'aria-pressed') == 'true'
    devtools.send('Input.insertText', {'text': 'd'})
    assert peer.receive_input(1) == b'\x04'
    assert phone.get_attribute('[aria-label="Ctrl"]', 'aria-pressed') == 'false'
    peer.output(b'\x1b[?1h')
    phone.wait_for_function('t.term.modes.applicationCursorKeysMode')
    phone.tap('[aria-label="Left"]')
    assert peer.receive_input(3) == b'\x1bOD'
    assert phone.evaluate('document.activeElement === t.term.textarea')


def test_the_keys_are_hidden_from_mice_unless_the_host_wants_them(page, terminals):
    open_pair(page, terminals)
    assert page.locator('.backendai-webterm-keys').count() == 0
    open_pair(page, terminals, keyBar=True)
    page.wait_for_selector('.backendai-webterm-keys button')
