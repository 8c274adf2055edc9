"""The wheel, installed alone and in real Django and Flask applications, as shown in docs/integrate.md."""

from __future__ import annotations

import base64
import csv
import hashlib
import importlib.metadata
import io
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import urllib.error
import urllib.request
import zipfile
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import jinja2
import pytest
from packaging.metadata import Metadata

from tests.support.project import VERSION
from tests.support.servers import Server
from tests.support.visits import Visit
from tests.test_api import ITEM, SVG
from toolchain.build import manifest
from toolchain.packages import npm, wheel

pytestmark = pytest.mark.slow

NONCE = 'bm9uY2U='
POLICY = ("default-src 'none'; script-src 'nonce-bm9uY2U=' 'strict-dynamic'; style-src 'self'; img-src data: blob:; "
          "require-trusted-types-for 'script'")


@pytest.fixture(scope='module')
def packed(root, built, tmp_path_factory) -> Path:
    return wheel.make(root, built, tmp_path_factory.mktemp('wheel'))


@pytest.fixture(scope='module')
def installed(packed, tmp_path_factory) -> Path:
    """A new folder into which pip has installed only the wheel, from its file."""
    target = tmp_path_factory.mktemp('installed')
    subprocess.run([sys.executable, '-m', 'pip', 'install', '--quiet', '--no-index', '--target', target, packed], check=True)
    return target


def python(installed: Path, *arguments, folder: Path | None = None, **environment) -> subprocess.CompletedProcess:
    """Run Python with the wheel, in addition to the packages of the tests."""
    return subprocess.run([sys.executable, *map(str, arguments)], cwd=folder, capture_output=True, text=True, timeout=60, check=False,
                          env={**os.environ, 'PYTHONPATH': str(installed), **environment})


def blocks(root: Path, language: str) -> list[str]:
    text = (root / 'docs' / 'integrate.md').read_text(encoding='utf-8')
    return re.findall(rf'```{language}\n(.*?)```', text, re.DOTALL)


@contextmanager
def served(installed: Path, folder: Path, arguments: list, **environment):
    """Run a server that chooses its own port, and return the address that it prints."""
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, 'PYTHONPATH': str(installed), 'PYTHONUNBUFFERED': '1', **environment})
    output: list[str] = []
    reading = None
    try:
        for line in process.stdout:
            output.append(line)
            found = re.search(r'http://127\.0\.0\.1:[1-9]\d*', line)
            if found:
                break
        else:
            pytest.fail(''.join(output))
        reading = threading.Thread(target=lambda: output.extend(process.stdout))
        reading.start()
        yield found[0]
    finally:
        process.terminate()
        process.wait(10)
        if reading is not None:
            reading.join(10)
        process.stdout.close()


@pytest.fixture
def seen(chromium, assets):
    """Opens an application's page, which shows ITEM and SVG, and checks at the end that there were no errors."""
    visits = []

    def open_page(address: str) -> Visit:
        visit = Visit(chromium, SimpleNamespace(origin=address), assets, '')
        visits.append(visit)
        visit.page.goto(address)
        visit.page.wait_for_selector('#result-1-1-svg')
        visit.page.wait_for_selector('#result-1-0')
        assert visit.errors == [] and visit.violations == []
        return visit

    yield open_page
    problems = [problem for visit in visits for problem in visit.problems]
    for visit in visits:
        visit.close()
    assert problems == []


def tag_of(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return re.search(r'(<link rel="modulepreload"[^>]*>)?<script src=.*?</script>', answer.read().decode())[0]


# The archive.

def test_the_same_sources_give_the_same_packages(root, built, packed, tmp_path):
    """Compares with the command's output, in a separate process with another build."""
    done = subprocess.run([sys.executable, root / 'build.py', 'package', '--to', tmp_path / 'made'], cwd=tmp_path, capture_output=True,
                          text=True, timeout=120, env={**os.environ, 'PYTHONHASHSEED': '77'}, check=False)
    assert done.returncode == 0, done.stderr
    ours = [packed, npm.make(root, built, tmp_path)]
    assert sorted(path.name for path in (tmp_path / 'made').iterdir()) == sorted(path.name for path in ours)
    for path in ours:
        assert (tmp_path / 'made' / path.name).read_bytes() == path.read_bytes()
        assert f'{path.name}  {path.stat().st_size:,} bytes  sha256 {hashlib.sha256(path.read_bytes()).hexdigest()}' in done.stdout


def test_pip_makes_it_from_the_sources(root, packed, tmp_path):
    done = subprocess.run([sys.executable, '-m', 'pip', 'wheel', '--no-deps', '--no-index', '--wheel-dir', tmp_path, root],
                          capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / packed.name).read_bytes() == packed.read_bytes()


def test_the_metadata_is_valid_and_says_what_it_is(root, packed):
    with zipfile.ZipFile(packed) as archive:
        text = archive.read(f'backend_ai_media-{VERSION}.dist-info/METADATA')
    found = Metadata.from_email(text, validate=True)
    assert (found.name, str(found.version), found.license_expression) == ('backend-ai-media', VERSION, 'BSD-3-Clause')
    assert str(found.requires_python) == '>=3.10'
    assert found.requires_dist and all(requirement.marker for requirement in found.requires_dist)  # every requirement belongs to an extra
    assert sorted(found.provides_extra) == ['django', 'flask', 'starlette']
    assert found.project_urls['Repository'].startswith('https://')
    assert found.description == (root / 'packages' / 'python' / 'README.md').read_text()


def test_the_record_is_true(packed):
    with zipfile.ZipFile(packed) as archive:
        rows = list(csv.reader(io.StringIO(archive.read(f'backend_ai_media-{VERSION}.dist-info/RECORD').decode())))
        assert sorted(row[0] for row in rows) == sorted(archive.namelist())
        for name, digest, size in rows:
            if not name.endswith('RECORD'):
                data = archive.read(name)
                expected = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b'=').decode()
                assert (digest, size) == (f'sha256={expected}', str(len(data))), name


def test_it_carries_the_release_unchanged(installed, built):
    folder = installed / 'backendai_media' / 'static'
    assert [path.name for path in folder.iterdir()] == [built.hash]
    assert manifest.differences(folder / built.hash, manifest.read(built.directory)) == []
    distribution, = importlib.metadata.distributions(path=[str(installed)])
    assert (distribution.name, distribution.version) == ('backend-ai-media', VERSION)
    assert {path.name for path in distribution.files if 'licenses' in path.parts} == {'LICENSE', 'licences.txt'}
    assert (installed / 'backendai_media' / 'py.typed').is_file()


# The core.

def test_the_core_needs_no_framework(installed, built):
    """It works without site-packages; with them, it imports none of the frameworks."""
    code = (f'import sys; sys.path.insert(0, {str(installed)!r}); import backendai_media as media; '
            'assert not {"django", "flask", "jinja2"} & set(sys.modules); '
            'print(media.VERSION, media.HASH, media.asset_root(), media.asset_root("https://x.example/s/"), media.static_folder())')
    for flags in (['-I', '-S'], ['-I']):
        done = subprocess.run([sys.executable, *flags, '-c', code], capture_output=True, text=True, check=False)
        assert done.stdout.split() == [VERSION, built.hash, f'/backendai-media/{built.hash}', f'https://x.example/s/{built.hash}',
                                       str(installed / 'backendai_media' / 'static')], done.stderr


def tags(built, root: str, nonce: str = '') -> str:
    """The HTML in a page for a release at an asset root."""
    checksum = manifest.read(built.directory)['_integrity.js']['integrity']
    nonce = nonce and f' nonce="{nonce}"'
    return (f'<link rel="modulepreload" href="{root}/js/integrity.js" integrity="{checksum}"{nonce}>'
            f'<script src="{root}/js/main.min.js" integrity="{built.integrity}" crossorigin="anonymous"{nonce}></script>')


def test_the_script_tag(installed, built):
    code = f'''
import backendai_media as media
class Lazy:
    def __bool__(self): return False
    def __str__(self): return 'made"now'
print(media.script_tag())
print(media.script_tag('https://x.example/a&b/{built.hash}/', nonce=Lazy()))
print(media.script_tag('https://x.example/0123456789abcdef0123', nonce=''))
print(media.script_tag(nonce='n').__html__() == str(media.script_tag(nonce='n')))'''
    lines = python(installed, '-c', code).stdout.splitlines()
    assert lines == [
        tags(built, f'/backendai-media/{built.hash}'),
        tags(built, f'https://x.example/a&amp;b/{built.hash}', 'made&quot;now'),
        # The wheel cannot know the checksum of another release.
        '<script src="https://x.example/0123456789abcdef0123/js/main.min.js" crossorigin="anonymous"></script>',
        'True']


@pytest.mark.parametrize('address', ['javascript:alert(1)//', 'data:text/javascript,alert(1)//', ' javascript:x', 'java\nscript:x', 'blob:https://x.example/1', 'file:///x', 'HTTPX://x',
                                  'https:x', '\\\\evil.example', '/a b'])
def test_the_script_tag_takes_no_other_address(installed, address):
    done = python(installed, '-c', f"""import backendai_media
try:
    print(backendai_media.script_tag({address!r}))
except ValueError as error:
    print('refused:', error)""")
    assert done.stdout.startswith('refused: The asset root must be an http(s) address or a path, not ')


def test_content_types_are_those_of_the_manifest(installed, built):
    done = python(installed, '-c', 'import backendai_media, json; print(json.dumps(backendai_media.content_types()))')
    types = json.loads(done.stdout)
    assert types[f'{built.hash}/js/main.min.js'] == 'text/javascript; charset=utf-8'
    assert types.keys() == {f'{built.hash}/{entry["file"]}' for entry in manifest.read(built.directory).values()}


def test_jinja_without_flask(installed, root, built):
    """As in the documentation; the tag is not escaped, but its nonce is."""
    shown = next(block for block in blocks(root, 'python') if 'jinja2.Environment' in block)
    code = shown + 'print(environment.from_string("{{ backendai_script(nonce=\'a<b\') }} {{ backendai_asset_root() }}").render())'
    done = python(installed, '-c', code)
    address = f'/static/media/{built.hash}'
    assert done.stdout.strip() == f'{tags(built, address, "a&lt;b")} {address}', done.stderr
    assert jinja2.__version__


def test_what_the_documentation_shows_of_the_core_runs(installed, root):
    shown = next(block for block in blocks(root, 'python') if 'content_types()' in block)
    done = python(installed, '-c', shown)
    assert done.returncode == 0, done.stderr


# Django.

@pytest.fixture
def project(root, tmp_path):
    """Creates a project whose settings end with one of the two examples in the documentation."""
    def make(number: int, **replacements: str) -> Path:
        shutil.copytree(root / 'tests' / 'sites' / 'django', tmp_path, dirs_exist_ok=True)
        shown = [block for block in blocks(root, 'python') if 'INSTALLED_APPS' in block][number]
        for old, new in replacements.items():
            shown = shown.replace(REPLACED[old], new)
        with open(tmp_path / 'settings.py', 'a', encoding='utf-8') as settings:
            settings.write(shown)
        (tmp_path / 'templates').mkdir()
        (tmp_path / 'templates' / 'result.html').write_text(blocks(root, 'django')[0], encoding='utf-8')
        (tmp_path / 'items.json').write_text(json.dumps([ITEM, SVG]))
        (tmp_path / 'policy.txt').write_text(POLICY)
        return tmp_path
    return make


REPLACED = {'deployed': 'https://assets.example.com/<hash>'}
DJANGO = ['-m', 'django']
SETTINGS = {'DJANGO_SETTINGS_MODULE': 'settings'}


def test_django_serves_it_with_its_static_files(installed, project, seen, built):
    folder = project(1)
    with served(installed, folder, [*DJANGO, 'runserver', '--noreload', '127.0.0.1:0', '--pythonpath', '.'], **SETTINGS) as address:
        visit = seen(address)
        start = f'{address}/static/backendai-media/{built.hash}/js/'
        assert {f'{start}{name}.js' for name in ('main.min', 'integrity', 'image', 'svg')} <= set(visit.requests)
        assert tag_of(address) == tags(built, f'/static/backendai-media/{built.hash}', NONCE)
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(f'{address}/static/backendai-media/../../settings.py', timeout=10)


def test_django_collects_it_for_a_static_host(installed, project, seen, built, assets):
    """The host has another origin, and the storage renames files and rewrites references to them."""
    folder = project(1)
    environment = {**SETTINGS, 'STATIC_URL': f'{assets.origin}/static/'}
    done = python(installed, *DJANGO, 'collectstatic', '--noinput', '--pythonpath', '.', folder=folder, **environment)
    assert done.returncode == 0, done.stderr
    collected = folder / 'collected' / 'backendai-media' / built.hash
    for entry in manifest.read(built.directory).values():
        assert (collected / entry['file']).read_bytes() == (built.directory / entry['file']).read_bytes()
    was = assets.folders
    assets.folders = {'/static/': folder / 'collected', **was}
    try:
        with served(installed, folder, [*DJANGO, 'runserver', '--noreload', '127.0.0.1:0', '--pythonpath', '.'], **environment) as address:
            visit = seen(address)
            assert f'{assets.origin}/static/backendai-media/{built.hash}/js/svg.js' in visit.requests
    finally:
        assets.folders = was


def test_django_takes_a_deployed_release(installed, project, seen, built, assets):
    folder = project(0, deployed=f'{assets.origin}/{built.hash}')
    with served(installed, folder, [*DJANGO, 'runserver', '--noreload', '127.0.0.1:0', '--pythonpath', '.'], **SETTINGS) as address:
        visit = seen(address)
        assert {url for url in visit.requests if not url.startswith(assets.origin)} <= {f'{address}/', f'{address}/favicon.ico'}
        assert f'src="{assets.origin}/{built.hash}/js/main.min.js" integrity=' in tag_of(address)


def check(installed: Path, folder: Path, more: str) -> subprocess.CompletedProcess:
    with open(folder / 'settings.py', 'a', encoding='utf-8') as settings:
        settings.write(f'\n{more}\n')
    return python(installed, *DJANGO, 'check', '--pythonpath', '.', folder=folder, **SETTINGS)


def test_django_says_what_the_settings_lack(installed, project):
    folder = project(0)
    assert check(installed, folder, '').returncode == 0
    relative = check(installed, folder, "BACKENDAI_ASSET_ROOT = 'assets/x'")
    assert relative.returncode == 1 and 'backendai_media.E001' in relative.stderr
    neither = check(installed, folder, 'BACKENDAI_ASSET_ROOT = None')
    assert neither.returncode == 0 and 'backendai_media.W001' in neither.stderr
    assert "add 'backendai_media.django.finders.ReleaseFinder' to STATICFILES_FINDERS" in neither.stderr
    wrong = check(installed, folder, "STATICFILES_FINDERS = ['backendai_media.django.finders.ReleaseFinder']\n"
                                     "import mimetypes; mimetypes.add_type('text/plain', '.js')")
    assert wrong.returncode == 0 and 'backendai_media.W002' in wrong.stderr and 'takes .js files for text/plain' in wrong.stderr


def test_django_collects_nothing_where_a_deployed_release_is_used(installed, project):
    folder = project(1)
    with open(folder / 'settings.py', 'a', encoding='utf-8') as settings:
        settings.write("\nBACKENDAI_ASSET_ROOT = 'https://assets.example.com/x'\n")
    done = python(installed, *DJANGO, 'collectstatic', '--noinput', '--pythonpath', '.', folder=folder, **SETTINGS)
    assert done.returncode == 0 and '0 static files copied' in done.stdout, done.stderr


def test_whitenoise_serves_it_to_be_cached_forever(installed, project, root, seen, built):
    """As in the documentation, but without compressing, which takes a minute for all files."""
    folder = project(1)
    shown = next(block for block in blocks(root, 'python') if 'WHITENOISE' in block)
    with open(folder / 'settings.py', 'a', encoding='utf-8') as settings:
        settings.write(f'\n{shown}\nimport whitenoise.compress\nwhitenoise.compress.Compressor.should_compress = lambda *_: False\n')
    environment = {**SETTINGS, 'STATIC_URL': '/static/'}
    done = python(installed, *DJANGO, 'collectstatic', '--noinput', '--pythonpath', '.', folder=folder, **environment)
    assert done.returncode == 0, done.stderr
    collected = folder / 'collected' / 'backendai-media'
    assert [path.name for path in collected.iterdir()] == [built.hash] and len(list((collected / built.hash).glob('*.html'))) == 2
    with served(installed, folder, [*DJANGO, 'runserver', '--noreload', '--nostatic', '127.0.0.1:0', '--pythonpath', '.'], **environment) as address:
        seen(address)
        check_headers(f'{address}/static/backendai-media/{built.hash}', 'max-age=315360000, public, immutable')


def check_headers(start: str, cached: str) -> None:
    """The headers of a release's files at an asset root: chunks, and both pages."""
    with urllib.request.urlopen(f'{start}/js/image.js', timeout=10) as answer:
        assert answer.headers['Content-Type'].lower() in ('text/javascript; charset=utf-8', 'text/javascript; charset="utf-8"')
        assert answer.headers['Cache-Control'] == cached
        assert answer.headers['Access-Control-Allow-Origin'] == '*'
    for page, connections in [('frame.html', '()'), ('open.html', None)]:
        with urllib.request.urlopen(f'{start}/{page}', timeout=10) as answer:
            assert answer.headers['Connection-Allowlist'] == connections


# Flask.

@pytest.fixture
def application(root, tmp_path):
    def make(more: str = '') -> Path:
        shutil.copytree(root / 'tests' / 'sites' / 'flask', tmp_path, dirs_exist_ok=True)
        shown = next(block for block in blocks(root, 'python') if 'BackendAIMedia(app)' in block)
        shown = re.sub(r'items = .*', f'items = {[ITEM, SVG]!r}', shown)
        (tmp_path / 'shown.py').write_text(shown.replace('BackendAIMedia(app)', f'{more}\nBackendAIMedia(app)'), encoding='utf-8')
        (tmp_path / 'templates').mkdir()
        (tmp_path / 'templates' / 'result.html').write_text(blocks(root, 'jinja')[0], encoding='utf-8')
        (tmp_path / 'policy.txt').write_text(POLICY)
        return tmp_path
    return make


FLASK = ['-m', 'flask', '--app', 'wsgi:app', 'run', '--port', '0']


def test_flask_serves_it(installed, application, seen, built):
    with served(installed, application(), FLASK) as address:
        visit = seen(address)
        start = f'{address}/backendai-media/{built.hash}'
        assert {f'{start}/js/{name}.js' for name in ('main.min', 'integrity', 'image', 'svg')} <= set(visit.requests)
        assert f'integrity="{built.integrity}" crossorigin="anonymous" nonce="{NONCE}"' in tag_of(address)
        check_headers(start, 'public, max-age=31536000, immutable')
        for path in (f'/backendai-media/{built.hash}/js/none.js', '/backendai-media/../wsgi.py', f'/backendai-media/{built.hash}',
                     '/backendai-media/..%2f__init__.py'):
            with pytest.raises(urllib.error.HTTPError) as caught:
                urllib.request.urlopen(address + path, timeout=10)
            assert caught.value.code == 404
            caught.value.close()


def test_flask_takes_a_deployed_release(installed, application, seen, built, assets):
    folder = application(f'app.config["BACKENDAI_ASSET_ROOT"] = "{assets.origin}/{built.hash}"')
    with served(installed, folder, FLASK) as address:
        visit = seen(address)
        assert f'{assets.origin}/{built.hash}/js/svg.js' in visit.requests
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(f'{address}/backendai-media/{built.hash}/js/image.js', timeout=10)
        caught.value.close()


def test_flask_below_a_path_and_elsewhere(installed, tmp_path, built):
    """Behind a proxy that strips a prefix, and with a prefix chosen by the application, in an application factory."""
    code = f'''
import flask
from backendai_media.flask import BackendAIMedia
media = BackendAIMedia(url_prefix='/files/media')
def create():
    app = flask.Flask(__name__)
    media.init_app(app)
    app.add_url_rule('/', 'page', lambda: flask.render_template_string('{{{{ backendai_asset_root() }}}} {{{{ backendai_script() }}}}'))
    return app
for app in (create(), create()):
    client = app.test_client()
    print(client.get('/', environ_overrides={{'SCRIPT_NAME': '/below'}}).text)
    print(client.get('/files/media/{built.hash}/js/main.min.js').status_code)'''
    lines = python(installed, '-c', code).stdout.splitlines()
    root = f'/below/files/media/{built.hash}'
    assert lines == [f'{root} {tags(built, root)}', '200'] * 2


def test_flask_with_talisman_runs_scripts_in_frames(installed, application, root, seen, built):
    """Talisman's policy is not on the page of frames; the page itself works under the documented one."""
    folder = application()
    talisman = next(block for block in blocks(root, 'python') if 'flask_talisman' in block)
    code = (folder / 'shown.py').read_text(encoding='utf-8')
    items = [ITEM, SVG, ['text/html', '<p>still</p><script>document.write("<p>ran</p>")</script>']]
    view = re.sub(r'items = .*', f'items = {items!r}', code[code.index('@app.route'):])
    (folder / 'shown.py').write_text(f'from flask import render_template\n{talisman}\n{view}', encoding='utf-8')
    template = folder / 'templates' / 'result.html'
    template.write_text(template.read_text(encoding='utf-8').replace('csp_nonce', 'csp_nonce()'), encoding='utf-8')
    arguments = ['-m', 'flask', '--app', 'shown:app', 'run', '--port', '0', '--no-reload']
    with served(installed, folder, arguments, FLASK_DEBUG='1') as address:  # without HTTPS
        visit = seen(address)
        frame = visit.page.wait_for_selector('#result-1-2 iframe').content_frame()
        frame.wait_for_selector('iframe').content_frame().wait_for_selector('text=ran')
        assert visit.errors == [] and visit.violations == []
        start = f'{address}/backendai-media/{built.hash}'
        for path, policy in [(f'{address}/', True), (f'{start}/frame.html', False), (f'{start}/open.html', False)]:
            with urllib.request.urlopen(path, timeout=10) as answer:
                assert ('Content-Security-Policy' in answer.headers) == policy


# Starlette.

def test_starlette_serves_it(installed, root, tmp_path, seen, built):
    shutil.copytree(root / 'tests' / 'sites' / 'starlette', tmp_path, dirs_exist_ok=True)
    shown = next(block for block in blocks(root, 'python') if 'starlette.applications' in block)
    (tmp_path / 'shown.py').write_text(re.sub(r'items = .*', f'items = {[ITEM, SVG]!r}', shown), encoding='utf-8')
    (tmp_path / 'templates').mkdir()
    (tmp_path / 'templates' / 'result.html').write_text(blocks(root, 'jinja')[0], encoding='utf-8')
    (tmp_path / 'policy.txt').write_text(POLICY)
    with served(installed, tmp_path, ['-m', 'uvicorn', 'asgi:app', '--port', '0', '--root-path', '']) as address:
        visit = seen(address)
        start = f'{address}/backendai-media/{built.hash}'
        assert {f'{start}/js/{name}.js' for name in ('main.min', 'integrity', 'image', 'svg')} <= set(visit.requests)
        assert tag_of(address) == tags(built, f'/backendai-media/{built.hash}', NONCE)
        check_headers(start, 'public, max-age=31536000, immutable')
        for path in (f'/backendai-media/{built.hash}/js/none.js', f'/backendai-media/{built.hash}', '/backendai-media/..%2f__init__.py'):
            with pytest.raises(urllib.error.HTTPError) as caught:
                urllib.request.urlopen(address + path, timeout=10)
            assert caught.value.code == 404
            caught.value.close()


def test_other_servers_may_use_the_folder(installed, built, seen, site):
    """Any static server works: here the tests' own, at another address."""
    done = python(installed, '-c', 'import backendai_media as media; print(media.static_folder()); '
                                   'print(media.script_tag(media.asset_root("/some/where"), nonce="bm9uY2U="))')
    folder, tag = done.stdout.splitlines()
    server = Server({'/some/where/': Path(folder)})
    try:
        script = f'BackendAI.Media.handle_all({json.dumps([ITEM, SVG])}, "result-1", result)'
        address = server.add_page('/', f'<!doctype html><title>t</title><div id="result"></div>{tag}<script nonce="bm9uY2U=">{script}</script>',
                                  {'Content-Security-Policy': POLICY})
        visit = seen(address.rstrip('/'))
        assert f'{server.origin}/some/where/{built.hash}/js/svg.js' in visit.requests
    finally:
        server.close()
