"""Diagrams, each in a frame of its own, since the library needs more than the policies of pages allow."""

from browser import Element, RegExp

from media.shared import load_shared

# Longer sources are not drawn; Mermaid itself draws the same number of characters.
MAX_CHARS = 50000

# What a diagram says of itself, for screen readers.
_TITLE = RegExp('^\\s*(?:accTitle\\s*:|title[:\\s])\\s*(.+)$', 'm')
# The name of its kind, after a front matter, comments and directives.
_KIND = RegExp('^(?:---[^]*?\\n---\\s*|%%[^\\n]*\\n|\\s+)*([a-zA-Z]+)')


async def draw_diagram(place: Element, source: str, item):
    """Fill an element with a diagram: a Promise of ``{show(source), dispose()}``."""
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
        raise Exception(f'the diagram has more than {MAX_CHARS} characters')
    if source.trim() == '':
        raise Exception('the diagram is empty')
    return {'source': source}


def _title_of(source: str) -> str:
    found = _TITLE.exec(source)
    if found is not None:
        return f'Diagram: {found.at(1).trim()[:200]}'
    kind = _KIND.exec(source)
    return 'Diagram' if kind is None else f'Diagram: {kind.at(1)[:40]}'
