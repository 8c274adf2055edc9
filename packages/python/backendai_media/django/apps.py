from django.apps import AppConfig
from django.core import checks

from backendai_media.django.checks import check_settings


class MediaConfig(AppConfig):
    name = 'backendai_media.django'
    label = 'backendai_media'
    verbose_name = 'backend.ai-media'

    def ready(self) -> None:
        # Under the tag of static files, so that collectstatic hears of it, too.
        checks.register(check_settings, checks.Tags.staticfiles)
