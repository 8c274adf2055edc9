"""Python's ``functools``: what browser code uses of it."""

from browser import Map, undefined


def partial(func, *args):
    """``func`` with its first arguments."""
    return lambda *rest: func(*args, *rest)


def reduce(func, iterable, initial=undefined):
    result = initial
    for value in iterable:
        result = value if result is undefined else func(result, value)
    if result is undefined:
        raise TypeError('reduce() of an empty iterable with no initial value')
    return result


def wraps(wrapped):
    """A decorator that leaves the function: names and docstrings do not exist at run time."""
    return lambda func: func


def cache(func):
    """``func``, which computes each result once; arguments are compared as keys of a dict are."""
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
    """``cache``, with or without parentheses: nothing is forgotten."""
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
