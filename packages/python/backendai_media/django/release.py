"""Where a page finds the release: where the settings say, else among the project's static files."""

from __future__ import annotations

from django.conf import settings
from django.templatetags.static import static

import backendai_media

# The folder among the static files.
PREFIX = 'backendai-media'


def deployed_root() -> str:
    """The setting BACKENDAI_ASSET_ROOT, or '' where the project serves the release itself."""
    return getattr(settings, 'BACKENDAI_ASSET_ROOT', None) or ''


def asset_root() -> str:
    """The asset root for a page, without a slash at its end.

    Asked for the folder: storages that put checksums into file names leave those of folders alone, and main asks for
    its chunks by the names they have.
    """
    return deployed_root().rstrip('/') or static(f'{PREFIX}/{backendai_media.HASH}/').rstrip('/')
