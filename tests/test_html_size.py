"""Our own part of showing HTML, in bytes beside those of the library that it cleans markup with."""

from __future__ import annotations

import brotli

from toolchain.build import bundle

# For outputs that run nothing, and what scripts need besides.
STILL = 3000
FRAMED = 2000

LIBRARY = '''
import create from 'dompurify';
export const shared = {create};
'''


def test_our_own_part_is_small(root, built, tmp_path):
    (tmp_path / 'library.js').write_text(LIBRARY)
    bundle.bundle(root, [bundle.Bundle(tmp_path / 'library.js', tmp_path / 'out.js', 'esm')])
    library = size_of(tmp_path / 'out.js')
    html, frame, sanitizer, page = (size_of(built.directory / name) for name in (
        'js/html.js', 'js/html_frame.js', 'js/sanitizer.js', 'frame.html'))
    assert 9_000 < library and abs(sanitizer - library) < 100  # nothing of ours is in it
    assert html <= STILL
    assert frame + page <= FRAMED


def size_of(path) -> int:
    return len(brotli.compress(path.read_bytes(), quality=11))
