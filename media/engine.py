"""The engine of the browser, where its faults need another way."""

from browser import String, navigator


def is_webkit() -> bool:
    """Whether this is Safari or another browser of WebKit. Servers import main, too, and have no navigator."""
    return String(navigator.vendor).startswith('Apple')
