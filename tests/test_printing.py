"""Printing and snapshots: the whole output, without its controls."""

from __future__ import annotations

import io
import re
import shutil
import subprocess

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import expect

from tests.support.pixels import data_uri, encoded


ROWS = 400
CSV = 'number,name\n' + ''.join(f'{row},name-{row}\n' for row in range(ROWS))


COMMITS = [{'oid': f'{row:040x}', 'parent_ids': [f'{row + 1:040x}'] if row < 99 else [], 'message': f'change {row}'} for row in range(100)]


@pytest.fixture
def visit(shared_visit):
    return shared_visit


def printed(page, tmp_path) -> str:
    """The text of the page as printed."""
    path = tmp_path / 'page.pdf'
    page.pdf(path=path, format='A4', margin={side: '10mm' for side in ('top', 'bottom', 'left', 'right')})
    return subprocess.run(['pdftotext', '-layout', path, '-'], check=True, capture_output=True, text=True).stdout


@pytest.mark.skipif(shutil.which('pdftotext') is None, reason='pdftotext reads the PDF')
def test_all_of_each_output_is_printed(visit, tmp_path):
    page = visit.open()
    lines = '\n'.join(f'line {number} ' + 'x' * 20 for number in range(ROWS))
    visit.show(['text/csv', CSV], ['text/plain', lines], ['application/json', {f'key{number}': number for number in range(300)}],
               ['text/plain', 'begin ' + 'long ' * 200 + 'finish'], ['application/vnd.sorna.gitgraph', COMMITS])
    page.locator('[data-backendai-id=r-0]').hover()
    page.wait_for_selector('.backendai-actions')
    text = printed(page, tmp_path)
    assert set(re.findall(r'name-\d+', text)) == {f'name-{row}' for row in range(ROWS)}
    assert {int(number) for number in re.findall(r'line (\d+)', text)} == set(range(ROWS))
    assert set(re.findall(r'key\d+', text)) == {f'key{number}' for number in range(300)}
    assert set(re.findall(r'change \d+', text)) == {commit['message'] for commit in COMMITS}
    assert 'finish' in text  # nothing is cut off at the side
    for word in ('Enlarge', 'Save', 'Expand all', 'Find', 'Table options'):
        assert word not in text
    assert page.locator('.backendai-still').count() == 0  # the page is unchanged


@pytest.mark.skipif(shutil.which('pdftotext') is None, reason='pdftotext reads the PDF')
def test_of_longer_outputs_the_rest_is_named(visit, tmp_path):
    page = visit.open()
    page.evaluate("""() => BackendAI.Media.handleAll([['text/csv', 'n\\n' + Array.from({length: 100000}, (_, row) => `row${row}`).join('\\n')]], 'r', out)
        .then(() => 0)""")
    expect(page.locator('#out')).to_contain_text('100,000 rows')  # all of it has been read
    text = printed(page, tmp_path)
    assert 'row999' in text and 'row1000' not in text
    assert '99,000 more rows are not printed.' in text


def test_consoles_are_printed_up_to_a_number_of_lines(visit):
    page = visit.open()
    page.evaluate("""() => BackendAI.Media.handleResult({console: [['stdout', Array.from({length: 10500}, (_, row) => `line ${row}\\n`).join('')]]}, 'c', out)
        .then(() => 0)""")
    page.wait_for_selector('.backendai-row')
    page.wait_for_load_state('networkidle')
    page.emulate_media(media='print')
    page.evaluate('dispatchEvent(new Event("beforeprint"))')
    lines = page.locator('.backendai-print > div')
    assert (lines.count(), lines.last.inner_text()) == (10000, 'line 9999')
    assert page.inner_text('.backendai-print > p') == '500 more lines are not printed.'
    assert page.locator('.backendai-row:visible').count() == 0  # nothing is printed twice
    page.evaluate('dispatchEvent(new Event("afterprint"))')
    page.emulate_media(media='screen')


def test_wide_tables_have_all_columns_on_paper(visit, tmp_path):
    page = visit.open()
    visit.show(['text/csv', ','.join(f'column{number}' for number in range(45)) + '\n' + ','.join(f'value{number}' for number in range(45))])
    page.emulate_media(media='print')
    page.set_viewport_size({'width': 700, 'height': 900})
    page.evaluate('dispatchEvent(new Event("beforeprint"))')
    assert page.evaluate('document.documentElement.scrollWidth') <= 700
    text = page.inner_text('.backendai-still')
    page.evaluate('dispatchEvent(new Event("afterprint"))')
    page.emulate_media(media='screen')
    page.set_viewport_size({'width': 1000, 'height': 700})
    assert set(re.findall(r'value\d+', text)) == {f'value{number}' for number in range(45)}


def test_dark_pages_are_printed_light(visit):
    page = visit.open(head='<style>:root { color-scheme: dark; color: #eee }</style>')
    visit.show(['text/csv', CSV], ['text/plain', 'words'])
    page.emulate_media(media='print', color_scheme='dark')
    page.evaluate('dispatchEvent(new Event("beforeprint"))')
    colors = page.evaluate('[...document.querySelectorAll("td, .line")].map(element => getComputedStyle(element).color)')
    page.evaluate('dispatchEvent(new Event("afterprint"))')
    page.emulate_media(media='screen', color_scheme='light')
    assert len(colors) > ROWS and set(colors) == {'rgb(0, 0, 0)'}


def snapshot(visit) -> str:
    return visit.page.evaluate('BackendAI.Media.snapshot(out)')


def opened(visit, text: str, tmp_path):
    """The snapshot in a separate tab, from a file."""
    path = tmp_path / 'snapshot.html'
    path.write_text(text, encoding='utf-8')
    page = visit.context.new_page()
    page.goto(path.as_uri())
    return page


def seen(page, selector: str) -> Image.Image:
    return Image.open(io.BytesIO(page.locator(selector).screenshot())).convert('RGB')


def test_a_snapshot_looks_the_same_from_a_file(visit, tmp_path):
    page = visit.open('<div id="out" style="width: 600px"></div>', head='<style>body { margin: 0; font: 16px/1.5 serif; color: #222; background: #fffff0 }</style>')
    page.evaluate('''() => { BackendAI.Media.register({types: ['x/canvas'], render() {
        const canvas = document.createElement('canvas'), pen = canvas.getContext('2d');
        pen.fillStyle = 'teal'; pen.fillRect(20, 30, 200, 60); pen.fillStyle = 'gold'; pen.fillRect(100, 50, 40, 90);
        return canvas; }}); }''')
    image = Image.linear_gradient('L').resize((80, 60)).convert('RGB')
    visit.show(['image/png', data_uri(encoded(image, 'PNG'))], ['text/markdown', '# Title\n\nSome *words*, `code`.\n\n| a | b |\n|---|---|\n| 1 | 2 |'],
               ['text/html', '<p style="color: green">green <b>bold</b></p>'], ['x/canvas', ''])
    text = snapshot(visit)
    assert '<script' not in text and 'shadowrootmode="open"' in text and len(text) < 40000
    other = opened(visit, text, tmp_path)
    for number in range(4):
        first, second = seen(page, f'#out > :nth-child({number + 1})'), seen(other, f'#out > :nth-child({number + 1})')
        assert first.size == second.size, number
        difference = ImageChops.difference(first, second).convert('L').point(lambda value: 255 if value > 24 else 0)
        assert difference.histogram()[255] < first.width * first.height / 500, number
    other.close()


def test_frames_are_pictures_in_a_snapshot(visit, tmp_path):
    page = visit.open('<div id="out" style="width: 600px"></div>')
    visit.show(['text/html', '<body style="margin: 0"><div id="box" style="height: 90px"></div><script>box.style.background = "teal"</script>'])
    inner = page.wait_for_selector('#out iframe').content_frame().wait_for_selector('iframe', state='attached').content_frame()
    inner.wait_for_function('document.getElementById("box")?.style.background === "teal"')
    text = snapshot(visit)
    assert '<iframe' not in text and text.count('src="data:image/png') == 1
    other = opened(visit, text, tmp_path)
    shot = seen(other, '#out')
    assert shot.getpixel((100, 40)) == (0, 128, 128)
    other.close()


def test_a_snapshot_holds_all_rows_and_runs_nothing(visit, tmp_path):
    page = visit.open()
    visit.show(['text/csv', CSV], ['text/plain', '<script>window.ran = 1</script> & more'],
               ['text/html', '<a href="https://example.com/" onclick="window.ran = 2">link</a><img src=x onerror="window.ran = 3">'],
               ['application/vnd.sorna.gitgraph', COMMITS])
    page.locator('[data-backendai-id=r-0]').hover()
    page.wait_for_selector('.backendai-actions')
    text = snapshot(visit)
    assert len(text) < 20000 + 4 * len(CSV) + 40 * ROWS + 600 * len(COMMITS)
    other = opened(visit, text, tmp_path)
    assert f'name-{ROWS - 1}' in other.inner_text('#out')
    assert other.locator('.backendai-commit').count() == len(COMMITS)
    assert '<script>window.ran = 1</script> & more' in other.inner_text('#out')
    assert other.evaluate('window.ran') is None
    assert other.get_by_text('Enlarge').count() == 0
    other.close()


def test_a_snapshot_as_an_element(visit):
    page = visit.open()
    visit.show(['text/csv', 'a\n1'])
    assert page.evaluate('''async () => { const element = await BackendAI.Media.snapshot(out, {format: 'element'});
        return [element.localName, element.querySelector('td').textContent, element.isConnected]; }''') == ['div', '1', False]
