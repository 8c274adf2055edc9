"""Typesetting of formulas with KaTeX, including MathML for screen readers."""

from browser import Element, Object, Reflect, RegExp, String

from media.dom import create
from media.math import words
from media.math.equations import number, resolved, label_text
from media.math.limits import MAX_FORMULA_CHARS
from media.overflow import name_while_scrolling
from media.slices import Slices
from media.styles import adopt
from media.words import say
from npm.katex import __renderToDomTree as render_to_tree
from static.math import css

DEFINITION = RegExp('\\\\(?:re)?newcommand(\\s*\\{?\\s*)(\\\\[a-zA-Z@]+|\\\\[^])', 'g')
# Text in a formula. KaTeX would parse underscores in it as subscripts.
TEXT = RegExp('\\\\(?:text[a-z]*|mbox)\\s*\\{[^{}$]*\\}', 'g')
UNDERSCORE = RegExp('(?<!\\\\)_', 'g')
# The prefix and the position in KaTeX's error messages.
MESSAGE = RegExp('^KaTeX parse error: | at (position|end of)[^]*', 'g')
OPERATOR = RegExp('\\\\DeclareMathOperator(\\*?)\\s*\\{?(\\\\[a-zA-Z]+)\\}?\\s*\\{([^{}]*)\\}', 'g')


async def typeset(formulas: list, root, state):
    """Show formulas in their elements, skipping those that have not changed; return the elements of the others.

    ``formulas`` lists all formulas of a document in order, as ``{element, source, display}``, and its references, as
    ``{element, label, parentheses}``. ``state`` is a dict for the state that the document's formulas share.
    """
    adopt(root, css)
    if state.macros is None:
        state.macros = Object()
    labels = number(formulas)
    shown: list[Element] = []
    slices = Slices()
    for formula in formulas:
        if formula.source is None:
            text = label_text(formula.label, formula.parentheses is True, labels)
            if formula.shown != text:
                formula.shown = text
                formula.element.replaceChildren(text)
        else:
            source = resolved(formula.source, labels)
            if formula.shown != source:
                formula.shown = source
                show(formula.element, source, formula.display is True, state.macros)
                shown.append(formula.element)
        if slices.is_over():
            await slices.pause()
    return shown


def show(element: Element, source: str, is_display: bool, macros) -> None:
    """Show one formula, or its source and the error message if it is invalid."""

    def renewed(whole: str, space: str, name: str) -> str:
        # \renewcommand requires an existing macro. Using it throughout allows a text to be shown repeatedly.
        Reflect.set(macros, name, '')
        return f'\\renewcommand{space}{name}'

    try:
        if len(source) > MAX_FORMULA_CHARS:
            raise Exception(say(words.TOO_LONG, MAX_FORMULA_CHARS))
        prepared = source.replaceAll(OPERATOR, '\\newcommand{$2}{\\operatorname$1{$3}}').replaceAll(
            DEFINITION, renewed).replaceAll(TEXT, lambda whole: whole.replaceAll(UNDERSCORE, '\\_'))
        tree = render_to_tree(prepared, {
            'displayMode': is_display, 'macros': macros, 'globalGroup': True, 'throwOnError': True, 'strict': 'ignore',
            'trust': False, 'maxSize': 40, 'maxExpand': 1000,
        })
        element.replaceChildren(tree.toNode())
        if is_display:
            name_while_scrolling(element, say(words.FORMULA))
    except Exception as error:
        code = create(element, 'code')
        code.append(source)
        reason = create(element, 'span')
        reason.className = 'math-error'
        reason.append(String(error.message).replaceAll(MESSAGE, ''))
        element.replaceChildren(code, ' ', reason)
