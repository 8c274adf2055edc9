"""From a specification to what a View runs; what would reach out of the chart is left out on the way."""

from browser import JSON, Array, Error, Object, RegExp, String, TypeError, structuredClone, typeof

from media.vega.theme import config_for

DIALECT = 'plain'

# Of one chart.
MAX_VIEWS = 500

# Kinds of <input> that a chart may have: none that fetches, as an image does, or that a browser fills in.
_INPUT = RegExp('^(checkbox|color|date|datetime-local|month|number|radio|range|search|select|text|time|week)$')
_INPUT_PROPERTIES = [
    'signal', 'input', 'name', 'options', 'labels', 'min', 'max', 'step', 'debounce', 'placeholder',
]

# What a chart hears of outside of itself: the rest of a drag, and a new size. What is typed is none of its business.
_WINDOW_EVENTS = ['mousemove', 'mouseup', 'pointermove', 'pointerup', 'touchmove', 'touchend', 'resize']


def specification_of(item):
    """A copy of an item's specification, since Vega writes into its data."""
    given = JSON.parse(item.data) if typeof(item.data) == 'string' else structuredClone(item.data)
    if Object(given) != given or Array.isArray(given):
        raise TypeError('its data is not a specification')
    return given


def is_lite(given, mime):
    """Whether a specification is of Vega-Lite, as its schema says, else its type."""
    schema = String(given['$schema'])
    return schema.includes('/vega-lite/') or not schema.includes('/vega/') and mime.includes('lite')


def compiled(given, lite, dark, library, logger):
    """The dataflow of a specification, for Vega's View."""
    if lite and _count_views(given) > MAX_VIEWS:
        raise Error(f'it has more than {MAX_VIEWS} views')
    config = config_for(given, lite, dark)
    source = library.compile(given, {'config': config, 'logger': logger}).spec if lite else given
    dataflow = library.parse(source, {} if lite else config, {'ast': True})
    dataflow.eventConfig = {'bind': 'container', 'selector': False, 'window': _WINDOW_EVENTS, 'defaults': {}}
    dataflow.bindings = (dataflow.bindings or []).map(_harmless)
    return dataflow


def _count_views(given):
    """How many views a specification of Vega-Lite is compiled to, which may be the product of a few lists."""
    parts = given.concat or given.hconcat or given.vconcat or given.layer
    if Array.isArray(parts):
        return parts.reduce(lambda count, each: count + _count_views(each), 0)
    if not given.spec:
        return 1
    lists = [given.repeat] if Array.isArray(given.repeat) else Object.values(Object(given.repeat))
    return _count_views(given.spec) * lists.reduce(lambda count, each: count * (each.length or 1), 1)


def _harmless(binding):
    """An input of a chart with what inputs need alone: no attribute that acts, no element of the page."""
    known = {}
    for name in _INPUT_PROPERTIES:
        if Object.hasOwn(binding, name):
            known[name] = binding[name]
    if not _INPUT.test(known.input):
        known.input = 'text'
    return known
