"""The page's side of diagrams. Each has its own frame, since the library needs more than the CSPs of pages allow."""

from browser import Element, RegExp

from media.mermaid import words
from media.shared import load_shared
from media.templates import fill
from media.words import say

# Longer sources are not drawn. Mermaid has the same limit.
MAX_CHARS = 50000

# The title of a diagram, for screen readers.
_TITLE = RegExp('^\\s*(?:accTitle\\s*:|title[:\\s])\\s*(.+)$', 'm')
# The type of a diagram, after front matter, comments and directives.
_KIND = RegExp('^(?:---[^]*?\\n---\\s*|%%[^\\n]*\\n|\\s+)*([a-zA-Z]+)')


async def draw_diagram(place: Element, source: str, item):
    """Draw a diagram in an element, and return ``{show(source), dispose()}``."""
    chunk = await load_shared('script_frame')
    library = await load_shared('mermaid_library')
    content = {'script': library.shared.script, 'title': _title_of(source), 'height': 120, 'first': _checked(source),
               'draws_picture': True, 'hear': lambda said: None}
    frame = await chunk.shared.show_scripted(place, item, content)

    def show(source: str):
        content.first = _checked(source)
        frame.send({'first': content.first})

    return {'show': show, 'dispose': frame.dispose}


def _checked(source: str):
    if len(source) > MAX_CHARS:
        raise Exception(fill(words.TOO_LONG, MAX_CHARS))
    if source.trim() == '':
        raise Exception(words.EMPTY)
    return {'source': source}


def _title_of(source: str) -> str:
    found = _TITLE.exec(source)
    if found is not None:
        return say(words.NAMED_DIAGRAM, found.at(1).trim()[:200])
    kind = _KIND.exec(source)
    return say(words.DIAGRAM) if kind is None else say(words.NAMED_DIAGRAM, kind.at(1)[:40])
