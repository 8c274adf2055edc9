"""Shows a cell: Markdown, code with its prompt and outputs, or raw text. Unknown types get a note."""

from browser import Element, Object, RegExp, String

from media.dom import global_named
from media.elements import add
from media.notebook import words
from media.notes import make_note
from media.notebook.reading import Cell, field, items_of
from media.shared import load_shared
from media.slices import Slices
from media.words import say

# The key of the widgets' state in a notebook's metadata.
WIDGET_STATE = 'application/vnd.jupyter.widget-state+json'

TITLE = RegExp('^#\\s*@title\\s+(.+)')


class Notebook:
    """The state shared by the cells of a notebook: its element, the host's options, and error reporting."""

    def __init__(self, node: Element, result_id: str, item):
        self.node: Element = node
        self.id: str = result_id
        # Give each notebook its own kernel key, so that its widgets are separate from those of live kernels.
        self.options = Object.assign(Object(), item.options, {'kernel': node})
        self.report = item.report
        self.handlers = item.handlers
        self.is_stopped: bool = False

    async def load(self, feature: str):
        """Return the exports of a chunk. If it cannot be loaded, report that and return None."""
        try:
            chunk = await load_shared(feature)
            return chunk.shared
        except Exception as error:
            self.report(String(error.message))
            return None

    async def restore_widgets(self, content) -> None:
        """Open the widget models whose state is saved in the notebook, for outputs that show them."""
        saved = field(field(field(content, 'metadata'), 'widgets'), WIDGET_STATE)
        if saved is not None:
            messages = await self.load('messages')
            comms = await self.load('comms')
            if messages is not None and comms is not None:
                comms.restore_models(messages.kernel_of(self.options), saved)


async def show_cell(notebook: Notebook, place: Element, cell: Cell, index: int) -> None:
    """Show a cell in ``place``."""
    kind = cell.kind
    name = f'{notebook.id}-cell-{index + 1}'
    body = fold(place, say(words.SHOW_CELL)) if cell.hides.get('cell') is False else place
    if kind == 'markdown':
        await show_item(notebook, body, name, {
            'type': 'text/markdown', 'data': cell.source, 'metadata': {'attachments': cell.attachments}})
    elif kind == 'code':
        await show_code(notebook, body, name, cell)
    else:
        if kind != 'raw':
            tell(notebook, body, say(words.UNKNOWN_CELL, index + 1, kind.slice(0, 60)))
        add(body, 'pre', 'backendai-raw').append(cell.source)


async def show_code(notebook: Notebook, place: Element, name: str, cell: Cell) -> None:
    """Show the highlighted code of a cell and its outputs."""
    if cell.hides.get('input') is not True:
        title = TITLE.exec(cell.source)
        body = place
        if cell.hides.get('input') is False:
            body = fold(place, say(words.SHOW_CODE) if title is None else title.at(1))
        line = add(body, 'div', 'backendai-input')
        add(line, 'span', 'backendai-prompt').append(f'[{cell.count}]:')
        block = add(line, 'pre', '')
        block.tabIndex = 0
        code = add(block, 'code', '')
        code.append(cell.source)
        color(notebook, code, cell)
    items = items_of(cell.outputs)
    if len(items) and cell.hides.get('output') is not True:
        outputs = fold(place, say(words.SHOW_OUTPUT)) if cell.hides.get('output') is False else place
        container = add(outputs, 'div', 'backendai-outputs')
        slices = Slices()
        for index in range(len(items)):
            if notebook.is_stopped:
                break
            await show_output(notebook, container, f'{name}-output-{index + 1}', items.at(index))
            if slices.is_over():
                await slices.pause()


async def color(notebook: Notebook, code: Element, cell: Cell) -> None:
    shared = await notebook.load('highlight')
    if shared is not None:
        shared.color(code, cell.source, cell.language.toLowerCase(), notebook.node)


async def show_output(notebook: Notebook, container: Element, name: str, output) -> None:
    if output.unknown is not None:
        unknown: str = output.unknown
        tell(notebook, container, say(words.UNKNOWN_OUTPUT, unknown))
    elif output.stream is not None:
        texts: list[str] = output.texts
        stream: str = output.stream
        place = add(container, 'div', f'backendai-{stream}')
        await show_item(notebook, place, name, {'type': 'text/plain', 'data': texts.join('')})
    else:
        mimes: list[str] = Object.keys(output.bundle)
        if mimes.some(lambda mime: notebook.handlers(mime) is not None):
            await show_item(notebook, container, name, {'data': output.bundle, 'metadata': output.metadata})
        else:
            listed: str = mimes.join(', ')
            tell(notebook, container, say(words.NO_HANDLER, listed.slice(0, 200)))


async def show_item(notebook: Notebook, place: Element, name: str, item) -> None:
    """Show an item through the public API. If that fails, its place and an event give the reason."""
    await global_named('BackendAI').Media.handle_all([item], name, place, notebook.options)


def tell(notebook: Notebook, place: Element, text: str) -> None:
    """Add a note about something that cannot be shown, and report it to the page."""
    place.append(make_note(place, f'{text}.'))
    notebook.report(text)


def fold(place: Element, label: str) -> Element:
    """Return a new collapsed details element in ``place``."""
    details = add(place, 'details', '')
    add(details, 'summary', '').append(label)
    return details
