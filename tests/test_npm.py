"""The npm package in a new project: bundled, served unchanged, and its declarations compared with its real interface."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.project import VERSION
from tests.test_api import ITEM, SVG
from tests.test_frameworks import blocks
from tests.test_readme import declared
from toolchain.build import bundle, manifest, registry
from toolchain.compiler import sourcemap
from toolchain.packages import npm
from toolchain.setup import installation

pytestmark = pytest.mark.slow

POLICY = ("default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; style-src 'self'; img-src data: blob:; "
          "require-trusted-types-for 'script'")
NAME = 'backend-ai-media'

# Uses the package without a top-level await, which only ES modules support.
ENTRY = f'''import {{BackendAI}} from '{NAME}';
window.done = BackendAI.Media.handle_all({json.dumps([ITEM, SVG])}, 'r', document.getElementById('out'));
'''


@pytest.fixture(scope='module')
def packed(root, built, tmp_path_factory) -> Path:
    return npm.make(root, built, tmp_path_factory.mktemp('npm'))


def run_npm(root: Path, folder: Path, *arguments) -> str:
    command = installation.npm(root)
    path = os.pathsep.join([str(Path(command[0]).parent), os.environ['PATH']])
    done = subprocess.run([*command, *map(str, arguments)], cwd=folder, capture_output=True, text=True, timeout=120, check=False,
                          env={**os.environ, 'PATH': path, 'npm_config_offline': 'true', 'npm_config_cache': str(folder / '.npm')})
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope='module')
def project(root, packed, tmp_path_factory) -> Path:
    """A new project into which npm has installed the package, offline."""
    folder = tmp_path_factory.mktemp('project')
    (folder / 'package.json').write_text('{"name": "host", "private": true, "type": "module"}')
    run_npm(root, folder, 'install', '--no-audit', '--no-fund', packed)
    return folder


def esbuild(root: Path, project: Path, name: str, source: str, *arguments: str) -> None:
    """Bundle ``source`` into ``app/NAME/entry.js`` and its chunks, as a host does."""
    entry = project / 'entry.ts'
    entry.write_text(source, encoding='utf-8')
    subprocess.run([bundle.executable(root), entry, '--bundle', '--log-level=warning', f'--outdir={project / "app" / name}', *arguments],
                   cwd=project, check=True, capture_output=True, text=True)


def open_app(visit, site, project: Path, app: str, head: str = '', kind: str = 'module', more: str = ''):
    """Open a page of the host that has bundled ``app``, with a strict policy, to which ``more`` is added."""
    site.folders = {'/app/': project / 'app', '/node_modules/': project / 'node_modules'}
    script = f'<script type="{kind}" nonce="abc" src="/app/{app}/entry.js"></script>' if app else ''
    return visit.open(f'<div id="out"></div>{script}', main=head, headers={'Content-Security-Policy': POLICY + more})


def shown(page) -> list[bool]:
    # wait_for_function would need eval, which the policy forbids.
    page.evaluate('new Promise(found => { const look = () => "done" in window ? found() : setTimeout(look, 10); look(); })')
    return [outcome['ok'] for outcome in page.evaluate('done')]


# The archive.

def test_npm_itself_would_pack_the_same(root, packed, project):
    listed = json.loads(run_npm(root, project, 'pack', '--dry-run', '--json', project / 'node_modules' / NAME))
    with tarfile.open(packed) as archive:
        ours = {member.name.removeprefix('package/'): member.size for member in archive.getmembers()}
    assert {file['path']: file['size'] for file in listed[0]['files']} == ours
    assert listed[0]['filename'] == packed.name == f'{NAME}-{VERSION}.tgz'


def test_it_carries_the_release_unchanged(project, built):
    folder = project / 'node_modules' / NAME / 'assets'
    assert [path.name for path in folder.iterdir()] == [built.hash]
    assert manifest.differences(folder / built.hash, manifest.read(built.directory)) == []


def test_everything_that_package_json_names_is_there(packed):
    with tarfile.open(packed) as archive:
        names = archive.getnames()
        description = json.load(io.TextIOWrapper(archive.extractfile('package/package.json')))
    exports = description['exports']
    paths = [description['main'], description['types'], *exports['.'].values(), *(
        path for name, path in exports.items() if isinstance(path, str) and '*' not in path)]
    assert len(paths) == 7
    assert description['homepage'].startswith('https://') and description['repository']['url'].startswith('git+https://')
    for path in paths:
        assert f'package/{path.removeprefix("./")}' in names
    assert 'dependencies' not in description and 'scripts' not in description
    assert (description['name'], description['version'], description['license']) == (NAME, VERSION, 'BSD-3-Clause')


def test_bundlers_are_told_what_is_not_for_them(project):
    """Without the comments, webpack treats the address of a chunk as a folder of the package, and warns."""
    text = (project / 'node_modules' / NAME / 'index.js').read_text(encoding='utf-8')
    asides = [found for found in re.findall(r'\bimport\(([^)]*)\)', text) if not re.fullmatch(r'"\./assets/\w+/js/\w+\.js"', found)]
    assert len(asides) == 1 and asides[0].startswith('/* webpackIgnore: true */ /* @vite-ignore */')


# In the browser.

def test_a_bundler_splits_it_and_loads_chunks_when_they_are_needed(root, visit, site, project):
    """The documentation's example, compiled from TypeScript, in a page with a strict policy."""
    example = blocks(root, 'ts')[0].replace("'result'", "'out'")
    esbuild(root, project, 'split', example, '--format=esm', '--splitting', '--target=es2022', '--minify')
    page = open_app(visit, site, project, 'split')
    expect(page).to_have_title('2 of 2 shown')  # wait_for_function would need eval, which the policy forbids
    assert page.evaluate('[...out.querySelectorAll("img")].map(image => image.id)') == ['result-1-0-svg', 'result-1-1']
    loaded = {url.rsplit('/', 1)[1].split('-')[0] for url in visit.requests if '/app/' in url}
    assert loaded - {'chunk'} == {'entry.js', 'image', 'svg'}
    assert len(list((project / 'app' / 'split').glob('audio-*.js'))) == 1  # present, but not requested
    assert visit.chunk_requests() == [] and visit.violations == []


def test_a_bundler_that_makes_one_file_puts_everything_into_it(root, visit, site, project):
    esbuild(root, project, 'whole', ENTRY, '--format=iife')
    assert shown(open_app(visit, site, project, 'whole', kind='')) == [True, True]
    assert [url for url in visit.requests if url.endswith('.js')] == [f'{site.origin}/app/whole/entry.js']
    assert visit.violations == []


def test_a_page_imports_it_without_a_bundler(visit, site, project, built):
    code = ENTRY.replace(NAME, f'/node_modules/{NAME}/index.js')
    page = open_app(visit, site, project, '', f'<script type="module" nonce="abc">{code}</script>')
    assert shown(page) == [True, True]
    assert f'{site.origin}/node_modules/{NAME}/assets/{built.hash}/js/svg.js' in visit.requests


def test_a_renderer_with_an_npm_library_as_the_documentation_has_it(root, visit, site, project, monkeypatch):
    """Bundled by a host, in a page with a strict policy; the library is loaded with the first item of its type."""
    example = re.search(r'```ts\n(.*?)```', (root / 'docs' / 'handlers.md').read_text(encoding='utf-8'), re.DOTALL)[1]
    monkeypatch.setenv('NODE_PATH', str(root / 'node_modules'))
    esbuild(root, project, 'colored', f'{example}\nwindow.BackendAI = BackendAI;', '--format=esm', '--splitting', '--minify')
    page = open_app(visit, site, project, 'colored')
    before = len(visit.requests)
    outcome, = visit.show(['text/x-python; charset=utf-8', 'def double(x):\n    return 2 * x  # twice\n'])
    assert outcome == {'id': 'r-0', 'type': 'text/x-python', 'ok': True, 'reason': None}
    assert page.inner_text('pre#r-0') == 'def double(x):\n    return 2 * x  # twice\n'
    assert page.evaluate('document.querySelector("pre .python-kwd").textContent') == 'def'
    assert page.evaluate('document.querySelector("pre .python-cmnt").textContent.trim()') == '# twice'
    assert len(visit.requests) > before and visit.violations == []


NO_PAGE = f'''
const names = Object.getOwnPropertyNames(globalThis);
const {{BackendAI}} = await import('{NAME}');
BackendAI.preload('text/html');
const media = BackendAI.Media, answers = [
  BackendAI.version, media.handle(['text/plain', 'x'], 'r', null), media.clear(null), await media.handleAll([['text/plain', 'x']], 'r', null),
  await media.handleResult({{}}, 'r', null), typeof media.register({{types: ['a/b'], render() {{}}}})];
console.log(JSON.stringify([answers, Object.getOwnPropertyNames(globalThis).filter(name => !names.includes(name))]));
'''


def test_a_server_imports_it_and_nothing_happens(root, project):
    """Frameworks also render pages on servers, where there is no document."""
    node = Path(installation.npm(root)[0]).with_name('node.exe' if os.name == 'nt' else 'node')
    done = subprocess.run([node, '--input-type=module', '--unhandled-rejections=strict', '-e', NO_PAGE], cwd=project, capture_output=True,
                          text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    (version, handled, cleared, outcomes, console, kind), added = json.loads(done.stdout)
    assert [handled, cleared, console, kind, added] == [False, None, None, 'function', []]
    assert version and [outcome['ok'] for outcome in outcomes] == [False]


# A document as simulated by the libraries with which hosts test their components.
SIMULATED = f'''
const [kind, folder, given] = process.argv.slice(1), names = JSON.parse(given), {{createRequire}} = await import('node:module');
const load = name => import(createRequire(folder).resolve(name));
let view;
if (kind === 'jsdom') view = new (await load('jsdom')).default.JSDOM('<div id="out"></div>', {{url: 'http://localhost/', pretendToBeVisual: true}}).window;
else {{ view = new (await load('happy-dom')).Window({{url: 'http://localhost/'}}); view.document.body.innerHTML = '<div id="out"></div>'; }}
for (const name of Object.getOwnPropertyNames(view)) if (!(name in globalThis)) try {{ globalThis[name] = view[name]; }} catch {{}}
Object.assign(globalThis, {{window: view, document: view.document, location: view.location, Event: view.Event, EventTarget: view.EventTarget,
  CustomEvent: view.CustomEvent}});
const {{BackendAI}} = await import('{NAME}');
const outcomes = await BackendAI.Media.handleAll(names, 'r', document.getElementById('out'));
console.log(JSON.stringify([outcomes.map(outcome => outcome.reason), document.querySelectorAll('#out > .media-item').length]));
process.exit();
'''


@pytest.mark.parametrize('kind', ['jsdom', 'happy-dom'])
def test_it_runs_in_simulated_documents(root, project, kind):
    """They have no layout, so an item appears without what depends on its size. DOMPurify refuses happy-dom, and so HTML."""
    node = Path(installation.npm(root)[0]).with_name('node.exe' if os.name == 'nt' else 'node')
    items = [['text/plain', 'text'], ['text/html', '<b>bold</b>'], ['application/json', '{"a": 1}'], ['text/markdown', '# Title']]
    done = subprocess.run([node, '--input-type=module', '-e', SIMULATED, kind, root / 'tests' / 'package.json', json.dumps(items)], cwd=project,
                          capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    (text, html, tree, markdown), count = json.loads(done.stdout.splitlines()[-1])
    assert [text, tree, markdown, count] == [None, None, None, 4] and (html is None) == (kind == 'jsdom'), done.stderr


@pytest.mark.parametrize('when', ['before', 'after'])
def test_an_asset_root_that_the_host_sets_is_where_chunks_come_from(root, visit, site, project, when):
    late = 'BackendAI.assetRoot = window.rootOfHost;' if when == 'after' else ''
    esbuild(root, project, when, ENTRY.replace('window.done', f'{late} window.done'), '--format=iife')
    early = 'window.BackendAI = {assetRoot: rootOfHost};' if when == 'before' else ''
    page = open_app(visit, site, project, when, f'<script nonce="abc">window.rootOfHost = "{visit.root}"; {early}</script>')
    assert shown(page) == [True, True]
    assert sorted(visit.chunk_requests()) == ['image.js', 'svg.js']


HTML = ENTRY.replace(json.dumps([ITEM, SVG]), json.dumps([['text/html', '<p>still</p><script>document.write("<p>ran</p>")</script>']]).replace('</', '<\\/'))


def ran(page) -> str:
    """The text of an output with scripts, in its nested frame."""
    outer = page.wait_for_selector('#r-0 iframe').content_frame()
    return outer.wait_for_selector('iframe').content_frame().wait_for_selector('text=ran').inner_text()


def test_html_with_scripts_finds_its_page_in_the_package(visit, site, project):
    code = HTML.replace(NAME, f'/node_modules/{NAME}/index.js')
    page = open_app(visit, site, project, '', f'<script type="module" nonce="abc">{code}</script>', more="; frame-src 'self'")
    assert ran(page) == 'ran'
    assert f'{site.origin}/node_modules/{NAME}/frame.htm' in visit.requests


def test_html_with_scripts_finds_its_page_beside_a_bundle(root, visit, site, project):
    """If the bundler does not copy the page, as with esbuild, it comes from a copy beside the bundle."""
    esbuild(root, project, 'framed', HTML, '--format=esm', '--splitting')
    for page in ('frame.htm', 'open.htm'):
        shutil.copy(project / 'node_modules' / NAME / page, project / 'app' / 'framed')
    page = open_app(visit, site, project, 'framed', more="; frame-src 'self'")
    assert ran(page) == 'ran'
    assert f'{site.origin}/app/framed/frame.htm' in visit.requests


def test_html_with_scripts_finds_its_page_in_the_cache_of_vite(root, visit, site, project):
    """Vite before version 8 bundles packages into node_modules/.vite/deps/ during development, without their pages."""
    esbuild(root, project, 'vite', HTML, '--format=esm', '--splitting')
    (project / 'node_modules' / '.vite').mkdir(exist_ok=True)
    shutil.move(project / 'app' / 'vite', project / 'node_modules' / '.vite' / 'deps')
    page = open_app(visit, site, project, '', '<script type="module" nonce="abc" src="/node_modules/.vite/deps/entry.js"></script>',
                    more="; frame-src 'self'")
    assert ran(page) == 'ran'
    assert f'{site.origin}/node_modules/{NAME}/frame.htm' in visit.requests


def test_the_pages_for_outputs_that_may_and_may_not_fetch_differ(project, built):
    """Bundlers merge assets with the same bytes. Vite adds its client to pages whose names end in .html."""
    folder = project / 'node_modules' / NAME
    pages = [(folder / f'{name}.htm').read_bytes() for name in ('frame', 'open')]
    assert pages[0] != pages[1] and pages == [(built.directory / f'{name}.html').read_bytes() for name in ('frame', 'open')]
    code = (folder / 'index.js').read_text(encoding='utf-8')
    assert 'new URL("./frame.htm",import.meta.url)' in code and 'new URL("./open.htm",import.meta.url)' in code


def test_the_source_map_leads_to_the_python_sources(root, project):
    folder = project / 'node_modules' / NAME
    code = (folder / 'index.js').read_text(encoding='utf-8').splitlines()
    document = json.loads((folder / 'index.js.map').read_text(encoding='utf-8'))
    assert code[-1] == '//# sourceMappingURL=index.js.map'
    # The end of the file comes after the imports that were changed for bundlers.
    number = next(number for number, line in enumerate(code, 1) if 'Loading' in line)
    path, line = sourcemap.lookup(document, number, code[number - 1].index('Loading'))
    assert path == 'media/texts.py' and 'Loading' in (root / path).read_text(encoding='utf-8').splitlines()[line - 1]


def test_html_with_scripts_finds_its_page_below_an_asset_root(root, visit, assets, site, project):
    esbuild(root, project, 'rooted', HTML.replace('window.done', f'BackendAI.assetRoot = "{visit.root}"; window.done'), '--format=iife')
    page = open_app(visit, site, project, 'rooted', kind='', more=f'; frame-src {assets.origin}')
    assert ran(page) == 'ran'


def test_beside_a_script_tag_the_first_stays(root, visit, site, project):
    esbuild(root, project, 'beside', ENTRY + 'window.same = BackendAI === first;', '--format=iife')
    page = open_app(visit, site, project, 'beside',
                    f'<script nonce="abc" src="{visit.main}"></script><script nonce="abc">first = BackendAI</script>')
    assert shown(page) == [True, True] and page.evaluate('same')
    assert sorted(visit.chunk_requests()) == ['image.js', 'svg.js']  # by the main of the script tag


def test_a_lost_chunk_of_a_bundle_is_asked_for_again(root, visit, site, project):
    esbuild(root, project, 'lost', ENTRY, '--format=esm', '--splitting')
    (svg,), (image,) = [(project / 'app' / 'lost').glob(f'{name}-*.js') for name in ('svg', 'image')]
    site.failures = {svg.name: 1, image.name: 99}
    assert shown(open_app(visit, site, project, 'lost')) == [False, True]
    assert [error['reason'] for error in visit.errors] == ['image could not be loaded']  # only the bundler knows its address


# The declarations.

def tsc(root: Path, project: Path, sources: dict[str, str], resolution: str = 'bundler') -> str:
    """The compiler's errors, with all strict rules; '' if there are none. It needs no Node.js."""
    compiler = next((root / 'tests' / 'node_modules' / '@typescript').glob(f'typescript-*/lib/tsc{".exe" if os.name == "nt" else ""}'))
    for name, text in sources.items():
        (project / name).write_text(text, encoding='utf-8')
    options = {'strict': True, 'noEmit': True, 'target': 'es2022', 'lib': ['es2022', 'dom', 'dom.iterable'], 'types': [],
               'module': 'nodenext' if resolution == 'nodenext' else 'esnext', 'moduleResolution': resolution,
               'skipLibCheck': False, 'exactOptionalPropertyTypes': True, 'noUncheckedIndexedAccess': True}
    (project / 'tsconfig.json').write_text(json.dumps({'compilerOptions': options, 'files': list(sources)}))
    done = subprocess.run([compiler, '--project', project, '--pretty', 'false'], capture_output=True, text=True, timeout=60, check=False)
    return done.stdout + done.stderr


def test_the_example_of_the_documentation_is_well_typed(root, project):
    assert tsc(root, project, {'example.ts': blocks(root, 'ts')[0]}) == ''


@pytest.mark.parametrize('resolution', ['bundler', 'nodenext'])
def test_a_strict_program_that_uses_everything_is_well_typed(root, project, resolution):
    text = (root / 'tests' / 'sites' / 'typescript' / 'everything.ts').read_text(encoding='utf-8')
    unused = {f'{interface}.{name}' for interface, names in declared(root).items() for name in names if not re.search(rf'\b{name}\b', text)}
    assert unused <= {'ExecutionResult.more', 'ConsoleOptions.more', 'JupyterMessage.more'}
    assert tsc(root, project, {'everything.ts': text}, resolution) == ''


def test_wrong_uses_are_refused(root, project):
    """The other tests would also pass if the declarations allowed everything."""
    uses = {
        "BackendAI.Media.handle_all('text', 'r', null)": False,
        "BackendAI.Media.handle_all([5], 'r', null)": False,
        "BackendAI.Media.handle_all([], 'r', 'container')": False,
        "BackendAI.Media.handle(['image/png'], 'r', null)": False,
        "BackendAI.Media.handle(['image/png', ''], {}, null)": False,
        "BackendAI.Media.handle([5, 'text'], 'r', null)": False,
        "const items = [['image/png', btoa('data')]]; BackendAI.Media.handleAll(items, 'r', null)": True,
        "const items = [['application/json', {a: 1}]]; BackendAI.Media.handleAll(items, 'r', null)": True,
        "const item = ['image/png', '']; BackendAI.Media.handle(item, 'r', null)": True,
        "const items = [[1, 2]]; BackendAI.Media.handleAll(items, 'r', null)": False,
        "const rows: number = new BackendAI.Webterm!(document.body, 's').term.rows": True,
        "new BackendAI.Webterm!(document.body, 's').term.nothing": False,
        'BackendAI.nothing': False,
        "BackendAI.Utils.async_series([1, 2], (text: string) => text)": False,
        "document.addEventListener('backendai:error', event => event.detail.nothing)": False,
        "window.BackendAI = {nothing: 1}": False,
        "window.BackendAI = {assetRoot: '/assets', queue: []}": True,
        "window.BackendAI.queue.push(() => {})": True,
        "const Terminal = await BackendAI.loadWebterm(); new Terminal(document.body, 's', {protocol: 'ttyd', fontSize: 14})": True,
        "const Terminal = await BackendAI.loadWebterm(); new Terminal(document.body, 's', {protocol: 'ssh'})": False,
        "new BackendAI.Webterm!(document.body, 's').addEventListener('state', event => { const tries: number = event.detail.tries ?? 0; })": True,
        "new BackendAI.Webterm!(document.body, 's').addEventListener('nothing', event => {})": False,
        "const Output = await BackendAI.loadConsole(); new Output('r', document.body, {rows: 9}).append([['stdout', 'text']])": True,
        "const Output = await BackendAI.loadConsole(); new Output('r', document.body).append([['stdin', 'text']])": False,
        "const output = await BackendAI.Media.handle_result({status: 'finished', console: []}, 'r', document.body); output?.text()": True,
        "BackendAI.Media.handle(['text/html', ''], 'r', document.body, {remote: ['https://x.example'], sandbox: ['allow-forms']})": True,
        "BackendAI.Media.handle(['text/html', ''], 'r', document.body, {sandbox: ['allow-same-origin']})": False,
        "const drawing = new BackendAI.Drawing!('d', document.body); await drawing.update('kA=='); drawing.getCanvas(0)?.width": True,
        "new BackendAI.Drawing!('d', document.body).update(['canvas'])": False,
        "const {reason}: {reason: string | null} = (await BackendAI.Media.handleAll([], 1, document.body))[0]!": True,
        "const sums: number[] = await BackendAI.Utils.async_series([1, 2], async value => value + 1)": True,
        "document.body.addEventListener('backendai:error', event => { const reason: string = event.detail.reason; })": True,
        "document.body.attachShadow({mode: 'open'}).addEventListener('backendai:error', event => event.detail.id)": True,
        "BackendAI.Media.handle({type: 'image/png', data: '', metadata: {width: 5, 'image/png': {alt: ''}}}, 'r', document.body)": True,
    }
    lines = [f'{{ {use}; }}' if is_right else f'// @ts-expect-error\n{{ {use}; }}' for use, is_right in uses.items()]
    assert tsc(root, project, {'uses.ts': f"import {{BackendAI}} from '{NAME}';\n" + '\n'.join(lines)}) == ''


def test_real_responses_are_of_the_declared_types(root, project):
    """Recorded responses of old and current servers."""
    runs = [json.loads(path.read_text(encoding='utf-8')) for path in sorted((root / 'tests' / 'fixtures' / 'console').glob('*.json'))
            if path.stat().st_size < 20_000]
    responses = [response for run in runs for response in [*run['api_results'], *run.get('api_v1', [])]]
    assert len(responses) > 100
    text = f"import type {{ExecutionResult}} from '{NAME}';\nconst responses: ExecutionResult[] = {json.dumps(responses, indent=0)};\n"
    assert tsc(root, project, {'responses.ts': text}) == ''


def test_a_page_with_a_script_tag_has_the_declarations_too(root, project):
    text = f"import type {{}} from '{NAME}';\nconst version: string = window.BackendAI.version;\n"
    assert tsc(root, project, {'tag.ts': text}) == ''


# The interface of BackendAI once everything is loaded: the names in each object, with the `typeof` of their values.
# Instances of classes have paths that start with `new`; names that start with an underscore are private.
SURFACE = '''instances => {
  const found = {}, targets = [];
  const kind = value => typeof value === 'function' ? 'function' : value === null ? 'null' : typeof value;
  const add = (path, names, object) => { found[path] = Object.fromEntries(
    [...names].filter(name => !name.startsWith('_') && name !== 'constructor').sort().map(name => [name, kind(object[name])])); };
  const walk = (path, object) => {
    add(path, Object.keys(object), object);
    for (const [name, value] of Object.entries(object))
      if (kind(value) === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) walk(`${path}.${name}`, value); };
  walk('BackendAI', BackendAI);
  for (const [name, make] of Object.entries(instances)) {
    const instance = (0, eval)(make), names = new Set();
    for (let object = instance; object && ![Object.prototype, EventTarget.prototype].includes(object); object = Object.getPrototypeOf(object))
      Object.getOwnPropertyNames(object).forEach(own => names.add(own));
    add(`new ${name}`, names, instance);
    if (instance instanceof EventTarget) targets.push(`new ${name}`); }
  return [found, targets]; }'''

# Expressions that create an instance of each public class.
INSTANCES: dict[str, str] = {
    'Drawing': 'new BackendAI.Drawing("d", out)',
    'Console': 'new BackendAI.Console("c", out)',
    'Webterm': 'new BackendAI.Webterm(out, "session")',
}

# Undeclared members of instances that only other modules of ours use, by class.
UNDECLARED = {'Drawing': {'painted', 'reading', 'sheets', 'unknown'}, 'Console': {'adopt', 'element', 'id', 'options', 'queue', 'viewport'}}

TYPES = {'class': 'new (...rest: never[]) => unknown', 'function': '(...rest: never[]) => unknown', 'object': 'object | null',
         'undefined': 'unknown', 'null': 'unknown', 'string': 'string', 'number': 'number', 'boolean': 'boolean'}


def test_the_declarations_and_what_is_really_there_agree(root, visit, fixtures, project):
    """In both directions: each declared name exists with its kind, and each existing name is declared."""
    page = visit.open()
    for feature in registry.features(root):
        page.evaluate('feature => BackendAI.load(feature).then(() => null)', feature)
    for handler in registry.handlers(root):
        visit.show(next(iter(fixtures(handler.chunk).values())), result_id=handler.chunk)
    surface, targets = page.evaluate(SURFACE, INSTANCES)
    classes = {name for name, kind in surface['BackendAI'].items() if kind == 'function' and name[0].isupper()}
    assert classes == INSTANCES.keys(), 'say in INSTANCES how each class is made'
    for name, names in UNDECLARED.items():
        assert names <= surface[f'new {name}'].keys()
        surface[f'new {name}'] = {own: kind for own, kind in surface[f'new {name}'].items() if own not in names}
    lines = [f"import type {{BackendAI}} from '{NAME}';",
             'type Same<A, B> = [A] extends [B] ? [B] extends [A] ? true : false : false;']
    for path, names in surface.items():
        kind = typescript(path)
        keys = f'Exclude<keyof {kind}, keyof EventTarget>' if path in targets else f'keyof {kind}'
        if path == 'BackendAI':
            keys = f"Exclude<{keys}, 'locale'>"  # only hosts set this
        lines.append(f'{{ const same: Same<{keys}, {" | ".join(map(repr, names))}> = true; }}')
        listens = f"'addEventListener' | 'removeEventListener' extends keyof {kind} ? true : false"
        lines.append(f'{{ const is: {listens} = {str(path in targets).lower()}; }}')
        lines += [f'{{ const is: NonNullable<{kind}[{name!r}]> extends {TYPES["class" if name in INSTANCES else value]} ? true : false = true; }}'
                  for name, value in names.items()]
    assert tsc(root, project, {'surface.ts': '\n'.join(lines)}) == '', '\n'.join(lines)
    lacking = '\n'.join(lines).replace("'handleAll' | ", '')
    assert 'error' in tsc(root, project, {'surface.ts': lacking})  # the test can fail


def typescript(path: str) -> str:
    """The TypeScript type for a path such as ``BackendAI.Media``, or of an instance for ``new Webterm``."""
    if path.startswith('new '):
        return f'InstanceType<NonNullable<BackendAI[{path[4:]!r}]>>'
    first, *rest = path.split('.')
    return first + ''.join(f'[{name!r}]' for name in rest)
