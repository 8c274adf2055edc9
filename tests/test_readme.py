"""The README and the docs are correct: pages run, code matches the sources, links work, names exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.pixels import picture_of
from tests.test_api import ITEM
from toolchain.site import documents


@pytest.fixture(scope='module')
def readme(root) -> str:
    return (root / 'README.md').read_text(encoding='utf-8')


@pytest.fixture(scope='module')
def docs(root):
    """A function that returns the text of a page of the docs, by name."""
    return lambda name: (root / 'docs' / f'{name}.md').read_text(encoding='utf-8')


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
    assert picture_of(drawing).getpixel((45, 45)) == (0, 128, 128)
    assert picture.evaluate('image => image.naturalWidth') == 16


def test_the_readme_is_short_and_shows_the_gallery(root, readme):
    lines = readme.splitlines()
    assert len(lines) < 120 and lines[2].startswith('Renders the output of compute kernels in any web page')
    picture = root / re.search(r'!\[.+\]\((.+)\)', '\n'.join(lines[:8]))[1]
    assert 10_000 < picture.stat().st_size < 150_000


def test_the_handler_shown_whole_is_the_real_one(root, docs):
    assert block(docs('handlers'), 'python') == (root / 'media' / 'handlers' / 'audio.py').read_text(encoding='utf-8')


def test_the_queue_as_the_reference_has_it(visit, assets, docs):
    snippet = re.search(r'    (var BackendAI = .*?;)\n    (BackendAI\.queue\.push.*?;)\n', docs('api'))
    code = (snippet[1] + snippet[2]).replace('items', str([ITEM])).replace('container', 'document.getElementById("out")')
    gate = assets.hold('main.min.js')
    page = visit.open(main=f'<script>{code}</script><script async src="{visit.main}"></script>', wait='commit')
    page.wait_for_function('window.BackendAI?.queue.length === 1')
    gate.set()
    page.wait_for_selector('#result-1-0')


def test_the_listener_as_the_reference_has_it(visit, docs):
    code = re.search(r"    (document\.addEventListener\('backendai:error'.*)\n", docs('api'))[1]
    page = visit.open()
    page.evaluate(f'() => {{ {code} }}')
    visit.show(['x/y', 1])
    assert 'no handler shows this type' in visit.console


def test_the_plain_pages_of_the_other_documentation_work(visit, site, root):
    """A complete page, a script tag with preloading, and a page that loads main late."""
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


def anchors(text: str) -> set[str]:
    """The anchors that links into a document may use."""
    return {heading['id'] for heading in documents.headings(text)}


def without_code(text: str) -> str:
    text = re.sub(r'^```.*?^```', '', text, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r'^    .*$|`[^`\n]*\]\([^`\n]*`', '', text, flags=re.MULTILINE)


def test_links_and_their_anchors_lead_somewhere(root):
    for document in [root / 'README.md', root / 'CONTRIBUTING.md', root / 'SECURITY.md', *(root / 'docs').glob('*.md')]:
        text = document.read_text(encoding='utf-8')
        for target in re.findall(r'\]\(([^)\s]+)\)', without_code(text)):
            if ':' in target:
                continue
            path, _, anchor = target.partition('#')
            found = (document.parent / path).resolve() if path else document
            assert found.exists(), f'{document.name}: {target}'
            if anchor:
                assert anchor in anchors(found.read_text(encoding='utf-8')), f'{document.name}: {target}'


def test_folders_that_the_docs_name_exist(root):
    text = (root / 'CONTRIBUTING.md').read_text(encoding='utf-8')
    for folder in re.findall(r'^\| `(\w+/)` \|', text, re.MULTILINE):
        assert (root / folder).is_dir()
    named = re.search(r'a package per job: (.*?) \|', text)[1].replace('`', '').split(', ')
    assert sorted(named) == sorted(path.parent.name for path in (root / 'toolchain').glob('*/__init__.py'))


def declared(root: Path) -> dict[str, set[str]]:
    """The public names in the type declarations, by interface."""
    text = re.sub(r'/\*.*?\*/', '', (root / 'packages' / 'npm' / 'index.d.ts').read_text(encoding='utf-8'), flags=re.DOTALL)
    return {name: set(re.findall(r'^  (?:readonly )?(\w+)\??[(<:]', body, re.MULTILINE)) - {'new', 'readonly'}
            for name, body in re.findall(r'^export interface (\w+)[^{]*\{\n(.*?)^\}', text, re.DOTALL | re.MULTILINE)}


def entries(reference: str) -> list[str]:
    """The names with their own row in the tables of the reference, without arguments."""
    cells = re.findall(r'^\| ((?:`[^`]+`(?:, )?)+) \|', reference, re.MULTILINE)
    return [name.partition('(')[0].rpartition('.')[2] for cell in cells for name in re.findall(r'`([^`]+)`', cell)]


@pytest.mark.parametrize('interface', ['BackendAI', 'Media', 'Utils', 'Console', 'ConsoleConstructor', 'Router', 'Webterm', 'Drawing',
                                       'MediaOptions', 'ConsoleOptions', 'WebtermOptions', 'WebtermEventMap'])
def test_the_reference_has_an_entry_for_every_public_name(root, docs, interface):
    names = declared(root)[interface] - {'Media', 'Utils', 'more'}
    assert names and names <= set(entries(docs('api'))), names - set(entries(docs('api')))


def test_the_reference_names_nothing_that_is_not_there(root, docs):
    known = {name for names in declared(root).values() for name in names} | {'backendai:error'}
    named = {name for name in entries(docs('api')) if not name.startswith('--')}
    assert named <= known, named - known


def test_the_reference_has_every_event_and_every_css_property_of_hosts(root, docs):
    sources = '\n'.join(path.read_text(encoding='utf-8') for path in (root / 'media').rglob('*.py'))
    listed = entries(docs('api'))
    assert set(re.findall(r"CustomEvent\('([\w:-]+)'", sources)) <= set(listed)
    sheets = '\n'.join(path.read_text(encoding='utf-8') for path in (root / 'static').glob('*.css'))
    used, documented = set(re.findall(r'var\((--backendai-[\w-]+)', sheets)), {name for name in listed if name.startswith('--')}
    assert documented <= used, documented - used
    internal = {f'--backendai-{name}' for name in ('box', 'gutter', 'rows', 'dim', 'webterm-text', 'webterm-ground')}
    assert used - documented <= internal, used - documented - internal
