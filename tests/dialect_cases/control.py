"""Loops, exceptions, match, with, generators, scopes."""


def case_loop_else():
    found = []
    for number in [1, 2, 3]:
        if number == 5:
            break
    else:
        found.append('no break')
    for number in [1, 2, 3]:
        if number == 2:
            break
    else:
        found.append('never')
    for outer in range(3):
        for inner in range(3):
            if inner == outer:
                break
        else:
            found.append('inner never')
    else:
        found.append('outer')
    count = 0
    while count < 3:
        count += 1
        if count == 10:
            break
    else:
        found.append('while else')
    for number in range(4):
        if number % 2:
            continue
        found.append(number)
    else:
        found.append('after continue')
    return [found, number, outer, inner]


def case_range_loops():
    seen = []
    for i in range(3):
        seen.append(i)
    after = i
    for i in range(5, 0, -2):
        seen.append(i)
    limit = 3
    for i in range(limit):
        limit = 10
        seen.append(i)
    for i in range(4):
        i += 10
        seen.append(i)
    step = 2
    for i in range(0, 5, step):
        seen.append(i)
    for i in range(0):
        seen.append('never')
    return [seen, after, i]


def case_loop_variable_is_shared():
    functions = []
    for number in range(3):
        functions.append(lambda: number)
    bound = []
    for number in range(3):
        bound.append(lambda number=number: number)
    loops = []
    for item in ['a', 'b']:
        copied = item

        def show():
            return copied
        loops.append(show)
    return [[f() for f in functions], [f() for f in bound], [f() for f in loops]]


def case_enumerate_and_zip():
    seen = []
    for index, item in enumerate(['a', 'b'], 1):
        seen.append(f'{index}{item}')
        index = 100
    for index, (a, b) in enumerate(zip('ab', [1, 2])):
        if index:
            continue
        seen.append([index, a, b])
    for a, b in zip([1, 2, 3], 'xy'):
        seen.append([a, b])
    return seen


def case_exceptions():
    log = []

    def attempt(action):
        try:
            log.append('try')
            result = action()
        except ValueError as error:
            log.append(f'value {error}')
            return 'value'
        except (KeyError, IndexError):
            log.append('lookup')
            return 'lookup'
        except Exception as error:
            log.append('other')
            return 'other'
        else:
            log.append('else')
            return result
        finally:
            log.append('finally')

    def fail(kind):
        raise kind

    def explode():
        raise ValueError('bad')

    def index():
        return [][0]

    def attribute():
        return None.missing

    return [attempt(lambda: 1), attempt(explode), attempt(index), attempt(attribute), attempt(lambda: int('x')),
            attempt(lambda: fail(RuntimeError('r'))), attempt(lambda: fail(KeyError)), log]


def case_else_is_not_guarded():
    try:
        try:
            pass
        except ValueError:
            return 'wrong'
        else:
            raise ValueError('from else')
    except ValueError as error:
        return str(error)


def case_native_errors():
    names = []
    for action in [lambda: None.attribute, lambda: undefined_function(), lambda: int(None)]:
        try:
            action()
        except (TypeError, AttributeError):
            names.append('TypeError')
        except NameError:
            names.append('NameError')
        except Exception:
            names.append('other')
    return names[:1]


def undefined_function():
    raise NameError('not there')


def case_reraise():
    log = []
    try:
        try:
            raise ValueError('inner')
        except ValueError as error:
            log.append(str(error))
            raise
        finally:
            log.append('finally')
    except ValueError as error:
        log.append('outer ' + str(error))
    try:
        try:
            raise KeyError('cause')
        except KeyError as error:
            raise RuntimeError('effect') from error
    except RuntimeError as error:
        log.append(str(error))
    return log


class Broken(Exception):
    pass


class Malformed(Broken):
    def __init__(self, message, position):
        super().__init__(message)
        self.position = position


def case_own_exceptions():
    log = []
    for error in [Broken('plain'), Malformed('deep', 7), ValueError('v')]:
        try:
            raise error
        except Malformed as caught:
            log.append([str(caught), caught.position, isinstance(caught, Broken)])
        except Broken as caught:
            log.append(str(caught))
        except Exception as caught:
            log.append(repr(caught))
    try:
        raise Broken
    except Broken as caught:
        log.append(str(caught))
    return log


def case_finally_order():
    log = []

    def leave():
        for number in range(3):
            try:
                if number == 1:
                    continue
                if number == 2:
                    return 'returned'
                log.append(number)
            finally:
                log.append(f'f{number}')
        return 'end'

    return [leave(), log]


class Manager:
    def __init__(self, log, swallow=False):
        self.log = log
        self.swallow = swallow

    def __enter__(self):
        self.log.append('enter')
        return 'value'

    def __exit__(self, kind, error, traceback):
        self.log.append('exit' if error is None else f'exit with {error}')
        return self.swallow


def case_with():
    log = []
    with Manager(log) as value:
        log.append(value)
    with Manager(log, True):
        raise ValueError('swallowed')
    try:
        with Manager(log) as first, Manager(log) as second:
            log.append(first + second)
            raise ValueError('through')
    except ValueError:
        log.append('caught')

    def early():
        with Manager(log):
            return 'early'

    return [log, early(), log]


def case_match():
    def describe(value):
        match value:
            case None:
                return 'none'
            case True:
                return 'true'
            case 0 | 1:
                return 'bit'
            case int(number) if number > 100:
                return f'large {number}'
            case 'go' | 'run' as word:
                return f'word {word}'
            case str():
                return 'text'
            case []:
                return 'empty'
            case [only]:
                return f'one {only}'
            case ['line', x, y, *rest]:
                return f'line {x} {y} {rest}'
            case [first, *_, last]:
                return f'{first}..{last}'
            case {'type': 'circle', 'radius': radius}:
                return f'circle {radius}'
            case {'type': [kind, *_]}:
                return f'kind {kind}'
            case Manager(swallow=swallow):
                return f'manager {swallow}'
            case _:
                return 'other'

    return [describe(value) for value in [
        None, True, 0, 1, 101, 'go', 'run', 'x', [], [5], ['line', 1, 2, 3, 4], [1, 2, 3], {'type': 'circle', 'radius': 2},
        {'type': ['a', 'b']}, {'type': 'square'}, Manager([], 3), 50, 2.5]]


def case_walrus():
    log = []
    if (size := len('abc')) > 2:
        log.append(size)
    numbers = [1, 5, 7]
    while numbers and (last := numbers.pop()) > 1:
        log.append(last)
    log.append([y for x in [1, 2] if (y := x * 2) > 2])
    return [log, size, last, y]


def count_to(limit):
    number = 0
    while number < limit:
        number += 1
        received = yield number
        if received:
            number = received
    return 'done'


def case_generators():
    def delegate():
        result = yield from count_to(2)
        yield result

    def tree(node):
        if isinstance(node, list):
            for child in node:
                yield from tree(child)
        else:
            yield node

    generator = count_to(3)
    first = next(generator)
    return [list(count_to(3)), list(delegate()), list(tree([1, [2, [3]], 4])), first, list(generator), sum(count_to(4)),
            [x * y for x in count_to(2) for y in count_to(x)], next(count_to(0), 'none')]


def case_stop_iteration():
    iterator = iter([1])
    seen = [next(iterator)]
    try:
        next(iterator)
    except StopIteration:
        seen.append('stop')
    return seen


def case_nonlocal():
    count = 0

    def increase(by=1):
        nonlocal count
        count += by
        return count

    increase()
    increase(by=5)
    return [count, increase()]


total = 0


def add_to_total(number):
    global total
    total += number
    return total


def case_global():
    add_to_total(2)
    add_to_total(3)
    return total


def case_conditional_assignment():
    results = []
    for flag in [True, False]:
        if flag:
            value = 'set'
        else:
            value = 'other'
        results.append(value)
    try:
        outcome = int('7')
    except ValueError:
        outcome = None
    return [results, value, outcome]


def case_variable_named_like_javascript():
    new, this, var, function, typeof, default, switch, let, const = 1, 2, 3, 4, 5, 6, 7, 8, 9
    arguments = [new, this]
    Array, Object, Map, undefined, NaN, void, null = 'A', 'O', 'M', 'u', 'n', 'v', 'l'
    delete = {'new': new}
    return [new, this, var, function, typeof, default, switch, let, const, arguments, Array, Object, Map, undefined, NaN, void,
            null, delete['new'], [x for x in [1]], {'k': 1}.get('k')]


def case_assert():
    try:
        assert 1 == 2, 'message'
    except AssertionError as error:
        return str(error)


def case_short_circuit():
    calls = []

    def note(value):
        calls.append(value)
        return value

    results = [note(0) or note('a'), note(1) and note([]), note([]) or note({}) or note('end'), note(1) if note([]) else note(2)]
    return [results, calls]


def case_default_is_made_once():
    def gather(item, into=[]):
        into.append(item)
        return into

    gather(1)
    return gather(2)


def top_gather(item, into={}):
    into[item] = True
    return list(into)


def case_top_default_is_made_once():
    top_gather('a')
    return top_gather('b')


def case_deletion():
    table = {'a': 1, 'b': 2}
    items = [1, 2, 3]
    del table['a'], items[0]
    try:
        del table['zz']
    except KeyError:
        table['missing'] = True
    return [table, items]


def case_the_cause_of_an_exception():
    try:
        try:
            raise ValueError('inner')
        except ValueError as error:
            raise RuntimeError('outer') from error
    except RuntimeError as error:
        return [str(error), str(error.__cause__), isinstance(error.__cause__, ValueError)]
