"""Control characters and escape sequences, interpreted as in xterm; unknown ones are ignored.

A sequence may be split at any point: the stream keeps the beginning until its next text arrives.
"""

from browser import RegExp

from media.console.buffer import (
    Buffer, cells_of, change, current_line, go_to, line_feed, screen_top, tab, top_of, write,
)
from media.console.elements import add_note
from media.console.csi_parameters import numbers_of
from media.console.lines import Line, splice
from media.console.sgr import PLAIN, Style, after_sgr, blank_of, linked

GROUND = 0
ESCAPE = 1
TEXT = 3

# The characters that enter each state: ESC, CSI (2), then OSC, DCS, SOS, PM and APC, which all enter TEXT.
_STATES = '\x1b\x9b\x9d\x90\x98\x9e\x9f'

# How many characters of a sequence are kept: enough for a link's address, not for a picture.
_MAX_SEQUENCE_CHARS = 4096


# This module handles the sequences that most programs use: colors, relative movements, and erasing in a line. All
# others are left to media/console_screen.
_RARE_FINALS = 'EFHIJLMPSTXZ@`abdefgrsu'
_RARE_MODES: RegExp = RegExp('^(?:4|\\?(?:.*;)?(?:47|1047|1049)(?:;.*)?)$')

# That chunk once it is loaded, and whether it cannot be loaded.
_screen = None
_is_lost: bool = False


class Stream:
    """The state of a stream: an unfinished sequence, of which ``_held`` has arrived, and the ``style`` of its text.

    ``last`` is the last character written; ``modes``, set by media/console_screen, changes how text is written.
    ``left`` is the line that the stream left unfinished, in the buffer ``left_in``; see streams.py.
    """

    def __init__(self):
        self._state: int = GROUND
        self._held: str = ''
        self.style: Style = PLAIN
        self.last: str = ''
        self.modes = None
        # The cursor's saved position and style, set by media/console_screen.
        self.saved = None
        self.left: Line = None
        self.left_in: Buffer = None


def give_screen(shared, reason: str) -> None:
    """Take the exports of media/console_screen, or None if it cannot be loaded."""
    global _screen, _is_lost
    _is_lost = shared is None
    _screen = None if _is_lost else shared.Screen({
        'PLAIN': PLAIN, 'write': write, 'change': change, 'go_to': go_to, 'tab': tab, 'cells_of': cells_of,
        'splice': splice, 'top_of': top_of, 'add_note': add_note, 'linked': linked, 'blank_of': blank_of})


def screen():
    """The functions of media/console_screen; None if it is not loaded."""
    return _screen


def needs_screen() -> bool:
    """Whether media/console_screen has to be loaded first."""
    return _screen is None and not _is_lost


def _is_rare(buffer: Buffer, state: int, held: str, code: int) -> bool:
    """Whether a sequence that ends with this character is handled by media/console_screen."""
    final = chr(code)
    if state == ESCAPE:
        if held:
            return (held + final) in ('(0', ')0', '#8')
        return final in '78Hc' or final == 'M' and buffer.row == screen_top(buffer)
    if held[:1] == '?' or final in 'hl':
        return final in 'hl' and _RARE_MODES.test(held)
    return held == '!' and final == 'p' or final in _RARE_FINALS and _is_standard(held)


def _is_standard(held: str) -> bool:
    """Whether a control sequence has only numbers as parameters: no private marker, and no intermediate character."""
    return not held or held < '<' and held.at(-1) >= '0'


def feed(stream: Stream, buffer: Buffer, data: str) -> int:
    """Apply a stream's data to a buffer; returns how many characters were read.

    That is fewer than ``data`` has if media/console_screen has to be loaded first.
    """
    position = 0
    size = len(data)
    while position < size:
        code: int = data.charCodeAt(position)
        state: int = stream._state
        if state == GROUND:
            start = position
            while code >= 32 and (code < 127 or code > 159):
                position += 1
                if position == size:
                    break
                code = data.charCodeAt(position)
            if position > start:
                stream.last = data.at(position - 1)
                if stream.modes is None:
                    write(buffer, data[start:position], stream.style)
                else:
                    stream.modes.write(buffer, data[start:position], stream.style)
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
            elif needs_screen() and code >= 48 and (
                    state == ESCAPE or 64 <= code) and _is_rare(buffer, state, stream._held, code):
                return position - 1
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
    return size


def _control(stream: Stream, buffer: Buffer, code: int) -> None:
    """Handle a control character; those from 0x80 on are equivalent to ESC and a letter."""
    if 9 < code < 13 or code == 0x85:
        buffer.column = 0
        line_feed(buffer)
    elif code == 13:
        buffer.column = 0
    elif code == 8:
        buffer.column = max(0, buffer.column - 1)
    elif code == 9:
        tab(buffer)
    elif code == 0x84:
        line_feed(buffer)
    elif code == 0x8d:
        if _screen is not None:
            _screen.reverse_index(buffer)
        else:
            go_to(buffer, buffer.row - 1, buffer.column)
    elif stream.modes is not None and 14 <= code < 16:
        stream.modes.shift(code)
    else:
        state = _STATES.find(chr(code))
        if state >= 0:
            stream._state = min(state + 1, TEXT)
            stream._held = ']' if code == 0x9d else ''


def _escape(stream: Stream, buffer: Buffer, code: int) -> None:
    """Handle the character after ESC, or after an intermediate character that names a character set."""
    if code < 48:
        stream._held = chr(code)
        return
    stream._state = GROUND
    held = stream._held
    if held or code < 64 or code == 72 or code > 95:
        if _screen is not None:
            _screen.escape(stream, buffer, held, code)
    else:
        _control(stream, buffer, code + 64)


def _skim(stream: Stream, data: str, position: int) -> int:
    """Read the text of a sequence, which BEL or ST ends; the end of the line also ends a title or a link."""
    size = len(data)
    start = position
    while position < size:
        if data.at(position) in '\x07\x18\x1a\x1b\x9c' or data.at(position) == '\n' and stream._held[:1] == ']':
            break
        position += 1
    if stream._held and len(stream._held) < _MAX_SEQUENCE_CHARS:
        stream._held += data[start:position]
    if position < size:
        stream._state = ESCAPE if data.at(position) == '\x1b' else GROUND
        text: str = stream._held
        stream._held = ''
        if text[:3] == ']8;' and len(text) < _MAX_SEQUENCE_CHARS:
            stream.style = linked(stream.style, text[text.find(';', 3) + 1:])
        if data.at(position) != '\n':
            position += 1
    return position


def _sequence(stream: Stream, buffer: Buffer, final: str, held: str) -> None:
    """Handle a control sequence: ``held`` is the text between ``ESC [`` and its final character."""
    if _is_rare(buffer, TEXT, held, ord(final)):
        if _screen is not None:
            _screen.sequence(stream, buffer, final, held, numbers_of(held))
        return
    if not _is_standard(held):
        return
    if final == 'm':
        stream.style = after_sgr(stream.style, held)
        return
    given: int = numbers_of(held).at(0)
    count: int = max(given, 1)
    row: int = buffer.row
    column: int = buffer.column
    if final == 'A' or final == 'B':
        go_to(buffer, row + (count if final == 'B' else -count), column)
    elif final == 'C' or final == 'D':
        go_to(buffer, row, column + (count if final == 'C' else -count))
    elif final == 'G':
        go_to(buffer, row, count - 1)
    elif final == 'K' and given < 3:
        width: int = current_line(buffer).width
        start = 0 if given else column
        end = column + 1 if given == 1 else width
        change(buffer, row, start, end, end - start, blank_of(stream.style))
