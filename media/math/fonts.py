"""Loads KaTeX's fonts from a style sheet as FontFace objects, which a CSP allows even without ``font-src``."""

from browser import Array, FontFace, FontFaceSet, RegExp

from media.datauri import bytes_of, decoded
from media.dom import document_of

RULE = RegExp('font-family:(\\w+);font-weight:(\\d+);font-style:(\\w+);src:url\\(([^)]*)', 'g')


async def install(css: str, root) -> None:
    """Add the fonts of a style sheet to the document of ``root``, unless it has them."""
    fonts: FontFaceSet = document_of(root).fonts
    known: list = Array.from_(fonts)
    rules: list = Array.from_(css.matchAll(RULE))
    for rule in rules:
        family: str = rule.at(1)
        weight: str = rule.at(2)
        style: str = rule.at(3)
        if not known.some(lambda font: font.family is family and font.weight is weight and font.style is style):
            font = FontFace(family, bytes_of(decoded(rule.at(4))), {'weight': weight, 'style': style})
            fonts.add(font)
            await font.load()
