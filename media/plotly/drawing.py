"""The frame's side: draws figures with Plotly, and redraws them when the page sends a new one."""

from browser import Array, Element, Object, String, document, window

# Colors of Plotly's dark template. The rest of that template has no visible effect.
LINES = '#506784'
GRID = '#283442'


def start() -> None:
    """Listen for the page's messages, ``{first: {figure, height}, look, freeze, state}``. Each key is optional."""
    state: Object = Object()
    body: Element = document.body
    if body is None:
        return  # the document only needs the library
    body.style.margin = '0'
    place = document.createElement('div')
    body.append(place)

    async def hear(event):
        told = Object(event.data)
        if event.source is not window.parent:
            return
        if told.freeze is True:
            await freeze(place)
        if told.first is None and told.look is None:
            return
        if told.first is not None and told.state is not None:
            restore(told.first.figure, told.state)
        state.first = told.first or state.first
        state.look = told.look or state.look
        try:
            await draw(place, state.first, state.look)
            tell({'drawn': True})
        except Exception as error:
            tell({'error': String(error.message)})

    window.addEventListener('message', hear)


def tell(message) -> None:
    window.parent.postMessage(message, '*')


async def freeze(place: Element) -> None:
    """Post an image of the drawing and the user's changes: ranges, the camera, and hidden traces."""
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
    tell({'frozen': True, 'picture': picture, 'state': state})


def restore(figure, state) -> None:
    """Apply the state from ``freeze`` to a figure."""
    figure.layout = state.layout
    visible: list = state.visible
    traces: list = figure.data
    for index in range(min(len(visible), len(traces))):
        if visible[index] is not None:
            traces[index].visible = visible[index]


def draw(place: Element, first, look):
    """Draw a figure or update the existing drawing. Return a Promise."""
    figure: Object = first.figure
    own: Object = Object(figure.layout)
    layout: Object = Object.assign(Object(), own)
    root: Element = document.documentElement
    root.style.background = look.background
    root.style.colorScheme = 'dark' if look.is_dark is True else 'light'
    if own.template is None and look.is_dark is True:
        layout.template = dark_template(look)
    if own.width is None:
        layout.autosize = True
    place.style.height = f'{String(first.height)}px'
    # Override the options that send a figure to servers, which frames cannot do.
    config = Object.assign({
        'responsive': True, 'displaylogo': False,
        'modeBarButtonsToRemove': [] if first.may_save is True else ['toImage']}, figure.config, {
        'plotlyServerURL': '', 'showLink': False, 'showSendToCloud': False, 'showEditInChartStudio': False})
    return window.Plotly.react(place, {
        'data': figure.data, 'layout': layout, 'config': config,
        'frames': figure.frames if Array.isArray(figure.frames) else []})


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
