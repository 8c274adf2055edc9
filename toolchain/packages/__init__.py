"""Packages of a release in ``dist/``: a wheel for Python's web frameworks and a tarball for npm.

The files that the packages add to the release are in the folder ``packages/``. The archives are written by our own
code, so that the same sources give the same bytes.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from toolchain.build import release
from toolchain.packages import changelog, npm, wheel


def make(root: Path, target: Path, kinds: tuple[str, ...] = ('wheel', 'npm')) -> list[Path]:
    """Build a release, write its packages into ``target`` and return their paths.

    Raises BuildError if CHANGELOG.md has no entry for the version.
    """
    changelog.entry(root)
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix='backend-ai-media-') as folder:
        built = release.build(root, Path(folder) / 'assets')
        return write(root, built, target, kinds)


def write(root: Path, built: release.Release, target: Path, kinds: tuple[str, ...] = ('wheel', 'npm')) -> list[Path]:
    """Write the packages of a built release into ``target`` and return their paths."""
    makers = {'wheel': wheel.make, 'npm': npm.make}
    return [makers[kind](root, built, target) for kind in kinds]
