"""The published gallery and docs: static files that run below any path, without a server of ours."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from playwright.sync_api import expect

from tests.support.servers import Server
from toolchain import packages
from toolchain.errors import BuildError
from toolchain.packages import changelog, checklist
from toolchain.site import documents, publishing

pytestmark = pytest.mark.slow


@pytest.fixture(scope='module')
def published(root, tmp_path_factory):
    target = tmp_path_factory.mktemp('published') / 'site'
    publishing.publish(root, target)
    return target


@pytest.fixture
def page(chromium, published):
    """A tab, and the address of the site under a path of a static server."""
    server = Server({'/some/where/': published})
    context = chromium.new_context(viewport={'width': 1200, 'height': 900})
    tab, problems = context.new_page(), []
    tab.on('pageerror', lambda error: problems.append(str(error)))
    tab.on('response', lambda response: problems.append(response.url) if response.status >= 400 else None)
    tab.site = f'{server.origin}/some/where'
    yield tab
    context.close()
    server.close()
    assert problems == []


def ready(page, path: str) -> None:
    page.goto(f'{page.site}/{path}')
    page.wait_for_function('document.documentElement.dataset.ready === "yes"')


def test_the_gallery_runs_without_a_server_of_ours(page):
    ready(page, 'index.html')
    expect(page.locator('#highlights-waves img')).to_be_visible(timeout=20_000)
    expect(page.locator('#kernel .demo')).to_contain_text('Hello from Python')
    assert page.locator('#terminal').count() == 0
    assert '/shell' not in page.content()


def test_every_document_is_a_page_with_navigation(page, root):
    names = documents.paths(root)
    for name in ('index', 'api', 'deploy'):
        ready(page, f'docs/{name}.html')
        assert page.locator('#text-0 h1').inner_text() == documents.title(names[name])
        assert page.locator('#pages a[aria-current=page]').first.inner_text() == documents.title(names[name])
    links = page.locator('#pages > ul > li > a').evaluate_all('links => links.map(link => link.href)')
    assert len(links) == len(names)


def test_links_between_documents_and_to_headings_work(page):
    ready(page, 'docs/index.html')
    page.get_by_role('link', name='the API', exact=True).click()
    page.wait_for_url('**/docs/api.html')
    ready(page, 'docs/handlers.html#render')
    expect(page.get_by_role('heading', name='render', exact=True)).to_be_in_viewport()


def test_headings_have_the_anchors_that_the_navigation_names(page, root):
    for name in ('api', 'handlers', 'markdown'):
        ready(page, f'docs/{name}.html')
        expected = [heading['id'] for heading in documents.headings(documents.paths(root)[name].read_text(encoding='utf-8'))]
        page.wait_for_function('''count => document.querySelector('#text-0 .backendai-markdown > div').shadowRoot
                                            .querySelectorAll('h1, h2, h3, h4').length >= count''', arg=len(expected))
        found = page.locator('#text-0').locator('h1, h2, h3, h4').evaluate_all('nodes => nodes.map(node => node.id)')
        assert found == expected


def test_the_search_finds_headings_of_all_documents(page):
    ready(page, 'docs/index.html')
    page.get_by_label('Search the headings').fill('checksums')
    page.locator('#pages').get_by_role('link', name='Checksums').click()
    page.wait_for_url('**/docs/deploy.html#checksums')
    page.get_by_label('Search the headings').fill('no such words anywhere')
    expect(page.locator('#pages')).to_have_text('No heading has these words')


def test_what_was_typed_before_the_scripts_ran_is_searched(page):
    held = []
    page.route('**/docs.js', lambda route: held.append(route))
    page.goto(f'{page.site}/docs/index.html', wait_until='commit')
    page.get_by_label('Search the headings').fill('checksums')
    while not held:
        page.wait_for_timeout(10)
    held[0].continue_()
    expect(page.locator('#pages').get_by_role('link', name='Checksums')).to_be_visible()


def test_examples_in_documents_are_rendered_below_their_code(page):
    ready(page, 'docs/api.html')
    expect(page.locator('#text-0 .example img')).to_be_visible()


@pytest.mark.parametrize(('width', 'scheme'), [(1200, 'dark'), (360, 'light')])
def test_documents_fit_every_screen(page, width, scheme):
    page.set_viewport_size({'width': width, 'height': 800})
    page.emulate_media(color_scheme=scheme)
    ready(page, 'docs/api.html')
    page.wait_for_function('width => document.documentElement.scrollWidth <= width', arg=width)


def test_other_files_are_never_replaced(root, tmp_path):
    (tmp_path / 'mine.txt').write_text('kept')
    with pytest.raises(BuildError, match='holds other files'):
        publishing.publish(root, tmp_path)
    assert (tmp_path / 'mine.txt').read_text() == 'kept'


def test_the_files_are_those_of_a_release(published, built):
    sizes = {file['name']: file['brotli'] for file in json.loads((published / 'gallery' / 'sizes.json').read_text())}
    assert sizes == {file.name: file.brotli for file in built.files}
    assert (published / 'latest' / 'js' / 'main.min.js').read_bytes() == (built.directory / 'js' / 'main.min.js').read_bytes()


def test_a_version_without_an_entry_in_the_changelog_is_refused(root, tmp_path):
    assert changelog.entry(root)
    (tmp_path / 'pyproject.toml').write_text('[project]\nversion = "7.8.9"\n')
    for text in ('# Changelog\n\n## 7.8\n\n- A\n', '# Changelog\n\n## 7.8.9\n\n## 7.8.8\n\n- A\n'):
        (tmp_path / 'CHANGELOG.md').write_text(text)
        with pytest.raises(BuildError, match='no entry for version 7.8.9'):
            changelog.entry(tmp_path)
    (tmp_path / 'CHANGELOG.md').write_text('# Changelog\n\n## 7.8.9 (2026-01-01)\n\n- A\n')
    assert changelog.entry(tmp_path) == '- A'


def test_the_checklist_says_what_is_done_and_what_is_left(root, built, tmp_path, capsys):
    made = packages.write(root, built, tmp_path)
    checklist.run(root, built, made)
    told = capsys.readouterr().out
    assert 'ok  CHANGELOG.md has an entry for the version' in told
    assert 'ok  the packages hold the licenses of all libraries' in told and 'git tag v' in told
    made[0].with_suffix('.whl').write_bytes(_empty_zip())
    assert checklist.run(root, built, made) == 1
    assert f'not yet  the packages hold the licenses of all libraries: {made[0].name} has no licences.txt' in capsys.readouterr().out


def _empty_zip() -> bytes:
    data = io.BytesIO()
    zipfile.ZipFile(data, 'w').close()
    return data.getvalue()
