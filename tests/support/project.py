"""Values of pyproject.toml, for tests that look for them in the build."""

from __future__ import annotations

from pathlib import Path

from toolchain.build.settings import settings

ROOT = Path(__file__).resolve().parents[2]
VERSION: str = settings(ROOT)['project']['version']
