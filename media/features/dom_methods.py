"""Methods for our elements in pages that have removed or replaced those of the browser, as old libraries do.

Main loads this chunk before all others in such pages, and ``create`` of media/dom.py calls ``equip``. The built-ins
of the page stay as they are: each element gets methods of its own.
"""

from browser import Element, Node, Object, Reflect

from media.dom import as_node


def equip(element: Element):
    """Give an element or shadow root of ours the methods that the page may have changed; returns it."""

    def insert(parent: Element, values: list, place: Element) -> None:
        for value in values:
            parent.insertBefore(as_node(element, value), place)

    def remove() -> None:
        if element.parentNode is not None:
            element.parentNode.removeChild(element)

    def replace(values: list) -> None:
        insert(element.parentNode, values, element)
        remove()

    def refill(values: list) -> None:
        element.textContent = ''
        insert(element, values, None)

    return Object.assign(element, {
        'append': lambda *values: insert(element, values, None),
        'prepend': lambda *values: insert(element, values, element.firstChild),
        'before': lambda *values: insert(element.parentNode, values, element),
        'after': lambda *values: insert(element.parentNode, values, element.nextSibling),
        'replaceWith': lambda *values: replace(values),
        'replaceChildren': lambda *values: refill(values),
        'remove': remove,
        'attachShadow': lambda options: equip(Reflect.apply(Element.prototype.attachShadow, element, [options])),
        'cloneNode': lambda is_deep: equip(Reflect.apply(Node.prototype.cloneNode, element, [is_deep])),
    })


shared = {'equip': equip}
