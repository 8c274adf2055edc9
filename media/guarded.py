"""The page's document and window for libraries, whose members no element can shadow by its name.

xterm, Vega and KaTeX read the document themselves, so ``<img name=createElement>`` would break them; see
``media/dom.py``, which guards our own code. In the chunks that contain such a library, the build makes all code, ours
included, use ``document``, ``window`` and ``globalThis`` of this module instead of the globals. The elements that a
library creates have an ``ownerDocument`` of their own for the same reason.
"""

from browser import Document, Element, EventTarget, Map, Node, Object, Proxy, Reflect, WeakMap, self, typeof

# The stand-ins of documents and windows.
_stand_ins: WeakMap = WeakMap()


def guarded(actual: Document) -> Document:
    """The stand-in of a document: its members are those of its prototype."""
    def read(name: str):
        value = Reflect.get(Document.prototype, name, actual)
        return _guarded_window(value) if name == 'defaultView' and value is not None else value

    return _stand_in(actual, read, [['createElement', lambda tag: _made(actual, tag)]])


def own_document(element: Element) -> None:
    """Let a library find the stand-in at an element while elements of the page shadow members of the document."""
    Reflect.defineProperty(element, 'ownerDocument', {'configurable': True, 'get': lambda: _owner(element)})


def _made(actual: Document, tag: str) -> Element:
    """A new element; libraries create thousands of spans, and never ask them for their document."""
    element = Reflect.apply(Document.prototype.createElement, actual, [tag])
    if tag != 'span':
        own_document(element)
    return element


def _owner(element: Element) -> Document:
    actual: Document = Reflect.get(Node.prototype, 'ownerDocument', element)
    is_shadowed: bool = Object.getOwnPropertyNames(actual).some(lambda name: Reflect.has(Document.prototype, name))
    return guarded(actual) if is_shadowed else actual


def _guarded_window(actual):
    """The stand-in of a window: its document is guarded, and elements are no properties."""
    def read(name: str):
        if name == 'document':
            return guarded(actual.document)
        if name == 'window':
            return _guarded_window(actual)
        is_own: bool = Reflect.getOwnPropertyDescriptor(actual, name) is not None
        return Reflect.get(actual if is_own else EventTarget.prototype, name, actual)

    return _stand_in(actual, read, [])


def _stand_in(actual, read, methods: list):
    """An object, made once, whose members ``read`` returns, bound to ``actual`` unless ``methods`` has them."""
    known = _stand_ins.get(actual)
    if known is not None:
        return known
    bound: Map = Map(methods)

    def get(target, name: str):
        value = bound.get(name)
        if value is None:
            value = read(name)
            if typeof(value) == 'function' and value.prototype is None:  # constructors have a prototype
                value = value.bind(actual)
                bound.set(name, value)
        return value

    found = Proxy(actual, {'get': get})
    _stand_ins.set(actual, found)
    return found


document: Document = guarded(self.document)
window = _guarded_window(self)
globalThis = window
