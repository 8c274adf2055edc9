"""Progress messages of long commands: one line per step, with its duration and current status."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

from toolchain.errors import BuildError


def say(text: str) -> None:
    print(text, flush=True)


class Step:
    """One step of a longer job. In a terminal, its line shows the latest status; elsewhere, its start and end."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.is_live = sys.stdout.isatty()

    def __enter__(self) -> Step:
        self.start = time.monotonic()
        self.status('')
        if not self.is_live:
            say(f'  {self.title} …')
        return self

    def status(self, text: str) -> None:
        if self.is_live:
            width = max(20, shutil.get_terminal_size().columns - len(self.title) - 8)
            text = text.strip().replace('\t', ' ')
            print(f'\r\x1b[2K  {self.title} … {text[:width]}', end='', flush=True)

    def __exit__(self, kind, error, traceback) -> None:
        seconds = time.monotonic() - self.start
        mark = 'done' if kind is None else 'failed'
        if self.is_live:
            print('\r\x1b[2K', end='')
        say(f'  {self.title}: {mark} in {seconds:.1f} s')


def run(step: Step, command: list, cwd: Path | None = None, environment: dict | None = None) -> tuple[int, str]:
    """Run a program, with its output as the step's status; return its exit status and its output."""
    try:
        process = subprocess.Popen(
            [str(part) for part in command], cwd=cwd, env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding='utf-8', errors='replace')
    except OSError as error:
        raise BuildError(f'{command[0]} could not be started ({error.strerror or error}).') from None
    lines = []
    with process:
        for line in process.stdout:
            lines.append(line)
            step.status(line)
    return process.returncode, ''.join(lines)


def tail(output: str, count: int = 12) -> str:
    """The last lines of a program's output, indented, to print below a sentence about its failure."""
    return '\n'.join(f'    {line}' for line in output.strip().splitlines()[-count:])
