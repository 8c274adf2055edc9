"""Python's operators where JavaScript's behave differently, for operands of any type."""

from browser import (
    Array, ArrayBuffer, BigInt, Map, Math, NaN, Number, Object, Reflect, Set, TypeError, Uint8Array, typeof, undefined,
)

from media.runtime.errors import IndexError, StopIteration
from media.runtime.items import entries, get_key, has_key, is_dict, is_record, iterate, merge, store_item

DIALECT = 'plain'


def is_int(value):
    """Whether the value is an int in Python; bools are, and integral floats cannot be distinguished from ints."""
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
    """Compare two values: a number below, equal to or above 0. Lists by the first difference; subsets are less."""
    if isinstance(first, list) and isinstance(second, list):
        for index in range(Math.min(first.length, second.length)):
            if not eq(first[index], second[index]):
                return order(first[index], second[index])
        return first.length - second.length
    if isinstance(first, Set) and isinstance(second, Set):
        shared = bit_and(first, second).size
        return first.size - second.size if shared == Math.min(first.size, second.size) else NaN
    is_odd = first is None or second is None or typeof(first) != typeof(second) or isinstance(first, list)
    if is_odd and not (_is_number(first) and _is_number(second)):
        raise TypeError(f'< between {typeof(first)} and {typeof(second)}')
    if first.__lt__:
        return -1 if first.__lt__(second) else 1 if second.__lt__(first) else 0
    return -1 if first < second else 1 if first > second else 0 if first >= second else NaN


def lt(first, second):
    return order(first, second) < 0


def le(first, second):
    return order(first, second) <= 0


def gt(first, second):
    return order(first, second) > 0


def ge(first, second):
    return order(first, second) >= 0


def smaller(first, second):
    """``min`` of two numbers, either of which may be NaN, compared as in Python."""
    return second if second < first else first


def larger(first, second):
    return second if second > first else first


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
    """Return ``first`` if the two can be added: Python cannot add a number to a text."""
    is_odd = typeof(first) != typeof(second) or typeof(first) == 'object'
    if is_odd and not (_is_number(first) and _is_number(second)):
        raise TypeError(f'{typeof(first)} + {typeof(second)}')
    return first


def add_in_place(first, second):
    if isinstance(first, list):
        for item in [*iterate(second)]:
            first.push(item)
        return first
    return add(first, second)


def sub(first, second):
    if isinstance(first, Set):
        return Set(Array.from_(first).filter(lambda item: not second.has(item)))
    return _number(first) - _number(second)


def _number(value):
    """Return a number or a bool; raises TypeError for others, such as texts and None, which the browser converts."""
    if not _is_number(value):
        raise TypeError(f'arithmetic with {typeof(value)}')
    return value


def sub_in_place(first, second):
    if isinstance(first, Set):
        for item in second:
            first.delete(item)
        return first
    return sub(first, second)


def mul(first, second):
    if typeof(first) == 'string':
        return first.repeat(_count(second))
    if isinstance(first, list):
        length = _count(second) * first.length
        return Array.from_({'length': length}, lambda item, index: first[index % first.length])
    if typeof(second) == 'string' or isinstance(second, list):
        return mul(second, first)
    return _number(first) * _number(second)


def _count(value):
    """The number of repetitions."""
    if not is_int(value):
        raise TypeError(f'a repetition by {typeof(value)}')
    return Math.max(0, value)


def mul_in_place(first, second):
    if isinstance(first, list):
        first.splice(0, first.length, *mul(first, second))
        return first
    return mul(first, second)


def mod(first, second):
    rest = first % second
    return rest + second if rest and (rest < 0) != (second < 0) else rest


def mod_any(first, second):
    """``%`` if an operand may be a text; formatting with ``%`` is not supported."""
    return mod(_number(first), _number(second))


def floor_div(first, second):
    """``//`` of floats: the floor of the exact quotient; the rounded quotient may be larger."""
    return Math.round((first - mod(first, second)) / second)


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
    """Whether the browser's 32-bit operators are exact."""
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


# Objects


def method(receiver, name):
    """A method as a value: it is bound to its receiver, and is the same function on each access."""
    function = receiver[name]
    if not Object.hasOwn(receiver, name) and typeof(function) == 'function':
        function = function.bind(receiver)
        Object.defineProperty(receiver, name, {'value': function, 'configurable': True, 'writable': True})
    return function


def bound(receiver, function):
    """A method of one of Python's types as a value: ``out.append``, ``table.get``."""
    return lambda *rest: function(receiver, *rest)


def attribute(receiver, name, function):
    """An attribute of any value; a bound method if the receiver has one of Python's types."""
    is_python = typeof(receiver) == 'string' or isinstance(receiver, (list, Map, Set, bytes)) or (
        is_record(receiver) and not Object.hasOwn(receiver, name))
    return bound(receiver, function) if is_python else receiver[name]


def unbound(owner, name):
    """``Class.method`` as a value: a function that takes the object as its first argument."""
    return lambda receiver, *rest: owner.prototype[name].call(receiver, *rest)


def factory(owner):
    """A class as a function that creates objects."""
    return lambda *rest: Reflect.construct(owner, rest)


def each_item(owner):
    """Iterate over an object that has only ``__getitem__``."""
    index = 0
    while True:
        try:
            found = owner.__getitem__(index)
        except IndexError:
            return
        yield found
        index += 1


def step(iterator):
    """One step of an object with ``__next__``, as JavaScript's iterator protocol defines it."""
    try:
        return {'value': iterator.__next__(), 'done': False}
    except StopIteration:
        return {'value': undefined, 'done': True}


def raised(error):
    """The value that ``raise error`` throws: a new object if ``error`` is a class."""
    return Reflect.construct(error, []) if typeof(error) == 'function' else error


def caused(error, cause):
    """``raise error from cause``."""
    error.cause = cause
    return error


def fixed(value, digits):
    """``f'{value:.2f}'``; exact halves are rounded to the even digit, as in Python."""
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
        # The browser rounded up to an odd digit; the even one is the digit below.
        text = (size - 10 ** -digits / 2).toFixed(digits)
    return sign + text
