"""Libraries that an output brings for later ones, as in notebooks, where all outputs share one window.

plotly.py's renderer ``notebook`` and ``itables.init_notebook_mode`` output their library once, and later only markup
that uses it. Each output runs in its own frame, so the frames of the later ones get the script with the library, too.
"""

from browser import Object, RegExp

from media.html.inlining import script_element

# The largest markup that is kept.
MAX_CHARS = 15000000

# For each library: what only the script that brings it contains, and what only the markup that uses it does.
_known: list = [
    {'brings': RegExp('\\* plotly\\.js v\\d'), 'uses': RegExp('\\bPlotly\\.newPlot\\('), 'markup': None},
    {'brings': RegExp('window\\._itables_\\w+ = '), 'uses': RegExp('window\\._itables_'), 'markup': None},
]


def earlier_libraries(markup: str) -> str:
    """Return the script elements with the libraries that markup uses and earlier outputs have brought.

    If the markup itself brings a library, that is kept for later calls.
    """
    scripts = ''
    for each in _known:
        library: Object = each
        if library.brings.test(markup):
            library.markup = markup if len(markup) < MAX_CHARS else None
        elif library.markup is not None and library.uses.test(markup):
            scripts += _script_of(library.markup, library.brings)
    return scripts


def _script_of(markup: str, brings: RegExp) -> str:
    """Return the script that brings a library, without anything that could end its element early."""
    place: int = markup.search(brings)
    start: int = markup.indexOf('>', markup.lastIndexOf('<script', place))
    text: str = markup[start + 1:markup.indexOf('</script>', place)]
    return script_element(text)
