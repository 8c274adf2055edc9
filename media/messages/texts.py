"""Texts in messages, which may be lists."""

from browser import Object, String


def joined(value, separator: str) -> str:
    """Return a text, joining a list of parts. None becomes an empty string."""
    if isinstance(value, list):
        parts: Object = value
        return parts.join(separator)
    return '' if value is None else String(value)
