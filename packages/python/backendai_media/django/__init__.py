"""For Django: ``{% load backendai_media %}{% backendai_script nonce=csp_nonce %}``.

    INSTALLED_APPS = [..., 'backendai_media.django']

    BACKENDAI_ASSET_ROOT = 'https://…/<hash>'               # a release that was deployed; or, to serve it yourself:
    STATICFILES_FINDERS = [..., 'backendai_media.django.finders.ReleaseFinder']

``release.py`` knows where the release is, ``checks.py`` tells what is missing in the settings.
"""
