"""Calls of build.py without importing it each time: forks of one process that has all of it in memory.

Each fork is a separate process: it may be killed, and its output is that of build.py.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Done:
    """The result of a call; ``status`` is negative if a signal ended it."""

    status: int
    output: str
    errors: str


class Forks:
    """Calls of ``build.py`` in the given environment, which each call may change."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen([sys.executable, '-m', 'tests.support.forked_builds'], cwd=ROOT, stdin=subprocess.PIPE,
                                         stdout=subprocess.PIPE, text=True, env={**os.environ, **environment})

    def start(self, *arguments: str, **environment: str) -> int:
        """Prepare a process for a call; returns its id. It runs in ``finish``."""
        print(json.dumps([arguments, environment]), file=self._process.stdin, flush=True)
        return int(self._process.stdout.readline())

    def finish(self) -> Done:
        print(file=self._process.stdin, flush=True)
        return Done(*json.loads(self._process.stdout.readline()))

    def call(self, *arguments: str, **environment: str) -> Done:
        self.start(*arguments, **environment)
        return self.finish()

    def close(self) -> None:
        self._process.communicate('')


def main() -> None:
    import boto3

    from toolchain.deployment import deploy  # noqa: F401
    # Loads boto3's models, which forks inherit; it gets no real credentials.
    boto3.client('s3', region_name='us-east-1', aws_access_key_id='-', aws_secret_access_key='-')
    while line := sys.stdin.readline():
        arguments, environment = json.loads(line)
        with tempfile.TemporaryDirectory() as folder:
            go_reader, go_writer = os.pipe()
            pid = os.fork()
            if pid == 0:
                os.close(go_writer)
                os.read(go_reader, 1)
                _run(arguments, environment, Path(folder))
            os.close(go_reader)
            print(pid, flush=True)
            sys.stdin.readline()
            os.close(go_writer)
            _, status = os.waitpid(pid, 0)
            output, errors = ((Path(folder) / name).read_text(encoding='utf-8') if (Path(folder) / name).exists() else ''
                              for name in ('output', 'errors'))
            print(json.dumps([os.waitstatus_to_exitcode(status), output, errors]), flush=True)


def _run(arguments: list[str], environment: dict[str, str], folder: Path) -> None:
    status = 70
    try:
        os.environ.update(environment)
        for stream, name in ((sys.stdout, 'output'), (sys.stderr, 'errors')):
            file = os.open(folder / name, os.O_WRONLY | os.O_CREAT)
            os.dup2(file, stream.fileno())
        from toolchain.command_line import main as build
        try:
            status = build(arguments)
        except SystemExit as error:
            status = error.code
        except BaseException:
            sys.excepthook(*sys.exc_info())
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(status)


if __name__ == '__main__':
    main()
