"""What pyproject.toml says of the project, for tests that meet it in what is built."""

from __future__ import annotations

from pathlib import Path

from toolchain.build.settings import settings

ROOT = Path(__file__).resolve().parents[2]
VERSION: str = settings(ROOT)['project']['version']
