"""The examples of docs/frameworks.md in the real frameworks: items appear, are updated in place, and are freed."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.test_npm import NAME, packed, project  # noqa: F401 (fixtures)
from toolchain.build import bundle
from toolchain.setup import installation

pytestmark = pytest.mark.slow

ITEMS = [['text/plain', 'one'], ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>']]

# A host for each component: it shows two items, then three in their place, then removes the component.
REACT = '''
import { createRoot } from 'react-dom/client';
import { StrictMode, useState } from 'react';
import { Output } from './component';
function App() {
  const [items, setItems] = useState(window.items), [there, setThere] = useState(true);
  window.add = item => setItems(items => [...items, item]);
  window.leave = () => setThere(false);
  return <StrictMode>{there && <Output id="r" items={items} />}</StrictMode>;
}
createRoot(document.getElementById('out')).render(<App />);
'''
VUE = '''
import { createApp, h, reactive } from 'vue';
import { Output } from './component';
const state = reactive({ items: window.items, there: true });
window.add = item => { state.items = [...state.items, item]; };
window.leave = () => { state.there = false; };
createApp({ render: () => state.there ? h(Output, { id: 'r', items: state.items }) : null }).mount('#out');
'''
SVELTE = '''
import { mount, unmount } from 'svelte';
import { state as shared } from './state.svelte.js';
import Output from './component.js';
const props = shared({ id: 'r', items: window.items });
const app = mount(Output, { target: document.getElementById('out'), props });
window.add = item => { props.items = [...props.items, item]; };
window.leave = () => unmount(app);
'''
COMPILE = '''
import { compile, compileModule } from 'svelte/compiler';
import { readFileSync, writeFileSync } from 'node:fs';
writeFileSync('component.js', compile(readFileSync('component.svelte', 'utf8'), { generate: 'client', name: 'Output' }).js.code);
writeFileSync('state.svelte.js', compileModule('export function state(given) { const made = $state(given); return made; }', { generate: 'client' }).js.code);
'''


def example(root: Path, language: str) -> str:
    return re.search(rf'```{language}\n(.*?)```', (root / 'docs' / 'frameworks.md').read_text(encoding='utf-8'), re.DOTALL)[1]


def compile_svelte(root: Path, folder: Path) -> None:
    node = Path(installation.npm(root)[0]).with_name('node.exe' if os.name == 'nt' else 'node')
    done = subprocess.run([node, '--input-type=module', '-e', COMPILE], cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(('framework', 'language', 'host', 'ending'), [
    ('react', 'jsx', REACT, 'jsx'), ('vue', 'js', VUE, 'js'), ('svelte', 'svelte', SVELTE, 'svelte')])
def test_a_component_shows_updates_and_frees(root, visit, site, project, framework, language, host, ending):  # noqa: F811
    folder = project / framework
    folder.mkdir()
    (folder / f'component.{ending}').write_text(example(root, language), encoding='utf-8')
    (folder / 'entry.jsx').write_text(host, encoding='utf-8')
    if not (folder / 'node_modules').exists():
        (folder / 'node_modules').symlink_to(root / 'tests' / 'node_modules')
    if framework == 'svelte':
        compile_svelte(root, folder)
    subprocess.run([bundle.executable(root), 'entry.jsx', '--bundle', '--format=esm', '--splitting', '--jsx=automatic', '--conditions=browser',
                    '--define:process.env.NODE_ENV="development"', '--define:__VUE_OPTIONS_API__=true', '--define:__VUE_PROD_DEVTOOLS__=false',
                    '--define:__VUE_PROD_HYDRATION_MISMATCH_DETAILS__=false', '--log-level=error', f'--outdir={project / "app" / framework}'],
                   cwd=folder, check=True, capture_output=True, text=True, env={**os.environ, 'NODE_PATH': str(project / 'node_modules')})
    site.folders = {'/app/': project / 'app'}
    page = visit.open(f'<div id="out"></div><script>window.items = {json.dumps(ITEMS)}</script>'
                      f'<script type="module" src="/app/{framework}/entry.js"></script>', main='')
    page.wait_for_selector('#out img#r-1-svg')
    page.wait_for_selector('#out >> text=one')
    page.evaluate('window.first = document.querySelector("#out .media-item"); add(["text/plain", "three"])')
    page.wait_for_selector('#out >> text=three')
    assert page.locator('#out .media-item').count() == 3 and page.evaluate('first === document.querySelector("#out .media-item")')
    page.evaluate('leave()')
    page.wait_for_function('document.querySelectorAll("#out .media-item").length === 0')
    assert visit.errors == []


def test_what_htmx_loads_is_shown(root, visit, site):
    library = (root / 'tests' / 'node_modules' / 'htmx.org' / 'dist' / 'htmx.min.js').read_text(encoding='utf-8')
    site.pages['/htmx.js'] = (library.encode(), {'Content-Type': 'text/javascript'})
    fragment = f'<div id="run-1" data-items=\'{json.dumps(ITEMS)}\'></div>'
    site.add_page('/run', fragment)
    page = visit.open(f'<script src="/htmx.js"></script>{example(root, "html")}<button hx-get="/run" hx-target="#out">Run</button><div id="out"></div>')
    page.click('text=Run')
    page.wait_for_selector('#run-1 img')
    page.wait_for_selector('#run-1 >> text=one')
    assert visit.errors == []


def test_a_plain_module_imports_the_package(root, visit, site, project):  # noqa: F811
    site.folders = {'/node_modules/': project / 'node_modules'}
    code = re.findall(r'```html\n(.*?)```', (root / 'docs' / 'frameworks.md').read_text(encoding='utf-8'), re.DOTALL)[1]
    assert NAME in code
    page = visit.open(f'<div id="result"></div>{code.replace("(items,", f"({json.dumps(ITEMS)},")}', main='')
    page.wait_for_selector('#result img')
