"""What Python's operators mean where JavaScript's differ, for operands of any type."""

from browser import (
    JSON, Array, ArrayBuffer, BigInt, Map, Math, NaN, Number, Object, Reflect, Set, TypeError, Uint8Array, typeof,
    undefined,
)

from media.python.errors import IndexError, KeyError, StopIteration, ValueError

DIALECT = 'plain'


def is_record(value):
    """Whether a value is a plain object: one without a prototype, or with the topmost one, of any realm."""
    if typeof(value) != 'object' or value is None:
        return False
    prototype = Object.getPrototypeOf(value)
    return not prototype or not Object.getPrototypeOf(prototype)


def is_dict(value):
    return isinstance(value, Map) or is_record(value)


def is_int(value):
    """Whether Python would call it an int; a bool is one, a whole float cannot be told from one."""
    return Number.isInteger(value) or typeof(value) == 'boolean'


def truth(value):
    if typeof(value) != 'object' or value is None:
        return value != value or not not value  # NaN is true in Python
    if isinstance(value, list) or ArrayBuffer.isView(value):
        return value.length > 0
    if isinstance(value, (Map, Set)):
        return value.size > 0
    if is_record(value):
        return Object.keys(value).length > 0
    if value.__bool__:
        return value.__bool__()
    return not value.__len__ or value.__len__() > 0


# Equality and order


def eq(first, second):
    if first == second:
        return True
    if first is None or second is None:
        return first is None and second is None
    if typeof(first) != 'object' or typeof(second) != 'object':
        return _is_number(first) and _is_number(second) and Number(first) == Number(second)
    if first.__eq__:
        return first.__eq__(second)
    if isinstance(first, list) or ArrayBuffer.isView(first):
        return isinstance(first, list) == isinstance(second, list) and first.length == second.length and first.every(
            lambda item, index: eq(item, second[index]))
    if isinstance(first, Set):
        return isinstance(second, Set) and first.size == second.size and Array.from_(first).every(
            lambda item: second.has(item))
    if is_dict(first) and is_dict(second):
        pairs = entries(first)
        return pairs.length == entries(second).length and pairs.every(
            lambda pair: has_key(second, pair[0]) and eq(pair[1], get_key(second, pair[0])))
    return False


def _is_number(value):
    return typeof(value) == 'number' or typeof(value) == 'boolean'


def order(first, second):
    """Below, equal or above as a number below, at or above 0; lists by their first difference."""
    if isinstance(first, list) and isinstance(second, list):
        for index in range(Math.min(first.length, second.length)):
            if not eq(first[index], second[index]):
                return order(first[index], second[index])
        return first.length - second.length
    if typeof(first) != typeof(second) and not (_is_number(first) and _is_number(second)):
        raise TypeError(f'< between {typeof(first)} and {typeof(second)}')
    if first is not None and first.__lt__:
        return -1 if first.__lt__(second) else 1 if second.__lt__(first) else 0
    return -1 if first < second else 1 if first > second else 0 if first == second else NaN


def lt(first, second):
    return order(first, second) < 0


def le(first, second):
    return order(first, second) <= 0


def gt(first, second):
    return order(first, second) > 0


def ge(first, second):
    return order(first, second) >= 0


# Arithmetic


def add(first, second):
    if isinstance(first, list):
        return first.concat(_list(second))
    if isinstance(first, bytes):
        return Uint8Array([*first, *second])
    return _same_sort(first, second) + second


def _list(value):
    if not isinstance(value, list):
        raise TypeError('only a list can be added to a list')
    return value


def _same_sort(first, second):
    """``first``, if the two can be added: Python adds no number to a text."""
    if typeof(first) != typeof(second) and not (_is_number(first) and _is_number(second)):
        raise TypeError(f'{typeof(first)} + {typeof(second)}')
    return first


def add_in_place(first, second):
    if isinstance(first, list):
        for item in iterate(second):
            first.push(item)
        return first
    return add(first, second)


def sub(first, second):
    if isinstance(first, Set):
        return Set(Array.from_(first).filter(lambda item: not second.has(item)))
    return first - second


def sub_in_place(first, second):
    if isinstance(first, Set):
        for item in second:
            first.delete(item)
        return first
    return first - second


def mul(first, second):
    if typeof(second) == 'string' or isinstance(second, list):
        return mul(second, first)
    if typeof(first) == 'string':
        return first.repeat(Math.max(0, second))
    if isinstance(first, list):
        length = Math.max(0, second) * first.length
        return Array.from_({'length': length}, lambda item, index: first[index % first.length])
    return first * second


def mul_in_place(first, second):
    if isinstance(first, list):
        first.splice(0, first.length, *mul(first, second))
        return first
    return mul(first, second)


def mod(first, second):
    rest = first % second
    return rest + second if rest and (rest < 0) != (second < 0) else rest


def bit_and(first, second):
    if isinstance(first, Set):
        return Set(Array.from_(first).filter(lambda item: second.has(item)))
    if typeof(first) == 'boolean' and typeof(second) == 'boolean':
        return first and second
    return first & second if _are_small(first, second) else Number(BigInt(first) & BigInt(second))


def bit_or(first, second):
    if isinstance(first, Set):
        return Set([*first, *second])
    if typeof(first) == 'object':
        return merge(first, second)
    if typeof(first) == 'boolean' and typeof(second) == 'boolean':
        return first or second
    return first | second if _are_small(first, second) else Number(BigInt(first) | BigInt(second))


def bit_xor(first, second):
    if isinstance(first, Set):
        return bit_or(sub(first, second), sub(second, first))
    if typeof(first) == 'boolean' and typeof(second) == 'boolean':
        return first != second
    return first ^ second if _are_small(first, second) else Number(BigInt(first) ^ BigInt(second))


def _are_small(first, second):
    """Whether the browser's operators, which know 32 bits, are exact."""
    return (first | 0) == Number(first) and (second | 0) == Number(second)


def bit_and_in_place(first, second):
    return _replace_set(first, bit_and(first, second))


def bit_or_in_place(first, second):
    if is_dict(first):
        for pair in entries(second):
            store_item(first, pair[0], pair[1])
        return first
    return _replace_set(first, bit_or(first, second))


def bit_xor_in_place(first, second):
    return _replace_set(first, bit_xor(first, second))


def _replace_set(target, result):
    if not isinstance(target, Set):
        return result
    target.clear()
    for item in result:
        target.add(item)
    return target


# Containers


def entries(value):
    """The [key, value] pairs of a dict of either make."""
    return Array.from_(value) if isinstance(value, Map) else Object.entries(value)


def has_key(container, key):
    return container.has(key) if isinstance(container, Map) else Object.hasOwn(container, key)


def get_key(container, key):
    return container.get(key) if isinstance(container, Map) else container[key]


def iterate(value):
    """What ``for`` walks: the keys of a dict, the items of all else."""
    if isinstance(value, Map):
        return value.keys()
    return Object.keys(value) if is_record(value) else value


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
    """``container[key]``: an error where there is nothing, the end counted from where the key is negative."""
    if container.__getitem__:
        return container.__getitem__(key)
    return dict_item(container, key) if is_dict(container) else sequence_item(container, key)


def dict_item(container, key):
    if not has_key(container, key):
        raise KeyError(quoted(key))
    return get_key(container, key)


def sequence_item(container, key):
    return container[_index(container, key)]


def _index(container, key):
    index = key + container.length if key < 0 else key
    if index < 0 or index >= container.length:
        raise IndexError('index out of range')
    return index


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
    """A key, if it can be one: a list would be found again only by itself."""
    if isinstance(key, list):
        raise TypeError('a list or tuple as a key')
    return key


def quoted(value):
    return JSON.stringify(value) if typeof(value) == 'string' else str(value)


def slice(container, low=None, high=None, step=None):
    """``container[low:high:step]``, each bound as Python clamps it."""
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
    values = Array.from_(iterate(value))
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
    """The parts of a value as an array of just ``count``."""
    parts = value if isinstance(value, list) else Array.from_(iterate(value))
    if parts.length != count:
        raise ValueError(f'{parts.length} values for {count} names')
    return parts


def unpack_star(value, before, after):
    """The parts of a value with all between the first ``before`` and the last ``after`` gathered in a list."""
    parts = Array.from_(iterate(value))
    stop = parts.length - after
    if stop < before:
        raise ValueError(f'{parts.length} values for at least {before + after} names')
    return [*parts.slice(0, before), parts.slice(before, stop), *parts.slice(stop)]


def merge(*dicts):
    """One dict of all: a record where all are records, a Map otherwise."""
    if dicts.every(is_record):
        return Object.assign({}, *dicts)
    return Map(dicts.flatMap(entries))


# Objects


def method(receiver, name):
    """A method as a value: it keeps its receiver, and is the same function each time it is asked for."""
    function = receiver[name]
    if not Object.hasOwn(receiver, name) and typeof(function) == 'function':
        function = function.bind(receiver)
        Object.defineProperty(receiver, name, {'value': function, 'configurable': True, 'writable': True})
    return function


def step(iterator):
    """One turn of an object with ``__next__``, as the browser's loops ask for it."""
    try:
        return {'value': iterator.__next__(), 'done': False}
    except StopIteration:
        return {'value': undefined, 'done': True}


def raised(error):
    """What ``raise error`` throws: a new object, where ``error`` is a class."""
    return Reflect.construct(error, []) if typeof(error) == 'function' else error


def caused(error, cause):
    """``raise error from cause``."""
    error.cause = cause
    return error


def fixed(value, digits):
    """``f'{value:.2f}'``; halves go to the even digit, as in Python, where they are exact."""
    if not Number.isFinite(value):
        return 'nan' if value != value else 'inf' if value > 0 else '-inf'
    if Math.abs(value) >= 1e21:
        return f'{BigInt(value)}' + (f'.{"0".repeat(digits)}' if digits else '')
    size = Math.abs(value)
    sign = '-' if value < 0 or Object.is_(value, -0.0) else ''
    text = size.toFixed(digits)
    exact = size.toFixed(Math.min(100, digits + 60))
    point = exact.indexOf('.') + digits + 1
    is_half = exact[point] == '5' and not Number(exact.slice(point + 1))
    if is_half and Number(text[text.length - 1]) % 2:
        # The browser went up to an odd digit: the even one is the neighbour below.
        text = (size - 10 ** -digits / 2).toFixed(digits)
    return sign + text
