"""Releases in use: brought to a bucket (``deploy``, ``bucket``, ``retention``), and seen as browsers see them
(``doctor``, ``inspection``, ``probe``, ``remedies``)."""
