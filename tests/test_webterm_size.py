"""The size of our own part of the terminal, compared with the library in the same bundle."""

from __future__ import annotations

import pytest

import brotli

from toolchain.build import bundle
from toolchain.build.settings import settings

pytestmark = pytest.mark.slow

LIBRARY = '''
import { Terminal } from '@xterm/xterm';
import { FitAddon } from '@xterm/addon-fit';
import css from './static.library.css';
export const parts = [Terminal, FitAddon, css];
'''


def test_our_own_part_is_small(root, built, tmp_path):
    (tmp_path / 'library.js').write_text(LIBRARY)
    (tmp_path / 'static.library.css').write_text("@import '@xterm/xterm/css/xterm.css';")
    bundle.bundle(root, [bundle.Bundle(tmp_path / 'library.js', tmp_path / 'out.js', 'esm')])
    library = len(brotli.compress((tmp_path / 'out.js').read_bytes(), quality=11))
    whole = len(brotli.compress((built.directory / 'js' / 'webterm.js').read_bytes(), quality=11))
    own_budget = settings(root)['tool']['backend-ai-media']['own-budgets']['js/webterm.js']
    assert 70_000 < library < whole < library + own_budget
    main = (built.directory / 'js' / 'main.min.js').read_text()
    assert 'Webterm' in main and 'xterm' not in main.replace('webterm', '')  # only the code that loads it
