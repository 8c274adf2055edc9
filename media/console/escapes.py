"""Control characters and escape sequences, as xterm understands them; the unknown ones vanish.

A sequence may be cut at any point: what has begun is held by the stream until its next text comes.
"""

from media.console.buffer import TAB_CELLS, Buffer, change, drop, erase, go_to, line_feed, top_of, write
from media.console.csi_parameters import numbers_of
from media.console.lines import Line
from media.console.sgr import PLAIN, Style, after_sgr, blank_of, linked

GROUND = 0
ESCAPE = 1
TEXT = 3

# What begins a state: ESC, CSI (2), then OSC, DCS, SOS, PM and APC, which all begin text.
_STATES = '\x1b\x9b\x9d\x90\x98\x9e\x9f'

# As many characters of a sequence are kept: a link's address, and no picture.
_MAX_SEQUENCE_CHARS = 4096


class Stream:
    """What a stream has begun: a sequence, of which ``_held`` is there, and the style of its text.

    ``left`` is the line that it has left unfinished, on the buffer ``left_in``; see streams.py.
    """

    def __init__(self):
        self._state: int = GROUND
        self._held: str = ''
        self._style: Style = PLAIN
        self._saved_style: Style = PLAIN
        self._saved_row: int = 0
        self._saved_column: int = 0
        self.left: Line = None
        self.left_in: Buffer = None


def feed(stream: Stream, buffer: Buffer, data: str) -> None:
    """Let a buffer show what a stream sends."""
    position = 0
    size = len(data)
    while position < size:
        code: int = ord(data[position])
        state: int = stream._state
        if state == GROUND:
            start = position
            while code >= 32 and (code < 127 or code > 159):
                position += 1
                if position == size:
                    break
                code = ord(data[position])
            if position > start:
                write(buffer, data[start:position], stream._style)
            else:
                position += 1
                _control(stream, buffer, code)
        elif state == TEXT:
            position = _skim(stream, data, position)
        else:
            position += 1
            if 24 == code or code == 26:
                stream._state = GROUND
            elif code < 32 or 127 < code < 160:
                _control(stream, buffer, code)
            elif state == ESCAPE:
                _escape(stream, buffer, code)
            elif code > 159:
                stream._state = GROUND
            elif code < 64:
                if len(stream._held) < _MAX_SEQUENCE_CHARS:
                    stream._held += chr(code)
            elif code < 127:
                stream._state = GROUND
                _sequence(stream, buffer, chr(code), stream._held)


def _control(stream: Stream, buffer: Buffer, code: int) -> None:
    """A control character; those from 0x80 on are what ESC and a letter say, too."""
    if 9 < code < 13 or code == 0x85:
        buffer.column = 0
        line_feed(buffer)
    elif code == 13:
        buffer.column = 0
    elif code == 8:
        buffer.column = max(0, buffer.column - 1)
    elif code == 9:
        buffer.column += TAB_CELLS - buffer.column % TAB_CELLS
    elif code == 0x84:
        line_feed(buffer)
    elif code == 0x8d:
        go_to(buffer, buffer.row - 1, buffer.column)
    else:
        state = _STATES.find(chr(code))
        if state >= 0:
            stream._state = min(state + 1, TEXT)
            stream._held = ']' if code == 0x9d else ''


def _escape(stream: Stream, buffer: Buffer, code: int) -> None:
    """The character after ESC, or after those in between that name a character set."""
    if code < 48:
        stream._held = chr(code)
        return
    stream._state = GROUND
    if stream._held:
        return
    if 64 <= code < 96:
        _control(stream, buffer, code + 64)
    elif code == 55:
        _save(stream, buffer)
    elif code == 56:
        _restore(stream, buffer)
    elif code == 99:
        stream._style = PLAIN
        _clear(buffer, 2, PLAIN)
        go_to(buffer, 0, 0)


def _skim(stream: Stream, data: str, position: int) -> int:
    """Go through the text of a sequence, which BEL or ST ends; for a title or a link, the end of the line does, too."""
    size = len(data)
    start = position
    while position < size:
        if data[position] in '\x07\x18\x1a\x1b\x9c' or data[position] == '\n' and stream._held[:1] == ']':
            break
        position += 1
    if stream._held and len(stream._held) < _MAX_SEQUENCE_CHARS:
        stream._held += data[start:position]
    if position < size:
        stream._state = ESCAPE if data[position] == '\x1b' else GROUND
        text: str = stream._held
        stream._held = ''
        if text[:3] == ']8;' and len(text) < _MAX_SEQUENCE_CHARS:
            stream._style = linked(stream._style, text[text.find(';', 3) + 1:])
        if data[position] != '\n':
            position += 1
    return position


def _save(stream: Stream, buffer: Buffer) -> None:
    stream._saved_row = buffer.row - top_of(buffer)
    stream._saved_column = buffer.column
    stream._saved_style = stream._style


def _restore(stream: Stream, buffer: Buffer) -> None:
    go_to(buffer, top_of(buffer) + stream._saved_row, stream._saved_column)
    stream._style = linked(stream._saved_style, stream._style.link)


def _sequence(stream: Stream, buffer: Buffer, final: str, held: str) -> None:
    """A control sequence: ``held`` is what stands between ``ESC [`` and its final character."""
    if held and (held[0] >= '<' or held[len(held) - 1] < '0'):
        return
    if final == 'm':
        stream._style = after_sgr(stream._style, held)
        return
    numbers = numbers_of(held)
    given: int = numbers[0]
    count: int = max(given, 1)
    row: int = buffer.row
    column: int = buffer.column
    top = top_of(buffer)
    blank = blank_of(stream._style)
    if final in 'ABEF':
        go_to(buffer, row + (count if final in 'BE' else -count), column if final in 'AB' else 0)
    elif final in 'CD':
        go_to(buffer, row, column + (count if final == 'C' else -count))
    elif final == 'G':
        go_to(buffer, row, count - 1)
    elif final == 'd':
        go_to(buffer, top + count - 1, column)
    elif final == 'H' or final == 'f':
        go_to(buffer, top + count - 1, numbers[1] - 1 if len(numbers) > 1 else 0)
    elif final == 'J':
        _clear(buffer, given, blank)
    elif final == 'K' and given < 3:
        erase(buffer, row, 0 if given else column, column + 1 if given == 1 else buffer.lines[row].width, blank)
    elif final == 'X':
        erase(buffer, row, column, column + count, blank)
    elif final == 'P':
        change(buffer, row, column, column + count, 0, blank)
    elif final == '@':
        change(buffer, row, column, column, count, blank)
    elif final == 's':
        _save(stream, buffer)
    elif final == 'u':
        _restore(stream, buffer)


def _clear(buffer: Buffer, part: int, blank: Style) -> None:
    """Erase the buffer below the cursor (0), above (1), all of it (2), or what has left it (3)."""
    if part > 2:
        if part == 3 and top_of(buffer) > 0:
            drop(buffer, len(buffer.lines), len(buffer.lines))
        return
    row: int = buffer.row
    column: int = buffer.column
    first: int = row if part == 0 else top_of(buffer)
    last: int = row if part == 1 else len(buffer.lines) - 1
    for other in range(first, last + 1):
        end: int = column + 1 if part == 1 and other == row else buffer.lines[other].width
        erase(buffer, other, column if part == 0 and other == row else 0, end, blank)
