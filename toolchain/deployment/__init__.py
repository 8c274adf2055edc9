"""Deployment: uploading of releases to a bucket (``deploy``, ``bucket``, ``retention``), and checks of deployed
releases (``doctor``, ``inspection``, ``probe``, ``remedies``)."""
