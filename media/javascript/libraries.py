"""A cache of library scripts. Bokeh and HoloViews output a script that loads their library, and later ones that use it.

Each output runs in its own frame, so the frame of a chart also receives the scripts that load libraries.
"""

from browser import Array, Object, RegExp, String

# MIME types that mark a script as loading a library, or as drawing with it.
LOADS = RegExp('^application/vnd\\.(bokehjs|holoviews)_load')
DRAWS = RegExp('^application/vnd\\.(bokehjs|holoviews)_exec')

# The maximum total size of cached scripts. Beyond it, the oldest are evicted.
MAX_CHARS = 30000000


def marks_of(item) -> list[str]:
    """Return the MIME types in an item's bundle and metadata."""
    return [*Object.keys(Object(item.bundle)), *Object.keys(Object(item.metadata))]


def does_load(item) -> bool:
    return marks_of(item).some(lambda mime: LOADS.test(mime))


def does_draw(item) -> bool:
    return marks_of(item).some(lambda mime: DRAWS.test(mime))


def remember(code: str) -> None:
    """Cache a script that loads a library for later outputs."""
    index: int = _known.indexOf(code)
    if index >= 0:
        _known.splice(index, 1)
    _known.push(code)
    while _known.reduce(lambda sum, each: sum + String(each).length, 0) > MAX_CHARS:
        _known.shift()


def known() -> list[str]:
    return _known.slice()


_known: Array = Array()
