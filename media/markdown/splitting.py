"""Splits the source of a document into independent parts, so that each can be parsed and cached separately.

A part ends at a blank line if no list, fence, formula or HTML element continues after it. Only definitions of links
and footnotes have an effect outside their part; ``DEFINITION`` matches the former.
"""

from browser import Array, RegExp, Set

# A line that opens a code fence, capturing the fence, and a line that starts a list item.
FENCE = RegExp('^ {0,3}(`{3,}(?!.*`)|~{3,})')
ITEM = RegExp('^ {0,3}([-+*]|\\d{1,9}[.)])(\\s|$)')

# Lines that open a formula or markup that may contain blank lines.
OPENING = RegExp('^ {0,3}(\\$\\$|\\\\\\[|\\\\begin\\{(\\w+\\*?)\\}|<!--|<\\?|<(script|pre|style|textarea)\\b)', 'i')
INDENTED = RegExp('^[ \\t]')
TAG = RegExp('<(/?)([a-z][a-z0-9-]*)(?:\\s[^<>]*?)?(/?)>', 'gi')
HTML = RegExp('^ {0,3}</?[a-z]', 'i')
VOID = RegExp('^(area|base|br|col|embed|hr|img|input|link|meta|p|li|source|track|wbr)$', 'i')

# A longer part ends at the next line or within it: the time to parse grows with the square of the length.
MAX_PART_CHARS = 12000
MAX_HTML_CHARS = 30000
# The lower limit for parts with many marks of emphasis, links and code, which are the slowest to parse.
DENSE_CHARS = 3000
DENSE_MARKS = 600
MARK = RegExp('[*_~`\\[]', 'g')
SPLIT_CHARS = 100000

# The maximum distance between the start and the end of a formula or of such markup.
MAX_GAP_CHARS = 20000

# The definition of a link.
DEFINITION = RegExp('^ {0,3}\\[(?!\\^)[^\\]\\n]+\\]:', 'm')


def split(source: str, start: int, unclosed: list[int]) -> list[str]:
    """Return the next parts of ``source`` from the index ``start``, where a part begins: up to the end, or at least
    SPLIT_CHARS in total.

    Appends to ``unclosed`` the index of each part with a formula or markup that further text could still close.
    """
    parts: list[str] = []
    begin = position = start
    closing = ''
    nowhere = Set()
    fence: RegExp = None
    is_blank = is_list = is_html = False
    depth = 0
    limit = limit_at(source, start)
    length = len(source)
    while position < length:
        found: int = source.indexOf('\n', position)
        end = length if found < 0 else found + 1
        if end > position + limit:
            blank: int = source.lastIndexOf(' ', position + limit)
            end = position + limit if blank < position else blank + 1
        line: str = source.slice(position, end)
        size = position - begin
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
            is_end = is_blank and depth <= 0 and not INDENTED.test(line) and not (is_list and is_item)
            if is_end or size > (MAX_HTML_CHARS if depth > 0 else limit):
                parts.append(source.slice(begin, position))
                if position > start + SPLIT_CHARS:
                    return parts
                begin = position
                limit = limit_at(source, begin)
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
                behind: str = line.slice(len(start)).lower()  # type: ignore[arg-type]
                # Ignore an opening that closes on the same line or never: the latter would join the rest of the text.
                if behind.includes(closing):
                    closing = ''
                else:
                    place: int = -1 if closing in nowhere else source.indexOf(closing, end)
                    if place < 0:
                        nowhere.add(closing)
                        if end + MAX_GAP_CHARS > length:
                            unclosed.append(begin)
                    if place < 0 or place > end + MAX_GAP_CHARS:
                        closing = ''
        position = end
    if begin < length:
        parts.append(source.slice(begin))
    return parts


def limit_at(source: str, begin: int) -> int:
    """Return the maximum length of a part that begins at ``begin``."""
    marks = source.slice(begin, begin + DENSE_CHARS).match(MARK)
    return DENSE_CHARS if marks is not None and len(marks) > DENSE_MARKS else MAX_PART_CHARS


def closing_of(opening) -> str:
    """Return the closing delimiter for a match of OPENING, in lower case."""
    text: str = opening.at(1)
    environment: str = opening.at(2)
    element: str = opening.at(3)
    if environment is not None:
        return '\\end{' + environment.toLowerCase() + '}'
    if element is not None:
        return '</' + element.toLowerCase()
    return '-->' if text == '<!--' else '?>' if text == '<?' else '\\]' if text == '\\[' else '$$'


def depth_of(line: str) -> int:
    """Return how many more elements a line of HTML opens than it closes."""
    depth = 0
    tags: list = Array.from_(line.matchAll(TAG))
    for match in tags:
        if match.at(3) == '' and not VOID.test(match.at(2)):
            depth += -1 if match.at(1) == '/' else 1
    return depth
