"""LaTeX: formulas, and text that contains formulas, typeset by KaTeX.

In text, the supported LaTeX commands are those for bold, italic, underlined and typewriter letters, line breaks,
spaces, and escaped characters.
"""

from browser import Element, Object, Reflect, RegExp

from media.datauri import joined_text
from media.dom import create
from media.math.delimiters import DELIMITED, ENVIRONMENT, INLINE, formula_at_start
from media.math.loading import typeset_with_fonts

MIME_TYPES = ('text/latex',)
SLOT_CLASS = 'media-item media-math'
RANK = 65
NEEDS = ('katex',)

# Constructs that only text contains: formulas, references, text commands, escaped characters and paragraph ends.
OF_TEXT = ENVIRONMENT.concat('|', DELIMITED, '|\\\\(?:eq)?ref\\{[^{}]+\\}|\\\\(textbf|textit|emph|texttt|underline)'
                                             '\\{([^{}]*)\\}|\\\\([%&#_$])|\\n\\s*\\n')

# The next construct in a text: one of these, or one that formulas may also contain.
NEXT = RegExp(OF_TEXT.concat('|\\\\\\\\|\\\\([{} ,;:!])|~'), 'g')
SPACES = {',': '\u202f', ';': '\u2005', ':': '\u2005', '!': '\u2060'}
ELEMENTS = {'textbf': 'strong', 'textit': 'i', 'emph': 'em', 'texttt': 'code', 'underline': 'u'}


async def render(item, slot: Element, result_id: str):
    item.name = 'Formula'
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
    is_formula = not RegExp(OF_TEXT).test(source) and RegExp('[\\\\^_]').test(source)
    fill(body, f'$${source}$$' if is_formula else source, formulas)
    await typeset_with_fonts(formulas, root, Object(), item.report)
    return node


def fill(body: Element, source: str, formulas: list) -> None:
    """Append a text to ``body``, and its formulas to ``formulas``."""
    position = 0
    NEXT.lastIndex = 0
    found = NEXT.exec(source)
    while found is not None:
        begin: int = found.index + 0
        body.append(source.slice(position, begin))
        raw: str = found.at(0)
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
        found = NEXT.exec(source)
    body.append(source.slice(position))
