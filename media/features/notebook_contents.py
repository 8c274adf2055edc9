"""The table of contents of a notebook: the headings of its Markdown cells. Loaded with the first that has some."""

from browser import Array, Element, RegExp

from media.dom import detach
from media.elements import add
from media.notebook import words
from media.notebook.cells import fold
from media.notebook.reading import Cell
from media.words import say

FENCED = RegExp('^ {0,3}(```|~~~)[^]*?(^ {0,3}\\1|$(?![^]))', 'gm')
HEADING = RegExp('^ {0,3}(#{1,6})[ \\t]+(.*?)[ \\t]*#*[ \\t]*$', 'gm')
# Markup that is removed from headings, including the URLs of links.
SIGNS = RegExp('<[^>]*>|\\]\\([^)]*\\)|[*`\\[\\]]', 'g')
MAX_HEADINGS = 500


def fill(navigation: Element, cells: list, open_cell) -> None:
    """Fill an element with links to the headings of ``cells``; ``open_cell(index, number)`` goes to a heading."""
    headings: list = []

    def gather(cell: Cell, index: int) -> None:
        if cell.kind == 'markdown' and 'cell' not in cell.hides:
            found: list = Array.from_(cell.source.replaceAll(FENCED, '').matchAll(HEADING))
            headings.push(*found.map(lambda match, number: [match.at(1), match.at(2), index, number]))

    cells.forEach(gather)
    if len(headings) < 2:
        detach(navigation)
        return
    listed = add(fold(navigation, say(words.CONTENTS)), 'ul', '')
    first: list = headings.slice(0, MAX_HEADINGS)
    for heading in first:
        add_link(add(listed, 'li', ''), heading, open_cell)


def add_link(entry: Element, heading: list, open_cell) -> None:
    marks: str = heading.at(0)
    text: str = heading.at(1)
    entry.style.marginInlineStart = f'{len(marks) - 1}em'
    link = add(entry, 'a', '')
    link.setAttribute('href', '#')
    link.append(text.replaceAll(SIGNS, ''))

    def follow(event):
        event.preventDefault()
        open_cell(heading.at(2), heading.at(3))

    link.onclick = follow


shared = {'fill': fill}
