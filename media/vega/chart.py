"""Draws a chart off-screen and swaps it in once it is complete."""

from browser import Element, Error, Math, Object, Promise, Reflect, RegExp, String

from media.dom import create, window_of
from media.html.permission import blocked_text, permission
from media.notes import make_note
from media.overflow import name_while_scrolling
from media.slices import Slices
from media.vega import words
from media.vega.compiling import compiled, is_lite, specification_of
from media.vega.loading import loader_for
from media.vega.theme import is_dark
from media.vega.tooltip import tooltip_in
from media.templates import fill
from media.words import say, say_reason

DIALECT = 'plain'

# The maximum area of a canvas, in device pixels of four bytes each.
MAX_PIXELS = 2 ** 26

# The maximum width and height of a canvas in browsers.
MAX_SIDE = 32767

# The maximum number of notes about problems in one chart.
MAX_NOTES = 5

# Names of cursors. Other CSS values could contain a URL.
_CURSOR = RegExp('^[a-z-]+$')


async def draw(library, chart, item, remote):
    """Show an item in the node of ``chart``, replacing its content. Raise an Error if it cannot be drawn.

    ``chart`` is ``{node, latest, dispose, look}``: its element, the latest drawing, a function that frees it, and one
    that redraws it if the page has switched between dark and light. ``remote`` is the host's option of that name.
    """
    node = chart.node
    drawing = {}
    chart.latest = drawing
    given = specification_of(item)
    allowed = permission(remote)
    problems = []
    told = []
    is_shown = False

    def fail(reason):
        if is_shown:
            tell(reason)
        else:
            problems.push(reason)

    def tell(reason):
        if not told.includes(reason) and told.length < MAX_NOTES:
            told.push(reason)
            if is_shown and chart.latest == drawing:
                add(reason)

    async def add(reason):
        item.report(reason)
        text = await say_reason(reason)
        if chart.latest == drawing:
            node.append(make_note(node, text if text.endsWith('.') else f'{text}.'))

    def show(remote):
        draw(library, chart, item, remote).catch(lambda error: fail(error.message))

    def look(was_dark):
        if is_dark(node) != was_dark:
            show(remote)

    logger = _logger(fail, tell)
    lite = is_lite(given, item.type)
    dark = is_dark(node)
    try:
        dataflow = compiled(given, lite, dark, library, logger)
    except Exception as error:
        raise Error(fill(words.UNREADABLE, error.message))
    stage = create(node, 'div')
    # Keep the width of the slot while hidden.
    stage.style.height = '0'
    stage.style.overflow = 'hidden'
    place = create(node, 'div')
    stage.append(place)
    node.append(stage)
    view = library.View(dataflow, {
        'expr': library.expressions, 'hover': not lite, 'loader': loader_for(allowed, tell),
        'logger': logger, 'tooltip': tooltip_in(node),
    })

    def dispose():
        view.finalize()
        stage.remove()

    try:
        settle = _slice(view)
        if not given.description:
            view.description(_title(given))
        _start(view, place)
        view.runAsync()
        await settle()
        if problems.length:
            raise Error(problems[0])
    except Exception as error:
        dispose()
        raise error
    if chart.latest != drawing:
        dispose()
        return
    is_shown = True
    chart.dispose()
    chart.dispose = dispose
    chart.look = lambda: look(dark)
    node.replaceChildren(stage)
    stage.style = ''
    if allowed.blocked.size:
        note = make_note(node, blocked_text(allowed) + ' ')
        if remote != 'block':
            button = create(node, 'button')
            button.type = 'button'
            button.append(say(words.LOAD))
            button.onclick = lambda event: show('load')
            note.append(button)
        node.append(note)
    told.forEach(add)
    name_while_scrolling(node, say(words.CHART))


def _start(view, place: Element):
    """Initialize a View in ``place``. Raise an Error if its canvas is larger than browsers support."""
    scale = window_of(place).devicePixelRatio

    def check(width, height):
        if width * height * scale * scale > MAX_PIXELS or Math.max(width, height) * scale > MAX_SIDE:
            raise Error(fill(words.TOO_LARGE, Math.round(width), Math.round(height)))

    check(view.width(), view.height())
    look = place.style
    cursor = {'removeProperty': lambda name: look.removeProperty(name)}
    Object.defineProperty(cursor, 'cursor', {'set': lambda value: _set_cursor(look, String(value))})
    Object.defineProperty(place, 'style', {'value': cursor})
    view.initialize(place)
    renderer = view._renderer
    resize = renderer.resize

    def resize_checked(width, height, origin, factor):
        check(width, height)
        return Reflect.apply(resize, renderer, [width, height, origin, factor])

    renderer.resize = resize_checked


def _set_cursor(look, value):
    look.cursor = value if _CURSOR.test(value) else ''


def _slice(view):
    """Make a View yield to the page between dataflow operators. Return a function that waits for all runs."""
    slices = Slices()
    prepare = view._getPulse
    evaluate = view.evaluate
    last = Promise.resolve()

    def prepare_or_pause(operator, encode):
        pulse = Reflect.apply(prepare, view, [operator, encode])
        # The operator that loads data already returns a promise.
        if slices.is_over() and not (operator._argval and operator._argval.url):
            async def run_later(pulse):
                Reflect.deleteProperty(operator, 'run')
                await slices.pause()
                return operator.run(pulse)
            operator.run = run_later
        return pulse

    def evaluate_next(*given):
        # Vega starts some runs without waiting for earlier ones, which would be finished if they did not yield.
        nonlocal last
        last = last.then(lambda done: Reflect.apply(evaluate, view, given))
        return last

    def run(*given):
        evaluate_next(*given)
        return view

    async def settle():
        waited = None
        while waited != last:
            waited = last
            await waited

    view._getPulse = prepare_or_pause
    view.evaluate = evaluate_next
    view.run = run
    return settle


def _logger(fail, tell):
    """Return a logger for Vega that reports errors and failed loads, and ignores other messages."""
    logger = {}

    def warn(what, address, error):
        if what == 'Loading failed' and error and error.message != words.NOT_LOADED:
            tell(fill(words.NOT_LOADED_HINT, address, error.message))
        return logger

    def error(problem):
        fail(String(problem.message or problem))
        return logger

    return Object.assign(logger, {
        'level': lambda: logger, 'info': lambda: logger, 'debug': lambda: logger, 'warn': warn, 'error': error})


def _title(given):
    title = given.title
    text = title and title.text or title
    return say(words.NAMED_CHART, text) if text else say(words.CHART)
