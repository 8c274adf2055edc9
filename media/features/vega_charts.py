"""Vega and Vega-Lite, and the code that draws charts with them, without eval and without access to the page."""

from media.vega.sets import confined
from npm.vega import View, formats, parse, transforms
from npm.vega_interpreter import expressionInterpreter
from npm.vega_lite import compile as compile_lite

from media.vega.chart import draw
from media.vega.delimited import reader_of
from media.vega.expressions import evaluator
from media.vega.limits import limit

formats('csv', reader_of(','))
formats('dsv', reader_of(','))
formats('tsv', reader_of('\t'))
limit(transforms)

_library = {
    'View': View, 'compile': confined(compile_lite), 'expressions': evaluator(expressionInterpreter), 'parse': parse,
}

shared = {'draw': lambda chart, item, remote: draw(_library, chart, item, remote), 'library': _library}
