"""Git graphs in the page: every dot, line and label of real histories, and pointer, keyboard and search."""

from __future__ import annotations

import ast
import io
import math
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from media.gitgraph.history import read_history
from media.gitgraph.lanes import lay_out
from media.gitgraph.lines import HALF, ROW, edges_within, index_of, path_of, place_of, room_for
from media.gitgraph.selection import ancestry, found, field_text, thinned, tips
from tests.support.git_histories import MIME, commit, made
from tests.support.pixels import picture_of
from toolchain.site.git_history import exported

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent

ROWS = '#out [role=option]'
LIST = '#out [role=listbox]'

# The content of a window: the position and texts of each row, the lines, and the positions of the dots.
WINDOW = '''() => {
  const list = document.querySelector('#out [role=listbox]'), svg = list.querySelector('svg');
  const dots = [...svg.querySelectorAll('circle, ellipse')].map(dot => {
    const [x, y] = dot.getAttribute('transform').match(/-?\\d+/g).map(Number);
    return [x, y + parseFloat(svg.style.top), dot.localName]; });
  return {
    rows: [...list.querySelectorAll('[role=option]')].map(row => [Number(row.ariaPosInSet) - 1, row.querySelector('b')?.innerText ?? null,
      row.querySelector('span').textContent, row.querySelector('code').textContent, parseFloat(row.style.top)]),
    dots: dots.sort((one, other) => one[1] - other[1]), lines: [...svg.querySelectorAll('path')].map(line => line.getAttribute('d')),
    width: list.clientWidth, first: parseFloat(svg.style.top) / 26,
    seen: [list.scrollTop, list.clientHeight], label: list.ariaLabel, size: list.querySelector('[role=option]')?.ariaSetSize }; }'''


@pytest.fixture
def corpus(fixtures) -> dict:
    return fixtures('gitgraph')


def assert_window(page, commits: list, query: str = '') -> list[int]:
    """Check that the window shows these commits as CPython computes them, and return the positions in it."""
    history = read_history(commits)
    rows = found(history, query)
    layout = lay_out(thinned(history.parents, rows) if query else history.parents)
    window = page.evaluate(WINDOW)
    room = room_for(layout.width, window['width'], 0)
    places = [row[0] for row in window['rows']]
    top, height = window['seen']
    assert places == sorted(places)
    assert set(range(int(top // ROW), min(len(rows), math.ceil((top + height) / ROW)))) <= set(places)
    assert window['size'] == (str(len(rows)) if rows else None) and window['label'] == 'Commits, newest first'
    named = tips(history)
    for place, branch, message, oid, down in window['rows']:
        row = rows[place]
        assert (branch, message, oid, down) == (named.get(row), field_text(history, row, 'message'), history.oids[row][:10], place * ROW)
    assert window['dots'] == [
        [place_of(layout.lanes[place], room), place * ROW + HALF, 'ellipse' if len(history.parents[rows[place]]) > 1 else 'circle']
        for place in places]
    near = [place for place in places if place >= window['first']]
    last = near[-1] if near else 0
    wanted = edges_within(layout, index_of(layout, []), int(window['first']), last, room.limit)
    assert window['lines'] == [path_of(layout, edge, int(window['first']), last, room) for edge in wanted]
    return places


def test_every_dot_line_and_label_of_the_corpus(visit, corpus):
    page = visit.open()
    for name, item in corpus.items():
        outcome, = visit.show(item, result_id=name)
        assert outcome['ok'], outcome
        seen = set()
        while True:
            seen |= set(assert_window(page, item[1]))
            if not page.evaluate(f'''() => new Promise(done => {{ const list = document.querySelector('{LIST}'), before = list.scrollTop;
                    list.scrollTop += 400; requestAnimationFrame(() => requestAnimationFrame(() => done(list.scrollTop > before))) }})'''):
                break
        assert seen == set(range(len(item[1])))
        assert page.locator(f'#out > div.media-item.media-gitgraph > div#{name}-0').count() == 1
        page.evaluate('out.replaceChildren()')


@pytest.mark.parametrize('scheme', ['light', 'dark'])
def test_what_is_to_be_seen(visit, corpus, scheme):
    page = visit.open(head='<meta name="color-scheme" content="light dark">')
    page.emulate_media(color_scheme=scheme)
    visit.show(corpus['octopus'])
    history = read_history(corpus['octopus'][1])
    layout = lay_out(history.parents)
    picture = picture_of(page.locator(LIST))
    back = picture.getpixel((picture.width // 2, 3))
    assert sum(back) > 700 if scheme == 'light' else sum(back) < 120
    colors = [tuple(int(digit * 2, 16) for digit in color[1:]) for color in lane_colors()]

    def is_painted(x: float, y: float, lane: int) -> bool:
        near = [picture.getpixel((round(x) + dx, round(y) + dy)) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        return any(max(abs(a - b) for a, b in zip(pixel, colors[lane % len(colors)])) < 24 for pixel in near)

    for row, lane in enumerate(layout.lanes):
        x, y = 12 + 14 * lane, row * ROW + HALF
        is_merge = len(history.parents[row]) > 1
        assert picture.getpixel((x, y)) == (back if is_merge else colors[lane])
        assert is_painted(x + 4 * is_merge, y, lane)
    for top, bottom, lane in zip(layout.tops, layout.bottoms, layout.edge_lanes):
        for row in range(top, bottom):
            assert is_painted(12 + 14 * lane, (row + 1) * ROW, lane), (top, bottom, row)


def lane_colors() -> list[str]:
    tree = ast.parse((ROOT / 'media/gitgraph/elements.py').read_text())
    return next(ast.literal_eval(node.value) for node in tree.body if isinstance(node, ast.AnnAssign))


# Linear RGB as seen with one kind of cone missing (Machado, Oliveira and Fernandes 2009, full severity).
VISIONS = [
    [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
]


def oklab(rgb: list[float]) -> list[float]:
    """A linear RGB color in the Oklab space, where distances are perceived differences, of which 0.02 is the smallest."""
    cones = [sum(a * b for a, b in zip(row, rgb)) for row in [
        [0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]]]
    roots = [math.copysign(abs(cone) ** (1 / 3), cone) for cone in cones]
    return [sum(a * b for a, b in zip(row, roots)) for row in [
        [0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099], [0.0259040371, 0.7827717662, -0.8086757660]]]


def test_lanes_are_told_apart_by_everyone_on_light_and_dark():
    colors = []
    for text in lane_colors():
        parts = [int(digit * 2, 16) / 255 for digit in text[1:]]
        colors.append([part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts])
    assert len(colors) == 6
    for color in colors:
        light = 0.2126 * color[0] + 0.7152 * color[1] + 0.0722 * color[2] + 0.05
        assert 1.05 / light >= 3 and light / (0.0060 + 0.05) >= 3  # against white, and the browsers' dark #121212
    for vision in VISIONS:
        seen = [oklab([min(1, max(0, sum(a * b for a, b in zip(row, color)))) for row in vision]) for color in colors]
        assert min(math.dist(one, other) for number, one in enumerate(seen) for other in seen[:number]) > 0.1


def test_details_for_hover_and_focus(visit):
    page = visit.open()
    commits = [commit('aaaaaaa1', author='Ada', message='root'), commit('bbbbbbb2', 'aaaaaaa1', 'feedbee', branch='side'),
               commit('ccccccc3', 'bbbbbbb2', 'aaaaaaa1', message='A long message\nof two lines', author='Grace', branch='master')]
    visit.show([MIME, commits])
    details = page.locator('#out section')

    def lines() -> list[str]:
        return [line for line in details.inner_text().split('\n') if line]

    assert lines() == ['ccccccc3Gracemaster', 'A long message', 'of two lines', 'Parents: bbbbbbb2aaaaaaa1']
    page.locator(ROWS).nth(2).hover()
    assert lines() == ['aaaaaaa1Ada', 'root', 'No parents']
    page.locator(ROWS).nth(1).hover()
    assert lines() == ['bbbbbbb2Adaside', 'x', 'Parents: aaaaaaa1feedbee (not here)']
    assert page.locator('#out polyline').count() == 1
    page.mouse.move(900, 690)
    assert 'ccccccc3' in details.inner_text()
    page.keyboard.press('Tab')
    page.keyboard.press('ArrowDown')
    assert 'bbbbbbb2' in details.inner_text()
    details.get_by_role('button', name='aaaaaaa1').click()
    assert page.evaluate('document.activeElement.ariaLabel') == 'root, Ada, aaaaaaa1'
    assert 'No parents' in details.inner_text()


def test_keys_walk_and_the_focus_is_announced(visit, corpus):
    page = visit.open()
    visit.show(corpus['kernel-runner'])
    listbox = page.get_by_role('listbox', name='Commits, newest first')
    assert listbox.get_by_role('option').count() < 40
    commits = corpus['kernel-runner'][1][::-1]

    def focused() -> list:
        element, = page.evaluate_handle('[document.activeElement]').get_properties().values()
        return element.evaluate('e => [e.role, Number(e.ariaPosInSet), e.ariaSetSize, e.ariaLabel, e.tabIndex]')

    page.locator('#out input').focus()
    page.keyboard.press('Tab')
    place = 0
    for key, wanted in [('ArrowDown', 1), ('ArrowDown', 2), ('ArrowUp', 1), ('PageDown', 19), ('End', 134), ('PageUp', 116), ('ArrowDown', 117),
                        ('Home', 0), ('ArrowUp', 0)]:
        page.keyboard.press(key)
        place = wanted
        record = commits[place]
        label = f'{record["message"]}, {record["author"]}, {record["oid"]}' + (', branch master' if place == 0 else '')
        assert focused() == ['option', place + 1, '135', label, 0]
        box, frame = page.locator(f'{ROWS}:focus').bounding_box(), page.locator(LIST).bounding_box()
        assert frame['y'] <= box['y'] and box['y'] + box['height'] <= frame['y'] + frame['height'] + 1
    assert page.locator(f'{ROWS}[tabindex="0"]').count() == 1
    # After scrolling far away, the focus is unchanged.
    page.evaluate(f'() => new Promise(done => {{ document.querySelector("{LIST}").scrollTop = 2000; requestAnimationFrame(() => requestAnimationFrame(done)) }})')
    assert focused()[1] == 1
    page.keyboard.press('ArrowDown')
    assert focused()[1] == 2
    page.keyboard.press('q')
    page.keyboard.press('Tab')
    assert page.evaluate('document.activeElement.localName') == 'button'


@pytest.mark.parametrize('way', ['click', 'Enter'])
def test_a_click_or_enter_copies_the_hash(visit, corpus, way):
    visit.context.grant_permissions(['clipboard-read', 'clipboard-write'])
    page = visit.open()
    visit.show(corpus['branches'])
    if way == 'click':
        page.locator(ROWS).nth(1).click()
    else:
        page.locator(ROWS).first.focus()
        page.keyboard.press('ArrowDown')
        page.keyboard.press('Enter')
    page.get_by_role('status').get_by_text('Copied 5db7dd0').wait_for()
    assert page.evaluate('navigator.clipboard.readText()') == '5db7dd0'


def test_without_a_clipboard_the_hash_is_copied_the_old_way(visit, corpus):
    page = visit.open()
    page.evaluate('''() => { Object.defineProperty(navigator, 'clipboard', {value: undefined});
        document.addEventListener('copy', event => window.copied = String(getSelection())) }''')
    visit.show(corpus['branches'])
    page.locator(ROWS).nth(1).click()
    page.get_by_role('status').get_by_text('Copied 5db7dd0').wait_for()
    assert page.evaluate('copied') == '5db7dd0'
    page.evaluate('Document.prototype.execCommand = () => false')
    page.locator(ROWS).nth(2).click()
    page.get_by_role('status').get_by_text('Press Ctrl+C for 8c10d4e').wait_for()
    assert page.evaluate('String(getSelection())') == '8c10d4e'


def test_a_selected_commit_shows_what_it_was_made_from(visit):
    commits = made(5, 40)
    page = visit.open()
    visit.show([MIME, commits])
    history = read_history(commits)
    page.locator(ROWS).nth(6).click()
    marked = ancestry(history.parents, 6)
    clear = page.evaluate(f'[...document.querySelectorAll("{ROWS}")].map(row => [row.ariaPosInSet - 1, row.style.opacity == 1, row.ariaSelected])')
    assert len(clear) > 20
    assert clear == [[place, marked[place], 'true' if place == 6 else 'false'] for place, *_ in clear]
    layout = lay_out(history.parents)
    lines = page.evaluate('[...document.querySelectorAll("#out path")].map(line => line.style.opacity == 1)')
    wanted = edges_within(layout, index_of(layout, marked), 0, clear[-1][0], layout.width)
    assert lines == [marked[layout.tops[edge]] for edge in wanted]
    page.keyboard.press('Escape')
    assert page.evaluate(f'[...document.querySelectorAll("{ROWS}, #out path, #out circle")].every(each => each.style.opacity == 1 && each.ariaSelected !== "true")')


def test_a_search_without_results_removes_the_graph_at_once(visit):
    page = visit.open()
    visit.show([MIME, made(1, 60)])
    dots = page.get_by_role('searchbox').evaluate('''async field => {
        const before = document.querySelectorAll('#out svg circle').length;
        field.value = 'no such thing';
        field.dispatchEvent(new Event('input'));
        for (let wait = 0; wait < 20; wait++) await null;
        return [before, document.querySelectorAll('#out svg circle').length]; }''')
    assert dots[0] > 0 and dots[1] == 0


def test_a_search_filters_from_51_commits_on(visit, corpus):
    page = visit.open()
    visit.show([MIME, made(1, 50)])
    field = page.get_by_role('searchbox', name='Search message, author or hash')
    assert field.count() == 0
    visit.show([MIME, made(1, 51)])
    assert field.count() == 1
    item = corpus['kernel-runner']
    visit.show(item)
    for query, count in [('jonghyun', 36), ('BUMP version', 10), ('6752ccb', 1), ('no such thing', 0), ('  ', 135)]:
        field.fill(query)
        rows = [each for each in item[1] if query.strip().lower() in f'{each["message"]}\n{each["author"]}\n{each["oid"]}'.lower()]
        assert page.locator('.backendai-gitgraph').get_by_role('status').inner_text() == f'{len(rows)} of 135 commits' and len(rows) == count
        assert_window(page, item[1], query.strip())
    field.fill('jonghyun')
    assert page.locator('#out path').first.evaluate('line => getComputedStyle(line).strokeDasharray') == '3px'
    page.locator(ROWS).nth(2).click()
    oid = page.locator('#out section code').first.inner_text()
    # The button of a parent outside of the search results goes to it in the whole history.
    field.fill('Add unit tests for pipe_output')
    page.locator(ROWS).first.hover()
    page.locator('#out section button').click()
    assert field.input_value() == '' and page.locator(ROWS).count() > 15
    assert page.evaluate('document.activeElement.ariaLabel').startswith('Add conftest.py on the package root')
    field.fill(oid)
    assert page.locator(f'{ROWS}[aria-selected=true]').count() == 1


def test_more_commits_leave_everything_in_its_place(visit):
    commits = made(9, 400)
    page = visit.open()
    visit.show([MIME, commits[:200]])
    page.evaluate(f'() => new Promise(done => {{ document.querySelector("{LIST}").scrollTop = 1303; requestAnimationFrame(() => requestAnimationFrame(done)) }})')
    page.locator(f'{ROWS}[aria-posinset="55"]').click()
    label = page.evaluate('document.activeElement.ariaLabel')
    top = page.locator(f'{ROWS}:focus').bounding_box()['y']
    root = page.query_selector('#r-0')
    visit.show([MIME, commits])
    assert page.evaluate('root => root === document.getElementById("r-0")', root)
    assert page.evaluate('document.activeElement.ariaLabel') == label
    assert page.locator(f'{ROWS}:focus').bounding_box()['y'] == top
    assert page.locator(f'{ROWS}:focus').get_attribute('aria-selected') == 'true'
    assert page.evaluate(f'document.querySelector("{LIST}").scrollTop') == 1303 + 200 * ROW

    # At the newest commit, the view follows the newest commit; a search stays active, too.
    page.evaluate(f'document.querySelector("{LIST}").scrollTop = 0')
    page.fill('#out input', 'Add')
    visit.show([MIME, commits[:300]])
    assert page.evaluate(f'document.querySelector("{LIST}").scrollTop') == 0
    assert page.input_value('#out input') == 'Add'
    assert_window(page, commits[:300], 'Add')
    # An error replaces the graph, and a valid history replaces the error.
    visit.show([MIME, None])
    assert page.inner_text('#out') == f'Cannot show {MIME}: its data is not a list of commits.'
    visit.show([MIME, commits])
    assert_window(page, commits)


def test_a_canvas_as_the_container_gets_its_graph_in_its_place(visit, corpus):
    page = visit.open('<p id="before">1</p><canvas id="out" style="display: block"></canvas><p id="after">2</p>')
    for name in ['octopus', 'branches']:
        outcome, = visit.show(corpus[name], result_id='same')
        assert outcome['ok'], outcome
    visit.show(corpus['one'], result_id='other')
    assert page.evaluate('[...document.querySelectorAll("body > :not(.backendai-announcer)")].map(each => each.id || each.firstChild.id)') == ['before', 'same-0', 'other-0', 'out', 'after']
    assert page.locator('#same-0 [role=option]').first.is_visible() and not page.locator('#out').is_visible()
    assert page.locator('#same-0 [role=option]').first.get_attribute('aria-setsize') == '21'
    tops = [page.locator(place).bounding_box()['y'] for place in ['#before', '#same-0', '#other-0', '#after']]
    assert tops == sorted(tops)


@pytest.mark.parametrize(('data', 'reason'), [
    (None, 'its data is not a list of commits'), ('x', 'its data is not a list of commits'), ({'oid': 'a'}, 'its data is not a list of commits'),
    ([], 'it has no commits'), ([None, 3], 'commit 1 has no id'), ([{}], 'commit 1 has no id'),
])
def test_what_is_no_history_says_why(visit, data, reason):
    page = visit.open()
    outcome, = visit.show([MIME, data])
    assert (outcome['ok'], outcome['reason']) == (False, reason)
    assert page.inner_text('#out') == f'Cannot show {MIME}: {reason}.'


def test_what_can_be_shown_of_a_bad_history_is_shown_with_a_note(visit):
    page = visit.open()
    commits = [commit('a'), {'oid': 'b', 'parent_ids': ['a'], 'message': 7, 'author': None, 'branch': []}, {'oid': 'c'}, {'parent_ids': []},
               commit('e', 'f'), commit('f', 'e')]
    outcome, = visit.show([MIME, commits])
    assert outcome['ok']
    assert page.get_by_role('note').inner_text() == 'Problems: 3, first: commit c has no list of parents'
    assert page.locator(ROWS).count() == 5
    visit.show([MIME, commits[:2]])
    assert page.get_by_role('note').count() == 0 and page.locator(ROWS).count() == 2


def test_any_character_is_only_text(visit):
    texts = ['<b>x</b>', '&amp;', 'עברית and more', '\x00\x07\x1b[31m', 'a\nb\tc', '\ud800', '😀' * 300, "'\"`${x}", '']
    commits = [commit(f'{number}{text[:3]}', *([f'{number - 1}{texts[number - 1][:3]}'] if number else []), message=text, author=text, branch=text or None)
               for number, text in enumerate(texts)]
    page = visit.open()
    outcome, = visit.show([MIME, commits])
    assert outcome['ok'], outcome
    spans = page.evaluate(f'[...document.querySelectorAll("{ROWS}")].map(row => row.querySelector("span").textContent).reverse()')
    assert [text for number, text in enumerate(spans) if number != 5] == [text for text in texts if text != '\ud800']
    assert page.locator('#out path').count() == len(texts) - 1
    boxes = [page.locator(ROWS).nth(number).bounding_box() for number in range(len(texts))]
    assert len({(box['height'], box['x'], box['width']) for box in boxes}) == 1
    hashes = page.locator(f'{ROWS} code')
    assert all(hashes.nth(number).bounding_box()['x'] > 700 for number in range(len(texts)))
    assert page.evaluate('document.documentElement.scrollWidth') <= 1000


@pytest.mark.parametrize(('name', 'style'), [
    ('branches', ''), ('wide60', ''), ('branches', 'display: grid; justify-items: center'),
    ('branches', 'display: flex; flex-direction: column; align-items: center'),
])
def test_it_fits_a_small_screen(visit, corpus, name, style):
    page = visit.open(f'<div id="out" style="{style}"></div>', head='<meta name="viewport" content="width=device-width">')
    page.set_viewport_size({'width': 320, 'height': 600})
    visit.show(corpus[name])
    assert page.evaluate('document.documentElement.scrollWidth') <= 320
    assert page.evaluate(f'(list => list.scrollWidth <= list.clientWidth)(document.querySelector("{LIST}"))')
    assert page.evaluate('[...document.querySelectorAll("#out code")].every(code => code.getBoundingClientRect().right <= 320)')
    assert page.locator(f'{ROWS} span').nth(2).bounding_box()['width'] > 0.5 * 320
    assert page.locator('#r-0').bounding_box()['width'] == page.locator('#out').bounding_box()['width']


@pytest.mark.parametrize('heads', [1, 8, 64, 300])
def test_messages_have_room_however_many_lanes_there_are(visit, heads):
    page = visit.open(head='<meta name="viewport" content="width=device-width">')
    commits = made(heads, 600, heads)
    for width, share, columns in [(1000, 0.3, ['time', 'small', 'code']), (600, 0.4, ['time']), (400, 0.7, [])]:
        page.set_viewport_size({'width': width, 'height': 600})
        visit.show([MIME, [{**each, 'date': 1700000000, 'message': 'words ' * 60, 'branch': 'a branch with a long name'} for each in commits]])
        page.evaluate(f'''() => new Promise(done => {{ document.querySelector('{LIST}').scrollTop = 5000; requestAnimationFrame(() => requestAnimationFrame(done)) }})''')
        page.wait_for_timeout(50)
        boxes = page.evaluate(f'''[...document.querySelectorAll('{ROWS}')].map(row => [row.querySelector('span').getBoundingClientRect().width,
            row.querySelector('b') && row.querySelector('b').offsetWidth, [...row.querySelectorAll('time, small, code')].filter(each => each.offsetWidth > 0).map(each => each.localName)])''')
        assert len(boxes) > 15
        whole = page.locator('#r-0').bounding_box()['width']
        for span, label, shown in boxes:
            assert label or span >= share * whole
            assert not label or width > 400 or span >= 0.6 * whole
            assert shown[:len(columns)] == columns and (columns or not shown)
        page.evaluate(f'document.querySelector("{LIST}").scrollTop = 0')
        page.locator(f'{ROWS} b').first.wait_for()
        assert width > 400 or page.locator(f'{ROWS}:has(b) span').first.bounding_box()['width'] >= 0.6 * whole


def test_the_area_of_many_lanes_is_widened_by_hand_and_by_keys(visit):
    page = visit.open()
    visit.show([MIME, made(3, 900, 300)])
    handle = page.get_by_role('separator', name='Width of the lanes')
    start = handle.bounding_box()
    narrow = int(handle.get_attribute('aria-valuenow'))
    assert start['width'] >= 24 and 'more lanes' in handle.get_attribute('aria-valuetext')

    def text_left() -> float:
        return page.locator(f'{ROWS} span').first.bounding_box()['x']

    def lanes_seen() -> int:
        return len(set(page.evaluate('[...document.querySelectorAll("#out path")].map(line => line.style.getPropertyValue("--lane"))')))

    before = text_left()
    assert lanes_seen() > 2
    page.mouse.move(start['x'] + 10, start['y'] + 100)
    page.mouse.down()
    page.mouse.move(start['x'] + 210, start['y'] + 100)
    page.mouse.up()
    assert 150 < text_left() - before < 210 and int(handle.get_attribute('aria-valuenow')) > narrow + 150
    after = text_left()
    page.mouse.move(start['x'] + 400, start['y'] + 100)
    assert text_left() == after
    handle.focus()
    page.keyboard.press('ArrowLeft')
    assert text_left() < after
    page.keyboard.press('End')
    assert page.locator(f'{ROWS} span').first.bounding_box()['width'] > 20
    page.keyboard.press('Home')
    assert text_left() < before
    handle.dblclick(position={'x': 10, 'y': 60})
    assert abs(text_left() - before) < 1
    # A history that fits needs no handle.
    visit.show([MIME, made(3, 30, 3)], result_id='other')
    assert page.locator('#other-0 [role=separator]').is_hidden()


def test_lanes_beyond_the_limit_share_a_gray_line_and_keep_their_dots(visit):
    commits = made(3, 2500, 300)
    page = visit.open()
    visit.show([MIME, commits])
    layout = lay_out(read_history(commits).parents)
    room = room_for(layout.width, page.evaluate(f'document.querySelector("{LIST}").clientWidth'), 0)
    far = [place for place, lane in enumerate(layout.lanes) if lane > room.limit]
    first = far[len(far) // 2] - 8
    page.evaluate(f'''top => new Promise(done => {{ document.querySelector('{LIST}').scrollTop = top; requestAnimationFrame(() => requestAnimationFrame(done)) }})''', first * ROW)
    picture = picture_of(page.locator(LIST))
    x = place_of(room.limit, room)
    column = [picture.getpixel((x, y)) for y in range(picture.height)]
    assert room.limit < layout.width and column.count((136, 136, 136)) > 100
    beyond = [place for place in far if first < place < first + 16]
    assert beyond
    for place in beyond:
        color = lane_colors()[layout.lanes[place] % 6]
        wanted = tuple(int(digit * 2, 16) for digit in color[1:])
        assert wanted in column[(place - first) * ROW + 4:(place - first) * ROW + 22]


def test_dates_are_shown_in_whatever_form_they_come(visit):
    page = visit.open()
    forms = [{'date': 1700000000}, {'date': 1700000000000}, {'timestamp': '1700000000'}, {'date': '2023-11-14T22:13:20Z'},
             {'date': 'Tue, 14 Nov 2023 22:13:20 +0000'}]
    bad = [{'date': 'yesterday'}, {'date': None}, {'date': ''}, {'date': [1]}, {'date': {}}, {'date': 9e99}, {'date': 8.64e15}, {}]
    commits = [{**commit(f'{number:07}'), **form} for number, form in enumerate([*forms, *bad])]
    outcome, = visit.show([MIME, commits])
    assert outcome['ok']
    days = page.evaluate(f'[...document.querySelectorAll("{ROWS} time")].map(each => each.textContent).reverse()')
    day = page.evaluate('(date => `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`)(new Date(1700000000000))')
    assert days[:5] == [day] * 5 and days[5:8] == [''] * 3 and days[-1] == ''
    page.locator(ROWS).last.hover()
    assert day + ' ' in page.inner_text('#out section time')


def test_overrides_of_the_direction_are_written_out(visit):
    page = visit.open()
    visit.show([MIME, [commit('aaaaaaa1', message='pay \u202enimda\u202c now', author='\u2067Eve', branch='\u202dx'), commit('\u202ebbbbbb', 'aaaaaaa1')]])
    row = page.locator(ROWS).nth(1)
    assert row.locator('span').inner_text() == 'pay <U+202E>nimda<U+202C> now'
    assert row.locator('small').inner_text() == '<U+2067>Eve' and row.locator('b').inner_text() == '<U+202D>x'
    row.hover()
    assert not set('\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069') & set(page.inner_text('#out'))
    assert '\u202e' not in row.get_attribute('aria-label')
    # Hebrew still runs from right to left.
    visit.show([MIME, [commit('aaaaaaa1', message='\u05e9\u05dc\u05d5\u05dd world')]])
    assert page.locator(f'{ROWS} span').inner_text() == '\u05e9\u05dc\u05d5\u05dd world'


def test_one_branch_and_what_it_merged(visit):
    commits = [commit('aaaaaaa1', branch='main'), commit('bbbbbbb2', 'aaaaaaa1', branch='one'), commit('ccccccc3', 'aaaaaaa1', branch='two'),
               commit('ddddddd4', 'aaaaaaa1', 'bbbbbbb2', branch='main'), commit('eeeeeee5', 'ccccccc3', branch='two')]
    page = visit.open()
    visit.show([MIME, commits])
    choice = page.get_by_role('combobox', name='Show the commits of')
    assert choice.locator('option').all_inner_texts() == ['All branches', 'two', 'main', 'one']

    def hashes() -> list[str]:
        return [text[:1] for text in page.locator(f'{ROWS} code').all_inner_texts()]

    assert hashes() == ['e', 'd', 'c', 'b', 'a']
    for branch, wanted in [('main', ['d', 'b', 'a']), ('two', ['e', 'c', 'a']), ('one', ['b', 'a']), ('', ['e', 'd', 'c', 'b', 'a']), ('main', ['d', 'b', 'a'])]:
        choice.select_option(branch)
        assert hashes() == wanted
        assert page.locator('.backendai-gitgraph').get_by_role('status').inner_text() == f'{len(wanted)} of 5 commits'
    # More commits of the same history keep the selected branch.
    visit.show([MIME, [*commits, commit('fffffff6', 'ddddddd4', branch='main'), commit('9999999', 'eeeeeee5', branch='two')]])
    assert choice.input_value() == 'main' and hashes() == ['f', 'd', 'b', 'a']
    # A history without the selected branch shows all commits; a single branch needs no selection.
    visit.show([MIME, commits[:1]])
    assert choice.is_hidden() and hashes() == ['a']


def test_a_newer_history_is_not_replaced_by_one_that_takes_longer(visit):
    page = visit.open()
    page.evaluate('''commits => {
        const long = [];
        for (let number = 0; number < 150000; number++) long.push({oid: 'f' + number, parent_ids: [number ? 'f' + (number - 1) : ''], author: 'A', message: 'm'});
        const first = BackendAI.Media.handle_all([['application/vnd.sorna.gitgraph', long]], 'r', out);
        const second = BackendAI.Media.handle_all([['application/vnd.sorna.gitgraph', commits]], 'r', out);
        return Promise.all([first, second]); }''', [commit('aaaaaaa1', message='new')])
    page.wait_for_timeout(300)
    assert page.locator(f'{ROWS} span').all_inner_texts() == ['new']


@pytest.mark.parametrize('scheme', ['light', 'dark'])
def test_messages_are_read_in_every_engine(engine, scheme):
    engine.open('<div id="out" style="width: 400px"></div>', head=f'<style>:root {{ color-scheme: {scheme} }} body {{ background: Canvas }}</style>')
    outcome, = engine.show([MIME, [{**each, 'date': 1700000000} for each in made(4, 400, 64)]])
    assert outcome['ok'], outcome
    widths, graph, shown = engine.run('''return [[...document.querySelectorAll('#out [role=option] span')].map(each => each.getBoundingClientRect().width),
        document.querySelector('#out [role=option] span').getBoundingClientRect().left - document.getElementById('out').getBoundingClientRect().left,
        document.querySelectorAll('#out path').length]''')
    assert min(widths) >= 240 and graph <= 100 and shown > 10
    left, top, width, height = engine.run('''const {left, top, width, height} =
        document.querySelector('#out [role=option] span').getBoundingClientRect(); return [left, top, width, height]''')
    message = Image.open(io.BytesIO(engine.screenshot())).convert('L').crop((int(left), int(top), int(left + width), int(top + height)))
    ground = max(message.getcolors())[1]
    darkest, lightest = message.getextrema()
    assert ground > 230 and darkest < 100 if scheme == 'light' else ground < 40 and lightest > 155


def test_200000_commits_need_no_more_elements_than_a_hundred(visit):
    page = visit.open()
    reasons = page.evaluate('''async () => {
        const commits = [];
        const id = number => (number + 0x10000000).toString(16);
        for (let number = 0; number < 200000; number++) commits.push({oid: id(number), author: 'Ada', message: 'Commit ' + number,
            parent_ids: number % 7 == 3 ? [id(number - 1), id(number - 3)] : [number ? id(number - 1) : ''], branch: null, parent_branches: [null]});
        return (await BackendAI.Media.handle_all([['application/vnd.sorna.gitgraph', commits]], 'r', out)).map(outcome => outcome.reason); }''')
    assert reasons == [None]
    page.locator(ROWS).first.focus()
    page.keyboard.press('End')
    assert page.evaluate('document.activeElement.ariaLabel') == 'Commit 0, Ada, 10000000'
    page.keyboard.press('ArrowUp')
    assert page.locator('#out *').count() < 400
    page.fill('#out input', 'commit 19999')
    page.get_by_role('status').get_by_text('11 of 200,000 commits').wait_for()


def test_a_real_repository_as_the_kernel_exports_it(visit, tmp_path):
    if shutil.which('git') is None:
        pytest.skip('there is no git')
    environment = {'GIT_AUTHOR_NAME': 'Ada', 'GIT_AUTHOR_EMAIL': 'a@b.c', 'GIT_COMMITTER_NAME': 'Ada', 'GIT_COMMITTER_EMAIL': 'a@b.c',
                   'GIT_CONFIG_GLOBAL': '/dev/null', 'GIT_CONFIG_SYSTEM': '/dev/null', 'PATH': '/usr/bin:/bin:/usr/local/bin', 'HOME': str(tmp_path)}

    def git(*arguments: str, folder: str = 'repository') -> str:
        clock = f'{1700000000 + git.calls} +0000'
        git.calls += 60
        return subprocess.run(['git', '-C', str(tmp_path / folder), *arguments], check=True, capture_output=True, text=True,
                              env={**environment, 'GIT_AUTHOR_DATE': clock, 'GIT_COMMITTER_DATE': clock}).stdout

    git.calls = 0
    (tmp_path / 'repository').mkdir()
    git('init', '-q', '-b', 'master')
    git('commit', '-q', '--allow-empty', '-m', 'root')
    for branch in ['one', 'two', 'x<y>', 'hasOwnProperty']:
        git('checkout', '-q', '-b', branch, 'master')
        git('commit', '-q', '--allow-empty', '-m', f'work on {branch} || and more')
    git('checkout', '-q', 'master')
    git('merge', '-q', '--no-ff', '-m', 'octopus', 'one', 'two', 'x<y>')
    git('branch', '-q', '-D', 'two')
    git('checkout', '-q', '--orphan', 'pages')
    git('commit', '-q', '--allow-empty', '-m', 'another root')
    git('checkout', '-q', 'master')
    (tmp_path / 'repository' / 'file').write_text('x')
    git('add', 'file')
    git('stash')
    git('checkout', '-q', '--detach')
    git('commit', '-q', '--allow-empty', '-m', 'detached')
    git('tag', 'kept')
    item = exported(tmp_path / 'repository')
    lines = [line.split() for line in git('log', '--all', '--topo-order', '--format=%h %p').splitlines()]
    assert [each['oid'] for each in item[1]] == [oid for oid, *_ in lines[::-1]] and len(item[1]) == 10
    page = visit.open()
    outcome, = visit.show(item)
    assert outcome['ok']
    assert_window(page, item[1])
    history = read_history(item[1])
    assert [[history.oids[parent] for parent in own] for own in history.parents] == [parents for _, *parents in lines]
    labels = page.evaluate('[...document.querySelectorAll("#out b")].map(label => label.innerText)')
    assert {'master', 'x<y>', 'hasOwnProperty', 'pages'} <= set(labels)
    # A shallow clone has commits whose parents are missing.
    git('clone', '-q', '--depth', '2', 'file://' + str(tmp_path / 'repository'), str(tmp_path / 'shallow'))
    shallow = exported(tmp_path / 'shallow')
    assert shallow[1] and visit.show(shallow)[0]['ok']
    assert_window(page, shallow[1])
    assert exported(tmp_path) == [MIME, []]
