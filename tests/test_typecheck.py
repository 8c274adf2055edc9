"""Annotations are checked: `build.py check` runs mypy with the stubs of typings/."""

from __future__ import annotations

import shutil

import pytest

from toolchain.build import typecheck
from toolchain.errors import BuildError

pytestmark = pytest.mark.slow

RIGHT = '''from browser import Element, document
from npm.marked import lexer
from static.console import css


def width_of(element: Element) -> float:
    texts: list[str] = [css, lexer('a')]
    return element.clientWidth + document.body.scrollTop + len(texts)


class View:
    def __init__(self):
        self.timer: int = None
'''


def project(root, folder, source: str):
    for name in ('pyproject.toml', 'typings'):
        (shutil.copytree if (root / name).is_dir() else shutil.copyfile)(root / name, folder / name)
    (folder / 'media').mkdir()
    (folder / 'toolchain').mkdir()
    (folder / 'media' / 'view.py').write_text(source, encoding='utf-8')
    (folder / 'toolchain' / '__init__.py').write_text('', encoding='utf-8')
    return folder


def test_what_the_browser_has_is_known(root, tmp_path):
    typecheck.check(project(root, tmp_path, RIGHT))


@pytest.mark.parametrize(('wrong', 'message'), [
    ("def size() -> int:\n    return 'a'\n", r'media/view.py:2: error: Incompatible return value type'),
    ('def half(n: int) -> int:\n    part: int = n / 2\n    return part\n', r'media/view.py:2: error: .*"float", variable has type "int"'),
    ('from browser import Element\n\n\ndef scrolled(node: Element) -> int:\n    return node.scrollTop\n',
     r'media/view.py:5: error: .*got "float", expected "int"'),
    ('def shout(text: str) -> str:\n    return text\n\n\nWORD = shout(5)\n', r'media/view.py:5: error: Argument 1 to "shout"'),
])
def test_a_wrong_annotation_fails_the_check_with_its_place(root, tmp_path, wrong, message):
    with pytest.raises(BuildError, match=message):
        typecheck.check(project(root, tmp_path, wrong))
