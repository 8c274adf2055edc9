"""Chunks that other chunks load at run time: each is loaded once, by main.

A chunk's exports for other chunks are in ``shared``, a dict by name. Its exports for hosts are in ``public``: the
loader puts them onto the global BackendAI, where they have to be documented and declared.
"""

from browser import window


def load_shared(feature: str):
    """Return a Promise of the module of media/features/``feature``.py; it rejects if that cannot be loaded."""
    return window.BackendAI.load(feature)
