"""User interface texts: in separate tables, and in Korean on Korean pages."""

from __future__ import annotations

import ast
import re

import pytest
from playwright.sync_api import expect

from media.templates import fill
from tests.support.project import ROOT

MEDIA = ROOT / 'media'

# The tables of texts: one for each package, and one for the modules outside of packages.
TABLES = [MEDIA / 'texts.py', *sorted(MEDIA.glob('*/words.py'))]

# The gallery is a page of its own; the runtime contains Python's messages.
NOT_READ = {'gallery', 'runtime'}

# Attributes and functions whose values are visible to users.
READ = {'textContent', 'title', 'placeholder', 'ariaLabel', 'ariaDescription', 'ariaValueText', 'alt', 'innerText'}
CALLS = {'append', 'add_button', 'add_action', 'add_field', 'make_note', 'add_note', 'note', 'tell', 'prepend', 'flash',
         'name_while_scrolling', 'Exception', 'fold', 'offer'}

# Constants that are no texts: names, and errors of programs that call the library.
NO_TEXTS = re.compile('^[a-z_]+$|^(JSON|HTML|LaTeX|Markdown|TSV|CSV|PNG|SVG)$|needs |no frame of this protocol|^no text$|^already '
                      '|Webterm has no protocol|; use "backendai"|this terminal was disposed of|nofollow')


def texts_of(path) -> list[str]:
    return [node.value.value for node in ast.parse(path.read_text(encoding='utf-8')).body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)]


def korean() -> dict[str, str]:
    parts = [node.value.value for node in ast.parse((MEDIA / 'korean.py').read_text(encoding='utf-8')).body
             if isinstance(node, ast.Assign)]
    assert len(parts) == 4
    return dict(line.split(' | ') for part in parts for line in part.split('\n'))


def outside(source: str) -> list[str]:
    """User-visible texts that are in the code itself."""
    found = []
    for node in ast.walk(ast.parse(source)):
        parts = []
        if isinstance(node, ast.Assign) and any(isinstance(target, ast.Attribute) and target.attr in READ for target in node.targets):
            parts = [node.value]
        elif isinstance(node, ast.Call) and (getattr(node.func, 'attr', None) or getattr(node.func, 'id', None)) in CALLS:
            parts = node.args
        for part in parts:
            # What is within a call, a comparison or an index is another function's value.
            inner = {id(each) for call in ast.walk(part) if isinstance(call, ast.Call | ast.Compare | ast.Subscript) for each in ast.walk(call)}
            found += [each.value for each in ast.walk(part) if isinstance(each, ast.Constant) and isinstance(each.value, str)
                      and id(each) not in inner and re.search('[A-Za-z]{2}', each.value) and not NO_TEXTS.search(each.value)
                      and 'backendai-' not in each.value]
    return found


def test_all_texts_are_in_korean():
    translated = korean()
    english = {text for table in TABLES for text in texts_of(table)}
    assert english - set(translated) == set(), 'translate these in media/korean.py'
    assert set(translated) - english == set(), 'these are in no table'
    for text, translation in translated.items():
        assert text.count('{}') == translation.count('{}'), text
        assert translation != text


def test_code_has_no_texts():
    found = {str(path.relative_to(MEDIA)): outside(path.read_text(encoding='utf-8')) for path in MEDIA.rglob('*.py')
             if path not in TABLES and not NOT_READ & set(path.relative_to(MEDIA).parts)}
    assert {path: texts for path, texts in found.items() if texts} == {}


def test_texts_outside_of_a_table_are_found():
    assert outside("button.title = 'Copy'") == ['Copy']
    assert outside("add_button(bar, 'Save', act)") == ['Save']
    assert outside("raise Exception(f'it has {count} parts')") == ['it has ', ' parts']
    assert outside("button.title = say(words.COPY)") == []


@pytest.mark.parametrize('how', ['lang', 'locale'])
def test_a_korean_page_is_in_korean(shared_visit, how):
    page = shared_visit.open()
    page.evaluate('how => { if (how === "lang") document.documentElement.lang = "ko-KR"; else BackendAI.locale = "ko"; }', how)
    shared_visit.show(['text/plain', 'words'], ['text/csv', 'a\n' + '1\n' * 1234], ['application/json', {'a': [1, 2]}], ['image/png', 'iVBO'],
                      ['unknown/type', 'x'])
    page.locator('[data-backendai-id]').first.hover()
    bar = page.get_by_role('toolbar', name='작업')
    expect(bar.get_by_role('button').first).to_have_text('복사')
    expect(page.locator('#out')).to_contain_text('1,234행 × 1열')
    expect(page.get_by_role('button', name='모두 펼치기')).to_be_attached()
    expect(page.locator('.media-note').nth(0)).to_contain_text('표시할 수 없습니다. 손상되었거나 이 브라우저가 읽을 수 없는 형식입니다')
    expect(page.locator('.media-note').nth(1)).to_contain_text('이 형식을 표시할 수 있는 핸들러가 없습니다')
    assert page.get_by_role('figure').evaluate_all('all => all.slice(0, 2).map(figure => figure.ariaLabel)') == ['텍스트', '표']
    # Hosts and their logs get the reasons in English.
    assert sorted(error['reason'] for error in shared_visit.errors) == [
        'it is damaged, or of a kind that this browser cannot read', 'no handler shows this type']
    shared_visit.errors.clear()


def test_reasons_within_reasons_are_translated(shared_visit):
    page = shared_visit.open()
    page.evaluate('() => { document.documentElement.lang = "ko"; }')
    shared_visit.show(['application/json', '{"a": '])
    expect(page.locator('.media-note')).to_contain_text('올바른 JSON이 아닙니다: 끝이 잘려 있습니다 (1행')
    shared_visit.show({'data': {'image/png': 'iVBO', 'application/json': '{"a": '}})
    expect(page.locator('.media-note')).to_have_text(re.compile(
        '표시할 수 없습니다. image/png: 손상되었거나 .*; application/json: 올바른 JSON이 아닙니다: 끝이 잘려 있습니다 '))
    shared_visit.errors.clear()


def test_a_korean_page_may_have_removed_methods_of_elements(shared_visit):
    """The chunk that replaces the methods does not wait for the language, whose chunk waits for it."""
    page = shared_visit.open(head='<script>document.documentElement.lang = "ko"; delete Element.prototype.append</script>')
    shared_visit.show(['text/csv', 'a\n1\n'])
    expect(page.locator('#out')).to_contain_text('1행 × 1열')


def test_an_english_page_loads_no_language(shared_visit):
    page = shared_visit.open()
    shared_visit.show(['text/plain', 'words'], ['text/csv', 'a\n' + '1\n' * 1234])
    page.locator('[data-backendai-id]').first.hover()
    expect(page.get_by_role('toolbar', name='Actions')).to_be_visible()
    expect(page.locator('#out')).to_contain_text('1,234 rows × 1 column')
    assert not [name for name in shared_visit.chunk_requests() if 'l' == name[0]]


def test_values_are_filled_in():
    """The function is the same in the browser: tests/test_drawing_parts.py compares both."""
    assert fill('{} of {} rows', 3, 'five') == '3 of five rows'
    assert fill('1 row', 1) == '1 row'
