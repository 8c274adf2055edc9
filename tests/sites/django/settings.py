"""The settings of a small project; a test appends those that docs/integrate.md shows."""

import os
from pathlib import Path

HOME = Path(__file__).resolve().parent
SECRET_KEY = 'only of this test'
DEBUG = 'STATIC_URL' not in os.environ
ALLOWED_HOSTS = ['127.0.0.1']
ROOT_URLCONF = 'urls'
INSTALLED_APPS = ['django.contrib.staticfiles']
TEMPLATES = [{'BACKEND': 'django.template.backends.django.DjangoTemplates', 'DIRS': [HOME / 'templates']}]
STATIC_URL = os.environ.get('STATIC_URL', '/static/')
STATIC_ROOT = HOME / 'collected'
STORAGES = {'staticfiles': {'BACKEND': 'django.contrib.staticfiles.storage.' + (
    'StaticFilesStorage' if DEBUG else 'ManifestStaticFilesStorage')}}
