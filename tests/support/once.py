"""What one worker of a parallel run makes and all workers use."""

from __future__ import annotations

import fcntl
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Made = TypeVar('Made')


def once(folder: Path, make: Callable[[Path], Made]) -> Made:
    """Return ``make(folder)``, or what another process that uses the same folder has made or is making.

    The result is pickled, so it may refer to files in the folder, but not to open ones. If ``make`` raises, the next
    process tries again.
    """
    folder.mkdir(exist_ok=True)
    with open(folder / '.made', 'a+b') as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        if saved := file.read():
            return pickle.loads(saved)
        made = make(folder)
        file.write(pickle.dumps(made))
        return made
