"""What the build needs around it, made on first use: a virtual environment, Python and npm packages, Node.js.

Uses the standard library alone, since it runs before anything is installed. Everything lands in ``.venv`` and
``node_modules`` beside build.py; a stamp in ``.venv`` says what was installed, so that a second call only looks there.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from toolchain.errors import BuildError
from toolchain.progress import say
from toolchain.setup.installation import install_npm_packages, install_python_packages, make_venv, python_of
from toolchain.setup.lock import exclusive

# Each was run: 3.10 to 3.13 as they are, of 3.14 what compiles, in a test; all packages of the locks are there for it.
SUPPORTED = ((3, 10), (3, 14))
STAMP = 'backend-ai-media.json'

# What the stamp holds while pip runs. A package that pip was killed over may look installed and not work, so the
# environment is made anew where this is found.
UNFINISHED = 'unfinished'

# Groups that hold all packages of others.
CONTAINED = {'test': ('build', 'deploy')}

# Where each group has npm packages, by the names of the stamps about them. Those of tests have a lock of their own, so
# that nobody who only builds has to fetch them.
NPM_FOLDERS = {'build': {'npm': '.'}, 'test': {'npm': '.', 'npm-test': 'tests'}}


def check_python(version: tuple[int, int] = sys.version_info[:2]) -> None:
    """Refuse a Python that nobody has tried."""
    oldest, newest = SUPPORTED
    if oldest <= version <= newest:
        return
    span = f'{oldest[0]}.{oldest[1]} to {newest[0]}.{newest[1]}'
    for minor in range(newest[1], oldest[1] - 1, -1):
        if shutil.which(f'python3.{minor}'):
            raise BuildError(f'Python {version[0]}.{version[1]} is not supported; Python {span} is, and this machine '
                             f'has one of those: `python3.{minor} build.py …`.')
    raise BuildError(f'Python {version[0]}.{version[1]} is not supported; install one of Python {span}, '
                     'and call build.py with it.')


def ensure(root: Path, group: str) -> Path:
    """Install the packages of ``group`` (build, deploy or test) unless they are there; the interpreter that has them.

    A command that was interrupted here is no obstacle: the next one redoes what is not complete. Raises BuildError
    with the fix where something is missing that only a person can provide.
    """
    if not _is_ready(root, group):
        check_python()
        with _exclusive(root):
            if not _is_ready(root, group):  # whoever was waited for may have done it
                _set_up(root, group)
    return python_of(root)


def _is_ready(root: Path, group: str) -> bool:
    stamp, wants = _read_stamp(root), _npm_wants(root, group)  # all locks are asked for before anything is installed
    return _has_python_packages(root, group, stamp) and not _without_npm_packages(*wants, stamp)


def _has_python_packages(root: Path, group: str, stamp: dict) -> bool:
    return python_of(root).exists() and stamp.get(group) == _wants(root, group)[group]


def _wants(root: Path, group: str) -> dict[str, str]:
    """The digests of the lock files of a group and of those that it holds."""
    return {name: _digest(root / 'toolchain' / 'locks' / f'{name}.txt') for name in (group, *CONTAINED.get(group, ()))}


def _npm_wants(root: Path, group: str) -> tuple[dict[str, Path], dict[str, str]]:
    """The folders that npm fills for a group, and the digests of their lock files, by the names of the stamps."""
    folders = {name: root / place for name, place in NPM_FOLDERS.get(group, {}).items()}
    return folders, {name: _digest(folder / 'package-lock.json') for name, folder in folders.items()}


def _set_up(root: Path, group: str) -> None:
    say('Setting up (once; it needs the network):')
    stamp = _read_stamp(root)
    if not python_of(root).exists() or not stamp or UNFINISHED in stamp:
        make_venv(root)
        stamp = {'made-by': sys.version.split()[0]}
        _write_stamp(root, stamp)
    if not _has_python_packages(root, group, stamp):
        _write_stamp(root, {**stamp, UNFINISHED: group})
        install_python_packages(root, group)
        stamp |= _wants(root, group)
        _write_stamp(root, stamp)
    folders, locks = _npm_wants(root, group)
    for name in _without_npm_packages(folders, locks, stamp):
        install_npm_packages(root, folders[name], 'npm packages' if name == 'npm' else 'npm packages of the tests')
        stamp[name] = locks[name]
        _write_stamp(root, stamp)


@contextmanager
def _exclusive(root: Path) -> Iterator[None]:
    try:
        with exclusive(root):
            yield
    except OSError as error:
        raise BuildError(f'Nothing can be written in {root} ({error.strerror}); is the folder writable and the disk '
                         'not full?') from None


def _without_npm_packages(folders: dict[str, Path], locks: dict[str, str], stamp: dict) -> list[str]:
    """Which folders lack what their lock file asks for."""
    return [name for name, folder in folders.items()
            if stamp.get(name) != locks[name] or not _has_npm_packages(folder)]


def _has_npm_packages(folder: Path) -> bool:
    """Whether npm has finished there: this is the last file that it writes."""
    return (folder / 'node_modules' / '.package-lock.json').is_file()


def ensure_peers(root: Path) -> None:
    """Install the npm packages that benchmarks measure beside ours, unless they are there.

    They have a lock of their own, so that nobody who only builds or tests has to fetch them.
    """
    folders = {'peers': root / 'tests' / 'bench'}
    locks = {'peers': _digest(folders['peers'] / 'package-lock.json')}
    if not _without_npm_packages(folders, locks, _read_stamp(root)):
        return
    with _exclusive(root):
        if _without_npm_packages(folders, locks, _read_stamp(root)):
            say('Fetching what to measure against (once; it needs the network):')
            install_npm_packages(root, folders['peers'], 'npm packages of the benchmarks', '--omit=optional')
            _write_stamp(root, {**_read_stamp(root), **locks})


def is_inside(root: Path) -> bool:
    """Whether this very process runs in the project's virtual environment."""
    return Path(sys.prefix).resolve() == (root / '.venv').resolve()


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        raise BuildError(f'{path.name} is missing; restore it from version control.') from None


def _read_stamp(root: Path) -> dict:
    try:
        return json.loads((root / '.venv' / STAMP).read_text(encoding='utf-8'))
    except (OSError, ValueError):
        return {}


def _write_stamp(root: Path, stamp: dict) -> None:
    """Write the stamp, whole or not at all, whenever this process is killed."""
    path = root / '.venv' / STAMP
    aside = path.with_suffix('.new')
    aside.write_text(json.dumps(stamp, indent=1, sort_keys=True) + '\n', encoding='utf-8')
    aside.replace(path)
