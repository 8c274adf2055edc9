"""The release, packed for others: a wheel for Python's web frameworks and a tarball for npm, both into ``dist/``.

What the packages add to the release lies in the folder ``packages/``. We write the archives ourselves, so that
the same sources give the same bytes.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from toolchain.build import release
from toolchain.packages import npm, wheel


def make(root: Path, target: Path, kinds: tuple[str, ...] = ('wheel', 'npm')) -> list[Path]:
    """Build a release and write its packages into ``target``; their paths."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix='backend-ai-media-') as folder:
        built = release.build(root, Path(folder) / 'assets')
        makers = {'wheel': wheel.make, 'npm': npm.make}
        return [makers[kind](root, built, target) for kind in kinds]
