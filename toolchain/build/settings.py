"""The settings in pyproject.toml: the version, byte budgets, the description of the packages."""

from __future__ import annotations

import sys
from pathlib import Path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def settings(root: Path) -> dict:
    """The contents of pyproject.toml."""
    with open(root / 'pyproject.toml', 'rb') as file:
        return tomllib.load(file)
