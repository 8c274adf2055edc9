"""text/plain: short and long, plain and colored, updated in place."""

from __future__ import annotations

import pytest


def rows(visit, selector: str = '#out') -> list[str]:
    visit.page.wait_for_selector(f'{selector} .backendai-row')
    return visit.page.locator(f'{selector} .backendai-row').evaluate_all('rows => rows.map(row => row.textContent)')


def test_real_text_is_shown_as_a_terminal_shows_it(visit, fixtures):
    visit.open()
    items = fixtures('text')
    outcomes = visit.show(*items.values())
    assert all(outcome['ok'] for outcome in outcomes)
    by_name = {name: rows(visit, f'#out > :nth-child({number + 1})') for number, name in enumerate(items)}
    assert by_name['expr_int'] == ['2']
    assert by_name['tqdm'] == ['진행: 100%|██████████| 30/30 [00:00<00:00, 195.30it/s]']
    assert by_name['print_ansi_colors'][0].startswith('color30 color31')
    assert by_name['numpy_array'] == items['numpy_array'][1].split('\n')
    color = visit.page.evaluate('getComputedStyle([...document.querySelectorAll(".backendai-row span")].find('
                                 'span => span.textContent === "color31")).color')
    assert color != 'rgb(0, 0, 0)'


def test_text_is_updated_in_place_and_what_is_none_is_refused(visit):
    visit.open()
    visit.show(['text/plain', 'one'])
    assert rows(visit) == ['one']
    visit.show(['text/plain', ['two\n', 'three']])
    visit.page.wait_for_function('document.querySelectorAll(".backendai-row").length === 2')
    assert rows(visit) == ['two', 'three']
    assert visit.page.locator('#out > *').count() == 1
    outcome = visit.show(['text/plain', {'a': 1}])[0]
    assert outcome['reason'] == 'its data is not text'
    assert visit.show(['text/plain', ''])[0]['ok']


def test_markup_in_text_is_text(visit):
    visit.open()
    visit.show(['text/plain', '<img src=x onerror=alert(1)><script>alert(2)</script>'])
    assert rows(visit) == ['<img src=x onerror=alert(1)><script>alert(2)</script>']
    assert visit.page.locator('#out img, #out script').count() == 0


@pytest.mark.parametrize('style', ['display: grid; justify-items: center; align-items: center', 'display: flex; flex-direction: column; align-items: center'])
def test_text_is_seen_in_containers_that_centre(visit, fixtures, style):
    """Rows are positioned absolutely, so a slot that is as wide as its content would have no width."""
    page = visit.open(f'<div id="out" style="{style}"></div>')
    visit.show(fixtures('text')['numpy_array'])
    page.wait_for_selector('#out .backendai-row')
    assert page.locator('#out .backendai-console').bounding_box()['width'] > 900
