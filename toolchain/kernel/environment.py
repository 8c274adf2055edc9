"""The environment of the gallery's kernel, installed on first use into ``.venv-kernel`` beside build.py."""

from __future__ import annotations

import hashlib
from pathlib import Path

from toolchain.errors import BuildError
from toolchain.progress import say
from toolchain.setup.installation import install_python_packages, make_venv, python_of
from toolchain.setup.lock import exclusive

FOLDER = '.venv-kernel'

# The file in the environment with the digest of the lock file whose packages are installed.
_NOTE = 'backend-ai-media.txt'


def ensure(root: Path) -> Path:
    """Install the kernel's packages unless they are installed, and return the interpreter that has them.

    Raises BuildError, with a message of one sentence, if they cannot be installed.
    """
    if not is_ready(root):
        try:
            with exclusive(root):
                if not is_ready(root):
                    _install(root)
        except OSError as error:
            raise BuildError(f'Nothing can be written in {root} ({error.strerror}); check the permissions of the '
                             'folder and the space on the disk.') from None
    return python_of(root, FOLDER)


def is_ready(root: Path) -> bool:
    """Whether the packages of the current lock file are installed."""
    note = root / FOLDER / _NOTE
    return python_of(root, FOLDER).exists() and note.is_file() and note.read_text() == _digest(root)


def _install(root: Path) -> None:
    say('Installing the packages of the live kernel (once; it needs the network):')
    make_venv(root, FOLDER)
    install_python_packages(root, 'kernel', FOLDER)
    (root / FOLDER / _NOTE).write_text(_digest(root))


def _digest(root: Path) -> str:
    return hashlib.sha256((root / 'toolchain' / 'locks' / 'kernel.txt').read_bytes()).hexdigest()


def install(root: str) -> int:
    """``ensure`` for use in a separate process: on failure it prints the reason and returns 1."""
    try:
        ensure(Path(root))
    except BuildError as error:
        print(' '.join(str(error).split()))
        return 1
    return 0
