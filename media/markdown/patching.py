"""Changes elements into a newer version of them with as few changes to the page as possible.

Unchanged elements are kept, so that a growing list or table does not flicker, and selections, loaded images and opened
sections in it are kept.
"""

from browser import Array, Element

# Elements whose children are compared one by one. Others are replaced as a whole: other chunks may refer to them.
CONTAINERS = ['div', 'ul', 'ol', 'li', 'table', 'tbody', 'blockquote', 'p']


def patch(old: Element, new: Element) -> None:
    """Make the children of ``old`` equal to those of ``new``, which are used up."""
    children: list = Array.from_(new.childNodes)
    before = old.firstChild
    for child in children:
        node: Element = before
        if node is None:
            old.append(child)
            continue
        before = node.nextSibling
        if not node.isEqualNode(child):
            if node.nodeType == 1 and child.nodeType == 1 and node.localName in CONTAINERS and is_same(node, child):
                patch(node, child)
            else:
                node.replaceWith(child)
    while before is not None:
        node = before
        before = node.nextSibling
        node.remove()


def is_same(old: Element, new: Element) -> bool:
    """Return whether two elements differ only in their contents, and in the attributes of areas that can scroll."""
    return old.areaName is not None and old.areaName == new.areaName or old.cloneNode().isEqualNode(new.cloneNode())
