"""Large trees in pieces, so that no task has to sanitize or lay out all of one."""

from browser import Array, Element, Map, Object, RegExp

XHTML = 'http://www.w3.org/1999/xhtml'

# A piece has about as many characters. Each element counts as some, and an image, which is decoded, as more.
PIECE_CHARS = 60000
ELEMENT_CHARS = 20
IMAGE_CHARS = 100

# Elements whose children can be in later pieces: the sanitizer keeps them, and their content does not depend on it.
_DIVISIBLE = RegExp('^(article|b|center|code|dd|details|div|dl|font|i|li|main|ol|p|pre|section|span|table|tbody|td|tr|'
                    'ul)$')


def take_apart(root: Element) -> list:
    """Take everything out of a tree; returns its pieces in order, ``{parent, nodes}``.

    ``join`` puts one back. Each piece can contain the parents of later ones, without their children.
    """
    sizes = Map()
    elements: list[Element] = Array.from_(root.querySelectorAll('*'))
    elements.reverse()
    for element in elements:
        _add(sizes, element, IMAGE_CHARS if element.localName == 'img' else ELEMENT_CHARS)
        text: Element = element.firstChild
        while text is not None:
            if text.nodeType == 3:
                _add(sizes, element, text.length)
            text = text.nextSibling
        _add(sizes, element.parentNode, sizes.get(element))
    pieces = Array()
    _cut(root, sizes, pieces)
    return pieces


def _add(sizes: Map, node: Element, size: float) -> None:
    before: float = sizes.get(node)
    sizes.set(node, size if before is None else before + size)


def _cut(parent: Element, sizes: Map, pieces: Array) -> None:
    children: list[Element] = Array.from_(parent.childNodes)
    piece: Object = None
    room = 0.0
    for node in children:
        size: float = node.length if node.nodeType != 1 else sizes.get(node)
        is_cut: bool = size > PIECE_CHARS and node.namespaceURI == XHTML and _DIVISIBLE.test(node.localName) is True
        if is_cut:
            size = ELEMENT_CHARS
        if piece is None or room < size:
            piece = {'parent': parent, 'nodes': Array()}
            pieces.push(piece)
            room = PIECE_CHARS
        room -= size
        piece.nodes.push(node)
        # A form with a field of that name has no method remove().
        parent.removeChild(node)
        if is_cut:
            _cut(node, sizes, pieces)


def join(piece) -> None:
    """Put a piece in its place, after all pieces before it."""
    parent: Element = piece.parent
    nodes: Array = piece.nodes
    parent.append(*nodes)
