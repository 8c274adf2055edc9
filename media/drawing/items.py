"""What stands at a place, where there may be nothing: commands come as they come."""

from math import nan


def element_at(values: list, index: int):
    """An item of a list; None where it is missing."""
    return values[index] if 0 <= index < len(values) else None


def code_of(text: str, index: int) -> float:
    """The code of a character of a text; not a number where it is missing."""
    return ord(text[index]) if 0 <= index < len(text) else nan
