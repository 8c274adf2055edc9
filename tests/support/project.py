"""Values of pyproject.toml that tests look for in the build, and the smallest handler, which they add to one."""

from __future__ import annotations

from pathlib import Path

from toolchain.build.settings import settings

ROOT = Path(__file__).resolve().parents[2]
VERSION: str = settings(ROOT)['project']['version']

HANDLER = '''"""A handler."""
MIME_TYPES = ('x/y',)
SLOT_CLASS = 'media-item'


def render(item, slot, result_id):
    return slot.ownerDocument.createTextNode('hello')
'''
