"""The source of a document in parts that do not influence each other, so that each can be parsed and kept alone.

A part ends at a blank line before a line that no list, fence, formula or HTML element goes on in. Only definitions of
links and footnotes have an effect outside their part; ``defines_links`` finds the former.
"""

from browser import Array, RegExp

# A line that opens a code fence, with the fence; and one that starts a list item.
FENCE = RegExp('^ {0,3}(`{3,}(?!.*`)|~{3,})')
ITEM = RegExp('^ {0,3}([-+*]|\\d{1,9}[.)])(\\s|$)')

# Lines that open a formula or markup which may hold blank lines.
OPENING = RegExp('^ {0,3}(\\$\\$|\\\\\\[|\\\\begin\\{(\\w+\\*?)\\}|<!--|<\\?|<(script|pre|style|textarea)\\b)', 'i')
INDENTED = RegExp('^[ \\t]')
TAG = RegExp('<(/?)([a-z][a-z0-9-]*)(?:\\s[^<>]*?)?(/?)>', 'gi')
HTML = RegExp('^ {0,3}</?[a-z]', 'i')
VOID = RegExp('^(area|base|br|col|embed|hr|img|input|link|meta|p|li|source|track|wbr)$', 'i')

# How far the end of a formula or of such markup may be from its beginning.
MAX_GAP_CHARS = 20000

DEFINITION = RegExp('^ {0,3}\\[(?!\\^)[^\\]\\n]+\\]:', 'm')


def split(source: str, start: int) -> list[str]:
    """The parts of ``source`` from the index ``start``, which is where a part begins; together they are all of it."""
    parts: list[str] = []
    begin = position = start
    closing = ''
    fence: RegExp = None
    is_blank = is_list = is_html = False
    depth = 0
    length = len(source)
    while position < length:
        found: int = source.indexOf('\n', position)
        end = length if found < 0 else found + 1
        line: str = source.slice(position, end)
        if fence is not None:
            if fence.test(line):
                fence = None
        elif closing:
            if line.lower().includes(closing):
                closing = ''
        elif line.trim() == '':
            is_blank = True
        else:
            is_item: bool = ITEM.test(line)
            if is_blank and depth <= 0 and not INDENTED.test(line) and not (is_list and is_item):
                parts.append(source.slice(begin, position))
                begin = position
                is_list = is_html = False
                depth = 0
            is_blank = False
            is_list = is_list or is_item
            is_html = is_html or HTML.test(line)
            if is_html:
                depth += depth_of(line)
            mark = FENCE.exec(line)
            opening = OPENING.exec(line)
            if mark is not None and not is_list:
                text: str = mark.at(1)
                fence = RegExp('^ {0,3}' + text + text.slice(0, 1) + '*\\s*$')
            elif opening is not None:
                closing = closing_of(opening)
                start: str = opening.at(0)
                behind: str = line.slice(len(start)).lower()
                # On the same line, or nowhere: an end that never comes would hold the rest of the text together.
                if behind.includes(closing) or closing not in source.slice(end, end + MAX_GAP_CHARS).lower():
                    closing = ''
        position = end
    if begin < length:
        parts.append(source.slice(begin))
    return parts


def closing_of(opening) -> str:
    """What ends that which a match of OPENING begins, in lower case."""
    text: str = opening.at(1)
    environment: str = opening.at(2)
    element: str = opening.at(3)
    if environment is not None:
        return '\\end{' + environment.toLowerCase() + '}'
    if element is not None:
        return '</' + element.toLowerCase()
    return '-->' if text == '<!--' else '?>' if text == '<?' else '\\]' if text == '\\[' else '$$'


def depth_of(line: str) -> int:
    """How many more elements a line of HTML opens than it closes."""
    depth = 0
    tags: list = Array.from_(line.matchAll(TAG))
    for match in tags:
        if match.at(3) == '' and not VOID.test(match.at(2)):
            depth += -1 if match.at(1) == '/' else 1
    return depth


def defines_links(text: str) -> bool:
    """Whether a part holds what looks like the definition of a link."""
    return DEFINITION.test(text)
