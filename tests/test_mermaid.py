"""Mermaid diagrams: alone and in Markdown, light and dark, in each engine; errors, and isolation of hostile ones."""

from __future__ import annotations

import pytest

from tests.support.pixels import picture_of
from tests.test_html import inner, note
from tests.test_plotly import violations

pytestmark = pytest.mark.slow

TYPE = 'text/vnd.mermaid'


def test_a_diagram_is_drawn_in_each_engine(engine, fixtures, assets):
    policy = (f"default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; frame-src {assets.origin}; "
              "require-trusted-types-for 'script'; trusted-types 'none'")
    engine.open(main=f'<script nonce="abc" src="{engine.root}/js/main.min.js"></script>', headers={'Content-Security-Policy': policy})
    assert engine.show(fixtures('mermaid')['flow'])[0]['ok']
    engine.wait_for('document.querySelector("#r-0 iframe")?.offsetHeight > 200', seconds=40)
    assert engine.run('return document.querySelector("#r-0 iframe").title') == 'Diagram: Steps of an order'
    assert violations(engine) == [] and engine.run('return __errors') == []


def test_boxes_stand_where_the_arrows_say(visit, fixtures):
    visit.open()
    visit.show(*fixtures('mermaid').values())
    frame = inner(visit)
    top = {name: frame.wait_for_selector(f'.node:has-text("{name}")').bounding_box()['y'] for name in ('Cart', 'Paid?', 'Ship', 'Remind')}
    assert top['Cart'] < top['Paid?'] < top['Ship'] == top['Remind']
    inner(visit, 1).wait_for_selector('text=execute')
    inner(visit, 2).wait_for_selector('.node')
    assert visit.page.evaluate('window.__pwn') is None
    assert inner(visit, 2).evaluate('document.querySelectorAll("[onerror], a[href^=javascript]").length') == 0


def test_diagrams_follow_the_page(visit, fixtures):
    page = visit.open(head='<meta name="color-scheme" content="light dark">')
    page.emulate_media(color_scheme='dark')
    visit.show(fixtures('mermaid')['flow'])
    inner(visit).wait_for_selector('.node')
    page.wait_for_timeout(300)
    assert sum(picture_of(page.locator('#r-0 iframe')).getpixel((3, 3))) < 150
    page.emulate_media(color_scheme='light')
    for _ in range(50):
        if sum(picture_of(page.locator('#r-0 iframe')).getpixel((3, 3))) > 700:
            return
        page.wait_for_timeout(100)
    raise AssertionError('it has not changed with the page')


def test_an_error_says_where(visit, fixtures):
    page = visit.open()
    visit.show([TYPE, 'graph TD\n  A --> --> B'], [TYPE, ''], [TYPE, 'x' * 60_000], fixtures('mermaid')['sequence'])
    page.wait_for_selector('#r-0 .media-note', timeout=30000)
    assert 'line 2' in note(visit)
    assert 'the diagram is empty' in visit.text()
    assert 'more than 50000 characters' in visit.text()
    inner(visit, 3).wait_for_selector('text=execute')


def test_an_update_changes_the_diagram_in_its_frame(visit):
    visit.open()
    visit.show([TYPE, 'graph TD\n  A[First]'])
    frame = inner(visit)
    frame.wait_for_selector('text=First')
    frame.evaluate('window.mark = 1')
    visit.show([TYPE, 'graph TD\n  A[Second]'])
    frame.wait_for_selector('text=Second')
    assert frame.evaluate('window.mark') == 1 and frame.locator('text=First').count() == 0


def test_blocks_in_markdown(visit):
    page = visit.open()
    visit.show(['text/markdown', 'Before\n\n```mermaid\ngraph TD\n  A[Box]\n```\n\nAfter'])
    frame = page.wait_for_selector('#r-0 iframe').content_frame().wait_for_selector('iframe').content_frame()
    frame.wait_for_selector('text=Box')
    assert not page.locator('#r-0 pre').is_visible()
    tops = [page.locator(place).bounding_box()['y'] for place in ('text=Before', '#r-0 iframe', 'text=After')]
    assert tops == sorted(tops)
    visit.show(['text/markdown', '```mermaid\nnonsense\n```'])
    page.wait_for_selector('#r-0 .media-note', timeout=30000)
