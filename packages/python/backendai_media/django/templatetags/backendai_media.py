"""``{% backendai_script nonce=… %}`` and ``{% backendai_asset_root %}``."""

from __future__ import annotations

from django import template

import backendai_media
from backendai_media.django import release

register = template.Library()

register.simple_tag(release.asset_root, name='backendai_asset_root')


@register.simple_tag
def backendai_script(nonce: object = None) -> str:
    """The script tag; ``nonce`` is that of the page's policy, as django-csp and Django 6 give it to templates."""
    return backendai_media.script_tag(release.asset_root(), nonce=nonce)
