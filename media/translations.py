"""Reads a part of a language, such as ``TEXTS`` in media/korean.py."""

from browser import Map


def table_of(lines: str) -> Map:
    """The translations by the English texts."""
    return Map(lines.split('\n').map(lambda line: line.split(' | ')))
