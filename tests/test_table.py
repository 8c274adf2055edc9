"""Tables: the appearance of each source, and the same order of rows as in pandas."""

from __future__ import annotations

import base64
import io
import json
import re
import subprocess
from contextlib import contextmanager

import pytest
from PIL import Image

from toolchain.kernel import environment

pytestmark = pytest.mark.slow

ROWS = '''[...document.querySelectorAll('.backendai-table [role=grid] > :last-child [role=row]')].map(
    row => [...row.children].map(cell => cell.textContent))'''
NAMES = '''[...document.querySelectorAll('.backendai-table .head [role=row]')].map(
    row => [...row.children].map(cell => (cell.querySelector('span') ?? cell).textContent))'''

WIDTHS = '[...document.querySelectorAll(".backendai-table .name")].map(cell => cell.offsetWidth)'

# The numbers on the screen that do not fit in their cells.
CUT_OFF = '''[...document.querySelectorAll('.backendai-table [role=gridcell].number')].filter(
    cell => cell.scrollWidth > cell.clientWidth).map(cell => cell.textContent)'''


@pytest.fixture
def visit(shared_visit):
    return shared_visit


@pytest.fixture(scope='session')
def tables(fixtures) -> dict:
    return fixtures('tables/tables')


def show(visit, data, mime: str = 'text/html'):
    """Open a page with one table, wait until it is drawn, and return a locator of its grid."""
    page = visit.open()
    outcome, = visit.show([mime, data])
    assert outcome['ok'], outcome
    page.wait_for_selector('.backendai-table .head [role=row]')
    return page.locator('.backendai-table [role=grid]')


def rows(visit) -> list[list[str]]:
    return visit.page.evaluate(ROWS)


def status(visit) -> str:
    return visit.page.inner_text('.backendai-table [role=status]')


def settle(visit, begins: str) -> None:
    """Wait until the tools are there and the status line starts with this text, so that no work is pending."""
    visit.page.wait_for_function('''text => document.querySelector('.backendai-table [role=grid]').onkeydown !== null
        && document.querySelector('.backendai-table [role=status]').textContent.startsWith(text)''', arg=begins)


def test_a_frame_of_pandas_is_a_grid_with_its_texts(visit, tables):
    grid = show(visit, tables['plain'])
    assert visit.page.evaluate(NAMES) == [['', 'i', 'f', 't', 's']]
    assert rows(visit) == [['0', '1', '1.5', '2026-01-01', 'é😀'], ['1', '2', 'NaN', 'NaT', '<b>&"\'']]
    assert status(visit) == '2 rows × 4 columns'
    assert grid.locator('.missing').all_inner_texts() == ['NaN', 'NaT']
    assert grid.locator('[role=rowheader]').all_inner_texts() == ['0', '1']
    assert [grid.get_attribute(name) for name in ('aria-rowcount', 'aria-colcount')] == ['3', '5']
    assert visit.errors == [] and visit.violations == []


def test_numbers_and_dates_are_aligned_right_texts_left(visit, tables):
    show(visit, tables['plain'])
    cells = visit.page.locator('.backendai-table [aria-rowindex="2"] > *')
    assert [cell.evaluate('cell => getComputedStyle(cell).textAlign') for cell in cells.all()] == ['end', 'end', 'end', 'end', 'start']


def test_levels_of_rows_and_columns(visit, tables):
    grid = show(visit, tables['levels'])
    assert visit.page.evaluate(NAMES) == [['', '', 'A', 'B'], ['k', 'n', 'p', 'q', 'p']]
    assert rows(visit) == [['x', '1', '0', '6', '5'], ['x', '2', '1', '7', '3'], ['x', '3', '2', '8', '4'],
                           ['y', '1', '3', '9', '0'], ['y', '2', '4', '10', '2'], ['y', '3', '5', '11', '1']]
    assert grid.locator('.repeated').all_inner_texts() == ['x', 'x', 'y', 'y']
    assert grid.locator('[aria-colspan="2"]').inner_text() == 'A'
    grid.locator('[role=columnheader]', has_text='p').last.locator('span').click()
    settle(visit, '6 rows')
    assert [row[1] for row in rows(visit)] == ['1', '3', '2', '2', '3', '1']
    assert [row[0] for row in rows(visit)] == ['y', 'y', 'y', 'x', 'x', 'x'] and grid.locator('.repeated').count() == 4


@pytest.mark.parametrize(('source', 'mime'), [('frame', 'text/html'), ('frame_csv', 'text/csv')])
def test_sorting_is_that_of_pandas(visit, tables, source, mime):
    grid = show(visit, tables[source], mime)
    for column, expected in tables['orders'].items():
        header = grid.locator('[role=columnheader]', has=visit.page.get_by_text(column, exact=True))
        for direction, order in zip(['ascending', 'descending'], expected):
            if source == 'frame_csv' and column == 'text':
                # CSV cannot distinguish an empty text from a missing one.
                order = [row for row in order if tables['texts'][row][6]] + [row for row in range(30) if not tables['texts'][row][6]]
            header.locator('span').click()
            settle(visit, '30 rows')
            assert header.get_attribute('aria-sort') == direction
            assert [int(row[0]) for row in rows(visit)] == order, (column, direction)
        header.locator('span').click()
        settle(visit, '30 rows')
        assert header.get_attribute('aria-sort') == 'none'
        assert [int(row[0]) for row in rows(visit)] == list(range(30))


def test_of_mixed_values_numbers_come_first_and_missing_ones_last(visit, tables):
    grid = show(visit, tables['mixed'])
    grid.locator('[role=columnheader]', has_text='m').locator('span').click()
    settle(visit, '7 rows')
    assert [row[1] for row in rows(visit)] == ['2', '2.5', '10', '10', 'a', 'b', 'None']


def test_what_other_sources_write(visit, tables):
    show(visit, tables['polars'])
    assert visit.page.evaluate(NAMES) == [['ai64', 'bstr', 'clist[i64]']]
    assert rows(visit) == [['1', '"<x>"', '[1, 2]'], ['null', '"😀"', '[3]']]
    assert status(visit) == '2 rows × 3 columns'
    show(visit, tables['polars_long'])
    assert status(visit) == '11 rows × 1 column, of shape: (50, 1)'
    show(visit, tables['long'])
    assert status(visit) == '11 rows × 2 columns, of 200 rows × 2 columns'
    show(visit, tables['named'])
    assert visit.page.evaluate(NAMES) == [['what', 'i', 'f', 't', 's'], ['row', '', '', '', '']]
    show(visit, tables['without_index'])
    assert rows(visit)[0] == ['1', '1.5', '2026-01-01', 'é😀']
    show(visit, tables['empty'])
    assert visit.page.evaluate(NAMES) == [['', 'i', 'f', 't', 's']] and status(visit) == '0 rows × 4 columns'


def test_links_lead_on(visit, tables):
    grid = show(visit, tables['links'].replace('plain', '<a href="http:logout">relative</a> <a href="HTTPS:/logout">to the root</a>'))
    links = grid.locator('a')
    assert links.evaluate_all('links => links.map(link => [link.getAttribute("href"), link.target, link.rel])') == [
        ['https://example.com/x?a=1&b=2', '_blank', 'noopener noreferrer nofollow'],
    ]
    assert 'relative' in grid.inner_text()


@pytest.mark.parametrize('markup', [
    '<table class="dataframe"><thead><tr><th>a</th></tr></thead><tbody><tr><td><img src="data:,"></td></tr></tbody></table>',
    '<table class="dataframe"><thead><tr><th>a</th></tr></thead><tbody><tr><td style="color: red">1</td></tr></tbody></table>',
    '<table class="dataframe"><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table><table><tr><td>2</td></tr></table>',
    '<h3>Title</h3><table class="dataframe"><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>',
    '<style>.dataframe td { color: red }</style><table class="dataframe"><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>',
    '<table class="dataframe"><tr><td>1</td></tr></table>',
    '<table class="dataframe"><thead><tr><th>a</th></tr></thead><tbody><tr><td><table><tr><td>1</td></tr></table></td></tr></tbody></table>',
])
def test_whatever_is_more_than_data_stays_html(visit, markup):
    page = visit.open()
    outcome, = visit.show(['text/html', markup])
    assert outcome['ok'] and page.locator('.backendai-table').count() == 0 and page.locator('.backendai-html').count() == 1


def test_styled_tables_stay_html(visit, tables):
    for name in ('styler', 'styler_plain'):
        page = visit.open()
        visit.show(['text/html', tables[name]])
        assert page.locator('.backendai-table').count() == 0 and page.locator('.backendai-html').count() == 1


def test_without_its_chunk_a_table_is_shown_as_html(visit, assets, tables):
    page = visit.open()
    assets.failures['table.js'] = 9
    outcome, = visit.show(['text/html', tables['plain']])
    assert outcome['ok'] and page.locator('.backendai-html').count() == 1


@pytest.mark.parametrize(('text', 'expected'), [
    ('a,b\n1,2\n', [['1', '2']]), ('a,b\r\n1,2\r\n', [['1', '2']]), ('a;b\n1;2', [['1', '2']]), ('a,b\n"x, y","li\nne"\n', [['x, y', 'li\nne']]),
    ('a,b\n"q""q",\n', [['q"q', '']]), ('a,b\n1\n1,2,3\n', [['1', '', ''], ['1', '2', '3']]), ('\ufeffa,b\n\n1,2\n', [['1', '2']]),
    ('a,b\n5" pipe,"open\n', [['5" pipe', '"open']]), ('a\n"1"\n', [['1']]), ('a,b\r1,2\r', [['1', '2']]), ('a|b\n1|2', [['1', '2']]),
])
def test_forms_of_csv(visit, text, expected):
    show(visit, text, 'text/csv')
    assert rows(visit) == expected


def test_every_fixture_of_csv_is_shown(visit, fixtures):
    page = visit.open()
    outcomes = visit.show(*fixtures('csv').values())
    assert all(outcome['ok'] for outcome in outcomes)
    page.wait_for_function('document.querySelectorAll(".backendai-table .head [role=row]").length === 5')


def test_csv_that_cannot_be_shown_says_why(visit):
    visit.open()
    for data, reason in [('', 'it is empty'), ('\n\n', 'it is empty'), (5, 'its data is not text'), (',' * 20000, 'it has more than 16384 columns')]:
        outcome, = visit.show(['text/csv', data])
        assert (outcome['ok'], outcome['reason']) == (False, reason)


def test_only_the_rows_in_sight_are_on_the_page(visit):
    grid = show(visit, 'n,square\n' + ''.join(f'{n},{n * n}\n' for n in range(100000)), 'text/csv')
    load_tools(visit)
    settle(visit, '100,000 rows')
    assert len(rows(visit)) < 60
    grid.evaluate('grid => { grid.scrollTop = 50000 * 24 }')
    visit.page.wait_for_function(f'{ROWS}.some(row => row[0] === "50000")')
    assert len(rows(visit)) < 60
    grid.locator('[role=columnheader]').first.locator('span').click()
    grid.locator('[role=columnheader]').first.locator('span').click()
    settle(visit, '100,000 rows')
    grid.evaluate('grid => { grid.scrollTop = 0 }')
    visit.page.wait_for_function(f'{ROWS}[0]?.[0] === "99999"')


# Other producers, after the examples in their documentation


R = '''<table class="dataframe">
<caption>A data.frame: 2 × 3</caption>
<thead>
	<tr><th></th><th scope=col>mpg</th><th scope=col>cyl</th><th scope=col>kind</th></tr>
	<tr><th></th><th scope=col>&lt;dbl&gt;</th><th scope=col>&lt;int&gt;</th><th scope=col>&lt;chr&gt;</th></tr>
</thead>
<tbody>
	<tr><th scope=row>Mazda RX4</th><td>21.0</td><td> 6</td><td>a</td></tr>
	<tr><th scope=row>Datsun 710</th><td>22.8</td><td>NA</td><td>NA</td></tr>
</tbody>
</table>
'''
JULIA = ('<div><div style = "float: left;"><span>2×2 DataFrame</span></div><div style = "clear: both;"></div></div>'
         '<div class = "data-frame" style = "overflow-x: scroll;"><table class = "data-frame" style = "margin-bottom: 6px;"><thead>'
         '<tr class = "header"><th class = "rowNumber" style = "font-weight: bold; text-align: right;">Row</th><th style = "text-align: left;">A</th><th style = "text-align: left;">B</th></tr>'
         '<tr class = "subheader headerLastRow"><th class = "rowNumber" style = "font-weight: bold; text-align: right;"></th><th title = "Int64" style = "text-align: left;">Int64</th><th title = "String" style = "text-align: left;">String?</th></tr></thead>'
         '<tbody><tr><td class = "rowNumber" style = "font-weight: bold; text-align: right;">1</td><td style = "text-align: right;">1</td><td style = "text-align: left;">M</td></tr>'
         '<tr><td class = "rowNumber" style = "font-weight: bold; text-align: right;">2</td><td style = "text-align: right;">2</td><td style = "font-style: italic; text-align: left;">missing</td></tr></tbody></table></div>')
DUCKDB = ('<table class="dataframe"><thead><tr><th>a<br><small>INTEGER</small></th><th>b<br><small>VARCHAR</small></th></tr></thead>'
          '<tbody><tr><td>1</td><td>x<br>y</td></tr></tbody></table>')
FOOTED = ('<table border="1" class="dataframe"><caption>Sums &amp; more</caption><thead><tr><th>a</th><th>b</th></tr></thead>'
          '<tbody><tr><td rowspan="2">1</td><td>9</td></tr><tr><td>8</td></tr><tr><td colspan="2">7</td></tr></tbody><tfoot><tr><td>8</td><td>24</td></tr></tfoot></table>')


@pytest.mark.parametrize(('markup', 'names', 'expected', 'says'), [
    (R, ['', 'mpg<dbl>', 'cyl<int>', 'kind<chr>'], [['Mazda RX4', '21.0', '6', 'a'], ['Datsun 710', '22.8', 'NA', 'NA']], '2 rows × 3 columns'),
    (JULIA, ['Row', 'AInt64', 'BString?'], [['1', '1', 'M'], ['2', '2', 'missing']], '2 rows × 3 columns, of 2×2 DataFrame'),
    (DUCKDB, ['aINTEGER', 'bVARCHAR'], [['1', 'x\ny']], '1 row × 2 columns'),
    (FOOTED, ['a', 'b'], [['1', '9'], ['1', '8'], ['7', ''], ['8', '24']], '4 rows × 2 columns'),
])
def test_tables_of_other_producers(visit, markup, names, expected, says):
    show(visit, markup)
    assert visit.page.evaluate(NAMES) == [names]
    assert rows(visit) == expected
    assert status(visit) == says


def test_a_caption_and_a_footer_keep_their_places(visit):
    grid = show(visit, FOOTED)
    assert visit.page.inner_text('.backendai-table > p') == 'Sums & more' and grid.get_attribute('aria-label') == 'Sums & more'
    grid.locator('.name').nth(1).locator('span').click()
    settle(visit, '4 rows')
    assert rows(visit) == [['1', '8'], ['1', '9'], ['7', ''], ['8', '24']]
    grid.locator('.name').nth(0).locator('span').click()
    grid.locator('.name').nth(0).locator('span').click()
    settle(visit, '4 rows')
    assert rows(visit) == [['7', ''], ['1', '9'], ['1', '8'], ['8', '24']]


TABLE = '<table class="dataframe"><thead><tr><th>a</th></tr></thead><tbody><tr><td>{}</td></tr></tbody></table>'


@pytest.mark.parametrize('inside', [
    '<a href="javascript:alert(1)">x</a>', '<a href=" jAvascript:alert(1)">x</a>', '<a href="data:text/html,x">x</a>', '<a href="//example.com">x</a>',
    '<b onclick="alert(1)">x</b>', '<span onmouseover=alert(1)>x</span>', '<a href="&#106;avascript:alert(1)">x</a>',
])
def test_what_is_hostile_in_a_cell_is_only_text(visit, inside):
    page = visit.open()
    visit.show(['text/html', TABLE.format(inside)])
    assert page.locator('a[href]').count() == 0
    assert page.evaluate('document.body.innerText').startswith('a') and 'x' in page.evaluate('document.body.innerText')
    assert page.evaluate('[...document.querySelectorAll(".backendai-table *")].every(each => !each.getAttributeNames().some(name => name.startsWith("on")))')


@pytest.mark.parametrize('markup', [
    TABLE.format('1</td></tr>' + '<tr><td colspan="16000">' * 30000), TABLE.format('1</td></tr><tr>' + '<td rowspan="65534">x' * 9000 + '<tr>' * 60000),
    '<table class="dataframe"><thead>' + '<tr><th colspan="16000" rowspan="60000">' * 20000 + '</thead><tbody><tr><td>1</td></tr></tbody></table>',
    TABLE.format('<' * 900000 + '>'), TABLE.format('<b ' * 300000), TABLE.format('<a href="' * 100000), TABLE.format('&amp;' * 200000), TABLE.format('<b>' * 300000),
    TABLE.format('1</td>' + '<td>2</td>' * 90000), '<table class="dataframe"' + ' x="y"' * 150000 + '>', '<style>' + '.dataframe{' * 90000 + '</style><table class="dataframe">',
])
def test_a_megabyte_of_trouble_is_shown_or_left_to_html(visit, markup):
    page = visit.open()
    is_shown = page.evaluate('''async markup => {
      const chunk = await BackendAI.load('table_markup');
      const view = await chunk.shared.show_markup(markup, out, 'x');
      if (view) out.append(view.node);
      return view !== null; }''', markup)
    assert page.locator('.backendai-table').count() == is_shown
    assert page.evaluate('1 + 1') == 2


@pytest.mark.parametrize('text', [
    ','.join(f'c{n}' for n in range(16000)) + '\n' + ','.join('1' for _ in range(16000)) + '\n', 'a\n' + '"' * 900000, 'a,b\n' + '"x\n' * 300000,
    'a\n' + '\n' * 900000, 'a\n' + ',' * 900000 + '\n', 'a\n' + 'x' * 900000 + '\n', 'a,b\n' + '1,"' * 300000,
])
def test_a_megabyte_of_csv_is_shown_or_refused(visit, text):
    visit.open()
    outcome, = visit.show(['text/csv', text])
    assert outcome['ok'], outcome


# Typed sources


ARROW, PARQUET, RESOURCE = 'application/vnd.apache.arrow.stream', 'application/vnd.apache.parquet', 'application/vnd.dataresource+json'
TYPED = {
    'i8': ['1', 'null', '-3'], 'u64': ['18446744073709551615', '0', 'null'], 'i64': ['1152921504606846977', '-5', 'null'],
    'f': ['1.5', 'NaN', 'null'], 's': ['é', '', 'null'], 'b': ['true', 'false', 'null'], 'day': ['1970-01-01', '2024-10-04', 'null'],
    'at': ['1970-01-01 00:00:00', '2026-01-01 10:00:00.123456', 'null'],
    'utc': ['1970-01-01 00:00:00Z', '2026-01-01 10:00:00.123Z', 'null'], 'dec': ['null', '12.50', '-0.05'],
    'list': ['[1, 2]', '[]', 'null'], 'struct': ['{k: 1}', '{k: null}', 'null'], 'dict': ['a', 'b', 'null'],
    'bin': ['0x00ff', '0x', 'null'], 'took': ['1 days 01:01:01', '0 days 00:00:00', 'null'],
}


@pytest.mark.parametrize(('handler', 'mime'), [('arrow', ARROW), ('parquet', PARQUET), ('dataresource', RESOURCE)])
def test_every_fixture_of_typed_sources_is_shown(visit, fixtures, handler, mime):
    items = {'arrow': fixtures('arrow'), 'parquet': fixtures('parquet'), 'dataresource': fixtures('dataresource')}[handler]
    visit.page.set_viewport_size({'width': 1000, 'height': 700})
    page = visit.open()
    outcomes = visit.show(*items.values())
    assert all(outcome['ok'] and outcome['type'] == mime for outcome in outcomes)
    assert page.locator('.backendai-table').count() == len(items)
    assert visit.errors == []


@pytest.mark.parametrize(('source', 'mime'), [('arrow_types', ARROW), ('parquet_types', PARQUET)])
def test_values_of_all_types(new_visit, tables, source, mime):
    visit = new_visit()
    visit.page.set_viewport_size({'width': 2400, 'height': 700})
    show(visit, tables[source], mime)
    names = [name for name in visit.page.locator('.backendai-table .name > span').evaluate_all('spans => spans.map(span => span.firstChild.data)')]
    shown = dict(zip(names, zip(*rows(visit))))
    for name, expected in TYPED.items():
        if mime == PARQUET:
            # Parquet does not store time zones, and stores durations as numbers.
            expected = [value.removesuffix('Z') for value in expected] if name != 'took' else ['90061000', '0', 'null']
        assert list(shown[name]) == expected, name


@pytest.mark.parametrize(('source', 'mime'), [('frame_arrow', ARROW), ('frame_parquet', PARQUET), ('frame_resource', RESOURCE)])
def test_sorting_typed_frames_is_that_of_pandas(new_visit, tables, source, mime):
    visit = new_visit()
    visit.page.set_viewport_size({'width': 2000, 'height': 1500})
    grid = show(visit, tables[source], mime)
    for column in ['number', 'integer', 'big', 'date', 'day', 'text', 'truth']:
        if (source, column) in [('frame_resource', 'number'), ('frame_resource', 'big')]:
            continue  # JSON has neither infinity nor such integers
        header = grid.locator('.name').filter(has=visit.page.locator(f'span[title="{column}"]'))
        for order in tables['orders'][column]:
            header.locator('span').click()
            settle(visit, '30 rows')
            shown = [int(row[0]) for row in rows(visit)]
            assert len(shown) > 25 and shown == order[:len(shown)], column


@pytest.mark.parametrize(('source', 'mime'), [('sizes_arrow', ARROW), ('sizes_resource', RESOURCE)])
def test_ordered_categories_keep_their_order(visit, tables, source, mime):
    grid = show(visit, tables[source], mime)
    for order in tables['sizes_orders']:
        grid.locator('.name').last.locator('span').click()
        settle(visit, '6 rows')
        assert [int(row[0]) for row in rows(visit)] == order
    grid.locator('.name').last.locator('span').click()
    open_options(visit, 'size')
    visit.page.fill('.backendai-table [popover] input', '> small')
    settle(visit, '3 of 6 rows')
    assert [int(row[0]) for row in rows(visit)] == tables['sizes_large']


def test_bytes_need_not_be_text(visit, tables):
    page = visit.open()
    count = page.evaluate('''async ([arrow, parquet]) => {
      const bytes = text => Uint8Array.from(atob(text), each => each.charCodeAt(0));
      const view = new Uint8Array(bytes(arrow).length + 8);
      view.set(bytes(arrow), 8);
      const outcomes = await BackendAI.Media.handle_all([
        ['application/vnd.apache.arrow.stream', bytes(arrow)], ['application/vnd.apache.arrow.stream', bytes(arrow).buffer],
        ['application/vnd.apache.arrow.stream', view.subarray(8)], ['application/vnd.apache.parquet', bytes(parquet)],
        ['application/vnd.apache.parquet', bytes(parquet).buffer]], 'r', out);
      return outcomes.filter(outcome => outcome.ok).length; }''', [tables['frame_arrow'], tables['frame_parquet']])
    assert count == 5


@pytest.mark.parametrize(('mime', 'data', 'reason'), [
    (ARROW, '', 'it is not an Arrow stream'), (ARROW, 'AAAA', 'it is not an Arrow stream'), (ARROW, '!', 'its data is neither'),
    (ARROW, 5, 'its data is'), (ARROW, None, 'its data is'), (PARQUET, '', 'it is not a Parquet file'), (PARQUET, 'UEFSMVBBUjE=', 'it is not a Parquet file'),
    (RESOURCE, '{', 'its data is not JSON'), (RESOURCE, '[]', 'its data has no list of rows'), (RESOURCE, {'data': []}, 'it has no columns'),
    (RESOURCE, None, 'its data has no list of rows'), (RESOURCE, {'data': 5, 'schema': {'fields': []}}, 'its data has no list of rows'),
])
def test_bad_typed_data_says_why(visit, mime, data, reason):
    visit.open()
    outcome, = visit.show([mime, data])
    assert not outcome['ok'] and outcome['reason'].startswith(reason), outcome


def test_compression_that_is_not_supported_is_named(visit, tables):
    visit.open()
    reasons = [visit.show([mime, tables[name]])[0]['reason'] for name, mime in [('arrow_lz4', ARROW), ('parquet_zstd', PARQUET)]]
    assert 'LZ4' in reasons[0] and 'ZSTD' in reasons[1]


def test_damaged_bytes_never_break_the_page(visit, tables):
    page = visit.open()
    outcomes = page.evaluate('''async items => {
      const all = [];
      for (const [mime, text] of items) {
        const bytes = Uint8Array.from(atob(text), each => each.charCodeAt(0));
        for (let turn = 0; turn < 40; turn++) {
          const copy = bytes.slice(0, turn % 4 ? bytes.length : bytes.length * turn / 40);
          for (let place = turn * 7; place < copy.length; place += 97 + turn * 13) copy[place] ^= 1 << turn % 8;
          all.push([mime, copy]);
        }
      }
      return (await BackendAI.Media.handle_all(all, 'r', out)).length; }''', [[ARROW, tables['frame_arrow']], [PARQUET, tables['frame_parquet']]])
    assert outcomes == 80
    page.wait_for_timeout(300)


def test_times_that_no_number_can_represent_are_named_in_their_cells(visit, fixtures):
    mime, data = fixtures('arrow')['types'][:2]
    stream = bytearray(base64.b64decode(data))
    place = stream.index((0x19b78fff97b).to_bytes(8, 'little'))
    stream[place + 7] = 0x3e
    visit.open('<div id="out" style="width: 3000px"></div>')
    assert visit.show([mime, base64.b64encode(stream).decode()])[0]['ok']
    visit.page.wait_for_function('out.innerText.includes("exceeds integer number representation")')


def test_a_column_without_a_name_is_shown(visit, fixtures):
    mime, data = fixtures('arrow')['types'][:2]
    # A field of the schema begins with the sizes of its parts and the place of its name: without one, that is 0.
    named, unnamed = bytes.fromhex('1000180008000600'), bytes.fromhex('1000180000000600')
    stream = base64.b64decode(data)
    assert named in stream
    visit.open()
    assert visit.show([mime, base64.b64encode(stream.replace(named, unnamed)).decode()])[0]['ok']
    visit.page.wait_for_function('out.innerText.includes("18446744073709551615")')


# Tools


@pytest.fixture
def grid(visit, tables):
    """A frame with all types of columns, with its tools loaded."""
    visit.page.context.grant_permissions(['clipboard-read', 'clipboard-write'])
    grid = show(visit, tables['frame'])
    load_tools(visit)
    return grid


# The names of columns that their buttons cover.
COVERED = '''[...document.querySelectorAll('.backendai-table .name')].filter(name => {
    const range = document.createRange(), box = name.querySelector('button').getBoundingClientRect();
    range.selectNodeContents(name.querySelector('span'));
    return [...range.getClientRects()].some(text => text.left < box.right && text.right > box.left && name.querySelector('span').scrollWidth
        <= name.querySelector('span').clientWidth); }).map(name => name.textContent)'''


def load_tools(visit):
    visit.page.hover('.backendai-table')
    visit.page.wait_for_function('document.querySelector(".backendai-table [role=grid]").onkeydown !== null')


def cell(grid, row: int, column: int):
    """A cell by its row and column in the source, in a table with one header row."""
    return grid.locator(f'[aria-rowindex="{row + 2}"] > [aria-colindex="{column + 1}"]')


def clipboard(visit) -> str:
    return visit.page.evaluate('navigator.clipboard.readText()')


def open_options(visit, column: str | None = None) -> None:
    if column is None:
        visit.page.click('.backendai-table .foot button')
    else:
        name = visit.page.locator('.name').filter(has=visit.page.locator(f'span[title="{column}"]'))
        name.hover()
        name.locator('button').click()
    visit.page.wait_for_selector('.backendai-table [popover]')


def test_walking_and_selecting_with_the_keyboard(visit, grid, tables):
    press = visit.page.keyboard.press
    active = 'document.activeElement.getAttribute("aria-colindex") + "/" + document.activeElement.parentNode.getAttribute("aria-rowindex")'
    cell(grid, 0, 1).click()
    for key, place in [('ArrowRight', '3/2'), ('ArrowDown', '3/3'), ('Home', '1/3'), ('End', '9/3'), ('Control+ArrowDown', '9/31'),
                       ('Control+Home', '1/2'), ('ArrowUp', '1/1'), ('ArrowDown', '1/2'), ('PageDown', '1/22'), ('PageUp', '1/2'), ('Control+End', '9/31'),
                       ('Control+ArrowLeft', '1/31'), ('Control+ArrowUp', '1/2')]:
        press(key)
        assert visit.page.evaluate(active) == place, key
    press('ArrowRight')
    for key in ['Shift+ArrowRight', 'Shift+ArrowDown', 'Shift+ArrowDown']:
        press(key)
    assert grid.locator('[aria-selected=true]').count() == 6
    press('Control+c')
    expected = [['1.000000e-07', '-3'], ['inf', '-2'], ['1.234568e+05', '-3']]
    assert clipboard(visit) == ''.join('\t'.join(row) + '\n' for row in expected)
    html = visit.page.evaluate('navigator.clipboard.read().then(items => items[0].getType("text/html")).then(blob => blob.text())')
    assert '<td>1.234568e+05</td><td>-3</td>' in html
    press('Escape')
    assert grid.locator('[aria-selected=true]').count() == 0
    press('Control+a')
    assert grid.locator('[aria-selected=true]').count() == 30 * 9
    assert grid.locator('[tabindex="0"]').count() == 1


def test_selecting_with_the_mouse(visit, grid):
    cell(grid, 1, 2).hover()
    visit.page.mouse.down()
    cell(grid, 3, 3).hover()
    visit.page.mouse.up()
    assert grid.locator('[aria-selected=true]').count() == 6
    cell(grid, 5, 4).click(modifiers=['Shift'])
    assert grid.locator('[aria-selected=true]').count() == 15
    cell(grid, 0, 0).click()
    assert grid.locator('[aria-selected=true]').count() == 0


def test_filters_are_those_of_pandas(visit, grid, tables):
    for column, entered, expected in tables['filters']:
        open_options(visit, column)
        visit.page.fill('.backendai-table [popover] input', entered)
        settle(visit, f'{len(expected)} of 30 rows' if len(expected) < 30 else '30 rows')
        assert [int(row[0]) for row in rows(visit)] == expected, (column, entered)
        visit.page.fill('.backendai-table [popover] input', '')
        settle(visit, '30 rows')
        visit.page.keyboard.press('Escape')
    visit.page.wait_for_selector('[popover]', state='detached')


def test_searching_in_all_columns_and_going_to_a_row(visit, grid, tables):
    open_options(visit)
    visit.page.get_by_label('Search').fill('zoë')
    count = sum('zoë' in (row[6] or '').lower() for row in tables['texts'])
    settle(visit, f'{count} of 30 rows')
    visit.page.get_by_label('Search').fill('')
    settle(visit, '30 rows')
    visit.page.get_by_label('Go to row').fill('28')
    visit.page.keyboard.press('Enter')
    assert visit.page.evaluate('document.activeElement.parentNode.getAttribute("aria-rowindex")') == '29'
    visit.page.wait_for_selector('[popover]', state='detached')


def test_columns_are_hidden_pinned_and_resized(visit, grid):
    open_options(visit, 'integer')
    visit.page.get_by_role('button', name='Hide', exact=True).click()
    assert 'integer' not in visit.page.evaluate(NAMES)[0] and grid.get_attribute('aria-colcount') == '8'
    open_options(visit, 'day')
    visit.page.get_by_role('button', name='Pin to the side').click()
    assert visit.page.evaluate(NAMES)[0][:2] == ['', 'day'] and grid.locator('.name.fixed').count() == 2
    open_options(visit)
    visit.page.get_by_role('button', name='Show column integer').click()
    assert visit.page.evaluate(NAMES)[0] == ['', 'day', 'number', 'integer', 'big', 'date', 'length', 'text', 'truth']
    before = cell(grid, 0, 2).bounding_box()['width']
    edge = grid.locator('.name').nth(2).locator('i')
    edge.hover()
    visit.page.mouse.down()
    box = edge.bounding_box()
    visit.page.mouse.move(box['x'] + 53, box['y'] + 5)
    visit.page.mouse.up()
    assert abs(cell(grid, 0, 2).bounding_box()['width'] - before - 50) < 8


def test_all_of_a_cell_can_be_seen(visit):
    text = 'word ' * 200 + 'end'
    grid = show(visit, f'a,b\n1,{text}\n', 'text/csv')
    load_tools(visit)
    assert not cell(grid, 0, 1).inner_text().endswith('end')
    cell(grid, 0, 1).dblclick()
    assert visit.page.inner_text('.backendai-table [popover] pre') == text
    visit.page.keyboard.press('Escape')
    assert visit.page.evaluate('document.activeElement.getAttribute("aria-colindex")') == '2'


@pytest.mark.parametrize(('name', 'source', 'expected'), [
    ('TSV', 'plain', '\ti\tf\tt\ts\n0\t1\t1.5\t2026-01-01\té😀\n1\t2\t\t\t<b>&"\'\n'),
    ('CSV', 'plain', ',i,f,t,s\n0,1,1.5,2026-01-01,é😀\n1,2,,,"<b>&""\'"\n'),
    ('Markdown', 'plain', '|  | i | f | t | s |\n| ---: | ---: | ---: | ---: | --- |\n| 0 | 1 | 1.5 | 2026-01-01 | é😀 |\n| 1 | 2 |  |  | <b>&"\' |\n'),
    ('CSV', 'levels', None),
])
def test_copies_of_all(visit, tables, name, source, expected):
    visit.page.context.grant_permissions(['clipboard-read', 'clipboard-write'])
    show(visit, tables[source])
    open_options(visit)
    visit.page.get_by_role('button', name=f'Copy all as {name}').click()
    visit.page.wait_for_function('document.querySelector(".backendai-table [role=status]").textContent.startsWith("Copied")')
    assert clipboard(visit) == (tables['levels_csv'] if expected is None else expected)


def test_a_saved_file_is_what_pandas_would_have_written(visit, tables):
    show(visit, tables['levels'])
    open_options(visit)
    with visit.page.expect_download() as download:
        visit.page.get_by_role('button', name='Save as CSV').click()
    assert download.value.suggested_filename == 'table.csv'
    assert download.value.path().read_text(encoding='utf-8') == tables['levels_csv']


def test_summaries_and_heat_maps(visit, grid, tables):
    open_options(visit)
    visit.page.get_by_role('button', name='Summaries').click()
    visit.page.wait_for_selector('.facts [role=img]')
    facts = {name: text.split('\n') for name, text in visit.page.locator('.name').evaluate_all(
        'names => names.map(name => [name.querySelector("span").title, name.querySelector(".facts").innerText])')}
    assert facts['number'][0] == 'number, 5 missing' and facts['integer'] == ['number, 0 missing', '7 distinct', '-3 – 3']
    assert facts['big'][1] == '5 distinct'
    open_options(visit, 'integer')
    visit.page.get_by_role('button', name='Heat map').click()
    visit.page.wait_for_function('document.querySelector("[aria-colindex=\'3\'][role=gridcell]").style.background !== ""')
    colors = {cell(grid, row, 2).evaluate('cell => getComputedStyle(cell).backgroundColor') for row in range(10)}
    assert len(colors) == len({row[1] for row in tables['texts'][:10]})


def test_a_newer_table_is_arranged_as_the_older_one(visit, tables):
    text = 'n,square\n' + ''.join(f'{n},{n * n % 7}\n' for n in range(100))
    grid = show(visit, text, 'text/csv')
    grid.locator('.name').nth(1).locator('span').click()
    settle(visit, '100 rows')
    grid.evaluate('grid => { grid.scrollTop = 240 }')
    visit.show(['text/csv', text + '100,0\n'])
    settle(visit, '101 rows')
    assert visit.page.locator('.name').nth(1).get_attribute('aria-sort') == 'ascending'
    visit.page.wait_for_function('document.querySelector("[role=grid]").scrollTop === 240')
    visit.page.evaluate('document.querySelector("[role=grid]").scrollTop = 0')
    visit.page.wait_for_function(f'{ROWS}[0]?.[1] === "0"')


@pytest.mark.parametrize('scheme', ['light', 'dark'])
def test_a_screen_reader_finds_a_grid(new_visit, tables, scheme):
    visit = new_visit()
    visit.page.emulate_media(color_scheme=scheme)
    grid = show(visit, tables['levels'])
    assert grid.get_attribute('aria-rowcount') == '8' and grid.get_attribute('aria-colcount') == '5'
    assert grid.locator('[role=columnheader]').count() == 7 and grid.locator('[role=rowheader]').count() == 12
    assert [row.get_attribute('aria-rowindex') for row in grid.locator('[role=row]').all()] == [str(index) for index in range(1, 9)]
    visit.page.add_script_tag(path='tests/node_modules/axe-core/axe.min.js')
    violations = visit.page.evaluate('axe.run(document.querySelector(".backendai-table")).then(found => found.violations.map(each => [each.id, each.nodes.length, each.nodes[0].html]))')
    assert violations == []


def test_a_phone_scrolls_the_table_and_not_the_page(new_visit, tables):
    visit = new_visit(viewport={'width': 360, 'height': 640}, has_touch=True, is_mobile=True)
    visit.open('<meta name="viewport" content="width=device-width"><div id="out"></div>')
    visit.show(['text/html', tables['frame']])
    visit.page.wait_for_selector('.head [role=row]')
    assert visit.page.evaluate('document.documentElement.scrollWidth') <= 360
    assert visit.page.evaluate('(grid => grid.scrollWidth > grid.clientWidth)(document.querySelector("[role=grid]"))')
    visit.page.evaluate('document.querySelector("[role=grid]").scrollLeft = 10000')
    visit.page.wait_for_selector('.name:last-child > [title=truth]')
    assert visit.page.locator('.name.fixed').first.bounding_box()['x'] < 20
    assert visit.page.evaluate(f'{COVERED}.length') == 0
    assert visit.page.evaluate("""[...document.querySelectorAll('button')].every(button => {
        const box = button.getBoundingClientRect();
        return box.width >= 24 && box.height >= 24 && getComputedStyle(button).opacity === '1'; })""")


# Against pandas itself, and in other engines


@contextmanager
def pandas_frame(root):
    """What pandas in the kernel's environment makes of a frame, and a function that asks whether texts give the frame."""
    command = [str(environment.ensure(root)), str(root / 'tests' / 'support' / 'pandas_frame.py')]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding='utf-8') as process:
        def read_back(**texts) -> dict:
            process.stdin.write(json.dumps(texts) + '\n')
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield json.loads(process.stdout.readline()), read_back

def test_columns_of_numbers_widen_for_longer_ones(visit):
    """The widths come from the first rows; a number that is cut off would look like another one."""
    rows = ''.join(f'<tr><td>{number}</td><td>{number * number}</td><td>{"x" * (number // 10)}</td></tr>' for number in range(5000))
    show(visit, f'<table><thead><tr><th>a</th><th>b</th><th>c</th></tr></thead><tbody>{rows}</tbody></table>')
    grid = visit.page.locator('.backendai-table [role=grid]')
    before = visit.page.evaluate(CUT_OFF)
    grid.evaluate('grid => { grid.scrollTop = grid.scrollHeight; }')
    visit.page.wait_for_function('[...document.querySelectorAll(".backendai-table [role=gridcell]")].some(cell => cell.textContent === "24990001")')
    assert before == [] and visit.page.evaluate(CUT_OFF) == []
    assert visit.page.locator('[role=gridcell]', has_text='xxx').last.bounding_box()['width'] < 400

def test_columns_fit_though_the_table_is_put_on_the_page_late(visit, assets):
    """It waits for a chunk, meanwhile outside of the page, where texts cannot be measured in its font."""
    item = ['text/csv', 'day,accuracy,model\n' + '2026-01-01,0.123456,boosted trees\n' * 50]
    show(visit, item[1], item[0])
    widths = visit.page.evaluate(WIDTHS)
    arrived = assets.hold('table_print.js')
    page = visit.open()
    page.evaluate('item => { BackendAI.Media.handle(item, "r", document.getElementById("out")); }', item)
    page.wait_for_timeout(300)
    page.screenshot()  # which draws a frame, in which sizes are reported
    assert page.locator('.backendai-table').count() == 0
    arrived.set()
    page.wait_for_selector('.backendai-table [role=gridcell]')
    assert page.evaluate(WIDTHS) == widths


def test_pandas_sorts_filters_and_reads_the_same(new_visit, root):
    visit = new_visit()
    visit.page.context.grant_permissions(['clipboard-read', 'clipboard-write'])
    visit.page.set_viewport_size({'width': 1200, 'height': 1600})
    with pandas_frame(root) as (made, read_back):
        show(visit, made['html'])
        visit.page.evaluate('document.querySelector("[role=grid]").style.maxHeight = "1200px"')
        load_tools(visit)

        def shown() -> list[int]:
            return [int(row[0]) for row in rows(visit)]

        for column, orders in made['orders'].items():
            for order in orders:
                visit.page.locator(f'.name > span[title="{column}"]').click()
                settle(visit, '40 rows')
                assert shown() == order, column
        visit.page.locator('.name > span').last.click()
        settle(visit, '40 rows')
        for column, entered, expected in made['filters']:
            open_options(visit, column)
            visit.page.fill('.backendai-table [popover] input', entered)
            settle(visit, f'{len(expected)} of 40 rows')
            assert shown() == expected, (column, entered)
            visit.page.fill('.backendai-table [popover] input', '')
            settle(visit, '40 rows')
            visit.page.keyboard.press('Escape')
        visit.page.wait_for_selector('[popover]', state='detached')
        texts = {}
        for name in ('TSV', 'CSV'):
            open_options(visit)
            visit.page.get_by_role('button', name=f'Copy all as {name}').click()
            visit.page.wait_for_function('name => document.querySelector(".backendai-table [role=status]").textContent.startsWith(`Copied as ${name}`)', arg=name)
            texts[name] = clipboard(visit)
        open_options(visit)
        with visit.page.expect_download() as download:
            visit.page.get_by_role('button', name='Save as CSV').click()
        texts['file'] = download.value.path().read_text(encoding='utf-8')
        assert read_back(**texts) == {'TSV': True, 'CSV': True, 'file': True}


def test_a_table_in_every_engine(engine, tables):
    engine.open()
    assert engine.show(['text/html', tables['levels']], ['text/csv', tables['frame_csv']])[1]['ok']
    engine.wait_for('document.querySelectorAll(".backendai-table .head [role=row]").length === 3')
    first = engine.run(f'const all = {ROWS}; return all.slice(0, 2)')
    assert first == [['x', '1', '0', '6', '5'], ['x', '2', '1', '7', '3']]
    look = engine.run('''const [levels, csv] = document.querySelectorAll('.backendai-table [role=grid]');
        const rows = [...levels.querySelectorAll('[role=rowgroup]:last-child [role=row]')];
        const numbers = rows.map(row => row.lastChild.getBoundingClientRect());
        csv.scrollTop = 48;
        return {align: getComputedStyle(rows[0].lastChild).textAlign, height: numbers[0].height, step: numbers[1].top - numbers[0].top,
                head: csv.firstChild.getBoundingClientRect().top - csv.getBoundingClientRect().top}''')
    assert look == {'align': 'end', 'height': 24, 'step': 24, 'head': 0}
    engine.run('document.querySelectorAll(".backendai-table .name")[5 + 2].click()')
    engine.wait_for('document.querySelectorAll(".backendai-table [aria-sort=ascending]").length === 1'
                    ' && document.querySelectorAll(".backendai-table [role=status]")[1].textContent.startsWith("30 rows")')
    engine.run('document.querySelectorAll(".backendai-table [role=grid]")[1].scrollTop = 0')
    order = tables['orders']['integer'][0]
    engine.wait_for(f'[...document.querySelectorAll(".backendai-table")[1].querySelectorAll("[role=rowheader]")].slice(0, 5).map(cell => cell.textContent).join() === "{",".join(map(str, order[:5]))}"')
    engine.run('''const grid = document.querySelectorAll('.backendai-table [role=grid]')[1];
        const press = (key, shiftKey) => grid.dispatchEvent(new KeyboardEvent('keydown', {key, shiftKey, bubbles: true}));
        press('ArrowDown'); press('ArrowRight', true); press('ArrowDown', true)''')
    assert engine.run('return document.querySelectorAll(".backendai-table [aria-selected=true]").length') == 4
    # In the dark, and as wide as a phone.
    dark = engine.run(f'''document.documentElement.style.colorScheme = 'dark';
        document.getElementById('out').style.width = '340px';
        const look = getComputedStyle(document.querySelector('.backendai-table'));
        const grid = document.querySelectorAll('.backendai-table [role=grid]')[1];
        return {{color: look.color, back: getComputedStyle(grid).backgroundColor, covered: {COVERED},
                isFitting: grid.getBoundingClientRect().right <= 360 && grid.scrollWidth > grid.clientWidth}}''')
    light, back = (sum(map(int, re.findall(r'\d+', dark[name])[:3])) for name in ('color', 'back'))
    assert light > 600 and back < 150 and dark['covered'] == [] and dark['isFitting'], dark
    assert engine.run('return window.__errors') == []


TREE = '''- grid "Table":
  - rowgroup:
    - row "A B":
      - gridcell
      - gridcell
      - columnheader "A"
      - columnheader "B"
    - row "k n p q p"'''


def test_a_screen_reader_meets_names_and_cells(visit, tables):
    grid = show(visit, tables['levels'])
    tree = grid.aria_snapshot()
    assert tree.startswith(TREE), tree
    for line in ['rowheader "x"', 'rowheader "1"', 'gridcell "11"', 'columnheader "k":']:
        assert line in tree, tree


def test_forced_colors_mark_the_selection(new_visit, tables):
    visit = new_visit()
    visit.page.emulate_media(forced_colors='active')
    grid = show(visit, tables['frame'])
    load_tools(visit)
    cell(grid, 1, 3).click()
    visit.page.keyboard.press('Shift+ArrowDown')
    visit.page.mouse.move(0, 0)
    shots = [Image.open(io.BytesIO(cell(grid, row, 3).screenshot())).convert('L') for row in (1, 2, 5)]
    (dark, light), others, plain = [sorted(shot.getextrema()) for shot in shots]
    assert light - dark > 100 and plain[1] - plain[0] > 100
    grounds = [max(shot.getcolors(65536))[1] for shot in shots]
    assert abs(grounds[0] - grounds[2]) > 60 and grounds[0] == grounds[1]


def test_cells_keep_the_formats_of_their_markup(visit):
    grid = show(visit, TABLE.format('<b>bold</b> m<sup>2</sup> <a href="https://example.com"><i>link</i></a> <em>x'))
    own = grid.locator('[role=gridcell]')
    assert own.inner_text() == 'bold m2 link x'
    assert own.evaluate('cell => [...cell.children].map(part => part.localName)') == ['b', 'sup', 'i', 'em']
    assert own.locator('b').evaluate('part => getComputedStyle(part).fontWeight') == '700'
    assert own.locator('i').evaluate('part => getComputedStyle(part).fontStyle + part.firstChild.href') == 'italichttps://example.com/'


def test_texts_of_a_typed_source_are_sorted_as_texts(visit):
    words = ['10', '9', '1', None, 'b', '']
    grid = show(visit, {'schema': {'fields': [{'name': 's', 'type': 'string'}]}, 'data': [{'s': word} for word in words]}, RESOURCE)
    grid.locator('.name').locator('span').click()
    settle(visit, '6 rows')
    assert [row[0] for row in rows(visit)] == ['', '1', '10', '9', 'b', 'null']


@pytest.mark.parametrize(('chunk', 'says'), [('table_tools', 'The tools for this table could not be loaded.'),
                                             ('table_order', 'The script that sorts and filters could not be loaded.')])
def test_a_lost_chunk_is_named_and_the_table_stays(visit, assets, chunk, says):
    grid = show(visit, 'a,b\n2,1\n1,2\n', 'text/csv')
    assets.failures[f'{chunk}.js'] = 9
    grid.locator('.name').first.locator('span').click()
    visit.page.wait_for_function('text => document.querySelector(".backendai-table [role=status]").textContent.startsWith(text)', arg=says)
    assert rows(visit) == [['2', '1'], ['1', '2']]


STICKY = '''<style>#T thead th, #T tbody th { position: sticky; background-color: inherit; top: 0; left: 0 }</style><table id="T">
<thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><th>1</th><td>2</td></tr><tr><th>3</th><td>4</td></tr></tbody></table>'''


@pytest.mark.parametrize('scheme', ['light', 'dark'])
def test_sticky_headers_of_styler_cover_what_scrolls_below(visit, scheme):
    page = visit.open(head='<meta name="color-scheme" content="light dark">')
    page.emulate_media(color_scheme=scheme)
    visit.show(['text/html', STICKY])
    heads = '''[...document.querySelector(".backendai-html").firstChild.shadowRoot.querySelectorAll("th")].map(
        cell => [getComputedStyle(cell).backgroundColor, getComputedStyle(cell).color])'''
    page.wait_for_function(f'{heads}.every(([back]) => back.startsWith("rgb("))')
    dark, light = ('rgb(18, 18, 18)', 'rgb(255, 255, 255)')
    assert {tuple(look) for look in page.evaluate(heads)} == {(light, 'rgb(0, 0, 0)') if scheme == 'light' else (dark, light)}
    page.emulate_media(color_scheme='light')
