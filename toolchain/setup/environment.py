"""The dependencies of the build, installed on first use: a virtual environment, Python and npm packages, Node.js.

Uses only the standard library, since it runs before anything is installed. Everything goes into ``.venv`` and
``node_modules`` beside build.py. A stamp in ``.venv`` records what was installed, so that later calls only check it.
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

# All are tested: 3.10 to 3.13 completely, 3.14 only for compiling; all packages in the locks exist for 3.14.
SUPPORTED = ((3, 10), (3, 14))
STAMP = 'backend-ai-media.json'

# A key in the stamp while pip runs. If pip is killed, a package may look installed but not work, so the environment is
# recreated if this key is found.
UNFINISHED = 'unfinished'

# Groups that include all packages of other groups.
CONTAINED = {'check': ('build',), 'test': ('check', 'build', 'deploy')}

# The folders of each group's npm packages, by their keys in the stamp. The packages of tests have a separate lock, so
# that they are not fetched for builds.
NPM_FOLDERS = {'build': {'npm': '.'}, 'test': {'npm': '.', 'npm-test': 'tests'}}


def check_python(version: tuple[int, int] = sys.version_info[:2]) -> None:
    """Raise BuildError for a Python version that is not supported."""
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
    """Install the packages of ``group``, such as build or test, if necessary; return the interpreter that has them.

    After an interruption, the next call redoes what is incomplete. Raises BuildError with the fix if something is
    missing that only the user can provide.
    """
    if not _is_ready(root, group):
        check_python()
        with _exclusive(root):
            if not _is_ready(root, group):  # another process may have done it meanwhile
                _set_up(root, group)
    return python_of(root)


def _is_ready(root: Path, group: str) -> bool:
    stamp, wants = _read_stamp(root), _npm_wants(root, group)  # reports missing locks before anything is installed
    return _has_python_packages(root, group, stamp) and not _without_npm_packages(*wants, stamp)


def _has_python_packages(root: Path, group: str, stamp: dict) -> bool:
    return python_of(root).exists() and stamp.get(group) == _wants(root, group)[group]


def _wants(root: Path, group: str) -> dict[str, str]:
    """The digests of the lock files of a group and of the groups that it includes."""
    return {name: _digest(root / 'toolchain' / 'locks' / f'{name}.txt') for name in (group, *CONTAINED.get(group, ()))}


def _npm_wants(root: Path, group: str) -> tuple[dict[str, Path], dict[str, str]]:
    """The folders of a group's npm packages, and the digests of their lock files, by their keys in the stamp."""
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
    """The names of folders whose packages do not match their lock file."""
    return [name for name, folder in folders.items()
            if stamp.get(name) != locks[name] or not _has_npm_packages(folder)]


def _has_npm_packages(folder: Path) -> bool:
    """Whether npm has finished in a folder: this is the last file that it writes."""
    return (folder / 'node_modules' / '.package-lock.json').is_file()


def ensure_peers(root: Path) -> None:
    """Install the npm packages that benchmarks compare ours with, if necessary.

    They have a separate lock, so that they are not fetched for builds and tests.
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
    """Whether this process runs in the project's virtual environment."""
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
    """Write the stamp atomically, even if this process is killed."""
    path = root / '.venv' / STAMP
    aside = path.with_suffix('.new')
    aside.write_text(json.dumps(stamp, indent=1, sort_keys=True) + '\n', encoding='utf-8')
    aside.replace(path)
