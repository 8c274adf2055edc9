"""The module ``math``, for modules that run in CPython, too: what drawing and layout need of it."""

from browser import Infinity, Math, NaN, Number, Object

from media.python.items import iterate

DIALECT = 'plain'

pi = Math.PI
tau = Math.PI * 2
e = Math.E
inf = Infinity
nan = NaN


def floor(x):
    return Math.floor(x)


def ceil(x):
    return Math.ceil(x)


def trunc(x):
    return Math.trunc(x)


def sqrt(x):
    return Math.sqrt(x)


def sin(x):
    return Math.sin(x)


def cos(x):
    return Math.cos(x)


def tan(x):
    return Math.tan(x)


def asin(x):
    return Math.asin(x)


def acos(x):
    return Math.acos(x)


def atan(x):
    return Math.atan(x)


def atan2(y, x):
    return Math.atan2(y, x)


def hypot(*coordinates):
    return Math.hypot(*coordinates)


def exp(x):
    return Math.exp(x)


def log(x, base=None):
    return Math.log(x) if base is None else Math.log(x) / Math.log(base)


def log2(x):
    return Math.log2(x)


def log10(x):
    return Math.log10(x)


def pow(x, y):
    return x ** y


def fabs(x):
    return Math.abs(x)


def fmod(x, y):
    return x % y


def degrees(x):
    return x * 180 / Math.PI


def radians(x):
    return x * Math.PI / 180


def copysign(x, y):
    size = Math.abs(x)
    return -size if y < 0 or Object.is_(y, -0.0) else size


def isnan(x):
    return Number.isNaN(x)


def isinf(x):
    return Math.abs(x) == Infinity


def isfinite(x):
    return Number.isFinite(x)


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    return a == b or Math.abs(a - b) <= Math.max(rel_tol * Math.max(Math.abs(a), Math.abs(b)), abs_tol)


def gcd(a, b):
    while b:
        [a, b] = [b, a % b]
    return Math.abs(a)


def prod(iterable, *, start=1):
    for factor in iterate(iterable):
        start *= factor
    return start


def dist(p, q):
    return Math.hypot(*p.map(lambda coordinate, index: coordinate - q[index]))
