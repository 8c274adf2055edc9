"""`build.py show`: the JavaScript of a module, its lowered Python, and a bundle of any file."""

from __future__ import annotations

import ast
import base64
import subprocess
import sys

import pytest

from toolchain.build import modules, show
from toolchain.errors import BuildError

pytestmark = pytest.mark.slow

SOURCE = '''from collections import Counter

LIMIT = 2


class Box:
    def __init__(self, text):
        self.text = text


def most(text: str) -> str:
    return Counter(text).most_common(1)[0][0] * LIMIT


def boxed(text):
    return Box(text).text


def _hidden():
    pass
'''


def test_a_module_is_shown_by_name_or_path(root):
    text = show.module(root, 'media.slots')
    assert 'var claim = function (container, result_id, class_name) {' in text and 'export {' in text
    assert 'sourceMappingURL' not in text
    assert show.module(root, str(root / 'media' / 'slots.py')) == text


@pytest.mark.parametrize('name', ['media.slots', 'media.drawing.painter', 'media.runtime.operators', 'media.console.records'])
def test_the_lowered_python_is_python_of_the_same_names(root, name):
    tree = ast.parse(show.module(root, name, lowered=True))
    defined = {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))}
    source = ast.parse((root / f'{name.replace(".", "/")}.py').read_text(encoding='utf-8'))
    assert defined >= {node.name for node in source.body
                       if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))} - {'set', 'map'} - {
        node.name for node in source.body if getattr(node, 'decorator_list', None)}


def test_every_module_of_a_release_can_be_shown_lowered(root, tmp_path):
    from toolchain.build import lowered_python
    modules.transpiled(root, modules.entries(root), tmp_path, cache={}, write=lowered_python.print_python)
    for path in tmp_path.glob('*.js'):
        ast.parse(path.read_text(encoding='utf-8').split('//# sourceMappingURL')[0])


def test_a_bundle_of_any_file_is_a_module_of_its_own(root, tmp_path, chromium):
    file = tmp_path / 'words.py'
    file.write_text(SOURCE, encoding='utf-8')
    done = subprocess.run([sys.executable, root / 'build.py', 'show', '--bundle', file], capture_output=True, text=True, check=True)
    assert 'import' not in done.stdout.split('{', 1)[0]
    address = 'data:text/javascript;base64,' + base64.b64encode(done.stdout.encode()).decode()
    page = chromium.new_page()
    assert page.evaluate('''async address => {
        const words = await import(address);
        return [Object.keys(words).sort(), words.most('abca'), words.boxed('x'), words.LIMIT];
    }''', address) == [['Box', 'LIMIT', 'boxed', 'most'], 'aa', 'x', 2]
    page.close()


def test_what_is_not_there_is_named(root, tmp_path):
    with pytest.raises(BuildError, match='there is no module media.nothing'):
        show.module(root, 'media.nothing')
    with pytest.raises(BuildError, match='show --bundle'):
        show.module(root, str(tmp_path / 'x.py'))
    with pytest.raises(BuildError, match='cannot be read'):
        show.bundled(root, tmp_path / 'x.py')
