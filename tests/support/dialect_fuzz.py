"""Random Python of the dialect, reproducible by seed: expressions that people would not think of combining."""

from __future__ import annotations

import random

HEAD = '''"""Random cases."""


class Point:
    def __init__(self, x, y=1):
        self.x = x
        self.y = y

    def size(self):
        return self.x * self.x + self.y

    def moved(self, by):
        return Point(self.x + by, self.y)


def pick(values, index):
    return values[index % len(values)] if values else None


def same(value):
    return value


def grown(target, value):
    target += value
    return target


def shrunk(target, value):
    target -= value
    return target


def applied(function, values):
    return [function(value) for value in values]


def tried(action):
    try:
        return action()
    except (TypeError, ValueError, IndexError, KeyError) as error:
        return 'error'


def counting(limit):
    for number in range(limit % 5):
        yield number


'''


class Maker:
    """Writes functions of unannotated parameters and of known variables, to test both type inference and helpers."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def choice(self, *options):
        return self.random.choice(options)

    def module(self, count: int) -> str:
        return HEAD + '\n\n'.join(self.case(number) for number in range(count))

    def case(self, number: int) -> str:
        lines = [f'def case_{number}():', '    results = []']
        lines += [
            f'    n, m, f = {self.integer(0)}, {self.integer(0)}, {self.choice("0.5", "-2.25", "3.0", "1e3")}',
            f'    s, t = {self.text(0)}, {self.text(0)}',
            f'    xs, ys = {self.listing(0)}, {self.listing(0)}',
            f'    d = {self.mapping()}',
            f'    e, mixed = {self.mapping()}, {self.mixed(0)}',
            '',
            '    def body(a, b, c, u, v):',
            f'        k = {self.integer(2)}',
            f'        w = {self.text(2)}',
            f'        zs = {self.listing(2)}',
            f'        for i, z in enumerate({self.choice("xs", "c", "zs", "s")}):',
            '            if i > 5:',
            '                break',
            f'            if {self.boolean(2)}:',
            f'                {self.choice("k += 1", "zs.append(i)", "w += str(i)", "continue", "break", "zs += [i]", "k += i > 1")}',
            f'            {self.choice("c = grown(c, zs)", "u = grown(u, v)", "pass", "k = grown(k, a)", "d[w] = i")}',
            f'        return [{", ".join(self.any(3) for _ in range(4))}, k, w, zs]',
            '',
            '    for arguments in [(n, m, xs, s, t), (m, n, ys, t, s), (0, 1, [], "", "x")]:',
            '        try:',
            '            results.append(body(*arguments))',
            '        except (ValueError, IndexError, KeyError) as error:',
            '            results.append("error")',
            '        except (TypeError, ZeroDivisionError):',
            '            results.append("error")',
            '    return results',
        ]
        return '\n'.join(lines)

    def any(self, depth: int) -> str:
        return self.choice(self.integer, self.text, self.listing, self.boolean, self.natural)(depth)

    def natural(self, depth: int) -> str:
        """Natural Python that does not fit JavaScript: methods as values, booleans as numbers, mixed lists."""
        inner = depth - 1
        words = f'[{self.text(0)}, {self.text(0)}, {self.text(0)}]'
        return self.choice(
            lambda: f'list(map({self.choice("str.upper", "len", "d.get", "same(d).get", "s.count", "repr", "str.strip")}, {words}))',
            lambda: f'sorted({words}, key={self.choice("len", "str.lower", "t.find", "same(s).count", "same")})',
            lambda: f'[{self.choice(words, self.listing(inner))}[{self.comparison(inner)}]]',
            lambda: f'({self.choice("s.upper", "s.strip")} if {self.boolean(inner)} else {self.choice("t.lower", "t.title")})()',
            lambda: f'[same(xs).append({self.integer(0)}), len(xs), xs.pop()]',
            lambda: f'{self.mixed(inner)}.count({self.atom(0)})',
            lambda: f'({self.atom(inner)} in {self.mixed(inner)})',
            lambda: f'({self.mixed(inner)} == {self.mixed(inner)})',
            lambda: f'sorted(d.keys() {self.choice("|", "&", "-", "^")} same(e).keys())',
            lambda: f'sorted({{*{self.listing(inner)}}} {self.choice("|", "&", "-", "^")} set({self.listing(inner)}))',
            lambda: f'{self.choice(repr("{}-{}"), repr("{1:>4}{0}"), "same(" + repr("{}|{:^7}") + ")")}.format({self.text(inner)}, {self.text(0)})',
            lambda: f'tried(lambda: same({self.atom(0)}) {self.choice("-", "*", "+", "<")} same({self.atom(0)}))',
            lambda: f'tried(lambda: {self.choice("grown", "shrunk")}(same({self.mixed(0)}), {self.atom(0)}))',
            lambda: f'grown({self.listing(inner)}, {self.choice(self.listing(inner), self.text(0))})',
            lambda: f'applied({self.choice("same(xs).__contains__", "[5, 0].__contains__", "abs", "bool", "str")}, {self.listing(inner)})',
            lambda: f'[p.size() for p in map(Point, {self.listing(inner)})]',
            lambda: f'list(map(Point.size, [Point({self.integer(0)}), Point(2, {self.integer(0)})]))',
            lambda: f'[p.x for p in sorted([Point(q).moved(1) for q in {self.listing(inner)}], key=Point.size)]',
            lambda: f'list(counting({self.integer(inner)}))',
            lambda: f'next(counting({self.integer(0)}), {self.atom(0)})',
            lambda: f'sum({self.comparison(inner)} for q in {self.listing(inner)})',
            lambda: f'[q for q in {words} if not (q in d or d.update(dict([[q, 1]])))]',
            lambda: '{**d, **e} == {**e, **d}',
            lambda: 'sorted((d | same(e)).items())',
            lambda: f'[*map(max, {self.listing(0)} or [1], [2, 2, 2, 2])]',
            lambda: f'[w for w, q in enumerate({self.mixed(inner)}) if q]',
        )()

    def comparison(self, depth: int) -> str:
        """An expression that is always a bool."""
        return f'({self.integer(depth)} {self.choice("<", ">", "==", "!=")} {self.integer(depth)})'

    def atom(self, depth: int) -> str:
        return self.choice(lambda: self.integer(depth), lambda: self.text(depth), lambda: 'None', lambda: self.comparison(0),
                           lambda: self.listing(0), lambda: '1.5')()

    def mixed(self, depth: int) -> str:
        """A list of anything."""
        if depth <= 0:
            return self.choice("[1, 'a', None]", "[True, 0, [1]]", "['', 1.5, []]", "[{}, 'abc', False]")
        return self.choice(lambda: 'mixed', lambda: f'[{self.atom(0)}, {self.atom(0)}, {self.atom(0)}]',
                           lambda: f'({self.mixed(0)} + {self.mixed(0)})', lambda: f'same({self.mixed(0)})[::-1]')()

    def integer(self, depth: int) -> str:
        if depth <= 0:
            return self.choice('0', '1', '2', '3', '7', '10', '(-1)', '(-4)', '255')
        inner = depth - 1
        return self.choice(
            lambda: self.choice('a', 'b', 'n', 'm', 'len(s)', 'len(c)', 'len(xs)'),
            lambda: f'({self.integer(inner)} {self.choice("+", "-", "*")} {self.integer(inner)})',
            lambda: f'({self.integer(inner)} {self.choice("//", "%")} {self.choice("3", "-2", "7", "10")})',
            lambda: f'({self.integer(inner)} {self.choice("&", "|", "^")} {self.integer(inner)})',
            lambda: f'({self.integer(inner)} if {self.boolean(inner)} else {self.integer(inner)})',
            lambda: f'len({self.choice(self.text, self.listing)(inner)})',
            lambda: f'{self.text(inner)}.{self.choice("find", "count", "rfind")}({self.text(0)})',
            lambda: f'{self.listing(inner)}.count({self.integer(0)})',
            lambda: f'{self.choice("min", "max")}({self.integer(inner)}, {self.integer(inner)})',
            lambda: f'(-{self.integer(inner)})',
            lambda: f'sum({self.listing(inner)})',
            lambda: f'abs({self.integer(inner)})',
            lambda: f'd.get({self.text(0)}, {self.integer(0)})',
            lambda: f'int({self.boolean(inner)})',
            lambda: f'(0 if {self.integer(inner)} is None else 1)',
            lambda: f'({self.comparison(0)} + {self.integer(inner)})',
            lambda: f'({self.comparison(inner)} * {self.integer(0)})',
            lambda: f'same({self.integer(inner)})',
        )()

    def text(self, depth: int) -> str:
        if depth <= 0:
            return repr(self.random.choice(['', 'a', 'abc', 'a,b', ' x y ', 'Hello', '12', "it's", 'ab' * 3]))
        inner = depth - 1
        return self.choice(
            lambda: self.choice('u', 'v', 's', 't'),
            lambda: f'({self.text(inner)} + {self.text(inner)})',
            lambda: f'{self.text(inner)}[{self.bound()}:{self.bound()}]',
            lambda: f'{self.text(inner)}[::{self.choice("-1", "2")}]',
            lambda: f'{self.text(inner)}.{self.choice("upper", "lower", "strip", "title", "capitalize")}()',
            lambda: f'{self.text(inner)}.replace({self.text(0)}, {self.text(0)})',
            lambda: f'{self.text(inner)}.{self.choice("ljust", "rjust", "center", "zfill")}({self.choice("3", "6")})',
            lambda: f'", ".join(str(q) for q in {self.listing(inner)})',
            lambda: "f'{" + self.choice('a', 'b', 'n', 'len(c)', 'a - b') + self.choice('', ':>5', ':03d', ':+', ':x')
                    + "}|{" + self.choice('s', 't', 'u') + self.choice('', ':>4', '!r', ':^6') + "}'",
            lambda: f'str({self.choice(self.integer, self.listing, self.boolean)(inner)})',
            lambda: f'repr({self.text(inner)})',
            lambda: f'({self.text(inner)} or {self.text(inner)})',
            lambda: f'({self.text(inner)} if {self.boolean(inner)} else {self.text(0)})',
            lambda: f'({self.text(0)} * {self.choice("0", "2", "(n % 3)")})',
            lambda: f'{self.text(inner)}.partition({self.choice(repr(","), repr("a"))})[{self.choice("0", "-1")}]',
        )()

    def listing(self, depth: int) -> str:
        """A list of integers."""
        if depth <= 0:
            return self.choice('[]', '[1]', '[3, 1, 2]', '[0, 0]', '[5, -5, 10, 2]')
        inner = depth - 1
        return self.choice(
            lambda: self.choice('c', 'xs', 'ys'),
            lambda: f'({self.listing(inner)} + {self.listing(inner)})',
            lambda: f'{self.listing(inner)}[{self.bound()}:{self.bound()}]',
            lambda: f'{self.listing(inner)}[::{self.choice("-1", "2", "-2")}]',
            lambda: f'sorted({self.listing(inner)}{self.choice("", ", reverse=True", ", key=lambda q: -q")})',
            lambda: f'[q {self.choice("+ 1", "* 2", "- a", "% 3")} for q in {self.listing(inner)}]',
            lambda: f'[q for q in {self.listing(inner)} if {self.choice("q", "q > 1", "not q", "q in xs")}]',
            lambda: f'list(range({self.choice("0", "3", "n % 4", "1, 4", "5, 0, -2")}))',
            lambda: f'[len(w) for w in {self.text(inner)}.split({self.choice("", repr(","), repr(" "))})]',
            lambda: f'list(reversed({self.listing(inner)}))',
            lambda: f'({self.listing(inner)} or {self.listing(0)})',
            lambda: f'[{self.integer(inner)}, *{self.listing(inner)}]',
            lambda: f'({self.listing(0)} * {self.choice("2", "0")})',
            lambda: f'[p * q for p, q in zip({self.listing(inner)}, {self.listing(inner)})]',
            lambda: f'[i + q for i, q in enumerate({self.listing(inner)})]',
            lambda: f'sorted(set({self.listing(inner)}))',
            lambda: 'sorted(d.values())',
        )()

    def boolean(self, depth: int) -> str:
        if depth <= 0:
            return self.choice('True', 'False', 'a', 's', 'c', 'xs', 'not ys', 'd')
        inner = depth - 1
        return self.choice(
            lambda: f'({self.integer(inner)} {self.choice("<", "<=", ">", ">=", "==", "!=")} {self.integer(inner)})',
            lambda: f'({self.text(inner)} {self.choice("<", "==", "!=", "in", "not in")} {self.text(inner)})',
            lambda: f'({self.listing(inner)} {self.choice("==", "!=", "<", ">=")} {self.listing(inner)})',
            lambda: f'({self.integer(inner)} in {self.listing(inner)})',
            lambda: f'({self.integer(0)} < {self.integer(inner)} <= {self.integer(inner)})',
            lambda: f'bool({self.boolean(inner)} {self.choice("and", "or")} {self.boolean(inner)})',
            lambda: f'(not {self.boolean(inner)})',
            lambda: f'{self.text(inner)}.{self.choice("startswith", "endswith")}({self.text(0)})',
            lambda: f'{self.choice("any", "all")}({self.listing(inner)})',
            lambda: f'isinstance({self.any(inner)}, {self.choice("str", "list", "int", "(str, list)")})',
            lambda: f'({self.text(0)} in d)',
            lambda: f'(pick({self.listing(inner)}, {self.integer(inner)}) == {self.integer(0)})',
        )()

    def bound(self) -> str:
        return self.choice('', '', '0', '1', '2', '-1', '-2', '5', 'n % 3', 'a', '-b')

    def mapping(self) -> str:
        return self.choice('{}', "{'a': 1}", "{'a': 1, 'abc': 2, '': 3}", 'dict(a=2)', "{k: len(k) for k in ['', 'a,b']}")
