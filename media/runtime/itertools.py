"""The part of Python's ``itertools`` that browser code uses."""


def chain(*iterables):
    for iterable in iterables:
        yield from iterable


def islice(iterable, start, stop=False, step=1):
    """``islice(values, stop)``, or ``islice(values, start, stop, step)``."""
    first, last = (0, start) if stop is False else (start or 0, stop)
    if last is not None and last <= first:
        return
    index = 0
    for value in iterable:
        if index >= first and (index - first) % (step or 1) == 0:
            yield value
        index += 1
        if last is not None and index >= last:
            return


def groupby(iterable, key=None):
    """Yield pairs of a key and the list of consecutive values that have it."""
    group, last = [], None
    for value in iterable:
        found = key(value) if key else value
        if group and found != last:
            yield last, group
            group = []
        group.append(value)
        last = found
    if group:
        yield last, group


def zip_longest(*iterables, fillvalue=None):
    columns = [list(iterable) for iterable in iterables]
    for index in range(max([len(column) for column in columns], default=0)):
        yield [column[index] if index < len(column) else fillvalue for column in columns]


def accumulate(iterable, func=None, *, initial=None):
    total, is_first = initial, initial is None
    if not is_first:
        yield total
    for value in iterable:
        total = value if is_first else func(total, value) if func else total + value
        is_first = False
        yield total


def count(start=0, step=1):
    while True:
        yield start
        start += step


def repeat(object, times=None):
    done = 0
    while times is None or done < times:
        yield object
        done += 1


def cycle(iterable):
    values = list(iterable)
    while values:
        yield from values


def takewhile(predicate, iterable):
    for value in iterable:
        if not predicate(value):
            return
        yield value


def dropwhile(predicate, iterable):
    is_dropping = True
    for value in iterable:
        is_dropping = is_dropping and predicate(value)
        if not is_dropping:
            yield value


def filterfalse(predicate, iterable):
    for value in iterable:
        if not (predicate(value) if predicate else value):
            yield value


def starmap(func, iterable):
    for values in iterable:
        yield func(*values)


def pairwise(iterable):
    values = list(iterable)
    yield from zip(values, values[1:])


def product(*iterables, repeat=1):
    pools = [list(iterable) for iterable in iterables] * repeat
    results = [[]]
    for pool in pools:
        results = [[*result, value] for result in results for value in pool]
    yield from results


def combinations(iterable, r):
    values = list(iterable)
    if r == 0:
        yield []
    for index in range(len(values) if r else 0):
        for rest in combinations(values[index + 1:], r - 1):
            yield [values[index], *rest]


def permutations(iterable, r=None):
    values = list(iterable)
    length = len(values) if r is None else r
    if length == 0:
        yield []
    for index in range(len(values) if length else 0):
        for rest in permutations(values[:index] + values[index + 1:], length - 1):
            yield [values[index], *rest]
