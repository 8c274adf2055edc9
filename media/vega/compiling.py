"""Compiles a specification to a dataflow for a View, removing anything that could affect the page."""

from browser import JSON, Array, Error, Object, RegExp, String, TypeError, structuredClone, typeof

from media.vega import words
from media.vega.theme import config_for
from media.templates import fill

DIALECT = 'plain'

# The maximum number of views in one chart.
MAX_VIEWS = 500

# The allowed types of <input>: none that fetches, such as image, or that browsers autofill.
_INPUT = RegExp('^(checkbox|color|date|datetime-local|month|number|radio|range|search|select|text|time|week)$')
_INPUT_PROPERTIES = [
    'signal', 'input', 'name', 'options', 'labels', 'min', 'max', 'step', 'debounce', 'placeholder',
]

# The window events that a chart receives: drags that leave it, and resizing. It must not see keyboard input.
_WINDOW_EVENTS = ['mousemove', 'mouseup', 'pointermove', 'pointerup', 'touchmove', 'touchend', 'resize']


def specification_of(item):
    """Return a copy of an item's specification, since Vega modifies its data."""
    given = JSON.parse(item.data) if typeof(item.data) == 'string' else structuredClone(item.data)
    if Object(given) != given or Array.isArray(given):
        raise TypeError(words.NOT_A_SPECIFICATION)
    return given


def is_lite(given, mime):
    """Return whether a specification is Vega-Lite, according to its schema or else its MIME type."""
    schema = String(given['$schema'])
    return schema.includes('/vega-lite/') or not schema.includes('/vega/') and mime.includes('lite')


def compiled(given, lite, dark, library, logger):
    """Return the dataflow of a specification for Vega's View."""
    if lite and _count_views(given) > MAX_VIEWS:
        raise Error(fill(words.TOO_MANY_VIEWS, MAX_VIEWS))
    config = config_for(given, lite, dark)
    source = library.compile(given, {'config': config, 'logger': logger}).spec if lite else given
    dataflow = library.parse(source, {} if lite else config, {'ast': True})
    dataflow.eventConfig = {'bind': 'container', 'selector': False, 'window': _WINDOW_EVENTS, 'defaults': {}}
    dataflow.bindings = (dataflow.bindings or []).map(_harmless)
    return dataflow


def _count_views(given):
    """Return how many views a Vega-Lite specification compiles to, which can be the product of several lists."""
    parts = given.concat or given.hconcat or given.vconcat or given.layer
    if Array.isArray(parts):
        return parts.reduce(lambda count, each: count + _count_views(each), 0)
    if not given.spec:
        return 1
    lists = [given.repeat] if Array.isArray(given.repeat) else Object.values(Object(given.repeat))
    return _count_views(given.spec) * lists.reduce(lambda count, each: count * (each.length or 1), 1)


def _harmless(binding):
    """Return an input binding reduced to safe properties: no event attributes and no elements of the page."""
    known = {}
    for name in _INPUT_PROPERTIES:
        if Object.hasOwn(binding, name):
            known[name] = binding[name]
    if not _INPUT.test(known.input):
        known.input = 'text'
    return known
