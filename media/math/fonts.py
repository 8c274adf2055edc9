"""Loads KaTeX's fonts from a style sheet as FontFace objects, which a CSP allows even without ``font-src``."""

from browser import Array, FontFace, FontFaceSet, Map, Promise, RegExp, WeakMap

from media.datauri import bytes_of, decoded
from media.dom import document_of, read_property

RULE = RegExp('font-family:(\\w+);font-weight:(\\d+);font-style:(\\w+);src:url\\(([^)]*)', 'g')


# For each document, the Promises of the style sheets whose fonts it has, by their text.
_installed = WeakMap()


def install(css: str, root):
    """Add the fonts of a style sheet to the document of ``root``, unless it has them. Returns a Promise."""
    document = document_of(root)
    sheets: Map = _installed.get(document)
    if sheets is None:
        sheets = Map()
        _installed.set(document, sheets)
    if not sheets.has(css):
        sheets.set(css, load(css, read_property(document, 'fonts')))
    return sheets.get(css)


def load(css: str, fonts: FontFaceSet):
    """Return a Promise of the loaded fonts of a style sheet. The page may have some of them already."""
    known: list = Array.from_(fonts)
    rules: list = Array.from_(css.matchAll(RULE))

    def load_font(rule):
        family: str = rule.at(1)
        weight: str = rule.at(2)
        style: str = rule.at(3)
        if known.some(lambda font: font.family is family and font.weight is weight and font.style is style):
            return None
        font = FontFace(family, bytes_of(decoded(rule.at(4))), {'weight': weight, 'style': style})
        fonts.add(font)
        return font.load()

    return Promise.all(rules.map(load_font))
