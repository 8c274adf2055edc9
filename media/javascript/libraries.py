"""What Bokeh and HoloViews put out: a script that loads their library, and later ones that need it.

Each output runs in a frame of its own, so the frame of a chart gets the scripts that load libraries, too.
"""

from browser import Array, Object, RegExp, String

# The types that mark a script as one that loads a library, or as one that draws with it.
LOADS = RegExp('^application/vnd\\.(bokehjs|holoviews)_load')
DRAWS = RegExp('^application/vnd\\.(bokehjs|holoviews)_exec')

# Libraries that outputs have brought are kept up to this size; of more, the oldest are forgotten.
MAX_CHARS = 30000000


def marks_of(item) -> list[str]:
    """The types that an item's bundle and metadata mention besides its own."""
    return [*Object.keys(Object(item.bundle)), *Object.keys(Object(item.metadata))]


def does_load(item) -> bool:
    return marks_of(item).some(lambda mime: LOADS.test(mime))


def does_draw(item) -> bool:
    return marks_of(item).some(lambda mime: DRAWS.test(mime))


def remember(code: str) -> None:
    """Keep a script that loads a library, for the outputs that come."""
    index: int = _known.indexOf(code)
    if index >= 0:
        _known.splice(index, 1)
    _known.push(code)
    while _known.reduce(lambda sum, each: sum + String(each).length, 0) > MAX_CHARS:
        _known.shift()


def known() -> list[str]:
    return _known.slice()


_known: Array = Array()
