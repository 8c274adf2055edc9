"""The build backend for `pip install .` and `pip wheel .` (PEP 517), which runs build.py in a separate process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class UnsupportedOperation(Exception):
    """The exception that PEP 517 requires under this name."""


def build_wheel(wheel_directory: str, config_settings: dict | None = None,
                metadata_directory: str | None = None) -> str:
    """Write the wheel into a folder and return its name."""
    target = Path(wheel_directory).resolve()
    before = set(target.glob('*.whl'))
    # pip sets these variables for modules that it has installed for the build: there are none.
    environment = {name: value for name, value in os.environ.items() if name not in ('PYTHONPATH', 'PYTHONNOUSERSITE')}
    done = subprocess.run([sys.executable, str(ROOT / 'build.py'), 'package', 'wheel', '--to', str(target)], cwd=ROOT,
                          env=environment, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)
    made, = set(target.glob('*.whl')) - before
    return made.name


def build_sdist(sdist_directory: str, config_settings: dict | None = None) -> str:
    raise UnsupportedOperation('There is no source archive: clone the repository, or install the wheel.')
