"""A lock for one process at a time in a folder; others print that they wait. It is released when the process ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from toolchain.progress import say

if os.name == 'nt':
    import msvcrt
else:
    import fcntl

FILE = Path('build') / 'setup.lock'


@contextmanager
def exclusive(root: Path) -> Iterator[None]:
    """Hold the lock for setting up ``root``. Raises OSError if the folder is not writable."""
    path = root / FILE
    path.parent.mkdir(exist_ok=True)
    with open(path, 'w', encoding='utf-8') as file:
        if not _lock(file, waits=False):
            say('Another call is setting up this folder; waiting for it …')
            while not _lock(file, waits=True):
                pass
        yield


def _lock(file: TextIO, waits: bool) -> bool:
    """Try to get the lock and return whether it was acquired; on Windows, waiting ends after ten seconds."""
    try:
        if os.name == 'nt':
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if waits else msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        if os.name != 'nt':
            raise
        return False
    return True
