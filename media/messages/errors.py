"""Errors of kernels: the traceback as formatted by the kernel, with the name and the message highlighted."""

from browser import RegExp

from media.console.lines import Line
from media.console.output import Output
from media.console.streams import ERROR
from media.messages.texts import joined

_ESCAPE: str = '\x1b'

# A frame in Python's format. The file, line and function are colored if the kernel has not colored the traceback.
_FRAME: RegExp = RegExp('^( *File )(".*?")(, line )(\\d+)(, in )?(.*)$', 'gm')
_COLORED_FRAME = '$1\x1b[32m$2\x1b[m$3\x1b[36m$4\x1b[m$5\x1b[33m$6\x1b[m'


def writing_error(output: Output, content):
    """Write an error. This generator yields after each portion of text."""
    name: str = joined(content.ename, '')
    value: str = joined(content.evalue, '')
    message: str = f'{name}: {value}' if value else name
    text: str = joined(content.traceback, '\n')
    if _ESCAPE not in text:
        text = text.replaceAll(_FRAME, _COLORED_FRAME)
    yield from output.writing(ERROR, text if text else message, True)
    lines: list[Line] = output.block.buffer.lines
    first: int = len(lines) - 1
    begin: Line = lines.at(first)
    while first > 0 and begin.source == ERROR and not begin.text.startswith(name):
        first -= 1
        begin = lines.at(first)
    if name and begin.text.startswith(name):
        for line in lines[first:]:
            line.kind = 'backendai-message'
        output.block.buffer.changed = min(output.block.buffer.changed, first)
    elif text and message:
        yield from output.writing(ERROR, f'\x1b[1m{message}', True)
