"""The README keeps its word: its page runs, its handler is the real one, its links lead somewhere."""

from __future__ import annotations

import re

import pytest

from tests.test_api import ITEM
from tests.test_images import seen


@pytest.fixture(scope='module')
def readme(root) -> str:
    return (root / 'README.md').read_text(encoding='utf-8')


def block(readme: str, language: str) -> str:
    return re.search(rf'```{language}\n(.*?)```', readme, re.DOTALL)[1]


def test_the_page_to_paste_stands_in_the_first_thirty_lines_and_works(visit, site, readme):
    assert '</script>\n```' in '\n'.join(readme.splitlines()[:30])
    text = block(readme, 'html').replace('http://127.0.0.1:8002/latest', visit.root)
    assert visit.main in text
    visit.page.goto(site.add_page('/page.html', text))
    visit.page.wait_for_function('document.querySelectorAll("#result img").length === 2')
    visit.page.wait_for_function('[...document.querySelectorAll("#result img")].every(image => image.complete)')
    drawing, picture = visit.page.locator('#result-1-0-svg'), visit.page.locator('#result-1-1')
    assert seen(drawing).getpixel((45, 45)) == (0, 128, 128)
    assert picture.evaluate('image => image.naturalWidth') == 16


def test_the_handler_shown_whole_is_the_real_one(root, readme):
    assert block(readme, 'python') == (root / 'media' / 'handlers' / 'audio.py').read_text(encoding='utf-8')


def test_the_queue_as_the_readme_has_it(visit, assets, readme):
    snippet = re.search(r'    (var BackendAI = .*?;)\n    (BackendAI\.queue\.push.*?;)\n', readme)
    code = (snippet[1] + snippet[2]).replace('items', str([ITEM])).replace('container', 'document.getElementById("out")')
    gate = assets.hold('main.min.js')
    page = visit.open(main=f'<script>{code}</script><script async src="{visit.main}"></script>', wait='commit')
    page.wait_for_function('window.BackendAI?.queue.length === 1')
    gate.set()
    page.wait_for_selector('#result-1-0')


def test_the_listener_as_the_readme_has_it(visit, readme):
    code = re.search(r"    (document\.addEventListener\('backendai:error'.*)\n", readme)[1]
    page = visit.open()
    page.evaluate(f'() => {{ {code} }}')
    visit.show(['x/y', 1])
    assert 'no handler shows this type' in visit.console


def test_the_plain_pages_of_the_other_documentation_work(visit, site, root):
    """One whole, a script tag that preloads, and one in which main comes late."""
    whole, ahead, late = re.findall(r'```html\n(.*?)```', (root / 'docs' / 'integrate.md').read_text(encoding='utf-8'), re.DOTALL)
    for text in (whole, f'<!doctype html><div id="result"></div>{late.replace("items", str([ITEM]))}'):
        text = text.replace('https://assets.example.com/<hash>', visit.root)
        assert visit.main in text
        visit.page.goto(site.add_page('/page.html', text))
        visit.page.wait_for_selector('#result img')
    text = ahead.replace('https://assets.example.com/<hash>', visit.root)
    assert visit.main in text
    requested = len(visit.requests)
    visit.page.goto(site.add_page('/page.html', text))
    visit.page.wait_for_load_state('networkidle')
    assert sorted(url.rsplit('/', 1)[1] for url in visit.requests[requested + 2:]) == ['console.js', 'image.js', 'text.js']


def test_links_lead_somewhere(root):
    for document in [root / 'README.md', *(root / 'docs').glob('*.md')]:
        for target in re.findall(r'\]\(([^)#]+)\)', document.read_text(encoding='utf-8')):
            assert ':' in target or (document.parent / target).exists(), f'{document.name}: {target}'


def test_folders_that_the_readme_names_exist(root, readme):
    for folder in re.findall(r'^\| `(\w+/)` \|', readme, re.MULTILINE):
        assert (root / folder).is_dir()
    named = re.search(r'a package per job: (.*?) \|', readme)[1].replace('`', '').split(', ')
    assert sorted(named) == sorted(path.parent.name for path in (root / 'toolchain').glob('*/__init__.py'))
