"""A copy of the project that tests may change, and `build.py serve` on it, as a contributor would run it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path


def copy_of(root: Path, folder: Path, *further: str) -> Path:
    """Copy the sources so that a test can change them; installed packages are shared."""
    for name in ('media', 'static', *further):
        shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns('__pycache__'))
    for name in ('build.py', 'pyproject.toml', 'package.json', 'package-lock.json', 'LICENSE'):
        shutil.copy(root / name, folder / name)
    for name in ('node_modules', '.venv'):
        (folder / name).symlink_to(root / name)
    (folder / 'tests').mkdir()
    (folder / 'tests' / 'fixtures').symlink_to(root / 'tests' / 'fixtures')
    return folder


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding='utf-8')
    assert old in text, f'{old!r} is not in {path.name}'
    path.write_text(text.replace(old, new, 1), encoding='utf-8')


class Serve:
    """A running `build.py serve`; ``wait_for`` reads its output."""

    def __init__(self, project: Path, *arguments: str) -> None:
        command = [sys.executable, str(project / 'build.py'), 'serve', '--port', '0', '--no-open', *arguments]
        self.process = subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                        env={**os.environ, 'PYTHONDONTWRITEBYTECODE': '1'})
        self.printed = ''
        self.address = self.wait_for(r'The gallery is at (http://\S+)/ ')[1]

    def wait_for(self, pattern: str) -> re.Match:
        """Read output until it matches a pattern, and discard it."""
        limit = threading.Timer(60, self.process.kill)
        limit.start()
        while not (found := re.search(pattern, self.printed)):
            line = self.process.stdout.readline()
            assert line, f'it ended, or was silent for long, without {pattern!r}:\n{self.printed}'
            self.printed += line
        limit.cancel()
        self.printed = ''
        return found

    def fetch(self, path: str) -> bytes:
        with urllib.request.urlopen(self.address + path, timeout=20) as answer:
            return answer.read()

    def close(self) -> None:
        self.process.terminate()
        rest, _ = self.process.communicate(timeout=60)
        assert self.process.returncode == 0 and 'Traceback' not in rest, rest
