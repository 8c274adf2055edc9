"""Arithmetic, rounding, conversion, comparison."""
import math
from math import floor, pi, sqrt


def case_division():
    pairs = [(7, 2), (-7, 2), (7, -2), (-7, -2), (6, 3), (0, 5), (7.5, 2), (-7.5, 2)]
    return [[a / b, a // b, a % b] for a, b in pairs]


def case_modulo_of_unknown():
    def wrap(index, size):
        return index % size
    return [wrap(-1, 5), wrap(6, 5), wrap(5, -3), wrap(-0.5, 1), wrap(0, 3)]


def case_powers():
    return [2 ** 10, 2 ** -1, (-2) ** 2, -2 ** 2, 4 ** 0.5, pow(3, 4, 5), 2 ** 3 ** 2]


def case_bits():
    values = [0, 1, 5, 255, 2 ** 31, 2 ** 32 + 5, 2 ** 40 + 3, -1, -5]
    return [[a & b, a | b, a ^ b] for a in values for b in values] + [[~a, a << 3, a >> 2] for a in values] + [
        1 << 40, 0xFFFFFFFF >> 4, 0x80000000 | 1, True & False, True | False, True ^ True]


def case_rounding():
    return [round(x) for x in [0.5, 1.5, 2.5, -0.5, -1.5, 2.4999, 2.6, 7]] + [
        round(x, 2) for x in [1.005, 2.675, 1.125, 1.135, -1.005, 3.14159]] + [round(1234.5, -2), round(2.5, 0), round(5, 1)]


def case_conversion():
    return [int('42'), int(' -7 '), int('ff', 16), int('0x1F', 16), int('101', 2), int(3.9), int(-3.9), int(True), float('1.5'),
            float(' 2e3 '), float('-inf') < 0, int('1_000'), float('1_0.5'), int('z', 36), bool('a'), bool(''), str(5), str(1.5),
            int(), float(), float('1e-3'), int('0b11', 0), float('.5'), float('5.')]


def case_bad_conversion():
    found = []
    for convert, text in [(int, 'x'), (int, ''), (int, '1.5'), (float, ''), (float, 'abc'), (int, '0x10'), (float, '0x10'),
                          (int, '1__0'), (int, '_1'), (int, '9z'), (float, '1 2')]:
        try:
            found.append(convert(text))
        except ValueError:
            found.append('ValueError')
    return found


def case_augmented():
    number = 10
    number += 5
    number -= 3
    number *= 2
    number /= 4
    number //= 2
    number **= 2
    number %= 5
    bits = 6
    bits |= 1
    bits &= 5
    bits ^= 2
    bits <<= 2
    bits >>= 1
    return [number, bits]


def case_chained_comparison():
    calls = []

    def value(number):
        calls.append(number)
        return number

    results = [1 < 2 < 3, 1 < 3 < 2, value(1) < value(2) < value(3), value(9) < value(2) < value(4), 1 == 1.0 == True,
               3 > value(2) >= 2 != 5, 0 <= value(0) <= 0]
    return [results, calls]


def case_precedence():
    a, b, c = 2, 3, 4
    return [-a ** 2, (-a) ** 2, a + b * c, (a + b) * c, a - (b - c), a - b - c, a / (b / c), not a == b, (not a) == b,
            a if b else c, (a if 0 else b) + 1, -(a + b), a < b == True, ~a + 1, a or b and c, (a or b) and c, 2 * (a, b)[1],
            (lambda x: x + 1)(a) * 2, [a, b][-1] ** 2, a & b == 3, (a & b) == 3, -a % b, not (a and b), a * -b, a - -b, 2 - +a]


def case_math():
    return [floor(2.7), math.ceil(2.1), sqrt(16), round(math.sin(pi / 2), 6), math.inf > 1, math.isnan(math.nan), math.hypot(3, 4),
            math.trunc(-2.5), math.pow(2, 3), math.log10(1000), round(math.atan2(1, 1), 6), math.copysign(3, -0.0), math.gcd(12, 18),
            math.degrees(pi), round(math.radians(180), 6), math.fmod(-7, 3), math.isfinite(1.0), math.isinf(-math.inf), math.log2(8),
            math.isclose(0.1 + 0.2, 0.3), round(math.exp(1), 6), math.floor(-0.5), math.tau > 6, math.prod([2, 3, 4])]


def case_types():
    values = [1, 1.5, True, 'a', None, [1], {'a': 1}, {1}, b'a', dict()]
    return [[isinstance(v, int), isinstance(v, bool), isinstance(v, str), isinstance(v, (list, dict)), isinstance(v, set),
             isinstance(v, bytes), isinstance(v, (int, float))] for v in values]


def case_none():
    nothing = None
    return [nothing is None, nothing is not None, nothing == None, 0 is None, '' == None, [] is not None, nothing != 0]


def case_number_and_bool():
    return [True + True, sum([True, False, True]), 1 == True, 0 == False, [1] == [True], True < 2, int(True), 5 * True]


def smallest(first: float, second: float, third: float):
    return [min(first, second), max(first, second), min(first, second, third), max(third, first + 1, second)]


def case_min_and_max_of_numbers():
    nan = math.nan
    return [smallest(1.5, 2, 3), smallest(3, -2.5, 1), smallest(nan, 1, 2), smallest(1, nan, 2), smallest(math.inf, -math.inf, nan)]


def case_constants_of_math():
    return [pi * 2, 1 + math.tau, math.inf - 1, -math.e, floor(7.5) % 4, min(floor(-0.5), 3), not math.isfinite(math.nan), math.isfinite(True),
            math.floor(2.5), math.hypot(3, 4), math.hypot(*[6, 8]), list(map(floor, [1.5, -1.5]))]
