"""The frame's side: runs scripts from kernels, which write into ``element`` as in notebooks."""

from browser import Array, Element, Function, Object, Promise, RegExp, String, document, window

from media.html.messaging import tell, tell_errors

# Ids of the elements that Bokeh draws in. A script refers to them, but another output of the result creates them.
_IDS = RegExp('[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', 'g')


def start() -> None:
    """Listen for ``{first: {libraries, markup, code, needs_places}}``, which the page sends once."""
    async def hear(event):
        first = Object(event.data).first
        if event.source is window.parent and first is not None:
            try:
                await run(first)
                tell({'drawn': True})
            except Exception as error:
                tell({'error': f'{String(error.name)}: {String(error.message)}'})

    window.addEventListener('message', hear)
    tell_errors()


async def run(first) -> None:
    """Run the libraries, then the output's own markup and script."""
    element = document.createElement('div')
    element.className = 'output_subarea output_javascript'
    document.body.append(element)
    libraries: list[str] = first.libraries
    for code in libraries:
        Function('element', code).call(window, document.createElement('div'))
    # Wait for the scripts that the libraries load: charts only wait for them for about a second.
    loading: list[Element] = Array.from_(document.querySelectorAll('script[src]'))
    await Promise.all(loading.map(finished))
    if isinstance(first.markup, str):
        await show_markup(element, first.markup)
    code: str = first.code
    if first.needs_places is True:
        make_places(element, code)
    result = Function('element', code).call(element, element)
    # The script may return a Promise, as IPython's scripts with libraries do.
    await Promise.resolve(result)


async def show_markup(element: Element, markup: str) -> None:
    """Insert markup and run its scripts in order."""
    element.innerHTML = markup
    scripts: list[Element] = Array.from_(element.querySelectorAll('script'))
    for script in scripts:
        copy = document.createElement('script')
        copy.text = script.text
        for name in ['type', 'src', 'id']:
            value = script.getAttribute(name)
            if value is not None:
                copy.setAttribute(name, value)
        script.replaceWith(copy)
        if script.hasAttribute('src'):
            await finished(copy)


def finished(script: Element):
    """Return a Promise that resolves when a script has loaded or failed."""
    def wait(done):
        script.addEventListener('load', done)
        script.addEventListener('error', done)

    return Promise(wait)


def make_places(element: Element, code: str) -> None:
    """Create the elements that a script draws in, if they do not exist."""
    found: list[str] = code.match(_IDS)
    for name in found if found is not None else []:
        if document.getElementById(name) is None:
            place = document.createElement('div')
            place.id = name
            element.append(place)
