"""The part of Python's ``functools`` that browser code uses."""

from browser import Map, undefined


def partial(func, *args):
    """Bind the first arguments of ``func``."""
    return lambda *rest: func(*args, *rest)


def reduce(func, iterable, initial=undefined):
    result = initial
    for value in iterable:
        result = value if result is undefined else func(result, value)
    if result is undefined:
        raise TypeError('reduce() of an empty iterable with no initial value')
    return result


def wraps(wrapped):
    """A decorator without effect: names and docstrings do not exist at run time."""
    return lambda func: func


def cache(func):
    """Cache the results of ``func``; arguments are compared like dict keys."""
    results = Map()

    def cached(*args):
        found = results
        for key in [len(args), *args]:
            if not found.has(key):
                found.set(key, Map())
            found = found.get(key)
        if not found.has(cached):
            found.set(cached, func(*args))
        return found.get(cached)

    return cached


def lru_cache(maxsize=128):
    """``cache``, with or without parentheses; nothing is ever evicted."""
    return cache(maxsize) if callable(maxsize) else cache


def cmp_to_key(func):
    """A key for sorting, from a function that compares two values."""
    return lambda value: _Compared(func, value)


class _Compared:
    def __init__(self, func, value):
        self.func = func
        self.value = value

    def __lt__(self, other):
        return self.func(self.value, other.value) < 0

    def __eq__(self, other):
        return self.func(self.value, other.value) == 0
