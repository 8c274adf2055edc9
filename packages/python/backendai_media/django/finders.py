"""Static files: the release, for ``runserver`` and ``collectstatic``; nothing where a deployed one is used."""

from __future__ import annotations

from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage

import backendai_media
from backendai_media.django.release import PREFIX, deployed_root


class ReleaseFinder(FileSystemFinder):
    """As Django's own finder of folders, but the folder is the package's."""

    def __init__(self, app_names=None, *args, **options) -> None:
        folder = str(backendai_media.static_folder())
        storage = FileSystemStorage(location=folder)
        storage.prefix = PREFIX
        self.locations = [] if deployed_root() else [(PREFIX, folder)]
        self.storages = {folder: storage}

    def check(self, **options) -> list:
        return []  # Django's own is about STATICFILES_DIRS
