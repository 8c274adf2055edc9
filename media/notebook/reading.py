"""Parses notebooks of nbformat 2, 3 and 4 into a list of cells. Any field may be missing or have the wrong type."""

from browser import JSON, Map, Number, Object, Reflect, RegExp, String

from media.notebook import words

# MIME types of output representations, which are separate fields in nbformat 2 and 3.
MIMES = {
    'text': 'text/plain', 'html': 'text/html', 'svg': 'image/svg+xml', 'png': 'image/png', 'jpeg': 'image/jpeg',
    'latex': 'text/latex', 'json': 'application/json', 'pdf': 'application/pdf', 'javascript': 'application/javascript',
}
HIDING = RegExp('^(hide|remove)[-_](input|output|cell)$')


def field(value, name: str):
    """Return a field of a value, or None if it is missing or the value is not an object."""
    return Reflect.get(Object(value), name)


def fields(value, name: str) -> list:
    """Return a field if it is a list, else an empty list."""
    found: list = field(value, name)
    return found if isinstance(found, list) else []


def joined_lines(value) -> str:
    """Return a text that may be given as a list of lines; an empty string for other types."""
    lines: list[str] = value
    return lines.map(String).join('') if isinstance(value, list) else value if isinstance(value, str) else ''


def notebook_of(data):
    """Return the notebook of an item whose data is JSON text or parsed JSON."""
    is_text = isinstance(data, str) or isinstance(data, list)
    try:
        notebook = JSON.parse(joined_lines(data)) if is_text else data
    except Exception:
        raise Exception(words.NOT_JSON)
    if [field(notebook, 'cells'), field(notebook, 'worksheets'), field(notebook, 'nbformat')].every(
            lambda part: part is None):
        raise Exception(words.NOT_A_NOTEBOOK)
    return notebook


def cells_of(notebook) -> list:
    """Return the cells of a notebook in order."""
    metadata = field(notebook, 'metadata')
    kernel = field(metadata, 'kernelspec')
    names: list = [field(field(metadata, 'language_info'), 'name'), field(kernel, 'language'), field(kernel, 'name')]
    language: str = names.find(lambda name: isinstance(name, str))
    cells = fields(notebook, 'cells').concat(fields(notebook, 'worksheets').flatMap(
        lambda sheet: fields(sheet, 'cells')))
    return cells.map(lambda cell: Cell(cell, 'python' if language is None else language))


class Cell:
    """A cell of any version. ``hides`` has an entry for each hidden part, which is input, output or cell: True if it is
    removed, False if it is collapsed.
    """

    def __init__(self, cell, language: str):
        self.kind: str = String(field(cell, 'cell_type'))
        old_source = field(cell, 'input')
        self.source: str = joined_lines(field(cell, 'source') if old_source is None else old_source)
        if self.kind == 'heading':
            self.kind = 'markdown'
            level: int = Number(field(cell, 'level'))
            self.source = '#'.repeat(level if 1 <= level <= 6 else 1) + ' ' + self.source.replaceAll('\n', ' ')
        own = field(cell, 'language')
        self.language: str = own if isinstance(own, str) else language
        old_count = field(cell, 'prompt_number')
        count = field(cell, 'execution_count') if old_count is None else old_count
        self.count: str = ' ' if count is None else String(count).slice(0, 12)
        self.outputs: list = fields(cell, 'outputs')
        self.attachments = field(cell, 'attachments')
        self.hides: Map = Map()
        metadata = field(cell, 'metadata')
        jupyter = field(metadata, 'jupyter')
        if [field(jupyter, 'source_hidden'), field(metadata, 'hide_input'),
                field(metadata, 'cellView') == 'form'].includes(True):
            self.hides.set('input', False)
        if [field(jupyter, 'outputs_hidden'), field(metadata, 'collapsed'), field(cell, 'collapsed')].includes(True):
            self.hides.set('output', False)
        for tag in fields(metadata, 'tags'):
            found = HIDING.exec(String(tag))
            if found is not None:
                self.hides.set(found.at(2), found.at(1) == 'remove' or self.hides.get(found.at(2)) is True)


def items_of(outputs: list) -> list:
    """Return the items that outputs show: ``{stream, texts}``, ``{bundle, metadata}`` or ``{unknown}``.

    Adjacent texts of the same stream are merged into one item.
    """
    items: list = []
    for output in outputs:
        kind: str = String(field(output, 'output_type'))
        if kind == 'stream':
            names: list = [field(output, 'name'), field(output, 'stream')]
            stream = 'stderr' if names.includes('stderr') else 'stdout'
            text = joined_lines(field(output, 'text'))
            last = items.at(-1)
            if last is not None and last.stream == stream:
                texts: list[str] = last.texts
                texts.append(text)
            else:
                items.append({'stream': stream, 'texts': [text]})
        elif kind == 'error' or kind == 'pyerr':
            lines = fields(output, 'traceback').map(joined_lines)
            if not len(lines):
                lines.append(joined_lines(field(output, 'ename')) + ': ' + joined_lines(field(output, 'evalue')))
            items.append({'stream': 'error', 'texts': [lines.join('\n')]})
        elif kind == 'display_data' or kind == 'execute_result' or kind == 'pyout':
            data = field(output, 'data')
            items.append({'bundle': _representations(output) if data is None else Object(data),
                          'metadata': field(output, 'metadata')})
        else:
            items.append({'unknown': kind.slice(0, 60)})
    return items


def _representations(output):
    """Return the MIME bundle of an output of nbformat 2 or 3."""
    bundle = Object()
    names: list[str] = Object.keys(MIMES)
    for name in names:
        value = field(output, name)
        if value is not None:
            Reflect.set(bundle, Reflect.get(MIMES, name), value)
    return bundle
