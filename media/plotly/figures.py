"""Validation and properties of the Plotly figures that kernels send."""

from browser import JSON, Array, Number, Object, RegExp, String

from media.plotly import words

# Trace types in the cartesian bundle. All others need the full library.
CARTESIAN = RegExp('^(bar|box|contour|heatmap|histogram(2d(contour)?)?|image|pie|scatter|scatterternary|violin)$')

# Trace types that need WebGL. Browsers limit the number of WebGL contexts.
WEBGL = RegExp('gl$|3d$|^(cone|isosurface|mesh3d|splom|streamtube|surface|volume|parcoords)$|map')

# Plotly's height for figures that do not set one.
DEFAULT_HEIGHT_PX = 450


def checked(data):
    """Return the figure of an item, an object with a list of traces. Raise an exception if it is invalid."""
    figure: Object = JSON.parse(data) if isinstance(data, str) else data
    if Object(figure) is not figure or not isinstance(figure.data, list):
        raise Exception(words.NO_TRACES)
    if figure.layout is not None and Object(figure.layout) is not figure.layout:
        raise Exception(words.INVALID_LAYOUT)
    return figure


def traces_of(figure) -> list[str]:
    """Return the types of all traces of a figure, including those of its frames."""
    lists: Array = [figure.data]
    if isinstance(figure.frames, list):
        frames: Array = figure.frames
        frames.forEach(lambda frame: lists.push(Object(frame).data))
    found: list[str] = []
    for traces in lists:
        if isinstance(traces, list):
            for trace in traces:
                kind = Object(trace).type
                found.append('scatter' if kind is None else String(kind))
    return found


def height_of(figure) -> float:
    height: float = Number(Object(figure.layout).height)
    return height if height >= 10 else DEFAULT_HEIGHT_PX


def title_of(figure) -> str:
    """Return the title of a figure as plain text, or an empty string."""
    title = Object(figure.layout).title
    text = title if isinstance(title, str) else Object(title).text
    return text.replaceAll(RegExp('(\\s|<[^>]*>)+', 'g'), ' ').trim()[:200] if isinstance(text, str) else ''
