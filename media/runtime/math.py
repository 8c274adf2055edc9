"""The part of Python's ``math`` that drawing and layout need, for modules that also run in CPython."""

from browser import Infinity, Math, NaN, Number, Object

from media.runtime.items import iterate

DIALECT = 'plain'

pi: float = Math.PI
tau: float = Math.PI * 2
e: float = Math.E
inf: float = Infinity
nan: float = NaN


def floor(x) -> int:
    return Math.floor(x)


def ceil(x) -> int:
    return Math.ceil(x)


def trunc(x) -> int:
    return Math.trunc(x)


def sqrt(x) -> float:
    return Math.sqrt(x)


def sin(x) -> float:
    return Math.sin(x)


def cos(x) -> float:
    return Math.cos(x)


def tan(x) -> float:
    return Math.tan(x)


def asin(x) -> float:
    return Math.asin(x)


def acos(x) -> float:
    return Math.acos(x)


def atan(x) -> float:
    return Math.atan(x)


def atan2(y, x) -> float:
    return Math.atan2(y, x)


def hypot(*coordinates) -> float:
    return Math.hypot(*coordinates)


def exp(x) -> float:
    return Math.exp(x)


def log(x, base=None) -> float:
    return Math.log(x) if base is None else Math.log(x) / Math.log(base)


def log2(x) -> float:
    return Math.log2(x)


def log10(x) -> float:
    return Math.log10(x)


def pow(x, y) -> float:
    return x ** y


def fabs(x) -> float:
    return Math.abs(x)


def fmod(x, y) -> float:
    return x % y


def degrees(x) -> float:
    return x * 180 / Math.PI


def radians(x) -> float:
    return x * Math.PI / 180


def copysign(x, y) -> float:
    size = Math.abs(x)
    return -size if y < 0 or Object.is_(y, -0.0) else size


def isnan(x) -> bool:
    return Number.isNaN(x)


def isinf(x) -> bool:
    return Math.abs(x) == Infinity


def isfinite(x) -> bool:
    return Math.abs(x) < Infinity  # also for bools, which are numbers in Python


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0) -> bool:
    return a == b or Math.abs(a - b) <= Math.max(rel_tol * Math.max(Math.abs(a), Math.abs(b)), abs_tol)


def gcd(a, b) -> int:
    while b:
        [a, b] = [b, a % b]
    return Math.abs(a)


def prod(iterable, *, start=1):
    for factor in iterate(iterable):
        start *= factor
    return start


def dist(p, q) -> float:
    return Math.hypot(*p.map(lambda coordinate, index: coordinate - q[index]))
