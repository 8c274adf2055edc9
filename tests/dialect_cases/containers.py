"""Lists, dicts, sets, slices, unpacking and comprehensions."""


def case_list_methods():
    items = [3, 1, 2]
    items.append(4)
    items.extend([5, 6])
    items.extend(x for x in (7,))
    items.insert(0, 0)
    items.insert(-1, 99)
    popped = items.pop()
    first = items.pop(0)
    items.remove(99)
    items.reverse()
    copied = items.copy()
    items.sort()
    counts = [items.index(4), items.count(4), items.count(100)]
    copied.clear()
    return [items, popped, first, copied, counts, items.pop(-2)]


def case_list_errors():
    names = []
    for action in [lambda: [].pop(), lambda: [1].remove(2), lambda: [1].index(5), lambda: [1][3], lambda: [1][-2],
                   lambda: {'a': 1}['b'], lambda: {}['x'], lambda: dict(a=1).pop('b'), lambda: set().pop(),
                   lambda: {1}.remove(2), lambda: min([]), lambda: [1].pop(4)]:
        try:
            action()
            names.append('none')
        except (IndexError, ValueError) as error:
            names.append('IndexError' if isinstance(error, IndexError) else 'ValueError')
        except KeyError as error:
            names.append(f'KeyError {error}' if False else 'KeyError')
    return names


def case_negative_index():
    items = [1, 2, 3]
    index = -2
    items[-1] = 30
    items[index] += 5
    del items[-3]
    return [items, items[-1], items[index + 1]]


def case_index_errors_on_store():
    items = [1]
    found = []
    for index in [1, -2, 5]:
        try:
            items[index] = 0
        except IndexError:
            found.append('IndexError')
    try:
        del items[3]
    except IndexError:
        found.append('IndexError')
    return [items, found]


def case_none_is_no_error():
    items = [None, 0, '']
    return [items[0], items[1], items[2], [items[i] for i in range(3)], {'a': None}['a'], [items[i + 1] for i in range(2)]]


def case_items_or_none():
    def item(values: list, index: int):
        return values[index] if 0 <= index < len(values) else None

    def letter(text: str, index: int):
        return text[index] if 0 <= index < len(text) else None

    def second(values: list):
        return values[1] if 1 < len(values) else None

    def last_too(values: list, index: int):
        return values[index] if index < len(values) else None
    return [[item([5, None, 0], index) for index in range(-2, 5)], [letter('ab', index) for index in range(-1, 4)],
            [second([]), second([1, 2]), second([1, None])], [last_too([1, 2], index) for index in range(-2, 4)]]


def case_slices():
    items = [0, 1, 2, 3, 4, 5]
    bounds = [None, 0, 2, 6, 9, -1, -4, -9]
    return [items[low:high:step] for low in bounds for high in bounds for step in [None, 1, 2, -1, -2]]


def case_slice_stores():
    results = []
    for low, high in [(0, 2), (1, 1), (2, None), (None, 3), (-2, None), (5, 9), (3, 1), (None, None)]:
        items = [0, 1, 2, 3]
        items[low:high] = ['a', 'b', 'c']
        results.append(items)
    stepped = [0, 1, 2, 3, 4]
    stepped[::2] = ['x', 'y', 'z']
    removed = [0, 1, 2, 3, 4]
    del removed[1:3]
    every_other = [0, 1, 2, 3, 4]
    del every_other[::2]
    return results + [stepped, removed, every_other]


def case_addition_and_repetition():
    items = [1] + [2, 3]
    alias = items
    items += [4]
    items *= 2
    alias += (5,)
    return [items, alias, [0] * 3, 2 * ['a'], [[]] * 2, items + []]


def case_in_place_changes_alias():
    items = [1]
    alias = items
    alias += [2]
    both = {'a'}
    other = both
    other |= {'b'}
    table = {'x': 1}
    second = table
    second |= {'y': 2}
    return [items, sorted(both), table, items is alias]


def case_equality():
    return [
        [1, [2, 3]] == [1, [2, 3]], [1] == [2], [1] != [1], {'a': [1]} == {'a': [1]}, {'a': 1, 'b': 2} == {'b': 2, 'a': 1},
        {'a': 1} == {'a': 2}, {1, 2} == {2, 1}, (1, 2) == (1, 2), [] == [], {} == {}, [None] == [None], [1] == [True],
        [1, 2] == [1, 2, 3], {'a': 1} != {'a': 1}, 'a' == ['a'], None == None, [float('nan')] == [float('nan')],
    ]


def case_order():
    return [[1, 2] < [1, 3], [1] < [1, 0], [2] > [1, 5], [] < [0], [1, 2] <= [1, 2], ['a', 1] < ['b', 0],
            sorted([[2, 1], [1, 5], [1, 2]]), max([3, 1], [2, 9]), (1, 'b') < (1, 'c')]


def case_truth():
    empty = [[], {}, set(), '', 0, 0.0, None, False, (), dict()]
    full = [[0], {'a': 0}, {0}, ' ', 1, -0.5, True, (0,), dict(a=1)]
    return [[bool(value) for value in empty], [not value for value in full], ['yes' if value else 'no' for value in empty + full],
            [] or 'default', {} or None, [1] and 'both', '' or 0, None or [], [] and 1, 0 or '' or [] or 'end',
            [value for value in full if value] == full, not [], not [0]]


def case_dict_methods():
    table = {'b': 1, 'a': 2}
    table['c'] = 3
    table.update({'d': 4})
    table.update(e=5)
    table.setdefault('a', 100)
    table.setdefault('f', 6)
    got = [table.get('a'), table.get('zz'), table.get('zz', 7), table.pop('b'), table.pop('zz', 'gone')]
    copied = table.copy()
    copied.clear()
    return [table, got, list(table), list(table.keys()), list(table.values()), list(table.items()), len(table), 'a' in table,
            'b' in table, 'q' not in table, copied, table.popitem(), len(copied)]


def case_dict_removal():
    found = {}
    for key in ['a', 'b', 'c', 'a']:
        found.pop(key, None)
        found[key] = len(found)
    found.pop('d', None)
    return [list(found.items()), found.pop('a', None), found.pop('a', None), len(found)]


def case_dict_of_numbers():
    table = {}
    for number in [3, 1, 2]:
        table[number] = number * number
    table[1] += 10
    del table[3]
    return [list(table.items()), table[2], 3 in table, table.get(9, 'none'), sum(table.values()), {n: n for n in (2, 1)}]


def case_hostile_keys():
    table = {}
    for key in ['constructor', '__proto__', 'hasOwnProperty', 'toString', 'length', '10', '2']:
        table[key] = key
    record = {'constructor': 1, 'a': 2}
    return [list(table), 'valueOf' in table, table.get('isPrototypeOf'), 'toString' in record, record.get('valueOf'),
            record['constructor'], {'__proto__': 5}, list({'10': 1, '2': 2}), record.get('__proto__', 'absent')]


def case_dict_iteration():
    table = {'x': 1, 'y': 2}
    pairs = []
    for key in table:
        pairs.append(key)
    for key, value in table.items():
        pairs.append([key, value])
    for value in table.values():
        pairs.append(value)
    return [pairs, sorted(table), max(table), [k for k in table], list(map(str, table)), sum(table.values()), dict(table) == table]


def case_dict_building():
    base = {'a': 1, 'b': 2}
    return [dict(), dict(a=1, b=2), dict([('x', 1), ('y', 2)]), dict(base, b=3), {**base, 'c': 3}, {'a': 0, **base},
            {**base, **{'b': 9}}, base | {'z': 1}, {k: v * 2 for k, v in base.items()}, dict(zip('ab', [1, 2])),
            {str(i): i for i in range(3)}, {**{}, 5: 6}]


def case_sets():
    first, second = {1, 2, 3}, {3, 4}
    first.add(10)
    first.discard(99)
    first.remove(10)
    copied = first.copy()
    copied.update([7, 8], (9,))
    return [sorted(first | second), sorted(first & second), sorted(first - second), sorted(first ^ second), 2 in first,
            len(second), sorted(first.union(second)), sorted(first.intersection(second)), sorted(first.difference([1])),
            {1}.issubset(first), first.issuperset({1, 2}), first.isdisjoint({9}), sorted(set('hello')), set() == set(),
            sorted(x % 3 for x in {1, 4, 5}), sorted({x // 2 for x in range(5)}), sorted(copied),
            sorted(first.symmetric_difference(second)), sorted(frozenset([2, 1]))]


def case_set_in_place():
    values = {1, 2, 3}
    values |= {4}
    values &= {2, 3, 4}
    values -= {4}
    values ^= {3, 5}
    return sorted(values)


def case_unpacking():
    a, b = 1, 2
    a, b = b, a
    [c, d] = 'xy'
    (e, f), g = (3, 4), 5
    first, *rest = [1, 2, 3]
    *start, last = (1, 2, 3)
    one, *middle, two = range(5)
    h = i = [0]
    h.append(1)
    x, y = {'k': 1, 'l': 2}
    p, *q = 'a'
    return [a, b, c, d, e, f, g, first, rest, start, last, one, middle, two, i, x, y, p, q]


def case_unpacking_errors():
    found = []
    for values in [[1], [1, 2, 3], [], {}]:
        try:
            a, b = values
            found.append([a, b])
        except ValueError:
            found.append('ValueError')
    try:
        a, *b, c = [1]
    except ValueError:
        found.append('ValueError')
    try:
        for a, b in [[1, 2], [3]]:
            found.append(a + b)
    except ValueError:
        found.append('ValueError')
    return found


def case_unpacking_places():
    items = [0, 0, 0]
    table = {}
    items[0], items[-1] = 1, 2
    table['a'], items[1] = 3, 4
    for items[0] in range(3):
        pass
    for index, (a, b) in enumerate([(1, 2), (3, 4)]):
        table[index] = a * b
    for (a, b), c in [((1, 2), 3)]:
        table['deep'] = [a, b, c]
    return [items, table]


def case_stars():
    def together(*values):
        return values

    items = [2, 3]
    return [[1, *items, 4], (*items, *'ab'), together(*items), together(1, *items, *{'k': 1}), sorted({*items, 2}), [*range(3)],
            [*{'a': 1}], together(), together(*[])]


def case_comprehensions():
    items = [1, 2, 3, 4]
    return [
        [x * x for x in items], [x for x in items if x % 2], [x for x in items if x > 1 if x < 4],
        [x + y for x in (1, 2) for y in (10, 20)], [[x, y] for x in range(3) for y in range(x)],
        [[y for y in range(x)] for x in range(3)], {x: x * x for x in items if x > 2}, sorted({x % 2 for x in items}),
        list(x for x in items), sum(x * x for x in items), any(x > 3 for x in items), all(x > 3 for x in items),
        [a + b for a, b in [(1, 2), (3, 4)]], [k for k in {'a': 1}], [i for i, x in enumerate(items) if x > 2],
        max((x for x in items), default=0), max([], default='none'), [x for x in 'abc' if x in ('a', 'c')],
        ', '.join(f'{x}' for x in items), [f'{k}={v}' for k, v in {'a': 1, 'b': 2}.items()],
    ]


def case_comprehension_scope():
    x = 'outer'
    squares = [x for x in range(3)]
    functions = [lambda: y for y in range(3)]
    captured = [lambda z=z: z for z in range(3)]
    return [x, squares, [f() for f in functions], [f() for f in captured]]


def case_generator_expression_is_lazy():
    seen = []

    def note(value):
        seen.append(value)
        return value > 1

    found = any(note(value) for value in [1, 2, 3])
    later = (note(value) for value in [7])
    before = list(seen)
    done = list(later)
    return [found, before, done, seen]


def case_membership():
    items = [1, 'a', None, [2]]
    return [1 in items, 'a' in items, None in items, [2] in items, 5 in items, 'b' not in items, 1 in (1, 2), 'x' in ('x', 'y'),
            None in ('x', None), 'k' in {'k': 0}, 3 in range(5), 2 in {1: 0, 2: 0}, True in [1], 'bc' in 'abcd']


def case_membership_where_the_kinds_are_known():
    numbers: list[int] = [1, 2]
    words: list[str] = ['ab', '']
    order = []

    def note(number: int) -> int:
        order.append(number)
        return number

    def both() -> list[int]:
        order.append('list')
        return numbers

    return [1 in numbers, 3 not in numbers, 'ab' in words, 'a' in words, '' in words, True in numbers, None in words,
            note(2) in both(), order]


def case_builtins():
    items = [3, 1, 2]
    return [
        len(items), sorted(items), sorted(items, reverse=True), sorted(['b', 'A', 'c'], key=str.lower) if False else 0,
        sorted(['bb', 'a', 'ccc'], key=len), sorted(['bb', 'a', 'ccc'], key=lambda s: -len(s)), min(items), max(items),
        min(5, 2, 8), max('a', 'c', 'b'), min(['bb', 'a'], key=len), max('bb', 'a', key=len), sum(items), sum([[1], [2]], []),
        sum(items, 10), list(reversed(items)), list(enumerate(items)), list(enumerate('ab', start=5)), list(zip(items, 'ab')),
        list(map(lambda x: x + 1, items)), list(filter(None, [0, 1, '', 'a'])), list(filter(lambda x: x > 1, items)),
        list(range(3)), list(range(1, 4)), list(range(5, 0, -2)), list(range(0)), abs(-3), any([]), all([]),
        list(map(str, [1, None, True])), list(zip()), list(zip([1], [2], [3])), next(iter([7])), next(iter([]), 'end'),
        tuple([1, 2]), list('ab'), divmod(7, 3), divmod(-7, 3), list(map(lambda a, b: a * b, [1, 2], [3, 4])),
    ]


def case_comprehensions_over_lists():
    rows: list[list[int]] = [[3, 1], [], [2]]
    flat: list[int] = [2, 0, -1]
    x = 'outside'
    sums = [[x + 1 for x in row] for row in rows]
    return [sums, x, [0 for _ in flat], [flat[x] for x in flat], [x for x in flat if x], [x for x in flat if x > 0 or x < 0],
            [x for x in rows if x], [f'{x}!' for x in flat], [x * 2 for x in flat if x], [(x, y) for x in flat for y in flat],
            [call() for call in [lambda: x for x in flat]], [[x for x in row if x > 1] for row in rows],
            [1 if x else 2 for x in flat], [x if x > 0 else None for x in [*flat, 9]], [not x for x in rows]]


def case_sort_is_stable():
    records = [('b', 1), ('a', 1), ('c', 0), ('d', 1)]
    ascending = sorted(records, key=lambda record: record[1])
    descending = sorted(records, key=lambda record: record[1], reverse=True)
    records.sort(key=lambda record: record[0], reverse=True)
    numbers = [10, 9, 1, 100]
    numbers.sort()
    return [ascending, descending, records, numbers]


def case_sort_of_mixed_types():
    try:
        return sorted([1, 'a'])
    except TypeError:
        return 'TypeError'


def case_list_as_key():
    def refused(key):
        try:
            {}[key] = 1
            return 'stored'
        except TypeError:
            return 'TypeError'

    return [refused([1]), refused({1}), refused({}), refused('a'), refused(True), refused(None)]


def case_text_of_containers():
    return [str([1, 'a', None, True]), str({'a': [1, 2]}), str(set()), repr([]), str({}), f'{[1.5, -2]}', str([[1], ['x']]), str({1})]


def case_nested_updates():
    table = {'list': [1], 'dict': {'a': 1}}
    table['list'].append(2)
    table['dict']['b'] = 2
    table['list'][0] += 10
    table['dict']['a'] *= 5
    rows = [[0] * 2 for _ in range(2)]
    rows[0][1] = 5
    rows[-1][-1] -= 3
    return [table, rows]


def case_mutation_while_iterating():
    items = [1, 2, 3]
    seen = []
    for item in items:
        seen.append(item)
        if item == 1:
            items.append(4)
    for item in items[:]:
        items.remove(item)
    return [seen, items]


def case_order_of_sets():
    def all_of(a, b):
        return [a <= b, a < b, a >= b, a > b, a == b, a != b]

    small, large = {1, 2}, {1, 2, 3}
    return [all_of(small, large), all_of(large, small), all_of(small, {2, 1}), all_of({9}, large), all_of(set(), small),
            {1} < {1, 2}]
