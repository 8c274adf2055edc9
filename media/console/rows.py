"""A console's row as elements: text in runs of one style."""

from browser import Element, RegExp

from media.console.colors import color_on, color_on_page, css_color
from media.console.elements import add
from media.console.lines import Line, each_run
from media.console.sgr import DEFAULT, PLAIN, TABBED, Style
from media.console.width import STRETCHES

# With the slashes, a web URL is absolute; `http:logout` would resolve to the page's own site.
_SAFE: RegExp = RegExp('^(https?://|mailto:)', 'i')

_UNDERLINES: list[str] = ['', 'solid', 'double', 'wavy', 'dotted', 'dashed']


def fill_row(row: Element, line: Line, start: int, end: int) -> None:
    """Fill a row with the text of a line from index ``start`` to ``end``."""

    def put(text: str, style: Style) -> None:
        place = row if style is PLAIN or style is TABBED else _styled(row, style)

        def put_stretch(stretch: str, wide: str) -> None:
            target = place
            if wide:
                # Forces the width of two cells, whatever the font's width is.
                target = add(place, 'span', 'backendai-wide')
            target.append(stretch)

        if line.marks is None:
            place.append(text)
        else:
            text.replaceAll(STRETCHES, put_stretch)

    each_run(line.text, line.runs, start, end, put)


def _styled(row: Element, style: Style) -> Element:
    """Append an element with that style to a row; a link if the style has a safe URL."""
    is_link = _SAFE.test(style.link)
    element = add(row, 'a' if is_link else 'span', '')
    if is_link:
        element.href = style.link
        element.title = style.link
        element.target = '_blank'
        element.rel = 'noopener noreferrer nofollow'
    _set_style(element.style, style)
    return element


def _set_style(css, style: Style) -> None:
    flags: str = style.flags
    colors = style.colors
    is_reversed = 'r' in flags
    fore: int = colors.at(1 if is_reversed else 0)
    back: int = colors.at(0 if is_reversed else 1)
    if back != DEFAULT:
        css.backgroundColor = css_color(back)
        css.color = color_on(back, fore)
    elif is_reversed:
        css.backgroundColor = 'var(--backendai-fore)'
        css.color = 'var(--backendai-back)' if fore == DEFAULT else css_color(fore)
    elif fore != DEFAULT:
        css.color = color_on_page(fore)
    if back != DEFAULT or is_reversed:
        # Fills the whole height of the row, so that colors of adjacent rows join.
        css.display = 'inline-block'
    if 'b' in flags:
        css.fontWeight = 'bold'
    if 'd' in flags:
        css.opacity = 0.7
    if 'i' in flags:
        css.fontStyle = 'italic'
    if 'c' in flags:
        css.color = 'transparent'
    lines = 'underline ' if style.underline > 0 else ''
    if 's' in flags:
        lines += 'line-through '
    if 'o' in flags:
        lines += 'overline '
    if lines:
        css.textDecoration = lines + _UNDERLINES.at(style.underline)
        color: int = colors.at(2)
        if color != DEFAULT:
            css.textDecorationColor = color_on_page(color)
