"""LaTeX: formulas, and text that contains formulas, typeset by KaTeX.

In text, the supported LaTeX commands are those for bold, italic, underlined and typewriter letters, line breaks,
spaces, and escaped characters.
"""

from browser import Element, Object, Reflect, RegExp

from media.datauri import joined_text
from media.dom import create
from media.math import words
from media.math.delimiters import DELIMITED, ENVIRONMENT, INLINE, formula_at_start
from media.math.limits import MAX_FORMULA_CHARS
from media.math.loading import typeset_with_fonts
from media.slices import Slices
from media.words import say

MIME_TYPES = ('text/latex',)
SLOT_CLASS = 'media-item media-math'
RANK = 65
NEEDS = ('katex',)

# Constructs that only text contains: formulas, references, text commands, escaped characters and paragraph ends.
OF_TEXT = DELIMITED.concat('|\\\\(?:eq)?ref\\{[^{}]+\\}|\\\\(textbf|textit|emph|texttt|underline)'
                                             '\\{([^{}]*)\\}|\\\\([%&#_$])|\\n\\s*\\n')

# The next construct in a text: the start of an environment, one of these, or one that formulas may also contain.
NEXT = RegExp('\\\\begin\\{([a-zA-Z]+\\*?)\\}|'.concat(OF_TEXT, '|\\\\\\\\|\\\\([{} ,;:!])|~'), 'g')
SPACES = {',': '\u202f', ';': '\u2005', ':': '\u2005', '!': '\u2060'}
ELEMENTS = {'textbf': 'strong', 'textit': 'i', 'emph': 'em', 'texttt': 'code', 'underline': 'u'}

# Longer texts are shown while they are read, in sections, each of which the browser lays out by itself.
LONG_CHARS = 20000
# A section ends with the first paragraph that ends after this, or after four times as much.
SECTION_CHARS = 5000
# Sections out of sight need no layout. With numbered equations they do, since such sections count on their own.
SECTION_STYLE = 'content-visibility:auto;contain-intrinsic-size:auto 600px'


async def render(item, slot: Element, result_id: str):
    item.name = say(words.FORMULA)
    node = create(slot, 'div')
    node.id = result_id
    node.className = 'backendai-math'
    inner = create(slot, 'div')
    root = inner.attachShadow({'mode': 'open'})
    body = create(slot, 'div')
    root.append(body)
    node.append(inner)
    formulas: list = []
    source = joined_text(item.data)
    is_long = len(source) > LONG_CHARS
    is_formula = not is_long and not RegExp(ENVIRONMENT.concat('|', OF_TEXT)).test(source) and (
        RegExp('[\\\\^_]').test(source))
    # Unless a newer item has overtaken this one.
    is_early = is_long and slot.ariaBusy is not None
    if is_early:
        slot.replaceChildren(node)
    await fill(body, f'$${source}$$' if is_formula else source, formulas)
    await typeset_with_fonts(formulas, root, Object(), item.report)
    return None if is_early else node


async def fill(place: Element, source: str, formulas: list) -> None:
    """Append a text to ``place``, and its formulas to ``formulas``."""
    slices = Slices()
    is_long = len(source) > LONG_CHARS
    body = place
    position = 0
    section_end = 0
    is_between = True
    NEXT.lastIndex = 0
    found = NEXT.exec(source)
    while position < len(source):
        if is_long and (is_between and position >= section_end or position > section_end + 3 * SECTION_CHARS):
            section_end = position + SECTION_CHARS
            body = create(place, 'div')
            body.style.cssText = SECTION_STYLE if '\\begin' not in source else 'contain:layout paint'
            place.append(body)
            if slices.is_over():
                await slices.pause()
        is_between = False
        begin: int = len(source) if found is None else found.index
        if begin > position + SECTION_CHARS:
            # The beginning of a long text without constructs, up to a blank.
            blank: int = source.lastIndexOf(' ', position + SECTION_CHARS) + 1
            begin = blank if blank > position else position + SECTION_CHARS
            body.append(source.slice(position, begin))
            position = begin
            continue
        body.append(source.slice(position, begin))
        if found is None:
            return
        raw: str = found.at(0)
        name: str = found.at(1)
        if name is not None:
            closing = f'\\end{{{name}}}'
            end = source.slice(begin, begin + MAX_FORMULA_CHARS).indexOf(closing)
            if end > 0:
                raw = source.slice(begin, begin + end + len(closing))
        position = begin + len(raw)
        if found.at(2) is not None:
            element = create(body, Reflect.get(ELEMENTS, found.at(2)))
            element.append(found.at(3))
            body.append(element)
        elif found.at(4) is not None:
            body.append(found.at(4))
        elif found.at(5) is not None:
            body.append(Reflect.get(SPACES, found.at(5)) or found.at(5))
        elif raw == '~':
            body.append('\xa0')
        elif raw == '\\\\':
            body.append(create(body, 'br'))
        elif raw.trim() == '':
            body.append(create(body, 'br'), create(body, 'br'))
            is_between = True
        else:
            formula = formula_at_start(raw, INLINE)
            if formula is not None:
                element = create(body, 'span')
                element.className = 'math display' if formula.display is True else 'math'
                element.append(raw)
                formula.element = element
                formulas.append(formula)
                body.append(element)
            else:
                body.append(raw)
        NEXT.lastIndex = position
        found = NEXT.exec(source)
