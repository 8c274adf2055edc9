"""Tooltips of charts: names and values as text next to the pointer, in the top layer."""

from browser import Array, Date, Element, Math, Object, String, window

from media.dom import create

DIALECT = 'plain'

MAX_ROWS = 30
MAX_UNITS = 300


def tooltip_in(node: Element):
    """Return a tooltip handler for Vega. The tooltip is a child of ``node``."""
    box = create(node, 'div')
    box.className = 'backendai-vega-tooltip'
    box.popover = 'manual'

    def show(handler, event, item, value):
        if value is None or value == '':
            box.remove()
            return
        box.replaceChildren(*_rows(box, value))
        node.append(box)
        if box.showPopover:
            box.showPopover()
        size = box.getBoundingClientRect()
        box.style.left = f'{Math.max(0, Math.min(event.clientX + 12, window.innerWidth - size.width - 4))}px'
        top = event.clientY + 12
        if top + size.height > window.innerHeight:
            top = Math.max(0, top - size.height - 24)
        box.style.top = f'{top}px'

    return show


def _rows(near: Element, value):
    if Object(value) != value or Array.isArray(value) or isinstance(value, Date):
        return [_text(value)]
    return Object.keys(value).slice(0, MAX_ROWS).map(lambda name: _row(near, name, value[name]))


def _row(near: Element, name, value):
    row = create(near, 'div')
    label = create(near, 'span')
    label.append(f'{_text(name)}: ')
    row.append(label, _text(value))
    return row


def _text(value):
    text = String(value)
    return text if text.length <= MAX_UNITS else text.slice(0, MAX_UNITS) + '…'
