"""The end of a text that is being streamed: unfinished constructs are closed, or hidden until they are clear."""

from browser import Array, RegExp

FENCE = RegExp('^ {0,3}(```|~~~)', 'gm')
# A last line that could still become an underline, a list item, a heading or a fence.
UNDECIDED = RegExp('(^|\\n)[ \\t]*(?:[-=*+_#>|]{1,3}|[`~]{1,2}|\\d{1,9}[.)]?)[ \\t]*$', 'g')
HEADER = RegExp('(?:^|\\n) {0,3}(\\|[^\\n]*)(?:\\n {0,3}\\|?[-:| \\t]*)?$')
ROW = RegExp('^ {0,3}\\|')
# Unfinished formulas. A dollar sign before a digit is more likely a price.
OPEN_FORMULA = RegExp('(\\$\\$|\\\\\\[|\\\\\\(|\\\\begin\\{|\\$(?![\\s\\d$]))[^]*$')
WHOLE = RegExp('\\$\\$[^$]+\\$\\$|\\$[^$\\n]+\\$|\\\\\\[[^]*?\\\\\\]|\\\\\\([^]*?\\\\\\)'
               '|\\\\begin\\{([^}]*)\\}[^]*?\\\\end\\{\\1\\}'
               '|(`+)(?:[^`][^]*?)?[^`]\\2(?!`)|\\\\[^]', 'g')
PARTIAL_LINK = RegExp('!?\\[(?!\\^|[ xX]?\\])([^\\[\\]]*)(?:\\](?:\\([^()]*)?)?$')
PARTIAL_TAG = RegExp('<[a-zA-Z/!][^<>]*$')
BULLET = RegExp('^[ \\t]*[*+-][ \\t]', 'gm')
BARE = RegExp('(?<=^|\\s)(\\*\\*|~~|__|[*_])$', 'g')
# A mark that can start emphasis, with the character before it. An underscore within a word cannot.
OPENING = RegExp('^(?:[^]\\*+|[^]~~|[^\\p{L}\\p{N}]_+)[^\\s*_~]', 'u')
MARKS = RegExp('\\*\\*|~~|__|[*_]', 'g')


def completed(text: str) -> str:
    """Return the last part of a text with its unfinished constructs completed, so that it looks like the final text."""
    fences = text.match(FENCE)
    is_open = False if fences is None else len(fences) & 1 == 1
    if is_open:
        return text.replaceAll(RegExp('\\n[`~]{1,2}$', 'g'), '')
    header = HEADER.exec(text)
    place: int = -1 if header is None else header.index + 0
    begun: str = text.slice(0, place) if place >= 0 else ''
    if header is not None and not ROW.test(begun.slice(begun.lastIndexOf('\n') + 1)):
        head: str = header.at(1)
        cells: list[str] = head.trim().slice(1).split('|').filter(lambda cell: cell.trim() != '')
        return begun + '\n' + head + '\n|' + '-|'.repeat(len(cells)) if len(cells) else begun
    return closed(text.replaceAll(UNDECIDED, ''))


def closed(text: str) -> str:
    """Return a text with the open constructs of its last paragraph closed."""
    begin = text.lastIndexOf('\n\n') + 1
    last: str = text.slice(begin)
    # Mask complete formulas, code and escapes, so that marks inside them do not count.
    masked: str = last.replaceAll(WHOLE, lambda whole: 'a'.repeat(whole.length))
    formula = OPEN_FORMULA.exec(masked)
    if formula is not None:
        # Show it as code, in which nothing is parsed as emphasis or a link.
        start: int = begin + formula.index
        source = text.slice(start).trimEnd()
        # At the start of a line, ``` would be a fence; a zero-width space before it makes it inline code.
        return text.slice(0, start) + (f'\n```\n{source}\n```' if '\n' in source else f'\u200b``` {source} ```')
    code: int = masked.indexOf('`')
    if code >= 0:
        run = RegExp('^`+').exec(masked.slice(code))
        return text.trimEnd() + run.at(0) if masked.slice(code).trim() != run.at(0) else text.slice(0, begin + code)
    for pattern in [PARTIAL_TAG, PARTIAL_LINK]:
        partial = pattern.exec(masked)
        if partial is not None:
            place: int = partial.index + 0
            label = RegExp('^\\[([^\\]]*)').exec(last.slice(place))
            last = last.slice(0, place) + ('' if label is None else label.at(1))
            masked = last.replaceAll(WHOLE, lambda whole: 'a'.repeat(whole.length))
    open_marks: list[str] = []
    found: list = Array.from_(masked.replaceAll(BULLET, '').matchAll(MARKS))
    for match in found:
        mark: str = match.at(0)
        if open_marks.at(-1) == mark:
            open_marks.splice(-1)
        elif OPENING.test(match.input.slice(match.index - 1)) or match.index == 0:
            open_marks.append(mark)
    last = last.trimEnd().replaceAll(BARE, '')
    if open_marks.at(-1) == '**' and masked.trimEnd().endswith('*'):
        last = last.slice(0, -1)  # the first half of its closing mark
    open_marks.reverse()
    return text.slice(0, begin) + last + open_marks.join('')
