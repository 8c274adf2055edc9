"""The sanitizer's chunk contains only DOMPurify and no code of ours, so that its budget is the library's."""

from __future__ import annotations

import pytest

import brotli

from toolchain.build import bundle

pytestmark = pytest.mark.slow

LIBRARY = '''
import create from 'dompurify';
export const shared = {create};
'''


def test_the_sanitizer_is_the_library_alone(root, built, tmp_path):
    (tmp_path / 'library.js').write_text(LIBRARY)
    bundle.bundle(root, [bundle.Bundle(tmp_path / 'library.js', tmp_path / 'out.js', 'esm')])
    library = size_of(tmp_path / 'out.js')
    assert 9_000 < library and abs(size_of(built.directory / 'js' / 'sanitizer.js') - library) < 250  # only its configuration is ours


def size_of(path) -> int:
    return len(brotli.compress(path.read_bytes(), quality=11))
