"""The command ``build.py fuzz``."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.fuzz import seeds
from tests.fuzz.batches import Runner
from tests.fuzz.session import Finding, Session
from toolchain.build import release
from toolchain.setup.browser import ensure as ensure_browser

ROOT = Path(__file__).resolve().parents[2]
# How much of a failing input is printed; all of it is written to a file.
PRINTED = 400
# How many items are run between two lines that tell how far it is.
PROGRESS = 500


def main() -> int:
    parser = argparse.ArgumentParser(prog='build.py fuzz')
    parser.add_argument('--minutes', type=float)
    parser.add_argument('--seed', type=int, default=0)
    parser.add_argument('--items', type=int)
    parser.add_argument('--start', type=int, default=0)
    options = parser.parse_args()
    items = options.items if options.items is not None else 3000 if options.minutes is None else sys.maxsize
    until = float('inf') if options.minutes is None else time.monotonic() + options.minutes * 60
    folder = ROOT / 'build' / 'fuzz'

    def report(finding: Finding) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        case = finding.case
        path = folder / f'{options.seed}-{case.number}.json'
        text = json.dumps({'entry': case.entry, 'origin': case.origin, 'failures': [[failure.kind, failure.detail] for failure in finding.failures],
                           'value': case.value})
        path.write_text(text, encoding='utf-8')
        value = json.dumps(case.value)
        print(f'\nCase {case.number} ({case.entry}, from {case.origin}):', flush=True)
        for failure in finding.failures[:3]:
            print(f'  {failure.kind}: {failure.detail[:600]}')
        print(f'  input of {len(value)} characters: {value[:PRINTED]}{"…" if len(value) > PRINTED else ""}')
        print(f'  in {path.relative_to(ROOT)}; again: build.py fuzz --seed {options.seed} --start {case.number} --items 1', flush=True)

    def progress(count: int) -> None:
        if count % PROGRESS == 0:
            print(f'{count:,} items in {(time.monotonic() - started) / 60:.1f} minutes', flush=True)

    started = time.monotonic()
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        built = release.build(ROOT, Path(made) / 'assets')
        runner = Runner(playwright.chromium, ensure_browser(ROOT), built.directory)
        session = Session(runner, seeds.load(ROOT), options.seed, report, progress)
        try:
            session.run(options.start, items, until)
        finally:
            runner.close()
    minutes = (time.monotonic() - started) / 60
    print(f'\n{session.count} items of seed {options.seed} in {minutes:.1f} minutes: {len(session.findings)} failed; '
          f'{session.lost} batches failed of which no item failed alone.')
    return 1 if session.findings else 0


if __name__ == '__main__':
    sys.exit(main())
