"""Our own part of showing HTML, in bytes beside those of the library that it cleans markup with."""

from __future__ import annotations

import brotli

from toolchain import bundle

BUDGET = 4500

LIBRARY = '''
import create from 'dompurify';
export const shared = {create};
'''


def test_our_own_part_is_small(root, built, tmp_path):
    (tmp_path / 'library.js').write_text(LIBRARY)
    bundle.bundle(root, [bundle.Bundle(tmp_path / 'library.js', tmp_path / 'out.js', 'esm')])
    library = size_of(tmp_path / 'out.js')
    files = [built.directory / name for name in ('js/html.js', 'js/sanitizer.js', 'frame.html')]
    assert 9_000 < library and abs(size_of(files[1]) - library) < 100
    assert sum(map(size_of, files)) - library < BUDGET


def size_of(path) -> int:
    return len(brotli.compress(path.read_bytes(), quality=11))
