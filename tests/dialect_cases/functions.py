"""Calls with keywords, classes, properties, async."""


def full(a, b=2, *, c=3, d=4):
    return [a, b, c, d]


def positional(a, b, /, c=0):
    return [a, b, c]


def gather(first, *rest):
    return [first, rest]


def named(first, **options):
    return [first, options]


def case_keyword_arguments():
    return [full(1), full(1, 5), full(1, c=9), full(1, b=7, d=8), full(a=0, c=1), full(1, d=0), positional(1, 2, c=3),
            gather(1), gather(1, 2, 3), gather(*[1, 2]), named(1), named(1, x=2, y=3), named(1, **{'z': 4})]


def case_keywords_of_local_functions():
    def scale(value, by=2, *, offset=0):
        return value * by + offset

    return [scale(2), scale(2, by=3), scale(2, offset=1), scale(value=4)]


def case_none_is_passed():
    return [full(1, None), full(1, c=None)]


def case_lambda():
    add = lambda a, b=10: a + b
    return [add(1), add(1, 2), (lambda *xs: len(xs))(1, 2, 3), list(map(lambda p: p[0], [(1, 2)])), (lambda: None)()]


class Shape:
    """A class with attributes, properties, static and class methods."""

    sides = 0
    names = ['shape']

    def __init__(self, name, size=1):
        self.name = name
        self.size = size
        self._scale = 2

    @property
    def area(self):
        return self.size * self.size

    @property
    def scale(self):
        return self._scale

    @scale.setter
    def scale(self, value):
        self._scale = value * 10

    @staticmethod
    def unit():
        return 'cm'

    @classmethod
    def make(cls, name):
        return cls(name, size=cls.sides)

    def describe(self, prefix='', *, suffix=''):
        return f'{prefix}{self.name} {self.size}{suffix}'

    def twice(self):
        return [self.describe(suffix=str(index)) for index in range(2)]

    def lazily(self):
        return list(self.name + str(index) for index in range(2))

    def each(self):
        for index in range(self.size):
            yield self.name, index


class Square(Shape):
    sides = 4

    def __init__(self, size):
        super().__init__('square', size=size)
        self.extra = True

    def describe(self, prefix='', *, suffix=''):
        return super().describe(prefix='<' + prefix, suffix=suffix + '>')


class Circle(Shape):
    @property
    def area(self):
        return 3 * self.size


def case_classes():
    shape, square, circle = Shape('box', 3), Square(2), Circle('round', size=2)
    shape.scale = 3
    return [shape.describe(), square.describe('-', suffix='!'), shape.area, circle.area, square.area, shape.scale, Shape.unit(),
            shape.unit(), Shape.sides, shape.sides, Square.sides, square.sides, Circle.sides, isinstance(square, Shape),
            isinstance(shape, Square), square.twice(), square.lazily(), list(shape.each()), Shape.make('m').size,
            Square.sides, Shape.names, hasattr(square, 'extra'), hasattr(shape, 'extra'), getattr(shape, 'missing', 'none')]


def case_class_attribute_changes():
    Shape.counter = 1
    first = Shape('a')
    Shape.counter = 2
    first.counter = 9
    return [Shape('b').name, first.counter]


def case_bound_methods():
    shape = Shape('bound')
    method = shape.describe
    calls = [method, shape.describe]
    return [method(), [call() for call in calls], list(map(shape.describe, ['x', 'y'])), calls[0] == calls[1]]


class Stack:
    def __init__(self, *items):
        self.items = list(items)

    def __len__(self):
        return len(self.items)

    def __iter__(self):
        return iter(self.items)

    def __contains__(self, item):
        return item in self.items

    def __getitem__(self, index):
        return self.items[index]

    def __setitem__(self, index, value):
        self.items[index] = value

    def __delitem__(self, index):
        del self.items[index]

    def __eq__(self, other):
        return isinstance(other, Stack) and self.items == other.items

    def __lt__(self, other):
        return len(self) < len(other)

    def __str__(self):
        return f'Stack of {len(self)}'

    def __repr__(self):
        return f'Stack({self.items})'


class Always:
    def __bool__(self):
        return False


def case_special_methods():
    stack = Stack(1, 2, 3)
    stack[0] = 10
    del stack[1]
    empty = Stack()
    return [len(stack), list(stack), 10 in stack, 99 in stack, stack[0], stack[-1], stack == Stack(10, 3), stack == Stack(),
            stack != Stack(10, 3), stack < Stack(1, 2, 3), bool(stack), bool(empty), 'full' if stack else 'empty',
            'full' if empty else 'empty', str(stack), repr(stack), f'{stack}', f'{stack!r}', [s.items for s in sorted([stack, empty])],
            [x for x in stack], bool(Always()), str([stack]), [x * 2 for x in stack], not empty, empty or 'fallback']


class Countdown:
    def __init__(self, start):
        self.current = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.current <= 0:
            raise StopIteration
        self.current -= 1
        return self.current


def case_iterators():
    return [list(Countdown(3)), [x for x in Countdown(2)], sum(Countdown(4)), sorted(Countdown(3))]


def decorate(function):
    def wrapped(*arguments):
        return ['decorated', function(*arguments)]
    return wrapped


@decorate
def decorated(x):
    return x + 1


def repeat(times):
    def decorator(function):
        def run(value):
            for _ in range(times):
                value = function(value)
            return value
        return run
    return decorator


def case_decorators():
    @repeat(3)
    @repeat(2)
    def double(x):
        return x * 2

    return [decorated(1), double(1)]


def case_recursion():
    def factorial(n):
        return 1 if n < 2 else n * factorial(n - 1)

    def even(n):
        return n == 0 or odd(n - 1)

    def odd(n):
        return n != 0 and even(n - 1)

    return [factorial(10), even(10), odd(7)]


async def later(value, delay=0):
    return value


async def fail():
    raise ValueError('async')


async def numbers(limit):
    for number in range(limit):
        yield await later(number)


class Door:
    def __init__(self, log):
        self.log = log

    async def __aenter__(self) -> 'Door':
        self.log.append('open')
        return self

    async def __aexit__(self, kind, error, traceback):
        self.log.append('closed' if error is None else 'slammed')
        return True

    async def knock(self, times=1):
        return 'knock ' * times


async def case_async():
    log = []
    values = [await later(n) for n in range(3)]
    lengths = {key: await later(len(key)) for key in ['a', 'bb']}
    try:
        await fail()
    except ValueError as error:
        log.append(str(error))
    async for number in numbers(3):
        log.append(number)
    doubled = [number * 2 async for number in numbers(3) if number]
    async with Door(log) as door:
        log.append(await door.knock(times=2))
    async with Door(log):
        raise ValueError('x')
    total = (await later(2)) + (await later(3))
    total += await later(4)
    first, second = await later((1, 2))
    return [values, lengths, log, doubled, total, first, second, (await later('abc'))[1], (await later(' x ')).strip(),
            await later(value=1) or 2, -(await later(5))]


class Wheel:
    def __init__(self):
        self.turns: int = 0
        self.marks: list[str] = []

    def turn(self, times: int = 1) -> 'Wheel':
        self.turns += times
        self.marks.append('x' * times)
        return self


def case_annotated_fields():
    wheel = Wheel()
    wheel.turn().turn(times=2)
    if wheel.marks:
        wheel.turns -= 1
    return [wheel.turns, wheel.marks, wheel.marks[-1], len(wheel.marks[0])]


def case_typed_loops():
    def total(values: list[int]) -> int:
        result = 0
        for index in range(len(values)):
            result += values[index]
        return result

    def dot(a: list[float], b: list[float]) -> float:
        return sum(x * y for x, y in zip(a, b))

    return [total([1, 2, 3]), dot([1, 2], [3, 4]), total([])]


class Element:
    """Attributes and methods whose names Python's own types, or JavaScript's keywords, have too."""

    def __init__(self):
        self.type = 'button'
        self.name = 'n'
        self.keys, self.items, self.values, self.default = 1, 2, 3, 4
        self.switch = self.case = self.selector = 'x'
        self.log = []

    def get(self, key, fallback='none'):
        return f'get {key} {fallback}'

    def sort(self, key=None, reverse=False):
        self.log.append(f'sort {key} {reverse}')

    def split(self, *parts):
        return ['split', *parts]

    def replace(self, *nodes):
        return ['replace', *nodes]

    def update(self, state):
        self.log.append(state)

    def clear(self):
        return 'clear'

    def copy(self):
        return 'copy'

    def pop(self):
        return 'pop'

    def append(self, *nodes):
        return len(nodes)

    def index(self, value):
        return f'index of {value}'

    def strip(self):
        return 'strip'


def case_names_of_dom_objects():
    def use(thing):
        """Of an object whose class nobody knows here."""
        thing.sort('k')
        thing.update('state')
        thing.name += '!'
        return [thing.type, thing.name, thing.keys, thing.items, thing.values, thing.default, thing.switch, thing.case,
                thing.selector, thing.get('a'), thing.get('a', 'b'), thing.split(), thing.split(1, 2, 3), thing.replace('a'),
                thing.clear(), thing.copy(), thing.pop(), thing.append(1, 2), thing.index(5), thing.strip(), thing.log]

    known = Element()
    known.sort(key='x', reverse=True)
    return [use(Element()), known.get('a', fallback='z'), known.log, [element.type for element in [Element()]]]


class Tally:
    """A class that counts its objects."""

    total = 0

    def __init__(self):
        Tally.total += 1
        self.number = self.total

    @classmethod
    def reset(cls):
        cls.total = 0
        cls.total += 5


def case_class_attributes_that_change():
    Tally.reset()
    Tally()
    last = Tally()
    Tally.total += 10
    return [last.number, Tally.total, last.total]


def case_methods_asked_of_their_types():
    return [sorted(['b', 'A', 'C'], key=str.lower), str.upper('a'), list(map(str.strip, [' a '])), str.split('a b', ' '),
            list.index([4, 5], 5), [*filter(str.isdigit, ['1', 'x'])]]


def case_send():
    def averages():
        total, count, average = 0, 0, None
        while True:
            total += yield average
            count += 1
            average = total / count

    def short():
        yield 1

    running, ended = averages(), short()
    next(running)
    results = [running.send(10), running.send(20), next(ended)]
    try:
        ended.send(None)
    except StopIteration:
        results.append('ended')
    return results


class Register:
    """Fields that hold only Maps, and one that holds either make of dict."""

    def __init__(self, start: int = 1):
        self.by_name: dict[str, int] = {}
        self.either: dict[str, int] = {}
        self.by_name['start'] = start
        if start > 1:
            return
        self.by_name['first'] = 0

    def clear(self) -> None:
        self.by_name = {name: 0 for name in self.by_name}
        self.either = {'kept': 1}


def case_fields_that_hold_dicts():
    register, other = Register(), Register(start=5)
    register.by_name['x'] = 2
    register.either['y'] = 3
    found = ['x' in register.by_name, register.by_name.get('x'), len(register.by_name), register.by_name.get('z', 7)]
    register.clear()
    register.by_name['z'] = 4
    register.either['y'] = 5
    del register.by_name['x']
    return found, list(register.by_name), register.either, 'kept' in register.either, list(other.by_name.items())


class Hidden:
    """Private attributes get other names; what is asked for as a text keeps its own."""

    def __init__(self, value):
        self._value = value
        self._asked_for = value + 1
        self.a = 'public'

    @property
    def _double(self):
        return self._value * 2

    def _add(self, other):
        self._value += other._value
        return self

    def all(self):
        return [self._value, self._double, self._asked_for, self.a]


class MoreHidden(Hidden):
    def _add(self, other):
        super()._add(other)
        self._more = self._add
        return self


def case_private_attributes():
    one, two = MoreHidden(1), Hidden(5)
    one._add(two)._more(two)
    del two._value
    return one.all(), getattr(one, '_asked_for', None), hasattr(one, '_nothing'), hasattr(two, '_asked_for'), two.a
