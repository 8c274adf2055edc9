"""The build: reproducible trees, errors that refer to Python, and failures that keep the last good tree."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.project import HANDLER
from toolchain.build import bundle, release, sizes
from toolchain.build.settings import settings
from toolchain.compiler.transpile import Entry, transpile
from toolchain.errors import BuildError, DialectErrors
from toolchain.setup import environment

pytestmark = pytest.mark.slow


@pytest.fixture
def project(root, tmp_path) -> Path:
    """A copy of the sources that tests may break."""
    return copy_to(tmp_path / 'project', root)


@pytest.fixture(scope='module')
def built_project(root, tmp_path_factory) -> Path:
    """A copy with a good build, for tests that do not change it."""
    copy = copy_to(tmp_path_factory.mktemp('built') / 'project', root)
    build(copy)
    return copy


def copy_to(copy: Path, root: Path) -> Path:
    for folder in ('media', 'static'):
        shutil.copytree(root / folder, copy / folder, ignore=shutil.ignore_patterns('__pycache__'))
    for file in ('LICENSE', 'pyproject.toml', 'package.json', 'package-lock.json'):
        shutil.copy(root / file, copy / file)
    (copy / 'node_modules').symlink_to(root / 'node_modules')
    return copy


def tree_of(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob('*')) if path.is_file() and 'node_modules' not in path.parts}


def build(project: Path, **options) -> release.Release:
    return release.build(project, project / 'assets', **options)


def test_two_builds_in_different_folders_give_the_same_tree(root, project, tmp_path):
    other = tmp_path / 'another' / 'folder with blanks'
    shutil.copytree(project, other, symlinks=True)
    code = ('import sys; from pathlib import Path; from toolchain.build import release; root = Path(sys.argv[1]);'
            'print(release.build(root, root / "assets").hash)')
    hashes = []
    for seed, folder in [('1', project), ('4711', other)]:
        done = subprocess.run([sys.executable, '-c', code, str(folder)], cwd=root, capture_output=True, text=True, check=True,
                              env={**os.environ, 'PYTHONHASHSEED': seed})
        hashes.append(done.stdout.strip())
    assert hashes[0] == hashes[1]
    assert tree_of(project / 'assets') == tree_of(other / 'assets')
    assert tree_of(project / 'build') == tree_of(other / 'build')


def test_the_hash_is_of_the_bytes(project):
    first = build(project)
    assert re.fullmatch('[0-9a-f]{20}', first.hash)
    image = project / 'media' / 'handlers' / 'image.py'
    image.write_text(image.read_text().replace('"""', '"""Said in other words: ', 1))
    assert build(project).hash == first.hash  # a docstring does not affect the output
    texts = project / 'media' / 'images' / 'words.py'
    texts.write_text(texts.read_text().replace('This image is cut off.', 'This image is incomplete.'))
    assert build(project).hash != first.hash


def test_other_hashes_are_removed_and_nothing_else(project):
    old = project / 'assets' / ('0123456789abcdef' + '0123')
    own = project / 'assets' / 'uploads'
    for folder in (old, own):
        folder.mkdir(parents=True)
        (folder / 'file').write_text('x')
    built = build(project)
    assert sorted(path.name for path in (project / 'assets').iterdir()) == sorted([built.hash, 'uploads'])


def test_nothing_is_written_among_the_sources(project):
    before = tree_of(project / 'media')
    build(project)
    assert tree_of(project / 'media') == before
    assert sorted(path.name for path in project.iterdir()) == [
        'LICENSE', 'assets', 'build', 'media', 'node_modules', 'package-lock.json', 'package.json', 'pyproject.toml', 'static']


def test_source_maps_are_published_when_asked_for(project):
    plain, mapped = build(project), build(project, source_maps=True)
    assert plain.hash != mapped.hash
    names = {path.name for path in mapped.directory.rglob('*.map')}
    # The scripts of frames are strings in their chunks, and have no maps.
    texts = {path.stem for path in (project / 'media' / 'frames').glob('*.py')}
    assert names == {f'{path.name}.map' for path in mapped.directory.rglob('*.js') if path.stem not in {'integrity', *texts}}
    assert (mapped.directory / 'js' / 'main.min.js').read_text().endswith('//# sourceMappingURL=main.min.js.map\n')
    document = json.loads((mapped.directory / 'js' / 'main.min.js.map').read_text())
    assert all(source.startswith(('media/', 'static.')) for source in document['sources'] if 'generated' not in source)
    assert 'async def handle_all' in document['sourcesContent'][document['sources'].index('media/main.py')]
    assert str(project) not in json.dumps(document)


@pytest.mark.parametrize(('file', 'text', 'message'), [
    ('media/handlers/bad.py', HANDLER + 'x = = 1\n', 'media/handlers/bad.py:8: not valid Python'),
    ('media/handlers/bad.py', HANDLER + 'x = 1 @ 2\n', 'media/handlers/bad.py:8: the operator `@`'),
    ('media/handlers/bad.py', HANDLER + 'print(nothing)\n', 'media/handlers/bad.py:8: nothing is not defined'),
    ('media/handlers/bad.py', HANDLER + 'from media.errors import repot\n', "media/handlers/bad.py:8: media.errors has no 'repot'"),
    ('media/handlers/bad.py', HANDLER.replace("('x/y',)", "tuple(['x/y'])"), 'media/handlers/bad.py:2: MIME_TYPES is computed'),
    ('media/handlers/bad.py', HANDLER.replace("('x/y',)", "'x/y'"), 'media/handlers/bad.py:2: MIME_TYPES is not a tuple'),
    ('media/handlers/bad.py', HANDLER.replace("('x/y',)", "('X/Y',)"), 'media/handlers/bad.py:2: MIME_TYPES is not a tuple'),
    ('media/handlers/bad.py', HANDLER.replace("('x/y',)", '()'), 'media/handlers/bad.py:2: MIME_TYPES is not a tuple'),
    ('media/handlers/bad.py', HANDLER.replace('MIME_TYPES', 'TYPES'), 'media/handlers/bad.py:1: a handler declares MIME_TYPES'),
    ('media/handlers/bad.py', HANDLER.replace('SLOT_CLASS', 'CLASS'), 'media/handlers/bad.py:1: a handler declares SLOT_CLASS'),
    ('media/handlers/bad.py', HANDLER.replace('x/y', 'image/png'), 'media/handlers/image.py:'),
    ('media/handlers/bad.py', HANDLER.replace('render', 'show'), 'media/handlers/bad.py:1: a handler needs a function render'),
])
def test_errors_name_the_place_and_leave_the_last_good_tree_alone(built_project, file, text, message):
    project = built_project
    before = tree_of(project / 'assets')
    (project / file).write_text(text)
    with pytest.raises(DialectErrors) as caught:
        build(project)
    (project / file).unlink()
    assert message in str(caught.value)
    if 'image/png' in text:
        assert 'image/png is claimed by media/handlers/bad.py, too' in str(caught.value)
    assert tree_of(project / 'assets') == before
    assert [path.name for path in (project / 'assets').iterdir() if path.name.startswith('.')] == []


def test_a_budget_that_is_passed_fails_the_build(project):
    build(project)
    before = tree_of(project / 'assets')
    pyproject = project / 'pyproject.toml'
    pyproject.write_text(re.sub(r'("js/main.min.js" =) \d+', r'\1 500', pyproject.read_text()))
    with pytest.raises(BuildError, match=r'js/main\.min\.js has \d+ bytes after brotli, \d+ more than its budget of 500; make media/main.py'):
        build(project)
    assert tree_of(project / 'assets') == before


# Changes of npm packages to built-ins that our modules undo immediately.
TAKEN_BACK = {'vega_charts': {'Set.prototype.toJSON='}}


def test_main_has_no_runtime_in_it(built):
    """Transcrypt's own library is not included: it has 21 kB and changes built-ins."""
    scripts = {path.stem for path in (Path(__file__).parent.parent / 'media' / 'frames').glob('*.py')}
    for path in built.directory.rglob('*.js'):
        text = path.read_text()
        # The scripts of frames run separately from the page.
        if path.stem not in scripts:
            changes = set(re.findall(r'__class__|py_metatype|__kwargtrans__|(?:Array|String|Map|Set|Object)\.prototype\.\w+ ?=|Transcrypt', text))
            assert changes <= TAKEN_BACK.get(path.stem, set()), path.name
        # Chunks are modules, which are always UTF-8; esbuild does not escape KaTeX's regular expressions.
        assert text.isascii() or path.name == 'katex.js' or path.name.startswith('locale_'), path.name


def test_the_table_shows_every_size(root, built):
    lines = sizes.table(built.files).splitlines()
    assert lines[0].split() == ['file', 'raw', 'gzip', 'brotli', 'budget']
    main = lines[1].split()
    data = (built.directory / 'js' / 'main.min.js').read_bytes()
    assert main[0] == 'js/main.min.js' and main[1] == f'{len(data):,}' and main[4] == f'{settings(root)["tool"]["backend-ai-media"]["budgets"]["js/main.min.js"]:,}'
    assert len(lines) == len([*built.directory.rglob('*.js'), *built.directory.glob('*.html')])  # without the table of checksums


def test_a_new_media_type_is_one_new_file(project, chromium, site):
    """No other file changes, and its items are shown."""
    (project / 'media' / 'handlers' / 'greeting.py').write_text(HANDLER)
    built = build(project)
    site.folders = {'/assets/': built.directory.parent}
    page = chromium.new_page()
    page.goto(site.add_page('/page.html', f'<div id="out"></div><script src="/assets/{built.hash}/js/main.min.js"></script>'))
    assert page.evaluate('BackendAI.Media.handle_all([["x/y", 1]], "r", out).then(outcomes => outcomes[0].ok)')
    assert page.inner_text('#out') == 'hello'
    page.close()
    site.folders = {}


def test_a_style_sheet_is_bundled_as_text(root, project, tmp_path, chromium):
    """It is minified and includes its imports from npm; a missing sheet or another exported name is an error."""
    from toolchain.compiler.transpile import Entry, transpile
    (project / 'static' / 'paint.css').write_text('/* a comment */\n.paint {\n  color: red;\n}\n')
    source = 'from browser import window\nfrom static.paint import css\nwindow.paint = css\n'
    path = transpile(project, [Entry('case')], tmp_path / 'py', {'case': source})['case']
    bundle.bundle(root, [bundle.Bundle(path, tmp_path / 'out.js', 'iife')])
    page = chromium.new_page()
    page.add_script_tag(path=tmp_path / 'out.js')
    assert page.evaluate('paint') == '.paint{color:red}\n'
    page.close()
    for wrong, message in [('from static.none import css', 'no style sheet static/none.css'),
                           ('from static.paint import text', 'of a style sheet, which offers `css`')]:
        with pytest.raises(DialectErrors, match=message):
            transpile(project, [Entry('case')], tmp_path / 'py', {'case': wrong})


def test_a_bundler_error_is_told_in_terms_of_python(root, tmp_path):
    from toolchain.compiler.transpile import Entry, transpile
    source = '"""A module."""\n\nfrom npm.missing import thing\n\nthing()\n'
    paths = transpile(root, [Entry('case')], tmp_path, {'case': source}, packages=('missing',))
    with pytest.raises(BuildError) as caught:
        bundle.bundle(root, [bundle.Bundle(paths['case'], tmp_path / 'out.js', 'esm')])
    assert '(generated) case:' in str(caught.value) and 'missing' in str(caught.value)


@pytest.mark.parametrize('sheet', ['.a { color: red;\n.b { color: blue }', '/* no end\n.a { color: red }'])
def test_a_sheet_that_is_not_closed_is_an_error(root, tmp_path, sheet):
    (tmp_path / 'static.greeting.css').write_text(sheet)
    with pytest.raises(BuildError, match=r'static/greeting\.css:2'):
        bundle.minify_sheets(root, tmp_path)


def test_esbuild_that_is_not_there_names_the_mend(tmp_path):
    with pytest.raises(BuildError, match='run `python3 build.py setup`'):
        bundle.executable(tmp_path)


def test_the_locks_hold_what_pyproject_asks_for(root):
    groups = settings(root)['dependency-groups']
    for group in ('build', 'check', 'deploy', 'test', 'node'):
        lock = (root / 'toolchain' / 'locks' / f'{group}.txt').read_text()
        wanted = [item for item in groups[group] if isinstance(item, str)]
        if any(isinstance(item, dict) for item in groups[group]):
            wanted += [item for part in environment.CONTAINED[group] for item in groups[part] if isinstance(item, str)]
        for requirement in wanted:
            assert re.search('^' + re.escape(re.sub(r'\[.*]', '', requirement.split(';')[0]).strip()) + r'[ \\;]', lock, re.MULTILINE), requirement
        assert '://' not in lock
    for folder in (root, root / 'tests' / 'bench'):
        assert '"resolved"' not in (folder / 'package-lock.json').read_text()
        exact = json.loads((folder / 'package.json').read_text())
        assert all(re.fullmatch(r'[0-9.]+', version) for part in ('dependencies', 'devDependencies') for version in exact.get(part, {}).values())


def test_exports_keep_names_that_javascript_reserves(root, tmp_path):
    """The loader reads a chunk's export ``public``, which is no valid variable name in strict code."""
    source = "def new():\n    return 1\n\n\npublic = {'New': new}\n"
    path, = transpile(root, [Entry('case', ('public', 'new'))], tmp_path, {'case': source}).values()
    exports = re.search(r'export \{(.*)\}', path.read_text())[1].split(', ')
    assert 'public$ as public' in exports and 'new$ as new' in exports


def test_the_docs_give_the_sizes_of_the_build(root, built):
    document = (root / 'docs' / 'sizes.md').read_text(encoding='utf-8')
    assert document == sizes.with_sizes(document, built.files), '`build.py build` writes the table of sizes'
    assert sizes.UNDESCRIBED not in document


def test_a_table_of_sizes_keeps_the_words_of_its_rows():
    files = [sizes.File('js/new.js', 'media/new.py', 9, 9, 1234, 2000), sizes.File('js/old.js', 'media/old.py', 9, 9, 40, 99)]
    rows = '| `js/old.js` | 9.9 kB | with the first old thing |\n| `js/gone.js` | 1.0 kB | never |\n'
    made = sizes.with_sizes(f'before{sizes.TABLE_START}\n{rows}{sizes.TABLE_END}after', files)
    assert made.startswith('before') and made.endswith('after') and 'gone' not in made
    assert '| `js/old.js` | 0.0 kB | with the first old thing |\n| `js/new.js` | 1.2 kB | ' in made
    with pytest.raises(BuildError, match='no table of sizes'):
        sizes.with_sizes('', files)
