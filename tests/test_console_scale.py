"""Consoles of any size: the page has few elements, work is done in slices, and the scrollback is bounded.

Nothing here measures time, which depends on the machine's load; ``build.py bench console`` prints the longest tasks.
"""

from __future__ import annotations

import pytest

from tests.test_console import TOOLS

pytestmark = pytest.mark.slow

# With a clock that advances by one millisecond on each read, a slice of 8 ms processes 8 portions at most.
MOST_AT_ONCE = 9 * 16384

SCALE = '''
globalThis.nodes = () => con.element.querySelectorAll('*').length;
// Appends all, and tells between how much was taken, and what was on the page, while the page's own timers came.
globalThis.sliced = async all => {
  const clock = performance.now;
  let now = clock.call(performance);
  performance.now = () => ++now;
  const found = {ticks: 0, most: 0, nodes: 0};
  let before = 0;
  const look = () => {
    const taken = con.viewport.blocks.reduce((sum, block) => sum + block.buffer.size, 0);
    found.most = Math.max(found.most, taken - before);
    found.nodes = Math.max(found.nodes, nodes());
    before = taken;
  };
  for (const each of [].concat(all)) con.append([['stdout', each]]), look();
  while (con.queue.pending.length) {
    await new Promise(done => setTimeout(done));
    found.ticks++;
    look();
  }
  performance.now = clock;
  await settled();
  return found; };
'''


@pytest.fixture
def page(visit):
    page = visit.open()
    page.add_script_tag(content=TOOLS)
    page.add_script_tag(content=SCALE)
    return page


def test_ten_thousand_colored_lines_as_they_arrive(page):
    nodes, count, last = page.evaluate('''async () => {
        await make();
        let line = 0, most = 0;
        for (let piece = 0; piece < 500; piece++) {
          let text = '';
          for (let each = 0; each < 20; each++, line++) text += `\\x1b[3${line % 8}mline ${line}\\x1b[0m and \\x1b[1mmore\\x1b[0m\\n`;
          con.append({status: 'continued', console: [['stdout', text]]});
          if (piece % 4 === 0) await new Promise(done => requestAnimationFrame(done));
          most = Math.max(most, nodes());
        }
        await withTools();
        return [most, con.text().split('\\n').length, rows().at(-1)]; }''')
    assert nodes < 500
    assert (count, last) == (10001, 'line 9999 and more')


def test_a_million_lines_come_in_slices(page):
    found = page.evaluate('''async () => {
        await make();
        const parts = [];
        for (let line = 0; line < 1e6; line++) parts.push(`\\x1b[32m${line}\\x1b[0m\\n`);
        const found = await sliced(parts.join(''));
        await withTools();
        return {...found, lines: con.viewport.blocks[0].buffer.lines.length, last: rows().at(-1)}; }''')
    # Each line counts as 40 additional characters, and sequences are read but not kept.
    assert found['ticks'] > 100 and found['most'] < 5 * MOST_AT_ONCE
    assert found['nodes'] < 500
    assert found['lines'] == 1000001 and found['last'] == '999999'
    # Both ends and the middle can be reached, although elements cannot be that tall.
    assert page.evaluate('con.element.querySelector(".backendai-text").offsetHeight') < 17000000
    for share, shown in ((0, '0'), (.5, '500000'), (1, '999999')):
        page.evaluate('share => { const pane = con.viewport.element; pane.scrollTop = share * (pane.scrollHeight - pane.clientHeight); }', share)
        page.evaluate('frames(3)')
        visible = page.evaluate('''() => { const frame = con.viewport.element.getBoundingClientRect();
            return [...con.element.querySelectorAll('.backendai-row')].filter(row => { const place = row.getBoundingClientRect();
              return place.top >= frame.top - 1 && place.bottom <= frame.bottom + 1; }).map(row => row.textContent); }''')
        assert shown in visible and 25 < len(visible) < 40 and visible == [str(int(visible[0]) + each) for each in range(len(visible))]
    # Later output causes work only at the end: no earlier line is measured or rendered again.
    touched = page.evaluate('''async () => {
        const lines = con.viewport.blocks[0].buffer.lines;
        let touched = 0, top = lines[900000].top;
        Object.defineProperty(lines[900000], 'top', {get: () => top, set: value => { touched++; top = value; }});
        let added = 0;
        const observer = new MutationObserver(records => { for (const record of records) added += record.addedNodes.length; });
        observer.observe(con.viewport.content, {childList: true, subtree: true});
        for (let each = 0; each < 20; each++) { con.append([['stdout', 'more\\n']]); await frames(1); }
        observer.disconnect();
        return [touched, added, rows().at(-1)]; }''')
    assert touched[0] == 0 and touched[1] < 200 and touched[2] == 'more'


def test_a_line_of_ten_megabytes_comes_in_slices_and_is_there_in_part(page):
    found = page.evaluate('''async () => {
        await make();
        const found = await sliced('\\x1b[31m0123456789\\x1b[32mabcdefghij'.repeat(5e5) + '\\n');
        await withTools();
        return {...found, text: con.text().length, shown: con.element.textContent.length, last: rows().at(-1).slice(-10)}; }''')
    assert found['ticks'] > 100 and found['most'] < MOST_AT_ONCE
    assert found['nodes'] < 60 * 30
    assert found['text'] == 10000001 and found['shown'] < 30000 and found['last'] == 'abcdefghij'
    page.get_by_role('button', name='Wrap').click()
    page.evaluate('settled()')
    assert page.evaluate('rows().length') == 1 and page.evaluate('rows()[0].length') < 3000


def test_a_response_of_many_records_comes_in_slices(page):
    """A program that prints single characters: 200,000 records in one response."""
    ticks = page.evaluate('''async () => {
        await make();
        con.append({console: Array.from({length: 200000}, (_, number) => ['stdout', number % 100 ? 'x' : '\\n'])});
        let ticks = 0;
        while (con.queue.pending.length) { await new Promise(done => setTimeout(done)); ticks++; }
        await settled();
        return [ticks, con.text().length]; }''')
    assert ticks[0] > 2 and ticks[1] == 200000


def test_many_small_responses_come_in_slices(page):
    found = page.evaluate('''async () => { await make(); return [await sliced(Array.from({length: 2000}, (_, number) => `line ${number}\\n`)), con.text().length]; }''')
    assert found[0]['most'] < MOST_AT_ONCE and found[1] == sum(len(f'line {number}\n') for number in range(2000))


def test_a_line_that_never_ends_is_bounded_too(page):
    page.evaluate('''async () => { await make({maxCharacters: 500000});
        for (let piece = 0; piece < 40; piece++) con.append([['stdout', `${piece} `.repeat(20000)]]);
        await settled(); }''')
    page.wait_for_selector('text=parts of lines were dropped')
    assert page.evaluate('con.viewport.blocks[0].buffer.size') <= 500000
    assert page.evaluate('con.text().length') <= 500000 and page.evaluate('con.text()').endswith('39 39 ')


def test_what_is_written_over_is_not_counted_as_kept(page):
    """A progress bar that runs for hours: the limit applies only to the text that remains."""
    page.evaluate('''async () => { await make({maxCharacters: 20000});
        con.append([['stdout', 'first\\n']]);
        for (let turn = 0; turn < 2000; turn++) con.append([['stderr', `\\r${String(turn).padStart(60)}`]]);
        await settled(); }''')
    assert page.evaluate('rows()') == ['first', '1999'.rjust(60)]
    assert page.locator('.media-note').count() == 0


def test_what_a_program_clears_is_gone_and_long_lines_stay(page):
    page.evaluate('''async () => { await make();
        con.append([['stdout', 'x'.repeat(50000) + '\\x1b[3J\\n' + 'line\\n'.repeat(300)]]);
        await settled(); }''')
    assert page.evaluate('con.text().length') == 50001 + 1500
    page.evaluate("con.append([['stdout', '    \\x1b[10C\\x1b[3Jend\\n']]), settled()")
    # The 24 lines of the screen stay, and so does the cursor.
    assert page.evaluate('con.text().split("\\n").length') == 25 and page.evaluate('rows().at(-1)') == ' ' * 14 + 'end'
    assert page.locator('.media-note').count() == 0


def test_a_long_line_is_not_gone_back_into(page):
    """A terminal would have wrapped it, so a carriage return starts a new line; each write costs only its own length."""
    found = page.evaluate('''async () => { await make();
        con.append([['stdout', 'x'.repeat(3e6) + '\\rnew' + '\\b\\b\\byou'.repeat(20000)]]);
        await settled();
        return [con.text().length, con.text().slice(-4)]; }''')
    assert found == [3000004, '\nyou']


def test_the_end_is_followed_until_a_person_scrolls_up_and_again_when_they_return(page):
    page.evaluate('make()')
    page.evaluate("con.append('line\\n'.repeat(300)), settled()")
    pane = page.locator('.backendai-viewport')
    assert page.evaluate('con.viewport.element.scrollTop + con.viewport.element.clientHeight >= con.viewport.element.scrollHeight - 1')
    pane.hover()
    page.mouse.wheel(0, -400)
    page.wait_for_function('!con.viewport.is_following')
    page.evaluate('frames(2)')
    top = page.evaluate('con.viewport.element.scrollTop')
    page.evaluate("con.append('more\\n'.repeat(100)), settled()")
    assert page.evaluate('con.viewport.element.scrollTop') == top
    page.mouse.wheel(0, 100000)
    page.wait_for_function('con.viewport.is_following')
    page.evaluate("con.append('last\\n'), settled()")
    page.wait_for_function('rows().at(-1) === "last"')
    assert page.evaluate('con.viewport.element.scrollTop + con.viewport.element.clientHeight >= con.viewport.element.scrollHeight - 1')
