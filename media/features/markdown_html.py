"""Raw HTML in Markdown, sanitized; loaded with the first text that contains some."""

from browser import Array, Element, Number, requestAnimationFrame

from media.dom import as_node, detach
from media.html.contrast import fix_contrast
from media.html.isolation import sanitize
from media.html.parsing import parse_html
from media.shared import load_shared

NEEDS = ('sanitizer',)


async def fill(markups: list, page) -> None:
    """Fill the parent of each ``{parent, markup, nodes}`` with the sanitized markup, and put the nodes in their places.

    A placeholder is an element with ``data-node``, the index of a node. Placeholders in the markup itself can refer
    only to these nodes, and to each node only once.
    """
    chunk = await load_shared('sanitizer')
    for each in markups:
        root = parse_html(each.markup)
        sanitize(root, page.allowed, chunk.shared.purifier)
        parent: Element = each.parent
        parent.replaceChildren(*root.childNodes)
        nodes: list[Element] = each.nodes
        places: list[Element] = Array.from_(parent.querySelectorAll('[data-node]'))
        for place in places:
            node = nodes.at(Number(place.dataset.node))
            if node is None:
                detach(place)
            else:
                place.parentNode.replaceChild(as_node(place, node), place)
    requestAnimationFrame(lambda time: fix_contrast(page.box))


shared = {'fill': fill}
