"""A row of a console as elements: text in runs that look alike."""

from browser import Element, RegExp

from media.console.colours import css_of, on, on_page
from media.console.lines import Line, code_at
from media.console.looks import DEFAULT, PLAIN, Look
from media.console.width import width_of

_SAFE = RegExp('^(https?|mailto):', 'i')

_UNDERLINES: list[str] = ['', 'solid', 'double', 'wavy', 'dotted', 'dashed']


def fill(row: Element, line: Line, start: int, end: int) -> None:
    """Put the text of a line from index ``start`` to ``end`` into a row."""
    text: str = line.text
    runs = line.runs
    look = PLAIN
    run = 0
    begin: int = start
    state = -1
    piece: Element = row
    index: int = start
    while index < end:
        while runs is not None and run < len(runs) and runs[run] <= index:
            look = runs[run + 1]
            run += 2
        code = code_at(text, index)
        is_wide = line.marks is not None and width_of(code) == 2
        now = run * 2 + (1 if is_wide else 0)
        if now != state:
            if index > begin:
                piece.append(text[begin:index])
            begin = index
            state = now
            piece = _piece(row, look, is_wide)
        index += 2 if code > 0xffff else 1
    piece.append(text[begin:end])


def _piece(row: Element, look: Look, is_wide: bool) -> Element:
    """A new element at the end of a row, for text of that look; the row itself where it needs none."""
    if look is PLAIN and not is_wide:
        return row
    is_link: bool = _SAFE.test(look.link)
    element = row.ownerDocument.createElement('a' if is_link else 'span')
    if is_link:
        element.href = look.link
        element.title = look.link
        element.target = '_blank'
        element.rel = 'noopener noreferrer nofollow'
    if is_wide:
        element.className = 'backendai-wide'
    if look is not PLAIN:
        _paint(element.style, look)
    row.append(element)
    return element


def _paint(style, look: Look) -> None:
    flags: str = look.flags
    fore: int = look.fore
    back: int = look.back
    if 'r' in flags:
        fore = look.back
        back = look.fore
    if back != DEFAULT:
        style.backgroundColor = css_of(back)
        style.color = on(back, fore)
    elif 'r' in flags:
        style.backgroundColor = 'var(--backendai-fore)'
        style.color = 'var(--backendai-back)' if fore == DEFAULT else css_of(fore)
    elif fore != DEFAULT:
        style.color = on_page(fore)
    if 'b' in flags:
        style.fontWeight = 'bold'
    if 'd' in flags:
        style.opacity = 0.7
    if 'i' in flags:
        style.fontStyle = 'italic'
    if 'c' in flags:
        style.color = 'transparent'
    lines = 'underline ' if look.underline > 0 else ''
    if 's' in flags:
        lines += 'line-through '
    if 'o' in flags:
        lines += 'overline'
    if lines:
        style.textDecorationLine = lines
        style.textDecorationStyle = _UNDERLINES[look.underline]
        if look.line_colour != DEFAULT:
            style.textDecorationColor = on_page(look.line_colour)
