"""Runs the named benchmarks, or all: each module ``bench_NAME`` has a function ``run(bench)``."""

from __future__ import annotations

import importlib
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench.harness import Bench
from tests.support.servers import Server
from tests.support.visits import FLAGS
from toolchain.build import release
from toolchain.setup.browser import ensure

ROOT = Path(__file__).resolve().parent.parent.parent


def main(wanted: list[str]) -> int:
    names = sorted(path.stem.removeprefix('bench_') for path in Path(__file__).parent.glob('bench_*.py'))
    unknown = [name for name in wanted if name not in names]
    if unknown:
        print(f'No benchmark {unknown[0]!r}; there are: {", ".join(names)}.', file=sys.stderr)
        return 2
    chromium = ensure(ROOT)  # this tests browsers, which is not possible while Playwright is running
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        built = release.build(ROOT, Path(folder) / 'assets')
        assets, site = Server({'/': built.directory.parent}), Server()
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        print(f'{browser.browser_type.name} {browser.version}; ratios hold, times are of this machine\n', flush=True)
        bench = Bench(ROOT, Path(folder) / 'bench', browser, ROOT / 'tests' / 'bench' / 'node_modules', built, assets, site)
        for name in wanted or names:
            for table in importlib.import_module(f'tests.bench.bench_{name}').run(bench):
                print(table.text() + '\n', flush=True)
        browser.close()
        assets.close()
        site.close()
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
