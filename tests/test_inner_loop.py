"""`build.py serve` while sources change: served files, rebuilt modules, and updates of the gallery and other pages."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import urllib.error
from pathlib import Path

import pytest

from tests.support.project import HANDLER
from tests.support.serve_process import Serve, copy_of, edit
from toolchain.build import release
from toolchain.compiler import lowering, transpile
from toolchain.errors import DialectErrors
from toolchain.serve import devserver, incremental
from toolchain.serve.incremental import MEMORY, Build, IncrementalBuild
from toolchain.serve.watcher import toolchain_problem

pytestmark = pytest.mark.slow


def files_of(folder: Path) -> dict[str, object]:
    """All files of a release; maps include only our own sources, since those of npm packages differ by design."""
    files: dict[str, object] = {path.name: path.read_bytes() for path in (folder / 'js').iterdir()}
    for name in (name for name in files if name.endswith('.map')):
        document = json.loads(files[name])
        ours = {source: text for source, text in zip(document['sources'], document['sourcesContent'])
                if source.startswith(('media/', '%28generated%29'))}
        if len(ours) < len(document['sources']):
            files[name] = ours
    return files


@pytest.fixture(scope='module')
def project(root, tmp_path_factory) -> Path:
    return copy_of(root, tmp_path_factory.mktemp('project'), 'toolchain')


@pytest.fixture(scope='module')
def serve(project):
    serve = Serve(project)
    yield serve
    serve.close()


@pytest.fixture
def page(chromium, serve):
    """The gallery in a page that counts its loads."""
    page = chromium.new_context().new_page()
    page.add_init_script('sessionStorage.loads = Number(sessionStorage.loads ?? 0) + 1')
    page.set_default_timeout(60000)
    page.goto(serve.address)
    page.wait_for_function('document.documentElement.dataset.ready === "yes"')
    yield page
    page.context.close()


def wait_for_load(page, count: int) -> None:
    page.wait_for_function(f'Number(sessionStorage.loads) === {count} && document.documentElement.dataset.ready === "yes"')


def test_a_saved_handler_is_served_and_nothing_else_is_built(serve, project, page):
    edit(project / 'media' / 'handlers' / 'image.py', 'kind.upper()', "'This picture ends early'")
    assert serve.wait_for(r'Built (.*) in \d+ ms')[1] == 'image.js'
    assert b'This picture ends early' in serve.fetch('/latest/js/image.js')
    document = json.loads(serve.fetch('/latest/js/image.js.map'))
    source = document['sourcesContent'][document['sources'].index('media/handlers/image.py')]
    assert 'This picture ends early' in source
    wait_for_load(page, 2)


def test_an_error_is_shown_in_the_terminal_and_over_the_gallery_and_the_last_good_build_stays(serve, project, page):
    before = serve.fetch('/latest/js/svg.js')
    svg = project / 'media' / 'handlers' / 'svg.py'
    good = svg.read_text(encoding='utf-8')
    svg.write_text(good + 'print(nothing)\n', encoding='utf-8')
    line = len(good.splitlines()) + 1
    assert serve.wait_for(rf'media/handlers/svg\.py:{line}: .*nothing is not defined(?s:.*)The last good build is still served')
    overlay = page.get_by_role('alert')
    overlay.wait_for()
    assert 'The build failed' in overlay.inner_text() and f'media/handlers/svg.py:{line}: ' in overlay.inner_text()
    assert overlay.bounding_box()['height'] > 80
    assert serve.fetch('/latest/js/svg.js') == before
    late = page.context.new_page()  # a page opened in the meantime shows it, too
    late.goto(serve.address)
    late.get_by_role('alert').wait_for()
    late.get_by_role('button', name='Dismiss').click()
    assert late.get_by_role('alert').count() == 0
    late.close()
    assert page.evaluate('sessionStorage.loads') == '1'
    svg.write_text(good, encoding='utf-8')
    serve.wait_for(r'Built nothing anew in')
    wait_for_load(page, 2)
    assert page.get_by_role('alert').count() == 0


def test_a_new_handler_is_known_at_once(serve, project, page):
    (project / 'media' / 'handlers' / 'greeting.py').write_text(HANDLER, encoding='utf-8')
    assert 'greeting.js' in serve.wait_for(r'Built (.*) in \d+ ms')[1]
    wait_for_load(page, 2)
    page.evaluate('document.body.prepend(Object.assign(document.createElement("div"), {id: "mine"}))')
    assert page.evaluate('BackendAI.Media.handle_all([["x/y", 1]], "r", mine).then(outcomes => outcomes[0].ok)')
    assert page.inner_text('#mine') == 'hello'
    (project / 'media' / 'handlers' / 'greeting.py').unlink()
    serve.wait_for(r'Built .*main\.min\.js.* in \d+ ms')
    wait_for_load(page, 3)
    with pytest.raises(urllib.error.HTTPError, match='404') as caught:
        serve.fetch('/latest/js/greeting.js')
    caught.value.close()


def test_the_page_of_the_gallery_itself_is_followed(serve, project, page):
    edit(project / 'static' / 'gallery' / 'index.html', '<h1>backend.ai-media</h1>', '<h1>Another name</h1>')
    wait_for_load(page, 2)
    assert page.inner_text('h1') == 'Another name'
    edit(project / 'media' / 'gallery' / 'page.py', "'Try your own'", "'Your turn'")
    wait_for_load(page, 3)
    assert page.get_by_role('link', name='Your turn').count() == 1


def test_other_peoples_pages_are_left_alone(serve, project, chromium, site):
    page = chromium.new_context().new_page()
    asked: list[str] = []
    page.on('request', lambda request: asked.append(request.url))
    page.goto(site.add_page('/page.html', f'<div id="out"></div><script src="{serve.address}/latest/js/main.min.js"></script>'))
    page.evaluate('window.mark = 1')
    edit(project / 'media' / 'errors.py', '"""', '"""Again. ')
    edit(project / 'media' / 'datauri.py', '"""', '"""Again. ')
    serve.wait_for(r'Built .* in \d+ ms')
    assert page.evaluate('BackendAI.Media.handle_all([["image/svg+xml", "<svg width=\'9\' height=\'9\'/>"]], "r", out)'
                         '.then(outcomes => outcomes[0].ok)')
    assert page.evaluate('window.mark') == 1
    assert not [url for url in asked if url.startswith(serve.address) and '/latest/js/' not in url]
    page.context.close()


def test_a_changed_toolchain_starts_the_server_again_and_a_broken_one_does_not(serve, project, page):
    registry = project / 'toolchain' / 'build' / 'registry.py'
    good = registry.read_text(encoding='utf-8')
    registry.write_text(good + 'x = = 1\n', encoding='utf-8')
    serve.wait_for(r'toolchain/build/registry\.py:\d+: not valid Python(?s:.*)still served')
    page.get_by_role('alert').wait_for()
    registry.write_text(good + '\n# A comment.\n', encoding='utf-8')
    serve.wait_for(r'The toolchain has changed; starting again')
    serve.address = serve.wait_for(r'The gallery is at (http://\S+)/ ')[1]
    assert serve.fetch('/latest/js/main.min.js')


@pytest.mark.parametrize(('text', 'line', 'reason'), [
    (b'x = = 1', 1, 'invalid syntax'), (b'\nreturn 1', 2, "'return' outside function"), (b'x = "\0"', 1, 'null'), (b'\nx = "\xff"', None, 'codec'),
])
def test_what_python_cannot_read_in_the_toolchain_is_named(tmp_path, text, line, reason):
    (tmp_path / 'toolchain').mkdir()
    (tmp_path / 'toolchain' / 'x.py').write_bytes(text)
    problem = toolchain_problem(tmp_path)
    assert problem.startswith(f'toolchain/x.py:{line or ""}') and 'not valid Python' in problem and reason in problem


def test_a_start_with_an_error_waits_for_its_mend(serve, project):
    """This includes an error in the toolchain."""
    errors, registry = project / 'media' / 'errors.py', project / 'toolchain' / 'build' / 'registry.py'
    good = errors.read_text(encoding='utf-8')
    errors.write_text(good + 'x = = 1\n', encoding='utf-8')
    serve.wait_for('The last good build is still served')
    edit(registry, '"""', '"""Again. ')
    serve.wait_for(r'starting again(?s:.*)media/errors\.py:\d+: not valid Python(?s:.*)Waiting for a fix')
    errors.write_text(good, encoding='utf-8')
    serve.address = serve.wait_for(r'The gallery is at (http://\S+)/ ')[1]
    assert serve.fetch('/latest/js/main.min.js')


@pytest.mark.parametrize('mended', ['media/errors.py', 'toolchain/build/registry.py'])
def test_what_is_saved_before_anybody_watches_is_noticed(root, tmp_path, mended, monkeypatch):
    """A fix saved between a failed first build and the start of the watcher; in the toolchain, it restarts the server."""
    project = copy_of(root, tmp_path / 'project', 'toolchain')
    monkeypatch.setattr(incremental, '__file__', str(project / 'toolchain' / 'serve' / 'incremental.py'))
    errors = project / 'media' / 'errors.py'
    good = errors.read_text(encoding='utf-8')
    errors.write_text(good + 'x = = 1\n', encoding='utf-8')
    builder = IncrementalBuild(project, tmp_path / 'made')
    said = []

    def mend(text: str) -> None:
        """Save the fix as soon as the error is printed."""
        said.append(text)
        if len(said) == 1:
            (project / mended).write_text(good if mended == 'media/errors.py' else '# Another.\n', encoding='utf-8')

    monkeypatch.setattr(devserver, 'say', mend)
    results = []
    thread = threading.Thread(target=lambda: results.append(devserver._first_build(project, builder)), daemon=True)
    thread.start()
    thread.join(60)
    assert [isinstance(result, Build) for result in results] == [mended == 'media/errors.py']
    assert len(said) == 1 and 'media/errors.py:' in said[0]


def test_what_is_served_is_what_a_build_from_nothing_makes(root, tmp_path):
    """After edits of a handler, a module that many import, one that determines types in others, helpers and styles."""
    project = copy_of(root, tmp_path / 'project')
    builder = IncrementalBuild(project, tmp_path / 'made')
    builder.build()
    first = [('media/handlers/svg.py', 'say(words.SVG_DRAWING)', "'A drawing'"), ('media/datauri.py', '-> str', '-> object')]
    then = [('media/errors.py', '[backend.ai-media]', '[media]'), ('media/runtime/text_methods.py', '"""', '"""Text. '),
            ('media/slots.py', 'def ', 'def added():\n    return 5\n\n\ndef ')]
    for edits in (first, then):
        for file, old, new in edits:
            edit(project / file, old, new)
            served = builder.build()
        made = files_of(served.release)
        assert made == files_of(release.build(project, tmp_path / 'assets', source_maps=True).directory)
    (project / 'media' / 'handlers' / 'new.py').write_text(HANDLER.replace("'hello'", 'nothing'), encoding='utf-8')
    with pytest.raises(DialectErrors, match='nothing is not defined'):
        builder.build()
    (project / 'media' / 'handlers' / 'new.py').unlink()
    assert files_of(builder.build().release) == made


TOLD = '''"""Told."""
DIALECT_OF = 'x'
SIZE = 3


def double(n: int, times: int = 2) -> int:
    return n * times


class Base:
    def __init__(self, n: int):
        self.n: int = n

    def grown(self, by: int) -> int:
        return self.n + by
'''
USER = '''from media.told import SIZE, Base, double
from media.between import through


class Own(Base):
    pass


def use(other):
    return [double(SIZE) + 1, double(times=3, n=1), Own(1).grown(2) + 1, Own(2).n + 1, SIZE + 1, through(1) + 1, other]
'''
BETWEEN = 'from media.told import double\n\n\ndef through(n: int) -> int:\n    return double(n)\n'


@pytest.mark.parametrize(('old', 'new', 'is_told'), [
    ('"""Told."""', '"""Told else."""\n\n# A comment.', False),
    ('n * times', '[n * times][0]', False),
    ('return self.n + by', 'found = self.n + by\n        return found', False),
    ('SIZE = 3', 'SIZE = 4', True),  # importers might inline SIZE
    ('SIZE = 3', "SIZE = '3'", True),
    ('    return n * times', '    global SIZE\n    SIZE = 9\n    return n * times', True),
    ('n: int, times: int = 2', 'n: int, extra: int = 0, times: int = 2', True),
    (') -> int:\n    return n', '):\n    return n', True),
    ('def double(n', 'async def double(n', True),
    ('self.n: int = n', 'self.n = n', True),
    ('def grown(self, by: int)', 'def grown(self, *by)', True),
    ('class Base:', 'class First:\n    def __init__(self, a, b):\n        pass\n\n\nclass Base(First):', True),
    ('    def grown', '    @staticmethod\n    def grown', True),
])
def test_a_module_is_lowered_anew_where_what_others_tell_it_has_changed(root, tmp_path, monkeypatch, old, new, is_told):
    """The result equals that of a clean build, so the interface includes all that lowering reads."""
    (tmp_path / 'media').mkdir()
    (tmp_path / 'media' / 'runtime').symlink_to(root / 'media' / 'runtime')
    for name, text in (('told', TOLD), ('user', USER), ('between', BETWEEN)):
        (tmp_path / 'media' / f'{name}.py').write_text(text, encoding='utf-8')
    lowered: list[str] = []

    def lower(program, module, *rest):
        lowered.append(module.name)
        return lowering.lower(program, module, *rest)

    def made(known: dict[str, str]):
        lowered.clear()
        folder = tmp_path / f'made-{len(known)}'
        try:
            transpile.transpile(tmp_path, [transpile.Entry('media.user', ('use',))], folder, cache=known)
        except DialectErrors as error:
            return str(error)
        return {path.name: path.read_text(encoding='utf-8') for path in folder.glob('media.*.js')}

    monkeypatch.setattr(transpile, 'lower', lower)
    known: dict[str, str] = {}
    made(known)
    edit(tmp_path / 'media' / 'told.py', old, new)
    again, anew = made(known), set(lowered)
    assert again == made({})
    assert anew == {'media.told', 'media.user', 'media.between'} if is_told else anew == {'media.told'}


def test_the_next_start_builds_nothing_unless_what_it_knew_does_not_hold(root, tmp_path):
    project = copy_of(root, tmp_path / 'project')

    def made_by_next(name: str) -> list[str]:
        builder = IncrementalBuild(project, tmp_path / name)
        built = builder.build()
        builder.remember()
        return built.made

    everything = made_by_next('first')
    assert {'main.min.js', 'image.js', 'gallery.js'} <= set(everything)
    assert made_by_next('second') == []
    edit(project / 'media' / 'handlers' / 'image.py', 'kind.upper()', "'This picture ends early'")
    assert made_by_next('third') == ['image.js']
    state = project / MEMORY / 'state.json'
    state.write_text(state.read_text(encoding='utf-8')[:-9], encoding='utf-8')
    assert made_by_next('fourth') == everything
    edit(project / 'package-lock.json', '{', '{ ')  # as after a change of npm packages
    assert made_by_next('fifth') == everything


@pytest.mark.parametrize(('arguments', 'message'), [
    (['--port', '70000'], "argument --port: a port is a number from 0 to 65535, not '70000'"),
    (['--host', 'no.such.host.invalid'], "This machine has no address 'no.such.host.invalid'; leave --host out, or use 0.0.0.0"),
    (['--host', '192.0.2.1', '--port', '0'], "This machine has no address '192.0.2.1'; leave --host out"),
])
def test_an_address_that_cannot_be_used(root, arguments, message):
    done = subprocess.run([sys.executable, str(root / 'build.py'), 'serve', '--no-open', *arguments], cwd=root, capture_output=True,
                          text=True, timeout=100, check=False)
    assert done.returncode in (1, 2) and message in done.stderr and 'Traceback' not in done.stderr


def test_it_may_be_stopped_as_soon_as_it_says_where_it_is(root):
    Serve(root).close()


def test_an_open_host_is_warned_of_and_its_shell_stays_here(root):
    serve = Serve(root, '--host', '0.0.0.0')
    assert serve.address.startswith('http://127.0.0.1:')
    serve.wait_for(r'Warning: with --host 0\.0\.0\.0, everybody who reaches this machine can see the gallery and its sources\. '
                   r'Its shell and its kernel answer to this machine alone\.')
    assert serve.fetch('/latest/js/main.min.js')
    serve.close()
