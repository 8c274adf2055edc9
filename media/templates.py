"""Texts with places for values. This module does not need a browser."""

DIALECT = 'plain'


def fill(text, *values) -> str:
    """A text with each ``{}`` replaced by the next value; further values are ignored, as in “1 row”."""
    parts = text.split('{}')
    filled = parts[0]
    place = 1
    while place < len(parts):
        filled = f'{filled}{values[place - 1]}{parts[place]}'
        place += 1
    return filled
