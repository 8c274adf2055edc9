"""KaTeX and its fonts, loaded when a document first has formulas."""

from browser import Element, Promise, String

from media.shared import load_shared

# Elements that need the fonts in `math_fonts_more`, which few formulas use.
RARE = ('.amsrm,[class*=bb],[class*=bf],[class*=bold],[class*=cal],[class*=frak],[class*=scr],[class*=sf],[class*=tt],'
        '.mathit,.textit,.boldsymbol')


async def typeset_with_fonts(formulas: list, root, state, report) -> None:
    """Typeset all formulas of a document. If a chunk cannot be loaded, report it and leave the sources in place."""
    if not len(formulas):
        return
    try:
        chunks: list = await Promise.all([load_shared('katex'), load_shared('math_fonts')])
        await chunks.at(1).shared.install(root)
        shown: list[Element] = await chunks.at(0).shared.typeset(formulas, root, state)
        if shown.some(lambda element: element.querySelector(RARE) is not None):
            more = await load_shared('math_fonts_more')
            await more.shared.install(root)
    except Exception as error:
        report(String(error.message))
