"""The modules of the standard library that have a counterpart in the browser."""

from __future__ import annotations

import json
import re
import string
import textwrap
from collections import Counter, OrderedDict, defaultdict, deque
from dataclasses import asdict, astuple, dataclass, field, replace
from enum import Enum, auto
from functools import cache, cmp_to_key, lru_cache, partial, reduce, wraps
from itertools import (
    accumulate, chain, combinations, count, cycle, dropwhile, groupby, islice, pairwise, permutations, product, repeat,
    starmap, takewhile, zip_longest,
)


def unknown(value):
    return value


@dataclass
class Point:
    x: int
    y: int = 2

    def total(self):
        return self.x + self.y


@dataclass(order=True)
class Named(Point):
    name: str = 'n'
    tags: list[str] = field(default_factory=list)
    cache: dict = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self):
        self.label = f'{self.name}:{self.x}'


class Color(Enum):
    RED = 1
    GREEN = 'g'
    BLUE = auto()
    ROT = 1

    def shown(self):
        return f'{self.name}={self.value}'


def case_dataclasses():
    point, other = Point(1), Point(x=1, y=2)
    named = Named(1, name='a')
    named.tags.append('t')
    return [repr(point), point == other, point != Point(2), point.total(), str(named), Named(3).tags, named.label,
            replace(point, y=9).y, list(asdict(named).items())[:3], astuple(point), Named(1) < Named(2), unknown(point) == other,
            sorted([Named(3), Named(1)])[0].x]


@dataclass(frozen=True)
class Fixed:
    x: int


def case_frozen_dataclasses():
    fixed = Fixed(1)
    try:
        fixed.x = 2
    except AttributeError:
        pass  # in a classic script the browser leaves it at that without an error
    return fixed.x


def case_enums():
    return [Color.RED.name, Color.GREEN.value, Color(1) is Color.RED, Color['GREEN'] is Color.GREEN, [each.name for each in Color][:2],
            len(Color), Color.ROT is Color.RED, str(Color.RED), repr(Color.RED), Color.RED == Color.GREEN, Color.GREEN.shown(),
            isinstance(Color.RED, Color), {Color.RED: 5}[Color.RED], Color.RED in {Color.RED}, missing(lambda: Color(9)),
            missing(lambda: Color['X'])]


def missing(action):
    try:
        return action()
    except ValueError:
        return 'ValueError'
    except KeyError:
        return 'KeyError'
    except IndexError:
        return 'IndexError'


def case_enum_in_match():
    def name(color):
        match color:
            case Color.RED:
                return 'red'
            case Color.GREEN | Color.BLUE:
                return 'other'

    return [name(Color.RED), name(Color.BLUE), name(1)]


def case_functools():
    calls = []

    @lru_cache(maxsize=None)
    def square(n):
        calls.append(n)
        return n * n

    @cache
    def fibonacci(n):
        return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)

    def loud(function):
        @wraps(function)
        def wrapper(*values):
            return function(*values) + '!'
        return wrapper

    @loud
    def greet(name):
        return f'hi {name}'

    return [reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(max, [3, 9, 2]), reduce(lambda a, b: a + b, [], 'x'),
            partial(pow, 2)(5), [square(3), square(3), square(4)], calls, fibonacci(40), greet('a'),
            sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), list(map(partial(max, 2), [1, 3]))]


def case_itertools():
    return [list(chain('ab', [1])), list(islice(count(5), 3)), list(islice('abcdef', 1, 5, 2)), list(islice([1, 2, 3], 1, None)),
            [[key, list(group)] for key, group in groupby('aabba')], [[k, len(list(g))] for k, g in groupby([1, 3, 2], key=lambda n: n % 2)],
            list(zip_longest('abc', [1])), list(zip_longest([1], 'xy', fillvalue=0)), list(accumulate([1, 2, 3])),
            list(accumulate([1, 2, 3], lambda a, b: a * b)), list(accumulate([1, 2], initial=10)), list(repeat('z', 2)),
            list(islice(cycle('ab'), 5)), list(takewhile(lambda n: n < 3, [1, 2, 3, 1])), list(dropwhile(lambda n: n < 3, [1, 3, 1])),
            list(starmap(pow, [(2, 3), (3, 2)])), list(pairwise('abc')), list(product('ab', [1, 2])), list(product([0, 1], repeat=2)),
            list(combinations('abc', 2)), list(permutations([1, 2, 3], 2))]


def case_collections():
    groups = defaultdict(list)
    for word in ['apple', 'avocado', 'bean']:
        groups[word[0]].append(word)
    totals = defaultdict(int)
    for letter in 'abca':
        totals[letter] += 1
    unknown(totals)['z'] += 5
    counter = Counter('abracadabra')
    counter.update('zz')
    counter['q'] += 1
    ordered = OrderedDict([('a', 1), ('b', 2)])
    ordered.move_to_end('a')
    return [list(groups.items()), sorted(totals.items()), 'x' in groups, groups.get('x'), counter.most_common(2), counter['nothing'],
            counter['q'], counter['z'], counter.total(), list(ordered), ordered.popitem(last=False), len(groups), bool(defaultdict(list)),
            sorted(counter.elements())[:3], unknown(counter)['a'], missing(lambda: defaultdict()['k'])]


def case_deques():
    queue = deque([1, 2, 3])
    queue.appendleft(0)
    queue.append(4)
    first, last = queue.popleft(), queue.pop()
    queue.rotate(1)
    recent = deque(maxlen=2)
    recent.extend('abc')
    unknown(queue).append(9)
    return [first, last, list(queue), len(queue), queue[0], 2 in queue, list(recent), bool(deque()), repr(deque([1])),
            deque([1]) == deque([1]), [each for each in queue], sum(queue)]


def case_json():
    data = {'b': [1, 2.5, None, True], 'a': 'é"\n', 'c': {}}
    return [json.loads('{"x": [1, null, "é"]}')['x'], json.dumps(data), json.dumps(data, sort_keys=True, indent=2),
            json.dumps('é', ensure_ascii=False), json.dumps([1, 2], separators=(',', ':')), json.dumps({1: 'x', None: 2}), json.dumps([]),
            missing(lambda: json.loads('{')), json.dumps({'x': []}, indent=1), list(json.loads('{"a": 1, "b": 2}').items())]


def case_regular_expressions():
    match = re.match(r'(?P<word>\w+)-(\d+)', 'ab-12 rest')
    pattern = re.compile(r'(\w)(\d)?', re.I)
    token = re.compile(r'(?P<number>\d+)|(?P<word>[a-z]+)')
    assert [found.lastgroup for found in token.finditer('a1')] == ['word', 'number']
    return [match.group(), match.group(1, 2), match['word'], match.groups(), match.groupdict(), match.start(2), match.end(), match.span('word'),
            re.search(r'\d+', 'no') is None, re.findall(r'\d+', 'a1b22'), re.findall(r'(a)(b)?', 'aab'), re.sub(r'(\w+) (\w+)', r'\2 \g<1>', 'x y z'),
            re.sub('a', lambda found: found.group().upper(), 'banana', count=2), re.split(r'[,;]\s*', 'a, b;c'), re.split(r'(-)', 'a-b-c', maxsplit=1),
            [found.group() for found in re.finditer('a.', 'abac')], re.fullmatch('ab?', 'ab') is not None, re.fullmatch('a', 'ab') is None,
            [found.groups() for found in pattern.finditer('a1b')], re.escape('a.b*c'), re.subn('x', 'y', 'axx'), pattern.pattern]


def case_regular_expressions_that_differ():
    return [re.findall(r'\w+', 'naïve Straße'), re.sub(r'^', '> ', 'a\nb', flags=re.M), re.findall(r'.$', 'ab\n'), re.findall('.', 'a\r\nb'),
            bool(re.search('a.b', 'a\nb', re.S)), re.findall(r'\bé\w*', 'été é'), re.sub('x*', '-', 'abxd'), re.findall(r'[\w.-]+@\w+', 'a.b-c@d e@f'),
            re.findall(r'a{,2}', 'aaa'), re.findall(r'{x}', '{x}'), re.findall(r'(?i)AB', 'aBab'), re.findall(r'[^\]]', 'a]b'),
            re.search(r'(?P<q>["\']).*?(?P=q)', 'say "hi" now').group(), re.split(r'\s+', ' a  b '), re.findall(r'\d', '1٢'), re.sub(r'\$\{(\w+)\}', r'<\1>', '${a} {b}')]


def case_texts():
    return [string.ascii_lowercase[:3], 'Q' in string.ascii_uppercase, string.digits, string.punctuation, len(string.ascii_letters),
            textwrap.dedent('''
                a
                  b

                c'''), textwrap.indent('a\n\nb', '> ')]
