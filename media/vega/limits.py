"""Limits on the output of a chart's transforms: a short specification could ask for billions of rows."""

from browser import Math, Object, Proxy, RangeError, Reflect, RegExp, String

from media.vega import words
from media.templates import fill

DIALECT = 'plain'

# The maximum number of rows that a transform may add, or of cells in a grid.
MAX_ROWS = 1000000
# The maximum number of ticks of an axis or entries of a legend.
MAX_TICKS = 5000
# The maximum number of row visits, summed over all iterations of a simulation or an estimate.
MAX_VISITS = 20000000

_SECOND = 1000
# Units in milliseconds. Longer ones count as hours, since few of them fit into a range.
_UNITS = {'millisecond': 1, 'second': _SECOND, 'minute': 60 * _SECOND}
_HOUR = 3600 * _SECOND

# Repeated groups that contain repeats or alternatives, such as (a+)+ and (a|a)*, may need exponential time.
_NESTED = RegExp('[*+}|][^()]*\\)+[*+{]')


def may_hang(pattern):
    """Return whether a regular expression may need exponential time."""
    return _NESTED.test(pattern)


def count_of_times(start, stop, unit, step):
    """Return how many steps of a unit of time there are between two times."""
    return Math.abs((stop - start) / ((_UNITS[String(unit).replace(RegExp('s$'), '')] or _HOUR) * (step or 1)))


def limit(transforms):
    """Make transforms raise an error if their output would be too large, also when parameters change later."""
    count = {
        'axisticks': _ticks, 'legendentries': _ticks, 'contour': _cells, 'kde2d': _cells,
        'countpattern': lambda given, pulse: MAX_ROWS + 1 if may_hang(given.pattern) else 0,
        'cross': lambda given, pulse: _rows(pulse) ** 2,
        'density': lambda given, pulse: _steps(given),
        'force': lambda given, pulse: (given.iterations or 300) * _rows(pulse) * MAX_ROWS / MAX_VISITS,
        'graticule': lambda given, pulse: 6500000 / Math.min(*_angles(given)) ** 2,
        'impute': lambda given, pulse: _rows(pulse) * (1 + (given.keyvals and given.keyvals.length or 0)),
        'kde': lambda given, pulse: _steps(given) * (1 + _rows(pulse) * MAX_ROWS / MAX_VISITS),
        'loess': lambda given, pulse: _rows(pulse) ** 2 * MAX_ROWS / MAX_VISITS,
        'quantile': lambda given, pulse: 1 / (given.step or 1),
        'sequence': lambda given, pulse: (given.stop - given.start) / (given.step or 1),
        'wordcloud': lambda given, pulse: _rows(pulse) * 200,
    }
    for name in Reflect.ownKeys(count):
        kind = transforms[name]
        if kind:
            kind.prototype.transform = _limited(name, kind.prototype.transform, count[name])


def _limited(name, transform, count):
    def apply(target, operator, given):
        # NaN passes; Vega reports it.
        if Math.abs(count(given[0], given[1])) > MAX_ROWS:
            raise RangeError(fill(words.LARGE_TRANSFORM, name))
        return Reflect.apply(target, operator, given)

    return Proxy(transform, {'apply': apply})


def _rows(pulse):
    return pulse.source and pulse.source.length or pulse.add.length


def _ticks(given, pulse):
    wanted = given.count
    if Object(wanted) == wanted and wanted.interval:
        domain = given.scale.domain()
        return count_of_times(domain[0], domain[domain.length - 1], wanted.interval, wanted.step) * MAX_ROWS / MAX_TICKS
    return (wanted or 0) * MAX_ROWS / MAX_TICKS


def _cells(given, pulse):
    return given.size[0] * given.size[1] / (given.cellSize or 4) ** 2


def _steps(given):
    return Math.max(given.steps or 0, given.maxsteps or 0, given.minsteps or 0)


def _angles(given):
    return [given.step, given.stepMinor, given.stepMajor].flat().filter(lambda each: each > 0).concat(10)
