"""Checks of the arguments of build.py, made before anything is installed; they use only the standard library.

Each raises BuildError for an argument that cannot work.
"""

from __future__ import annotations

import errno
import os
import re
import socket
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

from toolchain.build import integrity, manifest
from toolchain.errors import BuildError


def asset_root(address: str) -> str:
    """The asset root for an address, which may also be that of main or of the manifest."""
    parts = urlsplit(address)
    if parts.scheme not in ('http', 'https') or not parts.netloc:
        raise BuildError(f'{address} is not the address of an asset root; write it as in https://HOST/<hash>.')
    address = f'{parts.scheme}://{parts.netloc}{parts.path}'
    for ending in (integrity.MAIN_FILE, manifest.NAME):
        address = address.removesuffix(f'/{ending}')
    return address.rstrip('/')


def bucket(address: str, endpoint: str | None) -> tuple[str, str]:
    """The name of a bucket and the prefix of keys in it, for ``s3://BUCKET/PREFIX``."""
    match = re.fullmatch(r's3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(/.*)?', address)
    if not match:
        raise BuildError(f'{address} is not the address of a bucket; write s3://BUCKET or s3://BUCKET/PREFIX.')
    if endpoint is not None and not re.match(r'https?://[^/]', endpoint):
        raise BuildError(f'--endpoint-url {endpoint} is not an address; write it with http:// or https://.')
    return match[1], match[2] or ''


def pruning(days: float | None, keep: int | None) -> None:
    """Check the options that delete releases, which are needed both or neither."""
    if (days is None) != (keep is None):
        raise BuildError('Pruning takes both: --prune-older-than DAYS and --keep N.')
    if days is not None and (not days >= 0 or keep < 1):
        raise BuildError('Pruning takes days from 0 on, and keeps at least 1 release: the newest always stays.')


def benchmarks(root: Path, names: list[str]) -> None:
    """Check the names of benchmarks."""
    known = sorted(path.stem.removeprefix('bench_') for path in (root / 'tests' / 'bench').glob('bench_*.py'))
    for name in names:
        if name not in known:
            raise BuildError(f'No benchmark {name!r}; there are: {", ".join(known)}.')


def shown(root: Path, name: str, is_any_file: bool) -> None:
    """Check the module that `show` is to print: with ``is_any_file`` a path, else a module of the project."""
    from toolchain.build import registry  # only here: a machine that deploys needs nothing of the compiler

    if is_any_file or name.endswith('.py'):
        if not Path(name).is_file():
            raise BuildError(f'{name} cannot be read; give the path of a Python file.')
    elif name not in (registry.MODULE, registry.RANKS, registry.PLACES):  # generated, so that there is no file
        path = root.joinpath(*name.split('.'))
        if not path.with_suffix('.py').is_file() and not (path / '__init__.py').is_file():
            raise BuildError(f'there is no module {name}; write it as in `show media.errors`, or as a path')


def kernel(python: str) -> None:
    """Check the interpreter given for the kernel, which must have ipykernel."""
    try:
        answer = subprocess.run([python, '-c', 'import ipykernel, jupyter_client'], capture_output=True, text=True,
                                timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BuildError(f'{python} cannot be run ({error}); give --kernel the path of a Python interpreter.') from None
    if answer.returncode:
        raise BuildError(f'{python} has no ipykernel; install it with `{python} -m pip install ipykernel`.')


def address(host: str, port: int) -> None:
    """Check the address to listen on, which must be this machine's, and its port free."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            if os.name != 'nt':  # on Windows, this would share an address in use
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, port))
    except OSError as error:
        raise BuildError(address_problem(error, host, port)) from None


def address_problem(error: OSError, host: str, port: int) -> str:
    """The sentence for an address that cannot be listened on."""
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return f'This machine has no address {host!r}; leave --host out, or use 0.0.0.0 for all addresses it has.'
    return (f'Port {port} cannot be used ({error.strerror or error}); stop what uses it, or choose another: '
            f'`python3 build.py serve --port {port + 1 if 1024 <= port < 65535 else 8002}`.')


def folder(path: Path) -> None:
    """Check a folder to write to: none of its parts may be a file."""
    for part in (path, *path.parents):
        if part.exists() and not part.is_dir():
            raise BuildError(f'{part} is a file; give a folder, or remove it.')
