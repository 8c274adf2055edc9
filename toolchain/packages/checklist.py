"""The checklist of a release: automatic checks, and the manual steps that remain."""

from __future__ import annotations

import subprocess
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from toolchain.build import licenses, sizes
from toolchain.build.settings import settings
from toolchain.errors import BuildError
from toolchain.packages import changelog

MANUAL = (
    'Run `python3 build.py test` in full.',
    'Write the date into the heading of the entry in CHANGELOG.md, and commit.',
    'Run `python3 -m twine check --strict dist/*.whl` and `npm publish --dry-run dist/*.tgz`.',
    'Tag the commit: `git tag v{version}`.',
    'Upload: `python3 -m twine upload dist/*.whl`, `npm publish dist/*.tgz`.',
    'Publish the gallery: `python3 build.py gallery`.',
)


def run(root: Path, built, packages: list[Path]) -> int:
    """Print each check with its result, and the remaining steps; return 1 if a check failed."""
    checks: dict[str, Callable[[], str]] = {
        'CHANGELOG.md has an entry for the version': lambda: _problem(lambda: changelog.entry(root)),
        'every change is committed': lambda: _uncommitted(root),
        'the version has no tag yet': lambda: _tagged(root),
        'docs/sizes.md has the sizes of this build': lambda: _sizes(root, built),
        'the packages hold the licenses of all libraries': lambda: _licenses(packages),
    }
    failed = 0
    for name, check in checks.items():
        problem = check()
        failed += bool(problem)
        print(f'{"not yet" if problem else "     ok"}  {name}{f": {problem}" if problem else ""}')
    print('\nWhat is left to you:')
    for step in MANUAL:
        print(f'         {step.format(version=_version(root))}')
    return 1 if failed else 0


def _version(root: Path) -> str:
    return settings(root)['project']['version']


def _problem(check: Callable[[], object]) -> str:
    try:
        check()
    except BuildError as error:
        return str(error)
    return ''


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(['git', '-C', str(root), *arguments], capture_output=True, text=True, check=False)
    return done.stdout.strip()


def _uncommitted(root: Path) -> str:
    changed = _git(root, 'status', '--porcelain').splitlines()
    return f'{len(changed)} files differ from the last commit' if changed else ''


def _tagged(root: Path) -> str:
    tag = f'v{_version(root)}'
    return f'the tag {tag} exists; raise the version in pyproject.toml' if _git(root, 'tag', '--list', tag) else ''


def _sizes(root: Path, built) -> str:
    document = (root / 'docs' / 'sizes.md').read_text(encoding='utf-8')
    return '' if document == sizes.with_sizes(document, built.files) else 'run `python3 build.py build`'


def _licenses(packages: list[Path]) -> str:
    without = [path.name for path in packages if not any(name.endswith(licenses.NAME) for name in _names(path))]
    return f'{", ".join(without)} has no {licenses.NAME}' if without else ''


def _names(path: Path) -> list[str]:
    if path.suffix == '.whl':
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()
    with tarfile.open(path) as archive:
        return archive.getnames()
