"""Text of any length with terminal features: colors, links and carriage returns.

It is shown by the console's chunk, as a console without a border.
"""

from browser import Element, Infinity

from media import texts as words
from media.features.console import Console
from media.shared import load_shared
from media.words import say

MIME_TYPES = ('text/plain',)
RANK = 10
NEEDS = ('console',)
SLOT_CLASS = 'media-item media-text'


async def render(item, slot: Element, result_id: str):
    chunk = await load_shared('console')

    def update(item):
        if not isinstance(item.data, (str, list)):
            raise Exception(words.NOT_TEXT)
        item.name = say(words.TEXT)
        return _show(chunk.shared.console_of(slot, result_id, None), item.data, slot)

    console: Console = update(item)
    return {'update': update, 'dispose': lambda: console.dispose(), 'formats': lambda: _formats(console)}


def _show(console: Console, text, slot: Element) -> Console:
    """Show a text, or a list of its lines, replacing what the console contains."""
    console.element.className = 'backendai-console backendai-plain'
    if slot.closest('.backendai-content') is not None:
        # The outer console scrolls.
        console.options.rows = Infinity
        console.viewport.element.tabIndex = -1
    console.clear()
    console.append([['stdout', text]])
    return console


def _formats(console: Console) -> list:
    """The formats for copying and saving the text, for media/actions/formats.py."""
    def markup() -> str:
        text: str = console.text()
        return f'<pre>{text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</pre>'

    return [
        {'name': 'TXT', 'type': 'text/plain', 'extension': 'txt', 'clipboard': 'text/plain', 'make': console.text},
        {'name': 'HTML', 'type': 'text/html', 'extension': 'html', 'clipboard': 'text/html', 'make': markup},
    ]
