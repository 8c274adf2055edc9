"""Bounds-checked access to items and characters, since commands may be malformed."""

from math import nan


def element_at(values: list, index: int):
    """Return an item of a list, or None if it is missing."""
    return values[index] if 0 <= index < len(values) else None


def code_of(text: str, index: int) -> float:
    """Return the code of a character of a text, or NaN if it is missing."""
    return ord(text[index]) if 0 <= index < len(text) else nan
