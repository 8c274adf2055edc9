"""Texts of messages, which may come as lists."""

from browser import Object, String


def joined(value, separator: str) -> str:
    """A text, or one made of a list of its parts; nothing where there is none."""
    if isinstance(value, list):
        parts: Object = value
        return parts.join(separator)
    return '' if value is None else String(value)
