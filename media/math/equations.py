"""The numbers of equations, which ``\\\\label`` names and ``\\\\ref`` refers to.

KaTeX numbers the rows of some environments with CSS counters; this module counts the same rows.
"""

from browser import Array, Map, RegExp, String

NUMBERED = RegExp('^\\s*\\\\begin\\{(equation|align|gather|alignat)\\}')
LABEL = RegExp('\\\\label\\s*\\{([^{}]*)\\}', 'g')
TAG = RegExp('\\\\tag\\*?\\s*\\{([^{}]*)\\}')
UNNUMBERED = RegExp('\\\\(?:nonumber|notag)(?![a-zA-Z])')
# The tokens that delimit rows: row ends, the begin and end of environments, other escapes, and braces.
MARK = RegExp('\\\\\\\\|\\\\(begin|end)\\s*\\{[^{}]*\\}|\\\\[^]|[{}]', 'g')
REFERENCE = RegExp('\\\\(eq)?ref\\s*\\{([^{}]*)\\}', 'g')


def number(formulas: list):
    """Return a Map from the labels in all formulas, given in order, to their numbers or tags."""
    labels = Map()
    count = 0
    for formula in formulas:
        source: str = formula.source
        if source is None or '\\' not in source:
            continue
        is_numbered: bool = NUMBERED.test(source)
        if not is_numbered and '\\label' not in source:
            continue
        for row in rows_of(source):
            tag = TAG.exec(row)
            name = ''
            if tag is not None:
                name = tag.at(1)
            elif is_numbered and UNNUMBERED.test(row) is not True:
                count += 1
                name = String(count)
            found: list = Array.from_(row.matchAll(LABEL))
            for label in found:
                labels.set(label.at(1), name)
    return labels


def rows_of(source: str) -> list[str]:
    """Return the rows of an environment, split at row ends outside braces and nested environments."""
    rows: list[str] = []
    depth = 0
    begin = 0
    marks: list = Array.from_(source.matchAll(MARK))
    for mark in marks:
        text: str = mark.at(0)
        if text == '{' or mark.at(1) == 'begin':
            depth += 1
        elif text == '}' or mark.at(1) == 'end':
            depth -= 1
        elif text == '\\\\' and depth == 1:
            end: int = mark.index + 0
            rows.append(source.slice(begin, end))
            begin = end
    rows.append(source.slice(begin))
    return rows


def resolved(source: str, labels: Map) -> str:
    """Return a formula with its labels removed and its references replaced by numbers."""
    if 'ref' not in source and '\\label' not in source:
        return source
    return source.replaceAll(LABEL, '').replaceAll(REFERENCE, lambda whole, equation, label: (
        f'\\text{{{label_text(label, equation is not None, labels)}}}'))


def label_text(label: str, parentheses: bool, labels: Map) -> str:
    """Return the text of a reference: the number, or question marks for an unknown label."""
    name: str = labels.get(label)
    text: str = '???' if name is None or name == '' else name
    return f'({text})' if parentheses else text
