"""The frame's side: draws figures with Plotly, and redraws them when the page sends a new one."""

from browser import JSON, Array, Element, Object, RegExp, String, document, window

from media.html.messaging import draw_messages

# Colors of Plotly's dark template. The rest of that template has no visible effect.
LINES = '#506784'
GRID = '#283442'

# The background of axes in the default template of plotly.py, and all of its colors that are for white paper.
DEFAULT_BACKGROUND = '#E5ECF6'
DEFAULT_COLORS = RegExp('"(white|#E5ECF6|#2a3f5f|#C8D4E3|#EBF0F8)"', 'g')


def start() -> None:
    """Draw the page's messages, whose ``first`` is ``{figure, height}``."""
    if document.body is not None:  # otherwise, the document only needs the library
        draw_messages(draw, freeze)


async def freeze(place: Element):
    """Return an image of the drawing and the user's changes: ranges, the camera, and hidden traces."""
    picture = None
    state = None
    try:
        traces: list = place.data
        state = {'layout': place.layout, 'visible': traces.map(lambda trace: trace.visible)}
        picture = await window.Plotly.toImage(place, {
            'format': 'png', 'scale': window.devicePixelRatio, 'width': place.offsetWidth,
            'height': place.offsetHeight})
    except Exception:
        pass  # it will be redrawn, without a picture in the meantime
    return {'picture': picture, 'state': state}


def restore(figure, state) -> None:
    """Apply the state from ``freeze`` to a figure."""
    figure.layout = state.layout
    visible: list = state.visible
    traces: list = figure.data
    for index in range(min(len(visible), len(traces))):
        if visible[index] is not None:
            traces[index].visible = visible[index]


async def draw(place: Element, first, look, state) -> bool:
    """Draw a figure or update the existing drawing."""
    figure: Object = first.figure
    if state is not None:
        restore(figure, state)
    own: Object = Object(figure.layout)
    layout: Object = Object.assign(Object(), own)
    root: Element = document.documentElement
    root.style.background = look.background
    root.style.colorScheme = 'dark' if look.is_dark is True else 'light'
    if look.is_dark is True and own.paper_bgcolor is None and own.plot_bgcolor is None:
        if own.template is None:
            layout.template = dark_template(look)
        elif Object(Object(own.template).layout).plot_bgcolor == DEFAULT_BACKGROUND:
            layout.template = darkened(own.template, look)
    if own.width is None:
        layout.autosize = True
    place.style.height = f'{String(first.height)}px'
    # Override the options that send a figure to servers, which frames cannot do.
    config = Object.assign({
        'responsive': True, 'displaylogo': False,
        'modeBarButtonsToRemove': [] if first.may_save is True else ['toImage']}, figure.config, {
        'plotlyServerURL': '', 'showLink': False, 'showSendToCloud': False, 'showEditInChartStudio': False})
    await window.Plotly.react(place, {
        'data': figure.data, 'layout': layout, 'config': config,
        'frames': figure.frames if Array.isArray(figure.frames) else []})
    return True


def darkened(template, look) -> Object:
    """Return plotly.py's default template, which nobody has chosen, in the colors of a dark page."""
    colors: dict = {DEFAULT_BACKGROUND: look.background, 'white': GRID, '#2a3f5f': look.color, '#C8D4E3': LINES,
                    '#EBF0F8': GRID}
    text: str = JSON.stringify(template).replaceAll(
        DEFAULT_COLORS, lambda found, name: JSON.stringify(colors.get(name)))
    changed: Object = JSON.parse(text)
    changed.layout.paper_bgcolor = look.background
    return changed


def dark_template(look) -> Object:
    """Return the template for figures without one on a dark page."""
    axis = {'gridcolor': GRID, 'linecolor': LINES, 'zerolinecolor': GRID}
    scene = {'backgroundcolor': look.background, 'gridcolor': LINES, 'zerolinecolor': LINES, 'showbackground': True}
    return {'layout': {
        'paper_bgcolor': look.background, 'plot_bgcolor': look.background, 'font': {'color': look.color},
        'xaxis': axis, 'yaxis': axis, 'scene': {'xaxis': scene, 'yaxis': scene, 'zaxis': scene},
        'polar': {'bgcolor': look.background, 'angularaxis': axis, 'radialaxis': axis},
        'ternary': {'bgcolor': look.background, 'aaxis': axis, 'baxis': axis, 'caxis': axis},
        'geo': {'bgcolor': look.background, 'landcolor': GRID, 'lakecolor': look.background, 'subunitcolor': LINES},
        'modebar': {'bgcolor': 'rgba(0,0,0,0)', 'color': LINES, 'activecolor': look.color},
    }}
