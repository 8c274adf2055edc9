"""Methods, classes and functions as values; booleans as numbers; what methods return; views; types that are checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from no_module_of_the_browser import Nothing

Rows = list[list[int]]
Name = str | None


class Item:
    made = 0

    def __init__(self, name, size=1):
        self.name = name
        self.size = size

    def doubled(self):
        return self.size * 2

    def grown(self, by):
        return self.size + by

    @classmethod
    def named(cls, name):
        return cls(name, 9)

    @staticmethod
    def plain(name):
        return name.upper()


class Squares:
    """Iterated through its items alone."""

    def __init__(self, count):
        self.count = count

    def __getitem__(self, index):
        if index >= self.count:
            raise IndexError(index)
        return index * index


class Cubes(Squares):
    def __getitem__(self, index):
        return super().__getitem__(index) * index


def unknown(value):
    return value


def each(function, values):
    return [function(value) for value in values]


def case_booleans_index():
    words = ['no', 'yes']
    counts = [0, 0]
    counts[3 > 2] += 5
    n = unknown(1)
    return [words[n > 0], words[n == 2], 'ab'[True], (4, 5)[False], unknown(words)[True], counts, f'{n} file{("s", "")[n == 1]}']


def case_booleans_store_and_delete():
    values = [1, 2, 3]
    values[True] = 9
    del values[False]
    values.insert(True, 7)
    return [values, values.pop(True), 'ab' * True, sum([True, False, True]), True + True]


def case_methods_of_dicts_as_values():
    table = {'a': 3, 'b': 1, 'c': 2}
    empty = {}
    get = unknown(table).get
    return [sorted(table, key=table.get), max(table, key=table.get), list(map(table.get, 'ax')), get('b'),
            each(unknown(table).get, ['c', 'z']), each(empty.get, ['a']), sorted('bca', key=table.__getitem__)]


def case_methods_of_lists_and_texts_as_values():
    out = []
    add = out.append
    for number in (1, 2):
        add(number)
    each(unknown(out).append, [3, 4])
    join = ', '.join
    clean = ' aB '.strip if len(out) > 2 else ' aB '.lower
    return [out, join(['x', 'y']), list(map(str.upper, 'ab')), clean(), sorted(['small', 'large'], key=['large', 'small'].index),
            each('abc'.startswith, ['a', 'b'])]


def case_membership_as_a_value():
    allowed = {'a', 'b'}
    return [list(filter(allowed.__contains__, 'abc')), list(filter({'x': 1}.__contains__, 'xy')), each([1, 2].__contains__, [2, 3]),
            allowed.__contains__('a'), {'k': 5}.__getitem__('k')]


def case_methods_of_classes_as_values():
    items = [Item('a', 3), Item('b', 1)]
    grown = Item.grown
    make = Item.named
    return [list(map(Item.doubled, items)), [item.name for item in sorted(items, key=Item.doubled)], grown(items[0], 4),
            make('c').size, each(Item.named, ['d'])[0].name, each(Item.plain, ['e'])]


def case_classes_as_functions_of_builtins():
    class_of = map(Item, ['a', 'b'])
    keyed = sorted(['b', 'a'], key=Item.plain)
    return [[item.name for item in class_of], keyed, [error.message if False else str(error) for error in map(ValueError, ['x'])]]


def case_builtins_as_values():
    apply = unknown(each)
    return [apply(int, ['5', '6']), apply(len, ['ab', [1]]), apply(min, [[2, 1], 'ba']), unknown(max)(4, 7), apply(bool, [0, 'x'])]


def case_what_methods_return():
    seen = set()
    values = [3, 1]
    table = {}
    unique = [x for x in 'abab' if not (x in seen or seen.add(x))]
    return [values.append(2), values.extend([5]), values.sort(), values.reverse(), values.insert(0, 7), values.remove(7),
            seen.add('z'), seen.discard('z'), table.update({'a': 1}), table.setdefault('b'), table.clear(), values.clear(),
            unknown(values).append(1), unique, [(lambda: values.append(2))()]]


def case_operations_with_keys():
    first, second = {'x': 1, 'y': 2}, {'y': 3, 'z': 4}
    other = unknown(second)
    return [sorted(first.keys() & second.keys()), sorted(first.keys() | other.keys()), sorted(first.keys() - other.keys()),
            sorted(other.keys() ^ {'y'}), first.keys() == {'x', 'y'}, first.keys() >= {'x'}, unknown(first).keys() == second.keys(),
            sorted(set('ab') - {'a': 1}.keys())]


def case_format():
    value, name = 3.14159, 'pi'
    pattern = unknown('{} is {:.2f}{}')
    return ['{} is {:.2f}'.format(name, value), '{1}{0}{1}'.format('a', 'b'), '{n:>5}|{{}}'.format(n=7), '{:>{}}|'.format('x', 4),
            '{!r:>5}'.format('y'), pattern.format(name, value, '!'), unknown('<{0:^5}>{{').format('a'), '{:{}}'.format(5, '03d'),
            unknown('{:>{}}').format('b', 3), '{}'.format([1, 'a'])]


def case_augmented_lists():
    letters = []
    letters += 'ab'
    other = unknown(['x'])
    other += 'yz'
    letters += (1, 2)
    text = unknown('a')
    text += 'b'
    return [letters, other, text]


def case_generators_are_closed():
    log = []

    def counting():
        try:
            yield 1
            yield 2
        finally:
            log.append('closed')

    counter = counting()
    first = next(counter)
    counter.close()
    squares = (n * n for n in range(3))
    start = next(squares)
    squares.close()
    return [first, log, start, list(squares), list(numbers())]


def numbers():
    yield 1
    yield 2


def case_iteration_by_items():
    return [list(Squares(4)), [n for n in Squares(3)], 4 in Squares(3), 5 in Squares(3), sum(Squares(3)), list(Cubes(3)),
            dict(zip('ab', Squares(2)))]


def case_names_of_types():
    def total(rows: Rows, name: Name = None) -> int:
        return sum(row[0] + row[-1] for row in rows)

    return [total([[1, 2], [3]]), hidden('a', str.upper)]


def hidden(value: Nothing, function: Callable) -> str:
    return function(value)


def case_order_of_booleans_and_numbers():
    one, yes = unknown(1), unknown(True)
    return [one < yes, one <= yes, one >= yes, one > yes, sorted([True, 0, 2, False]), one == yes, max(unknown(False), unknown(-1))]


def case_arithmetic_that_no_text_has():
    results = []
    for action in [lambda: unknown('5') - unknown(2), lambda: unknown('5') * unknown('2'), lambda: unknown(None) - unknown(1),
                   lambda: unknown([3]) - unknown(1), lambda: len(unknown(5)),
                   lambda: len(unknown(None)), lambda: unknown(None) * unknown(2)]:
        try:
            results.append(action())
        except TypeError:
            results.append('TypeError')
    return results


def case_floor_of_floats():
    tenth = 0.1
    return [5.0 // tenth, 0.3 // tenth, -7.5 // 2.5, 7.5 // 2, unknown(7) // 2]


def case_words_of_transcrypts():
    type = 'a'
    property = [type]
    range = {'globals': property}
    globals = len(range)
    return [type, property, range['globals'], globals]


def case_try_that_does_nothing_at_last():
    results = []
    try:
        results.append(1)
    finally:
        pass
    try:
        results.append(int('x'))
    except ValueError:
        pass
    return results
