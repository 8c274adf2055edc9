"""A console's appearance, search, screen reader output and printing."""

from __future__ import annotations

import base64
import re
import shutil

import pytest

from tests.test_console import TOOLS, show
from tests.test_printing import printed

pytestmark = pytest.mark.slow

QR_TEXTS = ('half blocks', 'half blocks, light', 'full blocks', 'colors')


@pytest.fixture
def page(visit):
    page = visit.open()
    page.add_script_tag(content=TOOLS)
    return page


@pytest.fixture(scope='session')
def decoder(root) -> str:
    return (root / 'tests' / 'node_modules' / 'jsqr' / 'dist' / 'jsQR.js').read_text(encoding='utf-8')


def pixels_of(page, selector: str) -> str:
    return base64.b64encode(page.locator(selector).screenshot()).decode()


DECODE = '''async image => {
  const bitmap = await createImageBitmap(await (await fetch('data:image/png;base64,' + image)).blob());
  const context = Object.assign(document.createElement('canvas'), {width: bitmap.width, height: bitmap.height}).getContext('2d');
  context.drawImage(bitmap, 0, 0);
  const {data} = context.getImageData(0, 0, bitmap.width, bitmap.height);
  return jsQR(data, bitmap.width, bitmap.height)?.data; }'''


def test_qr_codes_are_decoded_from_what_is_seen(page, fixtures, decoder):
    texts = fixtures('console_qr')
    page.evaluate("document.documentElement.style.colorScheme = 'light'")
    page.add_script_tag(content=decoder)
    for name in QR_TEXTS:
        show(page, [['stdout', texts[name]]], options={'rows': 60})
        if name != 'colors':
            page.wait_for_selector('.backendai-box')
        page.evaluate('frames(3)')
        image = pixels_of(page, '.backendai-text')
        page.evaluate('consoles.splice(0).forEach(each => each.dispose())')
        assert page.evaluate(DECODE, image) == texts['text'], name


COLUMN_OF_PIXELS = '''async ([image, x]) => {
  const bitmap = await createImageBitmap(await (await fetch('data:image/png;base64,' + image)).blob());
  const context = Object.assign(document.createElement('canvas'), {width: bitmap.width, height: bitmap.height}).getContext('2d');
  context.drawImage(bitmap, 0, 0);
  const {data} = context.getImageData(x, 0, 1, bitmap.height);
  return Array.from({length: bitmap.height}, (_, y) => data[4 * y]); }'''


def test_frames_join_from_row_to_row(page):
    page.evaluate("document.documentElement.style.colorScheme = 'light'")
    show(page, [['stdout', '┌───┐\n' + '│ a │\n' * 6 + '└───┘\n']])
    page.wait_for_selector('.backendai-box')
    page.evaluate('frames(3)')
    left, width = page.evaluate("(() => { const box = con.element.querySelectorAll('.backendai-box')[1].getBoundingClientRect(), text = con.element.querySelector('.backendai-text').getBoundingClientRect(); return [box.left - text.left, box.width]; })()")
    column = page.evaluate(COLUMN_OF_PIXELS, [pixels_of(page, '.backendai-text'), round(left + width / 2 - .5)])
    dark = [value < 200 for value in column]
    # There is no gap between the first row and the last.
    assert all(dark[15:19 * 7 + 4])
    assert page.evaluate('rows()[1]') == '│ a │'


def test_words_from_right_to_left_stay_in_their_columns(page):
    show(page, [['stdout', '| abc | 1 |\n| שלום | 2 |\n| שלום עולם | 3 |\n']])
    page.wait_for_selector('.backendai-row bdi')
    lefts = page.evaluate("""() => [...con.element.querySelectorAll('.backendai-row')].map(row => { const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
        const found = []; while (walker.nextNode()) for (let index = 0; index < walker.currentNode.length; index++) { const range = document.createRange();
          range.setStart(walker.currentNode, index); range.setEnd(walker.currentNode, index + 1); if ('|123'.includes(walker.currentNode.data[index])) found.push(range.getBoundingClientRect().left); }
        return found; })""")
    for row in lefts:
        assert len(row) == 4 and row == sorted(row)


PLOT = ['media', ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="600"><rect width="600" height="600"/></svg>']]


def test_tall_media_can_be_seen_at_once(page):
    show(page, [['stdout', 'plots\n'], PLOT, PLOT, PLOT])
    button = page.get_by_role('button', name='Show all')
    button.wait_for()
    page.wait_for_function('con.viewport.element.scrollHeight > 1800')
    assert page.evaluate('con.viewport.element.clientHeight') >= 550
    button.click()
    page.wait_for_function('con.viewport.element.scrollHeight === con.viewport.element.clientHeight')
    page.get_by_role('button', name='Show less').click()
    page.wait_for_function('con.viewport.element.scrollHeight > con.viewport.element.clientHeight + 1000')


def test_text_within_a_console_does_not_scroll_by_itself(page):
    show(page, [['stdout', 'before\n'], ['media', ['text/plain', 'line\n' * 100]], ['stdout', 'after\n']])
    page.wait_for_selector('.media-text .backendai-row')
    page.evaluate('frames(5)')
    inner = page.evaluate("(() => { const pane = con.element.querySelector('.media-text .backendai-viewport'); return [pane.clientHeight, pane.scrollHeight, pane.tabIndex]; })()")
    assert inner[0] == inner[1] >= 1900 and inner[2] == -1
    assert page.locator('.media-text .backendai-bar:visible').count() == 0
    lefts = page.evaluate("[...con.element.querySelectorAll('.backendai-row')].map(row => { const range = document.createRange(); range.selectNodeContents(row); return range.getBoundingClientRect().left; })")
    assert max(lefts) - min(lefts) < 1


def test_a_bar_that_goes_on_after_a_picture_leaves_nothing_behind(page):
    rows = show(page, [['stdout', 'start\n'], ['stderr', '\r10%'], PLOT, ['stderr', '\r20%'], ['stderr', '\r30%\n'], ['stdout', 'end\n']])
    assert rows == ['start', '30%', 'end']


def test_a_run_without_output_takes_no_room(page):
    show(page, {'status': 'finished', 'exitCode': 0, 'console': []}, [['stdout', '']])
    assert page.evaluate('con.element.getBoundingClientRect().height') == 0
    page.evaluate("con.append('text'), settled()")
    page.wait_for_function('con.element.getBoundingClientRect().height > 19 && rows()[0] === "text"')


def test_addresses_end_before_full_width_marks_and_begin_with_www(page):
    show(page, [['stdout', '주소: https://example.org/가나, https://example.org/a。 https://example.org/b） 「https://example.org/c」 www.example.org. wwwx\n']])
    page.wait_for_function('con.element.querySelectorAll("a").length === 5')
    assert page.evaluate('[...con.element.querySelectorAll("a")].map(link => [link.textContent, decodeURI(link.href)])') == [
        ['https://example.org/가나', 'https://example.org/가나'], ['https://example.org/a', 'https://example.org/a'],
        ['https://example.org/b', 'https://example.org/b'], ['https://example.org/c', 'https://example.org/c'], ['www.example.org', 'https://www.example.org/']]


def test_a_sentence_about_an_error_does_not_fold(page):
    show(page, [['stdout', 'Error: 5 %\n  at 10:30 lunch\n  at 12:00 dinner\nand so on\n']])
    page.evaluate('withTools()')
    assert page.locator('.backendai-fold').count() == 0


def inside(page, expression: str):
    """The value of an expression that uses ``root``, the shadow root of an output."""
    return page.evaluate(f"(() => {{ const root = [...out.querySelectorAll('*')].find(each => each.shadowRoot).shadowRoot; return {expression}; }})()")


def test_cells_are_aligned_as_the_output_says(visit):
    page = visit.open()
    visit.show(['text/html', '<p>x</p><table><tr><th>n</th><td>words</td><td>12.5</td><td style="text-align: center">3</td>'
                '<td><pre>1\n2</pre></td><td><pre>def f():\n    return 1</pre></td></tr><tr style="text-align: right"><td>right</td></tr></table>'])
    aligned = inside(page, "[...root.querySelectorAll('td')].map(cell => getComputedStyle(cell).textAlign)")
    assert aligned == ['start', 'end', 'center', 'start', 'start', 'right']
    assert inside(page, "getComputedStyle(root.querySelectorAll('pre')[1]).textAlign") == 'start'


def test_rules_for_the_document_concern_the_box_of_the_output(visit):
    page = visit.open('<p id="host">host</p><div id="out"></div>')
    visit.show(['text/html', '<html><head><style>body { background: rgb(10, 20, 30); color: rgb(200, 210, 220) } body .k { color: rgb(250, 150, 150) } html .h { color: rgb(120, 250, 120) } '
                ':root { --c: rgb(120, 0, 120) } .v { color: var(--c) } html body > p { color: rgb(1, 200, 3) }</style></head>'
                '<body><span class="k">k</span> <span class="h">h</span> <span class="v">v</span><p>p</p><i>i</i></body></html>'])
    page.evaluate('new Promise(done => setTimeout(done, 100))')
    assert inside(page, 'getComputedStyle(root.host).backgroundColor') == 'rgb(10, 20, 30)'
    assert inside(page, "['.k', '.h', 'p', 'i'].map(name => getComputedStyle(root.querySelector(name)).color)")[:4] == [
        'rgb(250, 150, 150)', 'rgb(120, 250, 120)', 'rgb(1, 200, 3)', 'rgb(200, 210, 220)']
    assert page.evaluate('getComputedStyle(host).color') == 'rgb(0, 0, 0)' and page.evaluate('getComputedStyle(document.body).backgroundColor') == 'rgba(0, 0, 0, 0)'


def test_links_of_a_color_that_is_lost_are_corrected(visit):
    page = visit.open('<div id="out"></div>', head='<style>body { background: #fff; color-scheme: light }</style>')
    visit.show(['text/html', '<p><a href="https://example.org" style="color: cyan">cyan</a> <a href="https://example.org" style="color: rgb(0, 0, 200)">blue</a></p>'])
    page.wait_for_function("(() => { const root = [...out.querySelectorAll('*')].find(each => each.shadowRoot)?.shadowRoot; return root && getComputedStyle(root.querySelector('a')).color !== 'rgb(0, 255, 255)'; })()")
    assert inside(page, "[...root.querySelectorAll('a')].map(link => getComputedStyle(link).color)") == ['rgb(0, 0, 0)', 'rgb(0, 0, 200)']


TRACEBACK = ('Traceback (most recent call last):\n  File "a.py", line 1, in <module>\n    sought()\n  File "b.py", line 2, in g\n    other()\nKeyError: 1\n')


def find(page, text: str, count: str) -> None:
    page.fill('.backendai-bar input', text)
    page.wait_for_function('count => con.element.querySelector("output").textContent === count', arg=count)
    page.evaluate('settled()')


MARKED = "[...CSS.highlights.get('backendai-current')].map(String)"


def test_a_hit_in_a_folded_traceback_unfolds_it(page):
    show(page, [['stdout', 'line\n' * 40], ['stderr', TRACEBACK], ['stdout', 'end\n']])
    page.wait_for_selector('.backendai-fold')
    page.evaluate('con.element.querySelector(".backendai-fold").click()')
    page.wait_for_function('!rows().some(row => row.includes("sought"))')
    find(page, 'sought', '1 of 1')
    page.wait_for_function('rows().some(row => row.includes("sought"))')
    page.wait_for_function(f"{MARKED}.join() === 'sought'")


def test_a_hit_is_marked_across_the_end_of_a_row(page):
    show(page, [['stdout', 'x\n' * 40 + '.' * 100 + '\n']])
    page.evaluate('withTools()')
    columns = page.evaluate('con.viewport.metrics.columns')
    page.evaluate('columns => { con.append("-".repeat(columns - 3) + "needle" + "-".repeat(50) + "\\n"); return settled(); }', columns)
    find(page, 'needle', '1 of 1')
    page.wait_for_function(f"{MARKED}.join('') === 'needle'")


def test_html_and_text_media_are_searched(page):
    show(page, [['stdout', 'line\n' * 40], ['html', '<p>some <b>needle</b></p>'], ['media', ['text/plain', 'another needle']], ['stdout', 'a needle too\n']])
    page.wait_for_function('con.element.querySelector(".media-text .backendai-row")')
    page.wait_for_function("[...con.element.querySelectorAll('*')].some(each => each.shadowRoot)")
    page.evaluate('withTools()')
    find(page, 'needle', '1 of 3')
    page.wait_for_function(f"{MARKED}.join() === 'needle'")
    assert page.evaluate("[...CSS.highlights.get('backendai-current')][0].startContainer.parentNode.localName") == 'b'
    page.focus('.backendai-bar input')
    page.keyboard.press('Enter')
    page.wait_for_function("[...CSS.highlights.get('backendai-current')][0]?.startContainer.parentNode.textContent === 'another needle'")


@pytest.mark.skipif(shutil.which('pdftotext') is None, reason='pdftotext reads the PDF')
@pytest.mark.parametrize('count', [20, 400])
def test_every_line_is_printed(page, tmp_path, count):
    """The lines fit into the window, but not on the paper; 20 of them need no chunk for printing."""
    show(page, [['stdout', ''.join(f'line {number} ' + '.' * 95 + f' to {number}\n' for number in range(count))], ['stderr', 'last of all\n']])
    if count > 30:
        page.wait_for_function('con.viewport.tools && con.viewport.copying')
        page.evaluate('BackendAI.load("console_print")')
        page.evaluate('frames(3)')
    text = printed(page, tmp_path)
    for pattern in (r'line (\d+)', r'to\s+(\d+)'):
        assert [int(number) for number in re.findall(pattern, text)] == list(range(count))
    assert 'last of all' in text and not [word for word in ('Find', 'Wrap', 'Save', 'Show all') if word in text]
    assert page.locator('.backendai-print').count() == 0


def test_of_more_lines_than_are_printed_the_rest_is_named(page):
    show(page, [['stdout', 'line\n' * 10050]])
    page.wait_for_function('con.viewport.tools && con.viewport.copying')
    page.evaluate('BackendAI.load("console_print")')
    page.evaluate('frames(3)')
    page.evaluate('dispatchEvent(new Event("beforeprint"))')
    assert page.locator('.backendai-print > div').count() == 10000
    assert page.text_content('.backendai-print > .media-note') == '50 more lines are not printed.'
    page.evaluate('dispatchEvent(new Event("afterprint"))')


def test_everything_can_be_reached_at_200_percent(page):
    """The page of a window of 1000 × 700 pixels has half of these at 200 %."""
    page.set_viewport_size({'width': 500, 'height': 350})
    show(page, [['stdout', 'some words in a long line ' * 6 + '\n' + 'x\n' * 60], ['log', ['warning', '2026-03-01T09:15:03', 'app', 'careful']]])
    page.evaluate('withTools()')
    assert page.evaluate('document.documentElement.scrollWidth') <= 500
    assert page.evaluate('con.viewport.element.scrollWidth <= con.viewport.element.clientWidth')
    boxes = page.evaluate("[...con.element.querySelectorAll('.backendai-bar > *')].map(each => { const box = each.getBoundingClientRect(); return [box.left, box.right]; })")
    assert len(boxes) == 7 and all(0 <= left < right <= 500 or left == right for left, right in boxes)
    page.set_viewport_size({'width': 1000, 'height': 700})


def test_screen_readers_hear_what_is_new_and_final(page):
    show(page, [['stdout', '\x1b[31mred\x1b[m first\n']], [['stderr', '\r 10%'], ['stderr', '\r 20%']])
    page.evaluate('withTools()')
    said = 'con.element.querySelector(".backendai-announcer").textContent'
    page.wait_for_function(f'{said}.includes("first")')
    assert page.evaluate(said) == 'red first\n'
    page.evaluate("con.append([['stderr', '\\r100%\\n']])")
    page.wait_for_function(f'{said} === "100%\\n"')
    assert page.evaluate('con.element.querySelector("[role=log]").contains(con.element.querySelector(".backendai-bar"))') is False
    assert page.get_by_role('log', name='Output').get_attribute('tabindex') == '0'


def test_marks_are_seen_in_forced_colors(page):
    page.emulate_media(forced_colors='active')
    show(page, [['stderr', 'err\n'], ['stdout', 'x\n' * 40], ['log', ['warning', '', '', 'careful']], ['log', ['error', '', '', 'broken']]])
    page.evaluate('withTools()')
    page.evaluate('con.viewport.element.scrollTop = 0')
    page.wait_for_selector('.backendai-stderr')
    assert page.evaluate("getComputedStyle(con.element.querySelector('.backendai-stderr')).borderLeftStyle") == 'solid'
    page.evaluate('con.viewport.element.scrollTop = 1e6')
    page.wait_for_selector('.backendai-error')
    assert page.evaluate("['warning', 'error'].map(name => getComputedStyle(con.element.querySelector('.backendai-' + name)).borderLeftStyle)") == ['dashed', 'double']
    colors = page.evaluate("[...con.element.querySelectorAll('.backendai-bar > button')].map(button => getComputedStyle(button).backgroundColor)")
    assert len(set(colors)) == 2


def test_what_a_screen_reader_finds(page):
    """Counters and controls are outside of the log; streams, levels and tracebacks are named in it."""
    page.evaluate("""async () => {
        await BackendAI.loadConsole();
        globalThis.con = new BackendAI.Console('read', out);
        con.append({status: 'continued', console: [
          ['stdout', Array.from({length: 40}, (none, index) => `line ${index}\\n`).join('')],
          ['stderr', 'Traceback (most recent call last):\\n  File "a.py", line 1, in <module>\\n    f()\\nValueError: bad\\n'],
          ['log', ['error', '12:00', 'a log']], ['html', '<b>some html</b>']]});
        await withTools(); }""")
    page.wait_for_selector('button:text-is("Show all")')
    page.wait_for_selector('.backendai-console figure, .backendai-console [role=figure]')
    page.wait_for_function("out.querySelector('[role=status]:last-child').textContent.includes('a log')")
    controls, log = page.locator('#out').aria_snapshot().split('- log "Output":')
    for part in ('text: 45 lines', 'searchbox "Find in the output"', 'button "Wrap" [pressed]', 'button "Show all"'):
        assert part in controls
    log, announced = log.split('- status: ')
    for part in ('line 39', 'button "Traceback, 3 lines" [expanded]', 'stderr: ValueError: bad', 'ERROR a log', 'figure "HTML": some html'):
        assert part in log
    assert announced.count('ValueError: bad') == 1 and '\x1b' not in announced
