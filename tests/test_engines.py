"""The same in Chromium, Firefox and WebKit: snapshots, and main as a module."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow

PNG = ['image/png', 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==']


def test_a_snapshot_has_the_whole_output_and_nothing_else(engine):
    engine.open()
    engine.show(['text/plain', '\n'.join(f'line {number}' for number in range(300))], ['text/csv', 'n\n' + '\n'.join(f'row{number}' for number in range(300))])
    text = engine.run('return await BackendAI.Media.snapshot(document.getElementById("out"))')
    assert all(word in text for word in ('line 0', 'line 150', 'line 299', 'row0', 'row150', 'row299')) and '<script' not in text


@pytest.mark.parametrize('markup', ['<script type="module" src="MAIN"></script>', '<script>import("MAIN")</script>'], ids=['module', 'import()'])
def test_main_finds_its_chunks_in_modules(engine, markup):
    engine.open(main=markup.replace('MAIN', f'{engine.root}/js/main.min.js'))
    engine.wait_for('window.BackendAI?.Media')
    assert engine.show(PNG)[0]['ok']
