"""What ``manage.py check`` says of the settings: it is said before a page lacks its script."""

from __future__ import annotations

import mimetypes
import re

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core import checks

from backendai_media.django.finders import ReleaseFinder
from backendai_media.django.release import deployed_root

FINDER = f'{ReleaseFinder.__module__}.{ReleaseFinder.__name__}'


def check_settings(app_configs=None, **options) -> list[checks.CheckMessage]:
    root = deployed_root()
    if root:
        return [] if re.match(r'(https?:/)?/', root) else [checks.Error(
            f'BACKENDAI_ASSET_ROOT is {root!r}, which each page would look up below its own address.',
            hint="Begin it with https:// or with a slash, as in 'https://cdn.example.com/assets/<hash>'.",
            id='backendai_media.E001')]
    found = []
    if not any(isinstance(finder, ReleaseFinder) for finder in finders.get_finders()):
        # No error: a container may well be built with settings that are completed where it runs.
        found.append(checks.Warning(
            'Pages would not find backend.ai-media: no setting says where it is.',
            hint=f'Set BACKENDAI_ASSET_ROOT to the address of a deployed release, or add {FINDER!r} to '
                 'STATICFILES_FINDERS to serve it with your static files.',
            id='backendai_media.W001'))
    guess = mimetypes.guess_type('main.min.js')[0]
    if settings.DEBUG and 'javascript' not in str(guess):
        found.append(checks.Warning(
            f'This machine takes .js files for {guess}, and browsers run no module of that type.',
            hint="Add `import mimetypes; mimetypes.add_type('text/javascript', '.js')` to the settings.",
            id='backendai_media.W002'))
    return found
