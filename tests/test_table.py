"""Tables: what a person sees of each source, and the order in which pandas itself would have the rows."""

from __future__ import annotations

import pytest

ROWS = '''[...document.querySelectorAll('.backendai-table [role=grid] > :last-child [role=row]')].map(
    row => [...row.children].map(cell => cell.textContent))'''
NAMES = '''[...document.querySelectorAll('.backendai-table .head [role=row]')].map(
    row => [...row.children].map(cell => (cell.querySelector('span') ?? cell).textContent))'''


@pytest.fixture
def visit(shared_visit):
    return shared_visit


@pytest.fixture(scope='session')
def tables(fixtures) -> dict:
    return fixtures('tables/tables')


def show(visit, data, mime: str = 'text/html'):
    """A page with one table, drawn; the grid as a locator."""
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
    """Until the status line begins so: nothing is being worked on."""
    visit.page.wait_for_function('text => document.querySelector(".backendai-table [role=status]").textContent.startsWith(text)', arg=begins)


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
    grid.locator('[role=columnheader]', has_text='p').last.click()
    assert [row[1] for row in rows(visit)] == ['1', '3', '2', '2', '3', '1']
    assert [row[0] for row in rows(visit)] == ['y', 'y', 'y', 'x', 'x', 'x'] and grid.locator('.repeated').count() == 4


@pytest.mark.parametrize(('source', 'mime'), [('frame', 'text/html'), ('frame_csv', 'text/csv')])
def test_sorting_is_that_of_pandas(visit, tables, source, mime):
    grid = show(visit, tables[source], mime)
    for column, expected in tables['orders'].items():
        header = grid.locator('[role=columnheader]', has=visit.page.get_by_text(column, exact=True))
        for direction, order in zip(['ascending', 'descending'], expected):
            if source == 'frame_csv' and column == 'text':
                # CSV cannot tell an empty text from a missing one.
                order = [row for row in order if tables['texts'][row][6]] + [row for row in range(30) if not tables['texts'][row][6]]
            header.click()
            settle(visit, '30 rows')
            assert header.get_attribute('aria-sort') == direction
            assert [int(row[0]) for row in rows(visit)] == order, (column, direction)
        header.click()
        settle(visit, '30 rows')
        assert header.get_attribute('aria-sort') == 'none'
        assert [int(row[0]) for row in rows(visit)] == list(range(30))


def test_of_mixed_values_numbers_come_first_and_missing_ones_last(visit, tables):
    grid = show(visit, tables['mixed'])
    grid.locator('[role=columnheader]', has_text='m').click()
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
    grid = show(visit, tables['links'])
    links = grid.locator('a')
    assert links.evaluate_all('links => links.map(link => [link.getAttribute("href"), link.target, link.rel])') == [
        ['https://example.com/x?a=1&b=2', '_blank', 'noopener noreferrer nofollow'],
    ]


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
    for data, reason in [('', 'it is empty'), ('\n\n', 'it is empty'), (5, 'its data is no text'), (',' * 20000, 'it has more than 16384 columns')]:
        outcome, = visit.show(['text/csv', data])
        assert (outcome['ok'], outcome['reason']) == (False, reason)


def test_only_the_rows_in_sight_are_on_the_page(visit):
    grid = show(visit, 'n,square\n' + ''.join(f'{n},{n * n}\n' for n in range(100000)), 'text/csv')
    settle(visit, '100,000 rows')
    assert len(rows(visit)) < 60
    grid.evaluate('grid => { grid.scrollTop = 50000 * 24 }')
    visit.page.wait_for_function(f'{ROWS}.some(row => row[0] === "50000")')
    assert len(rows(visit)) < 60
    grid.locator('[role=columnheader]').first.click()
    grid.locator('[role=columnheader]').first.click()
    settle(visit, '100,000 rows')
    grid.evaluate('grid => { grid.scrollTop = 0 }')
    visit.page.wait_for_function(f'{ROWS}[0]?.[0] === "99999"')
