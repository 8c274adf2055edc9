"""Type checks of the browser's Python and the toolchain with mypy, since the generated code depends on annotations."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from toolchain.build.settings import settings
from toolchain.errors import BuildError

# A variable that starts as None gets its type from a later store, which mypy looks for only in the same function.
_STARTS_AS_NONE = 'variable has type "None"'

# Where JavaScript's Object is meant, anything may stand: dicts and lists are objects there.
_IS_ANY_OBJECT = ('variable has type "Object"', 'expected "Object"')


def check(root: Path) -> None:
    """Raise BuildError with all errors of each folder that has more of them than pyproject.toml allows."""
    most = settings(root)['tool']['backend-ai-media']['type-errors']
    found = errors(root, list(most))
    over = {folder: lines for folder, lines in found.items() if len(lines) > most[folder]}
    if over:
        raise BuildError('\n'.join([*(line for lines in over.values() for line in lines), *(
            f'{folder}/ has {len(lines)} type errors, {len(lines) - most[folder]} more than pyproject.toml allows; '
            'correct the annotations.' for folder, lines in over.items())]))


def errors(root: Path, folders: list[str]) -> dict[str, list[str]]:
    """The lines that mypy reports, by folder."""
    done = subprocess.run([sys.executable, '-m', 'mypy', '--no-error-summary', '--hide-error-context', *folders],
                          cwd=root, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise BuildError(f'mypy failed: {done.stderr.strip() or done.stdout.strip()}')
    lines = [line for line in done.stdout.splitlines() if ': error:' in line
             and not any(part in line for part in (_STARTS_AS_NONE, *_IS_ANY_OBJECT))]
    return {folder: [line for line in lines if re.match(rf'{folder}[/\\]', line)] for folder in folders}
