"""User interface texts: in separate tables, and in Korean on Korean pages."""

from __future__ import annotations

import ast
import re

import pytest
from playwright.sync_api import expect

from tests.support.project import ROOT

# The tables of chunks.
TABLES = sorted((ROOT / 'media').glob('*/words.py'))
TABLES = [path for path in TABLES if path.parent.name != 'drawing']  # this module describes drawings, it is no table

# Attributes and functions whose values are visible to users.
READ = {'textContent', 'title', 'placeholder', 'ariaLabel', 'alt', 'innerText'}
CALLS = {'append', 'add_button', 'make_note', 'tell', 'prepend'}


def words_of(path) -> list[str]:
    return [node.value.value for node in ast.parse(path.read_text(encoding='utf-8')).body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)]


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
            found += [each.value for each in ast.walk(part) if isinstance(each, ast.Constant) and isinstance(each.value, str)
                      and re.search('[A-Za-z]{2}', each.value)]
    return found


@pytest.mark.parametrize('table', TABLES, ids=lambda path: path.parent.name)
def test_words_stand_in_the_table_and_in_korean(table):
    korean = (ROOT / 'media' / 'features' / 'locale_ko.py').read_text(encoding='utf-8')
    translated = dict(re.findall(r"\['(.+?)', '(.+?)'\],", korean))
    assert [word for word in words_of(table) if word not in translated] == []
    assert all(re.search('[가-힣]', word) for word in translated.values())
    for path in table.parent.glob('*.py'):
        assert outside(path.read_text(encoding='utf-8')) == [], path


def test_words_outside_of_a_table_are_found():
    assert outside("button.title = 'Copy'") == ['Copy']
    assert outside("add_button(bar, 'Save', act)") == ['Save']
    assert outside("button.title = say(words.COPY)") == []


@pytest.mark.parametrize('how', ['lang', 'locale'])
def test_a_korean_page_has_korean_words(shared_visit, how):
    page = shared_visit.open()
    page.evaluate('how => { if (how === "lang") document.documentElement.lang = "ko-KR"; else BackendAI.locale = "ko"; }', how)
    shared_visit.show(['text/plain', 'words'])
    page.locator('[data-backendai-id]').hover()
    bar = page.get_by_role('toolbar', name='작업')
    expect(bar.get_by_role('button').first).to_have_text('복사')
    assert 'locale_ko.js' in shared_visit.chunk_requests()


def test_an_english_page_loads_no_language(shared_visit):
    page = shared_visit.open()
    shared_visit.show(['text/plain', 'words'])
    page.locator('[data-backendai-id]').hover()
    expect(page.get_by_role('toolbar', name='Actions')).to_be_visible()
    assert not [name for name in shared_visit.chunk_requests() if 'locale' in name]
