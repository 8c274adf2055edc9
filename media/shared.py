"""Chunks that other chunks need while the page runs: each is loaded once, by main, whoever asks first.

What such a chunk has for others it exports as ``shared``, a dict by names. What it exports as ``public`` is for hosts:
the loader puts that onto the global BackendAI, where it has to be documented and declared.
"""

from browser import window


def load_shared(feature: str):
    """A Promise of the module of media/features/``feature``.py; it rejects where that cannot be loaded."""
    return window.BackendAI.load(feature)
