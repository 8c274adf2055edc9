"""A row of a console as elements: text in runs that look alike."""

from browser import Element, RegExp

from media.console.colours import css_of, on, on_page
from media.console.elements import add
from media.console.lines import Line, each_run
from media.console.looks import DEFAULT, PLAIN, Look
from media.console.width import STRETCHES

_SAFE: RegExp = RegExp('^(https?|mailto):', 'i')

_UNDERLINES: list[str] = ['', 'solid', 'double', 'wavy', 'dotted', 'dashed']


def fill(row: Element, line: Line, start: int, end: int) -> None:
    """Put the text of a line from index ``start`` to ``end`` into a row."""

    def put(text: str, look: Look) -> None:
        place = row if look is PLAIN else _styled(row, look)

        def put_stretch(stretch: str, wide: str) -> None:
            target = place
            if wide:
                # Such a character is as wide as two cells, whatever its font thinks.
                target = add(place, 'span', 'backendai-wide')
            target.append(stretch)

        if line.marks is None:
            place.append(text)
        else:
            text.replaceAll(STRETCHES, put_stretch)

    each_run(line.text, line.runs, start, end, put)


def _styled(row: Element, look: Look) -> Element:
    """An element with that look at the end of a row; a link where the look has an address that may be one."""
    is_link = _SAFE.test(look.link)
    element = add(row, 'a' if is_link else 'span', '')
    if is_link:
        element.href = look.link
        element.title = look.link
        element.target = '_blank'
        element.rel = 'noopener noreferrer nofollow'
    _set_style(element.style, look)
    return element


def _set_style(style, look: Look) -> None:
    flags: str = look.flags
    colours = look.colours
    is_reversed = 'r' in flags
    fore: int = colours[1] if is_reversed else colours[0]
    back: int = colours[0] if is_reversed else colours[1]
    if back != DEFAULT:
        style.backgroundColor = css_of(back)
        style.color = on(back, fore)
    elif is_reversed:
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
        lines += 'overline '
    if lines:
        style.textDecoration = lines + _UNDERLINES[look.underline]
        if colours[2] != DEFAULT:
            style.textDecorationColor = on_page(colours[2])
