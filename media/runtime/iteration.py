"""Builtin functions that take or return iterables."""

from browser import Array, Map, Math, Object, Set, Symbol, Uint8Array, undefined

from media.runtime.errors import StopIteration, ValueError
from media.runtime.items import entries, hashable, is_dict, iterate
from media.runtime.operators import add, gt, lt, order, truth

DIALECT = 'plain'


def len(value):
    if value.__len__:
        return value.__len__()
    if isinstance(value, (Map, Set)):
        return value.size
    length = Object.keys(value).length if is_dict(value) else value.length
    if length is None:
        raise TypeError('len() of what has no length')
    return length


def list(value=None):
    return [] if value is None else [*iterate(value)]


def tuple(value=None):
    return list(value)


def set(value=None):
    return Set(list(value).map(lambda item: hashable(item)))


def frozenset(value=None):
    return set(value)


def dict(value=None, **pairs):
    """A Map from a dict or from pairs; keyword arguments are added last."""
    result = Map(_pairs(value))
    for pair in entries(pairs):
        result.set(pair[0], pair[1])
    return result


def _pairs(value):
    if value is None:
        return []
    return entries(value) if is_dict(value) else Array.from_(value, lambda pair: [hashable(pair[0]), pair[1]])


def bytes(value):
    return Uint8Array(value)


def iter(value):
    return iterate(value)[Symbol.iterator]()


def next(iterator, default=undefined):
    turn = iterator.next()
    if not turn.done:
        return turn.value
    if default == undefined:
        raise StopIteration()
    return default


def range(start, stop=None, step=1):
    if stop is None:
        return range(0, start)
    if step == 0:
        raise ValueError('range() step cannot be zero')
    return Array.from_({'length': Math.max(0, Math.ceil((stop - start) / step))}, lambda _, index: start + index * step)


def enumerate(iterable, start=0):
    for item in iterate(iterable):
        yield [start, item]
        start += 1


def zip(*iterables):
    iterators = iterables.map(iter)
    while iterators.length:
        turns = iterators.map(lambda iterator: iterator.next())
        if turns.some(lambda turn: turn.done):
            return
        yield turns.map(lambda turn: turn.value)


def map(function, *iterables):
    for items in zip(*iterables):
        yield function(*items)


def filter(function, iterable):
    for item in iterate(iterable):
        if truth(function(item) if function else item):
            yield item


def reversed(iterable):
    return iter(list(iterable).reverse())


def sorted(iterable, key=None, reverse=False):
    return sort(list(iterable), key, reverse)


def sort(array, key, reverse):
    """Sort an array in place, by Python's order; the sort is stable, even in reverse."""
    sign = -1 if truth(reverse) else 1
    keys = array.map(lambda item: [key(item) if key else item, item])
    keys.sort(lambda one, other: sign * order(one[0], other[0]))
    keys.forEach(lambda pair, index: setattr(array, index, pair[1]))
    return array


def min(iterable, key=None, default=undefined):
    """``min`` of an iterable; the compiler passes several arguments as one list."""
    return _extreme(iterable, lt, key, default)


def max(iterable, key=None, default=undefined):
    return _extreme(iterable, gt, key, default)


def _extreme(iterable, is_better, key, default):
    best = default
    best_key = undefined
    is_empty = True
    for item in iterate(iterable):
        item_key = key(item) if key else item
        if is_empty or is_better(item_key, best_key):
            best = item
            best_key = item_key
            is_empty = False
    if is_empty and default == undefined:
        raise ValueError('min() or max() of nothing')
    return best


def min_of(*values):
    """``min`` as a value, which takes one iterable or several values."""
    return min(values[0] if values.length == 1 else values)


def max_of(*values):
    return max(values[0] if values.length == 1 else values)


def sum(iterable, start=0):
    for item in iterate(iterable):
        start = add(start, item)
    return start


def any(iterable):
    for item in iterate(iterable):
        if truth(item):
            return True
    return False


def all(iterable):
    for item in iterate(iterable):
        if not truth(item):
            return False
    return True


def getattr(value, name, default=undefined):
    found = value[name]
    return default if found == undefined else found


def setattr(target, name, value):
    target[name] = value


def hasattr(value, name):
    return value[name] != undefined
