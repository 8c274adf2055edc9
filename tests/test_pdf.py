"""PDF: the description of a document, and where it opens."""

from __future__ import annotations

import base64

import pytest

from tests.support.pixels import picture_of

PDF = 'application/pdf'
BAR = '#out > div.media-item.media-pdf > div.backendai-pdf#r-0 > div'


@pytest.fixture
def visit(shared_visit):
    return shared_visit


def test_name_pages_and_size_come_first(visit, fixtures):
    page = visit.open()
    item = fixtures('pdf')['two pages']
    outcome, = visit.show(item)
    assert outcome['ok']
    size = len(base64.b64decode(item[1]))
    assert page.inner_text(BAR).split('\n') == [f'report.pdf, 2 pages, {size / 1000:.1f} kB', 'Open', 'Save']
    assert page.evaluate(f'document.querySelector("{BAR}").previousElementSibling') is None


def test_a_document_without_a_name_has_one(visit, fixtures):
    page = visit.open()
    visit.show(fixtures('pdf')['data URI'])
    assert page.inner_text(BAR).startswith('document.pdf, 1 page, ')


def test_save_gives_the_bytes_under_the_name(visit, fixtures):
    page = visit.open()
    item = fixtures('pdf')['two pages']
    visit.show(item)
    with page.expect_download() as download:
        page.click('text=Save')
    assert download.value.suggested_filename == 'report.pdf'
    assert download.value.path().read_bytes() == base64.b64decode(item[1])


def test_open_leads_to_the_document_in_another_tab(visit, fixtures):
    page = visit.open()
    item = fixtures('pdf')['two pages']
    visit.show(item)
    assert page.get_attribute('text=Open', 'target') == '_blank'
    assert page.evaluate('''async () => { const blob = await (await fetch([...document.links][0].href)).blob();
        return [blob.type, blob.size]; }''') == [PDF, len(base64.b64decode(item[1]))]


def test_pages_are_drawn_where_no_viewer_may(visit, fixtures):
    page = visit.open(main=f'<script nonce="abc" src="{visit.main}"></script>', headers={'Content-Security-Policy': (
        "default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; require-trusted-types-for 'script'; trusted-types 'none'")})
    before = page.evaluate('Object.keys(window).length')
    visit.show(fixtures('pdf')['two pages'])
    page.wait_for_selector('#r-0 section div:nth-child(2) canvas')
    assert page.locator('#r-0 iframe').count() == 0
    assert all(violation.startswith('frame-src blob') for violation in visit.violations)
    page.wait_for_timeout(300)
    first = page.locator('#r-0 canvas').nth(0)
    image = picture_of(first)
    # The page has 300 × 200 points, with a red box of 100 × 60 points at (20, 20) from the lower left corner.
    assert abs(image.width / image.height - 1.5) < .02
    assert image.getpixel((image.width * 70 // 300, image.height * 150 // 200)) == (255, 0, 0)
    assert image.getpixel((image.width * 200 // 300, image.height * 150 // 200)) == (255, 255, 255)
    assert page.locator('#r-0 canvas').nth(1).get_attribute('aria-label') == 'Page 2: Page 2'
    assert page.evaluate('Object.keys(window).length') == before
    assert page.evaluate('Object.keys(Iterator.prototype)') == []


def test_a_damaged_document_keeps_its_buttons(visit, fixtures):
    page = visit.open(main=f'<script nonce="abc" src="{visit.main}"></script>', headers={
        'Content-Security-Policy': "default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'"})
    visit.show(['application/pdf', base64.b64encode(b'%PDF-1.4 and nothing else').decode()])
    page.wait_for_selector('#r-0 .media-note')
    assert page.inner_text('#r-0 .media-note').startswith('Its pages cannot be shown here: ')
    assert page.locator('#r-0 a').all_inner_texts() == ['Open', 'Save']


@pytest.mark.parametrize(('data', 'reason'), [
    ('PGh0bWw+PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==', 'it is not a PDF document'), ('', 'it is empty'),
    ('data:text/html,<script>alert(1)</script>', 'its data is text/html'), (None, 'its data is not text'),
    ('https://example.com/x.pdf', 'its data is neither a data URI nor base64, and addresses are not fetched'),
])
def test_what_is_no_document_says_why(visit, data, reason):
    page = visit.open()
    outcome, = visit.show([PDF, data])
    assert (outcome['ok'], outcome['reason']) == (False, reason)
    assert page.inner_text('#out') == f'Cannot show {PDF}: {reason}.'
