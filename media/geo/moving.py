"""Panning, zooming and feature details of a map, with a pointer, touch or the keyboard."""

from browser import JSON, Element, Map, Math, Object

from media.dom import create
from media.geo import words
from media.geo.drawing import label_of, property_text
from media.geo.projecting import WIDTH
from media.styles import adopt
from media.words import say
from static.geo_tools import css

DIALECT = 'plain'

MAX_ZOOM = 1000
_STEP = 1.5
_PAN = 60
MAX_ROWS = 30


def enable(node: Element, drawing: Element):
    """Make the map ``drawing`` in ``node`` interactive: panning, zooming, and showing the properties of features."""
    adopt(node, css)
    group = drawing.firstChild
    height = drawing.viewBox.baseVal.height
    look = {'zoom': 1, 'x': 0, 'y': 0}
    panel = create(node, 'div')
    panel.className = 'properties'
    panel.hidden = True
    bar = create(node, 'div')
    bar.className = 'bar'
    pointers = Map()

    def place():
        # Keep part of the map visible.
        look.x = Math.max(WIDTH * (.5 - look.zoom), Math.min(WIDTH * .5, look.x))
        look.y = Math.max(height * (.5 - look.zoom), Math.min(height * .5, look.y))
        group.setAttribute('transform', f'translate({look.x} {look.y}) scale({look.zoom})')

    def zoom(factor, x, y):
        wanted = Math.max(1, Math.min(MAX_ZOOM, look.zoom * factor))
        look.x = x - (x - look.x) * wanted / look.zoom
        look.y = y - (y - look.y) * wanted / look.zoom
        look.zoom = wanted
        place()

    def reset():
        look.zoom = 1
        look.x = look.y = 0
        place()

    def pan(x, y):
        look.x += x
        look.y += y
        place()

    def units():
        return WIDTH / drawing.getBoundingClientRect().width

    def spot(event):
        corner = drawing.getBoundingClientRect()
        return [(event.clientX - corner.left) * units(), (event.clientY - corner.top) * units()]

    def press(event):
        if event.button == 0:
            pointers.set(event.pointerId, event)

    def move(event):
        before = pointers.get(event.pointerId)
        if not before:
            return
        others = [*pointers.values()].filter(lambda each: each.pointerId != event.pointerId)
        # Leave one-finger drags to the page for scrolling.
        if event.pointerType == 'touch' and not others.length:
            return
        drawing.setPointerCapture(event.pointerId)
        share = units() / (others.length + 1)
        pan((event.clientX - before.clientX) * share, (event.clientY - before.clientY) * share)
        if others.length:
            far = Math.hypot(event.clientX - others[0].clientX, event.clientY - others[0].clientY)
            was = Math.hypot(before.clientX - others[0].clientX, before.clientY - others[0].clientY)
            x, y = spot(others[0])
            zoom(far / (was or 1), x, y)
        pointers.set(event.pointerId, event)

    def release(event):
        pointers.delete(event.pointerId)

    def wheel(event):
        # Without Ctrl, the wheel scrolls the page. Browsers report touchpad pinches as wheel events with Ctrl.
        if event.ctrlKey or event.metaKey:
            event.preventDefault()
            x, y = spot(event)
            zoom(2 ** (-event.deltaY / 200), x, y)

    def show(event):
        feature = event.target.feature
        if not feature:
            return
        title = create(node, 'strong')
        title.append(label_of(feature))
        rows = Object.keys(feature.properties).slice(0, MAX_ROWS).map(lambda name: row(name, feature.properties[name]))
        panel.replaceChildren(title, *rows)
        panel.hidden = False

    def row(name, value):
        line = create(node, 'div')
        label = create(node, 'span')
        label.append(f'{property_text(name)}: ')
        line.append(label, property_text(JSON.stringify(value) if Object(value) == value else value))
        return line

    def hide(event):
        panel.hidden = not event.target.matches(':focus')

    def press_key(event):
        key = event.key
        across = 1 if key == 'ArrowRight' else -1 if key == 'ArrowLeft' else 0
        along = 1 if key == 'ArrowDown' else -1 if key == 'ArrowUp' else 0
        if event.ctrlKey or event.metaKey or event.altKey:
            return
        if event.shiftKey and (across or along):
            pan(-across * _PAN, -along * _PAN)
        elif across or along:
            step = across + along
            next = event.target.nextElementSibling if step > 0 else event.target.previousElementSibling
            if next and next.feature:
                event.target.tabIndex = -1
                next.tabIndex = 0
                next.focus()
        elif key == '+' or key == '=':
            zoom(_STEP, WIDTH / 2, height / 2)
        elif key == '-':
            zoom(1 / _STEP, WIDTH / 2, height / 2)
        elif key == '0':
            reset()
        elif key == 'Escape':
            panel.hidden = True
        else:
            return
        event.preventDefault()

    def add_button(label, sign, act):
        button = create(node, 'button')
        button.type = 'button'
        button.ariaLabel = button.title = label
        button.append(sign)
        button.onclick = lambda event: act()
        bar.append(button)

    add_button(say(words.ZOOM_IN), '+', lambda: zoom(_STEP, WIDTH / 2, height / 2))
    add_button(say(words.ZOOM_OUT), '−', lambda: zoom(1 / _STEP, WIDTH / 2, height / 2))
    add_button(say(words.SHOW_ALL), '⤢', reset)
    drawing.onpointerdown = press
    drawing.onpointermove = move
    drawing.onpointerup = drawing.onpointercancel = release
    drawing.addEventListener('wheel', wheel, {'passive': False})
    drawing.onpointerover = show
    # With focus listeners on the SVG element itself, Chromium would make it focusable.
    node.addEventListener('focusin', show)
    drawing.onpointerout = hide
    node.addEventListener('focusout', hide)
    drawing.onkeydown = press_key
    first = drawing.querySelector('[tabindex]')
    first.setAttribute('tabindex', '0')
    node.append(bar, panel)
