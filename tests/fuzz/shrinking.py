"""Making a failing value small, as long as it still fails."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator


def shrink(value, fails: Callable[[object], bool], attempts: int):
    """A smaller value for which ``fails``; it is asked at most ``attempts`` times."""
    while attempts > 0:
        for smaller in _smaller(value):
            attempts -= 1
            if fails(smaller):
                value = smaller
                break
            if attempts <= 0:
                break
        else:
            break
    return value


def _smaller(value) -> Iterator:
    """Values like this one with less in them, the smallest first."""
    if isinstance(value, str) and len(value) > 1:
        length = len(value)
        size = length // 2
        while size >= max(1, length // 32):
            for start in range(0, length, size):
                yield value[:start] + value[start + size:]
            size //= 2
    elif isinstance(value, list):
        # Records and items have a type in front, which stays.
        for size in filter(None, (len(value) // 2, len(value) // 8, 1)):
            for start in range(0, len(value), size):
                if size > 1 or len(value) <= 24:
                    yield value[:start] + value[start + size:]
        for index in sorted(range(len(value)), key=lambda index: -len(str(value[index])))[:8]:
            for part in _smaller(value[index]):
                yield [*value[:index], part, *value[index + 1:]]
    elif isinstance(value, dict):
        for name in value:
            yield {other: copy.copy(each) for other, each in value.items() if other != name}
        for name in sorted(value, key=lambda name: -len(str(value[name])))[:8]:
            for part in _smaller(value[name]):
                yield {**value, name: part}
