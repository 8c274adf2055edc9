"""CHANGELOG.md: the notes of each release."""

from __future__ import annotations

import re
from pathlib import Path

from toolchain.build.settings import settings
from toolchain.errors import BuildError


def entry(root: Path) -> str:
    """The entry for the current version. Raises BuildError if it is missing or empty."""
    version = settings(root)['project']['version']
    text = (root / 'CHANGELOG.md').read_text(encoding='utf-8')
    found = re.search(rf'^## {re.escape(version)}(?: [^\n]*)?\n(.*?)(?=^## |\Z)', text, re.DOTALL | re.MULTILINE)
    if found is None or not found[1].strip():
        raise BuildError(f'CHANGELOG.md has no entry for version {version}; add one below a heading "## {version}".')
    return found[1].strip()
