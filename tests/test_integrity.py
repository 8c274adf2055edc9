"""Checksums: main's checksum in a page covers all chunks; and the manifest, which lists all checksums."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest

from tests.support.project import VERSION
from tests.test_api import ITEM, SVG
from tests.test_build import build, project  # noqa: F401
from tests.test_loading import STRICT
from toolchain.build import contenttypes, licenses, manifest
from toolchain.errors import BuildError

pytestmark = pytest.mark.slow

STOLEN = b'window.stolen = true; export const render = () => "stolen"; export const checksums = {};'
HEADERS = {'Content-Type': 'text/javascript'}


@pytest.fixture
def tag(visit, built) -> str:
    return built.snippet(visit.root)


def test_chunks_are_checked_and_fetched_once(visit, tag):
    page = visit.open(main=tag)
    assert [outcome['ok'] for outcome in visit.show(ITEM, SVG, ITEM)] == [True] * 3
    assert sorted(visit.chunk_requests()) == ['image.js', 'integrity.js', 'svg.js']
    assert page.evaluate('document.querySelectorAll("link").length') == 1  # only the page's own link
    assert visit.errors == []


def test_without_a_checksum_of_main_the_table_is_not_asked_for(visit):
    visit.open()
    visit.show(ITEM)
    assert visit.chunk_requests() == ['image.js']


@pytest.mark.parametrize('failures', [0, 1])
def test_an_altered_chunk_does_not_run(visit, tag, assets, built, failures):
    """This holds for its own address and for those of retries."""
    assets.failures['image.js'] = failures
    assets.pages[f'/{built.hash}/js/image.js'] = (STOLEN, HEADERS)
    page = visit.open(main=tag)
    image, drawing = visit.show(ITEM, SVG)
    assert not image['ok'] and 'image.js could not be loaded' in image['reason']
    assert drawing['ok']
    assert page.evaluate('window.stolen') is None
    del assets.pages[f'/{built.hash}/js/image.js']
    assert visit.show(ITEM)[0]['ok']


def test_a_chunk_in_the_place_of_another_does_not_run(visit, tag, assets, built):
    assets.pages[f'/{built.hash}/js/image.js'] = ((built.directory / 'js' / 'svg.js').read_bytes(), HEADERS)
    visit.open(main=tag)
    assert not visit.show(ITEM)[0]['ok']


def test_an_altered_table_is_believed_by_nobody(visit, tag, assets, built):
    assets.pages[f'/{built.hash}/js/integrity.js'] = (STOLEN, HEADERS)
    page = visit.open(main=tag)
    image, = visit.show(ITEM)
    assert not image['ok'] and 'integrity.js could not be loaded' in image['reason']
    assert page.evaluate('window.stolen') is None
    del assets.pages[f'/{built.hash}/js/integrity.js']
    assert visit.show(ITEM)[0]['ok']


def test_an_altered_main_does_not_run(visit, tag, assets, built):
    text = (built.directory / 'js' / 'main.min.js').read_bytes()
    assets.pages[f'/{built.hash}/js/main.min.js'] = (text + b';stolen = true;', HEADERS)
    page = visit.open(main=tag)
    assert page.evaluate('[window.BackendAI, window.stolen]') == [None, None]


@pytest.mark.parametrize('policy', [STRICT, "default-src 'none'; script-src {origin}; img-src data:; require-trusted-types-for 'script'"])
def test_a_strict_page_checks_without_a_violation(visit, tag, assets, policy):
    """Under policies that trust a nonce, or the host of the assets."""
    visit.open(main=tag.replace('<script', '<script nonce="abc"'),
               headers={'Content-Security-Policy': policy.format(origin=assets.origin) + "; trusted-types 'none'"})
    assert [outcome['ok'] for outcome in visit.show(ITEM, SVG)] == [True, True]
    assert visit.chunk_requests()[0] == 'integrity.js'
    assert visit.violations == []


def test_the_manifest_says_all_of_every_file(built):
    found = manifest.read(built.directory)
    assert {entry['file'] for entry in found.values()} == {
        path.relative_to(built.directory).as_posix() for path in built.directory.rglob('*')
        if path.is_file()} - {'manifest.json'}
    for key, entry in found.items():
        data = (built.directory / entry['file']).read_bytes()
        assert entry['size'] == len(data)
        assert entry['integrity'] == 'sha384-' + base64.b64encode(hashlib.sha384(data).digest()).decode()
        assert entry['contentType'].startswith('text/javascript' if entry['file'].endswith('.js') else 'text/')
        assert entry.get('src', key) == key
    main = found['media/main.py']
    assert main['isEntry'] is True and main['name'] == 'main' and main['version'] == VERSION
    assert main['integrity'] == built.integrity
    assert set(main['dynamicImports']) == {key for key, entry in found.items() if entry['file'].endswith('.js')} - {'media/main.py'}
    image = found['media/handlers/image.py']
    assert image['isDynamicEntry'] is True and image['name'] == 'image' and 'image/png' in image['mimeTypes']
    table = (built.directory / 'js' / 'integrity.js').read_text()
    assert json.loads(table.partition('=')[2].rstrip(';\n')) == {'__proto__': None, **{
        entry['name']: entry['integrity'] for key, entry in found.items() if key in main['dynamicImports'] and 'name' in entry}}


def test_a_file_of_a_new_kind_needs_a_content_type():
    assert contenttypes.content_type('fonts/KaTeX.woff2') == 'font/woff2'
    with pytest.raises(BuildError, match=r'js/x\.exe has an ending without a content type; add \.exe to'):
        contenttypes.content_type('js/x.exe')


def test_a_tree_is_held_against_its_manifest(project):  # noqa: F811
    tree = build(project).directory
    assert manifest.differences(tree, manifest.read(tree)) == []
    (tree / 'js' / 'svg.js').unlink()
    (tree / 'js' / 'image.js').write_text('other')
    (tree / 'js' / 'more.js').write_text('more')
    assert manifest.differences(tree, manifest.read(tree)) == [
        'js/svg.js is missing', 'js/more.js does not belong to it', 'js/image.js was altered']
    (tree / 'manifest.json').write_text('{')
    with pytest.raises(BuildError, match='damaged'):
        manifest.read(tree)
    (tree / 'manifest.json').unlink()
    with pytest.raises(BuildError, match='no manifest.json'):
        manifest.read(tree)


def test_licence_texts_are_those_of_what_is_bundled(project, tmp_path):  # noqa: F811
    """This includes nested packages and those that style sheets import, but not esbuild, which is in no file."""
    modules = project / 'node_modules'
    esbuild = modules.resolve() / '@esbuild'
    modules.unlink()
    (modules / '@esbuild').parent.mkdir()
    (modules / '@esbuild').symlink_to(esbuild)

    def package(folder: str, text: str, **fields) -> None:
        (modules / folder).mkdir(parents=True)
        (modules / folder / 'package.json').write_text(json.dumps({'name': folder.split('node_modules/')[-1], 'version': '1.2.3', **fields}))
        (modules / folder / 'index.js').write_text(text)

    package('@some/outer', 'import inner from "inner"; export default inner;', license='MIT')
    (modules / '@some/outer/LICENSE.md').write_text('You may do all you like.')
    package('@some/outer/node_modules/inner', 'export default "inner text";', license='ISC')
    package('paint', '', license='0BSD')
    (modules / 'paint/paint.css').write_text('.paint{color:red}')
    (modules / 'paint/COPYING').write_text('Copy it.')
    package('unused', '', license='GPL')
    (project / 'static' / 'paint.css').write_text('@import "paint/paint.css";')
    (project / 'package.json').write_text('{"dependencies": {"@some/outer": "1.2.3"}}')
    for path in [*(project / 'media' / 'handlers').glob('*.py'), *(project / 'media' / 'features').glob('*.py'),
                 *(project / 'media' / 'frames').glob('*.py')]:
        if path.stem not in ('__init__', 'image'):
            path.unlink()  # the packages that other modules bundle are not installed
    handler = '''"""A handler."""
from npm.some.outer import default as outer
from static.paint import css
MIME_TYPES = ('x/y',)
SLOT_CLASS = 'media-item'


def render(item, slot, result_id):
    return slot.ownerDocument.createTextNode(outer + css)
'''
    (project / 'media' / 'handlers' / 'greeting.py').write_text(handler)
    tree = build(project).directory
    text = (tree / licenses.NAME).read_text()
    headings = [part.split('\n')[0] for part in text.split(licenses.RULE + '\n')]
    assert headings == ['backend.ai-media', '@some/outer 1.2.3 (MIT)', 'inner 1.2.3 (ISC)', 'paint 1.2.3 (0BSD)']
    assert (project / 'LICENSE').read_text().strip() in text
    assert 'You may do all you like.' in text and 'Copy it.' in text
    assert manifest.read(tree)['_licences.txt']['contentType'] == 'text/plain; charset=utf-8'
    inner = modules / '@some/outer/node_modules/inner/package.json'
    inner.write_text(inner.read_text().replace('"license"', '"nothing"'))
    with pytest.raises(BuildError, match='node_modules/inner has no license text'):
        build(project)
