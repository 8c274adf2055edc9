"""Chunks that other chunks need while the page runs: each is loaded once, by main, whoever asks first."""

from browser import window


def load_shared(feature: str):
    """A Promise of the module of media/features/``feature``.py; it rejects where that cannot be loaded."""
    return window.BackendAI.load(feature)
