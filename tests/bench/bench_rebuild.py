"""The waiting time of contributors: from saving a file until it is served, and for the next start of the server."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
import urllib.error
from pathlib import Path

from tests.bench.harness import Bench, Table
from tests.support.serve_process import Serve, copy_of

TIMES = 9

# The saved files: a handler, a feature with a large library, modules in many chunks, and one in all.
SAVED = ['media/handlers/image.py', 'media/features/webterm.py', 'media/errors.py', 'media/runtime/text_methods.py',
         'media/runtime/operators.py']


def run(bench: Bench):
    project = copy_of(bench.root, bench.folder / 'project', 'toolchain')
    start = time.perf_counter()
    subprocess.run([sys.executable, project / 'build.py', 'build'], check=True, stdout=subprocess.DEVNULL)
    whole = (time.perf_counter() - start) * 1000
    serve = Serve(project)
    table = Table('From saving a file to its being served (the median)', 'ms',
                  remark='The aim is 400 ms. The slowest of all: ')
    table.add('build.py build, of everything', whole)
    times = []
    for source in SAVED:
        maps = [f'/latest/js/{path.name}.map' for path in sorted((bench.built.directory / 'js').glob('*.js'))]
        served = next(path for path in maps if f'"{source}"'.encode() in _fetch(serve, path))
        one = [_saved(serve, project / source, served, number) for number in range(TIMES)]
        times += one
        table.add(f'serve, {source} saved', statistics.median(one), whole)
    serve.close()
    table.remark += f'{max(times):.0f} ms.'
    yield table
    table = Table('The next start of build.py serve', 'ms')
    starts = []
    for _ in range(3):
        start = time.perf_counter()
        serve = Serve(project)
        starts.append((time.perf_counter() - start) * 1000)
        serve.close()
    table.add('to the first answer', statistics.median(starts), whole)
    yield table


def _saved(serve: Serve, path: Path, served: str, number: int) -> float:
    """Milliseconds from saving a comment until it is in the served source map.

    The map is requested when the server announces a build, as the gallery does; polling would slow the build down.
    """
    mark = f'# Saved {number} {time.monotonic_ns()}'
    text = path.read_text(encoding='utf-8')
    with urllib.request.urlopen(f'{serve.address}/gallery/events', timeout=30) as events:
        _wait_for_event(events)  # the event with the current state
        start = time.perf_counter()
        path.write_text(f'{text}\n{mark}\n', encoding='utf-8')
        _wait_for_event(events)
        while mark.encode() not in _fetch(serve, served):  # that was a build of an earlier save
            _wait_for_event(events)
        return (time.perf_counter() - start) * 1000


def _wait_for_event(events) -> None:
    while not events.readline().startswith(b'data:'):
        pass


def _fetch(serve: Serve, path: str) -> bytes:
    try:
        return serve.fetch(path)
    except urllib.error.HTTPError:
        return b''  # integrity.js has no map
