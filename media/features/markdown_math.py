"""Formulas in Markdown: between dollar signs, ``\\(…\\)``, ``\\[…\\]`` and environments; never in code."""

from browser import Element, RegExp

from media.math.delimiters import ANYWHERE, BLOCK, INLINE, formula_at_start
from media.math.loading import typeset_with_fonts

BLOCK_AHEAD = RegExp('^ {0,3}(?:\\$\\$|\\\\\\[|\\\\begin\\{)')
BLOCK_START = RegExp('\\n {0,3}(?:\\$\\$|\\\\\\[|\\\\begin\\{)')
# How far ahead the next dollar sign is searched for; marked asks at each piece of text.
AHEAD_CHARS = 2000


def prepare(view) -> None:
    """Do nothing: formulas need no preparation of the whole text."""


def add_to(options, lexer, view) -> None:
    """Add the tokens of formulas to a lexer."""

    def token_of(formula):
        if formula is None:
            return None

        def make(part) -> Element:
            element: Element = part.make('span', 'math display' if formula.display is True else 'math')
            element.append(formula.raw.trim())
            formula.element = element
            formulas: list = part.formulas
            formulas.append(formula)
            return element

        formula.type = 'math'
        formula.make = make
        return formula

    def inline(text: str, tokens):
        return token_of(formula_at_start(text, INLINE)) if RegExp('^[$\\\\]').test(text) else None

    def block(text: str, tokens):
        found = formula_at_start(text, BLOCK) if BLOCK_AHEAD.test(text) else None
        return None if found is None or found.source is None else token_of(found)

    options.extensions.inline.push(inline)
    options.extensions.block.push(block)
    options.extensions.startInline.push(lambda text: text.slice(0, AHEAD_CHARS).indexOf('$'))
    options.extensions.startBlock.push(lambda text: text.search(BLOCK_START))
    options.hooks.emStrongMask = lambda text: text.replaceAll(ANYWHERE, lambda formula: 'a'.repeat(formula.length))


async def finish(view) -> None:
    """Typeset the formulas of all parts."""
    parts: list = view.parts
    await typeset_with_fonts(parts.flatMap(lambda part: part.formulas), view.root, view.page, view.report)


shared = {'prepare': prepare, 'add_to': add_to, 'finish': finish}
