"""Access to the document and the globals of a page that elements cannot shadow by their names.

``<img name=createElement>`` makes ``document.createElement`` that image, and ``<a id=BackendAI>`` makes
``window.BackendAI`` that link ("DOM clobbering"). Prototypes and own properties are not affected.
"""

from browser import (
    Array, Document, Element, HTMLScriptElement, Node, Object, Reflect, String, document, globalThis, window,
)

# Methods that libraries from before 2016 removed, replaced or defined with another meaning.
METHODS = ['append', 'prepend', 'before', 'after', 'remove', 'replaceWith', 'replaceChildren']

# Whether there is a page: servers import the npm package, too, where it must do nothing.
HAS_PAGE: bool = globalThis.document is not None


def read_property(root, name: str):
    """Read a property of a document or shadow root."""
    kind: int = Reflect.get(Node.prototype, 'nodeType', root)
    return Reflect.get(Document.prototype if kind == 9 else root, name, root)


def call(root, name: str, given: list):
    """Call a method of a document or shadow root with the arguments ``given``."""
    return Reflect.apply(read_property(root, name), root, given)


def create(near: Node, tag: str) -> Element:
    """Create an HTML element in the document that ``near`` is or belongs to."""
    return equipped(Reflect.apply(Document.prototype.createElement, document_of(near), [tag]))


def create_svg(near: Node, tag: str) -> Element:
    """Create an SVG element in the document that ``near`` is or belongs to."""
    return equipped(call(document_of(near), 'createElementNS', ['http://www.w3.org/2000/svg', tag]))


def as_node(near: Node, value) -> Node:
    """A node, or a new text node for a text, as the browser's own methods take either."""
    return value if Object(value) is value else call(document_of(near), 'createTextNode', [value])


def fragment_of(nodes: Array):
    """A fragment with the nodes, of which there is at least one."""
    fragment = call(document_of(nodes.at(0)), 'createDocumentFragment', [])
    nodes.forEach(lambda node: fragment.appendChild(node))
    return fragment


def equipped(element) -> Element:
    """An element or a fragment of ours, with methods of its own if the page has changed those of all elements."""
    equip = Object(window.BackendAI).equip
    return element if equip is None else equip(element)


def has_changed_methods() -> bool:
    """Whether the page has removed or replaced methods of elements that we call. In jsdom, none are native."""
    element = Reflect.apply(Document.prototype.createElement, document, ['i'])
    names: list[str] = METHODS
    is_native = _is_native(element, 'appendChild')
    return names.some(lambda name: _is_native(element, name) is not is_native)


def _is_native(element: Element, name: str) -> bool:
    return String(Reflect.get(element, name)).includes('native code')


def detach(node: Element) -> None:
    """Remove a node from its parent, if it has one: the remove() of Prototype and MooTools throws without a parent."""
    parent: Element = node.parentNode
    if parent is not None:
        parent.removeChild(node)


def document_of(node: Node) -> Document:
    """The document that a node is or belongs to."""
    owner: Document = Reflect.get(Node.prototype, 'ownerDocument', node)
    return node if owner is None else owner  # type: ignore[return-value]


def window_of(node: Node):
    """The window of a node's document."""
    return read_property(document_of(node), 'defaultView')


def global_named(name: str):
    """A global of the page, None if there is none."""
    return Reflect.get(window, name) if Reflect.getOwnPropertyDescriptor(window, name) is not None else None


def running_script() -> HTMLScriptElement:
    """The <script> that is running, None in modules and callbacks."""
    script = Reflect.get(Document.prototype, 'currentScript', document)
    return script if isinstance(script, HTMLScriptElement) is True else None
