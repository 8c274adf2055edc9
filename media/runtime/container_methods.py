"""Methods of list, dict and set, as ``list_append``; the first parameter is the receiver."""

from browser import Array, Map, Math, Object, Set, undefined

from media.runtime.errors import KeyError, StopIteration, ValueError
from media.runtime.items import (
    entries, get_key, has_key, hashable, iterate, quoted, remove_key, sequence_delete_item, sequence_item, store_item,
)
from media.runtime.iteration import dict, sort
from media.runtime.operators import bit_and, bit_or_in_place, bit_xor, eq, sub

DIALECT = 'plain'


def list_append(receiver, value):
    receiver.push(value)


def list_extend(receiver, iterable):
    for value in [*iterate(iterable)]:
        receiver.push(value)


def list_insert(receiver, index, value):
    receiver.splice(index, 0, value)


def list_pop(receiver, index=-1):
    value = sequence_item(receiver, index)
    sequence_delete_item(receiver, index)
    return value


def list_remove(receiver, value):
    receiver.splice(list_index(receiver, value), 1)


def list_index(receiver, value, start=0, stop=None):
    first = Math.max(0, start + receiver.length) if start < 0 else start
    last = receiver.length if stop is None else stop + receiver.length if stop < 0 else stop
    for index in range(first, Math.min(last, receiver.length)):
        if eq(receiver[index], value):
            return index
    raise ValueError('the value is not in the list')


def list_count(receiver, value):
    return receiver.filter(lambda each: eq(each, value)).length


def list_sort(receiver, key=None, reverse=False):
    sort(receiver, key, reverse)


def list_reverse(receiver):
    receiver.reverse()


def list_copy(receiver):
    return receiver.slice()


def list_clear(receiver):
    receiver.length = 0


def dict_get(receiver, key, default=None):
    return get_key(receiver, key) if has_key(receiver, key) else default


def dict_keys(receiver):
    return [*iterate(receiver)]


def dict_values(receiver):
    return entries(receiver).map(lambda pair: pair[1])


def dict_items(receiver):
    return entries(receiver)


def dict_pop(receiver, key, default=undefined):
    if not has_key(receiver, key):
        if default == undefined:
            raise KeyError(quoted(key))
        return default
    value = get_key(receiver, key)
    remove_key(receiver, key)
    return value


def dict_popitem(receiver):
    pairs = entries(receiver)
    if not pairs.length:
        raise KeyError('popitem(): dictionary is empty')
    pair = pairs[pairs.length - 1]
    remove_key(receiver, pair[0])
    return pair


def dict_setdefault(receiver, key, default=None):
    if not has_key(receiver, key):
        store_item(receiver, key, default)
    return get_key(receiver, key)


def dict_update(receiver, other=None, **pairs):
    if isinstance(receiver, Map) and receiver.update:  # a Counter's
        receiver.update(other)
        return
    if other is not None:
        bit_or_in_place(receiver, dict(other))
    bit_or_in_place(receiver, pairs)


def dict_copy(receiver):
    return Object.assign({}, receiver) if not receiver.set else dict(receiver)


def dict_clear(receiver):
    for pair in entries(receiver):
        remove_key(receiver, pair[0])


def set_add(receiver, value):
    receiver.add(hashable(value))


def set_discard(receiver, value):
    receiver.delete(value)


def set_remove(receiver, value):
    if not receiver.delete(value):
        raise KeyError(quoted(value))


def set_pop(receiver):
    for value in receiver:
        receiver.delete(value)
        return value
    raise KeyError('pop from an empty set')


def set_clear(receiver):
    receiver.clear()


def set_copy(receiver):
    return Set(receiver)


def set_update(receiver, *others):
    for other in others:
        for value in iterate(other):
            receiver.add(hashable(value))


def set_union(receiver, *others):
    result = Set(receiver)
    set_update(result, *others)
    return result


def set_intersection(receiver, other):
    return bit_and(receiver, Set(iterate(other)))


def set_difference(receiver, other):
    return sub(receiver, Set(iterate(other)))


def set_symmetric_difference(receiver, other):
    return bit_xor(receiver, Set(iterate(other)))


def set_issubset(receiver, other):
    other = Set(iterate(other))
    return Array.from_(receiver).every(lambda value: other.has(value))


def set_issuperset(receiver, other):
    return [*iterate(other)].every(lambda value: receiver.has(value))


def set_isdisjoint(receiver, other):
    return not [*iterate(other)].some(lambda value: receiver.has(value))


# Generators


def generator_close(receiver):
    receiver.return_()


def generator_send(receiver, value):
    step = receiver.next(value)
    if step.done:
        raise StopIteration(step.value)
    return step.value
