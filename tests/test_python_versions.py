"""The newest Python gives the same output as others: CPython 3.14 itself, as Pyodide in Node.js."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import transcrypt

from toolchain.build import modules
from toolchain.compiler.transpile import Entry, transpile
from toolchain.site import gallery

pytestmark = pytest.mark.slow

RUN = '''
const [pyodide, mounts, code] = JSON.parse(process.argv[2]);
const { loadPyodide } = await import(pyodide);
const python = await loadPyodide();
for (const [at, root] of mounts) {
  python.FS.mkdirTree(at);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, at);
}
try {
  python.runPython(code);
} catch (error) {  // by itself Node.js would show all of Pyodide's code
  console.error(error.message);
  process.exit(1);
}
'''
CODE = '''
import sys, types, warnings
sys.dont_write_bytecode = True
sys.path[:0] = ['/project', '/packages']
sys.modules['brotli'] = types.ModuleType('brotli')  # measures, and is of C
from pathlib import Path
warnings.simplefilter('error')
for path in [Path('/project/build.py'), *Path('/project/toolchain').rglob('*.py')]:
    compile(path.read_text(encoding='utf-8'), str(path), 'exec')
warnings.simplefilter('ignore')
from tests.test_python_versions import write_all
write_all(Path('/project'), Path('/made'))
print(sys.version)
'''


def write_all(root: Path, target: Path) -> None:
    """Compile everything: the release, the gallery, and the dialect's cases, which cover all that the dialect allows."""
    modules.transpiled(root, modules.entries(root), target / 'release')
    modules.transpiled(root, gallery.entries(root), target / 'gallery')
    cases = {path.stem: path.read_text(encoding='utf-8') for path in (root / 'tests' / 'dialect_cases').glob('*.py')}
    transpile(root, [Entry(name) for name in sorted(cases)], target / 'cases', cases)


def test_python_3_14_makes_of_all_what_this_one_makes(root, tmp_path):
    from toolchain.setup import installation  # not usable in that Python
    made, expected = tmp_path / 'made', tmp_path / 'expected'
    for folder in (made, expected):
        folder.mkdir()
    write_all(root, expected)
    command = installation.npm(root)
    node = command[0] if len(command) > 1 else shutil.which('node')
    driver = tmp_path / 'run.mjs'
    driver.write_text(RUN, encoding='utf-8')
    packages = Path(next(iter(transcrypt.__path__))).parent
    pyodide = (root / 'tests' / 'node_modules' / 'pyodide' / 'pyodide.mjs').as_uri()
    mounts = [[at, str(folder)] for at, folder in (('/project', root), ('/packages', packages), ('/made', made))]
    done = subprocess.run([node, driver, json.dumps([pyodide, mounts, CODE])], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith('3.14.')

    def files_of(folder: Path) -> dict[str, bytes]:
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob('*.*') if path.is_file()}

    assert files_of(made) == files_of(expected)
    assert {'release/media.main.js', 'gallery/media.gallery.page.js', 'cases/text.js'} <= set(files_of(made))
