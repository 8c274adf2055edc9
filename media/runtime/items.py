"""Reading, storing, deleting and slicing items of lists, texts, dicts and objects with item methods."""

from browser import JSON, Array, Map, Math, Object, Set, TypeError, typeof

from media.runtime.errors import IndexError, KeyError, ValueError
from media.runtime.operators import eq

DIALECT = 'plain'


def is_record(value):
    """Whether a value is a plain object: one without a prototype, or with the topmost one, of any realm."""
    if typeof(value) != 'object' or value is None:
        return False
    prototype = Object.getPrototypeOf(value)
    return not prototype or not Object.getPrototypeOf(prototype)


def is_dict(value):
    return isinstance(value, Map) or is_record(value)


def entries(value):
    """The [key, value] pairs of a dict, whether it is a Map or a plain object."""
    return Array.from_(value) if isinstance(value, Map) else Object.entries(value)


def has_key(container, key):
    return container.has(key) if isinstance(container, Map) else Object.hasOwn(container, key)


def get_key(container, key):
    return container.get(key) if isinstance(container, Map) else container[key]


def iterate(value):
    """The iterable that ``for`` uses: the keys of a dict, otherwise the value itself."""
    if isinstance(value, Map):
        return value.keys()
    return Object.keys(value) if is_record(value) else value


def contained(container, item):
    """``container.__contains__(item)``."""
    return contains(item, container)


def contains(item, container):
    if typeof(container) == 'string':
        return container.includes(item)
    if isinstance(container, (Map, Set)):
        return container.has(item)
    if container.__contains__:
        return container.__contains__(item)
    if is_record(container):
        return Object.hasOwn(container, item)
    return Array.from_(container).some(lambda other: eq(other, item))


def item(container, key):
    """``container[key]``: raises an error if there is no such item; negative indexes count from the end."""
    if container.__getitem__:
        return container.__getitem__(key)
    return dict_item(container, key) if is_dict(container) else sequence_item(container, key)


def dict_item(container, key):
    if not has_key(container, key):
        if container.__missing__:
            return container.__missing__(key)
        raise KeyError(quoted(key))
    return get_key(container, key)


def sequence_item(container, key):
    return container[_index(container, key)]


def _index(container, key):
    index = key + container.length if key < 0 else +key  # converts a bool to a number
    if 0 <= index and index < container.length:
        return index
    raise IndexError('index out of range')


def store_item(container, key, value):
    if container.__setitem__:
        container.__setitem__(key, value)
    elif is_dict(container):
        dict_store_item(container, key, value)
    else:
        sequence_store_item(container, key, value)


def dict_store_item(container, key, value):
    if isinstance(container, Map):
        container.set(hashable(key), value)
    elif typeof(key) != 'string' or key == '__proto__':
        raise TypeError('a dict written with names as its keys takes only such keys; begin with dict()')
    else:
        container[key] = value


def sequence_store_item(container, key, value):
    container[_index(container, key)] = value


def delete_item(container, key):
    if container.__delitem__:
        container.__delitem__(key)
    elif is_dict(container):
        dict_delete_item(container, key)
    else:
        sequence_delete_item(container, key)


def dict_delete_item(container, key):
    if not has_key(container, key):
        raise KeyError(quoted(key))
    remove_key(container, key)


def sequence_delete_item(container, key):
    container.splice(_index(container, key), 1)


def remove_key(container, key):
    if isinstance(container, Map):
        container.delete(key)
    else:
        del container[key]


def hashable(key):
    """Return a key, or raise TypeError if it cannot be one: JavaScript would compare a list by identity."""
    if isinstance(key, (list, Map, Set, bytes)):
        raise TypeError('a list, tuple, dict, set or bytes as a key or in a set; use a str')
    return key


def quoted(value):
    return JSON.stringify(value) if typeof(value) == 'string' else str(value)


def slice(container, low=None, high=None, step=None):
    """``container[low:high:step]``, with bounds clamped as in Python."""
    if step is None or step == 1:
        return container.slice(low or 0, container.length if high is None else high)
    indices = _slice_indices(container.length, low, high, step)
    if typeof(container) == 'string':
        return indices.map(lambda index: container[index]).join('')
    return container.constructor.from_(indices, lambda index: container[index])


def _slice_indices(length, low, high, step):
    if step == 0:
        raise ValueError('slice step cannot be zero')
    first = 0 if step > 0 else -1
    last = length if step > 0 else length - 1
    start = (first if step > 0 else last) if low is None else Math.min(
        Math.max(low + length if low < 0 else low, first), last)
    stop = (last if step > 0 else first) if high is None else Math.min(
        Math.max(high + length if high < 0 else high, first), last)
    indices = []
    while start < stop if step > 0 else start > stop:
        indices.push(start)
        start += step
    return indices


def store_slice(container, low, high, step, value):
    """``container[low:high:step] = value``."""
    values = [*iterate(value)]
    if step is not None and step != 1:
        indices = _slice_indices(container.length, low, high, step)
        if values.length == 0:
            for index in indices.sort(lambda one, other: other - one):
                container.splice(index, 1)
        elif values.length != indices.length:
            raise ValueError('a slice with a step takes as many values as it has places')
        else:
            for index in range(indices.length):
                container[indices[index]] = values[index]
        return
    length = container.length
    start = _clamped(0 if low is None else low, length)
    stop = Math.max(start, _clamped(length if high is None else high, length))
    if isinstance(container, list):
        container.splice(start, stop - start, *values)
    else:
        container.set(values, start)


def _clamped(bound, length):
    return Math.min(Math.max(bound + length if bound < 0 else bound, 0), length)


def unpack(value, count):
    """The items of a value as an array of exactly ``count``."""
    parts = value if isinstance(value, list) else [*iterate(value)]
    if parts.length != count:
        raise ValueError(f'{parts.length} values for {count} names')
    return parts


def unpack_star(value, before, after):
    """The items of a value, with those between the first ``before`` and the last ``after`` collected in a list."""
    parts = [*iterate(value)]
    stop = parts.length - after
    if stop < before:
        raise ValueError(f'{parts.length} values for at least {before + after} names')
    return [*parts.slice(0, before), parts.slice(before, stop), *parts.slice(stop)]


def merge(*dicts):
    """Merge dicts: into a plain object if all are plain objects, into a Map otherwise."""
    if dicts.every(is_record):
        return Object.assign({}, *dicts)
    return Map(dicts.flatMap(entries))
