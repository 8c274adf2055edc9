"""The root of a drawing, read from its text: where it ends, its size, its color and its name.

A parser would report the styles of a drawing as violations on pages that forbid inline ones, so regular expressions
are used.
"""

from browser import Element, Map, Number, RegExp

from media.svg.tags import ATTRIBUTE, PREDEFINED, REFERENCE, character

# A comment or CDATA, or the start (2: its prefix, 3: attributes, 4: empty) or the end (1) of an <svg>.
SVG = RegExp('<!--[^]*?(?:-->|$)|<!\\[CDATA\\[[^]*?(?:]]>|$)|<(/?)([\\w.-]+:)?svg(?=[\\s/>])'
             '((?:"[^"<]*"|\'[^\'<]*\'|[^"\'<>/]|/(?!>))*)(/?)>', 'gi')
# The same for any element, with its name at 2.
ANY = RegExp('<!--[^]*?(?:-->|$)|<!\\[CDATA\\[[^]*?(?:]]>|$)|<(/?)([^\\s/>!?]+)'
             '((?:"[^"<]*"|\'[^\'<]*\'|[^"\'<>/]|/(?!>))*)(/?)>', 'g')

# Text or markup before a drawing that is part of a page or a text, but not of a file.
AROUND = RegExp('^\\s*[^\\s<]|<!doctype html|<(?:html|head|body|div|p|figure|span)\\b', 'i')

# An absolute size: a number, perhaps with a unit.
SIZE = RegExp('^\\s*\\+?(\\d*\\.?\\d+(?:e[+-]?\\d+)?)\\s*(?:px|r?em|ex|ch|pt|pc|cm|mm|in|q)?\\s*$', 'i')

# The maximum number of tags that are searched for a title.
MAX_TAGS = 2000


class Root:
    """``source`` is the drawing alone, which starts at ``start`` with a tag that ends at ``end``; -1 if there is none.

    ``is_closed`` says whether its end has arrived.
    """

    def __init__(self, source: str, start: int, end: int, attributes: str, is_closed: bool):
        self.source: str = source
        self.start: int = start
        self.end: int = end
        self.attributes: Map = Map()
        self.is_closed: bool = is_closed
        found: list = attributes.matchAll(ATTRIBUTE)
        for match in found:
            self.attributes.set(match.at(1), match.at(2) if match.at(2) is not None else match.at(3))


def root_of(text: str) -> Root:
    """The first drawing in a text, which may be a page, a note, or several drawings."""
    depth = 0
    start = -1
    end = -1
    attributes = ''
    found: list = text.matchAll(SVG)
    for match in found:
        if match.at(3) is None:
            continue
        place: int = match.index
        whole: str = match.at(0)
        behind: int = place + len(whole)
        is_end: bool = bool_of(match.at(1))
        is_empty: bool = bool_of(match.at(4))
        if is_end:
            depth -= 1
        elif start < 0:
            start = place
            end = behind
            attributes = match.at(3)
        if not is_end and not is_empty:
            depth += 1
        if depth < 1 and start >= 0:
            before = text[:start]
            if AROUND.test(before) is True:
                return Root(text[start:behind], 0, end - start, attributes, True)
            return Root(text[:behind], start, end, attributes, True)
    return Root(text, start, end, attributes, False)


def styled(root: Root, color: str) -> str:
    """The drawing with a visible size, and with the page's color as its current color.

    A width or height of zero is ignored. If a drawing uses its current color, elements without a color of their own
    get it, too, since they would be black.
    """
    if root.start < 0:
        return root.source
    tag = root.source[root.start:root.end]
    names: list[str] = ['width', 'height']
    for name in names:
        value: str = root.attributes.get(name)
        if value is not None and RegExp('^\\s*(?:-|\\+?0*\\.?0*(?:[a-z%]+)?\\s*$)', 'i').test(value) is True:
            root.attributes.delete(name)
            tag = tag.replaceAll(RegExp(f'\\s{name}\\s*=\\s*(?:"[^"]*"|\'[^\']*\')', 'g'), '')
    if RegExp('currentcolor', 'i').test(root.source) is True:
        added = f' color="{color}"' if root.attributes.has('color') is False else ''
        if root.attributes.has('fill') is False:
            added += ' fill="currentColor"'
        place: int = tag.search(RegExp('svg', 'i')) + 3
        whole: str = tag
        tag = whole[:place] + added + whole[place:]
    return root.source[:root.start] + tag + root.source[root.end:]


def fills(root: Root) -> bool:
    """Whether a drawing has no size of its own, but fills its container."""
    return ratio_of(root) > 0 and not (_is_size(root, 'width') or _is_size(root, 'height'))


def ratio_of(root: Root) -> float:
    """The ratio of width to height of a drawing's view box; 0 if it has none."""
    box: Element = root.attributes.get('viewBox')
    numbers: list[str] = [] if box is None else box.trim().split(RegExp('[\\s,]+'))
    ratio: float = Number(numbers[2]) / Number(numbers[3]) if len(numbers) == 4 else 0
    return ratio if 0 < ratio < 1e6 else 0


def _is_size(root: Root, name: str) -> bool:
    return root.attributes.has(name) is True and SIZE.test(root.attributes.get(name)) is True


def name_of(root: Root) -> str:
    """The name of a drawing: the label, title or description of its root; empty if it has none."""
    label: str = root.attributes.get('aria-label')
    if label is not None and label.trim() != '':
        return plain(label)
    ANY.lastIndex = root.end
    depth = 0
    description = ''
    for _ in range(MAX_TAGS):
        match = ANY.exec(root.source)
        if match is None or root.end < 0:
            break
        name: str = match.at(2)
        if name is None:
            continue
        is_empty: bool = bool_of(match.at(4))
        if bool_of(match.at(1)):
            depth -= 1
            if depth < 0:
                break
            continue
        if depth == 0 and not is_empty:
            behind: int = ANY.lastIndex
            text: str = plain(root.source[behind:root.source.find('<', behind)])
            if name == 'title' and text != '':
                return text
            if name == 'desc' and description == '':
                description = text
        if not is_empty:
            depth += 1
    return description


def bool_of(found: str) -> bool:
    return found is not None and found != ''


def plain(text: str) -> str:
    """Text with references decoded, and with white space collapsed."""
    def decoded(whole: str, kind, name: str) -> str:
        return getattr(PREDEFINED, name, whole) if kind is None else character(kind, name)

    return text.replaceAll(REFERENCE, decoded).replaceAll(RegExp('\\s+', 'g'), ' ').trim()
