"""Detects the browser's engine, for workarounds."""

from browser import String, navigator


def is_webkit() -> bool:
    """Whether this is Safari or another WebKit browser. No constant: servers import main too, and have no navigator."""
    return String(navigator.vendor).startswith('Apple')
