"""A row of a console as elements: text in runs that look alike, with links."""

from browser import Array, Element, RegExp

from media.console.colours import css_of, on, on_page
from media.console.lines import Line, code_at
from media.console.looks import DEFAULT, PLAIN, Look
from media.console.width import width_of

# As far beyond a row's ends addresses are looked for.
_REACH = 2000

# Blanks, quotes and the lines of boxes end an address, and the marks that end a sentence are not of it.
_ENDS = '\\s<>"\'`|\\x7f-\\x9f\\u2500-\\u257f'
_ADDRESS = RegExp(f'\\b(?:https?://|mailto:)[^{_ENDS}]*[^{_ENDS}.,;:!?]', 'gi')
_SAFE = RegExp('^(https?|mailto):', 'i')

_UNDERLINES: list[str] = ['', 'solid', 'double', 'wavy', 'dotted', 'dashed']


def fill(row: Element, line: Line, start: int, end: int) -> None:
    """Put the text of a line from index ``start`` to ``end`` into a row."""
    text: str = line.text
    runs = line.runs
    base: int = max(0, start - _REACH)
    links = _addresses(text[base:end + _REACH], base)
    look = PLAIN
    run = 0
    link = 0
    begin: int = start
    state = ''
    piece: Element = row
    index: int = start
    while index < end:
        while runs is not None and run < len(runs) and runs[run] <= index:
            look = runs[run + 1]
            run += 2
        while link < len(links) and links[link + 1] <= index:
            link += 3
        code = code_at(text, index)
        is_wide = line.marks is not None and width_of(code) == 2
        address: str = links[link + 2] if link < len(links) and links[link] <= index else look.link
        now = f'{run} {1 if is_wide else 0} {address}'
        if now != state:
            if index > begin:
                piece.append(text[begin:index])
            begin = index
            state = now
            piece = _piece(row, look, address, is_wide)
        index += 2 if code > 0xffff else 1
    piece.append(text[begin:end])


def _addresses(text: str, base: int) -> list:
    """The addresses in a text: [start, end, address, start, end, address, …]."""
    found: list = []
    if ':' in text:
        matches: list = Array.from_(text.matchAll(_ADDRESS))
        for match in matches:
            address: str = match.at(0)
            # A bracket that closes what was opened before the address is not of it.
            while address.endswith(')') and len(address.split('(')) < len(address.split(')')):
                address = address[:-1]
            begin: int = base + match.index
            found.push(begin, begin + len(address), address)
    return found


def _piece(row: Element, look: Look, address: str, is_wide: bool) -> Element:
    """A new element at the end of a row, for text of that look; the row itself where it needs none."""
    if look is PLAIN and not address and not is_wide:
        return row
    is_link: bool = _SAFE.test(address)
    element = row.ownerDocument.createElement('a' if is_link else 'span')
    if is_link:
        element.href = address
        element.title = address
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
